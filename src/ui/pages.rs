//! What pages are called, and where they stand in the panel on the left.

use super::table::{pages, table};
use super::{Command, Page};
use crate::kit::Icon;
use crate::model::Workspace;
use crate::query::names;

/// Where in the panel on the left the row of a page stands, with its icon if it has one.
#[derive(Clone, Copy)]
enum Side {
    /// Above the negotiations.
    Above(Icon),
    /// Under its negotiation.
    OfNegotiation,
    /// Below the negotiations.
    Below(Icon),
}

/// The row of a page in the panel on the left.
struct Row {
    command: Command,
    side: Side,
    place: u8,
}

macro_rules! option {
    () => {
        None
    };
    ($($value:tt)+) => {
        Some($($value)+)
    };
}

/// Takes commands and rows from the table.
macro_rules! rows {
    ($($page:ident $tooltip:literal [$($command:ident)?] {
        $key:literal $(of $subject:tt)? screen $module:ident::$screen:ident $(($part:ident))? $(layout $layout:tt)?
        $(row [$side:ident $place:literal $($icon:ident)?])?
    })+) => {
        static ROWS: &[Row] = &[$($(
            Row { command: Command::$page, side: Side::$side $((Icon::$icon))?, place: $place },
        )?)+];

        impl Page {
            /// The command that leads to it, and by whose name it is called; none for one round, which has a name of its own.
            pub fn command(&self) -> Option<Command> {
                match self {
                    Self::History(Some(_)) => Some(Command::Versions),
                    $(Self::$page { .. } => option!($(Command::$command)?),)+
                }
            }
        }
    };
}

table!(pages rows);

fn rows<T>(on: impl Fn(Side) -> Option<T>) -> Vec<(Command, T)> {
    let mut rows: Vec<(u8, (Command, T))> =
        ROWS.iter().filter_map(|row| Some((row.place, (row.command, on(row.side)?)))).collect();
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The rows above the negotiations, in their order.
pub(super) fn above() -> Vec<(Command, Icon)> {
    rows(|side| if let Side::Above(icon) = side { Some(icon) } else { None })
}

/// The rows under a negotiation.
pub(super) fn of_negotiation() -> Vec<Command> {
    rows(|side| matches!(side, Side::OfNegotiation).then_some(())).into_iter().map(|(command, ())| command).collect()
}

/// The rows below the negotiations.
pub(super) fn below() -> Vec<(Command, Icon)> {
    rows(|side| if let Side::Below(icon) = side { Some(icon) } else { None })
}

impl Page {
    /// What it is called.
    pub fn title(&self, workspace: &Workspace) -> String {
        match *self {
            Self::Round(round) => names::round(workspace, round),
            _ => self.command().map_or("", Command::name).trim_end_matches('…').to_owned(),
        }
    }
}
