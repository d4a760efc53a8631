//! What fields are called, as they are named on the screen.

use super::values;
use crate::model::fields::{FieldPath, Part};
use crate::model::{Record, Round, Workspace};

/// What the field at `path` of a record is called: "Said on", or "Attendance of Rustem Umerov: office then held".
pub fn label(workspace: &Workspace, record: &Record, path: &FieldPath) -> String {
    let steps = path.steps();
    let Some((list, part, inside)) = part_in(record, steps) else {
        let names: Vec<&str> = steps.iter().map(String::as_str).collect();
        return named(record.id().noun(), &names);
    };
    let title = match part {
        Some(part) => values::part_title(workspace, part),
        None => String::new(),
    };
    let whole = if title.is_empty() { list.to_owned() } else { format!("{list}: {title}") };
    match inside {
        [] => whole,
        [field, ..] => {
            let field = named(list, &[field]);
            format!("{whole}, {}", lower(&field))
        }
    }
}

/// The list that a path leads into, the part of it, and the rest of the path.
fn part_in<'a, 'p>(record: &'a Record, steps: &'p [String]) -> Option<(&'static str, Option<Part<'a>>, &'p [String])> {
    let Record::Round(Round { schedule, attendance, sittings, accounts, discrepancies, .. }) = record else { return None };
    let (list, rest) = match steps {
        [schedule, list, rest @ ..] if schedule == "schedule" => (list, rest),
        [list, rest @ ..] => (list, rest),
        [] => return None,
    };
    let (id, inside) = rest.split_first()?;
    macro_rules! find {
        ($list:expr, $name:literal, $kind:ident) => {
            ($name, $list.iter().find(|part| part.id.to_string() == *id).map(Part::$kind), inside)
        };
    }
    Some(match list.as_str() {
        "announcements" => find!(schedule.announcements, "Announcement", Announcement),
        "earlier" => find!(schedule.earlier, "Earlier date", EarlierDate),
        "attendance" => find!(attendance, "Attendance", Attendance),
        "sittings" => find!(sittings, "Sitting", Sitting),
        "accounts" => find!(accounts, "Account", Account),
        "discrepancies" => find!(discrepancies, "Where sources disagree", Discrepancy),
        _ => return None,
    })
}

/// A field that is not within a part; `of` is the noun of the record, or the name of the list.
fn named(of: &str, names: &[&str]) -> String {
    let name = match (of, names) {
        (_, ["short"]) => "Short name",
        (_, ["hue"]) => "Colour",
        (_, ["spellings", ..] | ["venue", "spellings", ..]) => "Other spellings",
        (_, ["blocs", ..]) => "Belongs to",
        ("person", ["affiliations", ..]) => "Offices",
        (_, ["handling"]) => "Handling marking",
        ("issue", ["parent"]) => "Part of",
        ("issue", ["place"]) => "Place in the list",
        (_, ["schedule", "announcements"]) => "Announcements",
        (_, ["schedule", "earlier"]) => "Earlier dates",
        (_, ["discrepancies"]) => "Where sources disagree",
        (_, ["venue", "city"]) | ("incident", ["place"]) => "Where",
        (_, ["venue", "place"]) => "Building or address",
        (_, ["zone"]) => "Time zone of the venue",
        (_, ["outcome", "kind"]) => "Outcome",
        (_, ["outcome", "text"]) => "Outcome in words",
        (_, ["locus"]) => "Place in the source",
        (_, ["terms"]) => "Agreed terms",
        (_, ["level"]) => "Record level",
        (_, ["verbatim"]) => "In the speaker's own words",
        (_, ["assessor"]) => "Assessed by",
        (_, ["supersedes", ..]) => "Replaces",
        (_, ["condition", "text"]) => "Only if",
        (_, ["condition", "on", ..]) => "Hangs on these statements",
        (_, ["original", "text"]) => "Original wording",
        (_, ["original", "language"]) => "Language of the original",
        (_, ["owners", ..]) => "Owed by",
        ("follow-up", ["round"]) => "From round",
        ("incident", ["what"]) => "What is said to have happened",
        (_, ["verification_note"]) => "Verification in words",
        ("Announcement", ["when"]) => "Date announced",
        ("Announcement", ["by"]) => "Announced by",
        ("Announcement", ["wording"]) => "In which words",
        ("Announcement", ["venue"]) => "Place announced",
        ("Earlier date", ["when"]) => "Date given up",
        ("Earlier date", ["venue"]) => "Place then named",
        ("Earlier date", ["note"]) => "Why it was given up",
        ("Attendance", ["described"]) => "Description",
        ("Attendance", ["office"]) => "Office then held",
        ("Sitting", ["note"]) => "What happened",
        ("Account", ["speaker"]) => "Given by",
        ("Account", ["said_on"]) => "Given on",
        ("Account", ["text"]) => "What it says",
        ("Where sources disagree", ["about"]) => "Which fact",
        ("Where sources disagree", ["held"]) => "What the record holds",
        ("Where sources disagree", ["other"]) => "What the other source gives",
        // A field in a group is known by its own name, an item of a list by that of the list.
        (_, ["schedule" | "venue" | "format" | "outcome" | "original" | "condition", name, ..] | [name, ..]) => {
            return upper(name);
        }
        (_, []) => "The whole record",
    };
    name.to_owned()
}

/// "on_behalf_of" as a label: "On behalf of".
fn upper(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AttendanceRole;
    use crate::query::testing::Talks;

    #[test]
    fn fields_have_the_names_of_the_screen() {
        let mut talks = Talks::new();
        let said = talks.says("Ukraine", "Monitoring", "2026-02-04", "words");
        let round = talks.round("First", "2026-02-04");
        let one = talks.attended(round, "Ukraine", "Umerov", AttendanceRole::Head).id;
        let owed = talks.owes("Ukraine", "Exchange lists", "");
        let check = |record: Record, path: &str, expected: &str| {
            let Ok(path) = path.parse();
            assert_eq!(label(&talks.ws, &record, &path), expected, "{path}");
        };
        let statement = || Record::from(talks.ws.statements[&said].clone());
        let round = || Record::from(talks.ws.rounds[&round].clone());
        check(statement(), "said_on", "Said on");
        check(statement(), "sources/source 019c0b6e", "Sources");
        check(statement(), "condition/text", "Only if");
        check(talks.ws.follow_ups[&owed].clone().into(), "round", "From round");
        check(round(), "schedule/when", "When");
        check(round(), "format/track", "Track");
        check(round(), "attendance", "Attendance");
        check(round(), &format!("attendance/{one}"), "Attendance: Umerov");
        check(round(), &format!("attendance/{one}/office"), "Attendance: Umerov, office then held");
        check(round(), "attendance/019c0b6e-3f00-7000-8000-00000000002a/office", "Attendance, office then held");
    }
}
