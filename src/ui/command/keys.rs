//! The keys of each command, and which of them were pressed.

use super::Command;
use crate::kit::keys;
use egui::{Key, KeyboardShortcut, Modifiers};

impl Command {
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
            | Self::Erase
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
