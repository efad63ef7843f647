# Die Seite Generalprobe: Szenen, die im Übungsladen gespielt werden.

rehearsal-title = Generalprobe
rehearsal-note = Nur im Übungsladen. Es fließt kein Geld.
rehearsal-elsewhere = Nur im Übungsladen
rehearsal-elsewhere-text = Szenen werden mit erfundenen Kunden gespielt. Die dieses Ladens sind echt.
rehearsal-loading = Szenen werden geladen

## Die Szenen, jede mit einem Knopf, der sie spielt

rehearsal-what-if = Was wäre, wenn …
rehearsal-what-if-text = Spielen Sie eine Szene und sehen Sie zu, wie sie ankommt, hier und auf jeder anderen Seite. Am Ende werden Übungsladen und Kassenbuch verglichen, Ereignis für Ereignis und Zahlung für Zahlung.
rehearsal-another = Eine andere spielen
rehearsal-length = Etwa { $seconds } Sekunden
rehearsal-play = Spielen

rehearsal-story-busy_saturday = Voller Samstag
rehearsal-story-busy_saturday-what = Sechzig Kunden in einer halben Minute. Manche Karte wird abgelehnt, manche Bank fragt nach, und zwei Kunden bekommen Geld zurück.
rehearsal-story-dispute = Eine Anfechtung
rehearsal-story-dispute-what = Ein Kunde sagt der Bank, die Zahlung sei nicht von ihm. Sie antworten oder nicht, und die Bank entscheidet.
rehearsal-story-card_testing = Gestohlene Karten
rehearsal-story-card_testing-what = Jemand probiert innerhalb von Sekunden achtzig gestohlene Karten mit einem kleinen Betrag aus. Dann warnt Sie eine Kartenbank.
rehearsal-story-outage = Ausfall am Mittag
rehearsal-story-outage-what = Zehn Sekunden lang kommt nichts durch, und die Kunden zahlen weiter. Dann kommt alles, vieles doppelt.

rehearsal-course = Wie es ausgeht
rehearsal-course-won = Gewinnen
rehearsal-course-lost = Verlieren
rehearsal-course-unanswered = Nicht antworten

## Während eine Szene spielt

rehearsal-played = Gespielt: { $time }
rehearsal-played-course = { $course }, gespielt: { $time }
rehearsal-compare = Jetzt vergleichen
rehearsal-stop = Anhalten
rehearsal-progress = Die Szene
rehearsal-progress-seconds = { $elapsed } von etwa { $length } Sekunden
rehearsal-progress-waiting = Alles ist geschehen. Die letzten Ereignisse sind unterwegs.
rehearsal-is-playing = Die Szene wird gespielt.
rehearsal-is-waiting = Die letzten Ereignisse sind unterwegs.

rehearsal-customers = Ihre Kunden
rehearsal-customers-paid = { $count } bezahlt
rehearsal-customers-came = { $count ->
    [one] { $count } kam
   *[other] { $count } kamen
}
rehearsal-customers-came-declined = { $count } kamen, und { $declined ->
    [one] { $declined } Karte wurde abgelehnt
   *[other] { $declined } Karten wurden abgelehnt
}
rehearsal-ledger = Ihr Kassenbuch
rehearsal-ledger-recorded = { $count } notiert
rehearsal-ledger-cut-off = { $count ->
    [one] { $count } weiteres wartet: Es kommt nichts durch
   *[other] { $count } weitere warten: Es kommt nichts durch
}
rehearsal-ledger-on-the-way = { $count } weitere unterwegs
rehearsal-ledger-all = { $payments ->
    [one] Jedes gemeldete Ereignis, zu { $payments } Zahlung
   *[other] Jedes gemeldete Ereignis, zu { $payments } Zahlungen
}

## Was geschah: ein Wort für ein Schild

