//! Where the user is: the page in the centre, what is selected, and the way back.

use super::lines::WIDEST;
use super::table::{pages, table};
use crate::model::{NegotiationId, PartId, RecordId, RoundId, SourceId, Workspace};
use crate::query::rounds;
use std::collections::BTreeSet;

/// What a page is about.
pub(super) trait Subject {
    /// Its record; none for everything.
    fn record(&self) -> Option<RecordId>;

    /// In words that can be kept in the settings; empty for everything.
    fn to_words(&self) -> String;

    /// What [`to_words`](Self::to_words) wrote down.
    fn from_words(words: &str) -> Option<Self>
    where
        Self: Sized;
}

macro_rules! subjects {
    ($($id:ident)+) => {$(
        impl Subject for $id {
            fn record(&self) -> Option<RecordId> {
                Some((*self).into())
            }

            fn to_words(&self) -> String {
                self.to_string()
            }

            fn from_words(words: &str) -> Option<Self> {
                words.parse().ok().map(Self)
            }
        }
    )+};
}

subjects!(NegotiationId RoundId SourceId);

impl Subject for Option<RecordId> {
    fn record(&self) -> Option<RecordId> {
        *self
    }

    fn to_words(&self) -> String {
        self.map(|id| format!("{} {}", id.noun(), id.uuid())).unwrap_or_default()
    }

    fn from_words(words: &str) -> Option<Self> {
        if words.is_empty() {
            return Some(None);
        }
        let (noun, id) = words.rsplit_once(' ')?;
        Some(Some(RecordId::of_noun(noun, id.parse().ok()?)?))
    }
}

/// How a page is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageLayout {
    /// It takes all the room across: it stands in columns, or as a text beside choices. What is read in rows is hard to follow across a
    /// wide screen.
    Wide,
    /// It is a table, where the keys go from cell to cell: what stands in rows below it is not what the page is for.
    Cells,
}

/// The subject of a page; of one without, everything.
macro_rules! subject {
    () => {
        &None::<RecordId>
    };
    ($of:ident) => {
        $of
    };
}

/// Makes the pages from the table.
macro_rules! define {
    ($($page:ident $tooltip:literal [$($command:ident)?] {
        $key:literal $(of ($of:ident: $subject:ty))? screen $module:ident::$screen:ident $(($part:ident))?
        $(layout [$($layout:ident)+])? $(row $row:tt)?
    })+) => {
        /// What the centre of the window shows.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Page {
            $(#[doc = $tooltip] $page $(($subject))?,)+
        }

        impl Page {
            /// The key by which it is kept in the settings, and what it is about.
            fn parts(&self) -> (&'static str, &dyn Subject) {
                match self {
                    $(Self::$page $(($of))? => ($key, subject!($($of)?)),)+
                }
            }

            fn from_parts(key: &str, subject: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$page $((<$subject>::from_words(subject)?))?),)+
                    _ => None,
                }
            }

            fn layout(&self) -> &'static [PageLayout] {
                match self {
                    $(Self::$page { .. } => &[$($(PageLayout::$layout),+)?],)+
                }
            }
        }
    };
}

table!(pages define);

impl Default for Page {
    fn default() -> Self {
        Self::Upcoming
    }
}

impl Page {
    /// The negotiation that the page belongs to, if it belongs to one.
    pub fn negotiation(&self, workspace: &Workspace) -> Option<NegotiationId> {
        match self.parts().1.record()? {
            RecordId::Negotiation(id) => Some(id),
            RecordId::Round(id) => workspace.rounds.get(&id).map(|round| round.negotiation),
            RecordId::Source(id) => workspace.sources.get(&id).map(|source| source.negotiation),
            id => Self::of(id, workspace)?.negotiation(workspace),
        }
    }

    /// Whether what the page is about is still there. The history is also of what is gone: it can be brought back there.
    pub fn exists(&self, workspace: &Workspace) -> bool {
        matches!(self, Self::History(_)) || self.parts().1.record().is_none_or(|id| workspace.contains(id))
    }

