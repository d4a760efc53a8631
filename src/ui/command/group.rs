//! The groups in which commands stand in menu, palette and help.

use super::Command;

/// What commands have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Changing what is there.
    Edit,
    /// Looking for something.
    Find,
    /// Adding something.
    New,
    /// What belongs to one round.
    Round,
    /// Going somewhere.
    Go,
    /// How it is shown.
    View,
    /// What goes out, comes in and is kept.
    Files,
}

impl Group {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Edit => "Edit",
            Self::Find => "Find",
            Self::New => "New",
            Self::Round => "This round",
            Self::Go => "Go to",
            Self::View => "View",
            Self::Files => "Files",
        }
    }
}

impl Command {
    /// The heading under which it stands in menu, palette and help.
    pub fn group(self) -> Group {
        match self {
            Self::Undo
            | Self::Redo
            | Self::Delete
            | Self::Erase
            | Self::SelectAll
            | Self::ChangeVerification
            | Self::ChangeLevel
            | Self::ChangeIssues
            | Self::ChangeTags
            | Self::ChangeSources
            | Self::Settle => Group::Edit,
            Self::Palette | Self::Search => Group::Find,
            Self::QuickLine
            | Self::NewStatement
            | Self::NewRound
            | Self::NewIssue
            | Self::NewSource
            | Self::NewNegotiation
            | Self::NewParty
            | Self::NewPerson => Group::New,
            Self::EditRound
            | Self::NewAttendance
            | Self::EditAgenda
            | Self::EditOutcome
            | Self::NewFollowUp
            | Self::NewIncident
            | Self::NewAnnouncement
            | Self::NewAccount
            | Self::NewSitting
            | Self::NewDiscrepancy
            | Self::EditNote => Group::Round,
            Self::Upcoming
            | Self::Overview
            | Self::Rounds
            | Self::Statements
            | Self::Compare
            | Self::Issues
            | Self::Sources
            | Self::Directory
            | Self::Bin
            | Self::Versions
            | Self::History
            | Self::Problems
            | Self::Choose
            | Self::ToCheck
            | Self::Back
            | Self::Forward
            | Self::Settings
            | Self::Help => Group::Go,
            Self::NextPart
            | Self::PreviousPart
            | Self::ToggleInspector
            | Self::NextTheme
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ClearFilters
            | Self::SavedFilters => Group::View,
            Self::CopyTable
            | Self::Export
            | Self::Import
            | Self::Print
            | Self::SaveNow
            | Self::TryAgain
            | Self::SaveCopy
            | Self::OpenSample
            | Self::LeaveSample
            | Self::Quit => Group::Files,
        }
    }
}