rehearsal-acts = Was zuletzt geschah, neuestes zuerst
rehearsal-acts-none = Der erste Kunde ist unterwegs.
rehearsal-act-paid = Bezahlt
rehearsal-act-declined = Abgelehnt
rehearsal-act-asked_to_confirm = Bank fragt
rehearsal-act-not_confirmed = Nicht bestätigt
rehearsal-act-refunded = Erstattet
rehearsal-act-disputed = Angefochten
rehearsal-act-evidence_sent = Beantwortet
rehearsal-act-nothing_sent = Unbeantwortet
rehearsal-act-dispute_won = Gewonnen
rehearsal-act-dispute_lost = Verloren
rehearsal-act-warned = Betrugswarnung
rehearsal-act-outage_began = Unerreichbar
rehearsal-act-outage_ended = Erreichbar
rehearsal-nothing-reaches = Nichts erreicht diesen Computer
rehearsal-tries-again = Der Laden versucht es erneut

## Warum eine Karte abgelehnt wurde

rehearsal-reason-none = die Bank nennt keinen Grund
rehearsal-reason-too-often = zu oft benutzt
rehearsal-reason-expired = die Karte ist abgelaufen
rehearsal-reason-fraud = Verdacht auf Betrug
rehearsal-reason-code = falsche Prüfziffer
rehearsal-reason-funds = zu wenig Geld
rehearsal-reason-lost = verloren gemeldet
rehearsal-reason-not-confirmed = nicht bestätigt
rehearsal-reason-fault = Störung bei der Bank
rehearsal-reason-stolen = gestohlen gemeldet

## Das Schaubild: was gemeldet und was notiert ist

rehearsal-chart = { $told } Ereignisse gemeldet, { $recorded } notiert
rehearsal-chart-outage = { $told } Ereignisse gemeldet, { $recorded } notiert; von Sekunde { $from } bis { $to } kam nichts durch
rehearsal-chart-start = Beginn
rehearsal-chart-end = { $seconds } s
rehearsal-chart-told = Gemeldet
rehearsal-chart-recorded = Notiert
rehearsal-chart-cut-off = Nichts kommt durch

## Was daraus wurde

rehearsal-uncompared = Die beiden Seiten konnten nicht verglichen werden.
rehearsal-broke-off = Die Szene brach ab.
rehearsal-complete = Es fehlt nichts.
rehearsal-missing = { $count ->
    [one] { $count } Ereignis fehlt.
   *[other] { $count } Ereignisse fehlen.
}
rehearsal-differing = { $count ->
    [one] { $count } Zahlung ist nicht auf beiden Seiten gleich.
   *[other] { $count } Zahlungen sind nicht auf beiden Seiten gleich.
}
rehearsal-sums-differ = Die Summen sind nicht gleich.
rehearsal-stopped = Sie haben nach { $time } angehalten. Dies ist, was bis dahin geschah.
rehearsal-events = { $told ->
    [0] Gemeldet wurde nichts.
    [one] { $told } Ereignis wurde gemeldet, { $recorded ->
        [one] { $recorded } ist notiert.
       *[other] { $recorded } sind notiert.
    }
   *[other] { $told } Ereignisse wurden gemeldet, { $recorded ->
        [one] { $recorded } ist notiert.
       *[other] { $recorded } sind notiert.
    }
}
rehearsal-payments = { $payments ->
    [one] { $payments } Zahlung: { $parts }.
   *[other] { $payments } Zahlungen: { $parts }.
}
rehearsal-payments-paid = { $count } bezahlt
rehearsal-payments-declined = { $count } abgelehnt
rehearsal-payments-open = { $count } nicht abgeschlossen
rehearsal-takings = Eingenommen nach Rückerstattungen und Anfechtungen: { $sums } auf beiden Seiten.
rehearsal-takings-differ = Eingenommen nach Rückerstattungen und Anfechtungen: { $told } im Übungsladen, { $recorded } im Kassenbuch.
rehearsal-repeated = { $count ->
    [one] Eine Zustellung brachte, was schon bekannt war, und zählt einmal.
   *[other] { $count } Zustellungen brachten, was schon bekannt war, und zählen einmal.
}
rehearsal-late = Das langsamste Ereignis brauchte hierher { $time }.

## Was fehlt

