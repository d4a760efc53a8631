//! Property names by which the program recognises entries that it exported, after another program has rewritten the calendar.

/// What the entry is: a round or a follow-up.
pub(super) const RECORD: &str = "X-RAPPORTEUR-RECORD";
/// An entry that is a round.
pub(super) const ROUND: &str = "round";
/// An entry that is a follow-up.
pub(super) const FOLLOW_UP: &str = "follow-up";
/// The status in the words of the record, which has more of them.
pub(super) const STATUS: &str = "X-RAPPORTEUR-STATUS";
/// What it is called within its title, which also names the negotiation.
pub(super) const NAME: &str = "X-RAPPORTEUR-NAME";
/// The title of the record, if it has one.
pub(super) const TITLE: &str = "X-RAPPORTEUR-TITLE";
/// The number of a round.
pub(super) const NUMBER: &str = "X-RAPPORTEUR-NUMBER";
