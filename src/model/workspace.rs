//! The whole record as one value: tables of records by id.

use super::clash::ClashField;
use super::event::{FollowUpField, IncidentField};
use super::negotiation::{IssueField, SourceField};
use super::party::PersonField;
use super::record::each_record;
use super::round::RoundField;
use super::statement::StatementField;
use super::table::{Found, Row, Rows, Table};
use super::{
    Clash, FollowUp, Hue, Incident, Issue, IssueId, NegotiationId, PartyId, Person, Record, RecordId, Round, RoundId, Shared,
    Source, Statement, StatementId,
};
use std::collections::BTreeSet;
use uuid::Uuid;

macro_rules! tables {
    ($($group:ident { $($type:ident $id:ident $table:ident $facts:tt)* })*) => {
        /// Everything in one data folder. Ids are time-ordered, so each table is in the order of creation.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Workspace {
            /// The workspace's own id.
            pub id: Uuid,
            $($(
                #[doc = concat!("The records of type [`", stringify!($type), "`](super::", stringify!($type), ").")]
                pub $table: Table<super::$type>,
            )*)*
        }

        impl Workspace {
            fn rows(&self, id: RecordId) -> &Rows {
                match id {
                    $($(RecordId::$type(_) => self.$table.rows(),)*)*
                }
            }

            fn rows_mut(&mut self, id: RecordId) -> &mut Rows {
                match id {
                    $($(RecordId::$type(_) => self.$table.rows_mut(),)*)*
                }
            }

            /// What differs from an earlier state: a record as it was and as it is, table by table. What both share in memory is passed
            /// over, so that this takes as long as there are changes.
            pub fn changes_since<'a>(
                &'a self,
                before: &'a Self,
            ) -> impl Iterator<Item = (Option<&'a Record>, Option<&'a Record>)> {
                std::iter::empty()$($(.chain(self.$table.rows().changes_since(before.$table.rows())))*)*
            }

            /// All tables.
            fn tables(&self) -> impl Iterator<Item = &Rows> {
                [$($(self.$table.rows(),)*)*].into_iter()
            }
        }

        /// Puts many records in: the quick way to fill an empty workspace.
        impl Extend<Record> for Workspace {
            fn extend<T: IntoIterator<Item = Record>>(&mut self, records: T) {
                $($(let mut $table = Vec::new();)*)*
                for record in records {
                    match record {
                        $($(Record::$type(_) => $table.push(record),)*)*
                    }
                }
                $($(self.$table.rows_mut().extend($table);)*)*
            }
        }

        $($(impl Row for super::$type {
            type Id = super::$id;

            fn id(&self) -> &Self::Id {
                &self.id
            }

            fn of(record: &Record) -> Option<&Shared<Self>> {
                if let Record::$type(row) = record { Some(row) } else { None }
            }

            fn of_mut(record: &mut Record) -> Option<&mut Shared<Self>> {
                if let Record::$type(row) = record { Some(row) } else { None }
            }

            fn record(row: Shared<Self>) -> Record {
                Record::$type(row)
            }
        })*)*
    };
}

each_record!(tables);

impl Workspace {
    /// An empty workspace.
    pub fn new(id: Uuid) -> Self {
        Self { id, ..Self::default() }
    }

    /// The record with that id.
    pub fn view(&self, id: RecordId) -> Option<&Record> {
        self.rows(id).get(id.uuid())
    }

    /// The record with that id, to be held.
    pub fn get(&self, id: RecordId) -> Option<Record> {
        self.view(id).cloned()
    }

