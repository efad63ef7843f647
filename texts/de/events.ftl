events-title = Ereignisse
events-one = Ereignis
events-which = Welches Protokoll
events-inbox = Ereignisse
events-door = An der Tür
events-search = Art des Ereignisses
events-caption = Ereignisse, neueste zuerst
events-loading = Ereignisse werden geladen
events-loading-one = Das Ereignis wird geladen
events-loading-door = Zustellungen werden geladen
events-none = Noch kein Ereignis
events-none-how = Was Stripe von Zahlungen, Rückerstattungen, Anfechtungen und Auszahlungen meldet, wird hier genau so aufbewahrt, wie es kam.
events-none-of-type = Kein Ereignis dieser Art
events-none-of-type-how = Schreiben Sie den ganzen Namen einer Art, zum Beispiel charge.refunded.
events-no-type = Ohne Art

## Die Spalten, und was von einem Ereignis bekannt ist

events-type = Art
events-standing = Im Kassenbuch
events-source = Wie
events-created = Geschehen
events-learned = Erfahren
events-version = API-Version
events-size = Größe

events-source-webhook = Webhook
events-source-api = Nachgeholt
events-source-import = Import

events-counted = Zählt
events-counted-what = Was es meldet, ist Teil Ihrer Zahlungen.
events-kept = Aufbewahrt
events-kept-what = Es sagt nichts über Zahlungen; aufbewahrt wird es trotzdem.
events-unparsed = Unlesbar
events-unparsed-what = Stripe hat es signiert, aber es ist kein Ereignis. Seine Bytes sind aufbewahrt.
events-aside = Beiseitegelegt
events-aside-clock = Die Signatur stimmt, ist aber von einer anderen Zeit: Jemand anders könnte es noch einmal geschickt haben. Es zählt, sobald es in Stripes Liste der Ereignisse steht.
events-aside-mode = Es gehört zum anderen Modus, Test oder Echtbetrieb, und zählt hier nie.
events-aside-account = Es gehört zu einem anderen Konto und zählt hier nie.
events-parked = Ausgelassen
events-parked-what = Es konnte mehrmals nicht verarbeitet werden. Seine Bytes sind aufbewahrt; eine neuere Version kann es vielleicht lesen.
events-erased = Daraus wurden Kundendaten gelöscht.

events-raw = Wie es kam
events-raw-search = Im Ereignis suchen
events-raw-found = { $count ->
    [one] { $count } Stelle
   *[other] { $count } Stellen
}

## An der Tür

events-only-refused = Nur Abgewiesenes
events-none-refused = Nichts wurde abgewiesen
events-no-delivery = Noch nichts kam an die Tür
events-no-delivery-how = Was an die Adresse des Empfängers geschickt wird, steht hier, die neuesten zehntausend.
events-show = Ereignis { $event }
events-times = { $count ->
    [one] { $count }-mal
   *[other] { $count }-mal in einer Sekunde
}

## Der Signatur-Doktor: warum eine Signatur zu keinem Geheimnis passt, und was zu tun ist

events-doctor-secret = Es ist mit einem anderen Geheimnis signiert als dem dieses Kontos.
events-doctor-live = Ein Ereignis des Echtbetriebs kam zu einem Empfänger, der nur Geheimnisse des Testmodus hat.
events-doctor-test = Ein Ereignis des Testmodus kam zu einem Empfänger, der nur Geheimnisse des Echtbetriebs hat.
events-doctor-mode-advice = Jeder Modus hat einen eigenen Endpunkt und ein eigenes Geheimnis. Entfernen Sie den Endpunkt des anderen Modus, der hierher führt, oder verbinden Sie auch jenes Konto.
events-doctor-line-ends = Etwas zwischen Stripe und diesem Rechner verändert den Inhalt: die Zeilenenden. Mit denen von Stripe stimmt die Signatur.
events-doctor-end = Etwas zwischen Stripe und diesem Rechner verändert den Inhalt: sein Ende oder seinen Anfang. Ohne das stimmt die Signatur.
events-doctor-rewritten = Etwas zwischen Stripe und diesem Rechner verändert den Inhalt: Es liest das JSON und schreibt es neu. So, wie Stripe es schreibt, stimmt die Signatur.
events-doctor-changed-advice = Ein Tunnel oder Proxy muss den Inhalt Byte für Byte weitergeben. Schalten Sie ab, was ihn liest, formatiert oder umschreibt.
events-doctor-no-event = Es ist kein Ereignis von Stripe.
events-doctor-no-event-advice = Jemand anders hat die Adresse gefunden. Es ist nichts zu tun; nichts davon wurde aufbewahrt.
