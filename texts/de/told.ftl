# Was schiefging, wie das Programm es mit dem Namen eines Textes sagt. In Protokollen und im Terminal steht dasselbe auf Englisch.

## Auf dem Weg zu Stripe und von dort

told-stripe-no-answer = { $failure ->
    [unknown] { $host } wird nicht gefunden. Prüfen Sie die Internetverbindung und versuchen Sie es noch einmal.
    [certificate] Dem Zertifikat von { $host } wird nicht vertraut. Prüfen Sie die Uhr dieses Computers und ob ein Proxy oder Virenscanner in die Verbindung sieht.
    [slow] { $host } hat zu lange nicht geantwortet. Versuchen Sie es noch einmal.
    [interrupted] Die Verbindung zu { $host } ist abgebrochen. Versuchen Sie es noch einmal.
   *[other] { $host } ist nicht zu erreichen. Prüfen Sie die Internetverbindung und versuchen Sie es noch einmal.
}
told-stripe-not-sent = { $failure ->
    [unknown] Es wurde nichts gesendet, denn { $host } wird nicht gefunden. Prüfen Sie die Internetverbindung und versuchen Sie es noch einmal.
    [certificate] Es wurde nichts gesendet, denn dem Zertifikat von { $host } wird nicht vertraut. Prüfen Sie die Uhr dieses Computers und ob ein Proxy oder Virenscanner in die Verbindung sieht.
    [slow] Es wurde nichts gesendet, denn { $host } hat zu lange gebraucht. Versuchen Sie es noch einmal.
    [interrupted] Es wurde nichts gesendet, denn die Verbindung zu { $host } ist abgebrochen. Versuchen Sie es noch einmal.
   *[other] Es wurde nichts gesendet, denn { $host } ist nicht zu erreichen. Prüfen Sie die Internetverbindung und versuchen Sie es noch einmal.
}
told-stripe-wrong-key = Stripe nimmt den API-Schlüssel nicht an. Kopieren Sie ihn noch einmal aus Stripes Dashboard, unter Entwickler, API-Schlüssel.
told-stripe-lacks-permissions = Der Schlüssel darf das nicht: Ihm fehlt { $permissions }. Schalten Sie es für ihn in Stripes Dashboard ein, unter Entwickler, API-Schlüssel.
told-stripe-not-allowed = Der Schlüssel darf das nicht. Stripe sagt: „{ $reason }“. Nehmen Sie einen, der es darf, oder ändern Sie ihn in Stripes Dashboard, unter Entwickler, API-Schlüssel.
told-stripe-no-such-object = Stripe kennt das im Konto und Modus des Schlüssels nicht. Vielleicht wurde es dort gelöscht.
told-stripe-busy = Stripe ist noch mit einer anderen Anfrage zur selben Sache beschäftigt. Versuchen Sie es gleich noch einmal.
told-stripe-too-many = Stripe nimmt gerade keine weiteren Anfragen an. Warten Sie kurz und versuchen Sie es noch einmal.
told-stripe-refused = Stripe hat es abgelehnt: „{ $reason }“.
told-stripe-failed = Bei Stripe ist etwas fehlgeschlagen. Versuchen Sie es gleich noch einmal; status.stripe.com meldet Ausfälle.
told-stripe-unreadable = Stripes Antwort lässt sich nicht lesen. Versuchen Sie es noch einmal; hilft das nicht, sehen Sie nach einem neueren Countertop.

## Was mit einer Zahlung geschieht

