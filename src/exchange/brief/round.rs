//! One round as a paper: its page, from schedule to sources.

use super::paper::Paper;
use super::{
    accounts, incidents, last_round, matrix, open_follow_ups, others, round_facts, statement, summary, table, unattributed,
    upcoming,
};
use crate::exchange::document::{Block, Fact, Grid, GridCell, Run};
use crate::model::{Announcement, IssueId, Round, Statement, Vocabulary};
use crate::query::rounds::Standing;
use crate::query::{conflict, follow_ups, issues, names, position, rounds};

pub(super) fn write(paper: &mut Paper<'_>, round: &Round) {
    let mut facts = Vec::new();
    let status = round.schedule.status.said();
    if !status.is_empty() {
        facts.push(Fact { name: "Status".to_owned(), lines: vec![vec![Run::text(status)]] });
    } else if rounds::lies_behind(round, paper.today, paper.zone) && !rounds::took_place(round) {
        let words = "Its date has passed; whether it was held is not recorded.";
        facts.push(Fact { name: "Status".to_owned(), lines: vec![vec![Run::text(words)]] });
    }
    facts.extend(round_facts::place_and_time(paper, round));
    // What was announced stands below; a conflict is told at once, while it is not history.
    if !rounds::took_place(round) && conflict::conflicting(round) {
        let lines = upcoming::disputed(paper, round);
        facts.push(Fact { name: "Announced".to_owned(), lines });
    }
    facts.extend(earlier(paper, round));
    facts.extend(round_facts::outcome(paper, round));
    let sources = paper.cite(&round.sources);
    if !sources.is_empty() {
        let line = [vec![Run::quiet("For the round as a whole")], sources].concat();
        facts.push(Fact { name: "Sources".to_owned(), lines: vec![line] });
    }
    let is_to_come = is_to_come(paper, round);
    if is_to_come {
        facts.extend(not_recorded_yet(paper, round));
        facts.extend(
            open_follow_ups::in_short(paper).map(|words| Fact { name: "Owed".to_owned(), lines: vec![vec![Run::text(words)]] }),
        );
    }
    // What prepares a round is drawn from all of the talks.
    facts.extend(paper.terms(Some(round.id).filter(|_| !is_to_come)));
    paper.push(Block::Facts(facts));
    if !round.note.trim().is_empty() {
        paper.push(Block::aside(round.note.trim()));
    }
    announcements(paper, round);
    agenda(paper, round);
    table::write(paper, round, table::Detail::Everyone);
    sittings(paper, round);
    if is_to_come {
        to_prepare(paper, round);
        return;
    }
    statements(paper, round);
    unattributed::write(paper, Some(round.id));
    accounts::write(paper, round, 1);
    accounts::discrepancies(paper, round, 1);
    owed_of(paper, round);
    incidents::around(paper, round.id);
}

/// Whether a round is still to be held, as far as the record tells.
pub(super) fn is_to_come(paper: &Paper<'_>, round: &Round) -> bool {
    let standing = rounds::standing(paper.workspace, round, paper.today, paper.zone);
    matches!(standing, Standing::Ahead | Standing::Undated | Standing::ShouldHaveBegun)
}

/// Who may come, while nobody is recorded for the round itself.
fn not_recorded_yet(paper: &Paper<'_>, round: &Round) -> Option<Fact> {
    let negotiation = paper.workspace.negotiations.get(&paper.negotiation)?;
    if !round.attendance.is_empty() || negotiation.seats.is_empty() {
        return None;
    }
    let mut lines = vec![vec![Run::quiet("Not recorded for this round. In the talks:")]];
    lines.extend(summary::seats(paper, negotiation));
    Some(Fact { name: "Who comes".to_owned(), lines })
}

/// What whoever takes the notes wants to have read the evening before: what came out last, where each party stands on what is on the
/// agenda and who has said nothing, what was said beside positions and happened since, and what is open.
fn to_prepare(paper: &mut Paper<'_>, round: &Round) {
    if let Some(last) = rounds::held_before(paper.workspace, round.id) {
        last_round::of(paper, last);
    }
    let parts = |issue: &IssueId| std::iter::once(*issue).chain(issues::within(paper.workspace, *issue)).collect::<Vec<_>>();
    let agenda: Vec<IssueId> = round.agenda.iter().flat_map(parts).collect();
    matrix::on(paper, agenda);
    statements(paper, round);
    others::write(paper);
    unattributed::write(paper, None);
    accounts::write(paper, round, 1);
    accounts::discrepancies(paper, round, 1);
    owed_of(paper, round);
    incidents::since(paper);
}

/// The dates that it had before, with why they were given up.
fn earlier(paper: &mut Paper<'_>, round: &Round) -> Option<Fact> {
    let mut lines = Vec::new();
    for one in &round.schedule.earlier {
        let date = [one.when.words(), one.venue.trim().to_owned()];
        let date: Vec<String> = date.into_iter().filter(|part| !part.is_empty()).collect();
        let mut line = vec![Run::text(date.join(", "))];
        if !one.note.trim().is_empty() {
            line.push(Run::quiet(format!(" · {}", one.note.trim())));
        }
        line.extend(paper.cite(one.source.as_slice()));
        lines.push(line);
    }
    (!lines.is_empty()).then(|| Fact { name: "No longer".to_owned(), lines })
}

