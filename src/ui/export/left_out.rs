//! The statements that stay in, each with the reason, to be released one by one by somebody who knows what it is.

use super::levels::below_ui;
use crate::exchange::release::{LeftOut, Permitted, Why};
use crate::kit::{self, space};
use crate::model::{StatementId, Vocabulary, Workspace};
use crate::query::names;
use crate::query::usage::counted;
use egui::{Checkbox, Ui};

/// So many are shown at first, and so many more at a time.
const SHOWN: usize = 20;

/// The list of what stays in.
pub(super) struct LeftOutList {
    /// How many are shown.
    shown: usize,
}

impl Default for LeftOutList {
    fn default() -> Self {
        Self { shown: SHOWN }
    }
}

impl LeftOutList {
    /// Draws a box for each statement that stays in or was released; nothing if there is none.
    pub(super) fn ui(&mut self, ui: &mut Ui, workspace: &Workspace, left_out: &[LeftOut], permitted: &mut Permitted) {
        let released = permitted.statements.iter().filter(|id| !left_out.iter().any(|one| one.statement == **id));
        let mut rows: Vec<(StatementId, Option<&LeftOut>)> = left_out.iter().map(|one| (one.statement, Some(one))).collect();
        rows.extend(released.map(|id| (*id, None)));
        // In the order in which they were made, so that a row stays where it is when it is released.
        rows.sort_by_key(|(id, _)| *id);
        if rows.is_empty() {
            return;
        }
        ui.add_space(space::S);
        kit::subheading_ui(ui, "Left out");
        ui.add(kit::text("Choose one to let it leave in this export.").weak().small());
        for (id, why) in rows.iter().take(self.shown) {
            let Some(statement) = workspace.statements.get(id) else { continue };
            let is_released = permitted.statements.contains(id);
            let mut on = is_released;
            let label = format!("Release “{}”", names::shortened(&statement.text, "no words"));
            let response = ui.add(Checkbox::new(&mut on, kit::visual(&label).as_ref())).accessible_name(&label);
            if response.on_hover_text(statement.text.as_str()).changed() {
                if on {
                    permitted.statements.insert(*id);
                } else {
                    permitted.statements.remove(id);
                }
            }
            let words = match why.filter(|_| !is_released) {
                Some(one) => reason(workspace, one),
                None => "Leaves in this export.".to_owned(),
            };
            below_ui(ui, &words);
        }
        if rows.len() > self.shown && ui.button(format!("Show more of {}", counted(rows.len(), "statement"))).clicked() {
            self.shown += SHOWN;
        }
    }
}

/// Why one stays in, in a sentence.
fn reason(workspace: &Workspace, one: &LeftOut) -> String {
    match &one.why {
        Why::Level => format!("Said {}.", one.level.label().to_lowercase()),
        Why::Names { word, who: Some(who) } => format!("“{word}” names {}.", names::title(workspace, *who)),
        Why::Names { word, who: None } => format!("“{word}” tells who spoke or was there."),
    }
}
