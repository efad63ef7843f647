# Settings, Account.

settings-account-name = Name
settings-account-name-text = What the account is called here. It changes nothing at Stripe.
settings-account-name-field = Name of the account
settings-account-name-saved = The name is saved.
settings-account-name-save = Save the name

settings-account-mode = Mode
settings-account-mode-practice = An invented shop on this computer. No real money moves.
settings-account-mode-test = Stripe’s test mode. No real money moves.
settings-account-mode-live = Real money moves.

settings-account-connection = Connection
settings-account-connection-practice = The practice store is on this computer; nothing lies between.
# A few words of the connection as a sentence: “Tunnel: cloudflared.”
settings-account-connection-line = { $line }.
settings-account-connection-open = Open Connection

settings-account-another = Another account
settings-account-another-text = Each account has its own ledger, test and live apart. Switch between them at the lower left.
settings-account-another-connect = Connect a Stripe account

## The colour

settings-account-color = Colour
settings-account-color-text = The mark at the lower left, by which you tell your accounts apart.
settings-account-color-of = Colour of the account
settings-account-color-teal = Teal
settings-account-color-blue = Blue
settings-account-color-pink = Pink
settings-account-color-olive = Olive
settings-account-color-violet = Violet
settings-account-color-cyan = Cyan
settings-account-color-brown = Brown
settings-account-color-grey = Grey

## Taking it away

settings-account-remove = Remove this account
settings-account-remove-text = Its key is forgotten, and its webhook endpoint at Stripe is deleted. Nothing else changes at Stripe.
settings-account-remove-open = Remove…
settings-account-remove-data = What becomes of its data
settings-account-remove-keep = Keep its data
settings-account-remove-keep-text = The ledger stays in its folder, and is there again when you connect it again.
settings-account-remove-keep-action = Remove, keep its data
settings-account-remove-delete = Delete its data
settings-account-remove-delete-text = The ledger and its backups are deleted for good.
settings-account-remove-delete-action = Remove with its data
