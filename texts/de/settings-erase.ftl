# Einstellungen, Kunden löschen.

settings-erase-who = Wer
settings-erase-who-text = Was dieses Kassenbuch von einer Person weiß, wird entfernt, aus jeder Tabelle und aus dem, was Stripe gesendet hat. Betrag und Datum jeder Zahlung bleiben, für Ihre Bücher. Bei Stripe ändert sich nichts: Beantragen Sie die Löschung auch dort.
settings-erase-person = E-Mail-Adresse oder Kundenkennung
settings-erase-person-example = name@example.com oder cus_…
settings-erase-look = Nachsehen

## Was es betrifft

settings-erase-what = Was gelöscht würde
settings-erase-nothing = Von dieser Person steht nichts im Kassenbuch.
settings-erase-payments = Zahlungen
settings-erase-payments-what = Betrag und Datum bleiben, für die Bücher.
settings-erase-events = Ereignisse
settings-erase-events-what = Was Stripe gesendet hat, bleibt ohne die Person.
settings-erase-answers = Antworten
settings-erase-answers-what = Was Stripe geantwortet hat, ebenso.
settings-erase-notes = Notizen
settings-erase-notes-what = Was Sie zu diesen Zahlungen notiert haben.
settings-erase-drafts = Entwürfe
settings-erase-drafts-what = Entwürfe und gespeicherte Adressen von Links, in denen die E-Mail-Adresse steht.
settings-erase-same-email = { $payments ->
    [one] { $payments } Zahlung mit derselben E-Mail-Adresse gehört nicht zu dieser Kundenkennung und bleibt.
   *[other] { $payments } Zahlungen mit derselben E-Mail-Adresse gehören nicht zu dieser Kundenkennung und bleiben.
} Soll auch das gelöscht werden, geben Sie die Adresse an.
settings-erase-copies = { $copies ->
    [one] Auch { $copies } ältere Kopie des Kassenbuchs löschen, in der dieselben Daten stehen können
   *[other] Auch { $copies } ältere Kopien des Kassenbuchs löschen, in denen dieselben Daten stehen können
}
settings-erase-for-good = Endgültig löschen

## Was geschehen ist

settings-erase-was-nothing = Von dieser Person stand nichts im Kassenbuch.
settings-erase-recorded = Gelöscht, vermerkt als Nr. { $number }.
settings-erase-no-longer = { $payments ->
    [one] { $payments } Zahlung
   *[other] { $payments } Zahlungen
} und { $events ->
    [one] { $events } Ereignis
   *[other] { $events } Ereignisse
} nennen die Person nicht mehr.
settings-erase-still-in = Ältere Kopien können die Daten noch enthalten; löschen Sie diese oder legen Sie neue an:
settings-erase-done = Erledigte Löschungen
settings-erase-done-text = Um wen es ging, wird nicht aufbewahrt: Ein Prüfwert beweist es denen, die die Adresse kennen.
settings-erase-none = Noch keine.
settings-erase-number = Nr. { $number }
settings-erase-figures = { $payments ->
    [one] { $payments } Zahlung
   *[other] { $payments } Zahlungen
}, { $events ->
    [one] { $events } Ereignis
   *[other] { $events } Ereignisse
}, { $answers ->
    [one] { $answers } Antwort
   *[other] { $answers } Antworten
}, { $notes ->
    [one] { $notes } Notiz
   *[other] { $notes } Notizen
}, { $drafts ->
    [one] { $drafts } Entwurf
   *[other] { $drafts } Entwürfe
}
