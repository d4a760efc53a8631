//! Search across everything: any record, in any spelling and script, as you type.

mod data;

pub(in crate::ui) use data::capitalised;

use super::{Memo, ViewContext, badges, menu, row, sorting};
use crate::kit::{self, Icon};
use crate::model::RecordId;
use crate::query::usage::counted;
use crate::ui::filters::{Bar, Saving};
use crate::ui::views::{Values, put};
use chrono_tz::Tz;
use data::{Line, heading, sort_key};
use egui::{FocusDirection, Id, Key, TextFormat, Ui};

/// How many results of each kind are shown until more are asked for.
const FEW: usize = 5;
/// How many are shown then.
const MANY: usize = 200;
/// How many words looked for are remembered.
const REMEMBERED: usize = 8;

/// The list, as its filters are kept under.
const LIST: &str = "search";
/// The kinds of which many can be asked for.
const NOUNS: [&str; 10] =
    ["party", "person", "negotiation", "issue", "source", "round", "statement", "follow-up", "incident", "bin entry"];

/// Search across everything.
#[derive(Default)]
pub(super) struct SearchPage {
    words: String,
    /// The words with which something was found and opened, the last first.
    recent: Vec<String>,
    /// The kind of which many are shown.
    whole: Option<&'static str>,
    saving: Saving,
    /// How many were found.
    found: usize,
    results: Memo<ResultsKey, Vec<Kind>>,
    /// The pass in which the page was last drawn, to notice that the user has come here.
    seen: Option<u64>,
    /// The first result, to which the arrow key leads from the field.
    first: Option<Id>,
}

/// The words looked for, the kind of which many are shown, in which order each kind stands, and on whose clocks.
type ResultsKey = (String, Option<&'static str>, Option<(String, bool)>, Tz);

/// What else the results of a kind are sorted by than how well they fit.
const ORDERS: [(&str, &str); 3] = [("name", "Name"), ("date", "Date"), ("belongs", "Negotiation")];

/// The results of one kind.
#[derive(Clone, Debug)]
struct Kind {
    noun: &'static str,
    lines: Vec<Line>,
    total: usize,
}

impl SearchPage {
    /// The next time it is drawn, the field has the focus, as on arrival.
    pub(super) fn arrive(&mut self) {
        self.seen = None;
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        kit::page_title_ui(ui, "Search", "", |_| ());
        self.field_ui(ui);
        self.bar_ui(ui, view_ctx);
        if self.words.trim().is_empty() {
            self.first = None;
            self.recent_ui(ui);
            return;
        }
        let revision = view_ctx.session.revision();
        let workspace = view_ctx.workspace();
        let asked = (self.words.clone(), self.whole, view_ctx.views.list(LIST).sort, view_ctx.zone);
        let kinds = self.results.get(revision, asked, |(words, whole, sort, zone)| {
            let shown = |noun| if *whole == Some(noun) { MANY } else { FEW };
            let most = match sort {
                // The first by name or date may fit worst.
                Some(_) => usize::MAX,
                None if whole.is_some() => MANY,
                None => FEW,
            };
            let mut groups = view_ctx.session.search_index().search(words, most);
            if let Some((by, down)) = sort {
                for group in &mut groups {
                    sorting::sort(&mut group.hits, *down, |hit| sort_key(workspace, hit, by, *zone));
                }
            }
            let kind = groups.into_iter().map(|group| Kind {
                noun: group.noun,
                lines: group.hits.iter().take(shown(group.noun)).map(|hit| Line::new(workspace, hit)).collect(),
                total: group.total,
            });
            kind.collect()
        });
        let found = kinds.iter().map(|kind| kind.total).sum();
        if std::mem::replace(&mut self.found, found) != found {
            // The number stands above.
            ui.ctx().request_repaint();
        }
        if kinds.is_empty() {
            self.first = None;
            let title = format!("Nothing found for “{}”", self.words.trim());
            let sentence = "Every word must be found somewhere in a record. Try fewer words, or the beginning of one.";
            kit::empty_ui(ui, Icon::Search, &title, sentence, None);
            return;
        }
        let mut opened = None;
        let mut first = None;
        let mut widen = None;
        kit::scroll_ui(ui, "results", |ui| {
            ui.spacing_mut().item_spacing.y = kit::space::XXS;
            let list = super::focus::begin_list(ui, "results");
            for kind in kinds {
                kit::section_ui(ui, &heading(kind.noun), Some(kind.total), |_| ());
                kit::access::list_ui(ui, &heading(kind.noun), kind.total, |ui| {
                    for line in &kind.lines {
                        let response = ui.push_id(line.id, |ui| line_ui(ui, view_ctx, line)).inner;
                        menu::row_menu(ui, view_ctx, &response, line.id);
                        first.get_or_insert(response.id);
                        if response.clicked() {
                            opened = Some(line.id);
                        }
                    }
                });
                let left = kind.total - kind.lines.len();
                if left > 0 && kind.lines.len() < MANY {
                    let more = kit::button(format!("{left} more {}…", heading(kind.noun).to_lowercase())).quiet();
                    if ui.add(more).clicked() {
                        widen = Some(kind.noun);
                    }
                }
            }
            super::focus::end_list(ui, list);
            ui.add_space(kit::space::XL);
        });
        self.first = first;
        self.whole = widen.or(self.whole);
        if let Some(id) = opened {
            self.remember();
            view_ctx.open(id);
        }
    }

    /// The field; arrow down leads from it to the first result, arrow up from there back.
    fn field_ui(&mut self, ui: &mut Ui) {
        let pass = ui.ctx().cumulative_pass_nr();
        let arrived = self.seen.is_none_or(|seen| seen + 1 < pass);
        self.seen = Some(pass);
        let id = Id::unique("search field");
        let field = kit::text_field("Search", &mut self.words).id(id).hide_label().width(super::lines::PROSE);
        let field = field.hint("A name in any spelling or script, a place, words that were said").show(ui);
        if arrived {
            field.response.request_focus();
        }
        super::focus::home(ui, &field.response);
        if field.changed {
            self.whole = None;
        }
        let Some(first) = self.first else {
            return;
        };
        let pressed = |key| kit::keys::pressed(ui, egui::Modifiers::NONE, key);
        if field.response.has_focus() && pressed(Key::ArrowDown) || field.submitted {
            ui.memory_mut(|memory| memory.request_focus(first));
        } else if pressed(Key::ArrowUp) && ui.memory(|memory| memory.has_focus(first)) {
            ui.memory_mut(|memory| {
                memory.request_focus(id);
                // Not also to whatever lies above on the screen.
                memory.move_focus(FocusDirection::None);
            });
        }
    }

    /// How many were found, the way back to the empty field, what was looked for by name, and the order within each kind.
    fn bar_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let mut values = Values::new();
        put(&mut values, "words", self.words.trim());
        let whole = self.whole.filter(|_| !values.is_empty());
        put(&mut values, "kind", whole.unwrap_or_default());
        let shown = match self.words.trim() {
            "" => String::new(),
            _ => format!("{} found", counted(self.found, "record")),
        };
        ui.horizontal_wrapped(|ui| {
            let bar = Bar { list: LIST, negotiation: None, values: &values, shown: &shown };
            if let Some(values) = bar.ui(ui, view_ctx, &mut self.saving) {
                self.words = values.get("words").cloned().unwrap_or_default();
                self.whole = values.get("kind").and_then(|kind| NOUNS.iter().find(|noun| **noun == kind.as_str())).copied();
            }
            if !self.words.trim().is_empty() {
                sorting::picker_ui(ui, view_ctx, LIST, "Best first", &ORDERS);
            }
        });
    }

    fn recent_ui(&mut self, ui: &mut Ui) {
        if self.recent.is_empty() {
            let sentence = "Type a few letters. A person is found by any spelling of the name, a statement by its words, \
                            its speaker or its issue.";
            kit::empty_ui(ui, Icon::Search, "Everything in the record can be found", sentence, None);
            return;
        }
        kit::section_ui(ui, "Looked for before", None, |_| ());
        let mut again = None;
        kit::access::list_ui(ui, "Looked for before", self.recent.len(), |ui| {
            for words in &self.recent {
                if ui.add(kit::list_row(words).icon(Icon::History)).clicked() {
                    again = Some(words.clone());
                }
            }
        });
        if let Some(words) = again {
            self.words = words;
            self.arrive();
        }
    }

    fn remember(&mut self) {
        let words = self.words.trim().to_owned();
        self.recent.retain(|known| *known != words);
        self.recent.insert(0, words);
        self.recent.truncate(REMEMBERED);
    }
}

