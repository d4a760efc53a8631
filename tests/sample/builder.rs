//! A workspace under construction: ids that never change, one stamp for all, and records found again by what names them.

use chrono::{DateTime, Utc};
use rapporteur::model::{
    IssueId, Negotiation, NegotiationId, PartId, PartyId, PersonId, Round, RoundId, SourceId, Stamp, StatementId, Workspace,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// When the sample was made: the day after the last fact in it.
const MADE: &str = "2026-03-06T09:00:00Z";

/// A workspace and the names by which its records are found while it is built.
pub(crate) struct Builder {
    /// What there is so far.
    pub workspace: Workspace,
    /// The ids given out, by kind of record and by what names it.
    ids: BTreeMap<(&'static str, String), Uuid>,
    /// How many ids each kind of record has.
    counts: BTreeMap<&'static str, u64>,
}

impl Builder {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let mut builder = Self { workspace: Workspace::default(), ids: BTreeMap::new(), counts: BTreeMap::new() };
        builder.workspace.id = builder.make("workspace", "sample");
        builder
    }

    /// The one stamp of the sample.
    pub(crate) fn stamp() -> Stamp {
        Stamp::new(made(), "Sample")
    }

    /// A new id: of version 7, so in the order of making, with the rest drawn from what names the record.
    pub(crate) fn make<T: From<Uuid>>(&mut self, kind: &'static str, name: &str) -> T {
        let nth = self.counts.entry(kind).or_default();
        let millis = u64::try_from(made().timestamp_millis()).unwrap() + *nth;
        *nth += 1;
        let id = uuid::Builder::from_unix_timestamp_millis(millis, &digest(&format!("{kind} {name}"))).into_uuid();
        let before = self.ids.insert((kind, name.to_owned()), id);
        assert!(before.is_none(), "two of kind {kind} are named {name}");
        id.into()
    }

    /// The id of a part of a round; `name` needs to be unique among all parts.
    pub(crate) fn part(&mut self, round: &str, name: &str) -> PartId {
        self.make("part", &format!("{round} {name}"))
    }

    /// The id given out earlier, if it was.
    pub(crate) fn find<T: From<Uuid>>(&self, kind: &'static str, name: &str) -> Option<T> {
        self.ids.get(&(kind, name.to_owned())).copied().map(T::from)
    }

    /// The id given out earlier; there must be one.
    pub(crate) fn known<T: From<Uuid>>(&self, kind: &'static str, name: &str) -> T {
        self.find(kind, name).unwrap_or_else(|| panic!("no {kind} is named {name}"))
    }

    /// The party of that full name.
    pub(crate) fn party(&self, name: &str) -> PartyId {
        self.known("party", name)
    }

    /// The person of that full name.
    pub(crate) fn person(&self, name: &str) -> PersonId {
        self.known("person", name)
    }

    /// The issue of that name in the negotiation of a round.
    pub(crate) fn issue(&self, round: &str, name: &str) -> IssueId {
        self.known("issue", &format!("{} {name}", self.code_of(round)))
    }

    /// The source of that address in the negotiation of a round.
    pub(crate) fn known_source(&self, round: &str, address: &str) -> SourceId {
        self.known("source", &format!("{} {address}", self.code_of(round)))
    }

    /// The statement that a key of a row, or of an addition, names.
    pub(crate) fn statement(&self, key: &str) -> StatementId {
        self.known("statement", key)
    }

    /// The round of that code.
    pub(crate) fn round_id(&self, code: &str) -> RoundId {
        self.known("round", code)
    }

    /// The round of that code, to be filled.
    pub(crate) fn round(&mut self, code: &str) -> &mut Round {
        let id = self.round_id(code);
        self.workspace.rounds.get_mut(&id).expect("an id that was given out has its record")
    }

    /// The negotiation that a round belongs to.
    pub(crate) fn negotiation_of(&self, round: &str) -> NegotiationId {
        self.workspace.rounds[&self.round_id(round)].negotiation
    }

    /// The negotiation of that code.
    pub(crate) fn negotiation(&self, code: &str) -> &Negotiation {
        &self.workspace.negotiations[&self.known("negotiation", code)]
    }

    /// The code of the negotiation that a round belongs to.
    pub(crate) fn code_of(&self, round: &str) -> &str {
        &self.workspace.negotiations[&self.negotiation_of(round)].code
    }

    /// The finished workspace.
    pub(crate) fn finish(self) -> Workspace {
        self.workspace
    }
}

fn made() -> DateTime<Utc> {
    MADE.parse().expect("a time in RFC 3339")
}

/// Ten bytes from a name: FNV-1a, and what the finisher of SplitMix64 makes of it, so that like names have unlike ends.
fn digest(name: &str) -> [u8; 10] {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let mut digest = [0; 10];
    digest[..2].copy_from_slice(&hash.to_be_bytes()[..2]);
    digest[2..].copy_from_slice(&(mixed ^ (mixed >> 31)).to_be_bytes());
    digest
}
