//! Fields that name other records: one, several, or whoever it was.

use super::complete::{Answer, Ask, ChipAct, Offer};
use super::form::Form;
use super::link::{Linkable, offers, ranked};
use super::spellings::joined;
use super::text::lower;
use super::when::{button_at, label_with_spot};
use crate::kit::{self, Chip, Icon};
use crate::model::{PartyId, PersonId, RecordId, Who};
use crate::query::{names, tags};
use crate::text::matching::Fit;
use crate::ui::badges;
use egui::{Id, Rect, Response, Ui};

/// What somebody who is not in the record may be made: in this order in the list.
const SOMEBODY: &[&str] = &["person", "party"];

impl Form<'_, '_> {
    /// One record that is always named.
    pub(super) fn link<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut T) -> bool {
        // Nobody yet, in what is not in the record yet.
        let mut chosen = Some(*value).filter(|id| !(*id).into().uuid().is_nil());
        self.link_as(ui, field, label, false, &mut chosen);
        match chosen {
            Some(chosen) if chosen != *value => {
                *value = chosen;
                true
            }
            _ => false,
        }
    }

    /// One record, or none. Says whether it was changed.
    pub(super) fn maybe_link<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<T>) -> bool {
        self.link_as(ui, field, label, true, value)
    }

    fn link_as<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, clearable: bool, value: &mut Option<T>) -> bool {
        let workspace = self.workspace();
        let current = value.map(|id| id.label(workspace)).unwrap_or_default();
        let way = self.label_with_open(ui, label, value.map(Into::into));
        let negotiation = self.negotiation();
        let new: &[&str] = if T::can_be_made(negotiation) { &[T::NOUN] } else { &[] };
        let hint = "Type to find";
        let opens = way.is_some();
        let ask = Ask { field, label, current: &current, hint, new, clearable, hide_label: true, opens, ..Ask::default() };
        let this = self.record;
        let answer = self.complete(ui, &ask, |query| offers::<T>(workspace, negotiation, query, |id| id.into() == this));
        self.open_ui(ui, field, way, &current);
        let chosen = match answer {
            Some(Answer::Offer(id)) => Some(id),
            Some(Answer::New(_, name)) => match self.make_named::<T>(name) {
                Some(id) => Some(id),
                None => return false,
            },
            Some(Answer::Cleared) => None,
            Some(Answer::Open) => {
                if let Some((_, id)) = way {
                    self.view_ctx.select(id);
                }
                return false;
            }
            _ => return false,
        };
        if chosen == *value {
            return false;
        }
        *value = chosen;
        self.changed(format!("change {}", lower(label)));
        true
    }

    fn make_named<T: Linkable>(&mut self, name: String) -> Option<T> {
        let made = T::made(name, self);
        let id = made.first()?.id();
        self.also_all(made);
        T::of(id)
    }

    /// The label of a field that names a record, with room for the way to it; see [`open_ui`](Self::open_ui).
    fn label_with_open(&self, ui: &mut Ui, label: &str, record: Option<RecordId>) -> Option<(Rect, RecordId)> {
        let Some(id) = record.filter(|id| self.workspace().contains(*id)) else {
            ui.add(kit::text(label).weak().small().truncate());
            return None;
        };
        Some((label_with_spot(ui, label), id))
    }

    /// The way to the record named in a field, once the field itself is drawn.
    fn open_ui(&mut self, ui: &mut Ui, field: &str, way: Option<(Rect, RecordId)>, name: &str) {
        let Some((spot, id)) = way else { return };
        let words = format!("Open {name}");
        let keys = format!("{words} (Alt+Enter)");
        let salt = self.id(&self.key(field)).with("open");
        let button = kit::icon_button(Icon::ArrowRight, &words).small().by_pointer().tooltip(&keys);
        if button_at(ui, spot, salt, |ui| ui.add(button).clicked()) {
            self.view_ctx.select(id);
        }
    }

    /// Several records.
    pub(super) fn links<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<T>) {
        self.links_as(ui, field, label, false, value);
    }

    /// Several records whose order matters: each can be moved up.
    pub(super) fn links_in_order<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<T>) {
        self.links_as(ui, field, label, true, value);
    }

    fn links_as<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, ordered: bool, value: &mut Vec<T>) {
        let workspace = self.workspace();
        ui.add(kit::text(label).weak().small().truncate());
        let (marked, mut act) = (self.marked_chip(field), None);
        let mut order = kit::reorder((self.record, self.key(field)));
        for (at, id) in value.iter().enumerate() {
            let name = id.label(workspace);
            let chip = match (*id).into() {
                RecordId::Party(party) => kit::party_tag(badges::hue(workspace, party), name.clone()),
                _ => kit::chip(name.clone()),
            };
            let whole = joined([name.as_str(), &id.detail(workspace)]);
            let look = ChipLook { movable: ordered && at > 0, opens: true, marked: marked == Some(at) };
            let (row, done) = self.chip_ui(ui, (field, at), chip.tooltip(&chip_tooltip(&whole, true)), &name, look);
            if ordered {
                order.row(ui, &row);
            }
            act = act.or(done.map(|done| (done, at)));
        }
        if let Some(to) = order.end(ui) {
            to.apply(value);
            self.changed(format!("change order of {}", lower(label)));
        }
        match self.another_beside(ui, field, label, value) {
            Some(Answer::Offer(id)) => {
                value.push(id);
                self.changed(format!("add to {}", lower(label)));
            }
            Some(Answer::Chip(done, at)) if ordered || done != ChipAct::Up => act = Some((done, at)),
            _ => {}
        }
        match act {
            Some((ChipAct::Open, at)) => {
                if let Some(id) = value.get(at) {
                    self.view_ctx.select(*id);
                }
            }
            Some((ChipAct::Remove, at)) if at < value.len() => {
                value.remove(at);
                self.changed(format!("take from {}", lower(label)));
            }
            Some((ChipAct::Up, at)) if at > 0 && at < value.len() => {
                value.swap(at, at - 1);
                self.changed(format!("change order of {}", lower(label)));
            }
            _ => {}
        }
    }

    /// A field that asks for one more than those there, known or new.
    pub(super) fn another<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, there: &[T]) -> Option<T> {
        self.ask_another(ui, field, label, there, 0)
            .and_then(|answer| if let Answer::Offer(id) = answer { Some(id) } else { None })
    }

    /// The same under the chips of those there, which are reached from it.
    fn another_beside<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, there: &[T]) -> Option<Answer<T>> {
        self.ask_another(ui, field, label, there, there.len())
    }

    fn ask_another<T: Linkable>(
        &mut self,
        ui: &mut Ui,
        field: &str,
        label: &str,
        there: &[T],
        chips: usize,
    ) -> Option<Answer<T>> {
        let (workspace, negotiation, this) = (self.workspace(), self.negotiation(), self.record);
        let new: &[&str] = if T::can_be_made(negotiation) { &[T::NOUN] } else { &[] };
        let holds = there.iter().take(chips).map(|id| id.label(workspace)).collect::<Vec<_>>().join(", ");
        let ask = Ask { field, label, hint: "Add…", new, hide_label: true, chips, holds: &holds, ..Ask::default() };
        let leave_out = |id: T| id.into() == this || there.contains(&id);
        match self.complete(ui, &ask, |query| offers::<T>(workspace, negotiation, query, leave_out))? {
            Answer::New(_, name) => self.make_named(name).map(Answer::Offer),
            answer => Some(answer),
        }
    }

    /// Whoever it was: a party, a person, or words for somebody. Says whether it was changed.
    pub(super) fn who(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<Who>) -> bool {
        let current = value.as_ref().map(|who| names::who(self.workspace(), who)).unwrap_or_default();
        let record = value.as_ref().and_then(Who::id);
        let way = self.label_with_open(ui, label, record);
        let answer = self.ask_who(ui, field, label, (&current, "Party, person, or a description"), (0, ""));
        self.open_ui(ui, field, way, &current);
        if let (Some(Answer::Open), Some(id)) = (&answer, record) {
            self.view_ctx.select(id);
        }
        let Some(chosen) = answer.and_then(|answer| self.somebody(answer)) else { return false };
        if chosen == *value {
            return false;
        }
        *value = chosen;
        self.changed(format!("change {}", lower(label)));
        true
    }

    /// Several of them.
    pub(super) fn whos(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<Who>) {
        let workspace = self.workspace();
        ui.add(kit::text(label).weak().small().truncate());
        let (marked, mut act) = (self.marked_chip(field), None);
        for (at, who) in value.iter().enumerate() {
            let name = names::who(workspace, who);
            let chip = match who {
                Who::Party(party) => kit::party_tag(badges::hue(workspace, *party), name.clone()),
                Who::Person(_) => kit::chip(name.clone()).icon(Icon::Person),
                Who::Described(_) => kit::chip(name.clone()),
            };
            let opens = Who::id(who).is_some();
            let look = ChipLook { movable: false, opens, marked: marked == Some(at) };
            let (_, done) = self.chip_ui(ui, (field, at), chip.tooltip(&chip_tooltip(&name, opens)), &name, look);
            act = act.or(done.map(|done| (done, at)));
        }
        let holds = value.iter().map(|who| names::who(workspace, who)).collect::<Vec<_>>().join(", ");
        let chips = (value.len(), holds.as_str());
        match self.ask_who(ui, field, label, ("", "Add a party, a person, or a description"), chips) {
            Some(Answer::Chip(done, at)) => act = Some((done, at)),
            Some(answer) => {
                if let Some(Some(who)) = self.somebody(answer)
                    && !value.contains(&who)
                {
                    value.push(who);
                    self.changed(format!("add to {}", lower(label)));
                }
            }
            None => {}
        }
        match act {
            Some((ChipAct::Open, at)) => {
                if let Some(id) = value.get(at).and_then(Who::id) {
                    self.view_ctx.select(id);
                }
            }
            Some((ChipAct::Remove, at)) if at < value.len() => {
                value.remove(at);
                self.changed(format!("take from {}", lower(label)));
            }
            _ => {}
        }
    }

    fn ask_who(
        &mut self,
        ui: &mut Ui,
        field: &str,
        label: &str,
        (current, hint): (&str, &str),
        (chips, holds): (usize, &str),
    ) -> Option<Answer<Who>> {
        let (workspace, negotiation) = (self.workspace(), self.negotiation());
        let words = Some("as a description");
        let ask = Ask {
            field,
            label,
            current,
            hint,
            words,
            new: SOMEBODY,
            clearable: true,
            hide_label: true,
            opens: !current.is_empty(),
            chips,
            holds,
        };
        self.complete(ui, &ask, |query| {
            let parties = ranked::<PartyId>(workspace, negotiation, query, |_| false).into_iter();
            let people = ranked::<PersonId>(workspace, negotiation, query, |_| false).into_iter();
            let parties = parties.map(|(rank, offer)| (rank, turned(offer, Who::Party)));
            let people = people.map(|(rank, offer)| (rank, turned(offer, Who::Person)));
            let mut all: Vec<(Fit, Offer<Who>)> = parties.chain(people).collect();
            all.sort_by_key(|(rank, _)| *rank);
            all.into_iter().map(|(_, offer)| offer).collect()
        })
    }

    /// Who was answered, or nobody; nothing if it was no answer.
    fn somebody(&mut self, answer: Answer<Who>) -> Option<Option<Who>> {
        Some(match answer {
            Answer::Offer(who) => Some(who),
            Answer::Own(words) => Some(Who::Described(words)),
            Answer::Cleared => None,
            Answer::New(0, name) => Some(Who::Person(self.make_named(name)?)),
            Answer::New(_, name) => Some(Who::Party(self.make_named(name)?)),
            Answer::Open | Answer::Chip(..) => return None,
        })
    }

    /// Words of the user's own.
    pub(super) fn words(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<String>) {
        ui.add(kit::text(label).weak().small());
        let (marked, mut act) = (self.marked_chip(field), None);
        for (at, word) in value.iter().enumerate() {
            let look = ChipLook { movable: false, opens: false, marked: marked == Some(at) };
            let tooltip = chip_tooltip(word, false);
            let (_, done) = self.chip_ui(ui, (field, at), kit::chip(word.clone()).tooltip(&tooltip), word, look);
            act = act.or(done.map(|done| (done, at)));
        }
        let chips = value.len();
        let holds = value.join(", ");
        let words = Some("");
        let ask = Ask { field, label, hint: "Add…", words, hide_label: true, chips, holds: &holds, ..Ask::default() };
        let workspace = self.workspace();
        let there = value.clone();
        let answer = self.complete(ui, &ask, |query| {
            let used = tags::in_use(workspace).into_iter().map(|word| word.to_string());
            let free = used.filter(|word| word.contains(query) && !there.contains(word));
            free.map(|word| Offer {
                label: word.clone(),
                detail: String::new(),
                tooltip: String::new(),
                exact: word == query,
                value: word,
            })
            .collect()
        });
        match answer {
            Some(Answer::Offer(word) | Answer::Own(word)) if !value.contains(&word) => {
                value.push(word);
                self.changed(format!("add to {}", lower(label)));
            }
            Some(Answer::Chip(done, at)) => act = Some((done, at)),
            _ => {}
        }
        if let Some((ChipAct::Remove, at)) = act
            && at < value.len()
        {
            value.remove(at);
            self.changed(format!("take from {}", lower(label)));
        }
    }

    /// A chip that leads to its record by a click, with a cross behind it. No stop of the Tab key: it is reached from its field.
    fn chip_ui(
        &self,
        ui: &mut Ui,
        (field, at): (&str, usize),
        chip: Chip<'_>,
        name: &str,
        look: ChipLook,
    ) -> (Response, Option<ChipAct>) {
        let before = ui.spacing().interact_size.y;
        // A row is as high as a control, which is too high for chips.
        ui.spacing_mut().interact_size.y = kit::height::SMALL;
        let of = self.id(&self.key(field));
        let id: Id = of.with(("chip", at));
        let row = ui.scope_builder(egui::UiBuilder::new().scope_id(id), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = kit::space::XXS;
                let buttons = if look.movable { 2.0 } else { 1.0 };
                let room = (ui.available_width() - buttons * (kit::height::SMALL + kit::space::XXS) - kit::space::XS).max(40.0);
                let chip = ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(chip.clickable().by_pointer().selected(look.marked))
                });
                let button = |icon, name: &str, keys: &str, ui: &mut Ui| {
                    let tooltip = format!("{name} ({keys})");
                    ui.add(kit::icon_button(icon, name).small().by_pointer().tooltip(&tooltip)).clicked()
                };
                let cross = button(Icon::Close, &format!("Remove {name}"), "arrow left in the empty field, then Delete", ui);
                let up = look.movable && button(Icon::ArrowUp, &format!("Move {name} up"), "arrow left, then Alt+Up", ui);
                if look.marked {
                    // The focus stays in the field.
                    kit::access::pointed_at(ui, of, name);
                }
                match () {
                    () if up => Some(ChipAct::Up),
                    () if cross => Some(ChipAct::Remove),
                    () if chip.inner.clicked() && look.opens => Some(ChipAct::Open),
                    () => None,
                }
            })
            .inner
        });
        ui.spacing_mut().interact_size.y = before;
        (row.response, row.inner)
    }
}

/// What can be done with a chip, and whether keys act on it now.
#[derive(Clone, Copy)]
struct ChipLook {
    movable: bool,
    opens: bool,
    marked: bool,
}

fn chip_tooltip(name: &str, opens: bool) -> String {
    let open = if opens { "Alt+Enter opens, " } else { "" };
    format!("{name}. Arrow left in the empty field marks it; {open}Delete removes")
}

fn turned<T, U>(offer: Offer<T>, turn: impl FnOnce(T) -> U) -> Offer<U> {
    let Offer { value, label, detail, tooltip, exact } = offer;
    Offer { value: turn(value), label, detail, tooltip, exact }
}
