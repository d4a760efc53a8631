//! What the rows of the file would do: how many become what, and each of them in a list that only draws what is in view.

use super::state::{ImportWish, OpenFile, Planned, Work};
use crate::exchange::import::plan::{Plan, RowOutcome, RowPlan};
use crate::kit::{self, Icon, Tone, space};
use crate::ui::row_keys::RowKeys;
use crate::ui::{Action, ViewContext};
use egui::{ScrollArea, Ui};

/// So many causes of several rows are told above the list.
const CAUSES: usize = 3;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sieve {
    New,
    Changes,
    Same,
    Refused,
}

/// What the list keeps between frames.
#[derive(Default)]
pub(super) struct Rows {
    sieve: Option<Sieve>,
    /// The rows that pass, of which plan and sieve.
    passing: Option<(u64, Option<Sieve>, Vec<usize>)>,
    chosen: Option<usize>,
    row_keys: RowKeys,
}

impl Rows {
    /// Draws it.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) {
        kit::section_ui(ui, "What would happen", None, |_| {});
        let stopped = working_ui(ui, view_ctx, file);
        let Some(planned) = &file.planned else {
            if !stopped && file.working.is_none() {
                ui.add(kit::text("Looking at the rows…").weak());
            }
            return;
        };
        if file.working.is_some() {
            // What is shown is of the choices before.
            ui.multiply_opacity(kit::FADED);
        }
        self.sieve_ui(ui, planned);
        for note in &planned.plan.notes {
            ui.add(kit::text(note.as_str()).small());
        }
        // A cause of several rows is told once; each row says it as well.
        for cause in planned.causes.iter().filter(|cause| cause.rows.len() > 1).take(CAUSES) {
            ui.add(kit::text(format!("{} refused: {}", cause.rows_words(), cause.why)).small());
        }
        if planned.plan.puts.is_empty() {
            ui.add_space(space::XS);
            kit::notice_ui(ui, Tone::Info, &nothing_words(planned), |_| {});
        }
        self.list_ui(ui, planned);
    }

    fn sieve_ui(&mut self, ui: &mut Ui, planned: &Planned) {
        let tally = planned.tally;
        let chips = [
            (Sieve::New, "New", tally.new, Tone::Ok),
            (Sieve::Changes, "Changed", tally.changes, Tone::Info),
            (Sieve::Same, "The same", tally.same + tally.passed_over, Tone::Neutral),
            (Sieve::Refused, "Refused", tally.refused, Tone::Danger),
        ];
        kit::chip_row_ui(ui, |ui| {
            for (sieve, word, count, tone) in chips {
                let tone = if count == 0 { Tone::Neutral } else { tone };
                let chip = kit::chip(format!("{word} {count}")).tone(tone).clickable().selected(self.sieve == Some(sieve));
                if ui.add(chip.tooltip("Show only these rows")).clicked() {
                    self.sieve = if self.sieve == Some(sieve) { None } else { Some(sieve) };
                    self.chosen = None;
                }
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, planned: &Planned) {
        let (plan, sieve) = (&planned.plan, self.sieve);
        let is_kept = self.passing.as_ref().is_some_and(|(ticket, of, _)| (*ticket, *of) == (planned.ticket, sieve));
        if !is_kept {
            self.chosen = None;
            self.passing = Some((planned.ticket, sieve, passing(plan, sieve)));
        }
        let Some((_, _, passing)) = &self.passing else { return };
        if passing.is_empty() {
            ui.add_space(space::S);
            ui.add(kit::text("No row of this file.").weak());
            return;
        }
        let detail = self.chosen.and_then(|at| plan.rows.get(at));
        if let Some(row) = detail {
            let frame = egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO });
            egui::Panel::bottom("row of the file").resizable(false).frame(frame).show(ui, |ui| detail_ui(ui, row));
        }
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 0.0;
        // A row is as high as the highest must be: with a second line where any has one.
        let is_high = sieve.is_none_or(|sieve| matches!(sieve, Sieve::Changes | Sieve::Refused))
            && planned.tally.changes + planned.tally.refused > 0;
        let height = if is_high { 44.0 } else { kit::height::CONTROL };
        let (row_keys, chosen) = (&mut self.row_keys, &mut self.chosen);
        let area = ScrollArea::vertical().id_salt(("rows of the file", is_high)).auto_shrink([false, false]);
        area.show_rows(ui, height, passing.len(), |ui, range| {
            kit::access::is_list(ui, "Rows of the file", passing.len());
            kit::access::skip(ui, range.start);
            ui.set_max_width(ui.available_width() - ui.spacing().scroll.bar_width);
            for at in range {
                let Some((index, row)) = passing.get(at).and_then(|index| Some((*index, plan.rows.get(*index)?))) else {
                    continue;
                };
                let response = ui.push_id(index, |ui| row_ui(ui, row, *chosen == Some(index), is_high)).inner;
                if response.clicked() || row_keys.row(ui, &response, at, passing.len()) {
                    *chosen = Some(index);
                }
            }
        });
    }
}

