//! Every key, and how to write a quick line.

use super::{Command, ViewContext, field_keys::FIELD_KEYS, focus, lines};
use crate::exchange::ics;
use crate::kit::{self, height, space};
use crate::query::quick_line;
use egui::{Align, Layout, Response, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

/// A line as one would type it.
const EXAMPLE: &str = "ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord";

/// What is to be known of saving and of the history.
const VERSIONS: [&str; 4] = [
    "Everything is saved by itself, also while you type. A line that was not sent, or a field half filled, comes back as you left it the \
     next time.",
    "Everything that is changed is kept a few seconds later, with who did it and when. Earlier versions shows what a record said \
     before, and restores a field, a statement or the whole of it; undo takes that back like any other change.",
    "History shows everything that was done, and brings back what is gone, also from the bin.",
    "It is a git repository in the folder of the record, which any git tool reads. Nothing of it leaves this machine. One that came with \
     somebody's folder is left as it is, and the history is kept elsewhere.",
];

/// What is to be known of the window.
const WINDOW: [&str; 2] = [
    "At the right stands what is selected, and is changed there. In a window narrower than 1,000 points it lies over the page; Escape, or a \
     click beside it, leads back.",
    "A line between two parts of the window can be dragged, or moved by the arrow keys while it has the focus. With Ctrl and + or - \
     everything is drawn larger or smaller.",
];

/// What is to be known of lists.
const LISTS: [&str; 4] = [
    "The head of a column sorts by it: upwards, downwards, and back to the list's own order. The line between two heads can be dragged; on \
     a head the arrow keys go from one to the next, and Ctrl with them makes its column narrower or wider.",
    "What stands in an order of its own is put in order by dragging a row, or by Ctrl with the arrow up and down on it: issues, an agenda, \
     sittings, who was there, seats, and the lists in the inspector. A line shows where the row will land; Escape takes it back.",
    "Shift with the arrow keys or a click selects several rows, Ctrl with a click or Space adds one, Ctrl+A selects all, Escape goes back \
     to one. What is then chosen at the right is changed in all of them as one step. The menu key or Shift+F10 opens the menu of a row.",
    "Saved filters keeps a filter by name, for one negotiation or for all; saved again under the same name it is replaced. Filters, \
     orders and widths are kept with your settings on this machine, not in the record.",
];

/// What is to be known of dates.
const DATES: [&str; 3] = [
    "A date is written as it was told: “4–5 February”, “Q2 2026”, “by end of August”, “as early as next week”, “5 Feb 10:20 Moscow time”, in \
     most languages of the press and with digits of any script. What it is read as stands below the field.",
    "Words count from the day they hang on: an announced date from the day it was said, what was said or is due from the last day of its \
     round, else from the day of its source, else from today. When Said on is changed, the announced words are read again; a date typed \
     whole stays.",
    "A text with a word that is not understood is kept as words, without a date, and the word is named. In quotation marks a date whose \
     year nobody stated is kept as words, too. So is an hour while nothing says on whose clocks it is: write “10:20 Geneva time”, or give the \
     round its time zone.",
];

/// What is to be known of files that go out and come in.
const EXCHANGE: [&str; 5] = [
    "Export writes a brief (Word, web page, Markdown), the positions matrix and the lists (Excel, CSV, Markdown), or a calendar (.ics), of a \
     negotiation or of one round, and shows it first. Print makes the brief; the program that opens it prints it.",
    "What was said off the record is left out of every export. What was said on background or under the Chatham House rule leaves without \
     speaker, party or source, and is left out if its words name somebody who was there: by a name, an office, a firm, a role at the table, \
     or a noun that fits few of them (the union). Only the levels that you name for one export leave whole, and single \
     statements that you release; what is written says how many statements were withheld. Other texts (accounts, outcomes, notes, …) can be \
     marked likewise, and follow what they repeat, cite or name if they are not.",
    "Copy as table puts what is shown on the clipboard, for a spreadsheet and for a document, by the same rule.",
    "Import takes in tables (.csv, .tsv, .xlsx), calendars (.ics) and Web Annotations (.jsonld): drag the file onto the window. You see what every row would do and \
     correct how it is read before anything is changed; then it is one step, which undo takes back. The same file again adds nothing.",
    "CSV has no place for how much was withheld, nor for how wide a column is; Markdown has none for dates as dates. A brief is to be \
     read: it is not imported. What a calendar cannot hold:",
];

/// How wide the signs of the quick line stand, in points.
const SIGNS_WIDTH: f32 = 270.0;
/// How wide the keys stand, in points.
const KEYS_WIDTH: f32 = 170.0;
/// How wide prose runs, in points.
const PROSE_WIDTH: f32 = 620.0;

/// The page of the keys and the quick line.
#[derive(Default)]
pub(super) struct HelpPage;

impl HelpPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, _: &mut ViewContext<'_>) {
        page_ui(ui);
    }
}

