//! What the fields are called: as the inspector calls them, with the section where the label alone would say too little.

use super::values;
use crate::model::fields::{self, FieldPath};
use crate::model::{
    AttendanceRole, Contact, Firmness, Mediation, Movement, OutcomeKind, Presence, Record, RecordId, RecordLevel, Setting, Track,
    Visibility, Vocabulary, Workspace,
};

/// What a field of a record is called: "Said on"; within a part with the list that it is in: "Attendance, office".
pub fn label(of: RecordId, path: &FieldPath) -> String {
    let (outer, inner) = both(of, path);
    match inner {
        Some(inner) => format!("{outer}, {}", lower(inner)),
        None => outer.to_owned(),
    }
}

/// What the field, or the list with the part that the field is in, is called.
pub(super) fn outermost(of: RecordId, path: &FieldPath) -> &str {
    both(of, path).0
}

/// The label with the title of the part: "Attendance: Rustem Umerov, office".
pub(super) fn titled(workspace: &Workspace, record: &Record, path: &FieldPath) -> String {
    let (outer, inner) = both(record.id(), path);
    let title = fields::part(record, path).map(|(part, _)| values::part_title(workspace, part)).unwrap_or_default();
    let outer = if title.is_empty() { outer.to_owned() } else { format!("{outer}: {title}") };
    match inner {
        Some(inner) => format!("{outer}, {}", lower(inner)),
        None => outer,
    }
}

/// A label within a sentence.
pub(super) fn lower(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => label.to_owned(),
    }
}

/// The labels of the field or list, and of the field within a part. What has none is called by its name in files.
pub(super) fn both(of: RecordId, path: &FieldPath) -> (&str, Option<&str>) {
    let steps: Vec<&str> = path.steps().iter().map(String::as_str).collect();
    let known = (1..=steps.len()).find_map(|count| Some((record_label(of, &steps[..count])?, count)));
    match (known, path.steps()) {
        // After the list comes the key of the part.
        (Some((label, count)), all) => {
            let inner = all.get(count + 1);
            (label, inner.map(|inner| part_label(&steps[..count], inner).unwrap_or(inner)))
        }
        (None, [.., last]) => (last, None),
        (None, []) => ("Record", None),
    }
}

/// What a field or a list of a record is called.
fn record_label(of: RecordId, steps: &[&str]) -> Option<&'static str> {
    let own = match of {
        RecordId::Party(_) => party_label(steps),
        RecordId::Person(_) => match steps {
            ["affiliations"] => Some("Offices"),
            _ => None,
        },
        RecordId::Negotiation(_) => negotiation_label(steps),
        RecordId::Issue(_) => match steps {
            ["parent"] => Some("Part of"),
            ["place"] => Some("Place in the list"),
            _ => None,
        },
        RecordId::Source(_) => source_label(steps),
        RecordId::Round(_) => round_label(steps),
        RecordId::Statement(_) => statement_label(steps),
        RecordId::FollowUp(_) => match steps {
            ["what"] => Some("What"),
            ["owners"] => Some("Owed by"),
            ["due"] => Some("Due"),
            ["round"] => Some("From round"),
            _ => None,
        },
        RecordId::Incident(_) => incident_label(steps),
        RecordId::Binned(_) => match steps {
            ["records"] => Some("What it held"),
            _ => None,
        },
        RecordId::Clash(_) => match steps {
            ["record"] => Some("Record"),
            ["field"] => Some("Field"),
            ["other"] => Some("The other version"),
            _ => None,
        },
    };
    own.or(match steps {
        ["name"] => Some("Name"),
        ["title"] => Some("Title"),
        ["kind"] => Some("Kind"),
        ["text"] => Some("Text"),
        ["status"] => Some("Status"),
        ["state"] => Some("State"),
        ["negotiation"] => Some("Negotiation"),
        ["sources"] => Some("Sources"),
        ["spellings"] => Some("Other spellings"),
        ["verification"] => Some("Verification"),
        ["reliability"] => Some("Reliability"),
        ["credibility"] => Some("Credibility"),
        ["uid"] => Some("Calendar UID"),
        ["calendar"] => Some("As the calendar last had it"),
        ["note"] => Some("Note"),
        ["level"] => Some(RecordLevel::NAME),
        _ => None,
    })
}

fn party_label(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        ["short"] => "Short name",
        ["hue"] => "Colour",
        ["blocs"] => "Belongs to",
        _ => return None,
    })
}

