# A till that several people use: a PIN before what not everybody should do, a window for looking only, a lock.

till-pin = PIN
till-pin-hint = 4 to 12 digits
# Under a field, when what was typed can be no PIN.
till-pin-rule = A PIN has 4 to 12 digits.
till-pin-differs = The two PINs differ: type the same one twice.

## When the PIN is asked for

till-ask = This needs the PIN
till-ask-text = A right PIN is good for five minutes.
till-continue = Continue

## What went wrong

till-error-needed = The PIN is needed for this; nothing was done.
till-error-wrong = That is not the PIN.
# $wait is a stretch of time: 20 seconds, 5 minutes.
till-error-wrong-wait = That is not the PIN. After so many wrong ones the next is taken in { $wait }.
till-error-locked = The window is locked.

## For looking only

till-view-only = View only
till-view-only-reason = This window is for looking only.
till-view-only-more = Everything can be looked at, and nothing can be changed. Whoever may change that does so under Settings, Till.
till-view-only-settings = Open Settings, Till

## Locked

till-locked = Locked
till-locked-text = The window is locked, and only the window: what customers pay is received and recorded as before.
till-unlock = Unlock
till-forgot = I forgot the PIN
# $file is the path of a file.
till-forgotten = The PIN guards this window and not the disk, so there is a way around it: end Countertop, delete { $file }, and start it again. Payments, links and keys stay as they are; view only and the lock go with the PIN.

## Settings, Till

till-what = For a window that several people use. All of it guards this window, and not the disk: whoever can open your files on this computer can read the ledger and remove the PIN. It holds for all your accounts here.
till-loading = Loading the till
till-pin-text = Asked for before money is given back, a key is changed, or data is exported or deleted.
till-pin-set-open = Set a PIN…
till-pin-change-open = Change it…
till-pin-remove-open = Remove it…
till-pin-present = Present PIN
till-pin-new = New PIN
till-pin-repeated = The same once more
till-pin-set = Set the PIN
till-pin-change = Change the PIN
till-pin-remove = Remove the PIN
till-pin-is-set = The PIN is set.
till-pin-is-removed = The PIN is removed, and with it the lock.
till-view-only-text = Payments, links and payouts can be looked at; nothing can be refunded, changed or exported. Leaving it needs the PIN, where there is one.
till-view-only-on = On
till-lock = Lock when nobody is here
till-lock-text = A locked window shows nothing until the PIN is given; receiving goes on. The counter stays lit: it is locked once it is left.
till-lock-after = Lock after
till-lock-never = Never
till-lock-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
till-lock-no-pin = Set a PIN first: it opens the window again.
till-lock-now = Lock now
