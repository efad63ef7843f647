# Einen Link weitergeben: seine Adresse, sein Code, die Theke, Adressen für verschiedene Orte.

links-share-address = Adresse
links-share-pay-page = Bezahlseite öffnen
links-share-mail = E-Mail

## Sein Code

links-share-code = QR-Code der Bezahlseite von { $name }
links-share-code-scan = Ihre Kunden scannen ihn mit der Kamera ihres Telefons.
links-share-code-practice = Im Übungsladen funktionieren Code und Adresse nur auf diesem Computer.
links-share-code-save = Code speichern
links-share-png = PNG …
links-share-svg = SVG …
links-share-poster = Plakat
links-share-saved = Gespeichert unter

## Ein Plakat mit ihm

links-share-poster-paper = Papier
links-share-poster-a4 = A4
links-share-poster-a5 = A5
links-share-poster-a6 = A6 (Postkarte)
links-share-poster-letter = US Letter
links-share-poster-language = Sprache
links-share-poster-shop = Name des Ladens
links-share-poster-shop-hint = Er steht über dem, was Sie verkaufen. Lassen Sie das Feld leer, wenn keiner dastehen soll.
links-share-poster-save = Als PDF speichern …
links-share-poster-missing = Keine Schrift auf diesem Computer hat { $characters }: An ihrer Stelle stehen Kästchen. Installieren Sie eine Schrift, die sie hat, oder ändern Sie den Namen.

## Die Theke: der ganze Bildschirm für die Warteschlange

links-share-counter-show = An der Theke zeigen
links-share-counter-about = Füllt diesen Bildschirm mit dem Code und zeigt, wann bezahlt wurde.
links-share-counter = Theke
links-share-counter-sold-out = Ausverkauft: Mit diesem Code kann niemand mehr bezahlen.
links-share-counter-closed = Dieser Link ist geschlossen: Mit diesem Code kann niemand bezahlen.
links-share-counter-practice = Im Übungsladen funktioniert der Code nur auf diesem Computer.
links-share-counter-scan = Zum Bezahlen mit der Kamera des Telefons scannen.
links-share-counter-paid = Bezahlt um { $time } · { $amount }
links-share-counter-reserved = Reserviert um { $time } · { $amount }
links-share-counter-more = und { $count } weitere
links-share-counter-looking = Der Link wird gesucht
links-share-counter-missing = Diesen Link gibt es hier nicht
links-share-counter-back = Zurück zu den Links
links-share-counter-fill = Bildschirm füllen
links-share-counter-chime = Klingeln, wenn bezahlt wird
links-share-counter-leave = Theke verlassen (Escape)
links-share-counter-lost = Countertop antwortet nicht. Der Code funktioniert; Zahlungen werden gezeigt, sobald es wieder da ist.
links-share-counter-problem = Zahlungen werden nicht gezeigt: { $problem }
links-share-counter-stopped = Der Empfang ist angehalten. Der Code funktioniert; Zahlungen werden später gezeigt.
links-share-counter-down = Gerade keine Leitung von Stripe. Der Code funktioniert; Zahlungen werden etwas später gezeigt.

## Adressen für verschiedene Orte

links-share-variants = Adressen für verschiedene Orte
links-share-variants-about = Ein Link, mehrere Adressen: für einen Newsletter, ein Schaufenster, einen Kunden. Jede kann eine Sprache, die E-Mail-Adresse eines Kunden oder eine Referenz haben, an der Sie sehen, was über sie eingegangen ist.
links-share-variants-make = Adresse erstellen
links-share-variant-code = Code von { $name }
links-share-variant-change = { $name } ändern
links-share-variant-remove = { $name } entfernen
links-share-variant-of = { $link }, { $variant }
links-share-variant-paid = { $count ->
    [0] Noch nicht bezahlt
    [one] Einmal bezahlt
   *[other] { $count }-mal bezahlt
}
links-share-variant-untold = Ohne Referenz lässt sich nicht unterscheiden, was über diese Adresse eingegangen ist.
links-share-variant-refer = Referenz vergeben
links-share-variant-sure = Die Adresse funktioniert weiter; nur dieser Eintrag verschwindet.
links-share-variant-remove-it = Entfernen
links-share-variant-keep-it = Behalten

## Was einer solchen Adresse hinzugefügt ist, je eine Zeile

links-share-part-email = Für { $email }
links-share-part-email-locked = Nur für { $email }
links-share-part-promo-code = Aktionscode { $code }
links-share-part-language = Sprache: { $language }
links-share-part-reference = Referenz { $reference }
links-share-part-campaign = Kampagne { $words }
links-share-own-language = Sprache des Kunden

## Das Formular einer solchen Adresse

links-share-form-name = Ihr Name dafür
links-share-form-name-hint = Nur Sie sehen ihn: „Newsletter im Mai“, „Tisch{"\u00A0"}7“.
links-share-form-reference = Referenz
links-share-form-reference-hint = Sie kommt mit jeder Zahlung zurück; so hat diese Adresse eigene Ergebnisse.
links-share-form-reference-none = Ohne Referenz hat diese Adresse keine eigenen Ergebnisse.
links-share-form-reference-use = „{ $reference }“ nehmen
links-share-form-language = Sprache der Bezahlseite
links-share-form-language-none = Wie beim Link
links-share-form-email = E-Mail-Adresse des Kunden
links-share-form-email-locked = Der Kunde kann sie nicht ändern
links-share-form-promo-code = Aktionscode
links-share-form-utm = Kampagne (utm)
links-share-form-utm-source = Quelle
links-share-form-utm-source-example = newsletter
links-share-form-utm-medium = Medium
links-share-form-utm-medium-example = email
links-share-form-utm-campaign = Kampagne
links-share-form-utm-campaign-example = maimarkt
links-share-form-utm-term = Suchwort
links-share-form-utm-content = Welche genau
links-share-form-utm-note = Stripe gibt diese Angaben nach der Zahlung an Ihre eigene Seite weiter, und nirgendwohin sonst.
links-share-form-save = Speichern
links-share-form-keep = Adresse speichern
