//! Fields that were changed in two places: both values side by side, and the choice between them.

use super::{Action, Memo, ViewContext, badges, lines};
use crate::kit::{self, Tone, space};
use crate::model::{ClashId, RecordId, Stamp};
use crate::query::clashes::{self, Choice, Version};
use crate::query::compare::{self, Mark, Span};
use crate::query::names;
use chrono_tz::Tz;
use egui::{Align, Frame, Layout, Margin, Stroke, Ui};

/// How many records are listed at once.
const LISTED: usize = 50;
/// With less room than this long values stand one under the other.
const NARROW: f32 = 360.0;
/// How much is to be seen above and below a button that gets the focus.
const AROUND: f32 = 120.0;
/// How many characters a value has that needs the room.
const LONG: usize = 160;

/// A choice with the words marked that differ.
#[derive(Clone, Debug)]
struct Shown {
    choice: Choice,
    here: Vec<Span>,
    elsewhere: Vec<Span>,
}

impl Shown {
    fn new(choice: Choice) -> Self {
        let here = choice.here.as_ref().map_or("", |here| here.words.as_str());
        let diff = compare::word_diff(here, &choice.elsewhere.words);
        // Where nothing is the same, a mark on everything says nothing.
        let marked = |spans: Vec<Span>, text: &str| {
            let same = |span: &Span| {
                span.mark == Mark::Same && text.get(span.range.clone()).is_some_and(|words| !words.trim().is_empty())
            };
            if spans.iter().any(same) { compare::phrases(&spans, text) } else { Vec::new() }
        };
        Self { here: marked(diff.old, here), elsewhere: marked(diff.new, &choice.elsewhere.words), choice }
    }
}

/// What is shown of fields changed in two places, kept until the record changes.
#[derive(Default)]
pub(super) struct Clashes {
    shown: Memo<Option<RecordId>, Vec<Vec<Shown>>>,
    /// The choice to put the focus on, and on which of its buttons.
    focus: Option<(ClashId, bool)>,
}

impl Clashes {
    /// The notice over a record of which something is to be chosen; nothing for others.
    pub(super) fn of_record_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, record: RecordId) {
        let workspace = view_ctx.workspace();
        let shown = self.shown.get(view_ctx.session.revision(), Some(record), |_| {
            vec![clashes::of_record(workspace, record).into_iter().map(Shown::new).collect()]
        });
        let Some(shown) = shown.first().filter(|shown| !shown.is_empty()) else { return };
        let c = kit::tokens(ui).tone(Tone::Warning);
        let frame = Frame::new().fill(c.soft).stroke(Stroke::new(1.0, c.line)).corner_radius(kit::radius::M);
        frame.inner_margin(Margin::same(10)).show(ui, |ui| {
            ui.take_available_width();
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal(|ui| {
                badges::icon(shown[0].choice.clash.into()).ui(ui, 18.0, c.text);
                ui.add(kit::text("Changed in two places").strong().truncate());
            });
            ui.add(kit::text(sentence(shown)).small());
            record_ui(ui, view_ctx, shown, &mut self.focus, "");
        });
        ui.add_space(space::S);
    }

    /// Puts the focus on the first choice of that record.
    pub(super) fn seek(&mut self, view_ctx: &ViewContext<'_>, record: RecordId) {
        self.focus = view_ctx.workspace().clashes_of(record).first().map(|clash| (clash.id, false));
    }

    /// The section of the page of problems: every record of which something is to be chosen. Nothing if there is none.
    pub(super) fn section_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let workspace = view_ctx.workspace();
        if workspace.clashes.is_empty() {
            return;
        }
        let shown = self.shown.get(view_ctx.session.revision(), None, |_| {
            let records = clashes::records(workspace).into_iter().take(LISTED);
            records.map(|id| clashes::of_record(workspace, id).into_iter().map(Shown::new).collect()).collect()
        });
        kit::section_ui(ui, "Changed in two places", Some(workspace.clashes.len()), |_| {});
        ui.add(
            kit::text("These fields were changed here and elsewhere at the same time. The record has one of the two values; the other is kept until you choose.")
                .weak(),
        );
        ui.add_space(space::S);
        for shown in shown {
            let Some(Shown { choice: Choice { record, .. }, .. }) = shown.first() else { continue };
            let title = names::title(workspace, *record);
            kit::card_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.horizontal(|ui| {
                    badges::icon(*record).ui(ui, 18.0, kit::tokens(ui).text_weak);
                    let name = format!("Open the {} {title}", record.noun());
                    if lines::link_ui(ui, &title, &name).clicked() {
                        view_ctx.open(*record);
                    }
                });
                record_ui(ui, view_ctx, shown, &mut self.focus, &title);
            });
            ui.add_space(space::S);
        }
        let more = clashes::records(workspace).len().saturating_sub(LISTED);
        if more > 0 {
            ui.add(kit::text(format!("and {more} more records. They follow when these are chosen.")).weak().small());
        }
    }
}

/// What has happened, over the choices of one record.
fn sentence(shown: &[Shown]) -> String {
    let fields = match shown {
        [one] => format!("“{}” was changed here and elsewhere at the same time.", one.choice.field),
        all => format!("{} fields were changed here and elsewhere at the same time.", all.len()),
    };
    format!("{fields} Choose which to keep; until then the other is not lost.")
}

