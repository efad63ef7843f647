# Die Seite Zustand: wie es Empfänger und Kassenbuch geht.

health-title = Zustand
health-since = Gezählt seit { $time }, als Countertop geöffnet wurde
health-loading = Zahlen werden geladen
health-verdict = Befund

## Ob alles gut ist. Was nicht stimmt, steht zuerst oder für sich hinter Schlimmerem

health-well = Der Empfang läuft.
health-no-event = Es kam noch kein Ereignis.
health-last-event = Das letzte Ereignis kam { $when }.
health-last-event-late = Das letzte Ereignis kam { $when }, { $late } nachdem es geschah: Vorher war dieser Computer nicht erreichbar.
health-writing = Eines sicher zu speichern dauert im Schnitt { $time }.

health-as-of = Unten steht der Stand von { $time }.
health-unanswered = Countertop antwortet nicht.
health-unanswered-advice = Diese Seite macht von selbst weiter. Dauert es lange, schließen Sie Countertop und starten Sie es neu.
health-error = { $heading }.

health-stopped = Kein Empfang.
health-stopped-advice = Starten Sie Countertop neu. Stripe versucht bis zu drei Tage lang weiter zuzustellen, noch ist also nichts verloren.

health-unavailable = { $where ->
    [first] Der Empfang läuft, aber die letzte Zustellung wurde nicht gespeichert.
   *[behind] Die letzte Zustellung wurde nicht gespeichert.
}
health-unavailable-what = Sie kam { $when }, und Stripe wurde gebeten, sie noch einmal zu senden.
health-refused = { $where ->
    [first] Der Empfang läuft, aber die letzte signierte Zustellung wurde abgelehnt.
   *[behind] Die letzte signierte Zustellung wurde abgelehnt.
}
health-refused-when = Sie kam { $when }.

health-log-lost = { $where ->
    [first] Der Empfang läuft, aber Ereignisse vor dem { $date } können fehlen.
   *[behind] Ereignisse vor dem { $date } können fehlen.
}
health-log-lost-what = Das zuletzt Geschriebene lag in einer Datei des Kassenbuchs, die gelöscht wurde, während Countertop geschlossen war.
health-log-lost-advice = Vergleichen Sie die Zahlungen bis { $time } mit denen, die Stripe zeigt.

health-parked = { $where ->
    [first] Der Empfang läuft, aber { $count ->
        [one] { $count } Ereignis konnte nicht verarbeitet werden.
       *[other] { $count } Ereignisse konnten nicht verarbeitet werden.
    }
   *[behind] { $count ->
        [one] { $count } Ereignis konnte nicht verarbeitet werden.
       *[other] { $count } Ereignisse konnten nicht verarbeitet werden.
    }
}
health-parked-what = { $count ->
   *[other] Was Stripe gesendet hat, ist aufbewahrt, steht aber bei keiner Zahlung.
}
health-parked-advice = { $count ->
    [one] Eine neuere Version von Countertop, die es versteht, holt es von selbst nach.
   *[other] Eine neuere Version von Countertop, die sie versteht, holt sie von selbst nach.
}

health-slow-disk = { $where ->
    [first] Der Empfang läuft, aber das Laufwerk kommt nicht nach.
   *[behind] Das Laufwerk kommt nicht nach.
}
health-slow-disk-what = { $count } Ereignisse warten aufs Speichern.
health-slow-disk-advice = Verloren ist nichts. Hält es an, sehen Sie nach, was das Laufwerk sonst beschäftigt und ob es voll ist.

health-slow-clock = { $where ->
    [first] Der Empfang läuft, aber die Uhr dieses Computers geht nach.
   *[behind] Die Uhr dieses Computers geht nach.
}
health-slow-clock-what = Nach dieser Uhr kam das letzte Ereignis { $time }, bevor es geschah.
health-slow-clock-advice = Lassen Sie diesen Computer seine Uhr selbst stellen: Ab 5 Minuten werden Zustellungen abgelehnt.

## Die vier Zahlen

health-figures = Zahlen
health-accepted = Angenommen
health-accepted-note = Signiert und im Kassenbuch
health-rejected = Abgelehnt
health-rejected-note = Die Gründe stehen unten
health-rejected-none = Nichts musste abgelehnt werden
health-disk = Speichern
health-disk-note = Im Schnitt; höchstens { $time }
health-way = Von Stripe hierher
health-way-note = Beim letzten Ereignis
health-way-unknown = Uhren weichen zu stark ab
health-way-under = Unter 1 s
health-nothing-yet = Noch nichts

## Was hinter den Zahlen steht

health-door = Am Eingang
health-door-connections = Verbindungen
health-door-connections-open = { $count ->
    [0] Gerade keine
   *[other] { $count } gerade offen
}
health-door-known = Schon bekannt
health-door-known-again = { $count ->
    [0] Keine
   *[other] { $count } noch einmal
}
health-door-aside = Beiseitegelegt
health-door-aside-count = { $count ->
    [0] Keine
    [one] { $count } zählt nicht
   *[other] { $count } zählen nicht
}
health-none = Keine

health-writer = Beim Speichern
health-writer-waiting = Warten
health-writer-written = Gespeichert
health-writer-written-times = { $count ->
    [0] Noch nicht
   *[other] { $count }-mal
}
health-writer-at-a-time = Auf einmal
health-writer-at-a-time-count = Ø { $average }, höchstens { $most }

