//! The verbs that begin such a line, and their synonyms.

use super::super::lexicon::compared;
use super::super::scan::{Piece, PieceKind};

/// What a line is to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// An announced date of the next round.
    Announcement,
    /// An incident.
    Incident,
    /// Who came.
    Attendance,
    /// Who did not.
    Absence,
    /// Who was asked.
    Invitation,
    /// Who left.
    Withdrawal,
    /// What came out.
    Outcome,
    /// Issues for the agenda.
    Agenda,
    /// Something to be done.
    FollowUp,
    /// A party's readout.
    Account,
    /// A sitting.
    Sitting,
    /// A fact on which sources disagree.
    Discrepancy,
}

/// Every verb with its words, the usual one first; an example; and what it makes: the table that help shows.
pub const FORMS: &[(Verb, &[&str], &str, &str)] = &[
    (
        Verb::Announcement,
        &["next", "announced", "announces", "announcement", "next round"],
        "next 1 Feb in Abu Dhabi @\"US official\" =bbc",
        "An announced date of the next round, which is made if it is not there; the words in quotation marks are kept",
    ),
    (
        Verb::Incident,
        &["incident", "event"],
        "incident 23 Jan in Kyiv: Power cut, blamed on ru @Klitschko ?unverified",
        "An incident: a date and a place if said, then what happened; @ is who says so",
    ),
    (
        Verb::Attendance,
        &["attends", "attended", "attend", "attending", "attendance", "present"],
        "attends ua: Umerov (head), Budanov; ru: +\"Jane Roe\"",
        "Who came, by party; a party alone; in brackets the role, or the office then held",
    ),
    (Verb::Absence, &["absent"], "absent ru: Lavrov", "Who did not come"),
    (Verb::Invitation, &["invited", "invites"], "invited us, eu", "Who was asked to come"),
    (Verb::Withdrawal, &["withdrew"], "withdrew eu", "Who left, or took the acceptance back"),
    (
        Verb::Outcome,
        &["outcome", "result", "results"],
        "outcome joint statement: They will meet again",
        "What came out: its kind if you know it, and the words",
    ),
    (Verb::Agenda, &["agenda"], "agenda monitoring, ceasefire", "Issues for the agenda, in order"),
    (
        Verb::FollowUp,
        &["todo", "to do", "follow up", "followup", "task", "action"],
        "todo ua: send list by 5 Feb",
        "Something to be done: who owes it, what, and by when",
    ),
    (Verb::Account, &["account", "readout"], "account ua: They spoke of maps @Umerov", "A party's own account of the round"),
    (
        Verb::Sitting,
        &["sitting", "session"],
        "sitting 23 Jan Military track: Three hours",
        "A day or a sitting, and what happened",
    ),
    (
        Verb::Discrepancy,
        &["discrepancy", "disagree", "differs"],
        "discrepancy start date: 23 January vs 24 January =tass",
        "A fact on which sources disagree: what the record holds, vs, what the other gives",
    ),
];

/// The verb with which a line begins, signs aside, and of how many pieces it is.
pub(super) fn spoken(line: &str, pieces: &[Piece]) -> Option<(Verb, usize)> {
    let first = pieces.iter().position(|piece| !matches!(piece.kind, PieceKind::Signed { .. }))?;
    let words: Vec<&Piece> = pieces[first..].iter().take(2).take_while(|piece| piece.kind == PieceKind::Word).collect();
    (1..=words.len()).rev().find_map(|count| {
        let text = line.get(words[0].range.start..words[count - 1].range.end)?;
        Some((called(text)?, count))
    })
}

/// The verb that is called so.
fn called(text: &str) -> Option<Verb> {
    let wanted = compared(text);
    FORMS.iter().find(|(_, words, ..)| words.contains(&wanted.as_str())).map(|(verb, ..)| *verb)
}

/// The verbs that begin so, each by its usual word or by the one that was begun, with what they make.
pub(in crate::query::quick_line) fn beginning_with(typed: &str) -> Vec<(&'static str, &'static str)> {
    let wanted = compared(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let begun = |words: &'static [&'static str]| words.iter().copied().find(|word| word.starts_with(&wanted));
    FORMS.iter().filter_map(|(_, words, _, does)| Some((begun(words)?, *does))).collect()
}

impl Verb {
    /// What it makes, as on a chip: "Incident".
    pub fn label(self) -> &'static str {
        match self {
            Self::Announcement => "Announcement",
            Self::Incident => "Incident",
            Self::Attendance => "Attendance",
            Self::Absence => "Absence",
            Self::Invitation => "Invitation",
            Self::Withdrawal => "Withdrawal",
            Self::Outcome => "Outcome",
            Self::Agenda => "Agenda",
            Self::FollowUp => "Follow-up",
            Self::Account => "Account",
            Self::Sitting => "Sitting",
            Self::Discrepancy => "Discrepancy",
        }
    }

    /// The same with its article: "an incident".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Announcement => "an announced date",
            Self::Incident => "an incident",
            Self::Attendance | Self::Absence | Self::Invitation | Self::Withdrawal => "attendance",
            Self::Outcome => "the outcome",
            Self::Agenda => "the agenda",
            Self::FollowUp => "a follow-up",
            Self::Account => "an account",
            Self::Sitting => "a sitting",
            Self::Discrepancy => "a discrepancy",
        }
    }

    pub(super) fn noun_at_the_beginning(self) -> String {
        let noun = self.noun();
        let mut letters = noun.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Whether somebody can be named as the one who says so, or who owes it.
    pub(super) fn has_speaker(self) -> bool {
        matches!(self, Self::Announcement | Self::Incident | Self::FollowUp | Self::Account)
    }

    /// Whether what it makes can be marked with a record level.
    pub(super) fn has_level(self) -> bool {
        self != Self::Agenda
    }

    /// Whether a date behind a sign has a place in it.
    pub(super) fn has_date(self) -> bool {
        matches!(self, Self::Announcement | Self::Incident | Self::FollowUp | Self::Account | Self::Sitting)
    }

    /// Whether it takes the source of what was logged before, where the line names none.
    pub(super) fn takes_sources_over(self) -> bool {
        matches!(self, Self::Announcement | Self::Incident | Self::Account)
    }

    /// Whether it belongs to a round, and cannot stand between them.
    pub(super) fn is_of_a_round(self) -> bool {
        !matches!(self, Self::Announcement | Self::Incident | Self::FollowUp)
    }

    pub(super) fn needs_a_round(self) -> &'static str {
        match self {
            Self::Outcome => "An outcome is that of a round: type it on the round's page",
            Self::Agenda => "An agenda is that of a round: type it on the round's page",
            Self::Account => "An account is of a round: type it on the round's page",
            Self::Sitting => "A sitting is one of a round: type it on the round's page",
            Self::Discrepancy => "Sources disagree on a round: type it on the round's page",
            _ => "Who came, came to a round: type it on the round's page",
        }
    }
}
