//! Every command by name: one list feeds the menu, the palette, the shortcuts and the help page.

mod group;
mod keys;
mod words;

#[cfg(test)]
mod tests;

use super::Page;
use crate::model::NegotiationId;

pub use group::Group;

/// What a user can ask for from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// Takes the last step back.
    Undo,
    /// Does the step last undone again.
    Redo,
    /// Saves without waiting.
    SaveNow,
    /// Tries again to save what could not be saved.
    TryAgain,
    /// Saves a copy of everything in another folder.
    SaveCopy,
    /// Opens the palette: any record, any command.
    Palette,
    /// Goes to the search page.
    Search,
    /// Puts the cursor into the quick line.
    QuickLine,
    /// Adds a round.
    NewRound,
    /// Adds a statement in the inspector.
    NewStatement,
    /// Adds a follow-up.
    NewFollowUp,
    /// Adds an incident.
    NewIncident,
    /// Changes a round's own fields.
    EditRound,
    /// Adds somebody who was at a round.
    NewAttendance,
    /// Changes what a round is to deal with.
    EditAgenda,
    /// Changes what came of a round.
    EditOutcome,
    /// Adds who announced which date of a round.
    NewAnnouncement,
    /// Adds a party's own account of a round.
    NewAccount,
    /// Adds a sitting of a round.
    NewSitting,
    /// Adds a fact about a round on which sources disagree.
    NewDiscrepancy,
    /// Changes the note of a round.
    EditNote,
    /// Adds an issue.
    NewIssue,
    /// Adds a source.
    NewSource,
    /// Adds a negotiation.
    NewNegotiation,
    /// Adds a party.
    NewParty,
    /// Adds a person.
    NewPerson,
    /// Moves what is selected to the bin.
    Delete,
    /// Asks whether what is selected is erased for good, from the history as well.
    Erase,
    /// Selects everything in the list at hand.
    SelectAll,
    /// Goes to the verification of what is selected.
    ChangeVerification,
    /// Goes to the record level of what is selected.
    ChangeLevel,
    /// Goes to the issues of what is selected.
    ChangeIssues,
    /// Goes to the tags of what is selected.
    ChangeTags,
    /// Goes to the sources of what is selected.
    ChangeSources,
    /// Goes to Upcoming.
    Upcoming,
    /// Goes to the negotiation's overview.
    Overview,
    /// Goes to its rounds.
    Rounds,
    /// Goes to its statements.
    Statements,
    /// Goes to its positions side by side.
    Compare,
    /// Goes to its issues.
    Issues,
    /// Goes to its sources.
    Sources,
    /// Goes to people and parties.
    Directory,
    /// Goes to the bin.
    Bin,
    /// Goes to the earlier versions of the record at hand.
    Versions,
    /// Goes to everything that was done.
    History,
    /// Goes to the list of problems.
    Problems,
    /// Goes to the next record of which a field was changed in two places.
    Choose,
    /// Goes to the statements that somebody must look at.
    ToCheck,
    /// Takes all reasons to look at them from the statements selected.
    Settle,
    /// Goes to the page before.
    Back,
    /// Goes forward again.
    Forward,
    /// Moves the focus to the next part of the window.
    NextPart,
    /// Moves the focus to the part before.
    PreviousPart,
    /// Shows or hides the inspector.
    ToggleInspector,
    /// Light, dark, or as the system.
    NextTheme,
    /// Everything larger.
    ZoomIn,
    /// Everything smaller.
    ZoomOut,
    /// Everything in its own size.
    ZoomReset,
    /// Goes to the settings.
    Settings,
    /// Goes to keys and quick line.
    Help,
    /// Writes the sample to a new folder and opens it.
    OpenSample,
    /// Goes back from the sample to the user's own record.
    LeaveSample,
    /// Writes something of a negotiation to a file for others.
    Export,
    /// Takes a file in.
    Import,
    /// Makes the brief that is printed by another program.
    Print,
    /// Puts the table at hand on the clipboard.
    CopyTable,
    /// Shows everything in the list at hand again.
    ClearFilters,
    /// Opens the filters saved by name.
    SavedFilters,
    /// Closes the window.
    Quit,
}

