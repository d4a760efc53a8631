//! The list under a field: what is offered, what the words would be, and nothing.

use super::Ask;
use crate::kit::{self, access};
use egui::{Popup, Response, Role, ScrollArea, Sense, Ui};

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
pub(super) enum Entry {
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
pub(super) fn entries<T>(ask: &Ask<'_>, offers: &[Offer<T>], query: &str, typed: bool) -> Vec<Entry> {
    let mut rows: Vec<Entry> = (0..offers.len()).map(Entry::Offer).collect();
    if !query.is_empty() && !offers.iter().any(|offer| offer.exact) {
        rows.extend(ask.words.map(|_| Entry::Own));
        rows.extend((0..ask.new.len()).map(Entry::New));
    }
    if ask.clearable && !typed && !ask.current.is_empty() {
        rows.push(Entry::Nothing);
    }
    rows
}

/// Draws the list with the marked row in view if the mark has moved; says which row was clicked.
pub(super) fn show<T>(
    field: &Response,
    id: egui::Id,
    ask: &Ask<'_>,
    (offers, rows, query): (&[Offer<T>], &[Entry], &str),
    (marked, moved): (Option<usize>, bool),
) -> Option<usize> {
    let list = |ui: &mut Ui| {
        let mut taken = None;
        ScrollArea::vertical().max_height(ui.spacing().combo_height).show(ui, |ui| {
            access::is_list_box(ui, "Offers", rows.len());
            ui.take_available_width();
            for (at, row) in rows.iter().enumerate() {
                let (response, words) = row_ui(ui, ask, offers, (*row, query), marked == Some(at));
                if marked == Some(at) {
                    access::marked(ui, field.id, &response, &words);
                    kit::mark_chosen(ui, response.rect);
                }
                if marked == Some(at) && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    taken = Some(at);
                }
            }
        });
        let hint = match (rows.is_empty(), marked) {
            (true, _) if query.is_empty() => "There is nothing to choose yet.",
            (true, _) => "Nothing fits. Type less of it, or other words.",
            (false, None) => "Nothing that is there fits. The arrow down marks an entry, Enter takes it.",
            _ => "",
        };
        if !hint.is_empty() {
            ui.add(kit::text(hint).weak().small());
        }
        taken
    };
    Popup::from_response(field)
        .id(id)
        .open(true)
        .accessible_name(format!("Offers for {}", ask.label))
        .width(field.rect.width().max(240.0))
        .show(list)?
        .inner
}

/// Draws a row; gives back what it says, too.
fn row_ui<T>(ui: &mut Ui, ask: &Ask<'_>, offers: &[Offer<T>], (row, query): (Entry, &str), marked: bool) -> (Response, String) {
    let offer = if let Entry::Offer(of) = row { offers.get(of) } else { None };
    let words = match row {
        Entry::Offer(_) => offer.map(|offer| offer.label.clone()).unwrap_or_default(),
        Entry::Own => format!("Use “{query}” {}", ask.words.unwrap_or_default()).trim_end().to_owned(),
        Entry::New(kind) => format!("New {} “{query}”", ask.new.get(kind).copied().unwrap_or_default()),
        Entry::Nothing => "Nothing".to_owned(),
    };
    let detail = offer.map_or("", |offer| offer.detail.as_str());
    let tooltip = match row {
        Entry::Nothing => "Take the answer back",
        _ => offer.map_or("", |offer| offer.tooltip.as_str()),
    };
    // What is in the record now has a tick, so that it is told from the row that is marked.
    let is_current = !ask.current.is_empty() && offer.is_some_and(|offer| offer.label == ask.current);
    let tick = if is_current { kit::Icon::Check.atom(14.0) } else { egui::Atom::default() };
    let (drawn, beside) = kit::fitted_beside(ui, &words, detail);
    let beside = egui::RichText::new(beside).weak().size(kit::size::SMALL);
    // The focus stays in the field.
    let button =
        egui::Button::selectable(marked, (drawn.as_ref(), egui::Atom::grow(), beside, tick)).sense(Sense::CLICK).truncate();
    let response = ui.add(button.min_size(egui::vec2(ui.available_width(), kit::height::CONTROL)));
    access::item(&response, Role::ListBoxOption, marked, &words);
    let response = if tooltip.is_empty() { response } else { response.on_hover_text(tooltip) };
    let aloud = if detail.is_empty() { words } else { format!("{words}, {detail}") };
    (response, aloud)
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
        let (own, person, party) = (Entry::Own, Entry::New(0), Entry::New(1));
        assert_eq!(entries(&ask, &[offer("Zelensky", false)], "zel", true), [Entry::Offer(0), own, person, party]);
        assert_eq!(entries::<()>(&ask, &[], "officials", true), [own, person, party]);
        assert_eq!(entries(&ask, &[offer("Zelensky", true)], "zelensky", true), [Entry::Offer(0)]);
        assert_eq!(entries(&ask, &[offer("Zelensky", false)], "", false), [Entry::Offer(0), Entry::Nothing]);
        let party = Ask { new: &["party"], ..Ask::default() };
        assert_eq!(entries::<()>(&party, &[], "Qatar", true), [Entry::New(0)]);
    }
}
