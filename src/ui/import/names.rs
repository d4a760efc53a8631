//! Names of the file that are not surely ones of the record: each with what it may be, and what it is taken for.

use super::state::{ImportWish, OpenFile};
use crate::exchange::import::plan::{Choices, Pick, Plan, Question};
use crate::kit::{self, Choice};
use crate::query::usage::counted;
use crate::ui::{Action, Cx};
use egui::Ui;

/// So many are shown at once; a file with more of them is better mended first.
const MOST: usize = 200;

/// The questions, each with its answer.
pub(super) fn names_ui(ui: &mut Ui, cx: &mut Cx<'_>, file: &OpenFile) {
    let Some(planned) = &file.planned else { return };
    let words = "The record does not have these as the file writes them. Below each stands what it is taken for: look at it, and correct it.";
    questions_ui(ui, cx, file, &planned.plan.questions, ("Who and what is meant", words));
    let words = "These answers are kept with the record, and can be changed.";
    questions_ui(ui, cx, file, &planned.plan.answered, ("Answered before", words));
}

fn questions_ui(ui: &mut Ui, cx: &mut Cx<'_>, file: &OpenFile, questions: &[Question], (title, words): (&str, &str)) {
    if questions.is_empty() {
        return;
    }
    kit::section_ui(ui, title, Some(questions.len()), |_| {});
    ui.add(kit::text(words).weak().small());
    for question in questions.iter().take(MOST) {
        if let Some(pick) = ui.push_id((question.name.noun, &question.name.written), |ui| question_ui(ui, question)).inner {
            let mut picks = file.choices.picks.clone();
            picks.insert(question.name.clone(), pick);
            cx.send(Action::Import(ImportWish::Choices(Choices { picks, ..file.choices.clone() })));
        }
    }
    if let Some(more) = questions.len().checked_sub(MOST).filter(|more| *more > 0) {
        ui.add(kit::text(format!("{} more are not shown; they are taken as new.", counted(more, "name"))).weak().small());
    }
}

/// How many names are taken as they are proposed, whether for something of the record or for something new: nobody has answered for them.
pub(super) fn open(plan: &Plan, choices: &Choices) -> usize {
    plan.questions.iter().filter(|question| !choices.picks.contains_key(&question.name)).count()
}

/// One question; what was answered in this frame.
fn question_ui(ui: &mut Ui, question: &Question) -> Option<Pick> {
    let (noun, written) = (question.name.noun, question.name.written.as_str());
    let is_it = match question.candidates.first() {
        Some((_, title)) => format!(" Is this {title}?"),
        None => String::new(),
    };
    ui.add_space(kit::space::XS);
    ui.add(kit::text(format!("“{written}”, {noun} in {}.{is_it}", counted(question.rows, "row"))).small());
    let new = format!("A new {noun}");
    let items: Vec<&str> =
        std::iter::once(new.as_str()).chain(question.candidates.iter().map(|(_, title)| title.as_str())).collect();
    let at = match question.pick {
        Pick::New => 0,
        Pick::Is(id) => question.candidates.iter().position(|(of, _)| *of == id).map_or(0, |at| at + 1),
    };
    let current = items.get(at).copied().unwrap_or_default();
    let label = format!("“{written}” is");
    match kit::combo(&label, current, &items).hide_label().show(ui) {
        Some(Choice::Item(0)) => Some(Pick::New),
        Some(Choice::Item(at)) => question.candidates.get(at - 1).map(|(id, _)| Pick::Is(*id)),
        _ => None,
    }
}