impl Command {
    /// All commands, in the order of menu and help.
    pub const ALL: &'static [Self] = &[
        Self::Undo,
        Self::Redo,
        Self::Delete,
        Self::Erase,
        Self::SelectAll,
        Self::ChangeVerification,
        Self::ChangeLevel,
        Self::ChangeIssues,
        Self::ChangeTags,
        Self::ChangeSources,
        Self::Settle,
        Self::Palette,
        Self::Search,
        Self::QuickLine,
        Self::NewStatement,
        Self::NewRound,
        Self::NewIssue,
        Self::NewSource,
        Self::NewNegotiation,
        Self::NewParty,
        Self::NewPerson,
        Self::EditRound,
        Self::NewAttendance,
        Self::EditAgenda,
        Self::EditOutcome,
        Self::NewFollowUp,
        Self::NewIncident,
        Self::NewAnnouncement,
        Self::NewAccount,
        Self::NewSitting,
        Self::NewDiscrepancy,
        Self::EditNote,
        Self::Upcoming,
        Self::Overview,
        Self::Rounds,
        Self::Statements,
        Self::Compare,
        Self::Issues,
        Self::Sources,
        Self::Directory,
        Self::Bin,
        Self::Versions,
        Self::History,
        Self::Problems,
        Self::Choose,
        Self::ToCheck,
        Self::Back,
        Self::Forward,
        Self::Settings,
        Self::Help,
        Self::NextPart,
        Self::PreviousPart,
        Self::ToggleInspector,
        Self::NextTheme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ClearFilters,
        Self::SavedFilters,
        Self::CopyTable,
        Self::Export,
        Self::Import,
        Self::Print,
        Self::SaveNow,
        Self::TryAgain,
        Self::SaveCopy,
        Self::OpenSample,
        Self::LeaveSample,
        Self::Quit,
    ];

    /// The page of a negotiation that it goes to, if it is such a command.
    pub fn page_of(self, id: NegotiationId) -> Option<Page> {
        Some(match self {
            Self::Overview => Page::Overview(id),
            Self::Rounds => Page::Rounds(id),
            Self::Statements => Page::Statements(id),
            Self::Compare => Page::Compare(id),
            Self::Issues => Page::Issues(id),
            Self::Sources => Page::Sources(id),
            _ => return None,
        })
    }

    /// The command that does what a button of such words does: "Add incident" is New incident.
    pub fn of_button(words: &str) -> Option<Self> {
        let what = |words: &str| {
            let verbs = ["Add ", "New ", "Edit "];
            verbs.iter().find_map(|verb| words.strip_prefix(verb)).map(str::to_owned)
        };
        let wanted = what(words)?;
        Self::ALL.iter().copied().find(|command| what(command.name()).as_ref() == Some(&wanted))
    }

    /// Whether it goes to a page of a negotiation.
    pub fn is_of_negotiation(self) -> bool {
        matches!(self, Self::Overview | Self::Rounds | Self::Statements | Self::Compare | Self::Issues | Self::Sources)
    }

    /// Whether it goes to a page, where the focus goes along.
    pub fn goes_to_page(self) -> bool {
        self.is_of_negotiation()
            || matches!(
                self,
                Self::Upcoming
                    | Self::Search
                    | Self::Directory
                    | Self::Bin
                    | Self::Versions
                    | Self::History
                    | Self::Problems
                    | Self::Settings
                    | Self::Help
                    | Self::Export
                    | Self::Print
                    | Self::Import
                    | Self::ToCheck
                    | Self::Back
                    | Self::Forward
            )
    }

    /// The field of a round that it goes to, if it is such a command.
    pub fn field_of_round(self) -> Option<&'static str> {
        Some(match self {
            Self::EditRound => "first",
            Self::NewAttendance => "attendance:new",
            Self::EditAgenda => "agenda",
            Self::EditOutcome => "outcome",
            Self::NewAnnouncement => "announcements:new",
            Self::NewAccount => "accounts:new",
            Self::NewSitting => "sittings:new",
            Self::NewDiscrepancy => "discrepancies:new",
            Self::EditNote => "note",
            _ => return None,
        })
    }
}