    /// Every record, table by table.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.tables().flat_map(Rows::all)
    }

    /// The ids of all records, table by table.
    pub fn ids(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.records().map(Record::id)
    }

    /// Whether there is a record with that id.
    pub fn contains(&self, id: RecordId) -> bool {
        self.view(id).is_some()
    }

    /// Puts a record in, and gives back the one that it replaces.
    pub fn put(&mut self, record: Record) -> Option<Record> {
        self.rows_mut(record.id()).put(record)
    }

    /// Takes a record out.
    pub fn take(&mut self, id: RecordId) -> Option<Record> {
        self.rows_mut(id).take(id.uuid())
    }

    /// The records that name this one in whatever field, table by table. What lies in the bin names nothing.
    pub fn naming(&self, id: RecordId) -> impl Iterator<Item = &Record> {
        self.tables().flat_map(move |rows| rows.naming(id))
    }

    /// Every record that is named by another, whether it is there or not. One that is named in several tables comes as often.
    pub fn named(&self) -> impl Iterator<Item = RecordId> {
        self.tables().flat_map(Rows::named)
    }

    /// The place in the palette of a party's colour: its own, else its place among all parties.
    pub fn hue(&self, party: PartyId) -> usize {
        let own = self.parties.get(&party).and_then(|party| party.hue);
        own.map_or_else(|| self.parties.keys().take_while(|id| **id < party).count(), Hue::index)
    }

    /// The rounds of a negotiation, in the order of creation.
    pub fn rounds_of(&self, negotiation: NegotiationId) -> Found<'_, Round> {
        self.rounds.naming(RoundField::negotiation, negotiation)
    }

    /// The statements of a negotiation, in the order of creation.
    pub fn statements_of(&self, negotiation: NegotiationId) -> Found<'_, Statement> {
        self.statements.naming(StatementField::negotiation, negotiation)
    }

    /// The statements recorded under a round, in the order of creation.
    pub fn statements_at(&self, round: RoundId) -> Found<'_, Statement> {
        self.statements.naming(StatementField::round, round)
    }

    /// The statements that a party made itself or that were made on its behalf, and those that a person made.
    pub fn said_by(&self, who: RecordId) -> impl Iterator<Item = &Statement> {
        let fields = [StatementField::party, StatementField::on_behalf_of, StatementField::speaker];
        fields.into_iter().flat_map(move |field| self.statements.naming(field, who))
    }

    /// The statements of a party, in the order of creation; not those that others made on its behalf.
    pub fn statements_by(&self, party: PartyId) -> Found<'_, Statement> {
        self.statements.naming(StatementField::party, party)
    }

    /// The statements that replace this one, in the order of creation.
    pub fn replacing(&self, statement: StatementId) -> Found<'_, Statement> {
        self.statements.naming(StatementField::supersedes, statement)
    }

    /// The follow-ups of a negotiation, in the order of creation.
    pub fn follow_ups_of(&self, negotiation: NegotiationId) -> Found<'_, FollowUp> {
        self.follow_ups.naming(FollowUpField::negotiation, negotiation)
    }

    /// The follow-ups made at a round, in the order of creation.
    pub fn follow_ups_at(&self, round: RoundId) -> Found<'_, FollowUp> {
        self.follow_ups.naming(FollowUpField::round, round)
    }

    /// The incidents of a negotiation, in the order of creation.
    pub fn incidents_of(&self, negotiation: NegotiationId) -> Found<'_, Incident> {
        self.incidents.naming(IncidentField::negotiation, negotiation)
    }

    /// The incidents recorded under a round, in the order of creation.
    pub fn incidents_at(&self, round: RoundId) -> Found<'_, Incident> {
        self.incidents.naming(IncidentField::round, round)
    }

    /// The parts of an issue, in the order of creation.
    pub fn parts_of(&self, issue: IssueId) -> Found<'_, Issue> {
        self.issues.naming(IssueField::parent, issue)
    }

    /// The people who were of a party at some time, in the order of creation.
    pub fn people_of(&self, party: PartyId) -> Found<'_, Person> {
        self.people.naming(PersonField::affiliations, party)
    }

    /// The issues of a negotiation by place, parents not regarded.
    pub fn issues_of(&self, negotiation: NegotiationId) -> Vec<&Issue> {
        let mut issues: Vec<&Issue> = self.issues.naming(IssueField::negotiation, negotiation).collect();
        issues.sort_by_key(|issue| (issue.place, issue.id));
        issues
    }

    /// The sources of a negotiation, in the order of creation.
    pub fn sources_of(&self, negotiation: NegotiationId) -> Found<'_, Source> {
        self.sources.naming(SourceField::negotiation, negotiation)
    }

    /// What was changed in two places in a record, in the order of its fields.
    pub fn clashes_of(&self, record: RecordId) -> Vec<&Clash> {
        let mut clashes: Vec<&Clash> = self.clashes.naming(ClashField::record, record).collect();
        clashes.sort_by(|a, b| (&a.field, a.id).cmp(&(&b.field, b.id)));
        clashes
    }

    /// Whether a field of that record was changed in two places.
    pub fn is_contested(&self, record: RecordId) -> bool {
        self.clashes.naming(ClashField::record, record).next().is_some()
    }

    /// The record and everything that goes to the bin with it: of a negotiation all that belongs to it, of a round what was
    /// recorded under it, and of each what was changed in two places. The record itself comes first, the rest in the order of their ids.
    pub fn held_by(&self, id: RecordId) -> Vec<RecordId> {
        let mut held = BTreeSet::new();
        match id {
            RecordId::Negotiation(_) => {
                let holds = |record: &&Record| !matches!(record, Record::Clash(_));
                held.extend(self.naming(id).filter(holds).map(Record::id));
            }
            RecordId::Round(round) => {
                held.extend(self.statements_at(round).map(|r| RecordId::from(r.id)));
                held.extend(self.follow_ups_at(round).map(|r| RecordId::from(r.id)));
                held.extend(self.incidents_at(round).map(|r| RecordId::from(r.id)));
            }
            _ => {}
        }
        let contested = held.iter().chain([&id]).flat_map(|id| self.clashes.naming(ClashField::record, *id));
        let clashes: Vec<RecordId> = contested.map(|clash| clash.id.into()).collect();
        held.extend(clashes);
        std::iter::once(id).chain(held).collect()
    }
}
