//! The way from a record to its proof: who says so and in which source, the passage in its text, and every version of our record.

use super::form::Form;
use super::passages::show;
use super::spellings::joined;
use crate::kit::{self, Icon};
use crate::model::{PartId, Passage, Passages as _, Record, Who, Workspace};
use crate::query::names;
use crate::ui::{Command, Page};
use egui::Ui;

/// Draws it for a record that has passages: a line and two buttons.
pub(super) fn proof_ui(form: &mut Form<'_, '_>, ui: &mut Ui, record: &Record) {
    let passages = record.passages();
    let mut all = passages.iter().flat_map(|(_, list)| list.iter());
    let Some(first) = all.next() else { return };
    let id = record.id();
    let stands = form.state.standings.of(form.workspace(), first).words();
    let who = says_so(form.workspace(), record);
    let source = names::source(form.workspace(), first.source);
    let more = match all.count() {
        0 => String::new(),
        1 => "1 more passage".to_owned(),
        more => format!("{more} more passages"),
    };
    ui.add(kit::text(joined([who.as_str(), source.as_str(), stands.as_str(), more.as_str()])).small());
    ui.horizontal_wrapped(|ui| {
        let tooltip = format!("Go to the passage in its source ({})", Command::Reading.keys(ui.ctx()));
        if ui.add(kit::button("Show in the text").icon(Icon::Quote).tooltip(&tooltip)).clicked() {
            // Again and again it goes through them, as the key does.
            show(form, id, next(record, form.view_ctx.nav.passage()).unwrap_or(first));
        }
        let tooltip = Command::Versions.tip(ui.ctx());
        if ui.add(kit::button("Versions").icon(Icon::History).tooltip(&tooltip)).clicked() {
            form.view_ctx.go(Page::History(Some(id)));
        }
    });
    ui.separator();
}

/// The passage after that which is shown, round the end; none if none of them is shown.
fn next(record: &Record, shown: Option<PartId>) -> Option<&Passage> {
    let all: Vec<&Passage> = record.passages().into_iter().flat_map(|(_, list)| list).collect();
    let at = all.iter().position(|passage| Some(passage.id) == shown)?;
    all.get((at + 1) % all.len()).copied()
}

/// Who says what a record holds, if it is said there.
fn says_so(workspace: &Workspace, record: &Record) -> String {
    let named = |list: &[Who]| kit::join(list.iter().map(|who| names::who(workspace, who)).collect::<Vec<_>>(), ", ");
    match record {
        Record::Statement(one) if !one.assessor.is_empty() => format!("Assessed by {}", kit::isolate(&one.assessor)),
        Record::Statement(one) => {
            let party = names::party(workspace, one.party);
            let who = one.speaker.as_ref().map_or(party, |who| names::who(workspace, who));
            format!("Said by {}", kit::isolate(&who))
        }
        Record::Incident(one) if !one.claimed_by.is_empty() => format!("Claimed by {}", named(&one.claimed_by)),
        _ => String::new(),
    }
}
