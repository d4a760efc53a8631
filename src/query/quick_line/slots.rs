//! What a few letters may mean on their own: a party, an issue, a kind, a speaker, a level, how well something is supported, how a party has
//! moved. By the same names and ranking as in a line.

use super::LineContext;
use super::lexicon::{self, How, Names};
use crate::model::{
    AttendanceRole, IssueId, Movement, OutcomeKind, PartyId, PersonId, Presence, RecordLevel, RoundId, StatementKind,
    Verification, Vocabulary, Workspace,
};
use crate::query::{names, rounds};
use crate::text::fold::fold;
use crate::text::matching::as_written;

/// One meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotValue {
    /// A party.
    Party(PartyId),
    /// An issue.
    Issue(IssueId),
    /// A kind of statement.
    Kind(StatementKind),
    /// A person.
    Person(PersonId),
    /// On what terms.
    Level(RecordLevel),
    /// How well it is supported.
    Verification(Verification),
    /// How the party has moved.
    Movement(Movement),
    /// A round.
    Round(RoundId),
    /// What came out of a round.
    Outcome(OutcomeKind),
    /// In what role somebody was there.
    Role(AttendanceRole),
    /// Whether they came.
    Presence(Presence),
}

/// A meaning with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotOffer {
    /// What it is.
    pub value: SlotValue,
    /// What it is called.
    pub label: String,
    /// What tells it from others of the name.
    pub detail: String,
    /// What was typed names it in full.
    pub whole: bool,
}

/// All that letters may mean in a negotiation.
pub struct Slots {
    parties: Names<PartyId>,
    issues: Names<IssueId>,
    kinds: Names<StatementKind>,
    people: Names<PersonId>,
    levels: Names<RecordLevel>,
    verification: Names<Verification>,
    movement: Names<Movement>,
    outcomes: Names<OutcomeKind>,
    roles: Names<AttendanceRole>,
    presence: Names<Presence>,
    rounds: Vec<(RoundId, String)>,
}

/// Offers at most.
const MOST: usize = 14;

impl Slots {
    /// What can be named there.
    pub fn new(workspace: &Workspace, context: &LineContext) -> Self {
        Self {
            parties: lexicon::parties(workspace, context),
            issues: lexicon::issues(workspace, context),
            kinds: lexicon::kinds(workspace, context),
            people: lexicon::people(workspace, context),
            levels: lexicon::terms(Vec::new()),
            verification: lexicon::terms(Vec::new()),
            movement: lexicon::terms(Vec::new()),
            outcomes: lexicon::terms(Vec::new()),
            roles: lexicon::terms(Vec::new()),
            presence: lexicon::terms(Vec::new()),
            rounds: rounds::in_order(workspace, context.negotiation)
                .into_iter()
                .rev()
                .map(|round| (round.id, names::round(workspace, round.id)))
                .collect(),
        }
    }

    /// What the letters may mean among what is `possible`, the surest first; of equals those for which `open` says that nothing is
    /// chosen yet.
    pub fn offers(
        &self,
        typed: &str,
        possible: impl Fn(&SlotValue) -> bool,
        open: impl Fn(&SlotValue) -> bool,
    ) -> Vec<SlotOffer> {
        let mut found: Vec<(How, SlotOffer)> = Vec::new();
        ranked(&mut found, &self.parties, typed, SlotValue::Party);
        ranked(&mut found, &self.issues, typed, SlotValue::Issue);
        ranked(&mut found, &self.kinds, typed, SlotValue::Kind);
        ranked(&mut found, &self.people, typed, SlotValue::Person);
        ranked(&mut found, &self.levels, typed, SlotValue::Level);
        ranked(&mut found, &self.verification, typed, SlotValue::Verification);
        ranked(&mut found, &self.movement, typed, SlotValue::Movement);
        ranked(&mut found, &self.outcomes, typed, SlotValue::Outcome);
        ranked(&mut found, &self.roles, typed, SlotValue::Role);
        ranked(&mut found, &self.presence, typed, SlotValue::Presence);
        let wanted = fold(typed);
        for (id, title) in self.rounds.iter().filter(|(_, title)| as_written(&wanted, &fold(title)).is_some()) {
            let offer = SlotOffer { value: SlotValue::Round(*id), label: title.clone(), detail: String::new(), whole: false };
            found.push((How::Words, offer));
        }
        found.retain(|(_, offer)| !is_unstated(&offer.value) && possible(&offer.value));
        found.sort_by_key(|(how, offer)| (*how, !open(&offer.value)));
        found.truncate(MOST);
        found.into_iter().map(|(_, offer)| offer).collect()
    }
}

