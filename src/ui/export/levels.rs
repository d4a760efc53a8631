//! The record levels in an export: how much was said on each, and what of it is left out.

use crate::exchange::release::{Leave, Withheld, of_level};
use crate::kit::{self, space};
use crate::model::{NegotiationId, RecordLevel, Vocabulary, Workspace};
use crate::query::usage::counted;
use crate::query::{levels, texts};
use egui::{Checkbox, Ui};
use std::collections::{BTreeMap, BTreeSet};

/// How much was told on some terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LevelCount {
    statements: usize,
    /// Other texts that were marked so.
    texts: usize,
}

impl LevelCount {
    fn words(self) -> String {
        let (statements, texts) = (counted(self.statements, "statement"), counted(self.texts, "other text"));
        match (self.statements, self.texts) {
            (_, 0) => statements,
            (0, _) => counted(self.texts, "text"),
            _ => format!("{statements} and {texts}"),
        }
    }
}

/// The levels that are kept back and on which something was told, with how much.
pub(super) fn counts(workspace: &Workspace, negotiation: NegotiationId) -> Vec<(RecordLevel, LevelCount)> {
    let mut counts: BTreeMap<RecordLevel, LevelCount> = BTreeMap::new();
    let mut terms = levels::Terms::new(workspace);
    let all = workspace.statements_of(negotiation).map(|statement| terms.of(statement));
    for level in all.filter(|level| of_level(level) != Leave::Whole) {
        counts.entry(level).or_default().statements += 1;
    }
    let all = texts::of_negotiation(workspace, negotiation);
    for level in all.iter().map(|text| texts::level_of(workspace, text)).filter(|level| of_level(level) != Leave::Whole) {
        counts.entry(level).or_default().texts += 1;
    }
    counts.into_iter().collect()
}

/// A box for each level, to name it for this export, and what happens otherwise.
pub(super) fn levels_ui(
    ui: &mut Ui,
    levels: &[(RecordLevel, LevelCount)],
    withheld: Option<&Withheld>,
    named: &mut BTreeSet<RecordLevel>,
) {
    kit::subheading_ui(ui, "Not on the record");
    if levels.is_empty() {
        ui.add(
            kit::text("Nothing in this negotiation is marked as off the record or on background, so nothing is withheld.")
                .weak()
                .small(),
        );
        return;
    }
    for (level, count) in levels {
        let mut on = named.contains(level);
        let label = format!("Include {}: {}", level.label().to_lowercase(), count.words());
        let response = ui.add(Checkbox::new(&mut on, kit::visual(&label).as_ref())).accessible_name(&label);
        if response.on_hover_text(level.meaning()).changed() {
            if on {
                named.insert(level.clone());
            } else {
                named.remove(level);
            }
        }
        let words = outcome_words(level, on, withheld);
        below_ui(ui, &words);
    }
    if let Some(words) = withheld.and_then(Withheld::words) {
        ui.add_space(space::XS);
        ui.add(kit::text(words).small());
    }
}

/// Words below a box, under its label, in the width that there is.
pub(super) fn below_ui(ui: &mut Ui, words: &str) {
    let margin = egui::Margin { left: BELOW, ..egui::Margin::ZERO };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| ui.add(kit::text(words).weak().small()));
}

/// How far words below a box stand in, in points.
const BELOW: i8 = 24;

/// What becomes of what was said on those terms.
fn outcome_words(level: &RecordLevel, named: bool, withheld: Option<&Withheld>) -> String {
    if named {
        return "Leaves whole, with speaker and party.".to_owned();
    }
    let count = |counts: fn(&Withheld) -> &BTreeMap<RecordLevel, usize>| {
        withheld.and_then(|withheld| counts(withheld).get(level).copied()).unwrap_or_default()
    };
    let left_out = count(|withheld| &withheld.left_out);
    match of_level(level) {
        Leave::Whole => "Leaves whole.".to_owned(),
        Leave::Nothing => "Left out.".to_owned(),
        Leave::Unattributed if left_out == 0 => "The words leave, without speaker, party or source.".to_owned(),
        Leave::Unattributed => format!(
            "The words leave, without speaker, party or source. {} left out, because the words name somebody who was there.",
            if left_out == 1 { "1 is".to_owned() } else { format!("{left_out} are") }
        ),
    }
}
