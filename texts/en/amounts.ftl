# What is wrong with an amount that was typed, and how to write it. It stands below the field.

amounts-empty = Write a price.
amounts-not-a-number = Write the price in digits, such as { $example }.
amounts-ambiguous = “{ $typed }” can be read in two ways. Write { $one } or { $other }.
amounts-negative = A price cannot be below zero.
amounts-other-currency = The price is in { $currency }. To charge in another currency, choose it beside the price.
amounts-no-decimals = { $currency } has no decimals. Write a whole number.
amounts-too-many-decimals = { $currency } has { $decimals } decimals. Write it as { $example }.
amounts-whole = Prices in { $currency } are whole. Leave the decimals out.
amounts-last-zero = The last decimal in { $currency } has to be 0, as in { $example }.
amounts-zero = A price has to be above zero.
amounts-too-small = The smallest payment in { $currency } is { $smallest }.
amounts-too-large = The largest payment in { $currency } is { $largest }.
