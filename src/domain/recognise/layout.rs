//! Which date belongs to which statement of a page: the one a word ties to it, the one on its line, else the one
//! with a line of its own above or below. Whether dates stand before or behind their words is decided by the whole
//! line, then the block, then the page, and only where one of the two leaves nothing over. Where it can go both ways
//! nothing is chosen: the dates are there to be offered.

use super::tokens::{Kind, Token};

/// A statement that wants a date.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Its first token.
    pub(super) from: usize,
    /// Behind its last token.
    pub(super) to: usize,
    /// Its own date, taken by its phrase, which may yet be another's.
    pub(super) own: Option<usize>,
}

/// The date of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Dated {
    /// None is near.
    #[default]
    No,
    /// This one.
    By(usize),
    /// It may be one of these.
    Either(Vec<usize>),
}

/// What stands on a page, for this purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Date(usize),
    Statement(usize),
    /// A word that nothing was made of.
    Word,
    /// Another phrase, a statement that has its date, or words that begin another statement.
    Other,
}

/// A line or a sentence of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    /// A date and no word.
    Date(usize),
    /// Statements without a date.
    Undated(Vec<usize>),
    /// Other words.
    Words,
    /// Words with their date; the statements that it was given for being on the line, and whether it leads.
    Dated { given: Vec<(usize, usize)>, leads: bool },
    /// The end of a block.
    Blank,
}

/// Words that tie a date to what stands before them.
const TIES: &[&str] = &["on", "at", "dated", "date", "time", "is", "was", "дата", "время"];
/// Words that make a date one to act by, or that of something else.
const AIMS: &[&str] = &[
    "by",
    "before",
    "until",
    "till",
    "to",
    "within",
    "after",
    "through",
    "from",
    "since",
    "of",
    "for",
    "до",
    "через",
    "к",
    "после",
    "по",
    "с",
    "от",
    "на",
    "за",
];
/// Words that say nothing of their own; who did it, beside a date.
const FILLERS: &[&str] = &[
    "the",
    "a",
    "an",
    "your",
    "and",
    "в",
    "и",
    "ваш",
    "ваша",
    "г",
    "buyer",
    "seller",
    "system",
    "aliexpress",
    "покупатель",
    "продавец",
    "система",
];
/// Words of another statement between a statement and its date.
const OTHERS: &[&str] = &["last", "next", "update", "updated", "latest", "обновлено", "последнее"];
/// How far into a statement its own date may stand: “decided on 4 May: …”.
const VERB_TOKENS_MAX: usize = 2;
/// How many lines away a date of another block is offered from.
const NEAR_ROWS: usize = 3;
/// How many words may stand between a statement and a date that ends its line.
const LOOSE_WORDS_MAX: usize = 3;
/// How many words may stand between a statement and the date tied to it.
const TIED_WORDS_MAX: usize = 6;

/// The dates of statements, in their order. `taken` are dates that mean something else.
pub(super) fn dates(
    tokens: &[Token],
    text: &str,
    statements: &[Statement],
    others: &[(usize, usize)],
    taken: &dyn Fn(usize) -> bool,
) -> Vec<Dated> {
    let mut page = Page { tokens, text, statements, others, taken, dated: vec![Dated::No; statements.len()] };
    let rows = page.rows();
    page.shifted(&rows);
    page.lines(&rows);
    page.dated
}

struct Page<'a> {
    tokens: &'a [Token],
    text: &'a str,
    statements: &'a [Statement],
    /// Words of phrases that want no date.
    others: &'a [(usize, usize)],
    taken: &'a dyn Fn(usize) -> bool,
    dated: Vec<Dated>,
}

