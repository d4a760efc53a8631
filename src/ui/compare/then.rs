//! One party at two points: what is the same, what is new, what is gone, and which words changed.

use super::axes::Axes;
use super::side::{columns_ui, side_ui};
use super::stated;
use super::stops::{Stop, index_of};
use crate::kit::access::list_ui;
use crate::kit::{self, Choice, Icon, Tone, space};
use crate::model::{NegotiationId, PartyId, Statement};
use crate::query::compare::{self, Mark, Side, Span, ThenAndNow, Turn};
use crate::query::names;
use crate::query::position::AsOf;
use crate::ui::row::row_ui;
use crate::ui::{Memo, ViewContext, menu};
use chrono_tz::Tz;
use egui::Ui;

/// The turns in the order of their chips.
const TURNS: [(Turn, &str, Tone); 4] = [
    (Turn::Changed, "Changed", Tone::Warning),
    (Turn::New, "New", Tone::Info),
    (Turn::Gone, "Gone", Tone::Danger),
    (Turn::Same, "The same", Tone::Neutral),
];

/// What the view keeps between frames.
#[derive(Default)]
pub(super) struct ThenState {
    party: Option<PartyId>,
    then: Option<AsOf>,
    now: AsOf,
    /// Only these turns; all if none.
    only: Vec<Turn>,
    /// The first point at which the party had a position.
    first: Memo<(NegotiationId, PartyId, Tz), AsOf>,
    pairs: Memo<(NegotiationId, PartyId, AsOf, AsOf, Tz), Vec<ThenAndNow>>,
}

impl ThenState {
    /// Draws the choices and the pairs.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, axes: &Axes) {
        let workspace = view_ctx.workspace();
        let stops = axes.stops.as_slice();
        let chosen = self.party.filter(|party| axes.parties.contains(party));
        let party = chosen.or_else(|| axes.speakers.first().copied());
        let Some(party) = party else { return };
        let first =
            *self.first.get(view_ctx.session.revision(), (negotiation, party, view_ctx.zone), |(negotiation, party, zone)| {
                let stated = |as_of| {
                    let rows = compare::side_by_side(workspace, *negotiation, &[*party], as_of, *zone).rows;
                    rows.iter().flat_map(|row| &row.sides).any(|side| side.position.is_some())
                };
                stops.iter().map(|stop| stop.as_of).find(|as_of| stated(*as_of)).unwrap_or_default()
            });
        let then = self.then.filter(|then| stops.iter().any(|stop| stop.as_of == *then)).unwrap_or(first);
        let then = self.choices_ui(ui, view_ctx, axes, (party, then));
        let question = (negotiation, party, then, self.now, view_ctx.zone);
        let pairs = self.pairs.get(view_ctx.session.revision(), question, |(negotiation, party, then, now, zone)| {
            compare::then_and_now(workspace, *negotiation, *party, *then, *now, *zone)
        });
        turns_ui(ui, &mut self.only, pairs);
        ui.add_space(space::XS);
        columns_ui(ui, 2, |ui, column| {
            let as_of = if column == 0 { then } else { self.now };
            let words = stops.get(index_of(stops, as_of)).map(Stop::words).unwrap_or_default();
            ui.add(kit::text(words).strong().truncate());
        });
        ui.separator();
        if pairs.is_empty() {
            let sentence = "This party had no position at either point. Choose another party or another round.";
            kit::empty_ui(ui, Icon::Diff, "Nothing to compare", sentence, None);
            return;
        }
        let only = &self.only;
        kit::scroll_ui(ui, "then and now", |ui| {
            for pair in pairs.iter().filter(|pair| only.is_empty() || only.contains(&pair.turn)) {
                pair_ui(ui, view_ctx, pair);
                ui.separator();
            }
        });
    }

    /// Party, then and now; returns the earlier point.
    fn choices_ui(&mut self, ui: &mut Ui, view_ctx: &ViewContext<'_>, axes: &Axes, (party, then): (PartyId, AsOf)) -> AsOf {
        let workspace = view_ctx.workspace();
        let (columns, stops) = (&axes.parties, axes.stops.as_slice());
        let mut earlier = then;
        columns_ui(ui, 3, |ui, column| match column {
            0 => {
                let names: Vec<String> = columns.iter().map(|party| names::party(workspace, *party)).collect();
                if let Some(Choice::Item(at)) = kit::combo("Party", &names::party(workspace, party), &names).show(ui) {
                    self.party = columns.get(at).copied();
                }
            }
            1 => earlier = stop_ui(ui, "Then", stops, then).unwrap_or(then),
            _ => self.now = stop_ui(ui, "Later", stops, self.now).unwrap_or(self.now),
        });
        if earlier != then {
            self.then = Some(earlier);
        }
        earlier
    }
}

