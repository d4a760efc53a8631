//! What is about to be recorded of a passage: each thing that can be said of it, chosen or proposed.

use crate::kit::ListMark;
use crate::model::{
    AttendanceRole, IssueId, Movement, NegotiationId, OutcomeKind, PartyId, Presence, RecordLevel, SourceId, StatementKind,
    Verification, When, Who,
};
use crate::query::proposals::{NamedSpeaker, Proposals};
use crate::query::quick_line::{Named, SlotValue};
use crate::session::{Capture, CaptureAs, Speaker, UnderRound};
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

/// A slot, whatever it holds.
trait AnySlot {
    /// Whether something stands in it, and whether that is but proposed.
    fn state(&self) -> (bool, bool);
    fn clear(&mut self);
}

impl<T> AnySlot for Slot<T> {
    fn state(&self) -> (bool, bool) {
        (self.value.is_some(), self.proposed)
    }

    fn clear(&mut self) {
        *self = Self::default();
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
    Note,
    Movement,
    When,
    Date,
    Place,
    Round,
    Verbatim,
    Outcome,
    Role,
    Presence,
}

impl Which {
    const ALL: [Self; 17] = [
        Self::Party,
        Self::Blamed,
        Self::Issue,
        Self::Kind,
        Self::Speaker,
        Self::Level,
        Self::Verification,
        Self::Note,
        Self::Movement,
        Self::When,
        Self::Date,
        Self::Place,
        Self::Round,
        Self::Verbatim,
        Self::Outcome,
        Self::Role,
        Self::Presence,
    ];

    /// Which of them a value says.
    fn of(value: &SlotValue) -> Self {
        match value {
            SlotValue::Party(_) => Self::Party,
            SlotValue::Issue(_) => Self::Issue,
            SlotValue::Kind(_) => Self::Kind,
            SlotValue::Person(_) => Self::Speaker,
            SlotValue::Level(_) => Self::Level,
            SlotValue::Verification(_) => Self::Verification,
            SlotValue::Movement(_) => Self::Movement,
            SlotValue::Round(_) => Self::Round,
            SlotValue::Outcome(_) => Self::Outcome,
            SlotValue::Role(_) => Self::Role,
            SlotValue::Presence(_) => Self::Presence,
        }
    }
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
    /// Those of them that are recorded: without the time and the name that notes begin with.
    body: Range<usize>,
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
    pub note: Slot<String>,
    pub movement: Slot<Movement>,
    pub when: Slot<When>,
    pub date: Slot<When>,
    pub place: Slot<String>,
    pub round: Slot<UnderRound>,
    pub outcome: Slot<OutcomeKind>,
    pub role: Slot<AttendanceRole>,
    pub presence: Slot<Presence>,
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
    When(When),
    Date(When),
    NewRound(String),
    RoundOn(When),
    Note(String),
    Place(String),
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
    pub presence: Option<Presence>,
}

impl Strip {
    /// For a passage, with what is proposed from its words; `before` is what was recorded last, which "it" and "he" may mean.
    pub(super) fn new(
        as_what: CaptureAs,
        (negotiation, source): (NegotiationId, SourceId),
        (range, passage): (Range<usize>, &str),
        found: Proposals,
        (published, round, before): (&When, Slot<UnderRound>, Option<&Last>),
    ) -> Self {
        let speaker = found.speaker.map(|speaker| match speaker {
            NamedSpeaker::Known(id) => Speaker::Known(Who::Person(id)),
            NamedSpeaker::New { name, office } => Speaker::New { name, office },
            NamedSpeaker::Described(words) => Speaker::Known(Who::Described(words)),
        });
        let new_names = found.parties.iter().filter_map(|party| match party {
            Named::New(name) => Some(name.clone()),
            Named::Known(_) => None,
        });
        let mut named = found.parties.iter().cloned();
        // Who is named after such a word is not its subject.
        let party = if found.is_pronoun { before.and_then(|last| last.party).map(Named::Known) } else { named.next() };
        let blamed = named.find(|one| Some(one) != party.as_ref());
        // The day of an article is not the day of what it tells of.
        let told = matches!(as_what, CaptureAs::Statement | CaptureAs::Announcement | CaptureAs::Account);
        let published = (told && !published.is_unknown()).then(|| published.clone());
        // As in the quick line: what stands in a source has that one source.
        let cited = (as_what == CaptureAs::Statement).then_some(Verification::SingleSource);
        let there = (as_what == CaptureAs::Attendance).then_some(Presence::Attended);
        let mut strip = Self {
            as_what,
            negotiation,
            source,
            range,
            passage: passage.to_owned(),
            body: found.words,
            quoted: found.quoted,
            verbatim: Slot::proposed(found.verbatim.then_some(())),
            party: Slot::proposed(party),
            blamed: Slot::proposed(blamed),
            issue: Slot::proposed(found.issue.map(Named::Known)),
            kind: Slot::proposed(found.kind),
            speaker: Slot::proposed(speaker),
            level: Slot::proposed(found.level),
            verification: Slot::proposed(found.verification.or(cited)),
            note: Slot::proposed(Some(found.verification_note).filter(|note| !note.is_empty())),
            movement: Slot::default(),
            when: Slot::proposed(found.said_on.filter(|_| told).or(published)),
            date: Slot::proposed(found.date),
            place: Slot::proposed(Some(found.place).filter(|place| !place.is_empty())),
            round,
            outcome: Slot::proposed(found.outcome),
            role: Slot::proposed(found.role),
            presence: Slot::proposed(found.presence.or(there)),
            new_names: new_names.collect(),
            typed: String::new(),
            mark: ListMark::default(),
            tried: false,
        };
        strip.drop_foreign();
        strip
    }

