//! Choosing between the two values of a field that was changed in two places.

use super::{Refusal, Session};
use crate::model::{Change, Clash, ClashId, Edit, RecordId, fields};

impl Session {
    /// Chooses: the record keeps the value that it has, or takes the other one over. Either way nothing is left to choose.
    ///
    /// # Errors
    /// In words, if it was chosen already, the other value cannot be taken over, or a file cannot be written to; nothing is
    /// changed then.
    pub fn choose(&mut self, clash: ClashId, take_other: bool) -> Result<(), Refusal> {
        let Some(clash) = self.workspace().clashes.get(&clash).cloned() else {
            return Err(Refusal("This was chosen already.".to_owned()));
        };
        self.choose_among(clash.record, vec![clash], take_other)
    }

    /// The same for all fields of a record in one step. Of several other values of one field the latest is taken over.
    ///
    /// # Errors
    /// As [`choose`](Self::choose).
    pub fn choose_all(&mut self, record: RecordId, take_other: bool) -> Result<(), Refusal> {
        let mut clashes: Vec<Clash> = self.workspace().clashes_of(record).into_iter().cloned().collect();
        if clashes.is_empty() {
            return Err(Refusal(format!("No field of this {} was changed in two places.", record.noun())));
        }
        clashes.sort_by(|a, b| (&a.field, a.stamp.changed, a.id).cmp(&(&b.field, b.stamp.changed, b.id)));
        self.choose_among(record, clashes, take_other)
    }

