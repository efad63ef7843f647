# Where keys are kept, and what can be done about them.

## The open account’s key

keys-kept = Kept
keys-key = Key
keys-permissions = Permissions
keys-permissions-untried = Its permissions were not tried on this computer yet.
keys-permissions-work = { $works } of { $of } permissions work.
keys-permissions-lacking = { $works } of { $of } permissions work. It lacks { $missing }.
keys-replace-open = Replace the key…
keys-check-again = Try its permissions
keys-move-open = Keep keys elsewhere…
keys-move = Move the keys there
keys-change-open = Change the passphrase…
keys-replace = Replace the old key
keys-replace-hint = A key of the same account and mode. The old one stays until Stripe takes the new one.

## Where keys are

keys-state-not-looked = The keychain is looked for when the first key is kept.
keys-state-keychain = Keys are kept in this computer’s keychain.
keys-state-keychain-locked = The keychain is locked.
keys-state-keychain-unanswered = The keychain does not answer.
keys-state-keychain-absent = The keychain that has the keys is not there.
keys-state-place-needed = There is no keychain; the place is chosen when the first key is kept.
keys-state-file-locked = Keys are in an encrypted file that is locked.
keys-state-file-open = Keys are kept in an encrypted file, open until Countertop ends.
keys-state-memory = Keys are kept nowhere: they are asked for at each start.

## The choice of a place

keys-places = Where keys are kept
keys-place-keychain = In this computer’s keychain
keys-place-keychain-more = It is open while you are logged in; nothing is asked at the start.
keys-place-file = In an encrypted file
keys-place-file-more = Its passphrase is asked for at each start. Whoever has the disk or a backup cannot read it without.
keys-place-memory = Nowhere: ask at each start
keys-place-memory-more = The key is forgotten when Countertop ends, and nothing arrives until you have pasted it again.
keys-place-advised = Good for most
# { $reason } is in the system’s own words.
keys-system-says = The system says: { $reason }
keys-keychain-again = Try the keychain again
keys-elsewhere = Or keep keys elsewhere:
keys-keep-and-connect = Keep it there and connect

## Passphrases

keys-passphrase = Passphrase
keys-passphrase-hint = Several words, 8 characters at least. It is kept nowhere: write it down.
keys-passphrase-repeated = The same once more
keys-passphrase-present = Present passphrase
keys-passphrase-new = New passphrase
keys-passphrase-new-repeated = The new one once more
keys-passphrase-change = Change it

## The encrypted file is locked

keys-locked = The keys are in an encrypted file on this computer. Until it is open nothing is received; what happens meanwhile is caught up with afterwards.
keys-unlock = Unlock
keys-forgot = I forgot it
keys-forgotten = Nobody can open the file without its passphrase. You can set it aside and paste the keys of your accounts anew; all that is recorded stays. The file is kept beside the new one, as { $file }.
keys-set-aside = Set the file aside
