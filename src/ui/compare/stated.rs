//! One statement in full: what it does, its text, who said it, how we know. Used side by side, then and now, and in histories.

use crate::kit::{self, Icon, Tone, space};
use crate::model::{Statement, Vocabulary, Workspace};
use crate::query::names;
use crate::ui::badges;
use egui::Ui;

/// The line above the text: kind, firmness, support, and what else marks it.
pub(super) fn marks_ui(ui: &mut Ui, workspace: &Workspace, statement: &Statement, denied: bool) {
    kit::chip_row_ui(ui, |ui| chips_ui(ui, workspace, statement, denied));
}

/// The same without a row of their own.
pub(super) fn chips_ui(ui: &mut Ui, workspace: &Workspace, statement: &Statement, denied: bool) {
    let tone = if statement.is_assessment() { Tone::Info } else { badges::kind_tone(&statement.kind) };
    ui.add(kit::chip(names::kind_word(statement)).tone(tone).tooltip(statement.kind.meaning()));
    if let Some(firmness) = &statement.firmness {
        ui.add(kit::chip(firmness.label()).tooltip(firmness.meaning()));
    }
    ui.add(badges::verification_chip(&statement.verification));
    if let Some(level) = badges::level_chip(&statement.level) {
        ui.add(level);
    }
    if denied {
        ui.add(kit::chip("Denied by somebody").tone(Tone::Warning).icon(Icon::Warning));
    }
    if let Some(other) = statement.on_behalf_of {
        let words = format!("For {}", names::party_short(workspace, other));
        ui.add(kit::chip(words).tooltip("Said on behalf of"));
    }
}

/// The text as it was said; between quotation marks if the words are the speaker's own.
pub(super) fn words(statement: &Statement) -> String {
    names::words(statement, "No text")
}

/// What a statement says aloud: its kind, its terms unless they are free, its text.
pub(super) fn aloud(statement: &Statement) -> String {
    let level = if statement.level.is_guarded() { format!(", {}", statement.level.label()) } else { String::new() };
    format!("{}{level}: {}", names::kind(&statement.kind), words(statement))
}

/// The lines under the text: the condition, the speaker and the day, the sources.
pub(super) fn apparatus_ui(ui: &mut Ui, workspace: &Workspace, statement: &Statement) {
    ui.spacing_mut().item_spacing.y = space::XXS;
    if !statement.condition.text.is_empty() {
        ui.add(kit::text(format!("Only if {}", statement.condition.text)).small().italic());
    }
    if !statement.assessor.is_empty() {
        ui.add(kit::text(format!("Assessed by {}", statement.assessor)).small().italic());
    }
    if !statement.verification_note.trim().is_empty() {
        ui.add(kit::text(statement.verification_note.trim()).small().weak());
    }
    // Without a day of its own, the round says when.
    let day = if statement.said_on.is_unknown() { String::new() } else { statement.said_on.short_words() };
    let speaker = statement.speaker.as_ref().map(|who| names::who(workspace, who)).unwrap_or_default();
    let round = statement.round.map(|round| names::round(workspace, round)).unwrap_or_default();
    let line = joined(&[&speaker, &day, &round]);
    if !line.is_empty() {
        ui.add(kit::text(line).weak().caption());
    }
    let sources: Vec<String> = statement.sources.iter().map(|id| outlet(workspace, *id)).collect();
    if !sources.is_empty() {
        ui.add(kit::text(kit::join(&sources, " · ")).weak().caption());
    }
}

/// Who published a source, else its title.
fn outlet(workspace: &Workspace, id: crate::model::SourceId) -> String {
    let outlet = workspace.sources.get(&id).map(|source| source.outlet.trim()).filter(|outlet| !outlet.is_empty());
    outlet.map_or_else(|| names::source(workspace, id), str::to_owned)
}

/// What there is of several, with dots between.
pub(super) fn joined(parts: &[&str]) -> String {
    kit::join(parts, " · ")
}
