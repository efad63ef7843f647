//! How a payment lies in its row: a column for each of its parts, so that a row is short and can be
//! asked for anything.

use countertop_domain::payment::Settlement;
use countertop_domain::{Currency, Fulfilment, Method, Payment, UnixSeconds};
use rusqlite::{Connection, Row, params};

use crate::column::{checked, from_json, json};

/// The columns that make a payment, in the order in which [`read`] takes them.
pub(crate) const COLUMNS: &str = "id, created, status, currency, amount, amount_captured, \
     amount_refunded, paid_at, livemode, settled, fee, net, settlement_currency, exchange_rate, \
     email, name, description, link, session, charge, method, brand, last4, failure_code, \
     failure_message, dispute, fulfilment, metadata, customer";

/// Writes a payment's row under a version that no row had before; says whether it is another row than
/// the one that there was.
pub(crate) fn upsert(
    connection: &Connection,
    payment: &Payment,
    version: i64,
) -> rusqlite::Result<bool> {
    let (settlement, method) = (payment.settlement.as_ref(), payment.method.as_ref());
    let dispute = payment.dispute.as_ref().map(json).transpose()?;
    let metadata = match payment.metadata.is_empty() {
        true => None,
        false => Some(json(&payment.metadata)?),
    };
    connection
        .prepare_cached(UPSERT)?
        .execute(params![
            payment.id,
            payment.created.0,
            payment.status.as_str(),
            payment.currency.as_ref().map(Currency::code),
            payment.amount,
            payment.amount_captured,
            payment.amount_refunded,
            payment.paid_at.map(|it| it.0),
            payment.livemode,
            settlement.map(|it| it.amount),
            settlement.map(|it| it.fee),
            settlement.map(|it| it.net),
            settlement.map(|it| it.currency.code()),
            settlement.and_then(|it| it.exchange_rate.as_deref()),
            payment.customer_email,
            payment.customer_name,
            payment.description,
            payment.payment_link.as_ref().map(|it| it.as_str()),
            payment.checkout_session.as_ref().map(|it| it.as_str()),
            payment.charge.as_ref().map(|it| it.as_str()),
            method.map(|it| it.kind.as_str()),
            method.and_then(|it| it.brand.as_deref()),
            method.and_then(|it| it.last4.as_deref()),
            payment.failure_code,
            payment.failure_message,
            dispute,
            fulfilment(payment.fulfilment),
            metadata,
            payment.customer.as_ref().map(|it| it.as_str()),
            version,
        ])
        .map(|rows| rows > 0)
}

const UPSERT: &str = "INSERT INTO payment (id, created, status, currency, amount, amount_captured, \
     amount_refunded, paid_at, livemode, settled, fee, net, settlement_currency, \
     exchange_rate, email, name, description, link, session, charge, method, brand, last4, \
     failure_code, failure_message, dispute, fulfilment, metadata, customer, version) VALUES (?1, ?2, \
     ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
     ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30) ON CONFLICT (id) DO UPDATE SET created = \
     excluded.created, status = excluded.status, currency = excluded.currency, amount = \
     excluded.amount, amount_captured = excluded.amount_captured, amount_refunded = \
     excluded.amount_refunded, paid_at = excluded.paid_at, livemode = excluded.livemode, \
     settled = excluded.settled, fee = excluded.fee, net = excluded.net, settlement_currency \
     = excluded.settlement_currency, exchange_rate = excluded.exchange_rate, email = \
     excluded.email, name = excluded.name, description = excluded.description, link = \
     excluded.link, session = excluded.session, charge = excluded.charge, method = \
     excluded.method, brand = excluded.brand, last4 = excluded.last4, failure_code = \
     excluded.failure_code, failure_message = excluded.failure_message, dispute = \
     excluded.dispute, fulfilment = excluded.fulfilment, metadata = excluded.metadata, \
     customer = excluded.customer, version = excluded.version WHERE (payment.created, payment.status, payment.currency, \
     payment.amount, payment.amount_captured, payment.amount_refunded, payment.paid_at, \
     payment.livemode, payment.settled, payment.fee, payment.net, \
     payment.settlement_currency, payment.exchange_rate, payment.email, payment.name, \
     payment.description, payment.link, payment.session, payment.charge, payment.method, \
     payment.brand, payment.last4, payment.failure_code, payment.failure_message, \
     payment.dispute, payment.fulfilment, payment.metadata, payment.customer) IS NOT (excluded.created, \
     excluded.status, excluded.currency, excluded.amount, excluded.amount_captured, \
     excluded.amount_refunded, excluded.paid_at, excluded.livemode, excluded.settled, \
     excluded.fee, excluded.net, excluded.settlement_currency, excluded.exchange_rate, \
     excluded.email, excluded.name, excluded.description, excluded.link, excluded.session, \
     excluded.charge, excluded.method, excluded.brand, excluded.last4, excluded.failure_code, \
     excluded.failure_message, excluded.dispute, excluded.fulfilment, excluded.metadata, excluded.customer)";

