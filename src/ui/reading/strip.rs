//! What is about to be recorded of a passage: each thing that can be said of it, chosen or proposed.

use crate::kit::ListMark;
use crate::model::{
    IssueId, Movement, NegotiationId, PartyId, RecordLevel, RoundId, SourceId, StatementKind, Verification, When, Who,
};
use crate::query::proposals::{NamedParty, NamedSpeaker, Proposals};
use crate::query::quick_line::SlotValue;
use crate::session::{Capture, CaptureAs, Named, Speaker};
use std::ops::Range;

/// One thing that can be said of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot<T> {
    pub value: Option<T>,
    /// It was read from the passage, and nobody has chosen it yet.
    pub proposed: bool,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: None, proposed: false }
    }
}

impl<T> Slot<T> {
    fn proposed(value: Option<T>) -> Self {
        Self { proposed: value.is_some(), value }
    }

    fn choose(&mut self, value: T) {
        *self = Self { value: Some(value), proposed: false };
    }
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Party,
    Blamed,
    Issue,
    Kind,
    Speaker,
    Level,
    Verification,
    Movement,
    When,
    Round,
    Verbatim,
}

/// What the strip holds.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    pub as_what: CaptureAs,
    pub negotiation: NegotiationId,
    pub source: SourceId,
    /// In bytes of the text of the source.
    pub range: Range<usize>,
    /// The words there.
    pub passage: String,
    /// The words within quotation marks in it.
    quoted: Option<Range<usize>>,
    pub verbatim: Slot<()>,
    pub party: Slot<Named<PartyId>>,
    pub blamed: Slot<Named<PartyId>>,
    pub issue: Slot<Named<IssueId>>,
    pub kind: Slot<StatementKind>,
    pub speaker: Slot<Speaker>,
    pub level: Slot<RecordLevel>,
    pub verification: Slot<Verification>,
    pub movement: Slot<Movement>,
    pub when: Slot<When>,
    pub round: Slot<RoundId>,
    /// Names of parties that the passage has and the record does not.
    pub new_names: Vec<String>,
    /// What is being typed.
    pub typed: String,
    pub mark: ListMark,
    /// It was tried before it had what it needs.
    pub tried: bool,
}

/// What a list of the strip offers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    Value(SlotValue),
    Blamed(PartyId),
    NewParty(String),
    NewBlamed(String),
    NewIssue(String),
    NewPerson(String),
    Described(String),
}

/// What was recorded last, for the next passage.
#[derive(Clone, Debug, Default)]
pub(super) struct Last {
    pub as_what: CaptureAs,
    pub party: Option<PartyId>,
    pub issue: Option<IssueId>,
    pub kind: Option<StatementKind>,
    pub speaker: Option<Who>,
    pub level: Option<RecordLevel>,
    pub verification: Option<Verification>,
}

impl Strip {
    /// For a passage, with what is proposed from its words.
    pub(super) fn new(
        as_what: CaptureAs,
        (negotiation, source): (NegotiationId, SourceId),
        (range, passage): (Range<usize>, &str),
        found: Proposals,
        (published, round): (&When, Option<RoundId>),
    ) -> Self {
        let named = |party: &NamedParty| match party {
            NamedParty::Known(id) => Named::Known(*id),
            NamedParty::New(name) => Named::New(name.clone()),
        };
        let speaker = found.speaker.map(|speaker| match speaker {
            NamedSpeaker::Known(id) => Speaker::Known(Who::Person(id)),
            NamedSpeaker::New { name, office } => Speaker::New { name, office },
            NamedSpeaker::Described(words) => Speaker::Known(Who::Described(words)),
        });
        let statement = as_what == CaptureAs::Statement;
        let blamed = found.parties.get(1).filter(|_| as_what == CaptureAs::Incident).map(named);
        let new_names = found.parties.iter().filter_map(|party| match party {
            NamedParty::New(name) => Some(name.clone()),
            NamedParty::Known(_) => None,
        });
        Self {
            as_what,
            negotiation,
            source,
            range,
            passage: passage.to_owned(),
            quoted: found.quoted,
            verbatim: Slot::proposed(found.verbatim.then_some(()).filter(|()| statement)),
            party: Slot::proposed(found.parties.first().map(named)),
            blamed: Slot::proposed(blamed),
            issue: Slot::proposed(found.issue.map(Named::Known).filter(|_| statement)),
            kind: Slot::proposed(found.kind.filter(|_| statement)),
            speaker: Slot::proposed(speaker),
            level: Slot::proposed(found.level),
            verification: Slot::proposed(found.verification.filter(|_| as_what != CaptureAs::FollowUp)),
            movement: Slot::default(),
            // The day of an article is not the day of what it tells of.
            when: Slot::proposed((statement && !published.is_unknown()).then(|| published.clone())),
            round: Slot { value: round, proposed: false },
            new_names: new_names.collect(),
            typed: String::new(),
            mark: ListMark::default(),
            tried: false,
        }
    }

