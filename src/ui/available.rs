//! Whether a command can be run now, and why not: menu and palette show it before anybody tries.

use super::{Command, Cx};
use crate::query::to_check;
use crate::session::Access;

/// What is said where a command needs a negotiation and none is at hand.
pub const NO_NEGOTIATION: &str = "Open a negotiation first, or add one";
/// What is said where a command needs a round and there is none.
pub const NO_ROUND: &str = "Add a round first";

/// Why a command cannot be run now; none if it can.
pub fn why_not(command: Command, cx: &Cx<'_>, can_leave_sample: bool) -> Option<&'static str> {
    let workspace = cx.workspace();
    let unless = |can: bool, why: &'static str| (!can).then_some(why);
    if changes(command) && matches!(cx.session.access(), Access::ReadOnly { .. }) {
        return Some("This workspace is read-only");
    }
    let negotiation = || unless(cx.nav.negotiation(workspace).is_some(), NO_NEGOTIATION);
    match command {
        Command::Undo => unless(cx.session.undo_label().is_some(), "There is nothing to undo"),
        Command::Redo => unless(cx.session.redo_label().is_some(), "There is nothing to redo"),
        Command::TryAgain => unless(!cx.session.save_failures().is_empty(), "There is nothing to try again"),
        Command::Delete => unless(cx.nav.selection().is_some(), "Select what to delete first"),
        Command::Erase => {
            let some = cx.nav.selection().is_some() || !workspace.bin.is_empty();
            unless(some, "Select what to erase first")
        }
        Command::Choose => {
            let open = !workspace.clashes.is_empty() || to_check::count(workspace, None) > 0;
            unless(open, "Nothing is in question")
        }
        Command::ToCheck => unless(to_check::count(workspace, None) > 0, "There is nothing to look at"),
        Command::Back => unless(cx.nav.can_go_back(), "There is no page before"),
        Command::Forward => unless(cx.nav.can_go_forward(), "There is no page after"),
        Command::LeaveSample => unless(can_leave_sample, "No sample is open beside your own record"),
        Command::Export | Command::Print => {
            unless(!workspace.negotiations.is_empty(), "There is nothing to export yet: add a negotiation, or import one")
        }
        Command::NewStatement | Command::NewRound | Command::NewIssue | Command::NewSource | Command::NewFollowUp => {
            negotiation()
        }
        Command::NewIncident => negotiation(),
        Command::QuickLine => unless(!workspace.negotiations.is_empty(), NO_NEGOTIATION),
        command if command.field_of_round().is_some() => {
            negotiation().or_else(|| unless(cx.nav.round(workspace).is_some(), NO_ROUND))
        }
        command if command.is_of_negotiation() => negotiation(),
        _ => None,
    }
}

/// Whether a command changes the record.
fn changes(command: Command) -> bool {
    use super::command::Group;
    (command.group() == Group::Edit && command != Command::SelectAll)
        || command.group() == Group::Round
        || (command.group() == Group::New && command != Command::QuickLine)
        || command == Command::Import
}
