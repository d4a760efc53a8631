//! Every command by name: one list feeds the menu, the palette, the shortcuts and the help page.

use super::Page;
use crate::kit::keys;
use crate::model::NegotiationId;
use egui::{Key, KeyboardShortcut, Modifiers};

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
    /// Takes back that what is selected is to be looked at.
    MarkSettled,
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
    /// Settles the first thing that is to be looked at in the statement at hand.
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
        Self::SelectAll,
        Self::ChangeVerification,
        Self::ChangeLevel,
        Self::ChangeIssues,
        Self::ChangeTags,
        Self::ChangeSources,
        Self::MarkSettled,
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

    /// The heading under which it stands in menu, palette and help.
    pub fn group(self) -> Group {
        match self {
            Self::Undo
            | Self::Redo
            | Self::Delete
            | Self::SelectAll
            | Self::ChangeVerification
            | Self::ChangeLevel
            | Self::ChangeIssues
            | Self::ChangeTags
            | Self::ChangeSources
            | Self::MarkSettled
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

    /// Other words by which it is looked for.
    pub fn synonyms(self) -> &'static str {
        match self {
            Self::Undo => "revert take back",
            Self::Redo => "repeat again",
            Self::SaveNow => "store write autosave",
            Self::TryAgain => "retry save failed",
            Self::SaveCopy => "backup duplicate save as",
            Self::Palette => "command search go to",
            Self::Search => "find full text",
            Self::QuickLine => "type log fast entry line",
            Self::NewRound => "add meeting session talks",
            Self::NewStatement => "add demand offer position claim accusation quote quotation said",
            Self::NewFollowUp => "add todo to-do task action item deadline",
            Self::NewIncident => "add event attack violation",
            Self::EditRound => "date place venue format change round",
            Self::NewAttendance => "add attendance participant delegation who was there present delegate",
            Self::EditAgenda => "topics order of the day",
            Self::EditOutcome => "result agreement communique what came out",
            Self::NewAnnouncement => "next round date announced reported tentative",
            Self::NewAccount => "readout report minutes version",
            Self::NewSitting => "day session plenary",
            Self::NewDiscrepancy => "contradiction sources disagree differ",
            Self::EditNote => "remark comment notes",
            Self::NewIssue => "add topic subject",
            Self::NewSource => "add article document reference link",
            Self::NewNegotiation => "add process talks",
            Self::NewParty => "add country state organisation delegation side",
            Self::NewPerson => "add people delegate envoy speaker",
            Self::Delete => "remove trash bin erase",
            Self::Upcoming => "home agenda calendar next schedule",
            Self::Overview => "summary dashboard",
            Self::Rounds => "meetings sessions list",
            Self::Statements => "quotes demands list",
            Self::Compare => "matrix positions side by side difference",
            Self::Issues => "topics subjects",
            Self::Sources => "references articles documents",
            Self::Directory => "contacts names parties persons",
            Self::Bin => "trash deleted recycle",
            Self::Versions => "history of record changes diff restore",
            Self::History => "log changes who when git",
            Self::Problems => "errors warnings damaged",
            Self::Choose => "choose between two versions conflict clash merge to check",
            Self::Back => "previous page",
            Self::Forward => "next page",
            Self::NextPart => "focus panel pane",
            Self::PreviousPart => "focus panel pane",
            Self::ToCheck => "check unclear not understood open questions",
            Self::Settle => "checked looked at done",
            Self::ToggleInspector => "details panel sidebar form",
            Self::NextTheme => "theme dark mode light mode appearance colours colors night",
            Self::ZoomIn => "zoom bigger text size font scale enlarge",
            Self::ZoomOut => "zoom smaller text size font scale",
            Self::ZoomReset => "zoom normal text size 100% scale",
            Self::Settings => "preferences options name time zone configuration",
            Self::Help => "help shortcuts keyboard manual documentation hotkeys",
            Self::OpenSample => "example demo try",
            Self::LeaveSample => "example demo close",
            Self::Export => "pdf word docx excel xlsx csv ics calendar markdown html web page brief share publish",
            Self::Import => "csv excel xlsx ics calendar open file load",
            Self::Print => "pdf paper printer brief word",
            Self::SelectAll => "mark everything several",
            Self::ChangeVerification => "confirmed unverified several",
            Self::ChangeLevel => "record off on background terms confidential several",
            Self::ChangeIssues => "topics several",
            Self::ChangeTags => "labels keywords several",
            Self::ChangeSources => "references several",
            Self::MarkSettled => "checked looked at done",
            Self::ClearFilters => "reset show all filter",
            Self::SavedFilters => "filter view named",
            Self::CopyTable => "clipboard excel word spreadsheet",
            Self::Quit => "exit close end",
        }
    }

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

    /// Its name and what it does.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Undo => ("Undo", "Take the last step back"),
            Self::Redo => ("Redo", "Do the step last undone again"),
            Self::SaveNow => ("Save now", "Save without waiting for the autosave"),
            Self::TryAgain => ("Try again now", "Try to save what could not be saved without waiting for the next try"),
            Self::SaveCopy => ("Save a copy elsewhere…", "Write everything, what is not saved included, into another folder"),
            Self::Palette => ("Find…", "Find any record or command, in any spelling"),
            Self::Search => ("Search", "Search the whole record"),
            Self::QuickLine => ("Quick line", "Type a statement in one line, under the round at hand or the current one"),
            Self::NewRound => ("New round", "Log or plan a round of this negotiation"),
            Self::NewStatement => ("New statement", "Record a statement in the inspector"),
            Self::NewFollowUp => ("New follow-up", "Record what somebody is to do"),
            Self::NewIncident => ("New incident", "Record an event away from the table"),
            Self::EditRound => ("Edit round", "Change when and where the round is, its title and format"),
            Self::NewAttendance => ("Add attendance", "Record who was at the table, in what role"),
            Self::EditAgenda => ("Edit agenda", "Say what the round is to deal with"),
            Self::EditOutcome => ("Edit outcome", "Record what came of the round"),
            Self::NewAnnouncement => ("Add announcement", "Record who announced which date of the round"),
            Self::NewAccount => ("Add account", "Record how a party tells the round"),
            Self::NewSitting => ("Add sitting", "Add a day or a sitting of the round"),
            Self::NewDiscrepancy => ("Add discrepancy", "Record a fact about the round on which sources disagree"),
            Self::EditNote => ("Edit note", "Write down anything else about the round"),
            Self::NewIssue => ("New issue", "Put an issue on the table"),
            Self::NewSource => ("New source", "Add a source"),
            Self::NewNegotiation => ("New negotiation", "Begin the record of a negotiation"),
            Self::NewParty => ("New party", "Add a party to the workspace"),
            Self::NewPerson => ("New person", "Add a person to the workspace"),
            Self::Delete => ("Delete", "Move what is selected to the bin"),
            Self::SelectAll => ("Select all", "Select everything in the list at hand; Ctrl+A on a row does the same"),
            Self::ChangeVerification => ("Change verification", "How well the selected statements are supported"),
            Self::ChangeLevel => ("Change record level", "On what terms the selected statements were made"),
            Self::ChangeIssues => ("Change issues", "Add or remove issues of the selected statements"),
            Self::ChangeTags => ("Change tags", "Add or remove tags of the selected statements"),
            Self::ChangeSources => ("Change sources", "Add or remove sources of the selected statements"),
            Self::MarkSettled => ("Mark as settled", "The selected statements need not be looked at any more"),
            Self::Upcoming => ("Upcoming", "What comes next, across all negotiations"),
            Self::Overview => ("Overview", "What this negotiation is and where it stands"),
            Self::Rounds => ("Rounds", "The rounds of this negotiation"),
            Self::Statements => ("Statements", "All statements of this negotiation"),
            Self::Compare => ("Compare", "Positions side by side"),
            Self::Issues => ("Issues", "What is on the table"),
            Self::Sources => ("Sources", "Where it is known from"),
            Self::Directory => ("People and parties", "Who talks, under which names, in which office"),
            Self::Bin => ("Bin", "What was deleted"),
            Self::Versions => ("Earlier versions", "What this record said before, who changed it, and the way back"),
            Self::History => ("History", "Everything that was done, by whom and when"),
            Self::Problems => ("Problems", "What is wrong with the record or with saving it"),
            Self::Choose => (
                "Next in question",
                "Go to the next words, record changed in two places, or statement that somebody must look at",
            ),
            Self::ToCheck => ("Statements to look at", "Show the statements in which something was not understood"),
            Self::Settle => ("Settled", "Take the first reason to look at it from the statement at hand"),
            Self::Back => ("Back", "The page before"),
            Self::Forward => ("Forward", "The page after"),
            Self::NextPart => ("Next part of the window", "Move the focus between workspace, page and inspector"),
            Self::PreviousPart => ("Previous part of the window", "Move the focus between inspector, page and workspace"),
            Self::ToggleInspector => ("Inspector", "Show or hide the inspector"),
            Self::NextTheme => ("Light or dark", "Light, dark, or as the system has it"),
            Self::ZoomIn => ("Zoom in", "Draw everything larger"),
            Self::ZoomOut => ("Zoom out", "Draw everything smaller"),
            Self::ZoomReset => ("Zoom to 100%", "Draw everything in its own size"),
            Self::Settings => ("Settings", "Your name, your time zone, the look"),
            Self::Help => ("Keys and quick line", "Every key, and how to write a quick line"),
            Self::OpenSample => ("Open the sample", "Open a fresh copy of the sample talks"),
            Self::LeaveSample => ("Leave the sample", "Back to your own record; the copy of the sample is thrown away"),
            Self::Export => ("Export…", "Write a brief, lists or a calendar to a file for others"),
            Self::Import => ("Import…", "Take in a table or a calendar from a file"),
            Self::Print => ("Print…", "Make the brief of this round or negotiation, to be printed by your own program"),
            Self::CopyTable => ("Copy as table", "Copy the table at hand, for a spreadsheet or a document"),
            Self::ClearFilters => ("Clear filters", "Show everything in the list at hand again"),
            Self::SavedFilters => ("Saved filters…", "Take a filter saved by name, or save the one at hand"),
            Self::Quit => ("Quit", "Save and close the window"),
        }
    }

    /// Its name, in sentence case.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// What it does, in a sentence without a full stop.
    pub fn tooltip(self) -> &'static str {
        self.words().1
    }

    /// Its keys; the first is the one shown.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let ctrl = |key| vec![KeyboardShortcut::new(Modifiers::COMMAND, key)];
        let ctrl_shift = |key| vec![KeyboardShortcut::new(CTRL_SHIFT, key)];
        match self {
            Self::Undo => ctrl(Key::Z),
            Self::Redo => vec![KeyboardShortcut::new(CTRL_SHIFT, Key::Z), KeyboardShortcut::new(Modifiers::COMMAND, Key::Y)],
            Self::SaveNow => ctrl(Key::S),
            Self::Palette => ctrl(Key::K),
            Self::Search => ctrl(Key::F),
            Self::QuickLine => ctrl(Key::L),
            Self::NewRound => ctrl(Key::N),
            Self::NewStatement => ctrl(Key::E),
            Self::NewFollowUp => ctrl_shift(Key::F),
            Self::NewIncident => ctrl_shift(Key::I),
            Self::EditRound => ctrl_shift(Key::B),
            Self::NewAttendance => ctrl_shift(Key::A),
            Self::EditAgenda => ctrl_shift(Key::G),
            Self::EditOutcome => ctrl_shift(Key::Y),
            Self::NewAnnouncement => ctrl_shift(Key::D),
            Self::NewAccount => ctrl_shift(Key::K),
            Self::NewSitting => ctrl_shift(Key::T),
            Self::NewDiscrepancy => ctrl_shift(Key::X),
            Self::EditNote => ctrl_shift(Key::J),
            Self::NewIssue => ctrl_shift(Key::U),
            Self::NewSource => ctrl_shift(Key::S),
            Self::NewNegotiation => ctrl_shift(Key::N),
            Self::NewParty => ctrl_shift(Key::P),
            Self::NewPerson => ctrl_shift(Key::O),
            Self::Delete => ctrl(Key::Delete),
            Self::Upcoming => ctrl(Key::Num1),
            Self::Overview => ctrl(Key::Num2),
            Self::Rounds => ctrl(Key::Num3),
            Self::Statements => ctrl(Key::Num4),
            Self::Compare => ctrl(Key::Num5),
            Self::Issues => ctrl(Key::Num6),
            Self::Sources => ctrl(Key::Num7),
            Self::Directory => ctrl(Key::Num8),
            Self::Bin => ctrl(Key::Num9),
            Self::Versions => ctrl_shift(Key::H),
            Self::Back => vec![KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft)],
            Self::Forward => vec![KeyboardShortcut::new(Modifiers::ALT, Key::ArrowRight)],
            Self::Choose => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F8)],
            Self::Settle => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F9)],
            Self::NextPart => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F6)],
            Self::PreviousPart => vec![KeyboardShortcut::new(Modifiers::SHIFT, Key::F6)],
            Self::ToggleInspector => ctrl(Key::I),
            Self::NextTheme => ctrl_shift(Key::L),
            Self::Settings => ctrl(Key::Comma),
            Self::Help => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F1)],
            Self::Export => ctrl_shift(Key::E),
            Self::Import => ctrl_shift(Key::M),
            Self::Print => ctrl(Key::P),
            Self::CopyTable => ctrl_shift(Key::C),
            Self::ClearFilters => ctrl_shift(Key::R),
            Self::Quit => ctrl(Key::Q),
            Self::TryAgain
            | Self::SaveCopy
            | Self::History
            | Self::Problems
            | Self::OpenSample
            | Self::LeaveSample
            | Self::SelectAll
            | Self::ChangeVerification
            | Self::ChangeLevel
            | Self::ChangeIssues
            | Self::ChangeTags
            | Self::ChangeSources
            | Self::MarkSettled
            | Self::ToCheck
            | Self::SavedFilters => Vec::new(),
            // The library under the window hears these by itself, in every layout of the keyboard.
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => Vec::new(),
        }
    }

    /// Its keys as this system writes them; empty if it has none.
    pub fn keys(self, ctx: &egui::Context) -> String {
        use egui::gui_zoom::kb_shortcuts;
        let keys = match self {
            Self::ZoomIn => Some(kb_shortcuts::ZOOM_IN),
            Self::ZoomOut => Some(kb_shortcuts::ZOOM_OUT),
            Self::ZoomReset => Some(kb_shortcuts::ZOOM_RESET),
            _ => self.shortcuts().first().copied(),
        };
        keys.map(|keys| ctx.format_shortcut(&keys)).unwrap_or_default()
    }

    /// What it does, with its keys: what stands under the pointer on every button that runs it.
    pub fn tip(self, ctx: &egui::Context) -> String {
        match self.keys(ctx) {
            keys if keys.is_empty() => self.tooltip().to_owned(),
            keys => format!("{} ({keys})", self.tooltip()),
        }
    }

    /// The command whose keys were pressed, taken from the input so that no field sees them. Called before any widget is drawn:
    /// undo and redo go to the record even while a field has the focus.
    pub fn pressed(ctx: &egui::Context) -> Option<Self> {
        let keyed = Self::ALL.iter().flat_map(|&command| command.shortcuts().into_iter().map(move |keys| (keys, command)));
        keyed.into_iter().find_map(|(keys, command)| keys::take_shortcut(ctx, &keys).then_some(command))
    }
}

