//! The fields of a statement: what was said first, how it is known after it, the rest when wanted.

use super::directory::note_ui;
use super::form::Form;
use super::passages::passages_ui;
use super::spellings::joined;
use super::text::pair;
use super::to_check::to_check_ui;
use crate::kit::{self, Tone};
use crate::model::{IssueId, PartId, RecordLevel, Round, Sitting, Statement, StatementKind, Vocabulary, Who};
use crate::query::position::{self, AsOf};
use crate::query::{check, names, to_check, usage};
use crate::text::matching::{Fit, ranked};
use crate::ui::row;
use egui::Ui;

pub(super) fn statement_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    to_check_ui(form, ui, statement);
    form.link(ui, "party", "Party", &mut statement.party);
    let assessed = statement.is_assessment();
    let (label, hint) = if assessed { ("Assessment", "What is inferred, not said") } else { ("Text", "What was said") };
    form.prose(ui, "text", label, hint, &mut statement.text);
    pair(ui, |left, right| {
        form.term(left, "kind", &mut statement.kind);
        form.term(right, "firmness", &mut statement.firmness);
    });
    if assessed || statement.kind == StatementKind::Interest {
        form.text_hint(ui, "assessor", "Assessed by", "Who infers it", &mut statement.assessor);
    } else {
        let meaning = "The text is the speaker's own words, not a paraphrase";
        form.tick(ui, "verbatim", "Word for word", meaning, &mut statement.verbatim);
    }
    form.links(ui, "issues", "Issues", &mut statement.issues);
    let had_speaker = statement.speaker.is_some();
    if form.who(ui, "speaker", "Speaker", &mut statement.speaker) && !had_speaker {
        party_of_speaker(form, statement);
    }
    let zone = round_of(form, statement).and_then(|round| round.zone);
    let anchor = form.anchors().statement(statement);
    form.when(ui, "said_on", "Said on", anchor, zone, &mut statement.said_on);
    if let Some(ahead) = check::not_said_yet(&statement.said_on, form.anchors().today, zone.unwrap_or(form.zone())) {
        ui.add(kit::text(ahead).small().color(kit::tokens(ui).tone(Tone::Warning).text));
    }
    form.links(ui, "sources", "Sources", &mut statement.sources);
    passages_ui(form, ui, "passages", &mut statement.passages);
    form.by_kind(ui, "", statement);

    known_ui(form, ui, statement);
    terms_ui(form, ui, statement);
    context_ui(form, ui, statement);
    links_ui(form, ui, statement);
    original_ui(form, ui, statement);
    form.section(ui, "tags", "Tags", &statement.tags.join(", "), |form, ui| {
        form.by_kind(ui, "tags", statement);
    });
    note_ui(form, ui, &mut statement.note);
}

/// The party that the speaker belonged to then, where none is chosen yet.
fn party_of_speaker(form: &Form<'_, '_>, statement: &mut Statement) {
    let workspace = form.workspace();
    if workspace.parties.contains_key(&statement.party) {
        return;
    }
    if let Some(Who::Person(person)) = &statement.speaker
        && let Some(person) = workspace.people.get(person)
        && let Some(party) = names::party_at(person, position::said_when(workspace, statement), form.zone())
    {
        statement.party = party;
    }
}

fn round_of<'s>(form: &Form<'_, 's>, statement: &Statement) -> Option<&'s Round> {
    form.workspace().rounds.get(&statement.round?)
}

fn known_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    let holds = joined([
        statement.verification.label(),
        names::shortened(&statement.verification_note, "").as_str(),
        statement.locus.as_str(),
        statement.reliability.as_ref().map_or("", Vocabulary::label),
        statement.credibility.as_ref().map_or("", Vocabulary::label),
    ]);
    form.section(ui, "known", "How it is known", &holds, |form, ui| {
        form.by_kind(ui, "known", statement);
    });
}

fn terms_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    let holds = joined([statement.level.label(), statement.terms.as_str()]);
    form.section(ui, "level", "On what terms", &holds, |form, ui| {
        let mut level = statement.level.clone();
        form.term(ui, "level", &mut level);
        if level != statement.level {
            to_check::set_level(statement, level);
        }
        if !matches!(statement.level, RecordLevel::OnRecord | RecordLevel::Unstated) || !statement.terms.is_empty() {
            form.text_hint(ui, "terms", "Agreed terms", "Which description; not before Friday", &mut statement.terms);
        }
        form.by_kind(ui, "level", statement);
    });
}

fn context_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    let round = statement.round.map(|id| names::round(form.workspace(), id)).unwrap_or_default();
    let behalf = statement.on_behalf_of.map(|id| names::party_short(form.workspace(), id));
    let behalf = behalf.map(|name| format!("for {name}")).unwrap_or_default();
    let holds = joined([round.as_str(), sitting_title(form, statement).as_str(), behalf.as_str()]);
    form.section(ui, "round", "Round and voice", &holds, |form, ui| {
        if form.maybe_link(ui, "round", "Round", &mut statement.round) {
            statement.sitting = None;
        }
        sitting_ui(form, ui, statement);
        form.maybe_link(ui, "on_behalf_of", "On behalf of", &mut statement.on_behalf_of);
        if !statement.is_assessment() {
            form.text_hint(ui, "assessor", "Assessed by", "Leave empty if the party said it", &mut statement.assessor);
        }
        form.by_kind(ui, "round", statement);
    });
}

fn sitting_title(form: &Form<'_, '_>, statement: &Statement) -> String {
    let sittings = round_of(form, statement).map_or(&[][..], |round| &round.sittings);
    let of = statement.sitting.and_then(|id| sittings.iter().find(|sitting| sitting.id == id));
    of.map(|sitting| sitting.title.clone()).unwrap_or_default()
}

