//! Rows that are statements.

use super::desk::{Desk, note};
use super::grid::GridRow;
use super::level;
use super::matrix::SAID_IF_NEW;
use super::plan::Done;
use super::sources::cited;
use super::words::{key, plain, statement_kind, term, yes};
use crate::model::plain::is_nothing;
use crate::model::{IssueId, NegotiationId, PartyId, RoundId, SeatRole, Statement, StatementId, Verification, Vocabulary, When};
use crate::query::check::far_from_its_round;
use crate::query::names;
use crate::query::to_check::unknown_level;

pub(super) fn row(desk: &mut Desk<'_, '_>, row: &GridRow) -> Result<Done, String> {
    let text = desk.cell(row, "text").to_owned();
    if is_nothing(&text) {
        return Err(desk.lacks("text", "It has no text."));
    }
    let party = desk.cell(row, "party").to_owned();
    if party.is_empty() {
        return Err(desk.lacks("party", "It does not say whose statement it is."));
    }
    if party == crate::exchange::lists::NOT_ATTRIBUTED {
        return Err("It was told without attribution, and a statement is somebody's.".to_owned());
    }
    let round = desk.cell(row, "round").to_owned();
    let round = desk.round(row, &round)?;
    let clocks = desk.clocks(round, None);
    let clocks = clocks.past(desk.today(clocks.zone));
    let told = desk.time(row, "told", clocks)?;
    let said_on = if told.is_unknown() { desk.time(row, "said_on", clocks)? } else { told };
    let negotiation = desk.negotiation(row, round)?;
    let party = desk.party(&party);
    // The issues as they are answered for: what another name was taken for the last time is taken for it again.
    let issues = match desk.cell(row, "issues").to_owned() {
        cell if cell.is_empty() => Vec::new(),
        cell => desk.issues(negotiation, &cell),
    };
    let before = known(desk, row, (negotiation, party, &issues), &text, round, &said_on);
    let is_new = before.is_none();
    let mut statement = match &before {
        Some(before) => before.clone(),
        None => blank(desk, row, negotiation, party),
    };
    statement.party = party;
    if round.is_some() {
        statement.round = round;
    }
    if !said_on.is_unknown() {
        statement.said_on = said_on;
    }
    if is_new && statement.said_on.is_unknown() {
        statement.said_on = desk.time(row, SAID_IF_NEW, clocks)?;
    }
    statement.text = if is_new { text } else { kept(&statement.text, &text) };
    fill(desk, row, &mut statement, issues, is_new);
    if let Some(far) = far_from_its_round(&desk.ws, &statement) {
        desk.remarks.add(row.number, far);
    }
    desk.seat(negotiation, party, &SeatRole::Unstated);
    let what = format!("{}: {}", names::party(&desk.ws, party), names::shortened(&statement.text, ""));
    let id = statement.id;
    note(&mut desk.index.statements, (negotiation, party, key(&statement.text)), id);
    Ok(desk.done(before.map(Into::into), statement.into(), what))
}

/// What is there stays as it is written, if the words are the same.
fn kept(there: &str, here: &str) -> String {
    if plain(there) == plain(here) { there.to_owned() } else { here.to_owned() }
}

fn blank(desk: &mut Desk<'_, '_>, row: &GridRow, negotiation: NegotiationId, party: PartyId) -> Statement {
    let wanted = desk.own_id(row);
    let id = StatementId(desk.free_id(wanted, |ws, id| ws.statements.contains_key(&StatementId(id))));
    Statement::blank(id, desk.stamp(), negotiation, party)
}

/// The statement that a row is about, if it is in the record: by its id, else by what was said by whom, when or at which round.
fn known(
    desk: &Desk<'_, '_>,
    row: &GridRow,
    (negotiation, party, issues): (NegotiationId, PartyId, &[IssueId]),
    text: &str,
    round: Option<RoundId>,
    said_on: &When,
) -> Option<Statement> {
    let by_id = desk.own_id(row).and_then(|id| desk.ws.statements.get(&StatementId(id)));
    if let Some(found) = by_id.filter(|found| found.negotiation == negotiation) {
        return Some(found.clone());
    }
    let same = desk.index.statements.get(&(negotiation, party, key(text)))?;
    let fits = |one: &&Statement| {
        let round_fits = round.is_none() || one.round == round;
        let day_fits = said_on.is_unknown() || one.said_on.is_unknown() || one.said_on == *said_on;
        round_fits && day_fits
    };
    let of_issue = |one: &&Statement| issues.is_empty() || one.issues.iter().any(|id| issues.contains(id));
    // Two rows with ids are two, also if they say the same.
    let another = |one: &&Statement| desk.own_id(row).is_none() || !desk.is_new(one.id);
    let all: Vec<&Statement> = same.iter().filter_map(|id| desk.ws.statements.get(id)).filter(another).filter(fits).collect();
    all.iter().copied().find(of_issue).cloned()
}