impl Page<'_> {
    fn set(&mut self, statement: usize, dated: Dated) {
        if let Some(place) = self.dated.get_mut(statement) {
            *place = dated;
        }
    }

    /// The page in rows, with what is on one line settled.
    fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        let mut words = 0;
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if let Some(statement) = self.statements.iter().position(|one| one.from == at) {
                items.push(Item::Statement(statement));
                words = 0;
                self.inside(statement);
                at = self.behind(statement).max(at + 1);
                continue;
            }
            if let Some((_, to)) = self.others.iter().find(|(from, to)| *from == at && to > from) {
                items.push(Item::Other);
                words = TIED_WORDS_MAX + 1;
                at = *to;
                continue;
            }
            match &token.kind {
                Kind::Line | Kind::Open | Kind::Stop => {
                    let ties = token.kind == Kind::Open && self.opens(&items, words, at);
                    if !ties && !self.goes_on(&items, at) {
                        self.row(&mut items, &mut rows);
                        words = 0;
                        if self.is_blank(at) {
                            rows.push(Row::Blank);
                        }
                    }
                }
                Kind::Date(_) if !(self.taken)(at) && !self.is_aim(at) => {
                    self.date(at, &mut items, words);
                    words = 0;
                }
                Kind::Word(word) if OTHERS.contains(&word.as_str()) => {
                    items.push(Item::Other);
                    words = TIED_WORDS_MAX + 1;
                }
                Kind::Word(word) if !FILLERS.contains(&word.as_str()) && !TIES.contains(&word.as_str()) => {
                    items.push(Item::Word);
                    words += 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.row(&mut items, &mut rows);
        rows
    }

    /// Behind the words of a statement; its own date is still to come.
    fn behind(&self, statement: usize) -> usize {
        let Some(Statement { to, own, .. }) = self.statements.get(statement) else { return 0 };
        let Some(own) = own else { return *to };
        let on_a_line_below =
            own.checked_sub(1).filter(|at| self.tokens.get(*at).is_some_and(Token::is_break));
        on_a_line_below.unwrap_or(*own)
    }

    /// Dates within the words of a statement.
    fn inside(&mut self, statement: usize) {
        let Some(Statement { from, to, own: None }) = self.statements.get(statement).cloned() else { return };
        let dates: Vec<usize> = (from..to).filter(|at| self.is_date(*at) && !(self.taken)(*at)).collect();
        match dates.as_slice() {
            [] => {}
            [date] if date - from <= VERB_TOKENS_MAX => self.set(statement, Dated::By(*date)),
            // “Result of the dispute of 4 May: …” says when the dispute was.
            _ => self.set(statement, Dated::Either(dates)),
        }
    }

    fn is_date(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Date(_)))
    }

    /// Behind “before”, “by”, “from” stands no date of what happened.
    fn is_aim(&self, at: usize) -> bool {
        word_before(self.tokens, at).is_some_and(|word| AIMS.contains(&word)) && !self.is_own(at)
    }

    fn is_own(&self, at: usize) -> bool {
        self.statements.iter().any(|one| one.own == Some(at))
    }

    /// The end of a line whose last words, a statement's, wait for what follows.
    fn opens(&self, items: &[Item], words: usize, at: usize) -> bool {
        words == 0 && matches!(items.last(), Some(Item::Statement(_))) && self.is_date(at + 1)
    }

    /// A point behind a date that leads the line ends nothing.
    fn goes_on(&self, items: &[Item], at: usize) -> bool {
        let in_line = self.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Stop
                && !self.text.get(token.from..token.to).unwrap_or_default().contains('\n')
        });
        let line_goes_on = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| !matches!(next.kind, Kind::Line | Kind::Open | Kind::Stop));
        in_line && line_goes_on && matches!(items, [Item::Date(_)])
    }

    fn is_blank(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.kind == Kind::Stop && self.text.get(token.from..token.to).unwrap_or_default().contains('\n')
    }

    /// A date: tied to the statement before it by a word or a colon, else free.
    fn date(&mut self, at: usize, items: &mut Vec<Item>, words: usize) {
        let last = items.iter().rposition(|item| matches!(item, Item::Date(_) | Item::Statement(_)));
        let statement = last.and_then(|last| match items.get(last) {
            Some(Item::Statement(statement)) => Some((last, *statement)),
            _ => None,
        });
        if let Some((place, statement)) = statement
            && words <= TIED_WORDS_MAX
            && is_tied(self.tokens, self.text, at)
            && self.dated.get(statement) == Some(&Dated::No)
        {
            self.set(statement, Dated::By(at));
            items.truncate(place);
            items.push(Item::Other);
            return;
        }
        items.push(Item::Date(at));
    }

    /// Settles a line, and says what it is to those above and below.
    fn row(&mut self, items: &mut Vec<Item>, rows: &mut Vec<Row>) {
        let items = std::mem::take(items);
        let dates: Vec<usize> = items
            .iter()
            .filter_map(|item| if let Item::Date(at) = item { Some(*at) } else { None })
            .collect();
        let statements: Vec<usize> = items
            .iter()
            .filter_map(|item| if let Item::Statement(one) = item { Some(*one) } else { None })
            .filter(|one| self.dated.get(*one) == Some(&Dated::No))
            .collect();
        let words = items.iter().any(|item| !matches!(item, Item::Date(_)));
        let row = match (dates.as_slice(), statements.as_slice()) {
            ([], []) if items.iter().any(|item| matches!(item, Item::Statement(_))) => {
                Row::Dated { given: Vec::new(), leads: true }
            }
            ([], []) if !words => return,
            ([], []) => Row::Words,
            ([], undated) => Row::Undated(undated.to_vec()),
            ([date], []) if !words => Row::Date(*date),
            (_, []) => Row::Dated { given: Vec::new(), leads: true },
            ([date], statements) => self.one_date(*date, statements, &items),
            (dates, statements) => self.several_dates(dates, statements, &items),
        };
        rows.push(row);
    }

    /// One date on the line: that of all the line where it leads, of the words right before it where it ends them.
    fn one_date(&mut self, date: usize, statements: &[usize], items: &[Item]) -> Row {
        let place = items.iter().position(|item| *item == Item::Date(date)).unwrap_or(0);
        let before = items.get(..place).unwrap_or_default();
        let behind = items.get(place + 1..).unwrap_or_default();
        let is_statement = |item: &Item| matches!(item, Item::Statement(_));
        let words = before.iter().rev().take_while(|item| **item == Item::Word).count();
        let last = before.len().checked_sub(words + 1).and_then(|last| before.get(last));
        let ends = words == 0 || (words <= LOOSE_WORDS_MAX && behind.is_empty());
        let mut given = Vec::new();
        match last {
            _ if before.is_empty() => given.extend(statements.iter().map(|one| (*one, date))),
            Some(Item::Statement(one)) if ends && !behind.iter().any(is_statement) => {
                given.push((*one, date));
            }
            _ => {
                for one in statements {
                    self.set(*one, Dated::Either(vec![date]));
                }
            }
        }
        for (one, date) in &given {
            self.set(*one, Dated::By(*date));
        }
        Row::Dated { given, leads: before.is_empty() }
    }

    /// Several dates on a line: before or behind their words, whichever leaves nothing over.
    fn several_dates(&mut self, dates: &[usize], statements: &[usize], items: &[Item]) -> Row {
        let forwards: Vec<Item> = items.to_vec();
        let backwards: Vec<Item> = items.iter().rev().copied().collect();
        match (paired(&forwards), paired(&backwards)) {
            (Some(pairs), None) | (None, Some(pairs)) => {
                for (one, date) in &pairs {
                    self.set(*one, Dated::By(*date));
                }
            }
            _ => {
                for one in statements {
                    let from = self.statements.get(*one).map_or(0, |one| one.from);
                    let before = dates.iter().copied().rfind(|date| *date < from);
                    let behind = dates.iter().copied().find(|date| *date > from);
                    self.set(*one, Dated::Either(before.into_iter().chain(behind).collect()));
                }
            }
        }
        Row::Dated { given: Vec::new(), leads: true }
    }

    /// Lines that were cut at the wrong place: words, then lines of a date and the next words, then a date.
    fn shifted(&mut self, rows: &[Row]) {
        let is_line = |row: Option<&Row>| matches!(row, Some(Row::Words | Row::Undated(_)));
        let is_date = |row: Option<&Row>| matches!(row, Some(Row::Date(_)));
        let mut at = 0;
        while at < rows.len() {
            let run = rows.get(at..).unwrap_or_default().iter();
            let length = run.take_while(|row| matches!(row, Row::Dated { .. })).count();
            let run = rows.get(at..at + length).unwrap_or_default();
            let before = at.checked_sub(1).and_then(|before| rows.get(before));
            let behind = rows.get(at + length);
            for row in run {
                let Row::Dated { given, leads } = row else { continue };
                let cut = if *leads {
                    is_line(before) && is_date(behind)
                } else {
                    is_date(before) && is_line(behind)
                };
                for (one, date) in given.iter().filter(|_| cut) {
                    self.set(*one, Dated::Either(vec![*date]));
                }
            }
            at += length.max(1);
        }
    }

    /// Dates with a line of their own: block by block, then over the whole page.
    fn lines(&mut self, rows: &[Row]) {
        let mut left: Vec<Row> = Vec::new();
        for block in rows.split(|row| *row == Row::Blank) {
            let has = |wanted: fn(&Row) -> bool| block.iter().any(wanted);
            let dates = has(|row| matches!(row, Row::Date(_)));
            let undated = has(|row| matches!(row, Row::Undated(_)));
            if dates && undated {
                self.block(block, block.len());
                left.push(Row::Dated { given: Vec::new(), leads: true });
            } else {
                left.extend(block.iter().cloned());
            }
        }
        self.block(&left, NEAR_ROWS);
    }

    fn block(&mut self, rows: &[Row], near: usize) {
        let mirrored: Vec<Row> = rows.iter().rev().cloned().map(backwards).collect();
        let (pairs, seen) = match (above(rows), above(&mirrored)) {
            (Some(pairs), None) => (pairs, rows),
            (None, Some(pairs)) => (pairs, mirrored.as_slice()),
            _ => return self.either(rows, near),
        };
        // A lone date between two lines of words may belong to either.
        if let [(_, date, true)] = pairs.as_slice()
            && let Some(place) = seen.iter().position(|row| *row == Row::Date(*date))
            && place.checked_sub(1).and_then(|before| seen.get(before)) == Some(&Row::Words)
        {
            return self.either(rows, near);
        }
        for (one, date, sure) in pairs {
            self.set(one, if sure { Dated::By(date) } else { Dated::Either(vec![date]) });
        }
    }

    /// The dates before and behind a statement are offered as far as they are near, and none is taken.
    fn either(&mut self, rows: &[Row], near: usize) {
        for (place, row) in rows.iter().enumerate() {
            let Row::Undated(statements) = row else { continue };
            let nearest = |part: &mut dyn Iterator<Item = &Row>| {
                part.take(near)
                    .take_while(|row| !matches!(row, Row::Dated { .. }))
                    .find_map(|row| if let Row::Date(at) = row { Some(*at) } else { None })
            };
            let before = nearest(&mut rows.get(..place).unwrap_or_default().iter().rev());
            let behind = nearest(&mut rows.get(place + 1..).unwrap_or_default().iter());
            let dates: Vec<usize> = before.into_iter().chain(behind).collect();
            for one in statements.iter().filter(|_| !dates.is_empty()) {
                self.set(*one, Dated::Either(dates.clone()));
            }
        }
    }
}

