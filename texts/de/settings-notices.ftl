# Einstellungen, Mitteilungen.

settings-notices-what = Eine Mitteilung nennt den Betrag und niemanden: Sie kann über die Schulter mitgelesen werden. Was geschah, während Countertop geschlossen war, wird nicht nachgereicht.
settings-notices-payments = Zahlungen
settings-notices-payments-text = Eine Zahlung ist eingegangen. Viele innerhalb von Sekunden sind eine Mitteilung mit ihrer Summe.
settings-notices-losses = Anfechtungen und gescheiterte Auszahlungen
settings-notices-losses-text = Die Bank eines Kunden holt eine Zahlung zurück, oder eine Auszahlung hat Ihre Bank nicht erreicht.
settings-notices-trouble = Störungen der Verbindung
settings-notices-trouble-text = Der Tunnel ist seit zwei Minuten weg, oder Stripe nimmt den Schlüssel nicht mehr an.
settings-notices-show = Zeigen
settings-notices-show-of = bei: { $title }
settings-notices-here = Auf diesem Computer, welches Konto auch offen ist:
settings-notices-chime = Ton
settings-notices-chime-text = Zwei leise Töne, wenn eine Zahlung eingeht, auch im Übungsladen, solange Countertop läuft.
settings-notices-chime-try = Anhören
settings-notices-chime-on = Abspielen
settings-notices-quiet = Ruhezeit
settings-notices-quiet-text = Keine Mitteilung und kein Ton. Was einging, fasst am Ende eine Mitteilung zusammen.
settings-notices-quiet-on = Ruhe halten
settings-notices-quiet-from = Von
settings-notices-quiet-to = Bis
settings-notices-practice = Der Übungsladen gibt keine Mitteilungen: Dort fließt kein echtes Geld.
settings-notices-loading = Mitteilungen werden geladen
