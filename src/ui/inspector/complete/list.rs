//! The list under a field: what is offered, what the words would be, and nothing.

use super::Ask;
use crate::kit::{self, Entry, ListMark};
use egui::{Popup, Response, Ui};

/// One thing that can be chosen.
pub(in crate::ui::inspector) struct Offer<T> {
    pub value: T,
    pub label: String,
    /// Said weakly behind it.
    pub detail: String,
    /// Said under the pointer.
    pub tooltip: String,
    /// It is what was typed, whole: leaving the field takes it.
    pub exact: bool,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// What is offered, by its place among the offers.
    Offer(usize),
    /// The words as they are.
    Own,
    /// Something new of that name, by the kind asked for.
    New(usize),
    /// No answer.
    Nothing,
}

/// The rows for what is typed: what is there first, then the words as they are, then what they may be the name of.
pub(super) fn rows<T>(ask: &Ask<'_>, offers: &[Offer<T>], query: &str, typed: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = (0..offers.len()).map(Row::Offer).collect();
    if !query.is_empty() && !offers.iter().any(|offer| offer.exact) {
        rows.extend(ask.words.map(|_| Row::Own));
        rows.extend((0..ask.new.len()).map(Row::New));
    }
    if ask.clearable && !typed && !ask.current.is_empty() {
        rows.push(Row::Nothing);
    }
    rows
}

/// Draws the list; says which row was clicked.
pub(super) fn show<T>(
    field: &Response,
    id: egui::Id,
    ask: &Ask<'_>,
    (offers, rows, query): (&[Offer<T>], &[Row], &str),
    mark: &mut ListMark,
) -> Option<usize> {
    let entries: Vec<Entry<'_>> = rows.iter().map(|row| entry(ask, offers, *row, query)).collect();
    let hint = match (rows.is_empty(), mark.at()) {
        (true, _) if query.is_empty() => "There is nothing to choose yet.",
        (true, _) => "Nothing fits. Type less of it, or other words.",
        (false, None) => "Nothing that is there fits. The arrow down marks an entry, Enter takes it.",
        _ => "",
    };
    Popup::from_response(field)
        .id(id)
        .open(true)
        .accessible_name(format!("Offers for {}", ask.label))
        .width(field.rect.width().max(240.0))
        .show(|ui| {
            let list = kit::picker("Offers", field.id, &entries).typed(query).max_height(ui.spacing().combo_height);
            list.hint(hint).ui(ui, mark)
        })?
        .inner
}

/// A row as it is drawn.
fn entry<'a, T>(ask: &Ask<'a>, offers: &'a [Offer<T>], row: Row, query: &str) -> Entry<'a> {
    let label = match row {
        Row::Offer(of) => {
            let Some(offer) = offers.get(of) else { return Entry::default() };
            let current = !ask.current.is_empty() && offer.label == ask.current;
            let (label, detail, tooltip) = (&offer.label, &offer.detail, &offer.tooltip);
            return Entry { label: label.into(), detail: detail.into(), tooltip: tooltip.into(), current, ..Entry::default() };
        }
        Row::Own => format!("Use “{query}” {}", ask.words.unwrap_or_default()).trim_end().to_owned(),
        Row::New(kind) => format!("New {} “{query}”", ask.new.get(kind).copied().unwrap_or_default()),
        Row::Nothing => "Nothing".to_owned(),
    };
    let tooltip = if row == Row::Nothing { "Take the answer back" } else { "" };
    Entry { label: label.into(), tooltip: tooltip.into(), ..Entry::default() }
}

/// Whether the pointer is over the list, so that pressing there leaves the field its focus.
pub(super) fn pointer_is_on(ui: &Ui, list: egui::Id) -> bool {
    let layer = egui::LayerId::new(egui::PopupKind::Popup.order(), list);
    let pointer = ui.ctx().pointer_interact_pos();
    pointer.and_then(|at| ui.ctx().layer_id_at(at)) == Some(layer)
}

pub(super) fn paint_chevron(ui: &Ui, response: &Response) {
    let t = kit::tokens(ui);
    let ground = egui::Rect::from_min_max(egui::pos2(response.rect.right() - 21.0, response.rect.top()), response.rect.max);
    // A long answer ends before the mark, not under it.
    ui.painter().rect_filled(ground.shrink(2.0), kit::radius::S, t.field);
    kit::Icon::ChevronDown.paint(ui.painter(), ground.center(), 13.0, t.text_weak);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_new_comes_last_and_not_beside_what_is_meant() {
        let offer = |label: &str, exact| Offer {
            value: (),
            label: label.to_owned(),
            detail: String::new(),
            tooltip: String::new(),
            exact,
        };
        let ask =
            Ask { words: Some("as a description"), new: &["person", "party"], clearable: true, current: "x", ..Ask::default() };
        let (own, person, party) = (Row::Own, Row::New(0), Row::New(1));
        assert_eq!(rows(&ask, &[offer("Zelensky", false)], "zel", true), [Row::Offer(0), own, person, party]);
        assert_eq!(rows::<()>(&ask, &[], "officials", true), [own, person, party]);
        assert_eq!(rows(&ask, &[offer("Zelensky", true)], "zelensky", true), [Row::Offer(0)]);
        assert_eq!(rows(&ask, &[offer("Zelensky", false)], "", false), [Row::Offer(0), Row::Nothing]);
        let party = Ask { new: &["party"], ..Ask::default() };
        assert_eq!(rows::<()>(&party, &[], "Qatar", true), [Row::New(0)]);
    }
}