told-payment-unknown = Diese Zahlung gibt es hier nicht.
told-payment-in-doubt = { $deed ->
    [captured] Es kam keine Antwort, darum ist ungewiss, ob das Geld eingezogen wurde. Tun Sie dasselbe noch einmal: Es geschieht einmal, wie oft es auch verlangt wird.
    [canceled] Es kam keine Antwort, darum ist ungewiss, ob die Zahlung storniert wurde. Tun Sie dasselbe noch einmal: Es geschieht einmal, wie oft es auch verlangt wird.
   *[refunded] Es kam keine Antwort, darum ist ungewiss, ob das Geld erstattet wurde. Tun Sie dasselbe noch einmal: Es geschieht einmal, wie oft es auch verlangt wird.
}
told-payment-sent-otherwise = Das wurde schon mit anderem Inhalt gesendet. Sehen Sie nach der Zahlung und beginnen Sie neu.
told-payment-sent-long-ago = Das wurde vor zu langer Zeit gesendet, um es sicher zu wiederholen. Sehen Sie nach der Zahlung und beginnen Sie neu.
told-payment-without-intent = Diese Zahlung wurde so belastet, dass sie hier weder eingezogen noch storniert werden kann. Tun Sie es in Stripes Dashboard.
told-payment-nothing-to-fulfil = Zu dieser Zahlung gibt es nichts auszuführen: Sie ist nicht bezahlt oder wurde erstattet.
told-payment-paid = Diese Zahlung ist bezahlt und kann nicht storniert werden. Erstatten Sie stattdessen das Geld.
told-payment-canceled = Diese Zahlung ist schon storniert.
told-payment-held = Das Geld ist reserviert und noch nicht eingezogen, es gibt also nichts zu erstatten. Stornieren Sie stattdessen die Zahlung.
told-payment-not-paid = Diese Zahlung ist nicht bezahlt, es gibt also nichts zu erstatten.
told-payment-given-back = Diese Zahlung wurde schon ganz erstattet.
told-payment-more-than-nothing = Schreiben Sie mehr als nichts.
told-payment-too-much = Es sind noch { $most } übrig: Schreiben Sie so viel oder weniger.
told-payment-holds-nothing = Zu dieser Zahlung ist kein Geld reserviert, das eingezogen werden könnte.

## Links

told-link-none = Stripes Antwort enthält keinen Zahlungslink. Sehen Sie in Stripes Dashboard nach den Links.
told-link-unknown = Diesen Link gibt es hier nicht.
told-link-in-doubt = { $deed ->
    [changed] Es kam keine Antwort, darum ist ungewiss, ob der Link geändert wurde. Tun Sie dasselbe noch einmal: Es geschieht einmal, wie oft es auch verlangt wird.
   *[made] Es kam keine Antwort, darum ist ungewiss, ob der Link erstellt wurde. Tun Sie dasselbe noch einmal: Es geschieht einmal, wie oft es auch verlangt wird.
}
told-link-sent-otherwise = Das wurde schon mit anderem Inhalt gesendet, und ein Link wurde daraus. Ändern Sie diesen oder beginnen Sie einen neuen.

## Ein eingefügter Text, der kein Schlüssel ist, oder ein Schlüssel, der nicht taugt

