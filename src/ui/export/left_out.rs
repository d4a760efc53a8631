//! The statements and other texts that are left out, each with the reason, to be released one by one by somebody who knows what it is.

use super::levels::below_ui;
use crate::exchange::release::{LeftOut, Permitted, Why};
use crate::kit::{self, space};
use crate::model::{RecordId, Vocabulary, Workspace};
use crate::query::names;
use crate::query::texts::{self, TextId, TextOf};
use crate::query::usage::counted;
use egui::{Checkbox, Ui};

/// So many are shown at first, and so many more at a time.
const SHOWN: usize = 20;

/// The list of what is left out.
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
    /// Draws a box for each statement and each other text that is left out or was released; nothing if there is none.
    pub(super) fn ui(&mut self, ui: &mut Ui, workspace: &Workspace, left_out: &[LeftOut], permitted: &mut Permitted) {
        let released = permitted.texts.iter().filter(|id| !left_out.iter().any(|one| one.text == **id));
        let mut rows: Vec<(TextId, Option<&LeftOut>)> = left_out.iter().map(|one| (one.text, Some(one))).collect();
        rows.extend(released.map(|id| (*id, None)));
        // Statements first, in the order in which they were made, so that a row stays where it is when it is released.
        rows.sort_by_key(|(id, _)| (!matches!(id.record, RecordId::Statement(_)), *id));
        if rows.is_empty() {
            return;
        }
        ui.add_space(space::S);
        kit::subheading_ui(ui, "Left out");
        ui.add(kit::text("Choose one to let it leave in this export.").weak().small());
        for (id, why) in rows.iter().take(self.shown) {
            let Some((noun, few, words)) = texts::told(workspace, *id) else { continue };
            let is_released = permitted.texts.contains(id);
            let mut on = is_released;
            let label = match (id.record, id.of) {
                (RecordId::Statement(_), TextOf::Whole) => format!("Release “{few}”"),
                _ => format!("Release {noun} “{few}”"),
            };
            let response = ui.add(Checkbox::new(&mut on, kit::visual(&label).as_ref())).accessible_name(&label);
            if response.on_hover_text(words).changed() {
                if on {
                    permitted.texts.insert(*id);
                } else {
                    permitted.texts.remove(id);
                }
            }
            let words = match why.filter(|_| !is_released) {
                Some(one) => reason(workspace, one),
                None => "Leaves in this export.".to_owned(),
            };
            below_ui(ui, &words);
        }
        if rows.len() > self.shown && ui.button(format!("Show more of {}", counted(rows.len(), "text"))).clicked() {
            self.shown += SHOWN;
        }
    }
}

/// Why one is left out, in a sentence.
fn reason(workspace: &Workspace, one: &LeftOut) -> String {
    let level = one.level.label().to_lowercase();
    let of_statement = matches!(one.text.record, RecordId::Statement(_)) && one.text.of == TextOf::Whole;
    match &one.why {
        Why::Level if of_statement => format!("Said {level}."),
        Why::Level => format!("Marked {level}."),
        Why::Repeats(_) => format!("Repeats words that were told {level}."),
        Why::Cites(source) => {
            format!("“{}” is known only from what was told {level}.", names::title(workspace, (*source).into()))
        }
        Why::Names { word, who: Some(who) } if !of_statement => {
            format!("“{word}” names {}, known only from what was told {level}.", names::title(workspace, *who))
        }
        Why::Names { word, who: Some(who) } => format!("“{word}” names {}.", names::title(workspace, *who)),
        Why::Names { word, who: None } => format!("“{word}” tells who spoke or was there."),
    }
}
