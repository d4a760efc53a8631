//! The palette: any record, any command, as you type.

use super::{Command, Cx, Memo, header::keys_of};
use crate::kit::{self, Icon, access, space};
use crate::model::RecordId;
use crate::query::search::{Group, Index};
use egui::{Align2, Id, Key, Modal, Modifiers, Role, Ui};

/// How many records are offered of each kind, and how many commands.
const OFFERED: usize = 5;

/// The most height for what is offered.
const LIST: f32 = 420.0;

/// The palette, closed or open.
#[derive(Default)]
pub struct Palette {
    open: bool,
    just_opened: bool,
    words: String,
    chosen: usize,
    index: Memo<(), Index>,
    found: Memo<String, Vec<Group>>,
}

/// Something to choose.
struct Offer {
    title: String,
    detail: String,
    trailing: String,
    icon: Icon,
    does: Does,
}

#[derive(Clone, Copy)]
enum Does {
    Run(Command),
    Open(RecordId),
}

impl Palette {
    /// Opens it, empty.
    pub fn open(&mut self) {
        self.open = true;
        self.just_opened = true;
        self.words.clear();
        self.chosen = 0;
    }

    /// Draws it while it is open.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if !self.open {
            return;
        }
        let offers = self.offers(ui, cx);
        self.chosen = self.chosen.min(offers.len().saturating_sub(1));
        // Taken before the field is drawn, which would move its cursor with them.
        let step = |key| kit::keys::take(ui, Modifiers::NONE, key);
        if step(Key::ArrowDown) && self.chosen + 1 < offers.len() {
            self.chosen += 1;
        }
        if step(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let mut taken = step(Key::Enter).then_some(self.chosen);
        let area = Modal::default_area(Id::unique("palette")).anchor(Align2::CENTER_TOP, [0.0, 72.0]);
        let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(12));
        let modal = Modal::new(Id::unique("palette")).area(area).frame(frame).show(ui.ctx(), |ui| {
            access::is(ui, Role::Dialog, Command::Palette.name());
            ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 2.0 * space::XL));
            let field = kit::text_field("Find", &mut self.words).hint("A name in any spelling, a word, a command").hide_label();
            let response = field.show(ui);
            let field_id = response.response.id;
            if response.changed {
                self.chosen = 0;
            }
            if std::mem::take(&mut self.just_opened) {
                response.response.request_focus();
            }
            ui.add_space(space::S);
            // Given as the least too: a pop-up keeps the size that it had with fewer offers.
            access::node(&response.response, |node| node.set_expanded(true));
            let room = LIST.min(ui.ctx().content_rect().height() - 200.0);
            egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                access::is(ui, Role::ListBox, "Offers");
                for (at, offer) in offers.iter().enumerate() {
                    let row = kit::list_row(&offer.title).icon(offer.icon).detail(&offer.detail).trailing(&offer.trailing);
                    let response = ui.add(row.selected(at == self.chosen).role(Role::ListBoxOption));
                    if at == self.chosen {
                        access::marked(ui.ctx(), field_id, &response);
                    }
                    if at == self.chosen && !response.rect.intersects(ui.clip_rect().shrink(1.0)) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        taken = Some(at);
                    }
                }
                if offers.is_empty() {
                    ui.add(kit::text("Nothing of that name. Try fewer letters.").weak());
                }
            });
        });
        if modal.should_close() {
            self.open = false;
        }
        if let Some(offer) = taken.and_then(|at| offers.get(at)) {
            self.open = false;
            match offer.does {
                Does::Run(command) => cx.run(command),
                Does::Open(id) => cx.open(id),
            }
        }
    }

    /// Commands whose name begins with what was typed, then records, then commands that only speak of it.
    fn offers(&mut self, ui: &Ui, cx: &Cx<'_>) -> Vec<Offer> {
        let words = self.words.trim();
        let mut offers = Vec::new();
        if !words.is_empty() {
            let revision = cx.session.revision();
            let index = self.index.get(revision, (), |()| Index::build(cx.workspace()));
            for group in self.found.get(revision, words.to_owned(), |words| index.search(words, OFFERED)) {
                offers.extend(group.hits.iter().map(|hit| Offer {
                    detail: if hit.snippet.text == hit.title { String::new() } else { hit.snippet.text.clone() },
                    title: hit.title.clone(),
                    trailing: hit.id.noun().to_owned(),
                    icon: super::marks::icon(hit.id),
                    does: Does::Open(hit.id),
                }));
            }
        }
        let commands = Command::ALL.iter().filter(|command| **command != Command::Palette && named(**command, words));
        let limit = if words.is_empty() { usize::MAX } else { OFFERED };
        let (called, described): (Vec<Command>, Vec<Command>) = commands.partition(|command| begins(**command, words));
        let offer = |command: Command| Offer {
            title: command.name().to_owned(),
            detail: String::new(),
            trailing: keys_of(ui, command),
            icon: Icon::ChevronRight,
            does: Does::Run(command),
        };
        let records = std::mem::take(&mut offers);
        offers.extend(called.into_iter().take(limit).map(offer));
        offers.extend(records);
        offers.extend(described.into_iter().take(limit).map(offer));
        offers
    }
}

/// Whether the words typed begin words of the command's name, in their order: "new neg" is New negotiation.
fn begins(command: Command, words: &str) -> bool {
    let name = command.name().to_lowercase();
    let mut of_name = name.split_whitespace();
    words.to_lowercase().split_whitespace().all(|word| of_name.any(|whole| whole.starts_with(word)))
}

/// Whether every word typed is in the command's name or description.
fn named(command: Command, words: &str) -> bool {
    let text = format!("{} {}", command.name(), command.tooltip()).to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}