health-ledger = Im Kassenbuch
health-ledger-events = Ereignisse
health-ledger-size = Größe
health-ledger-parked = Nicht verarbeitet
health-ledger-lost = Verloren
health-ledger-lost-nothing = Nichts
health-ledger-lost-before = Vielleicht einige bis { $time }

health-places = Wo es ist
health-places-door = Eingang
health-places-ledger = Kassenbuch

## Die letzten Zustellungen

health-deliveries = Letzte Zustellungen
health-deliveries-caption = Die letzten Zustellungen, neueste zuerst
health-deliveries-when = Wann
health-deliveries-answer = Antwort
health-deliveries-what = Was kam
health-deliveries-size = Größe
health-deliveries-none = Es kam noch nichts
health-deliveries-none-text = Was hier zugestellt wird, erscheint sofort: jedes Ereignis einer Zahlung und was abgelehnt wurde.
health-deliveries-count = { $count }-mal innerhalb einer Sekunde
health-deliveries-accepted = Angenommen

## Warum Zustellungen abgelehnt wurden: ein Name für ein Schild, was geschah, was zu tun ist

health-reasons = Warum Zustellungen abgelehnt wurden
health-reasons-times = { $count }-mal
health-reason-nothing-to-do = Nichts zu tun.
health-reason-missing-signature = Nicht signiert
health-reason-missing-signature-what = Sie trug keine Signatur, also kam sie nicht von Stripe. Das machen Programme, die jede Adresse im Internet ausprobieren.
health-reason-malformed-signature = Signatur unlesbar
health-reason-malformed-signature-what = Ihre Signatur ist nicht lesbar. So sendet Stripe keine.
health-reason-malformed-signature-advice = Nichts zu tun, außer es fehlen Zahlungen: Dann sehen Sie nach, was zwischen Stripe und diesem Computer liegt.
health-reason-no-v1 = Andere Signatur
health-reason-no-v1-what = Ihre Signatur ist von einer Art, die nichts beweist. Stripe signiert jede Zustellung mit einer besseren.
health-reason-signature-mismatch = Falsches Geheimnis
health-reason-signature-mismatch-what = Sie wurde mit einem anderen Geheimnis signiert oder auf dem Weg hierher verändert.
health-reason-signature-mismatch-advice = Prüfen Sie, ob das Signaturgeheimnis das ist, das Stripe für diesen Endpunkt zeigt, und ob nichts anderes hierher sendet, etwa die Stripe CLI in einem Terminal.
health-reason-wrong-time = Falsche Zeit
health-reason-wrong-time-what = Ihre Signatur stimmt, ist aber mehr als 5 Minuten von der Zeit dieses Computers entfernt.
health-reason-wrong-time-advice = Lassen Sie diesen Computer seine Uhr selbst stellen. Was kam, ist beiseitegelegt und zählt, sobald Stripe es noch einmal sendet.
health-reason-empty = Leer
health-reason-empty-what = Es war nichts darin. So etwas sendet Stripe nicht.
health-reason-unreadable = Unlesbar
health-reason-unreadable-what = Sie war nicht als Anfrage zu lesen. So etwas senden Programme, die jede Adresse im Internet ausprobieren.
health-reason-address-too-long = Adresse zu lang
health-reason-address-too-long-what = Sie fragte nach einer Adresse aus vielen Tausend Buchstaben. Das macht Stripe nie.
health-reason-head-too-long = Kopf zu lang
health-reason-head-too-long-what = Es war mehr um sie herum, als Stripe je dazugibt.
health-reason-head-too-long-advice = Wenn Sie einen Proxy oder Tunnel betreiben, lassen Sie ihn weniger Header hinzufügen. Sonst nichts zu tun.
health-reason-wrong-path = Andere Adresse
health-reason-wrong-path-what = Sie fragte nach einer anderen Adresse als der für Stripe, wie Programme, die alle ausprobieren.
health-reason-wrong-path-advice = Nichts zu tun, außer es fehlen Zahlungen: Dann muss die Adresse des Endpunkts bei Stripe auf /webhook enden.
health-reason-wrong-method = Nur angesehen
health-reason-wrong-method-what = Sie sah sich die Adresse nur an, wie ein Browser, und stellte nichts zu.
health-reason-wrong-type = Andere Form
health-reason-wrong-type-what = Sie war gepackt oder in einer anderen Form als der, die Stripe sendet.
health-reason-wrong-type-advice = Wenn Sie einen Proxy betreiben, lassen Sie ihn alles so weitergeben, wie es kommt. Sonst nichts zu tun.
health-reason-too-large = Zu groß
health-reason-too-large-what = Sie war größer als 1 MB. Kein Ereignis von Stripe kommt dem nahe.
health-reason-too-slow = Zu langsam
health-reason-too-slow-what = Sie war nach 10 Sekunden noch nicht ganz da.
health-reason-too-slow-advice = War sie von Stripe, kommt sie von selbst wieder. Passiert es oft, sehen Sie nach der Internetverbindung dieses Computers.
health-reason-unavailable = Nicht gespeichert
health-reason-unavailable-what = Sie wurde nicht gespeichert, als sie kam; also wurde Stripe gebeten, sie noch einmal zu senden.
health-reason-unavailable-advice = Sie kommt von selbst wieder. Passiert es oft, sehen Sie nach, ob auf dem Laufwerk Platz ist.
health-reason-other = Abgelehnt
health-reason-other-what = Eine andere Version von Countertop hat sie abgelehnt, aus einem Grund, den diese nicht kennt.
health-reason-other-advice = Aktualisieren Sie Countertop, um den Grund hier zu sehen.