#[cfg(test)]
mod tests {
    use super::Command;
    use egui::{Event, Key, Modifiers};
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn no_two_commands_share_keys_or_names() {
        for mac in [false, true] {
            let mut keys = BTreeMap::new();
            for &command in Command::ALL {
                for shortcut in command.shortcuts() {
                    // Both systems write keys differently; a clash on either is one.
                    let words = shortcut.format(&egui::ModifierNames::NAMES, mac);
                    assert_eq!(keys.insert(words.clone(), command), None, "{words} is taken twice");
                }
            }
        }
        let names: BTreeSet<_> = Command::ALL.iter().map(|command| command.name()).collect();
        assert_eq!(names.len(), Command::ALL.len());
    }

    /// What may be held with a key: as Linux and Windows tell it, and as a Mac does.
    fn held() -> Vec<Modifiers> {
        let mut held = Vec::new();
        for bits in 0_u8..16 {
            let on = |bit: u8| bits & (1 << bit) != 0;
            let (alt, shift, ctrl, mac_cmd) = (on(0), on(1), on(2), on(3));
            held.push(Modifiers { alt, shift, ctrl, mac_cmd, command: mac_cmd });
            if !mac_cmd {
                held.push(Modifiers { alt, shift, ctrl, mac_cmd, command: ctrl });
            }
        }
        held
    }

