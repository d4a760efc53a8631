//! Passages in the texts of sources: all that are marked in one, where each stands now, and the number of its paragraph.
//!
//! A passage keeps its words and what stood around them, so that it is found again in a text that was changed. What [`locate`] finds is
//! never guessed: where two places fit equally well, and neither is the place of the passage, it is lost.

mod alike;
mod locate;
mod replaced;
mod ruler;
#[cfg(test)]
mod tests;
mod told;

pub use locate::{Place, locate};
pub use replaced::Replaced;
pub use ruler::{Ruler, paragraph};
pub use told::stands;

use super::names;
use crate::model::{
    FollowUpField, Holder, IncidentField, PartId, Passage, Passages, RecordId, RoundField, SourceId, StatementField, Workspace,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A passage with what it bears out.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The passage.
    pub passage: Passage,
    /// In which record.
    pub record: RecordId,
    /// What of it.
    pub holder: Holder,
}

/// The passage of those bytes of a text, with what stands around them. None if they are no whole characters, or nothing but white space.
pub fn quoted(ruler: &Ruler<'_>, range: Range<usize>, source: SourceId, id: PartId) -> Option<Passage> {
    let quote = ruler.text().get(range.clone()).filter(|words| !words.trim().is_empty())?;
    let (before, after) = ruler.context(range.start, range.end);
    let start = u32::try_from(ruler.character(range.start)).ok()?;
    Some(Passage { id, source, quote: quote.to_owned(), before: before.to_owned(), after: after.to_owned(), start })
}

/// All passages of a source, by where they stood when they were last found, the longer of two first. Found by the indexes of the tables,
/// so it costs no more than there are.
pub fn of_source(workspace: &Workspace, source: SourceId) -> Vec<Mark> {
    let mut all = Vec::new();
    workspace.statements.naming(StatementField::passages, source).for_each(|one| add(one.id.into(), one, source, &mut all));
    workspace.follow_ups.naming(FollowUpField::passages, source).for_each(|one| add(one.id.into(), one, source, &mut all));
    workspace.incidents.naming(IncidentField::passages, source).for_each(|one| add(one.id.into(), one, source, &mut all));
    let mut rounds = BTreeSet::new();
    for field in [RoundField::schedule, RoundField::attendance, RoundField::accounts, RoundField::outcome] {
        rounds.extend(workspace.rounds.naming(field, source).map(|round| round.id));
    }
    for round in rounds.iter().filter_map(|id| workspace.rounds.get(id)) {
        add(round.id.into(), round, source, &mut all);
    }
    all.sort_by_key(|mark| {
        (mark.passage.start, std::cmp::Reverse(mark.passage.quote.len()), mark.record, mark.holder, mark.passage.id)
    });
    all
}

fn add(record: RecordId, of: &impl Passages, source: SourceId, into: &mut Vec<Mark>) {
    for (holder, passages) in of.passages() {
        let here = passages.iter().filter(|passage| passage.source == source);
        into.extend(here.map(|passage| Mark { passage: passage.clone(), record, holder }));
    }
}

/// The same with where each stands in the text of the source.
pub fn located(workspace: &Workspace, source: SourceId) -> Vec<(Mark, Place)> {
    let ruler = Ruler::new(workspace.sources.get(&source).map_or("", |source| source.text.as_str()));
    let place = |mark: Mark| {
        let place = ruler.locate(&mark.passage);
        (mark, place)
    };
    of_source(workspace, source).into_iter().map(place).collect()
}

/// Those whose words stand in a range of bytes, even if only in part; all that overlap there.
pub fn within(located: &[(Mark, Place)], range: Range<usize>) -> impl Iterator<Item = &(Mark, Place)> {
    let overlaps = move |place: &Place| place.range().is_some_and(|found| found.start < range.end && range.start < found.end);
    located.iter().filter(move |(_, place)| overlaps(place))
}

/// What a passage is in a text that was changed: where it stands there, with what stands around it there. Its words stay as they were
/// quoted. None if it is lost.
pub fn anchored_again(ruler: &Ruler<'_>, passage: &Passage) -> Option<Passage> {
    let found = quoted(ruler, ruler.locate(passage).range()?, passage.source, passage.id)?;
    Some(Passage { quote: passage.quote.clone(), ..found })
}

/// How a passage stands in the text of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stands there, in the paragraph with that number, from 1.
    There(usize),
    /// It stands there in other words: these.
    Changed(usize, String),
    /// It is in it no more.
    Lost,
    /// The text of the source is not kept.
    NoText,
    /// The source is no longer there.
    NoSource,
}

impl Standing {
    /// In words: "paragraph 3", "no longer in the text".
    pub fn words(&self) -> String {
        match self {
            Self::There(paragraph) => format!("paragraph {paragraph}"),
            Self::Changed(paragraph, _) => format!("paragraph {paragraph}, in other words now"),
            Self::Lost => "no longer in the text".to_owned(),
            Self::NoText => "its text is not kept".to_owned(),
            Self::NoSource => "the source is no longer there".to_owned(),
        }
    }

    /// The number of its paragraph, if it was found.
    pub fn paragraph(&self) -> Option<usize> {
        match self {
            Self::There(paragraph) | Self::Changed(paragraph, _) => Some(*paragraph),
            Self::Lost | Self::NoText | Self::NoSource => None,
        }
    }
}

/// How a passage stands in the text of its source.
pub fn standing(workspace: &Workspace, passage: &Passage) -> Standing {
    let Some(source) = workspace.sources.get(&passage.source) else { return Standing::NoSource };
    if source.text.is_empty() {
        return Standing::NoText;
    }
    standing_in(&Ruler::new(&source.text), passage)
}

/// How a passage stands in a text that there is.
pub fn standing_in(ruler: &Ruler<'_>, passage: &Passage) -> Standing {
    match ruler.locate(passage) {
        Place::Exact(range) | Place::Moved(range) => Standing::There(ruler.paragraph(range.start)),
        Place::Alike(range, _) => {
            let words = ruler.text().get(range.clone()).unwrap_or_default().to_owned();
            Standing::Changed(ruler.paragraph(range.start), words)
        }
        Place::Lost => Standing::Lost,
    }
}

/// A passage in a line: "“Words” [Source, paragraph 3]".
pub fn line(workspace: &Workspace, passage: &Passage) -> String {
    let source = names::source(workspace, passage.source);
    format!("“{}” [{source}, {}]", passage.quote.trim(), standing(workspace, passage).words())
}

/// The passages that are not, or not in these words, in the text of their source, of all sources with a text: for the user to look at.
pub fn astray(workspace: &Workspace) -> Vec<(Mark, Standing)> {
    let mut by_source: BTreeMap<SourceId, Vec<Mark>> = BTreeMap::new();
    let sources = workspace.sources.values().filter(|source| !source.text.is_empty());
    for source in sources {
        let marks = of_source(workspace, source.id);
        if !marks.is_empty() {
            by_source.insert(source.id, marks);
        }
    }
    let mut all = Vec::new();
    for (source, marks) in by_source {
        let ruler = Ruler::new(&workspace.sources[&source].text);
        for mark in marks {
            let standing = standing_in(&ruler, &mark.passage);
            if matches!(standing, Standing::Changed(..) | Standing::Lost) {
                all.push((mark, standing));
            }
        }
    }
    all
}
