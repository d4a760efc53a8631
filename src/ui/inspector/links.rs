//! Fields that name other records: one, several, or whoever it was.

use super::complete::{Answer, Ask, Offer, Own};
use super::form::Form;
use super::link::{Linkable, offers, ranked};
use super::spellings::joined;
use super::text::lower;
use super::when::{button_at, label_with_spot};
use crate::kit::{self, Chip, Icon};
use crate::model::{PartyId, PersonId, RecordId, Who};
use crate::query::names;
use crate::session::New;
use crate::ui::marks;
use egui::{Key, Rect, Ui};

/// Who is offered for a field that takes anybody.
enum Somebody {
    Known(Who),
    NewPerson(String),
    NewParty(String),
}

impl Form<'_, '_> {
    /// One record that is always named.
    pub fn link<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut T) -> bool {
        let mut chosen = Some(*value);
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
    pub fn maybe_link<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<T>) -> bool {
        self.link_as(ui, field, label, true, value)
    }

    fn link_as<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, clearable: bool, value: &mut Option<T>) -> bool {
        let workspace = self.workspace();
        let current = value.map(|id| id.label(workspace)).unwrap_or_default();
        let way = self.label_with_open(ui, label, value.map(Into::into));
        let negotiation = self.negotiation();
        let own = if T::made(String::new(), negotiation).is_some() { Own::New(T::NOUN) } else { Own::No };
        let ask = Ask { field, label, current: &current, hint: "Type to find", own, clearable, hide_label: true };
        let this = self.record;
        let answer = self.complete(ui, &ask, |query| offers::<T>(workspace, negotiation, query, |id| id.into() == this));
        self.open_ui(ui, field, way, &current);
        let chosen = match answer {
            Some(Answer::Offer(id)) => Some(id),
            Some(Answer::Own(name)) => match self.make_named::<T>(name) {
                Some(id) => Some(id),
                None => return false,
            },
            Some(Answer::Cleared) => None,
            None => return false,
        };
        if chosen == *value {
            return false;
        }
        *value = chosen;
        self.changed(format!("change {}", lower(label)));
        true
    }

    fn make_named<T: Linkable>(&mut self, name: String) -> Option<T> {
        let new = T::made(name, self.negotiation())?;
        T::of(self.make(new))
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
        let salt = self.id(&self.key(field));
        if button_at(ui, spot, salt, |ui| ui.add(kit::icon_button(Icon::ArrowRight, &words).small()).clicked()) {
            self.cx.select(id);
        }
    }

    /// Several records.
    pub fn links<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<T>) {
        self.links_as(ui, field, label, false, value);
    }

    /// Several records whose order matters: each can be moved up.
    pub fn links_in_order<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<T>) {
        self.links_as(ui, field, label, true, value);
    }

    fn links_as<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, ordered: bool, value: &mut Vec<T>) {
        let workspace = self.workspace();
        ui.add(kit::text(label).weak().small().truncate());
        let mut act = None;
        for (at, id) in value.iter().enumerate() {
            let name = id.label(workspace);
            let chip = match (*id).into() {
                RecordId::Party(party) => kit::party_tag(marks::hue(workspace, party), name.clone()),
                _ => kit::chip(name.clone()),
            };
            let whole = joined([name.as_str(), &id.detail(workspace)]);
            let chip = chip.tooltip(&whole);
            let movable = ordered && at > 0;
            if let Some(done) = ui.push_id((field, at), |ui| chip_ui(ui, chip, &name, movable)).inner {
                act = Some((at, done));
            }
        }
        if let Some(id) = self.another(ui, field, label, value) {
            value.push(id);
            self.changed(format!("add to {}", lower(label)));
        }
        match act {
            Some((at, ChipAct::Open)) => {
                if let Some(id) = value.get(at) {
                    self.cx.select(*id);
                }
            }
            Some((at, ChipAct::Remove)) => {
                value.remove(at);
                self.changed(format!("take from {}", lower(label)));
            }
            Some((at, ChipAct::Up)) => {
                value.swap(at, at - 1);
                self.changed(format!("change order of {}", lower(label)));
            }
            None => {}
        }
    }

    /// A field that asks for one more than those there, known or new.
    pub fn another<T: Linkable>(&mut self, ui: &mut Ui, field: &str, label: &str, there: &[T]) -> Option<T> {
        let (workspace, negotiation, this) = (self.workspace(), self.negotiation(), self.record);
        let own = if T::made(String::new(), negotiation).is_some() { Own::New(T::NOUN) } else { Own::No };
        let ask = Ask { field, label, current: "", hint: "Add…", own, clearable: false, hide_label: true };
        let leave_out = |id: T| id.into() == this || there.contains(&id);
        match self.complete(ui, &ask, |query| offers::<T>(workspace, negotiation, query, leave_out))? {
            Answer::Offer(id) => Some(id),
            Answer::Own(name) => self.make_named(name),
            Answer::Cleared => None,
        }
    }

    /// Whoever it was: a party, a person, or words for somebody. Says whether it was changed.
    pub fn who(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<Who>) -> bool {
        let current = value.as_ref().map(|who| names::who(self.workspace(), who)).unwrap_or_default();
        let record = value.as_ref().and_then(record_of);
        let way = self.label_with_open(ui, label, record);
        let answer = self.ask_who(ui, field, label, &current, "Party, person, or a description");
        self.open_ui(ui, field, way, &current);
        let Some(answer) = answer else { return false };
        let chosen = self.somebody(answer);
        if chosen == *value {
            return false;
        }
        *value = chosen;
        self.changed(format!("change {}", lower(label)));
        true
    }

    /// Several of them.
    pub fn whos(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<Who>) {
        let workspace = self.workspace();
        ui.add(kit::text(label).weak().small().truncate());
        let mut act = None;
        for (at, who) in value.iter().enumerate() {
            let name = names::who(workspace, who);
            let chip = match who {
                Who::Party(party) => kit::party_tag(marks::hue(workspace, *party), name.clone()),
                Who::Person(_) => kit::chip(name.clone()).icon(Icon::Person),
                Who::Described(_) => kit::chip(name.clone()),
            };
            if let Some(done) = ui.push_id((field, at), |ui| chip_ui(ui, chip, &name, false)).inner {
                act = Some((at, done));
            }
        }
        if let Some(answer) = self.ask_who(ui, field, label, "", "Add a party, a person, or a description")
            && let Some(who) = self.somebody(answer)
            && !value.contains(&who)
        {
            value.push(who);
            self.changed(format!("add to {}", lower(label)));
        }
        match act {
            Some((at, ChipAct::Open)) => {
                if let Some(id) = value.get(at).and_then(record_of) {
                    self.cx.select(id);
                }
            }
            Some((at, ChipAct::Remove)) => {
                value.remove(at);
                self.changed(format!("take from {}", lower(label)));
            }
            Some((_, ChipAct::Up)) | None => {}
        }
    }

    fn ask_who(&mut self, ui: &mut Ui, field: &str, label: &str, current: &str, hint: &str) -> Option<Answer<Somebody>> {
        let (workspace, negotiation) = (self.workspace(), self.negotiation());
        let ask = Ask { field, label, current, hint, own: Own::Words, clearable: true, hide_label: true };
        self.complete(ui, &ask, |query| {
            let parties = ranked::<PartyId>(workspace, negotiation, query, |_| false).into_iter();
            let people = ranked::<PersonId>(workspace, negotiation, query, |_| false).into_iter();
            let parties = parties.map(|(rank, offer)| (rank, turned(offer, |id| Somebody::Known(Who::Party(id)))));
            let people = people.map(|(rank, offer)| (rank, turned(offer, |id| Somebody::Known(Who::Person(id)))));
            let mut all: Vec<(u8, Offer<Somebody>)> = parties.chain(people).collect();
            all.sort_by_key(|(rank, _)| *rank);
            let mut all: Vec<Offer<Somebody>> = all.into_iter().map(|(_, offer)| offer).collect();
            if !query.is_empty() && all.iter().all(|offer| !offer.exact) {
                let new = [("person", Somebody::NewPerson(query.to_owned())), ("party", Somebody::NewParty(query.to_owned()))];
                all.extend(new.map(|(noun, value)| {
                    let label = format!("New {noun} “{query}”");
                    Offer { value, label, detail: String::new(), tooltip: String::new(), exact: false }
                }));
            }
            all
        })
    }

    fn somebody(&mut self, answer: Answer<Somebody>) -> Option<Who> {
        let new = match answer {
            Answer::Offer(Somebody::Known(who)) => return Some(who),
            Answer::Own(words) => return Some(Who::Described(words)),
            Answer::Cleared => return None,
            Answer::Offer(Somebody::NewPerson(name)) => New::Person { name },
            Answer::Offer(Somebody::NewParty(name)) => New::Party { name },
        };
        match self.make(new) {
            RecordId::Person(id) => Some(Who::Person(id)),
            RecordId::Party(id) => Some(Who::Party(id)),
            _ => None,
        }
    }

    /// Words of the user's own.
    pub fn words(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Vec<String>) {
        ui.add(kit::text(label).weak().small());
        let mut removed = None;
        for (at, word) in value.iter().enumerate() {
            let chip = kit::chip(word.clone());
            if let Some(ChipAct::Remove) = ui.push_id((field, at), |ui| chip_ui(ui, chip, word, false)).inner {
                removed = Some(at);
            }
        }
        let ask = Ask { field, label, current: "", hint: "Add…", own: Own::Words, clearable: false, hide_label: true };
        let workspace = self.workspace();
        let there = value.clone();
        let answer = self.complete(ui, &ask, |query| {
            let tags = workspace.negotiations.values().flat_map(|one| &one.tags);
            let tags = tags.chain(workspace.statements.values().flat_map(|one| &one.tags));
            let used: std::collections::BTreeSet<&String> = tags.collect();
            let free = used.into_iter().filter(|word| word.contains(query) && !there.contains(word));
            free.map(|word| Offer {
                value: word.clone(),
                label: word.clone(),
                detail: String::new(),
                tooltip: String::new(),
                exact: word == query,
            })
            .collect()
        });
        if let Some(Answer::Offer(word) | Answer::Own(word)) = answer
            && !value.contains(&word)
        {
            value.push(word);
            self.changed(format!("add to {}", lower(label)));
        }
        if let Some(at) = removed {
            value.remove(at);
            self.changed(format!("take from {}", lower(label)));
        }
    }
}

