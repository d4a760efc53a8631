//! The whole record as one value: tables of records by id.

use super::{
    BinId, Binned, Clash, ClashId, FollowUp, FollowUpId, Incident, IncidentId, Issue, IssueId, Negotiation, NegotiationId, Party,
    PartyId, Person, PersonId, Record, RecordId, RecordRef, Round, RoundId, Source, SourceId, Statement, StatementId,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Everything in one data folder. Ids are time-ordered, so each table is in the order of creation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    /// The workspace's own id.
    pub id: Uuid,
    /// All parties.
    pub parties: BTreeMap<PartyId, Party>,
    /// All people.
    pub people: BTreeMap<PersonId, Person>,
    /// All negotiations.
    pub negotiations: BTreeMap<NegotiationId, Negotiation>,
    /// All issues of all negotiations.
    pub issues: BTreeMap<IssueId, Issue>,
    /// All sources of all negotiations.
    pub sources: BTreeMap<SourceId, Source>,
    /// All rounds.
    pub rounds: BTreeMap<RoundId, Round>,
    /// All statements.
    pub statements: BTreeMap<StatementId, Statement>,
    /// All follow-ups.
    pub follow_ups: BTreeMap<FollowUpId, FollowUp>,
    /// All incidents.
    pub incidents: BTreeMap<IncidentId, Incident>,
    /// What was deleted.
    pub bin: BTreeMap<BinId, Binned>,
    /// Fields that were changed in two places, until somebody chooses.
    pub clashes: BTreeMap<ClashId, Clash>,
}

macro_rules! each_table {
    ($($variant:ident $table:ident;)*) => {
        impl Workspace {
            /// A copy of the record with that id.
            pub fn get(&self, id: RecordId) -> Option<Record> {
                match id {
                    $(RecordId::$variant(id) => self.$table.get(&id).cloned().map(Record::from),)*
                }
            }

            /// The record with that id, where it is.
            pub fn view(&self, id: RecordId) -> Option<RecordRef<'_>> {
                match id {
                    $(RecordId::$variant(id) => self.$table.get(&id).map(RecordRef::$variant),)*
                }
            }

            /// Every record where it is, table by table.
            pub fn records(&self) -> impl Iterator<Item = RecordRef<'_>> {
                std::iter::empty()$(.chain(self.$table.values().map(RecordRef::$variant)))*
            }

            /// Whether there is a record with that id.
            pub fn contains(&self, id: RecordId) -> bool {
                match id {
                    $(RecordId::$variant(id) => self.$table.contains_key(&id),)*
                }
            }

            /// Puts a record in, and gives back the one that it replaces.
            pub fn put(&mut self, record: Record) -> Option<Record> {
                match record {
                    $(Record::$variant(record) => self.$table.insert(record.id, record.into_inner()).map(Record::from),)*
                }
            }

            /// Takes a record out.
            pub fn take(&mut self, id: RecordId) -> Option<Record> {
                match id {
                    $(RecordId::$variant(id) => self.$table.remove(&id).map(Record::from),)*
                }
            }

            /// The ids of all records, table by table.
            pub fn ids(&self) -> impl Iterator<Item = RecordId> + '_ {
                std::iter::empty()$(.chain(self.$table.keys().copied().map(RecordId::$variant)))*
            }
        }
    };
}

each_table! {
    Party parties;
    Person people;
    Negotiation negotiations;
    Issue issues;
    Source sources;
    Round rounds;
    Statement statements;
    FollowUp follow_ups;
    Incident incidents;
    Binned bin;
    Clash clashes;
}

impl Workspace {
    /// An empty workspace.
    pub fn new(id: Uuid) -> Self {
        Self { id, ..Self::default() }
    }

    /// The rounds of a negotiation, in the order of creation.
    pub fn rounds_of(&self, negotiation: NegotiationId) -> impl Iterator<Item = &Round> {
        self.rounds.values().filter(move |round| round.negotiation == negotiation)
    }

    /// The statements of a negotiation, in the order of creation.
    pub fn statements_of(&self, negotiation: NegotiationId) -> impl Iterator<Item = &Statement> {
        self.statements.values().filter(move |statement| statement.negotiation == negotiation)
    }

    /// The statements recorded under a round, in the order of creation.
    pub fn statements_at(&self, round: RoundId) -> impl Iterator<Item = &Statement> {
        self.statements.values().filter(move |statement| statement.round == Some(round))
    }

    /// The issues of a negotiation by place, parents not regarded.
    pub fn issues_of(&self, negotiation: NegotiationId) -> Vec<&Issue> {
        let mut issues: Vec<&Issue> = self.issues.values().filter(|issue| issue.negotiation == negotiation).collect();
        issues.sort_by_key(|issue| (issue.place, issue.id));
        issues
    }

    /// The sources of a negotiation, in the order of creation.
    pub fn sources_of(&self, negotiation: NegotiationId) -> impl Iterator<Item = &Source> {
        self.sources.values().filter(move |source| source.negotiation == negotiation)
    }

    /// What was changed in two places in a record, in the order of its fields.
    pub fn clashes_of(&self, record: RecordId) -> Vec<&Clash> {
        let mut clashes: Vec<&Clash> = self.clashes.values().filter(|clash| clash.record == record).collect();
        clashes.sort_by(|a, b| (&a.field, a.id).cmp(&(&b.field, b.id)));
        clashes
    }

    /// Whether a field of that record was changed in two places.
    pub fn is_contested(&self, record: RecordId) -> bool {
        self.clashes.values().any(|clash| clash.record == record)
    }

    /// The record and everything that goes to the bin with it: of a negotiation all that belongs to it, of a round what was
    /// recorded under it, and of each what was changed in two places. The record itself comes first, the rest in the order of their ids.
    pub fn held_by(&self, id: RecordId) -> Vec<RecordId> {
        let mut held = BTreeSet::new();
        match id {
            RecordId::Negotiation(negotiation) => {
                held.extend(self.issues.values().filter(|r| r.negotiation == negotiation).map(|r| RecordId::from(r.id)));
                held.extend(self.sources_of(negotiation).map(|r| RecordId::from(r.id)));
                held.extend(self.rounds_of(negotiation).map(|r| RecordId::from(r.id)));
                held.extend(self.statements_of(negotiation).map(|r| RecordId::from(r.id)));
                held.extend(self.follow_ups.values().filter(|r| r.negotiation == negotiation).map(|r| RecordId::from(r.id)));
                held.extend(self.incidents.values().filter(|r| r.negotiation == negotiation).map(|r| RecordId::from(r.id)));
            }
            RecordId::Round(round) => {
                held.extend(self.statements_at(round).map(|r| RecordId::from(r.id)));
                held.extend(self.follow_ups.values().filter(|r| r.round == Some(round)).map(|r| RecordId::from(r.id)));
                held.extend(self.incidents.values().filter(|r| r.round == Some(round)).map(|r| RecordId::from(r.id)));
            }
            _ => {}
        }
        let clashes: Vec<RecordId> = self
            .clashes
            .values()
            .filter(|clash| clash.record == id || held.contains(&clash.record))
            .map(|clash| clash.id.into())
            .collect();
        held.extend(clashes);
        std::iter::once(id).chain(held).collect()
    }
}