fn sitting_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    use super::complete::{Answer, Ask, Offer};
    let sittings = round_of(form, statement).map_or(&[][..], |round| &round.sittings);
    if sittings.is_empty() {
        return;
    }
    let current = sitting_title(form, statement);
    let ask = Ask { field: "sitting", label: "Sitting", current: &current, hint: "Any", clearable: true, ..Ask::default() };
    let answer = form.complete(ui, &ask, |query| {
        let fitting = ranked(sittings, query, |sitting| vec![sitting.title.as_str()]).into_iter();
        let offer = |(fit, sitting): (Fit, &Sitting)| Offer {
            value: sitting.id,
            label: sitting.title.clone(),
            detail: sitting.when.short_words(),
            tooltip: String::new(),
            exact: fit == Fit::Exact,
        };
        fitting.map(offer).collect::<Vec<Offer<PartId>>>()
    });
    let chosen = match answer {
        Some(Answer::Offer(id)) => Some(id),
        Some(Answer::Cleared) => None,
        _ => return,
    };
    if chosen != statement.sitting {
        statement.sitting = chosen;
        form.changed("change sitting");
    }
}

fn links_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    let counted = |count: usize, verb: &str| if count == 0 { String::new() } else { format!("{verb} {count}") };
    let (replaces, answers) = (counted(statement.supersedes.len(), "replaces"), counted(statement.answers.len(), "answers"));
    let only_if = if statement.condition.text.is_empty() && statement.condition.on.is_empty() { "" } else { "conditional" };
    let movement = statement.movement.as_ref().map_or("", Vocabulary::label);
    let holds = joined([movement, replaces.as_str(), answers.as_str(), only_if]);
    form.section(ui, "movement", "Movement and links", &holds, |form, ui| {
        form.term(ui, "movement", &mut statement.movement);
        form.links(ui, "supersedes", "Replaces", &mut statement.supersedes);
        form.links(ui, "answers", "Answers", &mut statement.answers);
        form.text_hint(ui, "condition", "Only if", "What it hangs on", &mut statement.condition.text);
        form.links(ui, "conditional_on", "Hangs on these statements", &mut statement.condition.on);
        form.by_kind(ui, "movement", statement);
    });
}

fn original_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &mut Statement) {
    let holds = joined([statement.original.language.as_str(), &names::shortened(&statement.original.text, "")]);
    form.section(ui, "original", "Original wording", &holds, |form, ui| {
        form.by_kind(ui, "original", statement);
    });
}

/// Where the party stands now on what the statement is about, and what has become of the statement.
pub(super) fn beside_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &Statement) {
    let workspace = form.workspace();
    let replaced: Vec<_> = workspace.replacing(statement.id).filter(|later| later.negotiation == statement.negotiation).collect();
    for later in &replaced {
        ui.add(kit::text("Replaced by").weak().small());
        quote_ui(form, ui, later);
    }
    let (zone, question) = (form.zone(), (statement.party, statement.issues.clone()));
    let positions = form.state.positions.get(form.view_ctx.session.revision(), question, |(party, issues)| {
        let now = |issue: &IssueId| position::position(workspace, *party, *issue, AsOf::Now, zone);
        issues.iter().filter_map(|issue| Some((*issue, now(issue)?.statement))).collect()
    });
    for (issue, now) in positions.clone() {
        let name = names::issue(workspace, issue);
        if now == statement.id {
            let party = names::party_short(workspace, statement.party);
            let words = format!("This is where {} stands on {}.", kit::isolate(&party), kit::isolate(&name));
            ui.add(kit::text(words).small().color(kit::tokens(ui).tone(Tone::Ok).text));
        } else if replaced.iter().all(|later| later.id != now)
            && let Some(current) = workspace.statements.get(&now)
        {
            ui.add(kit::text(format!("Position now on {name}")).weak().small());
            quote_ui(form, ui, current);
        }
    }
}

fn quote_ui(form: &mut Form<'_, '_>, ui: &mut Ui, statement: &Statement) {
    let name = names::statement_line(form.workspace(), statement);
    let chosen = row::lone_row_ui(ui, &name, false, row::MARGIN, |ui| {
        ui.add(kit::text(statement.text.as_str()).small());
        let when = position::said_words(form.workspace(), statement);
        let level = if statement.level.is_guarded() { statement.level.label() } else { "" };
        ui.add(kit::text(joined([names::kind_word(statement).as_str(), when.as_str(), level])).weak().caption());
    });
    if chosen.clicked() {
        form.view_ctx.select(statement.id);
    }
}

/// What names the record, as links.
pub(super) fn used_ui(form: &mut Form<'_, '_>, ui: &mut Ui, uses: &[usage::Use]) {
    if uses.is_empty() {
        return;
    }
    let workspace = form.workspace();
    let words = usage::words(uses);
    form.section(ui, "used", "Used in", &words, |form, ui| {
        kit::access::list_ui(ui, "Used in", uses.len(), |ui| {
            for used in uses.iter().take(MOST_USES) {
                let title = names::title(workspace, used.by);
                let detail = format!("{}, as {}", used.by.noun(), used.fields.join(", "));
                let row = ui.push_id(used.by.uuid(), |ui| ui.add(kit::list_row(&title).detail(&detail)));
                crate::ui::menu::row_menu(ui, form.view_ctx, &row.inner, used.by);
                if row.inner.clicked() {
                    form.view_ctx.select(used.by);
                }
            }
        });
        if uses.len() > MOST_USES {
            ui.add(kit::text(format!("and {} more", uses.len() - MOST_USES)).weak().small());
        }
    });
}

/// How many uses are drawn.
const MOST_USES: usize = 100;
