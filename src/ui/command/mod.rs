//! The commands: one table feeds the menu, the palette, the shortcuts, the help page and the window that carries them out.

mod keys;
mod needs;

#[cfg(test)]
mod tests;

use super::Page;
use super::table::table;
use crate::model::{NegotiationId, RoundId, When};
use crate::session::New;
use egui::{Context, Key, KeyboardShortcut, ViewportCommand, gui_zoom, gui_zoom::kb_shortcuts};
use keys::{alone, alt, ctrl, ctrl_shift, shift};
use needs::{
    Need, failed_save, negotiation, own_record, page_after, page_before, round, selection, selection_or_bin, some_negotiation,
    something_in_question, something_to_check, something_to_export, something_to_redo, something_to_undo, writable,
};

pub use needs::{NO_NEGOTIATION, NO_ROUND, Situation};

/// What a command does.
#[derive(Clone)]
pub enum Does {
    /// Goes to a page. The focus goes along.
    Go(Page),
    /// The same, to a page of the negotiation at hand.
    GoIn(fn(NegotiationId) -> Page),
    /// Goes to a field of the round at hand, by the name of the inspector's field.
    RoundField(&'static str),
    /// Goes to a field of the selected statements.
    StatementField(&'static str),
    /// Makes a record in the negotiation at hand, under the round whose page is open; none where it needs a negotiation.
    Create(fn(Option<NegotiationId>, Option<RoundId>) -> Option<New>),
    /// Is for the list at hand, which takes it.
    List,
    /// Is for the screen alone.
    Screen(fn(&Context)),
    /// Is carried out by the window.
    App(fn(&mut dyn CommandHandler, &Context)),
    /// The same, and leads to a page, where the focus goes along.
    AppPage(fn(&mut dyn CommandHandler, &Context)),
}

/// What is known of a command.
struct Entry {
    name: &'static str,
    tooltip: &'static str,
    synonyms: &'static str,
    keys: &'static [KeyboardShortcut],
    egui_keys: &'static [KeyboardShortcut],
    needs: &'static [Need],
    does: Does,
}

/// What an entry of the table does: the name of a method becomes a call of it.
macro_rules! does {
    (App($method:ident)) => {
        Does::App(|handler, ctx| handler.$method(ctx))
    };
    (AppPage($method:ident)) => {
        Does::AppPage(|handler, ctx| handler.$method(ctx))
    };
    ($($does:tt)*) => {
        Does::$($does)*
    };
}

/// The method that an entry of the table names, if it names one.
macro_rules! method {
    ($tooltip:literal, App($method:ident)) => {
        #[doc = $tooltip]
        fn $method(&mut self, ctx: &Context);
    };
    ($tooltip:literal, AppPage($method:ident)) => {
        method! { $tooltip, App($method) }
    };
    ($tooltip:literal, $($does:tt)*) => {};
}

/// Makes the commands from the table.
macro_rules! commands {
    (menu { $($group:literal [$($place:ident)+])+ } without_command $alone:tt $(
        $command:ident($name:literal, $tooltip:literal, $synonyms:literal)
            $(keys [$($keys:expr),+])? $(egui_keys [$($egui_keys:expr),+])? $(needs [$($need:expr),+])?
            => $does:ident $(($($what:tt)+))? $(page $page:tt)?;
    )+) => {
        /// What a user can ask for from anywhere.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command {
            $(#[doc = $tooltip] $command,)+
        }

        static ENTRIES: &[Entry] = &[$(Entry {
            name: $name,
            tooltip: $tooltip,
            synonyms: $synonyms,
            keys: &[$($($keys),+)?],
            egui_keys: &[$($($egui_keys),+)?],
            needs: &[$($($need),+)?],
            does: does!($does $(($($what)+))?),
        },)+];

        impl Command {
            /// All commands, in the order of menu and help.
            pub const ALL: &'static [Self] = &[$($(Self::$place,)+)+];

            /// The heading under which it stands in menu, palette and help.
            pub fn group(self) -> &'static str {
                match self {
                    $($(Self::$place)|+ => $group,)+
                }
            }
        }

        /// Carries out the commands that need more than the screen.
        pub trait CommandHandler {
            $(method! { $tooltip, $does $(($($what)+))? })+
        }
    };
}

table!(commands);

impl Command {
    fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }

    /// Its name, in sentence case.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// What it does, in a sentence without a full stop.
    pub fn tooltip(self) -> &'static str {
        self.entry().tooltip
    }

    /// Other words by which it is looked for.
    pub fn synonyms(self) -> &'static str {
        self.entry().synonyms
    }

    /// Its keys; the first is the one shown.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.entry().keys
    }

    /// What it does.
    pub fn does(self) -> &'static Does {
        &self.entry().does
    }

    /// Why it cannot run now; none if it can.
    pub fn why_not(self, now: &Situation<'_>) -> Option<&'static str> {
        self.entry().needs.iter().find_map(|need| need(now))
    }

    /// The page of a negotiation that it goes to, if it is such a command.
    pub fn page_of(self, negotiation: NegotiationId) -> Option<Page> {
        match self.does() {
            Does::GoIn(page) => Some(page(negotiation)),
            _ => None,
        }
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
}