    /// The page in words that can be kept in the settings.
    pub fn to_words(&self) -> String {
        let (key, subject) = self.parts();
        format!("{key} {}", subject.to_words()).trim_end().to_owned()
    }

    /// The page that [`to_words`](Self::to_words) wrote down.
    pub fn from_words(words: &str) -> Option<Self> {
        let (key, subject) = words.split_once(' ').unwrap_or((words, ""));
        Self::from_parts(key, subject)
    }

    /// How wide the page is at most, with the line above it and what is typed below it.
    pub fn measure(&self) -> f32 {
        if self.layout().contains(&PageLayout::Wide) { f32::INFINITY } else { WIDEST }
    }

    /// Whether it is a table of cells.
    pub fn has_cells(&self) -> bool {
        self.layout().contains(&PageLayout::Cells)
    }

    /// The page on which a record is shown; none for what the page at hand shows as well as any.
    pub fn of(id: RecordId, workspace: &Workspace) -> Option<Self> {
        let under = |round: Option<RoundId>, negotiation| round.map_or(Self::Statements(negotiation), Self::Round);
        match id {
            RecordId::Party(_) | RecordId::Person(_) => Some(Self::Directory),
            RecordId::Negotiation(id) => Some(Self::Overview(id)),
            RecordId::Round(id) => Some(Self::Round(id)),
            RecordId::Binned(_) => Some(Self::Bin),
            RecordId::Clash(id) => workspace.clashes.get(&id).and_then(|clash| Self::of(clash.record, workspace)),
            RecordId::Issue(id) => workspace.issues.get(&id).map(|r| Self::Issues(r.negotiation)),
            RecordId::Source(id) => workspace.sources.get(&id).map(|r| Self::Sources(r.negotiation)),
            RecordId::FollowUp(id) => {
                workspace.follow_ups.get(&id).map(|r| r.round.map_or(Self::Overview(r.negotiation), Self::Round))
            }
            id => workspace.view(id).and_then(|record| Some(under(record.round(), record.negotiation()?))),
        }
    }
}

/// A record whose row is to be brought into view.
#[derive(Clone, Copy, Debug)]
struct Reveal {
    id: RecordId,
    /// The row gets the focus, too.
    focus: bool,
    /// Passes in which it may still be drawn.
    left: u8,
}

/// Passes in which a row that was asked for may come to be drawn.
const PATIENCE: u8 = 8;

/// A page that was left, and what was selected on it.
#[derive(Clone, Debug)]
struct Left {
    page: Page,
    selection: Option<RecordId>,
}

/// Where the user is and was.
#[derive(Clone, Debug, Default)]
pub struct Nav {
    page: Page,
    back: Vec<Left>,
    forward: Vec<Left>,
    selection: Option<RecordId>,
    /// All that is selected, if it is more than one record.
    several: BTreeSet<RecordId>,
    /// Where a range that is being selected began.
    anchor: Option<RecordId>,
    focus: Option<String>,
    reveal: Option<Reveal>,
    /// A place in a record that is to be brought into view, by the name of the inspector's field.
    place: Option<(RecordId, String)>,
    /// The passage that was shown last in the text of its source, and whether it is still to be brought into view.
    passage: Option<(PartId, bool)>,
}

impl Nav {
    /// On that page, with nothing behind.
    pub fn at(page: Page) -> Self {
        Self { page, ..Self::default() }
    }

    /// The page shown.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The record in the inspector.
    pub fn selection(&self) -> Option<RecordId> {
        self.selection
    }

    /// All that is selected, if it is more than one record; else nothing.
    pub fn several(&self) -> &BTreeSet<RecordId> {
        &self.several
    }

    /// Where a range that is being selected began.
    pub fn anchor(&self) -> Option<RecordId> {
        self.anchor
    }

    /// Begins a range.
    pub fn set_anchor(&mut self, id: RecordId) {
        self.anchor = Some(id);
    }

    /// Selects several; `lead` is the one of them at which the keyboard is.
    pub fn select_several(&mut self, ids: BTreeSet<RecordId>, lead: Option<RecordId>, anchor: Option<RecordId>) {
        self.select(lead.or(ids.first().copied()), None);
        self.anchor = anchor;
        if ids.len() > 1 {
            self.several = ids;
        }
    }