    /// Empties what cannot be said of it.
    fn drop_foreign(&mut self) {
        for which in Which::ALL {
            if !self.all().contains(&which) {
                self.clear(which);
            }
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
        if let Some(presence) = last.presence.clone() {
            self.presence.choose(presence);
        }
        self.drop_foreign();
    }

    /// Takes a party and an issue.
    pub(super) fn pair(&mut self, (party, issue): (PartyId, IssueId)) {
        self.party.choose(Named::Known(party));
        self.issue.choose(Named::Known(issue));
    }

    /// Which things can be said of it, in their order.
    pub(super) fn all(&self) -> &'static [Which] {
        use Which::{
            Blamed, Date, Issue, Kind, Level, Movement, Note, Outcome, Party, Place, Presence, Role, Round, Speaker, Verbatim,
            Verification, When,
        };
        match self.as_what {
            CaptureAs::Statement => &[Party, Issue, Kind, Speaker, Verbatim, Level, Verification, Note, Movement, When, Round],
            CaptureAs::Announcement => &[Party, Speaker, Date, Place, Round, When, Level],
            CaptureAs::Incident => &[Party, Speaker, Blamed, When, Place, Verification, Note, Level, Round],
            CaptureAs::FollowUp => &[Party, Speaker, Date, Level, Round],
            CaptureAs::Account => &[Party, Speaker, Round, When, Level],
            CaptureAs::Outcome => &[Outcome, Round, Level],
            CaptureAs::Attendance => &[Party, Speaker, Presence, Role, Round, Level],
        }
    }

    fn slot(&self, which: Which) -> &dyn AnySlot {
        match which {
            Which::Party => &self.party,
            Which::Blamed => &self.blamed,
            Which::Issue => &self.issue,
            Which::Kind => &self.kind,
            Which::Speaker => &self.speaker,
            Which::Level => &self.level,
            Which::Verification => &self.verification,
            Which::Note => &self.note,
            Which::Movement => &self.movement,
            Which::When => &self.when,
            Which::Date => &self.date,
            Which::Place => &self.place,
            Which::Round => &self.round,
            Which::Verbatim => &self.verbatim,
            Which::Outcome => &self.outcome,
            Which::Role => &self.role,
            Which::Presence => &self.presence,
        }
    }

    fn slot_mut(&mut self, which: Which) -> &mut dyn AnySlot {
        match which {
            Which::Party => &mut self.party,
            Which::Blamed => &mut self.blamed,
            Which::Issue => &mut self.issue,
            Which::Kind => &mut self.kind,
            Which::Speaker => &mut self.speaker,
            Which::Level => &mut self.level,
            Which::Verification => &mut self.verification,
            Which::Note => &mut self.note,
            Which::Movement => &mut self.movement,
            Which::When => &mut self.when,
            Which::Date => &mut self.date,
            Which::Place => &mut self.place,
            Which::Round => &mut self.round,
            Which::Verbatim => &mut self.verbatim,
            Which::Outcome => &mut self.outcome,
            Which::Role => &mut self.role,
            Which::Presence => &mut self.presence,
        }
    }