    #[test]
    fn a_command_needs_exactly_its_modifiers() {
        let ctx = egui::Context::default();
        let pressed = |key: Key, modifiers: Modifiers| {
            let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
            let mut pressed = None;
            let input = egui::RawInput { events: vec![event], ..Default::default() };
            ctx.run_ui(input, |ui| pressed = Command::pressed(ui)).drop_without_applying_deltas();
            pressed
        };
        for &command in Command::ALL {
            for keys in command.shortcuts() {
                let mut fitting = BTreeSet::new();
                for held in held() {
                    let taken = pressed(keys.logical_key, held);
                    assert!(taken.is_none_or(|taken| taken.shortcuts().iter().any(|of| of.logical_key == keys.logical_key)));
                    if taken == Some(command) {
                        assert_eq!((held.alt, held.shift), (keys.modifiers.alt, keys.modifiers.shift), "{command:?} {held:?}");
                        assert_eq!(held.command, keys.modifiers.command, "{command:?} {held:?}");
                        assert!(!held.ctrl || !held.mac_cmd && held.command, "{command:?} {held:?}");
                        fitting.insert((held.ctrl, held.mac_cmd));
                    }
                }
                // With Ctrl on Linux and Windows, with the command key on a Mac.
                assert_eq!(fitting.len(), if keys.modifiers.command { 2 } else { 1 }, "{command:?} {fitting:?}");
            }
        }
    }

    #[test]
    fn the_list_is_whole() {
        let listed: BTreeSet<_> = Command::ALL.iter().collect();
        assert_eq!(listed.len(), Command::ALL.len());
        assert_eq!(Command::ALL.len(), Command::Quit as usize + 1, "a command is missing from the list");
    }

    #[test]
    fn commands_of_a_group_stand_together() {
        let mut groups: Vec<_> = Command::ALL.iter().map(|command| command.group()).collect();
        groups.dedup();
        let once: BTreeSet<_> = groups.iter().collect();
        assert_eq!(once.len(), groups.len(), "{groups:?}");
    }

    #[test]
    fn every_command_has_a_tooltip_without_a_full_stop() {
        for command in Command::ALL {
            assert!(!command.tooltip().is_empty() && !command.tooltip().ends_with('.'), "{command:?}");
        }
    }
}