    /// Takes over what was recorded last.
    pub(super) fn as_last(&mut self, last: &Last) {
        if let Some(party) = last.party {
            self.party.choose(Named::Known(party));
        }
        if let Some(issue) = last.issue {
            self.issue.choose(Named::Known(issue));
        }
        if let Some(kind) = last.kind.clone() {
            self.kind.choose(kind);
        }
        if let Some(speaker) = last.speaker.clone() {
            self.speaker.choose(Speaker::Known(speaker));
        }
        if let Some(level) = last.level.clone() {
            self.level.choose(level);
        }
        if let Some(verification) = last.verification.clone() {
            self.verification.choose(verification);
        }
    }

    /// Takes a party and an issue.
    pub(super) fn pair(&mut self, (party, issue): (PartyId, IssueId)) {
        self.party.choose(Named::Known(party));
        self.issue.choose(Named::Known(issue));
    }

    /// Which things can be said of it, in their order.
    pub(super) fn all(&self) -> &'static [Which] {
        match self.as_what {
            CaptureAs::Statement => &[
                Which::Party,
                Which::Issue,
                Which::Kind,
                Which::Speaker,
                Which::Verbatim,
                Which::Level,
                Which::Verification,
                Which::Movement,
                Which::When,
                Which::Round,
            ],
            CaptureAs::Incident => {
                &[Which::Party, Which::Speaker, Which::Blamed, Which::Verification, Which::Level, Which::Round]
            }
            CaptureAs::FollowUp => &[Which::Party, Which::Speaker, Which::Level, Which::Round],
        }
    }

    /// Whether it is chosen or proposed.
    pub(super) fn state(&self, which: Which) -> (bool, bool) {
        fn of<T>(slot: &Slot<T>) -> (bool, bool) {
            (slot.value.is_some(), slot.proposed)
        }
        match which {
            Which::Party => of(&self.party),
            Which::Blamed => of(&self.blamed),
            Which::Issue => of(&self.issue),
            Which::Kind => of(&self.kind),
            Which::Speaker => of(&self.speaker),
            Which::Level => of(&self.level),
            Which::Verification => of(&self.verification),
            Which::Movement => of(&self.movement),
            Which::When => of(&self.when),
            Which::Round => of(&self.round),
            Which::Verbatim => of(&self.verbatim),
        }
    }

    /// Whether nobody has chosen yet what a value would say.
    pub(super) fn is_open(&self, value: &SlotValue) -> bool {
        let which = match value {
            SlotValue::Party(_) => Which::Party,
            SlotValue::Issue(_) => Which::Issue,
            SlotValue::Kind(_) => Which::Kind,
            SlotValue::Person(_) => Which::Speaker,
            SlotValue::Level(_) => Which::Level,
            SlotValue::Verification(_) => Which::Verification,
            SlotValue::Movement(_) => Which::Movement,
            SlotValue::Round(_) => Which::Round,
        };
        let (there, proposed) = self.state(which);
        self.all().contains(&which) && (!there || proposed)
    }

    /// Takes what was chosen from the list.
    pub(super) fn take(&mut self, taken: Taken) {
        match taken {
            Taken::Value(SlotValue::Party(id)) => self.party.choose(Named::Known(id)),
            Taken::Value(SlotValue::Issue(id)) => self.issue.choose(Named::Known(id)),
            Taken::Value(SlotValue::Kind(kind)) => self.kind.choose(kind),
            Taken::Value(SlotValue::Person(id)) => self.speaker.choose(Speaker::Known(Who::Person(id))),
            Taken::Value(SlotValue::Level(level)) => self.level.choose(level),
            Taken::Value(SlotValue::Verification(verification)) => self.verification.choose(verification),
            Taken::Value(SlotValue::Movement(movement)) => self.movement.choose(movement),
            Taken::Value(SlotValue::Round(round)) => self.round.choose(round),
            Taken::Blamed(id) => self.blamed.choose(Named::Known(id)),
            Taken::NewParty(name) => self.party.choose(Named::New(name)),
            Taken::NewBlamed(name) => self.blamed.choose(Named::New(name)),
            Taken::NewIssue(name) => self.issue.choose(Named::New(name)),
            Taken::NewPerson(name) => self.speaker.choose(Speaker::New { name, office: String::new() }),
            Taken::Described(words) => self.speaker.choose(Speaker::Known(Who::Described(words))),
        }
        self.typed.clear();
        self.tried = false;
    }

    /// Empties one of them.
    pub(super) fn clear(&mut self, which: Which) {
        match which {
            Which::Party => self.party = Slot::default(),
            Which::Blamed => self.blamed = Slot::default(),
            Which::Issue => self.issue = Slot::default(),
            Which::Kind => self.kind = Slot::default(),
            Which::Speaker => self.speaker = Slot::default(),
            Which::Level => self.level = Slot::default(),
            Which::Verification => self.verification = Slot::default(),
            Which::Movement => self.movement = Slot::default(),
            Which::When => self.when = Slot::default(),
            Which::Round => self.round = Slot::default(),
            Which::Verbatim => self.verbatim = Slot::default(),
        }
    }

    /// Empties the last of what is proposed, then of what was chosen.
    pub(super) fn clear_last(&mut self) {
        let all = self.all().iter().rev().copied();
        let proposed = all.clone().find(|which| self.state(*which) == (true, true));
        if let Some(which) = proposed.or_else(|| all.clone().find(|which| self.state(*which).0)) {
            self.clear(which);
        }
    }

    /// Word for word, or not.
    pub(super) fn toggle_verbatim(&mut self) {
        if self.verbatim.value.is_some() {
            self.verbatim = Slot::default();
        } else {
            self.verbatim.choose(());
        }
    }

    pub(super) fn moved(&mut self, movement: Movement) {
        self.movement.choose(movement);
    }

    /// What is recorded: the words within quotation marks where they are word for word, else all.
    pub(super) fn words(&self) -> (&str, Range<usize>) {
        let within = self.quoted.clone().filter(|_| self.verbatim.value.is_some());
        match within.and_then(|range| Some((self.passage.get(range.clone())?, range))) {
            Some((words, range)) => (words, self.range.start + range.start..self.range.start + range.end),
            None => (&self.passage, self.range.clone()),
        }
    }

    /// Whether there are words within quotation marks that could be taken alone.
    pub(super) fn has_quotation(&self) -> bool {
        self.quoted.is_some()
    }

    /// As it would be recorded.
    pub(super) fn capture(&self) -> Capture {
        let (words, range) = self.words();
        Capture {
            as_what: self.as_what,
            negotiation: self.negotiation,
            round: self.round.value,
            source: self.source,
            range,
            text: words.to_owned(),
            verbatim: self.verbatim.value.is_some(),
            party: self.party.value.clone(),
            blamed: self.blamed.value.clone(),
            issue: self.issue.value.clone(),
            speaker: self.speaker.value.clone(),
            kind: self.kind.value.clone(),
            level: self.level.value.clone(),
            verification: self.verification.value.clone(),
            movement: self.movement.value.clone(),
            when: self.when.value.clone().unwrap_or_default(),
        }
    }
}
