# Settings, Notifications.

settings-notices-what = A notice names the amount and nobody: it may be read over a shoulder. What happened while Countertop was closed is not told again.
settings-notices-payments = Payments
settings-notices-payments-text = A payment succeeded. Many within seconds are one notice, with their sum.
settings-notices-losses = Disputes and failed payouts
settings-notices-losses-text = A customer’s bank takes a payment back, or a payout did not reach yours.
settings-notices-trouble = Trouble with the connection
settings-notices-trouble-text = The tunnel is down for two minutes, or Stripe does not take the key any more.
# Beside a checkbox; whoever hears it hears the next text after it.
settings-notices-show = Show
settings-notices-show-of = notices of: { $title }
# Above what holds for every account.
settings-notices-here = On this computer, whatever account is open:
settings-notices-chime = Sound
settings-notices-chime-text = Two soft notes when a payment comes in, in the practice store too, while Countertop runs.
settings-notices-chime-try = Listen
settings-notices-chime-on = Play it
settings-notices-quiet = Quiet hours
settings-notices-quiet-text = No notice and no sound. What came in is summed up in one notice when they are over.
settings-notices-quiet-on = Keep quiet
settings-notices-quiet-from = From
settings-notices-quiet-to = To
settings-notices-practice = The practice store gives no notices: no real money moves there.
settings-notices-loading = Loading the notices
