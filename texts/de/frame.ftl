frame-skip = Zum Inhalt springen

## Die Leiste

frame-screens = Seiten
frame-home = Übersicht
frame-payments = Zahlungen
frame-orders = Zu erledigen
frame-links = Links
frame-payouts = Auszahlungen
frame-events = Ereignisse
frame-rehearsal = Generalprobe
frame-search = Suche
frame-settings = Einstellungen
frame-with-keys = { $what } ({ $keys })
frame-account = Konto: { $account }
frame-accounts = Konten
frame-connect = Stripe-Konto verbinden
frame-no-money = Es fließt kein Geld

## Die Statuszeile

frame-status = Status
frame-no-answer = Countertop antwortet nicht, neuer Versuch läuft
frame-starting = Startet
frame-receiving = Empfängt
frame-not-receiving = Empfängt nicht: { $reason }
frame-not-open = dieses Konto ist nicht geöffnet.
frame-open-health = , Zustand öffnen
frame-open-connection = , Verbindung öffnen
frame-complete = Vollständig bis { $time }
frame-not-compared = Noch nicht mit Stripe verglichen
frame-no-tunnel = Tunnel: nicht nötig
frame-last-payment = Letzte Zahlung { $ago }
frame-no-payment = Noch keine Zahlung