fn turned<T, U>(offer: Offer<T>, turn: impl FnOnce(T) -> U) -> Offer<U> {
    let Offer { value, label, detail, tooltip, exact } = offer;
    Offer { value: turn(value), label, detail, tooltip, exact }
}

fn record_of(who: &Who) -> Option<RecordId> {
    match who {
        Who::Party(id) => Some((*id).into()),
        Who::Person(id) => Some((*id).into()),
        Who::Described(_) => None,
    }
}

/// What was done to a chip.
#[derive(Clone, Copy)]
enum ChipAct {
    Open,
    Remove,
    Up,
}

/// A chip that leads to its record, with a cross behind it.
fn chip_ui(ui: &mut Ui, chip: Chip<'_>, name: &str, movable: bool) -> Option<ChipAct> {
    let before = ui.spacing().interact_size.y;
    // A row is as high as a control, which is too high for chips.
    ui.spacing_mut().interact_size.y = kit::height::SMALL;
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = kit::space::XXS;
        let buttons = if movable { 2.0 } else { 1.0 };
        let room = (ui.available_width() - buttons * (kit::height::SMALL + kit::space::XXS) - kit::space::XS).max(40.0);
        let chip = ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(chip.clickable())
        });
        let chip = chip.inner;
        let cross = ui.add(kit::icon_button(Icon::Close, &format!("Remove {name}")).small());
        let by_key = chip.has_focus()
            && [Key::Delete, Key::Backspace].iter().any(|key| kit::keys::pressed(ui, egui::Modifiers::NONE, *key));
        let up = movable && ui.add(kit::icon_button(Icon::ArrowUp, &format!("Move {name} up")).small()).clicked();
        match () {
            () if up => Some(ChipAct::Up),
            () if cross.clicked() || by_key => Some(ChipAct::Remove),
            () if chip.clicked() => Some(ChipAct::Open),
            () => None,
        }
    });
    ui.spacing_mut().interact_size.y = before;
    row.inner
}
