# Was an einem eingegebenen Betrag nicht stimmt, und wie man ihn schreibt. Steht unter dem Feld.

amounts-empty = Geben Sie einen Preis ein.
amounts-not-a-number = Schreiben Sie den Preis in Ziffern, etwa { $example }.
amounts-ambiguous = „{ $typed }“ lässt sich auf zwei Arten lesen. Schreiben Sie { $one } oder { $other }.
amounts-negative = Ein Preis kann nicht unter null liegen.
amounts-other-currency = Der Preis ist in { $currency }. Eine andere Währung wählen Sie neben dem Preis.
amounts-no-decimals = { $currency } hat keine Nachkommastellen. Schreiben Sie eine ganze Zahl.
amounts-too-many-decimals = { $currency } hat { $decimals } Nachkommastellen. Schreiben Sie etwa { $example }.
amounts-whole = Preise in { $currency } sind ganze Zahlen. Lassen Sie die Nachkommastellen weg.
amounts-last-zero = Die letzte Nachkommastelle muss in { $currency } eine 0 sein, wie in { $example }.
amounts-zero = Ein Preis muss über null liegen.
amounts-too-small = Die kleinste Zahlung in { $currency } ist { $smallest }.
amounts-too-large = Die größte Zahlung in { $currency } ist { $largest }.
