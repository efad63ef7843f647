# Das Erste, was jemand sieht.

welcome-title = Willkommen
welcome-promise = Zahlungslinks erstellen und zusehen, wie die Zahlungen eintreffen.
welcome-lead = Der Übungsladen ist ein ganzer Laden auf diesem Computer, um alles auszuprobieren. Er braucht kein Konto und kein Internet, und es fließt kein echtes Geld.
welcome-open = Übungsladen öffnen
welcome-where = Alles, was aufgezeichnet wird, bleibt auf diesem Computer, in { $folder }.

## Was im Übungsladen geschieht

welcome-step-link = Sie erstellen einen Link: Ihr Angebot und seinen Preis.
welcome-step-pay = Sie öffnen seine Bezahlseite und zahlen mit einer Testkarte.
welcome-step-payment = Die Zahlung erscheint in diesem Fenster, so wie eine echte.

## Eine Zeichnung einer Bezahlseite und der Zeile, die daraus wird

welcome-picture-shop = Ihr Laden
welcome-picture-item = Brotkiste
welcome-picture-pay = { $price } bezahlen
welcome-picture-succeeded = Erfolgreich
welcome-picture-customer = Ana Ruiz
