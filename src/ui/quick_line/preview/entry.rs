//! What a line makes that begins with a verb, in chips and words.

use super::{fresh, fresh_party, sources_ui};
use crate::kit::{self, Tone};
use crate::model::{PartyId, Vocabulary, When, Who, Workspace};
use crate::query::names;
use crate::query::quick_line::{Attends, Entry, IssueName, LineContext, Named, QuickLine, Verb};
use crate::ui::{ViewContext, badges};
use egui::Ui;

/// Draws all that would be recorded. The answer is whether the source that was taken over is to be left out.
pub(super) fn entry_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, context: &LineContext, read: &QuickLine) -> bool {
    let workspace = view_ctx.workspace();
    let Some(entry) = &read.entry else { return false };
    ui.add(kit::chip(entry.verb().label()).tone(Tone::Accent));
    match entry {
        Entry::Announcement { round, when, venue, .. } => {
            let whose = match round {
                Some(round) if Some(*round) == context.round => "of this round".to_owned(),
                Some(round) => format!("of {}", names::round(workspace, *round)),
                None => String::new(),
            };
            match round {
                Some(_) => weak(ui, &whose),
                None => _ = ui.add(kit::chip("New round").tone(Tone::Warning)),
            }
            date(ui, "", when, "no date yet");
            strong(ui, venue);
        }
        Entry::Incident { when, place, blamed_on, denied_by, .. } => {
            date(ui, "", when, "no date stated");
            strong(ui, place);
            whom(ui, workspace, "blamed on", blamed_on);
            whom(ui, workspace, "denied by", denied_by);
        }
        Entry::Attendance { presence, who, .. } => {
            weak(ui, &presence.label().to_lowercase());
            for one in who {
                attends(ui, workspace, one);
            }
        }
        Entry::Outcome { kind, .. } => match kind {
            Some(kind) => _ = ui.add(badges::outcome_chip(kind)),
            None => weak(ui, "kind not stated"),
        },
        Entry::Agenda { issues, .. } => {
            for issue in issues {
                match issue {
                    IssueName::Known(issue) => ui.add(kit::chip(names::issue(workspace, *issue))),
                    IssueName::New(name) => ui.add(fresh("issue", name)),
                };
            }
        }
        Entry::FollowUp { owners, due, .. } => {
            for owner in owners {
                badges::who_ui(ui, workspace, owner);
            }
            if owners.is_empty() {
                weak(ui, "nobody's yet");
            }
            date(ui, "due ", due, "no date");
        }
        Entry::Account { party, .. } => party_ui(ui, workspace, party.as_ref()),
        Entry::Sitting { title, when, .. } => {
            date(ui, "", when, "no date stated");
            strong(ui, title);
        }
        Entry::Discrepancy { about, held, other } => {
            strong(ui, about);
            weak(ui, "in the record");
            strong(ui, held);
            weak(ui, "another source");
            strong(ui, other);
        }
    }
    said(ui, workspace, entry, read);
    let drop_source = sources_ui(ui, workspace, read);
    if let Entry::Incident { .. } = entry {
        let cited = !read.draft.sources.is_empty() || !read.draft.new_sources.is_empty();
        let counted = if cited { crate::model::Verification::SingleSource } else { crate::model::Verification::Unverified };
        let verification = read.draft.verification.as_ref().unwrap_or(&counted);
        badges::verification_in_words_ui(ui, verification, &read.draft.verification_note);
    }
    let words = match entry {
        Entry::Announcement { wording, .. } if !wording.is_empty() => format!("“{wording}”"),
        Entry::Incident { what, .. } | Entry::FollowUp { what, .. } => what.clone(),
        Entry::Outcome { text, .. } | Entry::Account { text, .. } => text.clone(),
        Entry::Attendance { unread, .. } | Entry::Agenda { unread, .. } => unread.clone(),
        Entry::Sitting { note, .. } => note.clone(),
        _ => String::new(),
    };
    if !words.is_empty() {
        ui.add(kit::text(words).small().truncate());
    }
    drop_source
}

/// Who says so, and when it was said.
fn said(ui: &mut Ui, workspace: &Workspace, entry: &Entry, read: &QuickLine) {
    if let Some(by) = &read.draft.speaker {
        ui.add(kit::text(names::who(workspace, by)).small().extend());
    }
    if let Some(name) = &read.draft.new_speaker {
        ui.add(fresh("person", name));
    }
    let has = matches!(entry.verb(), Verb::Announcement | Verb::Account);
    if let Some(said_on) = read.draft.said_on.as_ref().filter(|_| has) {
        weak(ui, &format!("said on {}", said_on.short_words()));
    }
}

fn attends(ui: &mut Ui, workspace: &Workspace, one: &Attends) {
    if let Some(party) = &one.party {
        party_ui(ui, workspace, Some(party));
    }
    match &one.person {
        Some(Named::Known(person)) => strong(ui, &names::person(workspace, *person)),
        Some(Named::New(name)) => _ = ui.add(fresh("person", name)),
        None => strong(ui, &one.described),
    }
    let role = one.role.as_ref().map_or("", Vocabulary::label);
    weak(ui, role);
    weak(ui, &one.office);
    weak(ui, &one.note);
}

fn party_ui(ui: &mut Ui, workspace: &Workspace, party: Option<&Named<PartyId>>) {
    match party {
        Some(Named::Known(party)) => _ = badges::party_ui(ui, workspace, *party),
        Some(Named::New(name)) => _ = ui.add(fresh_party(workspace, name)),
        None => weak(ui, "no party yet"),
    }
}

fn whom(ui: &mut Ui, workspace: &Workspace, how: &str, all: &[Who]) {
    if !all.is_empty() {
        weak(ui, how);
    }
    for one in all {
        badges::who_ui(ui, workspace, one);
    }
}

fn date(ui: &mut Ui, before: &str, when: &When, unknown: &str) {
    match when {
        When::Unknown => weak(ui, unknown),
        when => strong(ui, &format!("{before}{}", when.short_words())),
    }
}

fn weak(ui: &mut Ui, words: &str) {
    if !words.is_empty() {
        ui.add(kit::text(words).weak().small().extend());
    }
}

fn strong(ui: &mut Ui, words: &str) {
    if !words.is_empty() {
        ui.add(kit::text(words).small().extend());
    }
}
