//! Names of the file that are not surely ones of the record: each with what it may be, and what it is taken for.

use super::state::{ImportWish, OpenFile, Planned};
use crate::exchange::import::plan::{Choices, Pick, Plan, Question};
use crate::kit::{self, Choice};
use crate::model::{RecordId, Workspace};
use crate::query::usage::counted;
use crate::ui::{Action, ViewContext};
use egui::Ui;

/// So many are shown at once; a file with more of them is better mended first.
const MOST: usize = 200;

/// The questions, each with its answer.
pub(super) fn names_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) {
    let Some(planned) = &file.planned else { return };
    let words = "The record does not have these as the file writes them. A proposal stands unless you choose otherwise; where there is none, nothing comes in until you choose.";
    questions_ui(ui, view_ctx, file, &planned.plan.questions, ("Who and what is meant", words));
    let words = "These answers are kept with the record, and can be changed.";
    questions_ui(ui, view_ctx, file, &planned.plan.answered, (ANSWERED, words));
}

fn questions_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    file: &OpenFile,
    questions: &[Question],
    (title, words): (&str, &str),
) {
    if questions.is_empty() {
        return;
    }
    kit::section_ui(ui, title, Some(questions.len()), |_| {});
    ui.add(kit::text(words).weak().small());
    let known = Known::of(view_ctx.workspace(), questions);
    for question in questions.iter().take(MOST) {
        let answered = file.choices.picks.contains_key(&question.name) || title == ANSWERED;
        let id = (question.name.noun, &question.name.written);
        if let Some(pick) = ui.push_id(id, |ui| question_ui(ui, question, answered, &known)).inner {
            let mut picks = file.choices.picks.clone();
            picks.insert(question.name.clone(), pick);
            view_ctx.send(Action::Import(ImportWish::Choices(Choices { picks, ..file.choices.clone() })));
        }
    }
    if let Some(more) = questions.len().checked_sub(MOST).filter(|more| *more > 0) {
        ui.add(kit::text(format!("{} more are not shown.", counted(more, "name"))).weak().small());
    }
}

/// The head of the names that were answered for before.
const ANSWERED: &str = "Answered before";

/// Whether nobody has answered for a name, and nothing is proposed that it surely is.
fn is_open(question: &Question, choices: &Choices) -> bool {
    question.pick == Pick::New
        && (question.unlike || !question.candidates.is_empty())
        && !choices.picks.contains_key(&question.name)
}

/// The names for whose answers the import waits: they may be ones of the record, or new.
pub(super) fn open(plan: &Plan, choices: &Choices) -> Vec<String> {
    let open = plan.questions.iter().filter(|question| is_open(question, choices));
    open.map(|question| format!("“{}”", question.name.written)).collect()
}

/// How many names are taken as they are proposed: nobody has answered for them.
pub(super) fn proposed(plan: &Plan, choices: &Choices) -> usize {
    let is_answered = |question: &&Question| choices.picks.contains_key(&question.name) || is_open(question, choices);
    plan.questions.iter().filter(|question| !is_answered(question)).count()
}

/// The line about names at the foot of the page, with the one answer for all that wait.
pub(super) fn foot_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile, planned: &Planned) {
    let open = open(&planned.plan, &file.choices);
    let Some((first, others)) = open.split_first() else {
        match proposed(&planned.plan, &file.choices) {
            0 => {}
            1 => _ = ui.add(kit::text("1 name is taken as proposed, at the left.").small()),
            many => _ = ui.add(kit::text(format!("{many} names are taken as proposed, at the left.")).small()),
        }
        return;
    };
    let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
    let label = if open.len() == 1 { "It is new".to_owned() } else { format!("All {} are new", open.len()) };
    if ui.add(kit::button(label)).clicked() {
        let mut picks = file.choices.picks.clone();
        let waiting = planned.plan.questions.iter().filter(|question| is_open(question, &file.choices));
        picks.extend(waiting.map(|question| (question.name.clone(), Pick::New)));
        view_ctx.send(Action::Import(ImportWish::Choices(Choices { picks, ..file.choices.clone() })));
    }
    let words = format!("The import waits for your answer at the left: who or what is {first}{more}?");
    ui.add(kit::text(words).small());
}

/// All that the record has of the sorts that are asked about, by their titles.
struct Known {
    parties: Vec<(RecordId, String)>,
    people: Vec<(RecordId, String)>,
}

impl Known {
    fn of(workspace: &Workspace, questions: &[Question]) -> Self {
        let asks = |noun: &str| questions.iter().any(|question| question.name.noun == noun);
        let sorted = |mut all: Vec<(RecordId, String)>| {
            all.sort_by_cached_key(|(id, title)| (crate::text::fold::natural(title), *id));
            all
        };
        let parties = asks("party").then(|| workspace.parties.values().map(|one| (one.id.into(), one.name.clone())).collect());
        let people = asks("person").then(|| workspace.people.values().map(|one| (one.id.into(), one.name.clone())).collect());
        Self { parties: sorted(parties.unwrap_or_default()), people: sorted(people.unwrap_or_default()) }
    }

    /// What an answer may be besides what is likely.
    fn others(&self, noun: &str) -> &[(RecordId, String)] {
        match noun {
            "party" => &self.parties,
            "person" => &self.people,
            _ => &[],
        }
    }
}

/// One question; what was answered in this frame.
fn question_ui(ui: &mut Ui, question: &Question, answered: bool, known: &Known) -> Option<Pick> {
    let (noun, written) = (question.name.noun, question.name.written.as_str());
    let rows = counted(question.rows, "row");
    let words = match question.candidates.first() {
        _ if question.unlike => format!("New {noun} “{written}”, in {rows}?"),
        Some((_, title)) => format!("“{written}”, {noun} in {rows}. Is this {title}?"),
        None => format!("“{written}”, {noun} in {rows}."),
    };
    ui.add_space(kit::space::XS);
    ui.add(kit::text(words).small());
    let is_likely = |id: &RecordId| question.candidates.iter().any(|(likely, _)| likely == id);
    let others = known.others(noun).iter().filter(|(id, _)| !is_likely(id));
    let offered: Vec<&(RecordId, String)> = question.candidates.iter().chain(others).collect();
    let new = format!("A new {noun}");
    let items: Vec<&str> = std::iter::once(new.as_str()).chain(offered.iter().map(|(_, title)| title.as_str())).collect();
    let at = match question.pick {
        Pick::New => 0,
        Pick::Is(id) => offered.iter().position(|(of, _)| *of == id).map_or(0, |at| at + 1),
    };
    let taken = items.get(at).copied().unwrap_or_default();
    // What nobody has answered does not look answered.
    let proposal = match question.pick {
        Pick::Is(_) => format!("Proposed: {taken}"),
        Pick::New => "Choose…".to_owned(),
    };
    let label = format!("“{written}” is");
    let current = if answered { taken } else { "" };
    match kit::combo(&label, current, &items).hide_label().placeholder(&proposal).show(ui) {
        Some(Choice::Item(0)) => Some(Pick::New),
        Some(Choice::Item(at)) => offered.get(at - 1).map(|(id, _)| Pick::Is(*id)),
        _ => None,
    }
}