fn announcements(paper: &mut Paper<'_>, round: &Round) {
    if round.schedule.announcements.is_empty() {
        return;
    }
    paper.heading(1, "Announcements of the date");
    if let Some(worst) = conflict::conflicts(round).first() {
        paper.push(Block::Paragraph(vec![Run::strong(worst.grade.label())]));
    }
    let mut rows = Vec::new();
    for one in &round.schedule.announcements {
        rows.push(announced(paper, one));
    }
    let header = ["Who", "Which date", "In which words"].map(|word| vec![Run::text(word)]).to_vec();
    paper.push(Block::Grid(Grid { header, widths: vec![30, 35, 35], rows, row_headers: true }));
}

fn announced(paper: &mut Paper<'_>, one: &Announcement) -> Vec<GridCell> {
    let who = match &one.by {
        Some(who) => Run::text(names::who(paper.workspace, who)),
        None => Run::quiet("Not said by whom"),
    };
    let mut by = vec![vec![who]];
    if !one.said_on.is_unknown() {
        by.push(vec![Run::quiet(format!("said on {}", one.said_on.short_words()))]);
    }
    let mut date = vec![vec![Run::text(one.when.words())]];
    if !one.venue.trim().is_empty() {
        date.push(vec![Run::text(one.venue.trim())]);
    }
    if one.withdrawn {
        date.push(vec![Run::strong("Withdrawn")]);
    }
    let mut words = Vec::new();
    if !one.wording.trim().is_empty() {
        words.push(Run::text(format!("“{}”", one.wording.trim())));
    }
    words.extend(paper.cite(one.source.as_slice()));
    let cell = |lines| GridCell { lines, marked: false };
    let mut words = vec![words];
    words.extend(paper.quotations(&one.passages, &one.wording));
    vec![cell(by), cell(date), cell(words)]
}

fn agenda(paper: &mut Paper<'_>, round: &Round) {
    if round.agenda.is_empty() {
        return;
    }
    paper.heading(1, "Agenda");
    let item = |issue: &IssueId| {
        let mut line = vec![Run::text(names::issue_path(paper.workspace, *issue))];
        let state = paper.workspace.issues.get(issue).map_or("", |issue| issue.state.said());
        if !state.is_empty() {
            line.push(Run::quiet(format!(" · {state}")));
        }
        line
    };
    let items = round.agenda.iter().map(item).collect();
    paper.push(Block::List(items));
}

fn sittings(paper: &mut Paper<'_>, round: &Round) {
    if round.sittings.is_empty() {
        return;
    }
    paper.heading(1, "Sittings");
    let mut facts = Vec::new();
    for (at, sitting) in round.sittings.iter().enumerate() {
        let name = match sitting.title.trim() {
            "" => format!("Sitting {}", at + 1),
            title => title.to_owned(),
        };
        let mut lines = Vec::new();
        if !sitting.when.is_unknown() {
            lines.push(vec![Run::text(sitting.when.words())]);
        }
        if !sitting.note.trim().is_empty() {
            lines.push(vec![Run::text(sitting.note.trim())]);
        }
        facts.push(Fact { name, lines });
    }
    paper.push(Block::Facts(facts));
}

fn statements(paper: &mut Paper<'_>, round: &Round) {
    let mut all: Vec<&Statement> = paper.workspace.statements_at(round.id).collect();
    if all.is_empty() {
        if rounds::took_place(round) {
            paper.heading(1, "Statements");
            let words = if paper.keeps_back() { "Nothing stated that may be told with a name." } else { "Nothing stated." };
            paper.push(Block::words(words));
        }
        return;
    }
    position::sort_by_said(paper.workspace, &mut all, paper.zone);
    paper.heading(1, "Statements");
    paper.push(Block::aside("Where nothing else is said, a single source has it."));
    statement::by_issue(paper, &all);
}

/// What was to be done after it, done or not; and while it is ahead or the last, what is still open from before.
fn owed_of(paper: &mut Paper<'_>, round: &Round) {
    let made = follow_ups::made_at(paper.workspace, round.id, paper.zone);
    let is_current = rounds::is_ahead(round) || rounds::last_held(paper.workspace, round.negotiation) == Some(round);
    let carried = if is_current { follow_ups::carried_to(paper.workspace, round.id, paper.zone) } else { Vec::new() };
    if made.is_empty() && carried.is_empty() {
        return;
    }
    paper.heading(1, "Follow-ups");
    if !made.is_empty() {
        open_follow_ups::list(paper, &made, false);
    }
    if !carried.is_empty() {
        paper.heading(2, "Still open from before");
        open_follow_ups::list(paper, &carried, true);
    }
}