told-key-publishable = Das ist ein öffentlicher Schlüssel (pk_), wie Webseiten ihn verwenden; er kann keine Zahlungen lesen. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt.
told-key-webhook-secret = Das ist das Signaturgeheimnis eines Webhook-Endpunkts (whsec_), kein API-Schlüssel. Countertop legt einen eigenen Endpunkt an; kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt.
told-key-client-secret = Das ist das Geheimnis einer einzelnen Zahlung, das in den Browser des Kunden gehört. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt.
told-key-ephemeral = Das ist ein kurzlebiger Schlüssel (ek_), wie ihn eine App für eine Stunde verwendet. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt.
told-key-organization = Das ist der Schlüssel einer Organisation (sk_org_), der für mehrere Konten gilt. Kopieren Sie einen eingeschränkten Schlüssel des einen Kontos, das Sie verbinden möchten.
told-key-masked = Dieser Schlüssel ist nur zum Teil zu sehen, mit Punkten oder Sternen in der Mitte. Klicken Sie ihn in Stripes Dashboard an, um ihn zu zeigen, und kopieren Sie ihn ganz.
told-key-id = Das ist eine ID ({ $prefix }…), kein Schlüssel. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt, aus Stripes Dashboard, unter Entwickler, API-Schlüssel.
told-key-address = Das ist die Adresse einer Seite, kein Schlüssel. Öffnen Sie sie und kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt.
told-key-e-mail = Das ist eine E-Mail-Adresse, kein Schlüssel. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt, aus Stripes Dashboard, unter Entwickler, API-Schlüssel.
told-key-empty = Der API-Schlüssel ist leer. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt, aus Stripes Dashboard, unter Entwickler, API-Schlüssel.
told-key-broken = Das ist kein ganzer Schlüssel. Kopieren Sie den eingeschränkten Schlüssel, der mit rk_ beginnt, aus Stripes Dashboard, unter Entwickler, API-Schlüssel.
told-key-without-account = Stripe sagt nicht, zu wessen Konto dieser Schlüssel gehört. Schalten Sie für ihn die Berechtigung Accounts (lesen) in Stripes Dashboard ein, unter Entwickler, API-Schlüssel.
told-key-useless = Mit diesem Schlüssel käme keine Zahlung an. Schalten Sie für ihn Webhook Endpoints (schreiben) oder Events (lesen) ein und prüfen Sie ihn noch einmal.
told-key-is-live = Das ist ein Schlüssel für den Echtbetrieb. Bestätigen Sie, dass mit ihm echtes Geld fließt.
told-key-is-test = Das ist ein Schlüssel des Testmodus: Mit ihm fließt kein echtes Geld.
told-key-forgotten = Der geprüfte Schlüssel ist nicht mehr bekannt. Fügen Sie ihn noch einmal ein.
told-key-missing = Der Schlüssel dieses Kontos ist auf diesem Computer nicht hinterlegt. Fügen Sie ihn noch einmal ein.

## Wo Schlüssel aufbewahrt werden

told-keys-without-place = Auf diesem Computer gibt es keinen Schlüsselbund. Wählen Sie, wo die Schlüssel aufbewahrt werden.
told-keys-locked = Die Schlüssel liegen in einer verschlüsselten Datei. Geben Sie ihre Passphrase ein.
told-keys-keychain = { $trouble ->
    [locked] Der Schlüsselbund ist gesperrt. Entsperren Sie ihn und versuchen Sie es noch einmal.
    [unanswered] Der Schlüsselbund antwortet nicht. Sehen Sie nach, ob er nach seinem Passwort fragt, oder wählen Sie einen anderen Ort für die Schlüssel.
   *[absent] Der Schlüsselbund mit den Schlüsseln ist nicht da. Wählen Sie einen anderen Ort für die Schlüssel.
}
told-passphrase-short = Die Passphrase ist zu kurz. Nehmen Sie mindestens { $least } Zeichen, am besten mehrere Wörter.
told-passphrase-wrong = Die Passphrase ist falsch: Die Schlüssel wurden mit einer anderen verschlüsselt.
told-passphrases-differ = Die beiden Passphrasen sind verschieden. Geben Sie zweimal dieselbe ein.

## Das Kassenbuch

told-ledger-busy = Im Kassenbuch wartet zu viel darauf, geschrieben zu werden. Versuchen Sie es gleich noch einmal.
told-ledger-slow = Das Kassenbuch hat länger als 5 Sekunden gebraucht. Fragen Sie nach weniger auf einmal.
told-ledger-held = Ein anderes Programm liest schon zu lange im Kassenbuch. Geschrieben wird wieder, sobald es davon ablässt.
told-ledger-not-written = Das Kassenbuch kann nicht geschrieben werden: { $reason }
told-ledger-not-read = Das Kassenbuch kann nicht gelesen werden: { $reason }
told-ledger-damaged = Etwas im Kassenbuch ist beschädigt. Stellen Sie unter Einstellungen, Sicherungen eine Sicherung wieder her.

## Konten

told-account-opening = Das Konto wird gerade geöffnet. Versuchen Sie es gleich noch einmal; vielleicht fragt der Schlüsselbund nach seinem Passwort.
told-account-unknown = Dieses Konto gibt es hier nicht.
told-account-nameless = Geben Sie dem Konto einen Namen.
told-account-name-long = Der Name hat mehr als { $most } Zeichen. Kürzen Sie ihn.

