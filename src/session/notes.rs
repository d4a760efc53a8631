//! Lines of own notes. They are the text of a source, and are sorted out later on the reading page.

use super::{New, Proposal, Refusal, Session};
use crate::model::when::day_words;
use crate::model::{NegotiationId, Record, Source, SourceId, SourceKind, When, Workspace};
use crate::text::note_line;
use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

/// The notes of a day, if they are begun: those begun last if there are several.
pub fn notes_of(workspace: &Workspace, negotiation: NegotiationId, day: NaiveDate) -> Option<&Source> {
    let of_the_day = |one: &&Source| one.kind == SourceKind::OwnNotes && one.published == When::Day(day);
    workspace.sources_of(negotiation).filter(of_the_day).last()
}

/// A source of notes with one line more, below its day if that is another than the line before has. `at` is when it was said, on the
/// clocks of whoever writes; `who` is who had the floor, empty for nobody.
#[must_use]
pub fn with_line(source: &Source, at: DateTime<Tz>, who: &str, words: &str) -> Source {
    let begun = match source.published {
        When::Day(day) => Some(day),
        _ => None,
    };
    let mut with = source.clone();
    add_line(&mut with.text, begun, at.date_naive(), &note_line::write(at.time(), who, words));
    with
}

impl Session {
    /// The notes of a day, new and empty; not yet in the workspace.
    pub fn draft_notes(&mut self, negotiation: NegotiationId, day: NaiveDate) -> Option<Source> {
        let title = format!("Notes, {}", day_words(day));
        let Record::Source(mut source) = self.draft(New::Source { negotiation, title }) else { return None };
        (source.kind, source.published) = (SourceKind::OwnNotes, When::Day(day));
        Some(source.into_inner())
    }

    /// Keeps words that are no record yet: as a line of today's notes, which are begun if they are not there. One undo step.
    ///
    /// # Errors
    /// As [`perform`](Self::perform). Nothing is changed then.
    pub fn note(&mut self, negotiation: NegotiationId, zone: Tz, words: &str) -> Result<SourceId, Refusal> {
        let now = self.now().with_timezone(&zone);
        let there = notes_of(self.workspace(), negotiation, now.date_naive()).cloned();
        let Some(notes) = there.or_else(|| self.draft_notes(negotiation, now.date_naive())) else {
            return Err(Refusal("These notes could not be begun.".to_owned()));
        };
        let id = notes.id;
        self.perform(Proposal::put("add line of notes", with_line(&notes, now, "", words)))?;
        Ok(id)
    }
}

/// Puts a line at the end of a text, below its day if that is another than the line before has.
fn add_line(text: &mut String, first: Option<NaiveDate>, day: NaiveDate, line: &str) {
    let before = note_line::last_day(text).or(first);
    let day = (before != Some(day)).then(|| day.to_string());
    text.truncate(text.trim_end().len());
    for paragraph in day.iter().map(String::as_str).chain([line]) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(paragraph);
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Fixed;
    use uuid::Uuid;

    #[test]
    fn a_line_stands_below_its_day_where_that_is_another() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 2, day).unwrap();
        let mut text = String::new();
        add_line(&mut text, Some(day(4)), day(4), "23:50 – one");
        add_line(&mut text, Some(day(4)), day(5), "00:10 – two");
        add_line(&mut text, Some(day(4)), day(5), "00:11 – three");
        assert_eq!(text, "23:50 – one\n\n2026-02-05\n\n00:10 – two\n\n00:11 – three\n");
        let mut without = String::new();
        add_line(&mut without, None, day(4), "10:00 – one");
        assert_eq!(without, "2026-02-04\n\n10:00 – one\n");
    }

    #[test]
    fn lines_of_a_day_go_into_one_source_on_the_clocks_of_the_writer() -> Result<(), Refusal> {
        let at = "2026-03-01T02:00:00Z".parse().unwrap();
        let mut session = Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(at)), "");
        let crate::model::RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Talks".to_owned() })?
        else {
            unreachable!("it is a negotiation")
        };
        let before = session.workspace().clone();
        // In Lima it is still the day before.
        let lima = session.note(negotiation, chrono_tz::America::Lima, "They: wait")?;
        assert_eq!(session.note(negotiation, chrono_tz::America::Lima, "and\nwait")?, lima);
        let utc = session.note(negotiation, chrono_tz::UTC, "again")?;
        let texts = [lima, utc].map(|id| session.workspace().sources[&id].text.as_str());
        assert_eq!(texts, ["21:00 – They: wait\n\n21:00 – and wait\n", "02:00 – again\n"]);
        for _ in 0..3 {
            session.undo();
        }
        assert_eq!(*session.workspace(), before, "each line is one step, the source with the first");
        Ok(())
    }
}