rehearsal-missing-events = Ereignisse, die fehlen
rehearsal-missing-when = Wann
rehearsal-missing-event = Ereignis
rehearsal-missing-why = Was daraus wurde
rehearsal-why-not_arrived = Es kam nie an
rehearsal-why-kept_aside = Es kam an und wurde beiseitegelegt
rehearsal-why-not_taken_up = Es kam an und konnte nicht verarbeitet werden
rehearsal-differing-payments = Zahlungen, die nicht gleich sind
rehearsal-differing-payment = Zahlung
rehearsal-differing-told = Im Übungsladen
rehearsal-differing-recorded = Im Kassenbuch
rehearsal-differing-none = Sie ist nicht da
rehearsal-sums = { $taken } eingenommen, { $refunded } erstattet
rehearsal-more = Und { $count } weitere.

## Was eine Szene zeigt, und wo man nachsieht

rehearsal-lesson = Was das zeigt
rehearsal-look = Wo Sie nachsehen
rehearsal-look-health = Die Seite Zustand zeigt, was bei diesem Computer ankam, was abgelehnt wurde und warum.
rehearsal-look-again = Was nicht zugestellt werden konnte, wird bis zu drei Tage lang erneut gesendet, in wachsenden Abständen.
rehearsal-saturday-declined = Eine abgelehnte Karte ist selten das Ende: Die meisten Kunden nahmen eine andere, und ihre Zahlung zählt einmal.
rehearsal-saturday-wait = Solange eine Bank ihren Kunden um Bestätigung bittet, ist nichts bezahlt; warten Sie mit der Übergabe also, bis die Zahlung eingegangen ist.
rehearsal-saturday-why = Bei jeder gescheiterten Zahlung steht, was die Bank sagte, und jede Rückerstattung steht bei der Zahlung, zu der sie gehört.
rehearsal-testing-signs = So sieht es aus, wenn gestohlene Karten ausprobiert werden: kleine Zahlungen im Sekundentakt, Namen, die keine sind, eine Ablehnung nach der anderen.
rehearsal-testing-refund = Erstatten Sie, was durchging, bevor die Karteninhaber es anfechten; nach einer frühen Warnung ist das der letzte gute Zeitpunkt.
rehearsal-testing-close = Schließen Sie den Link, den sie gefunden haben, und öffnen Sie einen neuen mit Begrenzung oder höherem Preis.
rehearsal-outage-unnoticed = Die Kunden merken nichts: Sie zahlen bei Stripe, nicht an diesem Computer.
rehearsal-outage-again = Was nicht zugestellt werden konnte, wird aufgehoben und bis zu drei Tage lang erneut gesendet, in wachsenden Abständen.
rehearsal-outage-once = Was doppelt kam, zählt einmal, und was in falscher Reihenfolge kam, steht an seinem Platz.
rehearsal-dispute-first = Die Bank holt das Geld in dem Moment zurück, in dem der Kunde anficht, lange bevor etwas entschieden ist.
rehearsal-dispute-won-evidence = Eine Bank überzeugt, was zeigt, dass dieser Kunde bekam, was er bezahlt hat: eine Unterschrift, eine Sendungsnummer, eine E-Mail.
rehearsal-dispute-won-end = Sie haben gewonnen: Das Geld kam zurück, und die Zahlung gilt wieder als bezahlt.
rehearsal-dispute-lost-evidence = Belege können nur einmal gesendet werden, und die Bank hat das letzte Wort: Sehen Sie nach, was sie verlangt, bevor Sie antworten.
rehearsal-dispute-lost-end = Sie haben verloren: Das Geld bleibt beim Kunden, und so steht es bei der Zahlung.
rehearsal-dispute-unanswered-end = Keine Antwort gilt als Zustimmung: Ist die Frist vorbei, bleibt das Geld beim Kunden.
rehearsal-dispute-unanswered-until = Bis wann Sie antworten können, steht bei jeder angefochtenen Zahlung.
rehearsal-open-health = Zustand öffnen
rehearsal-show-payment = Zahlung zeigen
rehearsal-show-payments = Zahlungen zeigen
rehearsal-show-others = Andere Zahlungen zeigen
rehearsal-show-failed = Gescheiterte zeigen
rehearsal-show-warned = Gewarnte Zahlung zeigen
rehearsal-show-through = Durchgegangene zeigen
rehearsal-show-declined = Abgelehnte zeigen