/// All choices of one record. `title` is that of the record where it is not the one in the inspector.
fn record_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, shown: &[Shown], focus: &mut Option<(ClashId, bool)>, title: &str) {
    if let [first, _, ..] = shown {
        let record = first.choice.record;
        let of = if title.is_empty() { String::new() } else { format!(" of {title}") };
        ui.horizontal_wrapped(|ui| {
            for (take_other, words) in [(false, "Keep all of these"), (true, "Take all the others")] {
                if ui.add(kit::button(words).name(&format!("{words}{of}"))).clicked() {
                    view_ctx.send(Action::ChooseAll(record, take_other));
                }
            }
        });
        ui.add_space(space::XS);
    }
    let mut next = None;
    for (at, one) in shown.iter().enumerate() {
        ui.push_id(one.choice.clash.0, |ui| {
            if at > 0 {
                ui.add_space(space::S);
            }
            if let Some(take_other) = choice_ui(ui, view_ctx, one, focus, title) {
                let beside = shown.get(at + 1).or(at.checked_sub(1).and_then(|before| shown.get(before)));
                next = beside.map(|beside| (beside.choice.clash, take_other));
            }
        });
    }
    // By keyboard the way goes on to the next field, once this one is gone.
    if next.is_some() {
        *focus = next;
    }
}

/// One field: its name, both values, a button for each. Returns what was chosen, if it was by keyboard.
fn choice_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    shown: &Shown,
    focus: &mut Option<(ClashId, bool)>,
    title: &str,
) -> Option<bool> {
    let Shown { choice, here, elsewhere } = shown;
    ui.add(kit::text(choice.field.as_str()).strong().small());
    if choice.is_settled() {
        ui.add(kit::text("Both say the same by now.").weak().small());
    }
    let of = if title.is_empty() { choice.field.clone() } else { format!("{} of {title}", choice.field) };
    let is_long = |version: &Version| version.words.chars().count() > LONG;
    let is_long = is_long(&choice.elsewhere) || choice.here.as_ref().is_some_and(is_long);
    let columns = if is_long && ui.available_width() < NARROW { 1 } else { 2 };
    let zone = view_ctx.zone;
    let blank = if choice.item { "Not there" } else { "Blank" };
    let mut chosen = None;
    let mut side_ui = |ui: &mut Ui, take_other: bool| {
        let (heading, words, spans, version) = match take_other {
            false => ("Here", "Keep this", here, choice.here.as_ref()),
            true => ("Elsewhere", "Take the other", elsewhere, Some(&choice.elsewhere)),
        };
        version_ui(ui, (heading, blank), version, spans, zone, |ui| {
            let name = format!("{words}: {of}");
            let button = kit::button(words).name(&name).enabled(!take_other || choice.here.is_some());
            let response = ui.add(button);
            if *focus == Some((choice.clash, take_other)) {
                *focus = None;
                response.request_focus();
            }
            if response.gained_focus() {
                ui.scroll_to_rect(response.rect.expand2(egui::vec2(0.0, AROUND)), None);
            }
            if response.clicked() {
                chosen = Some((take_other, response.has_focus()));
            }
        });
    };
    ui.spacing_mut().item_spacing.x = space::S;
    ui.columns(columns, |columns| {
        let sides = columns.len() - 1;
        for (at, take_other) in [false, true].into_iter().enumerate() {
            if let Some(ui) = columns.get_mut(at.min(sides)) {
                // The columns of egui stretch what is in them.
                ui.with_layout(Layout::top_down(Align::Min), |ui| side_ui(ui, take_other));
            }
        }
    });
    let (take_other, by_key) = chosen?;
    view_ctx.send(Action::Choose(choice.clash, take_other));
    by_key.then_some(take_other)
}

/// One of the two values under its heading, with who and when, and with the words marked that are not in the other.
fn version_ui(
    ui: &mut Ui,
    (heading, blank): (&str, &str),
    version: Option<&Version>,
    spans: &[Span],
    zone: Tz,
    add_button: impl FnOnce(&mut Ui),
) {
    let t = kit::tokens(ui);
    let frame = Frame::new().fill(t.field).stroke(Stroke::new(1.0, t.line)).corner_radius(kit::radius::M);
    frame.inner_margin(Margin::same(8)).show(ui, |ui| {
        ui.take_available_width();
        ui.spacing_mut().item_spacing.y = space::XS;
        lines::line_ui(ui, |ui| {
            ui.add(kit::text(heading).small().extend());
            if let Some(stamp) = version.and_then(|version| version.stamp.as_ref()) {
                ui.add(kit::text(stamp_words(stamp, zone)).weak().caption());
            }
        });
        add_button(ui);
        match version.map(|version| version.words.as_str()) {
            None => ui.add(kit::text("The record is no longer there.").weak().italic()),
            Some("") => ui.add(kit::text(blank).weak().italic()),
            Some(words) if spans.is_empty() => ui.add(kit::text(words).selectable()),
            Some(words) => {
                kit::diff_ui(ui, spans.iter().map(|span| (mark(span.mark), words.get(span.range.clone()).unwrap_or_default())))
            }
        };
    });
}

fn mark(mark: Mark) -> kit::Mark {
    match mark {
        Mark::Same => kit::Mark::Same,
        Mark::Added | Mark::Removed => kit::Mark::Differs,
    }
}

/// When the version was made, and by whom if they gave a name.
fn stamp_words(stamp: &Stamp, zone: Tz) -> String {
    let at = stamp.changed.with_timezone(&zone).format("%-d %b %Y, %H:%M");
    if stamp.by.trim().is_empty() { at.to_string() } else { format!("{at} by {}", stamp.by.trim()) }
}
