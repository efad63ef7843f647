//! Stripe's search query language: clauses of a field, an operator and a value, all joined by AND or
//! all by OR.
//!
//! Source: Stripe's documentation, "Search", search query language.

/// Most clauses of one query.
const MOST_CLAUSES: usize = 10;
/// Shortest text that parts of a field are searched for.
const SHORTEST_PART: usize = 3;

/// A query that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) clauses: Vec<Clause>,
    pub(super) joined: Joined,
}

/// How the clauses go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    And,
    Or,
}

/// One thing that is asked of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) wanted: Wanted,
    pub(super) field: Field,
    pub(super) operator: Operator,
    /// None asks for what is not there.
    pub(super) value: Option<String>,
}

/// Whether a clause asks for what matches, or for all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Matching,
    Others,
}

/// The field that a clause is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// A field by its path, such as `billing_details.address.postal_code`.
    Named(String),
    /// A key of the merchant's metadata.
    Metadata(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// The same, whatever the case of its letters.
    Is,
    /// Has it in it.
    Has,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// What is no query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unparsable;

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, Unparsable> {
        let mut reader = Reader { rest: text.trim() };
        let mut clauses = vec![reader.clause()?];
        let mut joined = None;
        while !reader.rest.is_empty() {
            let next = reader.joint();
            // Two clauses side by side are both asked for.
            if *joined.get_or_insert(next) != next {
                return Err(Unparsable);
            }
            clauses.push(reader.clause()?);
        }
        if clauses.len() > MOST_CLAUSES {
            return Err(Unparsable);
        }
        Ok(Self {
            clauses,
            joined: joined.unwrap_or(Joined::And),
        })
    }
}

