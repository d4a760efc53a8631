//! How the file was read, what its rows are, and where they go: found out, and to be corrected.

use super::state::{ImportWish, OpenFile};
use crate::exchange::import::grid::{ENCODINGS, ReadAs};
use crate::exchange::import::guess::date_words;
use crate::exchange::import::mapping::{DateOrder, Kind, Mapping};
use crate::exchange::import::plan::Choices;
use crate::exchange::import::read::Sort;
use crate::kit::{self, Choice, space};
use crate::model::NegotiationId;
use crate::query::names;
use crate::query::usage::counted;
use crate::ui::{Action, ViewContext};
use egui::Ui;

/// What separates cells, with the word for it.
const SEPARATORS: [(char, &str); 4] = [(',', "Comma"), (';', "Semicolon"), ('\t', "Tab"), ('|', "Bar")];

/// The file, and how it was read.
pub(super) fn reading_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) {
    kit::section_ui(ui, &file.name, None, |_| {});
    let words = match file.sort {
        Sort::Calendar => "A calendar.".to_owned(),
        Sort::Table => format!("{} in {}.", counted(file.grid.rows.len(), "row"), counted(file.grid.header.len(), "column")),
    };
    ui.add(kit::text(words).weak().small());
    let reading = &file.grid.reading;
    let mut wanted: Option<ReadAs> = None;
    let with = |change: &dyn Fn(&mut ReadAs)| {
        let mut read_as = file.read_as.clone();
        change(&mut read_as);
        Some(read_as)
    };
    if !reading.encoding.is_empty()
        && let Some(Choice::Item(at)) = kit::combo("Encoding", &reading.encoding, &ENCODINGS).show(ui)
        && let Some(name) = ENCODINGS.get(at)
    {
        wanted = with(&|read_as| read_as.encoding = Some((*name).to_owned()));
    }
    if let Some(separator) = reading.separator {
        ui.add_space(space::XS);
        ui.add(kit::text("Between the cells").weak().small());
        let mut options = SEPARATORS.to_vec();
        if SEPARATORS.iter().all(|(known, _)| *known != separator) {
            options.push((separator, "Another sign"));
        }
        if let Some(separator) = kit::segmented_ui(ui, "Between the cells", separator, &options) {
            wanted = with(&|read_as| read_as.separator = Some(separator));
        }
    }
    if reading.sheets.len() > 1
        && let Some(Choice::Item(at)) = kit::combo("Sheet", &reading.sheet, &reading.sheets).show(ui)
        && let Some(sheet) = reading.sheets.get(at)
    {
        wanted = with(&|read_as| read_as.sheet = Some(sheet.clone()));
    }
    if let Some(read_as) = wanted {
        view_ctx.send(Action::Import(ImportWish::ReadAs(read_as)));
    }
}

/// What the rows are, and in which order dates are written.
pub(super) fn kind_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) {
    let items: Vec<&str> = Kind::ALL.iter().map(|kind| kind.label()).collect();
    if let Some(Choice::Item(at)) = kit::combo("What the rows are", file.mapping.kind.label(), &items).show(ui)
        && let Some(kind) = Kind::ALL.get(at)
    {
        view_ctx.send(Action::Import(ImportWish::Kind(*kind)));
    }
    if file.mapping.dates_doubtful || file.mapping.date_in_figures.is_some() {
        ui.add_space(space::XS);
        let date = file.mapping.date_in_figures.as_deref().unwrap_or("3/4/2026");
        let read = date_words(date, file.mapping.dates);
        let doubt = if file.mapping.dates_doubtful { "Some dates can be read in two ways. " } else { "" };
        ui.add(kit::text(format!("{doubt}Dates in figures: “{date}” is read as {read}.")).small());
        let options = [(DateOrder::DayFirst, "Day first"), (DateOrder::MonthFirst, "Month first")];
        if let Some(dates) = kit::segmented_ui(ui, "Dates", file.mapping.dates, &options) {
            view_ctx.send(Action::Import(ImportWish::Map(Mapping { dates, ..file.mapping.clone() })));
        }
    }
}

/// Into which negotiation.
pub(super) fn into_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) {
    // A name has no negotiation, and a passage has that of its record.
    let kind = file.mapping.kind;
    if file.sort == Sort::Table && (kind.is_names() || kind == Kind::Passages) {
        return;
    }
    let workspace = view_ctx.workspace();
    let all: Vec<NegotiationId> = workspace.negotiations.keys().copied().collect();
    let mut items = vec!["As the file says".to_owned()];
    items.extend(all.iter().map(|id| names::negotiation(workspace, *id)));
    let at = file.choices.into.and_then(|id| all.iter().position(|one| *one == id)).map_or(0, |at| at + 1);
    let current = match &file.choices.into_new {
        Some(title) if file.choices.into.is_none() => title.clone(),
        _ => items.get(at).cloned().unwrap_or_default(),
    };
    let mut combo = kit::combo("Into which negotiation, where a row does not say", &current, &items);
    if file.sort == Sort::Table {
        combo = combo.makes("negotiation");
    }
    let (into, into_new) = match combo.show(ui) {
        Some(Choice::Item(chosen)) => (chosen.checked_sub(1).and_then(|at| all.get(at).copied()), None),
        Some(Choice::Own(title)) if !title.trim().is_empty() => (None, Some(title.trim().to_owned())),
        _ => return,
    };
    view_ctx.send(Action::Import(ImportWish::Choices(Choices { into, into_new, ..file.choices.clone() })));
}
