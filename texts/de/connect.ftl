# Ein Stripe-Konto mit einem Schlüssel verbinden.

connect-title = Stripe-Konto verbinden

## Die Arten von Konten

connect-world-practice = Übungsladen
connect-world-test = Testmodus
connect-world-live = Echtbetrieb

## Das Feld, in das ein Schlüssel eingefügt wird

connect-lead = Countertop arbeitet mit einem Schlüssel Ihres Kontos. Zuerst probiert es aus, was der Schlüssel darf, ohne etwas zu ändern, und zeigt es Ihnen.
connect-key = Eingeschränkter Schlüssel
connect-key-hint = Er beginnt mit rk_test_ oder rk_live_ und bestimmt, ob echtes Geld fließt.
connect-check = Schlüssel prüfen
connect-key-stays = Der Schlüssel bleibt auf diesem Computer und geht nur an Stripe.

## Woher ein Schlüssel kommt, in drei Schritten

connect-where = Woher Sie einen Schlüssel bekommen
connect-where-open = Öffnen Sie bei Stripe die Seite für einen neuen eingeschränkten Schlüssel. Beginnen Sie im Testmodus: Dort fließt kein echtes Geld.
connect-where-test = Für den Testmodus
connect-where-live = Für echte Zahlungen
connect-where-choose = Wählen Sie dort diese Berechtigungen, falls noch nicht gewählt:
connect-where-paste = Erstellen Sie den Schlüssel, kopieren Sie ihn und fügen Sie ihn hier ein.
connect-where-secret = Ein Geheimschlüssel (sk_) geht auch, aber er darf mit Ihrem Konto alles. Wir raten davon ab.

## Was Countertop mit einem Konto tut, und was ohne es fehlt

connect-feature-account = Wissen, wessen Konto es ist
connect-feature-payments = Zahlungen mit ihren Gebühren zeigen
connect-feature-catch_up = Keine Zahlung verpassen
connect-feature-webhooks = Sofort von Zahlungen erfahren
connect-feature-links = Zahlungslinks erstellen
connect-feature-payouts = Auszahlungen und Zahlungsanfechtungen zeigen
connect-feature-subscriptions = Abonnements folgen
connect-feature-stripe_cli = Über die Stripe-CLI erreichbar sein
connect-cost-account = Das Konto wird mit seiner ID statt mit seinem Namen gezeigt.
connect-cost-payments = Eine Zahlung zeigt, was ihre Ereignisse sagen; Gebühr und Link bleiben womöglich unbekannt.
connect-cost-catch_up = Was geschieht, während dieser Computer aus ist, fehlt, und nichts beweist, dass alles da ist.
connect-cost-webhooks = Zahlungen treffen nicht sofort ein, sondern indem alle paar Sekunden nachgesehen wird.
connect-cost-links = Links werden in Stripes Dashboard erstellt und hier nur gezeigt.
connect-cost-payouts = Auszahlungen und Anfechtungen erscheinen nur, soweit Ereignisse von ihnen berichten.
connect-cost-subscriptions = Die Zahlungen eines Abonnements werden gezeigt, aber nicht, von welchem Link sie stammen.
connect-cost-stripe_cli = Wählen Sie einen anderen Weg; für einen Computer, der oft aus ist, braucht es keinen.
connect-lacks = { $count ->
    [one] Dem Schlüssel fehlt die Berechtigung { $permissions }. { $cost }
   *[other] Dem Schlüssel fehlen die Berechtigungen { $permissions }. { $cost }
}
connect-untried = Das lässt sich nicht ausprobieren, ohne es zu tun; es zeigt sich, wenn es gebraucht wird.
connect-access-Read = Lesen
connect-access-Write = Schreiben
connect-permission-Read = { $name } (lesen)
connect-permission-Write = { $name } (schreiben)
connect-permission-called = { $permission }, bei Stripe { $called } genannt

## Was die Prüfung eines Schlüssels ergab

connect-found = Was der Schlüssel kann
connect-found-works = Geht
connect-found-missing = Fehlt
connect-found-unknown = Nicht geprüft
connect-found-whole = Der Schlüssel darf alles, was Countertop braucht.
connect-found-whole-untried = Alles, was sich ausprobieren ließ, geht.
connect-found-lacking = Der Schlüssel geht, aber nicht für alles. Sie können ihn so verbinden oder ihm geben, was fehlt, und ihn noch einmal prüfen.
connect-found-unusable = Mit diesem Schlüssel käme keine Zahlung an. Geben Sie ihm, was fehlt, und prüfen Sie ihn noch einmal.
connect-found-secret = Das ist ein Geheimschlüssel: Er darf mit Ihrem Konto alles. Ein eingeschränkter Schlüssel kann alles, was oben steht, und sonst nichts; wir raten Ihnen zu einem solchen.
connect-found-known = Dieses Konto gibt es hier schon. Es behält, was aufgezeichnet ist, und bekommt diesen Schlüssel.

## Die Zustimmung

connect-live-moves-money = Das ist ein Schlüssel für den Echtbetrieb: Mit ihm fließt echtes Geld.
connect-live-meant = Über die Links zahlen echte Kunden. Ich möchte diesen Schlüssel verbinden.
connect-live-unsure = Bestätigen Sie, dass Sie es so meinen: Mit diesem Schlüssel fließt echtes Geld.
connect-add-live = Für echte Zahlungen verbinden
connect-add-test = Im Testmodus verbinden
connect-again = Anderen Schlüssel nehmen
