//! What a row says as it is read, for whoever looks before it comes in.

use crate::model::{Record, RecordId, Vocabulary, When, Workspace};
use crate::query::names;

const NOT_STATED: &str = "not stated";

/// The fields of a record that matter, each with its label and its words.
pub(super) fn of(ws: &Workspace, record: &Record) -> Vec<(&'static str, String)> {
    let or_not = |words: String| if words.is_empty() { NOT_STATED.to_owned() } else { words };
    let day = |when: &When| if when.is_unknown() { NOT_STATED.to_owned() } else { when.words() };
    let sources = |ids: &[crate::model::SourceId]| {
        let titles: Vec<String> = ids.iter().map(|id| names::title(ws, RecordId::from(*id))).collect();
        or_not(titles.join(", "))
    };
    let round = |id: Option<crate::model::RoundId>| or_not(id.map(|id| names::round(ws, id)).unwrap_or_default());
    match record {
        Record::Statement(one) => vec![
            ("Said on", day(&one.said_on)),
            ("Round", round(one.round)),
            ("Speaker", or_not(one.speaker.as_ref().map(|who| names::who(ws, who)).unwrap_or_default())),
            ("Kind", one.kind.label().to_owned()),
            ("Record level", one.level.label().to_owned()),
            ("Issues", or_not(one.issues.iter().map(|id| names::issue_path(ws, *id)).collect::<Vec<_>>().join(", "))),
            ("Verification", one.verification.label().to_owned()),
            ("Source", sources(&one.sources)),
        ],
        Record::FollowUp(one) => vec![
            ("Owed by", or_not(names::who_all(ws, &one.owners))),
            ("Due", day(&one.due)),
            ("State", one.state.label().to_owned()),
            ("Round", round(one.round)),
            ("Record level", one.level.as_ref().map_or(NOT_STATED, Vocabulary::label).to_owned()),
            ("Source", sources(&one.sources)),
        ],
        Record::Round(one) => vec![
            ("When", day(&one.schedule.when)),
            ("Status", one.schedule.status.label().to_owned()),
            ("Venue", or_not(names::venue(&one.venue))),
            ("Source", sources(&one.sources)),
        ],
        _ => Vec::new(),
    }
}