fn ranked<T: Clone + PartialEq>(
    found: &mut Vec<(How, SlotOffer)>,
    names: &Names<T>,
    typed: &str,
    value: impl Fn(T) -> SlotValue,
) {
    let offers = names.ranked(typed).into_iter().map(|(how, entry)| {
        let offer = SlotOffer {
            value: value(entry.id.clone()),
            label: entry.label.clone(),
            detail: entry.detail.clone(),
            whole: how <= How::Whole,
        };
        (how, offer)
    });
    found.extend(offers);
}

/// What says nothing is never offered: it is what stands there while nothing is chosen.
fn is_unstated(value: &SlotValue) -> bool {
    matches!(
        value,
        SlotValue::Kind(StatementKind::Unstated)
            | SlotValue::Level(RecordLevel::Unstated)
            | SlotValue::Role(AttendanceRole::Unstated)
            | SlotValue::Presence(Presence::Unstated)
    )
}

impl SlotValue {
    /// Which of the things that can be said of a record it says.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Party(_) => "party",
            Self::Issue(_) => "issue",
            Self::Kind(_) => "kind",
            Self::Person(_) => "speaker",
            Self::Level(_) => "record level",
            Self::Verification(_) => "verification",
            Self::Movement(_) => "movement",
            Self::Round(_) => "round",
            Self::Outcome(_) => "outcome",
            Self::Role(_) => "role",
            Self::Presence(_) => "presence",
        }
    }

    /// What it is called.
    pub fn label(&self, workspace: &Workspace) -> String {
        match self {
            Self::Party(id) => names::party(workspace, *id),
            Self::Issue(id) => names::issue_path(workspace, *id),
            Self::Kind(kind) => kind.label().to_owned(),
            Self::Person(id) => names::person(workspace, *id),
            Self::Level(level) => level.label().to_owned(),
            Self::Verification(verification) => verification.label().to_owned(),
            Self::Movement(movement) => movement.label().to_owned(),
            Self::Round(id) => names::round(workspace, *id),
            Self::Outcome(outcome) => outcome.label().to_owned(),
            Self::Role(role) => role.label().to_owned(),
            Self::Presence(presence) => presence.label().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE, day};

    #[test]
    fn three_letters_name_each_of_them() {
        let mut talks = Talks::new();
        let norway = talks.party("Norway");
        let issue = talks.issue("Monitoring");
        let vik = talks.spelled("Kari Vik", &[]);
        let round = talks.round("Bergen 1", "2026-01-02");
        let day = day("2026-01-05");
        let context = LineContext {
            negotiation: talks.negotiation,
            round: None,
            today: day,
            now: day,
            zone: ZONE,
            clocks: None,
            party: None,
            before: Vec::new(),
        };
        let slots = Slots::new(&talks.ws, &context);
        for (typed, value) in [
            ("nor", SlotValue::Party(norway)),
            ("mon", SlotValue::Issue(issue)),
            ("vik", SlotValue::Person(vik)),
            ("dem", SlotValue::Kind(StatementKind::Demand)),
            ("onrecord", SlotValue::Level(RecordLevel::OnRecord)),
            ("unv", SlotValue::Verification(Verification::Unverified)),
            ("sof", SlotValue::Movement(Movement::Softened)),
            ("ber", SlotValue::Round(round)),
            ("impasse", SlotValue::Outcome(OutcomeKind::Impasse)),
            ("head", SlotValue::Role(AttendanceRole::Head)),
            ("attended", SlotValue::Presence(Presence::Attended)),
        ] {
            let offers = slots.offers(typed, |_| true, |_| true);
            assert_eq!(offers.first().map(|offer| &offer.value), Some(&value), "{typed}: {offers:?}");
        }
        // "den" is a kind and a verification: what is still open goes first.
        let first =
            |open: &str| slots.offers("den", |_| true, |value| value.noun() == open).first().map(|offer| offer.value.noun());
        assert_eq!(slots.offers("dem", |value| value.noun() == "movement", |_| true), []);
        assert_eq!((first("kind"), first("verification")), (Some("kind"), Some("verification")));
    }
}
