//! What was read of a document, with what it says of itself as proposals, before it becomes a source.

use super::state::{Adding, DocumentWish, Found, Taken};
use crate::exchange::documents::{Note, Proposal};
use crate::kit::{self, Choice, Icon, Tone, space};
use crate::model::NegotiationId;
use crate::model::when::{self, Context, Tense};
use crate::query::{names, usage};
use crate::ui::{Action, ViewContext};
use egui::{Ui, UiBuilder};
use std::path::PathBuf;

/// The share of the page that the fields take, and the least and the most, in points.
const SHARE: f32 = 0.42;
const LEAST: f32 = 320.0;
const MOST: f32 = 520.0;

/// How much of the text is shown, in letters.
const SHOWN: usize = 20_000;

/// What is filled in, beginning with what was found.
pub(super) struct FoundForm {
    ticket: u64,
    into: Option<NegotiationId>,
    into_new: String,
    title: String,
    outlet: String,
    address: String,
    published: String,
}

impl FoundForm {
    /// With what the document states of itself filled in.
    pub(super) fn of(found: &Found, adding: &Adding, view_ctx: &ViewContext<'_>) -> Self {
        let workspace = view_ctx.workspace();
        let only = || workspace.negotiations.keys().next().copied().filter(|_| workspace.negotiations.len() == 1);
        let stated = |proposal: &Option<Proposal<String>>| proposal.as_ref().map(|proposal| proposal.value.clone());
        let date = found.read.date.as_ref().filter(|proposal| proposal.found.is_stated());
        Self {
            ticket: found.ticket,
            into: adding.into.filter(|id| workspace.negotiations.contains_key(id)).or_else(only),
            into_new: String::new(),
            title: stated(&found.read.title).unwrap_or_default(),
            outlet: stated(&found.read.outlet).unwrap_or_default(),
            address: stated(&found.read.address).unwrap_or_default(),
            published: date.map(|proposal| proposal.value.words_to_edit()).unwrap_or_default(),
        }
    }

    /// Whether it is of this one.
    pub(super) fn is_of(&self, found: &Found) -> bool {
        self.ticket == found.ticket
    }