    /// Whether it is there, and whether it is but proposed.
    pub(super) fn state(&self, which: Which) -> (bool, bool) {
        self.slot(which).state()
    }

    /// Whether nobody has chosen yet what a value would say.
    pub(super) fn is_open(&self, value: &SlotValue) -> bool {
        let (there, proposed) = self.state(Which::of(value));
        !there || proposed
    }

    /// Whether it can be said of what is recorded.
    pub(super) fn is_possible(&self, value: &SlotValue) -> bool {
        self.all().contains(&Which::of(value))
    }

    /// Takes what was chosen from the list.
    pub(super) fn take(&mut self, taken: Taken) {
        match taken {
            Taken::Value(SlotValue::Party(id)) => self.choose_party(Named::Known(id)),
            Taken::Value(SlotValue::Issue(id)) => self.issue.choose(Named::Known(id)),
            Taken::Value(SlotValue::Kind(kind)) => self.kind.choose(kind),
            Taken::Value(SlotValue::Person(id)) => self.speaker.choose(Speaker::Known(Who::Person(id))),
            Taken::Value(SlotValue::Level(level)) => self.level.choose(level),
            Taken::Value(SlotValue::Verification(verification)) => self.verification.choose(verification),
            Taken::Value(SlotValue::Movement(movement)) => self.movement.choose(movement),
            Taken::Value(SlotValue::Round(round)) => self.round.choose(UnderRound::Known(round)),
            Taken::Value(SlotValue::Outcome(outcome)) => self.outcome.choose(outcome),
            Taken::Value(SlotValue::Role(role)) => self.role.choose(role),
            Taken::Value(SlotValue::Presence(presence)) => self.presence.choose(presence),
            Taken::Blamed(id) => self.blamed.choose(Named::Known(id)),
            Taken::NewParty(name) => self.choose_party(Named::New(name)),
            Taken::NewBlamed(name) => self.blamed.choose(Named::New(name)),
            Taken::NewIssue(name) => self.issue.choose(Named::New(name)),
            Taken::NewPerson(name) => self.speaker.choose(Speaker::New { name, office: String::new() }),
            Taken::Described(words) => self.speaker.choose(Speaker::Known(Who::Described(words))),
            Taken::When(when) => self.when.choose(when),
            Taken::Date(when) => self.date.choose(when),
            Taken::Note(words) => self.note.choose(words),
            Taken::Place(place) => self.place.choose(place),
            // A new round has its name and its date from two entries.
            Taken::NewRound(title) => {
                let when = match self.round.value.take() {
                    Some(UnderRound::New { when, .. }) => when,
                    _ => When::Unknown,
                };
                self.round.choose(UnderRound::New { title, when });
            }
            Taken::RoundOn(when) => {
                let title = match self.round.value.take() {
                    Some(UnderRound::New { title, .. }) => title,
                    _ => String::new(),
                };
                self.round.choose(UnderRound::New { title, when });
            }
        }
        self.typed.clear();
        self.tried = false;
    }

    /// Another party than was proposed has another speaker, and blames somebody else than itself.
    fn choose_party(&mut self, party: Named<PartyId>) {
        if self.party.value.as_ref() != Some(&party) && self.speaker.proposed {
            self.speaker = Slot::default();
        }
        if self.blamed.proposed && self.blamed.value.as_ref() == Some(&party) {
            self.blamed = Slot::default();
        }
        self.party.choose(party);
    }

    /// Empties one of them.
    pub(super) fn clear(&mut self, which: Which) {
        self.slot_mut(which).clear();
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
        let range = within.unwrap_or_else(|| self.body.clone());
        match self.passage.get(range.clone()) {
            Some(words) => (words, self.range.start + range.start..self.range.start + range.end),
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
            round: self.round.value.clone(),
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
            verification_note: self.note.value.clone().unwrap_or_default(),
            when: self.when.value.clone().unwrap_or_default(),
            date: self.date.value.clone().unwrap_or_default(),
            place: self.place.value.clone().unwrap_or_default(),
            outcome: self.outcome.value.clone(),
            role: self.role.value.clone(),
            presence: self.presence.value.clone(),
        }
    }
}
