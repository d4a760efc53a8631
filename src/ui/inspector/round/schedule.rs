//! When a round is, was to be, and was said to be.

use super::super::form::Form;
use super::super::passages::passages_ui;
use super::super::section::{Line, List};
use super::super::spellings::joined;
use crate::kit::{self, Tone};
use crate::model::{Announcement, EarlierDate, RecordLevel, Round, Source, Vocabulary, When};
use crate::query::anchor::Anchors;
use crate::query::{conflict, names, rounds};
use egui::Ui;

/// The date now held to be right, and the offer to keep the one before it.
pub(super) fn when_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let zone = round.zone;
    let before = round.schedule.when.clone();
    let anchor = form.anchors().round(round);
    form.when(ui, "when", "When", anchor, zone, &mut round.schedule.when);
    if round.schedule.when != before && !before.is_unknown() {
        form.state.date_before = Some((round.id, before));
    }
    keep_ui(form, ui, round);
    let ahead = rounds::is_ahead(round);
    for found in conflict::conflicts(round).into_iter().filter(|_| ahead) {
        let words = conflict::words(form.workspace(), round, &found);
        ui.add(kit::text(words).small().color(kit::tokens(ui).tone(Tone::Warning).text));
    }
}

fn keep_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let Some((of, before)) = form.state.date_before.clone() else { return };
    let known = before == round.schedule.when || round.schedule.earlier.iter().any(|earlier| earlier.when == before);
    if of != round.id || known {
        return;
    }
    let words = format!("Keep {} as an earlier date", before.short_words());
    if form.offer_ui(ui, "when", &words, "The round was moved, and the old date is part of its story") {
        let mut earlier = new_earlier(form);
        earlier.when = before;
        round.schedule.earlier.push(earlier);
        form.state.date_before = None;
        form.changed("keep earlier date");
    }
}

fn new_earlier(form: &mut Form<'_, '_>) -> EarlierDate {
    EarlierDate { id: form.part(), when: When::Unknown, venue: String::new(), note: String::new(), source: None, level: None }
}

/// Who said which date.
pub(super) fn announcements_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let list = List { name: "announcements", title: "Announcements", noun: "announcement" };
    let zone = round.zone;
    let line = |form: &Form<'_, '_>, announcement: &Announcement| {
        let by = announcement.by.as_ref().map(|who| names::who(form.workspace(), who)).unwrap_or_default();
        let said = if announcement.said_on.is_unknown() {
            String::new()
        } else {
            format!("said {}", announcement.said_on.short_words())
        };
        let withdrawn = if announcement.withdrawn { "withdrawn" } else { "" };
        let when = if announcement.when.is_unknown() { announcement.wording.clone() } else { announcement.when.short_words() };
        Line { title: when, detail: joined([by.as_str(), said.as_str(), withdrawn]) }
    };
    let make = |form: &mut Form<'_, '_>| Announcement {
        id: form.part(),
        by: None,
        said_on: When::Unknown,
        when: When::Unknown,
        venue: String::new(),
        wording: String::new(),
        source: None,
        passages: Vec::new(),
        withdrawn: false,
        level: None,
    };
    let whole = round.clone();
    form.list(ui, list, &mut round.schedule.announcements, line, make, |form, ui, one| {
        let before = one.clone();
        let anchors = form.anchors();
        form.when(ui, "said_on", "Said on", anchors.announced_on(&whole, one.source), zone, &mut one.said_on);
        form.when(ui, "when", "Date announced", anchors.announced(&whole, one), zone, &mut one.when);
        form.who(ui, "by", "Announced by", &mut one.by);
        form.text_hint(ui, "wording", "In which words", "“as early as next week”", &mut one.wording);
        form.text_hint(ui, "venue", "Place announced", "If one was named", &mut one.venue);
        form.maybe_link(ui, "source", "Source", &mut one.source);
        passages_ui(form, ui, "passages", &mut one.passages);
        let meaning = "Taken back or overtaken by a later word from the same side: it no longer counts as a conflict";
        form.tick(ui, "withdrawn", "Withdrawn", meaning, &mut one.withdrawn);
        form.level(ui, "level", RecordLevel::NAME, &mut one.level);
        form.by_kind(ui, "", one);
        if one.when == before.when {
            let steps = (anchors.announced(&whole, &before), anchors.announced(&whole, one));
            let of = (form.record, form.key("when"));
            let kept = one.wording.clone();
            form.read_again(of, (&mut one.when, &kept), steps, anchors.read_on(&whole), zone);
        }
    });
}

/// Reads the announced dates again that count from the day of a source which was just changed; the rounds are changed in the same step.
pub(in crate::ui::inspector) fn source_changed(form: &mut Form<'_, '_>, source: &Source) {
    let before = form.anchors();
    let after = Anchors { instead: Some(source), ..before };
    for round in form.workspace().rounds_of(source.negotiation) {
        let mut changed = round.clone();
        let zone = round.zone;
        let mut any = false;
        for one in changed.schedule.announcements.iter_mut().filter(|one| one.source == Some(source.id)) {
            let steps = (before.announced(round, one), after.announced(round, one));
            let of = (round.id.into(), format!("announcements:{}:when", one.id));
            let kept = one.wording.clone();
            any |= form.read_again(of, (&mut one.when, &kept), steps, before.read_on(round), zone);
        }
        if any {
            form.also(changed);
        }
    }
}

/// What the date was before.
pub(super) fn earlier_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let list = List { name: "earlier", title: "Earlier dates", noun: "earlier date" };
    let zone = round.zone;
    let line = |_: &Form<'_, '_>, one: &EarlierDate| {
        let title = if one.when.is_unknown() { String::new() } else { one.when.short_words() };
        Line { title, detail: joined([one.venue.as_str(), one.note.as_str()]) }
    };
    let whole = round.clone();
    form.list(ui, list, &mut round.schedule.earlier, line, new_earlier, |form, ui, one| {
        let anchor = form.anchors().earlier(&whole, one);
        form.when(ui, "when", "Date given up", anchor, zone, &mut one.when);
        form.text_hint(ui, "venue", "Place then named", "If it was another", &mut one.venue);
        form.prose(ui, "note", "Why it was given up", "", &mut one.note);
        form.maybe_link(ui, "source", "Source", &mut one.source);
        form.level(ui, "level", RecordLevel::NAME, &mut one.level);
        form.by_kind(ui, "", one);
    });
}