    /// Draws the fields beside the text.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, adding: &Adding, found: &Found) {
        let mut adds = self.foot_ui(ui, view_ctx, adding, found);
        let all = ui.available_rect_before_wrap();
        let width = (all.width() * SHARE).clamp(LEAST.min(all.width()), MOST);
        let (left, right) = all.split_left_right_at_x(all.left() + width);
        let mut fields = ui.new_child(UiBuilder::new().max_rect(left).id_salt("fields"));
        kit::scroll_ui(&mut fields, "document fields", |ui| adds |= self.fields_ui(ui, view_ctx, found));
        let right = right.with_min_x(right.left() + space::L);
        ui.painter().vline(right.left() - space::S, right.y_range(), (1.0, kit::tokens(ui).line));
        let mut beside = ui.new_child(UiBuilder::new().max_rect(right).id_salt("text"));
        text_ui(&mut beside, found);
        ui.advance_cursor_after_rect(all);
        if adds && self.can_add() {
            let taken = Taken {
                into: self.into,
                into_new: self.into_new.trim().to_owned(),
                title: self.title.trim().to_owned(),
                outlet: self.outlet.trim().to_owned(),
                address: self.address.trim().to_owned(),
                published: self.published(view_ctx).when,
            };
            view_ctx.send(Action::Document(DocumentWish::Add(Box::new(taken))));
        }
    }

    fn can_add(&self) -> bool {
        self.into.is_some() || !self.into_new.trim().is_empty()
    }

    fn published(&self, view_ctx: &ViewContext<'_>) -> when::Reading {
        let today = view_ctx.today();
        when::parse(&self.published, Context { today, zone: None, tense: Tense::Past { until: today }, order: None })
    }

    /// The line at the bottom: what is in the way, and the button that does it.
    fn foot_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, adding: &Adding, found: &Found) -> bool {
        let frame = egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO });
        let foot = egui::Panel::bottom("document foot").resizable(false).frame(frame).show(ui, |ui| {
            ui.take_available_width();
            if let Some(problem) = &found.problem {
                kit::notice_ui(ui, Tone::Danger, problem, |_| {});
                ui.add_space(space::S);
            }
            let mut adds = false;
            ui.horizontal_wrapped(|ui| {
                let add = kit::button("Add as a source").icon(Icon::Add).primary().enabled(self.can_add());
                adds = ui.add(add.tooltip("Enter in a field does the same")).clicked();
                let next =
                    adding.waiting.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
                let close = next.map_or("Another document".to_owned(), |name| format!("Leave it, go on to {name}"));
                if ui.add(kit::button(close)).clicked() {
                    view_ctx.send(Action::Document(DocumentWish::Close));
                }
                if !self.can_add() {
                    ui.add(kit::text("Say first to which negotiation it belongs.").small());
                }
                waiting_ui(ui, &adding.waiting);
            });
            adds
        });
        foot.inner
    }

    /// Says whether a field was left by Enter.
    fn fields_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, found: &Found) -> bool {
        ui.set_max_width(ui.available_width() - space::S);
        self.file_ui(ui, view_ctx, found);
        self.negotiation_ui(ui, view_ctx);
        ui.add_space(space::S);
        let title = kit::text_field("Title", &mut self.title).show(ui);
        crate::ui::focus::home(ui, &title.response);
        proposed_ui(ui, "Title", &mut self.title, found.read.title.as_ref());
        let outlet = kit::text_field("Outlet", &mut self.outlet).hint("Who published it").show(ui);
        proposed_ui(ui, "Outlet", &mut self.outlet, found.read.outlet.as_ref());
        let address = kit::text_field("Address", &mut self.address).hint("https://…, a file number, a shelf").show(ui);
        proposed_ui(ui, "Address", &mut self.address, found.read.address.as_ref());
        let published = kit::text_field("Published", &mut self.published).hint("Day, month, or words as said").show(ui);
        self.read_ui(ui, view_ctx);
        let date = found.read.date.as_ref().map(|date| Proposal { value: date.value.words_to_edit(), found: date.found });
        proposed_ui(ui, "Published", &mut self.published, date.as_ref());
        [title, outlet, address, published].iter().any(|field| field.submitted)
    }

    /// What the file is, and what becomes of it.
    fn file_ui(&self, ui: &mut Ui, view_ctx: &ViewContext<'_>, found: &Found) {
        if let Some(name) = &found.name {
            ui.add(kit::text(name.as_str()).strong().truncate());
            let size = usage::size_words(u64::try_from(found.bytes.len()).unwrap_or(u64::MAX));
            let words = match view_ctx.session.dir() {
                Some(_) => {
                    format!("{}, {size}. The file is kept beside the record, unchanged.", capital(&found.read.kind.to_string()))
                }
                None => format!("{}, {size}.", capital(&found.read.kind.to_string())),
            };
            ui.add(kit::text(words).weak().small());
            ui.add_space(space::S);
        }
        if let Some(known) = found.known.and_then(|id| view_ctx.workspace().sources.get(&id)) {
            let words =
                format!("The same file is the source “{}” already. Adding it makes a second one.", names::source_title(known));
            kit::notice_ui(ui, Tone::Warning, &words, |_| {});
            ui.add_space(space::S);
        }
        for note in found.read.notes.iter().filter(|note| found.name.is_some() || **note != Note::NoText) {
            let tone = match note {
                Note::RunningLines(_) | Note::LeftOut { .. } | Note::Deletions(_) => Tone::Neutral,
                _ => Tone::Warning,
            };
            kit::notice_ui(ui, tone, &note.to_string(), |_| {});
            ui.add_space(space::XS);
        }
    }

    fn negotiation_ui(&mut self, ui: &mut Ui, view_ctx: &ViewContext<'_>) {
        let workspace = view_ctx.workspace();
        let all: Vec<NegotiationId> = workspace.negotiations.keys().copied().collect();
        let items: Vec<String> = all.iter().map(|id| names::negotiation(workspace, *id)).collect();
        let current = match self.into {
            Some(id) => names::negotiation(workspace, id),
            None => self.into_new.clone(),
        };
        let combo = kit::combo("Negotiation", &current, &items).placeholder("Choose one, or name a new one").makes("negotiation");
        match combo.show(ui) {
            Some(Choice::Item(at)) => (self.into, self.into_new) = (all.get(at).copied(), String::new()),
            Some(Choice::Own(title)) => (self.into, self.into_new) = (None, title.trim().to_owned()),
            _ => {}
        }
        if self.into.is_none() && !self.into_new.is_empty() {
            ui.add(kit::text("A new negotiation.").weak().caption());
        }
    }

    /// How the date is read.
    fn read_ui(&self, ui: &mut Ui, view_ctx: &ViewContext<'_>) {
        if self.published.trim().is_empty() {
            return;
        }
        let reading = self.published(view_ctx);
        if reading.is_whole() {
            let words = reading.when.words();
            if words.trim() != self.published.trim() {
                ui.add(kit::text(format!("Read as {words}")).caption().color(kit::tokens(ui).accent));
            }
        } else {
            let warning = kit::tokens(ui).tone(Tone::Warning).text;
            ui.add(kit::text("Not understood as a date: kept as words.").caption().color(warning));
        }
    }
}

/// Says that what is in a field is a proposal and where it was found, or offers what was found.
fn proposed_ui(ui: &mut Ui, field: &str, value: &mut String, proposal: Option<&Proposal<String>>) {
    if let Some(Proposal { value: proposed, found }) = proposal {
        if value == proposed {
            ui.add(kit::text(format!("Proposed: {found}")).weak().caption());
        } else {
            let words = format!("Take “{}” ({found})", names::shortened(proposed, ""));
            let name = format!("{field}: {words}");
            if ui.add(kit::button(words.as_str()).quiet().name(&name)).clicked() {
                value.clone_from(proposed);
            }
        }
    }
    ui.add_space(space::S);
}

/// The beginning of the text.
fn text_ui(ui: &mut Ui, found: &Found) {
    let text = &found.read.text;
    let words = text.split_whitespace().count();
    let count = match words {
        0 => String::new(),
        1 => "1 word".to_owned(),
        words => format!("{words} words"),
    };
    kit::scroll_ui(ui, &format!("document text {}", found.ticket), |ui| {
        ui.set_max_width(ui.available_width().min(620.0));
        ui.horizontal(|ui| {
            ui.add(kit::text("The text as it was read").strong());
            ui.add(kit::text(count).weak().small());
        });
        ui.add_space(space::S);
        if text.is_empty() {
            ui.add(kit::text("No text. The source says where it is to be found.").weak());
            return;
        }
        let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
        for paragraph in text[..end].split("\n\n") {
            ui.add(kit::text(paragraph));
            ui.add_space(space::S);
        }
        if end < text.len() {
            ui.add(kit::text("…and more. All of it goes into the source.").weak().italic());
        }
    });
}

fn waiting_ui(ui: &mut Ui, waiting: &[PathBuf]) {
    let words = match waiting.len() {
        0 => return,
        1 => "One more waits.".to_owned(),
        more => format!("{more} more wait."),
    };
    ui.add(kit::text(words).weak().small());
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_is_large() {
        assert_eq!((capital("e-mail").as_str(), capital("").as_str()), ("E-mail", ""));
    }
}
