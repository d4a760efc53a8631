//! The look: tokens, theme, fonts, icons and generic widgets; knows nothing about negotiations.
//!
//! Of the crate it knows [`text`](crate::text) alone. Screens `use crate::kit::{self, …}` and need nothing of egui's own style.
//! Builders (`kit::button("…")`) are egui widgets, added by `ui.add`; those that give more than a
//! [`Response`](egui::Response) have `show(ui)`; functions that draw end in `_ui`. Widgets that choose return *what the user
//! did* (`Option<Choice>`): they change nothing themselves, so that the screen can send a command.
//!
//! # Once
//!
//! [`install`] sets fonts and both styles before the first frame, [`set_theme`] takes a [`ThemeChoice`].
//!
//! # Tokens
//!
//! | want | take |
//! |---|---|
//! | a colour | [`tokens`]`(ui)`: `page panel raised field sunken stripe hover pressed`, `line line_strong`, `text_strong text text_weak`, `accent`, `selection`, `added removed`; [`Tokens::tone`]`(`[`Tone`]`)` has `text soft line` |
//! | a party's colour | [`party_colors`]`(ui, hue)`: `fill on_fill soft`; hues count from 0 to [`PARTY_HUES`], named by [`party_hue_name`]; always with the party's short name |
//! | a distance | [`space`]: `XXS` 2, `XS` 4, `S` 8, `M` 12, `L` 16, `XL` 24, `XXL` 32 |
//! | a size of type | [`size`]: `CAPTION` 12, `SMALL` 13, `BODY` 15, `LEAD` 17, `HEADING` 20, `TITLE` 26 |
//! | a height, a radius | [`height`]: `SMALL` 22, `CONTROL` 28, `BAR` 36; [`radius`]: `S M L` |
//! | a font for a painter | [`fonts`]: `regular semibold italic monospace` |
//!
//! # Text
//!
//! Any text that a user wrote goes through [`text`]: `ui.add(kit::text(name).strong())`, with `strong weak italic monospace
//! small caption size color truncate extend selectable sense`. It orders right-to-left words, which egui does not, and is
//! read aloud as it was written. Every widget below does the same. Where only a string can be given (a tooltip, a painter, a
//! menu item of egui), pass it through [`visual`] (or [`fitted`] where egui may cut it), and name the widget by the words as they were. Labels cannot be selected
//! unless `selectable`: do it for what a user may quote. Text is written in [`text_field`] or, in a field of
//! its own look, in [`edit_ui`]; egui's own text edit does not order right-to-left text.
//! A line made of several parts, of which one may be a name, is made with [`join`] (or `format!` with [`isolate`]): else figures
//! beside a name from the right are drawn on its other side.
//!
//! # Widgets
//!
//! | want | take |
//! |---|---|
//! | a button | [`button`]`("Log a round").icon(Icon::Add).primary()` or `.quiet() .danger() .enabled(b) .selected(b) .tooltip("…") .shortcut("Ctrl+N") .full_width()` |
//! | a button with an icon alone | [`icon_button`]`(Icon::Bin, "Move to the bin")`, `.small() .enabled(b) .selected(b) .tone(t) .tooltip("…")` |
//! | an icon | [`Icon`]: `.ui(ui, size, color)`, `.paint(painter, at, size, color)`, `.atom(size)` before the words of an egui button or menu item |
//! | a tag | [`chip`]`("Conflicting").tone(Tone::Warning).icon(…)`, `.clickable() .selected(b) .tooltip("…")`; `.show_removable(ui)` is true when it is to go |
//! | a mark with its word, for a legend | [`marked_word_ui`]`(ui, Icon::Lock, ink, "Not on the record")` |
//! | tags in a row | [`chip_row_ui`]: on as many lines as they need |
//! | a party's tag | [`party_tag`]`(hue, "UA").tooltip("Ukraine")` |
//! | a page's title, a section, a small heading | [`page_title_ui`], [`section_ui`]`(ui, title, count, add_actions)`, [`subheading_ui`] |
//! | left and right in one row | [`with_actions_ui`] (actions are added from the right), [`with_actions_in_order_ui`] where there are several |
//! | a part whose widgets keep their ids | [`fixed_ui`] |
//! | a surface | [`page_frame`], [`panel_frame`], [`bar_frame`] for panels; [`card_ui`] |
//! | a question before all else | [`dialog_ui`]`(ui, "leaving", add_contents)` → what that returns, and whether it is to close |
//! | something to tell | [`notice_ui`]`(ui, tone, sentence, add_actions)` |
//! | nothing there yet | [`empty_ui`]`(ui, icon, title, sentence, Some("Log a round"))`, true when pressed |
//! | to write | [`text_field`]`("Title", &mut draft).hint("…").rows(3).problem(…).show(ui)` → [`FieldResponse`] `{ changed, began, ended, submitted, response }`; `ended` is the moment to send one undoable command. The field keeps no draft: hold it in the page |
//! | an edit of another widget as one step | [`gesture`]`(ui, &response)` → `(began, ended)`; do not use `lost_focus`, which egui 0.37 reports in two frames running |
//! | one of a list | [`combo`]`("Kind", current, &items).own_word().clearable().show(ui)` → [`Choice`] |
//! | an open list under a field of its own look | [`picker`]`("Offers", field_id, &entries).typed("gen").ui(ui, &mut mark)`, with [`Entry`] and a [`ListMark`], which [`ListKeys`]`::take(ui, edited)` moves |
//! | one key with exactly its modifiers | [`take_key`] |
//! | rows in an order given by hand | [`reorder`]`("agenda")`, then `.row(ui, &row)` for each and `.end(ui)` → [`Moved`]; `.row_with_keys` for Ctrl with the arrows |
//! | one stop of Tab for several things | [`roving`]`(ui, group, count, chosen)`, with [`roving_id`] and [`roving_sense`] for each |
//! | one of two to five | [`segmented_ui`]`(ui, "View", current, &[(a, "List"), (b, "Month")])` |
//! | on or off | [`toggle_ui`]`(ui, on, "Show the bin")` |
//! | a name and its value | [`key_value_ui`], [`key_text_ui`] (nothing while empty) |
//! | a row to choose | [`list_row`]`("Second round").icon(…).hue(…).detail("…").trailing("…").tone(…).indent(1).selected(b)` |
//! | what a screen reader is told of lists, tables, messages | [`access`] |
//! | a table | [`table`] with [`head_cell_ui`], [`TABLE_HEAD`], [`TABLE_ROW`]: egui_extras, virtual rows |
//! | the head of a column that sorts | [`sort_head_ui`] |
//! | a month | [`month`]`(day).today(…).selected(…).show(ui, \|day\| items)` → [`MonthAction`] |
//! | words marked in a text | [`spans_ui`]`(ui, &[(TextFormat, "…")], None)`: in any script |
//! | what changed in a text | [`diff_ui`]`(ui, [(Mark::Same, "…"), (Mark::Added, "…")])` |
//! | a long text to read and to select from by sentence, with marks | [`reading`]`("Text", &text, &mut reader).marks(&marks).show(ui)`, with [`ReadingText`], [`Reader`] and [`ReadingMark`] |
//! | to scroll | [`scroll_ui`] downwards |
//!
//! # Keys
//!
//! [`keys`] asks for a key with exactly its modifiers; egui's own functions ignore Shift and Alt. What is typed right after a key that
//! moves the focus waits until the focus is there (see `input`): whoever gives the focus to something that is not drawn yet says so by
//! [`expect_focus`]. Control characters never get into a field; text from elsewhere goes through [`pasted`].
//!
//! # Habits
//!
//! Everything must hold at 320 points of width and with one very long word: wrap text that is read, `truncate` text in rows
//! (the whole stands under the pointer). Tests draw with `egui_kittest` and must call [`install`] before the first frame:
//! `Harness::builder().with_context_setup(kit::install)`.