## Was die Prüfung fand, und was zu tun ist

told-check-no-folder = Den Ordner { $folder } gibt es noch nicht.
told-check-made-when-recorded = Er wird angelegt, wenn zum ersten Mal etwas aufgezeichnet wird.
told-check-disk-of-this-computer = Lassen Sie das Kassenbuch auf einem Laufwerk dieses Computers liegen.
told-check-open-to-others = Andere Benutzer dieses Computers können { $folder } oder das Kassenbuch darin lesen.
told-check-close-folder = Wenn das nicht Absicht ist, lassen Sie nur Ihren eigenen Benutzer { $folder } und seinen Inhalt lesen.
told-check-free-space = Auf dem Laufwerk sind { $mebibytes } MiB frei.
told-check-make-room = Schaffen Sie Platz: Ein volles Laufwerk weist ab, was Stripe zustellt.
told-check-make-room-soon = Schaffen Sie Platz vor der nächsten Sicherung: Sie braucht noch einmal so viel wie das Kassenbuch.
told-check-no-key = Es gibt keinen API-Schlüssel, darum wurde Stripe nicht gefragt.
told-check-open-with-key = Öffnen Sie das Konto mit seinem Schlüssel.
told-check-give-key = Geben Sie einen geheimen oder eingeschränkten Schlüssel aus Stripes Dashboard an, unter Entwickler, API-Schlüssel.
told-check-look-online = Sehen Sie nach, ob dieser Computer online ist und ob eine Firewall oder ein Proxy im Weg steht.
told-check-copy-key = Kopieren Sie den Schlüssel noch einmal aus Stripes Dashboard oder legen Sie einen neuen an.
told-check-try-again = Versuchen Sie es gleich noch einmal; status.stripe.com meldet Ausfälle.
told-check-key-whole = Sehen Sie nach, ob der Schlüssel ganz und noch gültig ist, und versuchen Sie es noch einmal.
told-check-key-known = { $mode ->
    [live] Stripe kennt den Schlüssel: Er gehört zum Echtbetrieb des Kontos { $account }.
   *[test] Stripe kennt den Schlüssel: Er gehört zum Testmodus des Kontos { $account }.
}
told-check-switch-on = Schalten Sie die Berechtigung für diesen Schlüssel in Stripes Dashboard ein, unter Entwickler, API-Schlüssel.
told-check-leave-it = Zu tun ist nichts, solange dieser Teil funktioniert.
told-check-clock-agrees = Die Uhr dieses Computers stimmt mit der von Stripe überein.
told-check-clock-ahead = { $seconds ->
    [one] Die Uhr dieses Computers geht gegenüber der von Stripe { $seconds } Sekunde vor.
   *[other] Die Uhr dieses Computers geht gegenüber der von Stripe { $seconds } Sekunden vor.
}
told-check-clock-behind = { $seconds ->
    [one] Die Uhr dieses Computers geht gegenüber der von Stripe { $seconds } Sekunde nach.
   *[other] Die Uhr dieses Computers geht gegenüber der von Stripe { $seconds } Sekunden nach.
}
told-check-set-clock = Lassen Sie das System seine Uhr über das Netz stellen: Ab 300 Sekunden wird nicht angenommen, was Stripe zustellt.
told-check-set-clock-soon = Lassen Sie das System seine Uhr über das Netz stellen, bevor sie 300 Sekunden falsch geht.
told-check-no-secret = Es gibt kein Signaturgeheimnis.
told-check-choose-way = Wählen Sie auf der Seite Verbindung, wie Stripe diesen Computer erreicht; ohne einen Weg braucht es keines.
told-check-one-secret = Es gibt ein Signaturgeheimnis, und es kann eines von Stripe sein.
told-check-several-secrets = Es gibt { $count } Signaturgeheimnisse, wie während ein neues eingeführt wird.
told-check-renew-secret = Erneuern Sie das Signaturgeheimnis auf der Seite Verbindung.
told-check-receiving = Zu diesem Kassenbuch läuft ein Empfänger.
told-check-not-receiving = Zu diesem Kassenbuch läuft kein Empfänger.
told-check-open-again = Öffnen Sie das Konto noch einmal.
told-check-see-ledger = Sehen Sie, was zum Kassenbuch gesagt wird.
told-check-nothing-came = Beim Empfänger ist noch nichts angekommen.
told-check-send-test = Senden Sie aus Stripes Dashboard ein Testereignis, oder bezahlen Sie im Testmodus einen Link, und sehen Sie noch einmal nach.
told-check-reached = Stripe hat den Empfänger am { $at } erreicht.
told-check-last-refused = Was zuletzt kam, am { $at }, wurde mit { $status } abgewiesen.
told-check-see-health = Die Seite Zustand zeigt, was abgewiesen wurde, und sagt zu jedem, warum und was zu tun ist.
told-check-no-ledger = Im Ordner gibt es noch kein Kassenbuch.
told-check-made-when-opened = Es wird angelegt, wenn das Konto geöffnet wird.
told-check-restore = Behalten Sie eine Kopie des Ordners und stellen Sie dann unter Einstellungen, Sicherungen eine Sicherung wieder her.
told-check-log-lost = Das Protokoll der letzten Einträge ist am { $at } verloren gegangen.
told-check-catch-up-in-time = Holen Sie auf der Seite Verbindung nach: Stripe behält Ereignisse 30 Tage.
told-check-sound = Das Kassenbuch ist in Ordnung: { $events } Ereignisse und { $payments } Zahlungen in { $mebibytes } MiB.
told-check-unsound = Im Kassenbuch mit { $events } Ereignissen und { $payments } Zahlungen stimmen { $wrong } Dinge nicht. Das erste: { $first }
told-check-restore-beside = Stellen Sie unter Einstellungen, Sicherungen eine Sicherung wieder her; das vorhandene Kassenbuch bleibt daneben liegen.
told-check-parked = { $count ->
    [one] { $count } Ereignis konnte nicht aufgenommen werden und wartet.
   *[other] { $count } Ereignisse konnten nicht aufgenommen werden und warten.
}
told-check-newer-version = Eine neuere Version kann sie vielleicht aufnehmen; bitte melden Sie sie mit der Diagnose unten.
told-check-aside = { $count ->
    [one] { $count } Ereignis liegt beiseite: von einem anderen Modus oder Konto oder zur falschen Zeit signiert.
   *[other] { $count } Ereignisse liegen beiseite: von einem anderen Modus oder Konto oder zur falschen Zeit signiert.
}
told-check-sent-elsewhere = Ein Endpunkt eines anderen Kontos oder Modus bei Stripe sollte anderswohin zeigen.
told-check-never-read = Stripes Liste der Ereignisse wurde nie bis zum Ende gelesen, darum beweist nichts, dass alles da ist.
told-check-catch-up = Holen Sie auf der Seite Verbindung nach.
told-check-complete = Das Kassenbuch ist vollständig bis { $through }, gelesen am { $at }.
told-check-complete-empty = Das Kassenbuch ist vollständig: Stripes Liste enthält kein Ereignis, gelesen am { $at }.
told-check-lacking = { $count ->
    [one] { $count } Ereignis aus Stripes Liste steht nicht im Kassenbuch.
   *[other] { $count } Ereignisse aus Stripes Liste stehen nicht im Kassenbuch.
}
told-check-gap = Zwischen { $from } und { $to } sagte Stripes Liste nichts mehr.
told-check-import-history = Lesen Sie auf der Seite Verbindung die Vergangenheit ein.
told-check-gap-closed = Aus der Zeit zwischen { $from } und { $to } hat das Kassenbuch keine Ereignisse, aber das, wovon sie berichteten: am { $at } aus den Objekten selbst gelesen.