/// Takes over the terms: the strictest of what the row says about them in any cell. What nobody knows the meaning of is a level in
/// those words, which lets nothing leave, and the statement is to be looked at. `beside` stood beside the speaker or the kind.
fn guard(desk: &Desk<'_, '_>, row: &GridRow, statement: &mut Statement, beside: &[String]) {
    let own_list = desk.own_id(row).is_some();
    let beside = beside.iter().map(String::as_str).chain([desk.cell(row, "speaker"), desk.cell(row, "party")]);
    let Some(level) = level::level(desk, row, beside) else { return };
    // Our own lists have the user's own words for a level; from elsewhere nobody has said yet what they mean.
    let reason = unknown_level(&level);
    if statement.level != level && level.is_other() && !own_list && !statement.to_check.contains(&reason) {
        statement.to_check.push(reason);
    }
    statement.level = level;
}

/// Takes over what the cells say; what they leave out stays.
fn fill(desk: &mut Desk<'_, '_>, row: &GridRow, statement: &mut Statement, issues: Vec<IssueId>, is_new: bool) {
    let negotiation = statement.negotiation;
    let mut notes: Vec<String> = Vec::new();
    let cell = |desk: &Desk<'_, '_>, key: &str| desk.cell(row, key).to_owned();
    let behalf = cell(desk, "on_behalf_of");
    if !behalf.is_empty() {
        statement.on_behalf_of = Some(desk.party(&behalf));
    }
    let speaker = cell(desk, "speaker");
    if !speaker.is_empty() {
        // Our own lists name one speaker and nothing else.
        let (who, beyond) = match desk.own_id(row) {
            Some(_) => (Some(desk.who(&speaker, statement.party)), String::new()),
            None => desk.speaker(&speaker, statement.party),
        };
        if who.is_some() {
            statement.speaker = who;
        }
        notes.push(beyond);
    }
    // A row of a matrix is about one issue, and what was said may be about others as well.
    let is_about = desk.has(SAID_IF_NEW) && issues.iter().all(|issue| statement.issues.contains(issue));
    if !issues.is_empty() && !is_about {
        statement.issues = issues;
    }
    let kind = cell(desk, "kind");
    if !kind.is_empty() {
        let (kind, beyond) = statement_kind(&kind);
        statement.kind = kind;
        notes.push(beyond);
    }
    macro_rules! terms {
        ($($field:ident)*) => {$(
            if let Some(known) = term(desk.cell(row, stringify!($field))) {
                statement.$field = Some(known);
            }
        )*};
    }
    terms!(firmness reliability credibility movement);
    macro_rules! lines {
        ($($field:ident)*) => {$(
            for line in desk.cell(row, stringify!($field)).split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                if !statement.$field.iter().any(|there| there == line) {
                    statement.$field.push(line.to_owned());
                }
            }
        )*};
    }
    lines!(tags to_check);
    macro_rules! words {
        ($($key:literal $($field:ident).+;)*) => {$(
            let words = desk.cell(row, $key);
            if !words.is_empty() {
                words.clone_into(&mut statement.$($field).+);
            }
        )*};
    }
    words! {
        "original" original.text;
        "language" original.language;
        "terms" terms;
        "condition" condition.text;
        "assessor" assessor;
        "locus" locus;
        "verification_note" verification_note;
    }
    guard(desk, row, statement, &notes);
    if desk.has("verbatim") {
        statement.verbatim = yes(desk.cell(row, "verbatim"));
    }
    let named = cited(desk.cell(row, "source"), desk.cell(row, "outlet"), desk.cell(row, "address"));
    for source in desk.sources(negotiation, &named) {
        if !statement.sources.contains(&source) {
            statement.sources.push(source);
        }
    }
    match term(desk.cell(row, "verification")) {
        Some(verification) => statement.verification = verification,
        // One source is one. Whether several are independent of one another, nobody has judged.
        None if is_new && statement.sources.len() == 1 => statement.verification = Verification::SingleSource,
        None => {}
    }
    notes.push(cell(desk, "note"));
    desk.add_notes(&mut statement.note, &notes);
}