fn negotiation_label(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        ["code"] => "Code",
        ["summary"] => "Summary",
        ["seats"] => "Seats",
        ["tags"] => "Tags",
        ["handling"] => "Handling marking",
        ["answers"] => "Answers about names in files",
        _ => return None,
    })
}

fn source_label(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        ["outlet"] => "Outlet",
        ["address"] => "Address",
        ["published"] => "Published",
        ["read"] => "Read on",
        _ => return None,
    })
}

fn round_label(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        ["schedule", "when"] => "When",
        ["schedule", "status"] => "Status",
        ["schedule", "announcements"] => "Announcements",
        ["schedule", "earlier"] => "Earlier dates",
        ["number"] => "Number",
        ["venue", "city"] => "Where",
        ["venue", "place"] => "Building or address",
        ["venue", "country"] => "Country",
        ["venue", "online"] => "Online",
        ["venue", "spellings"] => "Other spellings of the place",
        ["zone"] => "Time zone of the venue",
        ["agenda"] => "Agenda",
        ["attendance"] => "Attendance",
        ["format", "contact"] => Contact::NAME,
        ["format", "setting"] => Setting::NAME,
        ["format", "mediation"] => Mediation::NAME,
        ["format", "visibility"] => Visibility::NAME,
        ["format", "track"] => Track::NAME,
        ["sittings"] => "Sittings",
        ["accounts"] => "Accounts",
        ["outcome", "kind"] => OutcomeKind::NAME,
        ["outcome", "text"] => "Outcome in words",
        ["outcome", "documents"] => "Documents and sources",
        ["outcome", "level"] => "Record level of the outcome",
        ["note_level"] => "Record level of the note",
        ["discrepancies"] => "Where sources disagree",
        _ => return None,
    })
}

fn statement_label(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        ["party"] => "Party",
        ["firmness"] => Firmness::NAME,
        ["verbatim"] => "Word for word",
        ["assessor"] => "Assessed by",
        ["tags"] => "Tags",
        ["to_check"] => "To look at",
        ["issues"] => "Issues",
        ["speaker"] => "Speaker",
        ["said_on"] => "Said on",
        ["locus"] => "Place in the source",
        ["terms"] => "Agreed terms",
        ["round"] => "Round",
        ["sitting"] => "Sitting",
        ["on_behalf_of"] => "On behalf of",
        ["movement"] => Movement::NAME,
        ["supersedes"] => "Replaces",
        ["answers"] => "Answers",
        ["condition", "text"] => "Only if",
        ["condition", "on"] => "Hangs on these statements",
        ["original", "text"] => "Original wording",
        ["original", "language"] => "Language of the original",
        ["verification_note"] => "Verification in words",
        _ => return None,
    })
}

fn incident_label(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        ["what"] => "What is said to have happened",
        ["when"] => "When",
        ["place"] => "Where",
        ["claimed_by"] => "Claimed by",
        ["blamed_on"] => "Blamed on",
        ["denied_by"] => "Denied by",
        ["verification_note"] => "Verification in words",
        ["round"] => "Around round",
        _ => return None,
    })
}

/// What a field of a part is called, by the list that the part is in.
fn part_label(list: &[&str], field: &str) -> Option<&'static str> {
    Some(match (*list.last()?, field) {
        ("announcements", "when") => "Date announced",
        ("announcements", "by") => "Announced by",
        ("announcements", "wording") => "In which words",
        ("announcements", "venue") => "Place announced",
        ("announcements", "withdrawn") => "Withdrawn",
        ("earlier", "when") => "Date given up",
        ("earlier", "venue") => "Place then named",
        ("earlier", "note") => "Why it was given up",
        ("accounts", "party") => "Whose account",
        ("accounts", "speaker") => "Given by",
        ("accounts", "said_on") => "Given on",
        ("accounts", "text") => "What it says",
        ("sittings", "note") => "What happened",
        ("discrepancies", "about") => "Which fact",
        ("discrepancies", "held") => "What the record holds",
        ("discrepancies", "other") => "What the other source gives",
        ("discrepancies", "source") => "The other source",
        ("attendance", "described") => "Description",
        ("attendance", "role") => AttendanceRole::NAME,
        ("attendance", "presence") => Presence::NAME,
        (_, "person") => "Person",
        (_, "party") => "Party",
        (_, "office") => "Office",
        (_, "title") => "Title",
        (_, "when") => "When",
        (_, "said_on") => "Said on",
        (_, "source") => "Source",
        (_, "sources") => "Sources",
        (_, "note") => "Note",
        (_, "level") => RecordLevel::NAME,
        _ => return None,
    })
}
