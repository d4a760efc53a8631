//! The fields of what holds the talks together: negotiations, issues and sources.

use super::directory::note_ui;
use super::form::{Focus, Form};
use super::round::schedule::source_changed;
use super::section::{Line, List};
use super::text::pair;
use crate::kit::{self, Icon};
use crate::model::{Issue, Negotiation, PartyId, Seat, SeatRole, Source, Vocabulary};
use crate::query::names;
use crate::ui::Action;
use crate::ui::Page;
use crate::ui::documents::{self, DocumentWish};
use egui::{OpenUrl, Ui};

pub(super) fn negotiation_ui(form: &mut Form<'_, '_>, ui: &mut Ui, negotiation: &mut Negotiation) {
    form.text(ui, "title", "Title", &mut negotiation.title);
    pair(ui, |left, right| {
        form.term(left, "status", &mut negotiation.status);
        form.text_hint(right, "code", "Code", "A short code", &mut negotiation.code);
    });
    form.prose(ui, "summary", "Summary", "What it is about", &mut negotiation.summary);
    seats_ui(form, ui, negotiation);
    form.section(ui, "tags", "Tags", &kit::join(&negotiation.tags, ", "), |form, ui| {
        form.by_kind(ui, "tags", negotiation);
    });
    let handling = negotiation.handling.clone();
    form.section(ui, "handling", "Handling", &handling, |form, ui| {
        form.by_kind(ui, "handling", negotiation);
    });
    note_ui(form, ui, &mut negotiation.note);
}

fn seats_ui(form: &mut Form<'_, '_>, ui: &mut Ui, negotiation: &mut Negotiation) {
    let list = List { name: "seats", title: "Seats", noun: "seat" };
    let line = |form: &Form<'_, '_>, seat: &Seat| Line {
        title: names::party(form.workspace(), seat.party),
        detail: seat.role.said().to_owned(),
    };
    let fields = |form: &mut Form<'_, '_>, ui: &mut Ui, seat: &mut Seat| {
        form.link(ui, "party", "Party", &mut seat.party);
        form.term_as(ui, "role", "Role", &mut seat.role);
        form.text(ui, "note", "Note on the seat", &mut seat.note);
        form.by_kind(ui, "", seat);
    };
    // A seat is somebody's: it is added by naming the party, which may be new.
    let foot = |form: &mut Form<'_, '_>, ui: &mut Ui, seats: &mut Vec<Seat>| {
        let seated: Vec<_> = seats.iter().map(|seat| seat.party).collect();
        let chosen = form.within("seats", |form| form.another::<PartyId>(ui, "party", "Party to seat", &seated));
        if let Some(party) = chosen {
            seats.push(Seat { party, role: SeatRole::Unstated, note: String::new() });
            form.changed("add seat");
        }
    };
    if form.list_with_foot(ui, list, &mut negotiation.seats, line, fields, foot) {
        form.state.seek(Focus::On("seats:party".to_owned()));
    }
}

pub(super) fn issue_ui(form: &mut Form<'_, '_>, ui: &mut Ui, issue: &mut Issue) {
    form.text(ui, "name", "Name", &mut issue.name);
    form.term(ui, "state", &mut issue.state);
    form.maybe_link(ui, "parent", "Part of", &mut issue.parent);
    let mut place = Some(issue.place);
    form.number(ui, "place", "Place in the list", &mut place);
    issue.place = place.unwrap_or(0);
    note_ui(form, ui, &mut issue.note);
}

/// The file that a source came from, and the ways to it.
fn document_ui(form: &mut Form<'_, '_>, ui: &mut Ui, source: &Source) {
    let words = documents::words(&source.document);
    if words.is_empty() {
        return;
    }
    form.section(ui, "document", "The file itself", &words, |form, ui| {
        ui.add(kit::text(source.document.name.as_str()).strong());
        ui.add(kit::text(words.as_str()).weak().caption());
        let open = "Opens a copy with the system's program. What is changed in it is not kept.";
        let opens =
            form.fixed(ui, "document open", |ui| ui.add(kit::button("Open a copy").icon(Icon::External).tooltip(open)).clicked());
        let saves = form.fixed(ui, "document save", |ui| ui.add(kit::button("Save a copy…").icon(Icon::Save)).clicked());
        if opens {
            form.view_ctx.send(Action::Document(DocumentWish::Open(source.id)));
        }
        if saves {
            form.view_ctx.send(Action::Document(DocumentWish::SaveCopy(source.id)));
        }
    });
}

pub(super) fn source_ui(form: &mut Form<'_, '_>, ui: &mut Ui, source: &mut Source) {
    form.text(ui, "title", "Title", &mut source.title);
    let lacks = names::source_lacks(source);
    if !lacks.is_empty() {
        ui.add(kit::text(lacks).weak().italic().caption());
    }
    form.text_hint(ui, "address", "Address", "https://…, a file number, a shelf", &mut source.address);
    if (source.address.starts_with("https://") || source.address.starts_with("http://"))
        && form.offer_ui(ui, "address", "Open in the browser", &source.address)
    {
        ui.ctx().open_url(OpenUrl::new_tab(&source.address));
    }
    pair(ui, |left, right| {
        form.term(left, "kind", &mut source.kind);
        form.text_hint(right, "outlet", "Outlet", "Who published it", &mut source.outlet);
    });
    let (anchor, before) = (form.anchors().published_on(source), source.published.clone());
    form.when(ui, "published", "Published", anchor, None, &mut source.published);
    if source.published != before {
        source_changed(form, source);
    }
    document_ui(form, ui, source);
    let graded = [source.reliability.as_ref().map(Vocabulary::label), source.credibility.as_ref().map(Vocabulary::label)];
    let holds = graded.into_iter().flatten().collect::<Vec<_>>().join(", ");
    form.section(ui, "grading", "Grading", &holds, |form, ui| {
        form.by_kind(ui, "grading", source);
    });
    let read = source.read.map(|day| format!("read {}", crate::model::when::day_words(day))).unwrap_or_default();
    let length = source.text.split_whitespace().count();
    let holds = match (length, read.is_empty()) {
        (0, _) => read,
        (_, true) => format!("{length} words"),
        _ => format!("{length} words, {read}"),
    };
    let (words, meaning) = match length {
        0 => ("Paste its text and read it", "Record statements from it by keys"),
        _ => ("Read it", "Record statements from it by keys"),
    };
    if form.offer_ui(ui, "title", words, meaning) {
        form.view_ctx.go(Page::Reading(source.id));
    }
    form.section(ui, "text", "The text itself", &holds, |form, ui| {
        form.by_kind(ui, "text", source);
    });
    super::passages::marked_ui(form, ui, source.id);
    note_ui(form, ui, &mut source.note);
}