fn page_ui(ui: &mut Ui) {
    kit::page_title_ui(ui, "Keys and quick line", "Everything can be done without the mouse.", |_| {});
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        // One stop of the Tab key: the arrows go from line to line, the page keys on by ten, letters to the line that has them.
        let list = focus::begin_list(ui, "help");
        kit::access::is(ui, Role::Document, "Keys and quick line");
        kit::section_ui(ui, "Keys", None, |_| {});
        commands_ui(ui);
        kit::subheading_ui(ui, "In fields, lists and tables");
        for (keys, meaning) in FIELD_KEYS {
            read_ui(ui, |ui| line_ui(ui, KEYS_WIDTH, keys, |ui| ui.add(kit::text(*meaning).small())));
        }
        ui.add_space(space::L);
        kit::section_ui(ui, "Quick line", None, |_| {});
        ui.add(kit::text("One line makes one statement. Only the party and the text are needed; the words before the colon may come in any order.").weak());
        ui.add_space(space::S);
        ui.add(kit::text(EXAMPLE).monospace().selectable());
        ui.add_space(space::S);
        for (written, meaning) in quick_line::SYNTAX {
            read_ui(ui, |ui| line_ui(ui, SIGNS_WIDTH, written, |ui| ui.add(kit::text(*meaning).small())));
        }
        ui.add_space(space::S);
        ui.add(kit::text("A line that begins with one of these words makes something else of the round, with the same signs.").weak());
        ui.add_space(space::S);
        for (_, words, example, meaning) in quick_line::FORMS {
            let others = words.iter().skip(1).copied().collect::<Vec<_>>();
            let also = if others.is_empty() { String::new() } else { format!(". Also {}", others.join(", ")) };
            let meaning = format!("{meaning}{also}");
            // An example may be longer than a sign.
            read_ui(ui, |ui| {
                ui.add(kit::text(*example).monospace());
                line_ui(ui, 24.0, "", |ui| ui.add(kit::text(meaning).small()));
            });
        }
        ui.add_space(space::L);
        kit::section_ui(ui, "Lists", None, |_| {});
        prose_ui(ui, &LISTS);
        ui.add_space(space::L);
        kit::section_ui(ui, "Dates", None, |_| {});
        prose_ui(ui, &DATES);
        ui.add_space(space::L);
        kit::section_ui(ui, "Window", None, |_| {});
        prose_ui(ui, &WINDOW);
        ui.add_space(space::L);
        kit::section_ui(ui, "Saving and earlier versions", None, |_| {});
        prose_ui(ui, &VERSIONS);
        ui.add_space(space::L);
        kit::section_ui(ui, "Export and import", None, |_| {});
        prose_ui(ui, &EXCHANGE);
        prose_ui(ui, &ics::LIMITS);
        // Room for the ring around the last line.
        ui.add_space(space::S);
        focus::end_list(ui, list);
    });
}

/// Makes what `add` draws a line that the keyboard comes to, and that is read as a whole.
fn read_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let (place, heard) = kit::access::heard(ui, |ui| ui.scope(add).response.rect);
    let words = heard.join(", ");
    let response = ui.interact(place, ui.next_auto_id().with(&words), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, &words));
    focus::row(ui, &response, false, &words);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, kit::tokens(ui).accent);
        ui.painter().rect_stroke(place.expand(2.0), kit::radius::S, ring, egui::StrokeKind::Outside);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// The keys of all commands, group by group.
fn commands_ui(ui: &mut Ui) {
    let mut group = None;
    for &command in Command::ALL {
        let keys = command.keys(ui.ctx());
        if keys.is_empty() {
            continue;
        }
        if group.replace(command.group()) != Some(command.group()) {
            kit::subheading_ui(ui, command.group());
        }
        let about = |ui: &mut Ui| {
            ui.add(kit::text(command.name()).small().strong());
            ui.add(kit::text(command.tooltip()).small().weak())
        };
        read_ui(ui, |ui| line_ui(ui, KEYS_WIDTH, &keys, about));
    }
}

fn prose_ui(ui: &mut Ui, sentences: &[&str]) {
    for sentence in sentences {
        read_ui(ui, |ui| {
            ui.set_max_width(PROSE_WIDTH);
            ui.add(kit::text(*sentence).weak());
        });
    }
}

/// A line of a table of two columns, of which the second wraps: what is typed, and what it does. Both stand on one base line.
fn line_ui(ui: &mut Ui, width: f32, typed: &str, right: impl FnOnce(&mut Ui) -> Response) {
    let below = |font| kit::fonts::below_middle(ui, &font);
    let lower = below(kit::fonts::regular(kit::size::SMALL)) - below(kit::fonts::monospace(kit::size::SMALL));
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(Vec2::new(width, height::SMALL), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.add_space(lower.max(0.0));
            lines::line_ui(ui, |ui| ui.add(kit::text(typed).monospace()));
        });
        ui.vertical(|ui| {
            ui.set_max_width((ui.available_width() - space::L).min(PROSE_WIDTH));
            ui.add_space((-lower).max(0.0));
            lines::line_ui(ui, right);
        });
    });
}
