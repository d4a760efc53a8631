//! Every command by name: one list feeds the menu, the palette, the shortcuts and the help page.

use crate::kit::keys;
use egui::{Key, KeyboardShortcut, Modifiers};

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
    /// Goes to the page before.
    Back,
    /// Goes forward again.
    Forward,
    /// Moves the focus to the next part of the window.
    NextPart,
    /// Shows or hides the inspector.
    ToggleInspector,
    /// Light, dark, or as the system.
    NextTheme,
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
        Self::SaveNow,
        Self::TryAgain,
        Self::SaveCopy,
        Self::Palette,
        Self::Search,
        Self::QuickLine,
        Self::NewRound,
        Self::NewStatement,
        Self::NewFollowUp,
        Self::NewIncident,
        Self::NewIssue,
        Self::NewSource,
        Self::NewNegotiation,
        Self::NewParty,
        Self::NewPerson,
        Self::Delete,
        Self::SelectAll,
        Self::ChangeVerification,
        Self::ChangeLevel,
        Self::ChangeIssues,
        Self::ChangeTags,
        Self::ChangeSources,
        Self::MarkSettled,
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
        Self::Back,
        Self::Forward,
        Self::NextPart,
        Self::ToggleInspector,
        Self::NextTheme,
        Self::Settings,
        Self::Help,
        Self::OpenSample,
        Self::LeaveSample,
        Self::Export,
        Self::Import,
        Self::Print,
        Self::CopyTable,
        Self::ClearFilters,
        Self::SavedFilters,
        Self::Quit,
    ];

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
            Self::QuickLine => ("Quick line", "Type a statement in one line"),
            Self::NewRound => ("New round", "Log or plan a round of this negotiation"),
            Self::NewStatement => ("New statement", "Record a statement in the inspector"),
            Self::NewFollowUp => ("New follow-up", "Record what somebody is to do"),
            Self::NewIncident => ("New incident", "Record an event away from the table"),
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
            Self::Choose => ("Choose between two versions", "Go to the next record that was changed in two places"),
            Self::Back => ("Back", "The page before"),
            Self::Forward => ("Forward", "The page after"),
            Self::NextPart => ("Next part of the window", "Move the focus between workspace, page and inspector"),
            Self::ToggleInspector => ("Inspector", "Show or hide the inspector"),
            Self::NextTheme => ("Light or dark", "Light, dark, or as the system has it"),
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
            Self::NextPart => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F6)],
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
            | Self::SavedFilters => Vec::new(),
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
                        assert!(!(held.ctrl && held.mac_cmd) && (held.command || !held.ctrl), "{command:?} {held:?}");
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
    fn every_command_has_a_tooltip_without_a_full_stop() {
        for command in Command::ALL {
            assert!(!command.tooltip().is_empty() && !command.tooltip().ends_with('.'), "{command:?}");
        }
    }
}
