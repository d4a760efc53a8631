//! What a round was like and what came out, as told: sittings, accounts, outcome, and where sources disagree.

use super::super::form::Form;
use super::super::passages::passages_ui;
use super::super::section::{Line, List};
use super::super::spellings::joined;
use crate::model::{Account, Discrepancy, Outcome, RecordLevel, Round, Sitting, Vocabulary, When};
use crate::query::names;
use egui::Ui;

pub(super) fn sittings_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let list = List { name: "sittings", title: "Sittings", noun: "sitting" };
    let zone = round.zone;
    let line = |_: &Form<'_, '_>, one: &Sitting| {
        let when = if one.when.is_unknown() { String::new() } else { one.when.short_words() };
        Line { title: one.title.clone(), detail: joined([when.as_str(), &names::shortened(&one.note, "")]) }
    };
    let make = |form: &mut Form<'_, '_>| Sitting {
        id: form.part(),
        title: String::new(),
        when: When::Unknown,
        note: String::new(),
        level: None,
    };
    let anchor = form.anchors().sitting(round);
    form.list(ui, list, &mut round.sittings, line, make, |form, ui, one| {
        form.text_hint(ui, "title", "Title", "Day 1, working group", &mut one.title);
        form.when(ui, "when", "When", anchor, zone, &mut one.when);
        form.prose(ui, "note", "What happened", "", &mut one.note);
        form.level(ui, "level", RecordLevel::NAME, &mut one.level);
        form.by_kind(ui, "", one);
    });
}

pub(super) fn accounts_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let list = List { name: "accounts", title: "Accounts", noun: "account" };
    let zone = round.zone;
    let line = |form: &Form<'_, '_>, one: &Account| {
        let workspace = form.workspace();
        let party = one.party.map(|id| names::party(workspace, id));
        let speaker = one.speaker.as_ref().map(|who| names::who(workspace, who));
        Line { title: party.or(speaker).unwrap_or_default(), detail: names::shortened(&one.text, "") }
    };
    let make = |form: &mut Form<'_, '_>| Account {
        id: form.part(),
        party: None,
        speaker: None,
        said_on: When::Unknown,
        text: String::new(),
        passages: Vec::new(),
        source: None,
        level: None,
    };
    let whole = round.clone();
    form.list(ui, list, &mut round.accounts, line, make, |form, ui, one| {
        form.maybe_link(ui, "party", "Whose account", &mut one.party);
        form.who(ui, "speaker", "Given by", &mut one.speaker);
        let anchor = form.anchors().account(&whole, one);
        form.when(ui, "said_on", "Given on", anchor, zone, &mut one.said_on);
        form.prose(ui, "text", "What it says", "", &mut one.text);
        form.maybe_link(ui, "source", "Source", &mut one.source);
        passages_ui(form, ui, "passages", &mut one.passages);
        form.level(ui, "level", RecordLevel::NAME, &mut one.level);
        form.by_kind(ui, "", one);
    });
}

pub(super) fn outcome_ui(form: &mut Form<'_, '_>, ui: &mut Ui, outcome: &mut Outcome) {
    let kind = outcome.kind.as_ref().map_or("", Vocabulary::label);
    let holds = joined([kind, &names::shortened(&outcome.text, "")]);
    form.section(ui, "outcome", "Outcome", &holds, |form, ui| {
        form.term(ui, "outcome", &mut outcome.kind);
        form.prose(ui, "outcome_text", "In words", "What came out", &mut outcome.text);
        form.links(ui, "documents", "Documents and sources", &mut outcome.documents);
        passages_ui(form, ui, "outcome_passages", &mut outcome.passages);
        form.level(ui, "outcome_level", RecordLevel::NAME, &mut outcome.level);
        form.by_kind(ui, "outcome", outcome);
    });
}

pub(super) fn discrepancies_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let list = List { name: "discrepancies", title: "Where sources disagree", noun: "discrepancy" };
    let line = |_: &Form<'_, '_>, one: &Discrepancy| {
        let other = if one.other.is_empty() { String::new() } else { format!("not {}", one.other) };
        Line { title: one.about.clone(), detail: joined([one.held.as_str(), other.as_str()]) }
    };
    let make = |form: &mut Form<'_, '_>| Discrepancy {
        id: form.part(),
        about: String::new(),
        held: String::new(),
        other: String::new(),
        note: String::new(),
        source: None,
        level: None,
    };
    form.list(ui, list, &mut round.discrepancies, line, make, |form, ui, one| {
        form.text_hint(ui, "about", "Which fact", "Start date, who led", &mut one.about);
        form.text_hint(ui, "held", "What the record holds", "And most sources give", &mut one.held);
        form.text_hint(ui, "other", "What the other source gives", "", &mut one.other);
        form.maybe_link(ui, "source", "The other source", &mut one.source);
        form.prose(ui, "note", "Note", "", &mut one.note);
        form.level(ui, "level", RecordLevel::NAME, &mut one.level);
        form.by_kind(ui, "", one);
    });
}