    fn choose_among(&mut self, id: RecordId, clashes: Vec<Clash>, take_other: bool) -> Result<(), Refusal> {
        let mut puts = Vec::new();
        if take_other {
            let noun = id.noun();
            let Some(mut record) = self.workspace().get(id) else {
                return Err(Refusal(format!("This {noun} is no longer there. Restore it from the bin first.")));
            };
            for clash in &clashes {
                if !fields::copy_field(&mut record, &clash.other, &clash.field) {
                    return Err(Refusal(format!("This {noun} has no such field any more. Keep what it says now.")));
                }
            }
            puts.push(record);
        }
        let mut edits = super::prepared::edits(&self.workspace, puts, self.now(), &self.author);
        edits.extend(clashes.into_iter().map(|clash| Edit { id: clash.id.into(), before: Some(clash.into()), after: None }));
        let label = if take_other { "take the other version" } else { "keep this version" };
        self.commit(Change { label: label.to_owned(), edits }, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::FieldPath;
    use crate::model::{Attendance, Party, PartyId, Round, Stamp, Workspace};
    use crate::query::testing::Talks;
    use crate::session::Fixed;
    use chrono::DateTime;

    fn session(workspace: Workspace) -> Session {
        Session::in_memory(workspace, Box::new(Fixed::at(DateTime::from_timestamp(1_770_000_000, 0).unwrap())), "Ana")
    }

    fn stamp(seconds: i64, by: &str) -> Stamp {
        Stamp { changed: DateTime::from_timestamp(seconds, 0).unwrap(), ..Stamp::new(DateTime::UNIX_EPOCH, by) }
    }

    /// A party, and other values that its fields were given, one after the other.
    fn contested(values: &[(&str, &str)]) -> (Session, PartyId) {
        let mut talks = Talks::new();
        let id = talks.party("Ukraine");
        for (seconds, (field, value)) in (1..).zip(values) {
            let mut other = Party::clone(&talks.ws.parties[&id]);
            match *field {
                "name" => (*value).clone_into(&mut other.name),
                _ => (*value).clone_into(&mut other.note),
            }
            talks.ws.put(Clash::new(stamp(seconds, "Ben"), FieldPath::new([*field]), other.into(), value).into());
        }
        (session(talks.ws), id)
    }

    fn only(session: &Session) -> ClashId {
        *session.workspace().clashes.keys().next().unwrap()
    }

    #[test]
    fn the_other_value_is_taken_over_and_undo_brings_both_back() {
        let (mut session, id) = contested(&[("name", "The Ukraine")]);
        let before = session.workspace().clone();
        session.choose(only(&session), true).unwrap();
        let party = &session.workspace().parties[&id];
        assert_eq!((party.name.as_str(), party.stamp.by.as_str()), ("The Ukraine", "Ana"));
        assert!(session.workspace().clashes.is_empty());
        assert_eq!(session.undo_label(), Some("take the other version"));
        session.undo();
        assert_eq!(*session.workspace(), before);
        session.redo();
        assert_eq!(session.workspace().parties[&id].name, "The Ukraine");
    }

    #[test]
    fn keeping_leaves_the_record_as_it_is_stamp_and_all() {
        let (mut session, id) = contested(&[("name", "The Ukraine")]);
        let (before, clash) = (session.workspace().clone(), only(&session));
        session.choose(clash, false).unwrap();
        assert_eq!(session.workspace().parties[&id], before.parties[&id]);
        assert!(session.workspace().clashes.is_empty());
        assert_eq!(session.choose(clash, false), Err(Refusal("This was chosen already.".to_owned())));
        session.undo();
        assert_eq!(*session.workspace(), before);
    }

    #[test]
    fn all_at_once_is_one_step_and_of_several_others_the_latest_counts() {
        let (mut session, id) = contested(&[("name", "B"), ("name", "A"), ("note", "n")]);
        let before = session.workspace().clone();
        assert_eq!(before.clashes.len(), 3);
        session.choose_all(id.into(), true).unwrap();
        let party = &session.workspace().parties[&id];
        assert_eq!((party.name.as_str(), party.note.as_str()), ("A", "n"));
        assert!(session.workspace().clashes.is_empty());
        assert!(session.choose_all(id.into(), true).is_err());
        session.undo();
        assert_eq!(*session.workspace(), before);
    }

    #[test]
    fn what_cannot_be_taken_over_is_said_and_changes_nothing() {
        let (mut session, id) = contested(&[("name", "The Ukraine")]);
        let mut gone = session.workspace().clone();
        gone.take(id.into());
        let mut orphaned = self::session(gone.clone());
        let refused = orphaned.choose(only(&orphaned), true).unwrap_err();
        assert!(refused.0.contains("no longer there"), "{refused}");
        assert_eq!(*orphaned.workspace(), gone);
        orphaned.choose(only(&orphaned), false).unwrap();
        assert!(orphaned.workspace().clashes.is_empty());

        let mut odd = session.workspace().clashes[&only(&session)].clone();
        session.choose_all(id.into(), false).unwrap();
        odd.field = FieldPath::new(["no", "such"]);
        let mut workspace = session.workspace().clone();
        workspace.put(odd.into());
        let mut session = self::session(workspace.clone());
        let refused = session.choose(only(&session), true).unwrap_err();
        assert!(refused.0.contains("no such field"), "{refused}");
        assert_eq!(*session.workspace(), workspace);
    }

    #[test]
    fn somebody_at_the_table_comes_or_goes_as_a_whole() {
        let mut talks = Talks::new();
        let round = talks.round("First", "2026-02-04");
        let without = talks.on(round).clone();
        let umerov: Attendance = talks.attended(round, "Ukraine", "Umerov", crate::model::AttendanceRole::Head).clone();
        let path = FieldPath::new(["attendance".to_owned(), umerov.id.to_string()]);
        let with = talks.on(round).clone();
        let at = |session: &Session| session.workspace().rounds[&round].attendance.clone();
        for (here, other, expected) in [(&without, &with, vec![umerov]), (&with, &without, Vec::new())] {
            let mut workspace = talks.ws.clone();
            workspace.put(Round::clone(here).into());
            workspace.put(Clash::new(stamp(1, "Ben"), path.clone(), other.clone().into(), "somebody").into());
            let mut session = session(workspace);
            session.choose(only(&session), true).unwrap();
            assert_eq!(at(&session), expected);
        }
    }
}
