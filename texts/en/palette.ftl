# Search and commands: one field, and what it leads to.

palette-placeholder = A page, a customer, a link, an id
palette-results = Results
# Said once a search is over.
palette-told-nothing = Nothing found
palette-told = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
palette-looking = Looking through payments and links.
# Before the sentence that says why.
palette-failed = Payments and links could not be searched.
# The text is what was typed.
palette-nothing = Nothing is called “{ $text }”. Part of a name, of an e-mail address or an id is enough.
# In the place of the name of a customer who gave none.
palette-no-name = No name yet
palette-id-payments = Payment { $named }
palette-id-payouts = Payout { $named }
palette-id-events = Event { $named }
palette-id-links = Link { $named }
palette-all-shortcuts = All shortcuts
# Between two ways to do the same by keys.
palette-or = or

## The groups

palette-by-id = By its id
palette-pages = Pages
palette-actions = Actions
palette-payments = Payments
palette-links = Links

## The pages, as they are called at the left

palette-page-home = Home
palette-page-payments = Payments
palette-page-orders = To fulfil
palette-page-links = Links
palette-page-payouts = Payouts
palette-page-events = Events
palette-page-deliveries = At the door
palette-page-connection = Connection
palette-page-health = Health
palette-page-rehearsal = Rehearsal
palette-page-settings = Settings

## What can be done

palette-action-new-link = New payment link
palette-action-link-table = Links from a table
palette-action-connect = Connect a Stripe account
palette-action-shortcuts = Keyboard shortcuts
palette-action-lock = Lock now
palette-action-theme-light = Light theme
palette-action-theme-dark = Dark theme
palette-action-theme-system = Theme as the desktop
palette-action-rows-compact = Compact rows
palette-action-rows-comfortable = Comfortable rows
palette-action-zoom-in = Everything larger
palette-action-zoom-out = Everything smaller
palette-action-zoom-reset = Actual size

## Other words that somebody may look for. They are not shown; each is found by its beginning

palette-terms-home = today overview
palette-terms-payments = customers money sales paid
palette-terms-links = payment products
palette-terms-orders = orders packing slip ship send hand over parcel
palette-terms-payouts = bank transfer money arrives
palette-terms-events = webhooks inbox raw json
palette-terms-deliveries = refused signature doctor webhooks deliveries
palette-terms-connection = tunnel webhook catch up missed Stripe
palette-terms-health = receiving status address deliveries refused
palette-terms-rehearsal = practice try story outage
palette-terms-settings = preferences options
palette-terms-new-link = create make add sell price
palette-terms-link-table = csv import several spreadsheet
palette-terms-connect = key add live test
palette-terms-shortcuts = keys help
palette-terms-lock = lock till pin away
palette-terms-theme-light = day bright appearance colours colors
palette-terms-theme-dark = night black appearance colours colors
palette-terms-theme-system = automatic appearance light dark colours colors
palette-terms-rows-compact = dense small height appearance
palette-terms-rows-comfortable = height appearance compact
palette-terms-zoom-in = zoom in bigger size
palette-terms-zoom-out = zoom out size
palette-terms-zoom-reset = zoom normal size 100
# Of the sections of the settings, here and below.
palette-terms-section-account = settings name colour color remove
palette-terms-section-appearance = settings theme colours colors language zoom rows
palette-terms-section-window = settings tray icon login autostart hidden close
palette-terms-section-keys = settings key restricted secret passphrase keychain replace
palette-terms-section-till = settings pin view only shared
palette-terms-section-notifications = settings notices desktop
palette-terms-section-data = settings ledger export csv wipe folder
palette-terms-section-backups = settings backup copy restore
palette-terms-section-erase = settings delete privacy person
palette-terms-section-practice = settings begin anew reset
palette-terms-section-diagnostics = settings check problem report log
palette-terms-section-about = settings version licence license