    /// Puts the focus on a field of what is selected.
    pub fn seek(&mut self, field: &str) {
        self.focus = Some(field.to_owned());
    }

    /// The negotiation at hand: that of the page, else that of the selection, else the one looked at last, else the only one.
    pub fn negotiation(&self, workspace: &Workspace) -> Option<NegotiationId> {
        let there = |page: &Page| page.negotiation(workspace).filter(|id| workspace.negotiations.contains_key(id));
        let last = || self.back.iter().rev().chain(&self.forward).find_map(|left| there(&left.page));
        let selected = || Page::of(self.selection?, workspace)?.negotiation(workspace);
        let only = || (workspace.negotiations.len() == 1).then(|| workspace.negotiations.keys().next().copied()).flatten();
        self.page.negotiation(workspace).or_else(selected).or_else(last).or_else(only)
    }

    /// The round at hand in the negotiation at hand: that of the page or of the selection, else the one looked at last, else the last
    /// one held, else the first.
    pub fn round(&self, workspace: &Workspace) -> Option<RoundId> {
        let of_page = |page: &Page| match *page {
            Page::Round(round) => Some(round),
            _ => None,
        };
        let negotiation = self.negotiation(workspace)?;
        let within = |id: &RoundId| workspace.rounds.get(id).is_some_and(|round| round.negotiation == negotiation);
        let selected = || of_page(&Page::of(self.selection?, workspace)?);
        let seen = || self.back.iter().rev().filter_map(|left| of_page(&left.page)).find(within);
        let held = || rounds::last_held(workspace, negotiation).map(|round| round.id);
        let first = || rounds::in_order(workspace, negotiation).first().map(|round| round.id);
        of_page(&self.page).or_else(selected).filter(within).or_else(seen).or_else(held).or_else(first)
    }

    /// Has the row of a record brought into view on its page, once. The focus stays where it is.
    pub fn reveal(&mut self, id: RecordId) {
        self.reveal = Some(Reveal { id, focus: false, left: PATIENCE });
    }

    /// Leads to the row of a record: it is brought into view and gets the focus.
    pub fn lead_to(&mut self, id: RecordId) {
        self.reveal = Some(Reveal { id, focus: true, left: PATIENCE });
    }

    /// Whether the row of a record is to be brought into view: who draws a part of a list draws that row.
    pub fn wants(&self, id: impl Into<RecordId>) -> bool {
        self.wanted() == Some(id.into())
    }

    /// The record whose row is to be brought into view.
    pub fn wanted(&self) -> Option<RecordId> {
        self.reveal.map(|reveal| reveal.id)
    }

    /// Whether some row is about to get the focus.
    pub fn leads(&self) -> bool {
        self.reveal.is_some_and(|reveal| reveal.focus)
    }

    /// Whether a row that is drawn is the one to be brought into view, and then whether it gets the focus, too.
    pub fn take_reveal(&mut self, id: RecordId) -> Option<bool> {
        self.reveal.take_if(|reveal| reveal.id == id).map(|reveal| reveal.focus)
    }

    /// To be called at the end of each pass: what is not drawn after some is not there.
    pub fn end_pass(&mut self) {
        if let Some(reveal) = &mut self.reveal {
            reveal.left -= 1;
        }
        self.reveal.take_if(|reveal| reveal.left == 0);
    }

    /// Has something within a record brought into view on its page, once: it is named like the inspector's field.
    pub fn reveal_place(&mut self, id: RecordId, place: String) {
        self.place = Some((id, place));
    }

    /// Whether that is to be brought into view: whoever draws it does so.
    pub fn take_place(&mut self, id: impl Into<RecordId>, place: &str) -> bool {
        let id = id.into();
        self.place.take_if(|(of, wanted)| *of == id && wanted == place).is_some()
    }

    /// Whether the focus is to go to a field of the inspector.
    pub fn seeks_field(&self) -> bool {
        self.focus.is_some()
    }

