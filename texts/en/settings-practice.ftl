# Settings, Practice store.

settings-practice-anew = Begin anew
settings-practice-anew-text = All links, payments and backups of the practice store are deleted, and it begins empty. Your Stripe accounts stay as they are.
settings-practice-anew-open = Begin anew…
# What is to be typed before it is deleted.
settings-practice-word = begin anew
settings-practice-action = Delete and begin anew
settings-practice-done = The practice store is begun anew.