fn line_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, line: &Line) -> egui::Response {
    row::row_ui(ui, &line.name, view_ctx.is_selected(line.id), |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = kit::space::S;
            match line.party {
                Some(party) => badges::party_ui(ui, view_ctx.workspace(), party),
                None => badges::icon(line.id).ui(ui, 16.0, kit::tokens(ui).text_weak),
            };
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = kit::space::XXS;
                if let RecordId::Statement(id) = line.id {
                    badges::marked_ui(ui, view_ctx.workspace().statements.get(&id).map(|said| &said.level));
                }
                marked_ui(ui, &line.title, kit::size::BODY);
                if let Some((field, text)) = &line.found {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = kit::space::S;
                        ui.add(kit::text(*field).small().weak().extend());
                        marked_ui(ui, text, kit::size::SMALL);
                    });
                }
                if !line.belongs.is_empty() {
                    ui.add(kit::text(line.belongs.as_str()).small().weak().truncate());
                }
            });
        });
    })
}

/// A text with what was found on the ground of a selection and in semi-bold, so that it is not told by colour alone.
fn marked_ui(ui: &mut Ui, marked: &data::Marked, size: f32) {
    let t = kit::tokens(ui);
    let plain = TextFormat { font_id: kit::fonts::regular(size), color: t.text, ..TextFormat::default() };
    let found = TextFormat {
        font_id: kit::fonts::semibold(size),
        color: t.on_selection,
        background: t.selection,
        ..TextFormat::default()
    };
    let format = |hit: bool| if hit { found.clone() } else { plain.clone() };
    let spans: Vec<(TextFormat, &str)> = marked.parts().into_iter().map(|(hit, part)| (format(hit), part)).collect();
    kit::spans_ui(ui, &spans, Some(&marked.text));
}