    /// The inspector's field to put the focus on, once: a view takes it when it has done so.
    pub fn take_focus(&mut self) -> Option<String> {
        self.focus.take()
    }

    /// Goes to a page and remembers where it came from. What was selected on the page before is let go, so that the new page has
    /// the room; on the way back it is selected again.
    pub fn go(&mut self, page: Page) {
        if page != self.page {
            let left = self.leave(page, None);
            self.back.push(left);
            self.forward.clear();
        }
    }

    /// Leaves the page at hand for another one.
    fn leave(&mut self, page: Page, selection: Option<RecordId>) -> Left {
        let before = self.selection;
        self.select(selection, None);
        self.passage = None;
        Left { page: std::mem::replace(&mut self.page, page), selection: before }
    }

    /// Has a passage brought into view in the text of its source, once.
    pub fn show_passage(&mut self, passage: PartId) {
        self.passage = Some((passage, true));
    }

    /// The passage that is to be brought into view: the reading page takes it.
    pub fn take_passage(&mut self) -> Option<PartId> {
        let (passage, wanted) = self.passage.as_mut()?;
        std::mem::take(wanted).then_some(*passage)
    }

    /// The passage that was shown last on this page.
    pub fn passage(&self) -> Option<PartId> {
        self.passage.map(|(passage, _)| passage)
    }

    /// Puts a record into the inspector, with the focus on a field of it if one is named.
    pub fn select(&mut self, id: Option<RecordId>, field: Option<&str>) {
        self.selection = id;
        self.anchor = id;
        self.several.clear();
        self.focus = field.map(str::to_owned);
    }

    /// Back to the page before, with what was selected there.
    pub fn back(&mut self) {
        if let Some(Left { page, selection }) = self.back.pop() {
            let left = self.leave(page, selection);
            self.forward.push(left);
        }
    }

    /// Forward again.
    pub fn forward(&mut self) {
        if let Some(Left { page, selection }) = self.forward.pop() {
            let left = self.leave(page, selection);
            self.back.push(left);
        }
    }

    /// Whether there is a way back.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a way forward.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Leaves pages and selections whose records are gone, after an undo or a deletion.
    pub fn keep_to(&mut self, workspace: &Workspace) {
        self.several.retain(|id| workspace.contains(*id));
        if let (1, Some(only)) = (self.several.len(), self.several.first().copied()) {
            self.select(Some(only), None);
        }
        if self.selection.is_some_and(|id| !workspace.contains(id)) && !self.several.is_empty() {
            self.selection = self.several.first().copied();
        }
        if self.selection.is_some_and(|id| !workspace.contains(id)) {
            self.selection = None;
        }
        for way in [&mut self.back, &mut self.forward] {
            way.retain(|left| left.page.exists(workspace));
            for left in way {
                left.selection.take_if(|id| !workspace.contains(*id));
            }
        }
        if !self.page.exists(workspace) {
            self.page = self.back.pop().map(|left| left.page).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyId, StatementId};
    use uuid::Uuid;

    #[test]
    fn a_page_comes_back_from_the_words_in_the_settings() {
        let id = Uuid::from_u128(7);
        let negotiation = NegotiationId(id);
        for (page, words) in [
            (Page::Upcoming, "upcoming".to_owned()),
            (Page::Help, "help".to_owned()),
            (Page::Import, "import".to_owned()),
            (Page::Compare(negotiation), format!("compare {id}")),
            (Page::Export(negotiation), format!("export {id}")),
            (Page::Round(RoundId(id)), format!("round {id}")),
            (Page::History(None), "history".to_owned()),
            (Page::History(Some(PartyId(id).into())), format!("history party {id}")),
            (Page::History(Some(StatementId(id).into())), format!("history statement {id}")),
        ] {
            assert_eq!(page.to_words(), words);
            assert_eq!(Page::from_words(&words), Some(page));
        }
        for words in ["", "upcomings", "compare", "compare 7", "round", "history party", "history thing 7"] {
            assert_eq!(Page::from_words(words), None, "“{words}”");
        }
    }
}