fn stop_ui(ui: &mut Ui, label: &str, stops: &[Stop], as_of: AsOf) -> Option<AsOf> {
    let words: Vec<String> = stops.iter().map(Stop::words).collect();
    let current = words.get(index_of(stops, as_of)).cloned().unwrap_or_default();
    match kit::combo(label, &current, &words).show(ui) {
        Some(Choice::Item(at)) => stops.get(at).map(|stop| stop.as_of),
        _ => None,
    }
}

/// How many of each turn there are; each can be chosen to see no others.
fn turns_ui(ui: &mut Ui, only: &mut Vec<Turn>, pairs: &[ThenAndNow]) {
    ui.add_space(space::S);
    kit::chip_row_ui(ui, |ui| {
        for (turn, word, tone) in TURNS {
            let count = pairs.iter().filter(|pair| pair.turn == turn).count();
            let at = only.iter().position(|other| *other == turn);
            let words = format!("{word} {count}");
            let chip = kit::chip(words).tone(if count == 0 { Tone::Neutral } else { tone }).clickable().selected(at.is_some());
            if ui.add(chip.tooltip("Show only these")).clicked() {
                match at {
                    Some(at) => {
                        only.remove(at);
                    }
                    None => only.push(turn),
                }
            }
        }
    });
}

fn pair_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, pair: &ThenAndNow) {
    let workspace = view_ctx.workspace();
    let path = names::issue_path(workspace, pair.issue.issue);
    ui.horizontal(|ui| {
        kit::subheading_ui(ui, &path);
        let (tone, icon) = super::symbols::movement(&pair.moved);
        ui.add(kit::chip(pair.moved.label()).tone(tone).icon(icon));
    });
    let said = |side: &Side| side.position.as_ref().and_then(|one| workspace.statements.get(&one.statement));
    let (then, now) = (said(&pair.then), said(&pair.now));
    let (Turn::Changed, Some(then), Some(now)) = (pair.turn, then, now) else {
        list_ui(ui, &path, 2, |ui| {
            columns_ui(ui, 2, |ui, column| side_ui(ui, view_ctx, if column == 0 { &pair.then } else { &pair.now }));
        });
        return;
    };
    let diff = compare::word_diff(&then.text, &now.text);
    list_ui(ui, &path, 2, |ui| {
        columns_ui(ui, 2, |ui, column| {
            let (said, spans) = if column == 0 { (then, &diff.old) } else { (now, &diff.new) };
            marked_ui(ui, view_ctx, said, spans);
        });
    });
}

/// A statement with the words marked that are not in the other.
fn marked_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, said: &Statement, spans: &[Span]) {
    let workspace = view_ctx.workspace();
    let name = format!("{}, {}", names::party(workspace, said.party), stated::aloud(said));
    let response = row_ui(ui, &name, view_ctx.is_selected(said.id), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        stated::marks_ui(ui, workspace, said, false);
        let mark = |mark: Mark| match mark {
            Mark::Same => kit::Mark::Same,
            Mark::Added => kit::Mark::Added,
            Mark::Removed => kit::Mark::Removed,
        };
        let words = |span: &Span| said.text.get(span.range.clone()).unwrap_or_default();
        let spans = compare::phrases(spans, &said.text);
        let quote = |sign| said.verbatim.then_some((kit::Mark::Same, sign));
        let said_words = spans.iter().map(|span| (mark(span.mark), words(span)));
        kit::diff_ui(ui, quote("“").into_iter().chain(said_words).chain(quote("”")));
        stated::apparatus_ui(ui, workspace, said);
    });
    menu::row_menu(ui, view_ctx, &response, said.id.into());
    if response.clicked() {
        view_ctx.select(said.id);
    }
}