/// The word right before a place, also one that ends a line and waits for what follows.
fn word_before(tokens: &[Token], at: usize) -> Option<&str> {
    let mut before = at.checked_sub(1)?;
    if tokens.get(before).is_some_and(|token| token.kind == Kind::Open) {
        before = before.checked_sub(1)?;
    }
    tokens.get(before)?.word()
}

/// True for a date that a word or a colon ties to what stands before it.
pub(super) fn is_tied(tokens: &[Token], text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let between = before.zip(tokens.get(at)).and_then(|(before, date)| text.get(before.from..date.from));
    word_before(tokens, at).is_some_and(|word| TIES.contains(&word) || AIMS.contains(&word))
        || between.is_some_and(|between| between.trim_end().ends_with(':'))
        || before.is_some_and(|before| before.kind == Kind::Open)
}

fn backwards(row: Row) -> Row {
    match row {
        Row::Undated(mut statements) => {
            statements.reverse();
            Row::Undated(statements)
        }
        row => row,
    }
}

/// Statements with the date before each of them, where every statement has one and every date some words.
fn paired(items: &[Item]) -> Option<Vec<(usize, usize)>> {
    let mut pairs = Vec::new();
    let mut date = None;
    let mut used = true;
    for item in items {
        match item {
            Item::Date(at) => {
                if !used {
                    return None;
                }
                (date, used) = (Some(*at), false);
            }
            Item::Statement(one) => {
                pairs.push((*one, date.take()?));
                used = true;
            }
            Item::Word | Item::Other => used = true,
        }
    }
    used.then_some(pairs)
}

/// Statements with the date that has the line above, where every statement has one and every date some words below.
/// Of statements line by line the first has the date surely, the others may share it.
fn above(rows: &[Row]) -> Option<Vec<(usize, usize, bool)>> {
    let mut pairs = Vec::new();
    let mut before: Option<&Row> = None;
    let mut shared = None;
    for row in rows {
        match row {
            Row::Undated(statements) => {
                let sure = match before {
                    Some(Row::Date(at)) => {
                        shared = Some(*at);
                        true
                    }
                    Some(Row::Undated(_)) => false,
                    _ => return None,
                };
                let date = shared?;
                pairs.extend(
                    statements.iter().enumerate().map(|(place, one)| (*one, date, sure && place == 0)),
                );
            }
            Row::Date(_) | Row::Dated { .. } if matches!(before, Some(Row::Date(_))) => return None,
            _ => {}
        }
        before = Some(row);
    }
    (!matches!(before, Some(Row::Date(_))) && !pairs.is_empty()).then_some(pairs)
}