pub mod access;
mod bidi;
mod bold;
mod button;
mod calendar;
mod chip;
mod clean;
mod combo;
#[cfg(test)]
mod contrast;
mod dialog;
mod diff;
mod edit;
mod empty;
mod field;
mod fixed;
pub mod fonts;
mod frame;
#[cfg(test)]
mod gallery;
mod icons;
mod input;
pub mod keys;
mod keyvalue;
mod list_keys;
mod list_row;
mod menu_keys;
mod party;
mod picker;
mod reading;
mod reorder;
mod roving;
mod scroll;
mod section;
mod segmented;
mod sort_head;
mod spans;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod theme;
mod tokens;

pub use crate::text::direction::{has_rtl, isolate, join};
pub use bidi::visual;
pub use button::{Button, IconButton, button, icon_button};
pub use calendar::{DayItem, Month, MonthAction, month};
pub use chip::{Chip, chip, chip_row_ui, marked_word_ui, party_tag};
pub use clean::pasted;
pub use combo::{Choice, Combo, combo};
pub use dialog::dialog_ui;
pub use diff::{Mark, diff_ui};
pub use edit::edit_ui;
pub use empty::empty_ui;
pub use field::{FieldResponse, TextField, gesture, hint, label_ui, text_field};
pub use fixed::fixed_ui;
pub use frame::{bar_frame, card_ui, notice_ui, page_frame, panel_frame};
pub use icons::Icon;
pub use input::{expect_focus, is_waiting, letters_run, text_has_focus};
pub use keyvalue::{key_text_ui, key_value_ui};
pub use list_keys::{ListKeys, take_key};
pub use list_row::{ListRow, list_row, mark_chosen};
pub use menu_keys::{MenuKeys, menu_choice_ui};
pub use party::{PARTY_HUES, PartyColors, party_colors, party_hue_name};
pub use picker::{Entry, ListMark, Picker, picker};
pub use reading::{Reader, ReadingMark, ReadingResponse, ReadingText, reading};
pub use reorder::{Held, Moved, Reorder, reorder};
pub use roving::{roving, roving_id, roving_sense};
pub use scroll::scroll_ui;
pub use section::{page_title_ui, section_ui, subheading_ui, with_actions_in_order_ui, with_actions_ui};
pub use segmented::{segmented_ui, toggle_ui};
pub use sort_head::sort_head_ui;
pub use spans::{fitted, spans_ui};
pub use table::{TABLE_HEAD, TABLE_ROW, head_cell_ui, table};
pub use text::{Text, text};
pub use theme::{ThemeChoice, install, set_theme};
pub use tokens::{DISABLED, FADED, MOVED, Tokens, Tone, ToneColors, contrast, height, radius, size, space, tokens};