fn fulfilment(fulfilment: Fulfilment) -> &'static str {
    match fulfilment {
        Fulfilment::Pending => "pending",
        Fulfilment::Done => "done",
        Fulfilment::NotNeeded => "not_needed",
    }
}

/// The payment of a row that begins with [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Payment> {
    Ok(Payment {
        id: row.get(0)?,
        created: UnixSeconds(row.get(1)?),
        status: row.get::<_, String>(2)?.into(),
        currency: checked(row, 3, |code| Currency::parse(&code))?,
        amount: row.get(4)?,
        amount_captured: row.get(5)?,
        amount_refunded: row.get(6)?,
        paid_at: row.get::<_, Option<i64>>(7)?.map(UnixSeconds),
        livemode: row.get(8)?,
        settlement: settlement(row)?,
        customer_email: row.get(14)?,
        customer_name: row.get(15)?,
        description: row.get(16)?,
        payment_link: checked(row, 17, TryInto::try_into)?,
        checkout_session: checked(row, 18, TryInto::try_into)?,
        charge: checked(row, 19, TryInto::try_into)?,
        method: method(row)?,
        failure_code: row.get(23)?,
        failure_message: row.get(24)?,
        dispute: from_json(row, 25)?,
        fulfilment: match row.get_ref(26)?.as_str()? {
            "pending" => Fulfilment::Pending,
            "done" => Fulfilment::Done,
            _ => Fulfilment::NotNeeded,
        },
        metadata: from_json(row, 27)?.unwrap_or_default(),
        customer: checked(row, 28, TryInto::try_into)?,
    })
}

fn settlement(row: &Row<'_>) -> rusqlite::Result<Option<Settlement>> {
    let Some(currency) = checked(row, 12, |code| Currency::parse(&code))? else {
        return Ok(None);
    };
    Ok(Some(Settlement {
        amount: row.get(9)?,
        fee: row.get(10)?,
        net: row.get(11)?,
        currency,
        exchange_rate: row.get(13)?,
    }))
}

fn method(row: &Row<'_>) -> rusqlite::Result<Option<Method>> {
    let Some(kind) = row.get(20)? else {
        return Ok(None);
    };
    Ok(Some(Method {
        kind,
        brand: row.get(21)?,
        last4: row.get(22)?,
    }))
}

#[cfg(test)]
mod tests {
    use countertop_sqlite::open_scratch;
    use serde_json::json;

    use super::*;
    use crate::schema::SCHEMA;

    fn check(payment: serde_json::Value) {
        let payment: Payment = serde_json::from_value(payment).unwrap();
        let connection = open_scratch(&SCHEMA).unwrap();
        // The second time it replaces a row that has other values everywhere.
        for (version, written) in [(1, &full()), (2, &payment)] {
            upsert(&connection, written, version).unwrap();
            let again = upsert(&connection, written, version + 10).unwrap();
            assert!(!again, "the same row is no change");
            let sql = format!("SELECT {COLUMNS} FROM payment");
            let found = connection.query_row(&sql, [], read).unwrap();
            assert_eq!(&found, written);
        }
    }

    fn full() -> Payment {
        serde_json::from_value(json!({
            "id": "pi_1", "status": "partially_refunded", "amount": 1, "amount_captured": 2,
            "amount_refunded": 3, "currency": "eur",
            "settlement": {"amount": 4, "fee": 5, "net": 6, "currency": "usd", "exchange_rate": "1.1"},
            "created": 7, "paid_at": 8, "livemode": true, "customer": "cus_1", "customer_email": "a@example.com",
            "customer_name": "Ana", "description": "Cake", "payment_link": "plink_1",
            "checkout_session": "cs_1", "charge": "ch_1",
            "method": {"type": "card", "brand": "visa", "last4": "4242"},
            "failure_code": "declined", "failure_message": "Declined.",
            "dispute": {"id": "du_1", "status": "won", "reason": "fraudulent", "amount": 9, "evidence_due_by": 10},
            "fulfilment": "pending", "metadata": {"order": "11"},
        }))
        .unwrap()
    }

    #[test]
    fn a_row_gives_back_the_payment_that_it_was_made_of() {
        check(serde_json::to_value(full()).unwrap());
        check(json!({
            "id": "pi_1", "status": "something_new", "amount": 0, "amount_captured": 0,
            "amount_refunded": 0, "created": 0, "livemode": false, "fulfilment": "not_needed",
            "metadata": {},
        }));
        check(json!({
            "id": "pi_1", "status": "succeeded", "amount": -1, "amount_captured": 0,
            "amount_refunded": 0, "created": -5, "livemode": false, "fulfilment": "done",
            "settlement": {"amount": 4, "fee": 0, "net": 6, "currency": "jpy", "exchange_rate": null},
            "method": {"type": "link", "brand": null, "last4": null}, "metadata": {"": ""},
        }));
    }
}