/// What is still to be read.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes a piece that comes next.
    fn take(&mut self, piece: &str) -> bool {
        let after = self.rest.strip_prefix(piece);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// The word between two clauses.
    fn joint(&mut self) -> Joined {
        let word: String = self
            .rest
            .chars()
            .take_while(|it| !it.is_whitespace())
            .collect();
        let joined = match word.to_uppercase().as_str() {
            "AND" => Joined::And,
            "OR" => Joined::Or,
            _ => return Joined::And,
        };
        self.take(&word);
        self.skip_spaces();
        joined
    }

    fn clause(&mut self) -> Result<Clause, Unparsable> {
        let wanted = if self.take("-") {
            Wanted::Others
        } else {
            Wanted::Matching
        };
        let field = self.field()?;
        self.skip_spaces();
        let operator = self.operator()?;
        self.skip_spaces();
        let value = self.value()?;
        if !self.rest.is_empty() && !self.rest.starts_with(char::is_whitespace) {
            return Err(Unparsable);
        }
        self.skip_spaces();
        let short = |it: &String| it.chars().count() < SHORTEST_PART;
        if operator == Operator::Has && value.as_ref().is_none_or(short) {
            return Err(Unparsable);
        }
        Ok(Clause {
            wanted,
            field,
            operator,
            value,
        })
    }

    fn field(&mut self) -> Result<Field, Unparsable> {
        let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '.';
        let end = self.rest.find(|it| !is_part(it)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return Err(Unparsable);
        }
        let name = name.to_owned();
        self.rest = rest;
        if name != "metadata" {
            return Ok(Field::Named(name));
        }
        if !self.take("[") {
            return Err(Unparsable);
        }
        let key = self.quoted()?.ok_or(Unparsable)?;
        self.take("]")
            .then_some(Field::Metadata(key))
            .ok_or(Unparsable)
    }

    fn operator(&mut self) -> Result<Operator, Unparsable> {
        const OPERATORS: [(&str, Operator); 7] = [
            (">=", Operator::GreaterOrEqual),
            ("<=", Operator::LessOrEqual),
            (">", Operator::Greater),
            ("<", Operator::Less),
            (":", Operator::Is),
            ("=", Operator::Is),
            ("~", Operator::Has),
        ];
        let found = OPERATORS
            .iter()
            .find(|(sign, _)| self.rest.starts_with(sign));
        let (sign, operator) = found.ok_or(Unparsable)?;
        self.take(sign);
        Ok(*operator)
    }

    /// A text in quotes; a number or a truth without; or null.
    fn value(&mut self) -> Result<Option<String>, Unparsable> {
        if let Some(text) = self.quoted()? {
            return Ok(Some(text));
        }
        let end = self
            .rest
            .find(char::is_whitespace)
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let value = match word {
            "null" => None,
            "true" | "false" => Some(word.to_owned()),
            number if number.parse::<i64>().is_ok() => Some(number.to_owned()),
            _ => return Err(Unparsable),
        };
        self.rest = rest;
        Ok(value)
    }

    /// A text in single or double quotes, in which a backslash takes the next letter as it is.
    fn quoted(&mut self) -> Result<Option<String>, Unparsable> {
        let Some(quote) = self
            .rest
            .chars()
            .next()
            .filter(|it| matches!(it, '\'' | '"'))
        else {
            return Ok(None);
        };
        let mut text = String::new();
        let mut letters = self.rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            if letter == quote {
                self.rest = &self.rest[at + 1..];
                return Ok(Some(text));
            }
            match letter {
                '\\' => text.push(letters.next().ok_or(Unparsable)?.1),
                letter => text.push(letter),
            }
        }
        Err(Unparsable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(field: &str, operator: Operator, value: Option<&str>) -> Clause {
        let field = match field.strip_prefix("metadata ") {
            Some(key) => Field::Metadata(key.to_owned()),
            None => Field::Named(field.to_owned()),
        };
        Clause {
            wanted: Wanted::Matching,
            field,
            operator,
            value: value.map(str::to_owned),
        }
    }

    #[test]
    fn clauses_are_read() {
        for (text, wanted) in [
            (
                "status:'active'",
                clause("status", Operator::Is, Some("active")),
            ),
            (
                " status : \"active\" ",
                clause("status", Operator::Is, Some("active")),
            ),
            (
                "amount>=1000",
                clause("amount", Operator::GreaterOrEqual, Some("1000")),
            ),
            ("amount<'5'", clause("amount", Operator::Less, Some("5"))),
            ("amount=5", clause("amount", Operator::Is, Some("5"))),
            (
                "created<=5",
                clause("created", Operator::LessOrEqual, Some("5")),
            ),
            ("email~'amy'", clause("email", Operator::Has, Some("amy"))),
            ("active:true", clause("active", Operator::Is, Some("true"))),
            (
                "name:'O\\'Hara \\\\ \"x\"'",
                clause("name", Operator::Is, Some("O'Hara \\ \"x\"")),
            ),
            (
                "metadata['a b']:'c'",
                clause("metadata a b", Operator::Is, Some("c")),
            ),
            (
                "metadata[\"k\"]:null",
                clause("metadata k", Operator::Is, None),
            ),
            (
                "payment_method_details.card.last4:4242",
                clause(
                    "payment_method_details.card.last4",
                    Operator::Is,
                    Some("4242"),
                ),
            ),
        ] {
            let query = Query::parse(text).unwrap();
            assert_eq!(query.clauses, [wanted], "{text}");
            let others = Query::parse(&format!("-{}", text.trim())).unwrap();
            assert_eq!(others.clauses[0].wanted, Wanted::Others, "{text}");
        }
    }

    #[test]
    fn clauses_go_together_in_one_way() {
        for (text, joined, count) in [
            ("a:'1' AND b:'2'", Joined::And, 2),
            ("a:'1' b:'2'", Joined::And, 2),
            ("a:'1' and b:'2' AND -c:'3'", Joined::And, 3),
            ("a:'1' OR b:'2' OR c:'x OR y'", Joined::Or, 3),
        ] {
            let query = Query::parse(text).unwrap();
            assert_eq!(
                (query.joined, query.clauses.len()),
                (joined, count),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_query_is_told() {
        let many = ["a:'1'"; 11].join(" AND ");
        for text in [
            "",
            "asdf",
            "status:",
            "status:active",
            "status:'active",
            "status:'a'b",
            "'active'",
            "a:'1' AND",
            "AND a:'1'",
            "a:'1' AND b:'2' OR c:'3'",
            "a:'1' b:'2' OR c:'3'",
            "(a:'1')",
            "email~'ab'",
            "email~null",
            "metadata:'x'",
            "metadata[k]:'x'",
            "a!'1'",
            &many,
        ] {
            assert_eq!(Query::parse(text), Err(Unparsable), "{text}");
        }
    }
}
