//! What stands in the order.

use super::words;

words! {
    /// The order: items, discounts, shipping, sums.
    Order:

    order: "Your order", "Ihre Bestellung";
    pay_to: "Pay {shop}", "Zahlung an {shop}";
    subscribe_to: "Subscribe to {name}", "{name} abonnieren";
    try_it: "Try {name}", "{name} testen";

    quantity: "Quantity", "Anzahl";
    quantity_of: "of {name}", "von {name}";
    each: "{amount} each", "je {amount}";
    amount_in: "Amount in {currency}", "Betrag in {currency}";
    your_amount: "Your amount", "Ihr Betrag";
    at_least: "{least} or more", "ab {least}";
    at_most: "up to {most}", "bis {most}";
    between: "{least} to {most}", "{least} bis {most}";
    update: "Update the total", "Summe aktualisieren";

    add_to_order: "Add to your order", "Zu Ihrer Bestellung hinzufügen";
    add: "Add", "Hinzufügen";
    remove: "Remove", "Entfernen";

    promotion_code: "Promotion code", "Aktionscode";
    apply: "Apply", "Einlösen";
    off: "{amount} off", "{amount} Rabatt";

    shipping: "Shipping", "Versand";
    free: "Free", "Kostenlos";
    arrives_between: "{least} to {most}", "{least} bis {most}";
    arrives_from: "{least} or longer", "{least} oder länger";
    arrives_until: "within {most}", "innerhalb von {most}";

    subtotal: "Subtotal", "Zwischensumme";
    discount: "Discount", "Rabatt";
    tax: "Tax", "Steuer";
    total: "Total", "Summe";
    due_today: "Total due today", "Heute fällig";

    per_day: "per day", "pro Tag";
    per_week: "per week", "pro Woche";
    per_month: "per month", "pro Monat";
    per_year: "per year", "pro Jahr";
    every_days: "every {count} days", "alle {count} Tage";
    every_weeks: "every {count} weeks", "alle {count} Wochen";
    every_months: "every {count} months", "alle {count} Monate";
    every_years: "every {count} years", "alle {count} Jahre";

    hours: "{count} hours", "{count} Stunden";
    days: "{count} days", "{count} Tage";
    business_days: "{count} working days", "{count} Werktage";
    weeks: "{count} weeks", "{count} Wochen";
    months: "{count} months", "{count} Monate";
    hour: "1 hour", "1 Stunde";
    day: "1 day", "1 Tag";
    business_day: "1 working day", "1 Werktag";
    week: "1 week", "1 Woche";
    month: "1 month", "1 Monat";

    days_free: "{count} days free", "{count} Tage kostenlos";
    day_free: "1 day free", "1 Tag kostenlos";
    then: "Then {amount} {interval}", "Danach {amount} {interval}";
}
