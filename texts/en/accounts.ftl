# An account that cannot be opened.

# The title where its name is not known.
accounts-account = Account
accounts-look-at-backups = Look at its backups
accounts-open = Open with this key
accounts-key-hint = A key of this account, in the same mode. It is tried before it is used.
accounts-key-elsewhere = Or paste the key once more, and keep it elsewhere.
