# Wo Schlüssel aufbewahrt werden, und was man mit ihnen tun kann.

## Der Schlüssel des offenen Kontos

keys-kept = Ort
keys-key = Schlüssel
keys-permissions = Berechtigungen
keys-permissions-untried = Seine Berechtigungen wurden auf diesem Computer noch nicht geprüft.
keys-permissions-work = { $works } von { $of } Berechtigungen sind vorhanden.
keys-permissions-lacking = { $works } von { $of } Berechtigungen sind vorhanden. Es fehlt: { $missing }.
keys-replace-open = Schlüssel ersetzen …
keys-check-again = Berechtigungen prüfen
keys-move-open = Anderswo aufbewahren …
keys-move = Schlüssel dorthin verschieben
keys-change-open = Passphrase ändern …
keys-replace = Alten Schlüssel ersetzen
keys-replace-hint = Ein Schlüssel desselben Kontos im selben Modus. Der alte bleibt, bis Stripe den neuen annimmt.

## Wo die Schlüssel sind

keys-state-not-looked = Der Schlüsselbund wird gesucht, wenn der erste Schlüssel aufbewahrt wird.
keys-state-keychain = Die Schlüssel liegen im Schlüsselbund dieses Computers.
keys-state-keychain-locked = Der Schlüsselbund ist gesperrt.
keys-state-keychain-unanswered = Der Schlüsselbund antwortet nicht.
keys-state-keychain-absent = Der Schlüsselbund, in dem die Schlüssel liegen, ist nicht da.
keys-state-place-needed = Es gibt keinen Schlüsselbund; der Ort wird gewählt, wenn der erste Schlüssel aufbewahrt wird.
keys-state-file-locked = Die Schlüssel liegen in einer verschlüsselten Datei, die gesperrt ist.
keys-state-file-open = Die Schlüssel liegen in einer verschlüsselten Datei, offen bis zum Beenden.
keys-state-memory = Die Schlüssel werden nirgends aufbewahrt: Countertop fragt bei jedem Start nach ihnen.

## Die Wahl eines Ortes

keys-places = Wo Schlüssel aufbewahrt werden
keys-place-keychain = Im Schlüsselbund dieses Computers
keys-place-keychain-more = Er ist offen, solange Sie angemeldet sind; beim Start wird nichts gefragt.
keys-place-file = In einer verschlüsselten Datei
keys-place-file-more = Bei jedem Start wird nach ihrer Passphrase gefragt. Wer die Festplatte oder eine Sicherung hat, kann die Datei ohne sie nicht lesen.
keys-place-memory = Nirgends: bei jedem Start fragen
keys-place-memory-more = Der Schlüssel ist vergessen, wenn Countertop endet, und es kommt nichts an, bis Sie ihn wieder eingefügt haben.
keys-place-advised = Empfohlen
keys-system-says = Das System meldet: { $reason }
keys-keychain-again = Schlüsselbund noch einmal versuchen
keys-elsewhere = Oder bewahren Sie Schlüssel anderswo auf:
keys-keep-and-connect = Dort aufbewahren und verbinden

## Passphrasen

keys-passphrase = Passphrase
keys-passphrase-hint = Mehrere Wörter, mindestens 8 Zeichen. Sie wird nirgends aufbewahrt: Schreiben Sie sie auf.
keys-passphrase-repeated = Dieselbe noch einmal
keys-passphrase-present = Bisherige Passphrase
keys-passphrase-new = Neue Passphrase
keys-passphrase-new-repeated = Die neue noch einmal
keys-passphrase-change = Ändern

## Die verschlüsselte Datei ist gesperrt

keys-locked = Die Schlüssel liegen in einer verschlüsselten Datei auf diesem Computer. Solange sie nicht offen ist, wird nichts empfangen; was in der Zwischenzeit geschieht, wird danach nachgeholt.
keys-unlock = Entsperren
keys-forgot = Passphrase vergessen
keys-forgotten = Ohne ihre Passphrase kann niemand die Datei öffnen. Sie können sie beiseitelegen und die Schlüssel Ihrer Konten neu einfügen; alles, was aufgezeichnet ist, bleibt. Die Datei bleibt neben der neuen liegen, als { $file }.
keys-set-aside = Datei beiseitelegen
