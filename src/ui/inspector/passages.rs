//! The passages of a record: what is quoted, where it stands, and whether it stands there still; and of a source all that is marked in it.

use super::form::Form;
use super::spellings::joined;
use crate::kit::{self, Icon, Tone};
use crate::model::{PartId, Passage, RecordId, Shared, Source, SourceId, Workspace};
use crate::query::names;
use crate::query::passages::{self, Mark, Place, Standing};
use crate::ui::{Action, menu, row};
use egui::Ui;
use std::collections::BTreeMap;

/// How passages stand in the texts of their sources, as far as it was asked, with what it was worked out from.
#[derive(Default)]
pub(super) struct Standings(BTreeMap<PartId, (Passage, Option<Shared<Source>>, Standing)>);

impl Standings {
    /// So many are kept. Whoever looks at more has them worked out anew.
    const MOST: usize = 1_000;

    pub(super) fn of(&mut self, workspace: &Workspace, passage: &Passage) -> Standing {
        let source = workspace.sources.shared(&passage.source);
        if let Some((known, text, standing)) = self.0.get(&passage.id) {
            let is_same = match (text, source) {
                (Some(text), Some(source)) => text.is_same(source),
                (None, None) => true,
                _ => false,
            };
            if is_same && known == passage {
                return standing.clone();
            }
        }
        if self.0.len() >= Self::MOST {
            self.0.clear();
        }
        let standing = passages::standing(workspace, passage);
        self.0.insert(passage.id, (passage.clone(), source.cloned(), standing.clone()));
        standing
    }
}

/// The passages of a record or of a part of one, if there are any.
pub(super) fn passages_ui(form: &mut Form<'_, '_>, ui: &mut Ui, name: &str, list: &mut Vec<Passage>) {
    if list.is_empty() {
        return;
    }
    let workspace = form.workspace();
    let standings: Vec<Standing> = list.iter().map(|passage| form.state.standings.of(workspace, passage)).collect();
    let astray = standings.iter().filter(|standing| !matches!(standing, Standing::There(_) | Standing::NoText)).count();
    let holds = match astray {
        0 => list.len().to_string(),
        _ => format!("{}, {astray} to look at", list.len()),
    };
    let mut act = None;
    form.section(ui, name, "Passages", &holds, |form, ui| {
        kit::access::list_ui(ui, "Passages", list.len(), |ui| {
            for (at, (passage, standing)) in list.iter().zip(&standings).enumerate() {
                ui.push_id(passage.id.0, |ui| {
                    let done = passage_ui(form, ui, passage, standing);
                    act = act.take().or(done.map(|done| (at, done)));
                });
            }
        });
    });
    match act {
        Some((at, Act::Remove)) if at < list.len() => {
            list.remove(at);
            form.changed("remove passage");
        }
        Some((at, Act::TakeWords)) => {
            if let (Some(passage), Some(Standing::Changed(_, words))) = (list.get_mut(at), standings.get(at)) {
                words.clone_into(&mut passage.quote);
                form.changed("quote the words as they stand now");
            }
        }
        _ => {}
    }
}

/// Shows a passage in the text of its source, with the record selected.
pub(super) fn show(form: &mut Form<'_, '_>, record: RecordId, passage: &Passage) {
    form.view_ctx.send(Action::ShowPassage { record, source: passage.source, passage: passage.id });
}

/// What is to be done with a passage.
enum Act {
    Remove,
    TakeWords,
}

fn passage_ui(form: &mut Form<'_, '_>, ui: &mut Ui, passage: &Passage, standing: &Standing) -> Option<Act> {
    let workspace = form.workspace();
    let name = names::shortened(&passage.quote, "no words");
    let source = names::source(workspace, passage.source);
    let mut act = None;
    let chosen = row::lone_row_ui(ui, &format!("“{name}”, {source}, {}", standing.words()), false, row::MARGIN, |ui| {
        ui.add(kit::text(format!("“{}”", passage.quote.trim())).small());
        let is_well = matches!(standing, Standing::There(_) | Standing::NoText);
        let place = kit::text(joined([source.as_str(), &standing.words()])).caption();
        ui.add(if is_well { place.weak() } else { place.color(kit::tokens(ui).tone(Tone::Warning).text) });
        if let Standing::Changed(_, words) = standing {
            ui.add(kit::text(format!("Now: “{}”", words.trim())).caption());
        }
    });
    if chosen.clicked() {
        show(form, form.record, passage);
    }
    ui.horizontal(|ui| {
        if matches!(standing, Standing::Changed(..)) {
            let tooltip = "Quote the words as they stand in the text now";
            if ui.add(kit::button("Take these words").icon(Icon::Check).tooltip(tooltip)).clicked() {
                act = Some(Act::TakeWords);
            }
        }
        let remove = format!("Remove passage “{name}”");
        if ui.add(kit::icon_button(Icon::Bin, &remove).small().tooltip("Remove passage")).clicked() {
            act = Some(Act::Remove);
        }
    });
    act
}

/// How many marks are drawn.
const MOST_MARKS: usize = 100;

/// What is marked in the text of a source: each with what it bears out, those first that are to be looked at.
pub(super) fn marked_ui(form: &mut Form<'_, '_>, ui: &mut Ui, source: SourceId) {
    let workspace = form.workspace();
    let revision = form.view_ctx.session.revision();
    let marks: Vec<(Mark, Place)> =
        form.state.marks.get(revision, source, |source| passages::located(workspace, *source)).clone();
    if marks.is_empty() {
        return;
    }
    let has_text = workspace.sources.get(&source).is_some_and(|source| !source.text.is_empty());
    let is_well = |place: &Place| !has_text || matches!(place, Place::Exact(_) | Place::Moved(_));
    let lost = marks.iter().filter(|(_, place)| !is_well(place)).count();
    let holds = if lost == 0 { marks.len().to_string() } else { format!("{}, {lost} to look at", marks.len()) };
    form.section(ui, "marks", "Marked in it", &holds, |form, ui| {
        let (well, astray): (Vec<_>, Vec<_>) = marks.iter().partition(|(_, place)| is_well(place));
        kit::access::list_ui(ui, "Marked in it", marks.len(), |ui| {
            for (mark, place) in astray.into_iter().chain(well).take(MOST_MARKS) {
                let title = format!("“{}”", names::shortened(&mark.passage.quote, "no words"));
                let stands = match place {
                    Place::Lost if has_text => "no longer in the text",
                    Place::Alike(..) => "in other words now",
                    _ => "",
                };
                let of = names::title(workspace, mark.record);
                let detail = joined([stands, mark.record.noun(), of.as_str()]);
                let row = ui.push_id(mark.passage.id.0, |ui| ui.add(kit::list_row(&title).detail(&detail)));
                menu::row_menu(ui, form.view_ctx, &row.inner, mark.record);
                if row.inner.clicked() {
                    form.view_ctx.select(mark.record);
                }
            }
        });
        if marks.len() > MOST_MARKS {
            ui.add(kit::text(format!("and {} more", marks.len() - MOST_MARKS)).weak().small());
        }
    });
}
