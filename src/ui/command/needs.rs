//! What commands need in order to run. Menu and palette say what is lacking before anybody tries.

use crate::query::to_check;
use crate::session::{Access, Session};
use crate::ui::Nav;

/// What is said where a command needs a negotiation and none is at hand.
pub const NO_NEGOTIATION: &str = "Open a negotiation first, or add one";
/// What is said where a command needs a round and there is none.
pub const NO_ROUND: &str = "Add a round first";

/// What the needs are asked about.
pub struct Situation<'a> {
    /// The open workspace.
    pub session: &'a Session,
    /// Where the user is.
    pub nav: &'a Nav,
    /// Whether there is an own record to go back to from the sample.
    pub can_leave_sample: bool,
}

/// Something that a command needs: why it cannot run now, none if it can.
pub(super) type Need = fn(&Situation<'_>) -> Option<&'static str>;

fn unless(can: bool, why: &'static str) -> Option<&'static str> {
    (!can).then_some(why)
}

/// The record can be changed.
pub(super) fn writable(now: &Situation<'_>) -> Option<&'static str> {
    unless(!matches!(now.session.access(), Access::ReadOnly { .. }), "This workspace is read-only")
}

/// A negotiation is at hand.
pub(super) fn negotiation(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.nav.negotiation(now.session.workspace()).is_some(), NO_NEGOTIATION)
}

/// There is a negotiation, at hand or not.
pub(super) fn some_negotiation(now: &Situation<'_>) -> Option<&'static str> {
    unless(!now.session.workspace().negotiations.is_empty(), NO_NEGOTIATION)
}

/// The same, to be exported.
pub(super) fn something_to_export(now: &Situation<'_>) -> Option<&'static str> {
    let any = !now.session.workspace().negotiations.is_empty();
    unless(any, "There is nothing to export yet: add a negotiation, or import one")
}

/// A round is at hand.
pub(super) fn round(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.nav.round(now.session.workspace()).is_some(), NO_ROUND)
}

/// A record is selected.
pub(super) fn selection(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.nav.selection().is_some(), "Select what to delete first")
}

/// A record is selected, or one is in the bin.
pub(super) fn selection_or_bin(now: &Situation<'_>) -> Option<&'static str> {
    let any = now.nav.selection().is_some() || !now.session.workspace().bin.is_empty();
    unless(any, "Select what to erase first")
}

/// There is a step to take back.
pub(super) fn something_to_undo(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.session.undo_label().is_some(), "There is nothing to undo")
}

/// There is a step to do again.
pub(super) fn something_to_redo(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.session.redo_label().is_some(), "There is nothing to redo")
}

/// Something could not be saved.
pub(super) fn failed_save(now: &Situation<'_>) -> Option<&'static str> {
    unless(!now.session.save_failures().is_empty(), "There is nothing to try again")
}

/// A record is to be looked at.
pub(super) fn something_to_check(now: &Situation<'_>) -> Option<&'static str> {
    unless(to_check::count(now.session.workspace(), None) > 0, "There is nothing to look at")
}

/// A field was changed in two places, or a record is to be looked at.
pub(super) fn something_in_question(now: &Situation<'_>) -> Option<&'static str> {
    let workspace = now.session.workspace();
    unless(!workspace.clashes.is_empty() || to_check::count(workspace, None) > 0, "Nothing is in question")
}

/// There is a page to go back to.
pub(super) fn page_before(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.nav.can_go_back(), "There is no page before")
}

/// There is a page to go forward to.
pub(super) fn page_after(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.nav.can_go_forward(), "There is no page after")
}

/// The user's own record waits behind the sample.
pub(super) fn own_record(now: &Situation<'_>) -> Option<&'static str> {
    unless(now.can_leave_sample, "No sample is open beside your own record")
}