/// What is being worked out, with a way out; true if it was stopped.
fn working_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) -> bool {
    let Some(working) = &file.working else { return false };
    let words = match working.what {
        Work::Reading => "Reading the file again…",
        Work::Planning => "Looking at what the rows would do…",
        Work::TakingIn => "Taking the rows in…",
        Work::Stopped => {
            let again = kit::notice_ui(ui, Tone::Info, "Stopped. Nothing was changed.", |ui| {
                ui.add(kit::button("Look again").icon(Icon::Restore).quiet()).clicked()
            });
            if again {
                view_ctx.send(Action::Import(ImportWish::Again));
            }
            return true;
        }
    };
    super::working_ui(ui, view_ctx, words, working.progress.share());
    false
}

/// Why there is nothing to do.
fn nothing_words(planned: &Planned) -> String {
    let tally = planned.tally;
    match (tally.same + tally.passed_over, tally.refused) {
        (0, 0) => "Nothing to do: there are no rows in this file.".to_owned(),
        (_, 0) => "Nothing to do: everything in this file is in the record already.".to_owned(),
        (0, _) => "Nothing to do: no row can be taken. Each says why.".to_owned(),
        _ => "Nothing to do: what can be taken is in the record already. The other rows say why they cannot be.".to_owned(),
    }
}

fn passing(plan: &Plan, sieve: Option<Sieve>) -> Vec<usize> {
    let passes = |row: &RowPlan| match (sieve, &row.outcome) {
        (None, _)
        | (Some(Sieve::New), RowOutcome::New)
        | (Some(Sieve::Changes), RowOutcome::Changes(_))
        | (Some(Sieve::Same), RowOutcome::Same | RowOutcome::PassedOver(_))
        | (Some(Sieve::Refused), RowOutcome::Refused(_)) => true,
        (Some(_), _) => false,
    };
    plan.rows.iter().enumerate().filter(|(_, row)| passes(row)).map(|(at, _)| at).collect()
}

/// The word for an outcome, its tone, and what else there is to say.
fn outcome_words(outcome: &RowOutcome) -> (&'static str, Tone, String) {
    match outcome {
        RowOutcome::New => ("New", Tone::Ok, String::new()),
        RowOutcome::Changes(changes) => ("Changed", Tone::Info, changes.join("; ")),
        RowOutcome::Same => ("The same", Tone::Neutral, String::new()),
        RowOutcome::PassedOver(why) => ("Passed over", Tone::Neutral, why.clone()),
        RowOutcome::Refused(why) => ("Refused", Tone::Danger, why.clone()),
    }
}

fn row_ui(ui: &mut Ui, row: &RowPlan, chosen: bool, is_high: bool) -> egui::Response {
    let (word, tone, more) = outcome_words(&row.outcome);
    let title = format!("{}  {}", row.number, row.what);
    let detail = match (is_high, more.is_empty()) {
        (false, _) => "",
        // A line without words, so that the row is as high as the others.
        (true, true) => " ",
        (true, false) => more.as_str(),
    };
    ui.add(kit::list_row(&title).detail(detail).trailing(word).tone(tone).selected(chosen))
}

/// All that there is to say of a row.
fn detail_ui(ui: &mut Ui, row: &RowPlan) {
    let (word, tone, more) = outcome_words(&row.outcome);
    ui.take_available_width();
    ScrollArea::vertical().id_salt("row in full").max_height(140.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.add(kit::text(format!("Row {}: {}", row.number, row.what)).small().selectable());
        let says: Vec<String> = row.says.iter().map(|(label, words)| format!("{label} {words}")).collect();
        if !says.is_empty() {
            ui.add(kit::text(kit::join(&says, "  ·  ")).small().selectable());
        }
        let words = if more.is_empty() { format!("{word}.") } else { format!("{word}: {more}") };
        ui.add(kit::text(words).small().color(kit::tokens(ui).tone(tone).text).selectable());
    });
}
