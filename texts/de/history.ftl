# Der Import dessen, was älter ist als Stripes Ereignisliste, auf der Seite Verbindung.

history-what = Stripes Ereignisliste reicht 30 Tage zurück. Ältere Zahlungen lassen sich aus den Objekten selbst lesen: Zahlungen, Rückerstattungen, Anfechtungen, Auszahlungen, Links.
history-missing = Vom { $from } bis { $to } ist nichts bekannt: So weit reicht Stripes Ereignisliste nicht mehr zurück. Ein Import ab dem { $since } schließt die Lücke.
history-objects = Vom { $from } bis { $to } hat das Kassenbuch die Objekte, nicht die Ereignisse.
history-loading = Verlauf wird geladen
history-import = Der Import
history-pause = Pausieren
history-resume = Fortsetzen

## Wie es vorangeht: ein Wort für ein Schild, und ein Satz

history-not-started = Nicht importiert
history-importing = Wird importiert
history-reading = { $list } werden gelesen.
history-giving-way = Einen Augenblick: Gerade wird Stripes Ereignisliste gelesen.
history-paused = Pausiert
history-paused-text = Beim Fortsetzen geht es von hier aus weiter.
history-waiting = Wartet
history-waiting-text = { $why } Es geht von selbst weiter.
history-ended = Angehalten
history-in-part = Zum Teil
history-refused = Der Schlüssel darf nicht lesen: { $lists }. Geben Sie ihm bei Stripe die Berechtigung und setzen Sie dann fort.
history-done = Importiert
history-done-all = Alles, was Stripe hat, steht im Kassenbuch.
history-done-all-as-of = Alles, was Stripe hat, steht mit Stand vom { $day } im Kassenbuch.
history-done-since = Alles seit dem { $since } steht im Kassenbuch.
history-done-since-as-of = Alles seit dem { $since } steht mit Stand vom { $day } im Kassenbuch.

## Wie weit zurück

history-how-far = Wie weit zurück
history-further = Weiter zurück lesen
history-reach-all = Alles
history-reach-year = Die letzten 12 Monate
history-reach-quarter = Die letzten 3 Monate
history-reach-gap = Was fehlt, ab { $date }
history-begin = Importieren

## Die Listen, die gelesen werden; am Satzanfang und im Satz dasselbe

history-list-payment_links = { $where ->
   *[alone] Zahlungslinks
}
history-list-checkout_sessions = { $where ->
   *[alone] Checkouts
}
history-list-payment_intents = { $where ->
   *[alone] Zahlungen
}
history-list-charges = { $where ->
   *[alone] Belastungen
}
history-list-refunds = { $where ->
   *[alone] Rückerstattungen
}
history-list-disputes = { $where ->
   *[alone] Anfechtungen
}
history-list-payouts = { $where ->
   *[alone] Auszahlungen
}
history-list-none = keine
history-list-back = { $count }, zurück bis { $date }
history-list-going = Nicht vollständig
history-list-done = Vollständig
history-list-refused = Nicht erlaubt
