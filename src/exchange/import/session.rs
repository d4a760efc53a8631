//! The record as it becomes while rows are taken in, what they name found quickly, and the questions that come up.

use super::answers;
use super::grid::{Grid, GridRow};
use super::kept::Reading;
use super::mapping::{Key, Kind, Mapping};
use super::people;
use super::plan::types::{Choices, Making, Name, Pick, Question, RowEffect, RowOutcome};
use super::row_error::RowError;
use super::says;
use super::times::{Clocks, Remarks, ZoneRead, is_midnight, time};
use super::words::{key, plain, source_key};
use crate::model::when::Tense;
use crate::model::{
    Attendance, Edit, FollowUpId, IssueId, NegotiationId, PartyId, PersonId, Record, RecordId, RoundId, SourceId, Stamp,
    StatementField, StatementId, When, Workspace, each_reference,
};
use crate::query::belonging::negotiation_of;
use crate::query::{changes, names};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// The record as it becomes.
pub(super) struct ImportSession<'a, 'm> {
    /// With everything that the rows so far have done.
    pub ws: Workspace,
    /// As it was.
    before: &'a Workspace,
    mapping: &'a Mapping,
    /// What the columns are called in the file.
    header: &'a [String],
    pub choices: &'a Choices,
    making: &'a mut Making<'m>,
    pub index: Index,
    /// The rounds that rows of this file are about.
    pub of_rows: HashSet<RoundId>,
    touched: Vec<RecordId>,
    is_touched: BTreeSet<RecordId>,
    /// What the rows are about that were taken.
    main: BTreeSet<RecordId>,
    asked: Vec<Question>,
    asked_at: BTreeMap<Name, usize>,
    /// Names that are no round's.
    pub missed: HashSet<(Option<NegotiationId>, String)>,
    /// What is to be told about how cells were read.
    pub remarks: Remarks,
    /// For each field with times whether all of its hours are midnight, so that a tool has written days as hours.
    midnights: HashMap<Key, bool>,
    rows: &'a [GridRow],
    /// What a name of this file was taken for.
    pub taken: BTreeMap<Name, RecordId>,
    /// What the user has answered before, as it stands in the record.
    remembered: BTreeMap<Name, Pick>,
    /// The questions that were answered so.
    answered: Vec<Question>,
    answered_at: BTreeMap<Name, usize>,
    /// The answers of this file that nothing else in the record tells.
    to_remember: Vec<(NegotiationId, Name, Pick)>,
    /// In which negotiation the last row was.
    pub negotiation_at: Option<NegotiationId>,
    /// What the row at hand says, as it is read.
    pub says: Vec<(&'static str, String)>,
    /// Whether the file names only few parties that the record does not have. Found out once.
    few_new_parties: Option<bool>,
    /// The records that stand for candidates which are made by this very file.
    stand_ins: BTreeMap<RecordId, RecordId>,
    /// What passages can bear out, by how a list of passages tells it. Found out once it is asked for.
    pub told_records: Option<HashMap<String, Vec<RecordId>>>,
}

/// What is found by what.
#[derive(Default)]
pub(super) struct Index {
    pub parties: HashMap<String, Vec<PartyId>>,
    /// The same without the spaces, points and hyphens within.
    pub joined_parties: HashMap<String, Vec<PartyId>>,
    pub people: HashMap<String, Vec<PersonId>>,
    pub negotiations: HashMap<String, Vec<NegotiationId>>,
    pub rounds: HashMap<String, Vec<RoundId>>,
    pub issues: HashMap<(NegotiationId, String), Vec<IssueId>>,
    pub sources: HashMap<(NegotiationId, String), SourceId>,
    pub statements: HashMap<(NegotiationId, PartyId, String), Vec<StatementId>>,
    pub follow_ups: HashMap<(NegotiationId, String), Vec<FollowUpId>>,
    pub attendance: HashMap<(RoundId, String), usize>,
    /// Spellings of people by what they have in common with those that are like them.
    pub like_people: HashMap<String, Vec<(String, PersonId)>>,
    /// The names of each sort by which others are proposed, folded once.
    pub forms: Forms,
    /// What is known to be told of a round, by the fact and what the other report gives.
    pub told: HashSet<(RoundId, String, String)>,
    /// Where the next issue of a negotiation stands.
    pub next_place: HashMap<NegotiationId, u32>,
}

/// Names, folded, in the order in which they came.
#[derive(Default)]
pub(super) struct Forms {
    pub parties: Vec<(String, PartyId)>,
    pub negotiations: Vec<(String, NegotiationId)>,
    pub rounds: Vec<(String, RoundId, NegotiationId)>,
    pub issues: HashMap<NegotiationId, Vec<(String, IssueId)>>,
}

impl<'a, 'm> ImportSession<'a, 'm> {
    pub(super) fn new(
        before: &'a Workspace,
        (mapping, grid): (&'a Mapping, &'a Grid),
        choices: &'a Choices,
        making: &'a mut Making<'m>,
    ) -> Self {
        let mut session = Self {
            ws: before.clone(),
            before,
            mapping,
            header: &grid.header,
            choices,
            making,
            index: Index::default(),
            of_rows: HashSet::new(),
            touched: Vec::new(),
            is_touched: BTreeSet::new(),
            main: BTreeSet::new(),
            asked: Vec::new(),
            asked_at: BTreeMap::new(),
            missed: HashSet::new(),
            remarks: Remarks::default(),
            midnights: HashMap::new(),
            rows: &grid.rows,
            taken: BTreeMap::new(),
            remembered: answers::of(before),
            answered: Vec::new(),
            answered_at: BTreeMap::new(),
            to_remember: Vec::new(),
            negotiation_at: None,
            few_new_parties: None,
            stand_ins: BTreeMap::new(),
            told_records: None,
            says: Vec::new(),
        };
        session.index = Index::of(before);
        session
    }

    /// What the rows are.
    pub(super) fn kind(&self) -> Kind {
        self.mapping.kind
    }

    /// The stamp of what is made.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp::new(self.making.now, self.making.author)
    }

    pub(super) fn fresh_id(&mut self) -> Uuid {
        (self.making.id)()
    }

    /// An id that a file gives for a record, if nothing has it: else a fresh one.
    pub(super) fn free_id(&mut self, wanted: Option<Uuid>, is_taken: impl Fn(&Workspace, Uuid) -> bool) -> Uuid {
        let in_bin = |id: Uuid| self.ws.bin.values().flat_map(|binned| &binned.records).any(|record| record.id().uuid() == id);
        match wanted.filter(|id| !is_taken(&self.ws, *id) && !in_bin(*id)) {
            Some(id) => id,
            None => self.fresh_id(),
        }
    }

    /// Puts a record in.
    pub(super) fn put(&mut self, record: impl Into<Record>) {
        let record = record.into();
        self.touch(record.id());
        self.ws.put(record);
    }

    /// Notes that a record is changed in place.
    pub(super) fn touch(&mut self, id: impl Into<RecordId>) {
        let id = id.into();
        if self.is_touched.insert(id) {
            self.touched.push(id);
        }
    }

    /// Whether this import has made it.
    pub(super) fn is_new(&self, id: impl Into<RecordId>) -> bool {
        !self.before.contains(id.into())
    }

    /// Whether a row of this file that was taken is about it.
    pub(super) fn is_of_file(&self, id: impl Into<RecordId>) -> bool {
        self.main.contains(&id.into())
    }

    /// What the user has answered about a name before.
    pub(super) fn remembered(&self, name: &Name) -> Option<Pick> {
        self.remembered.get(name).copied()
    }

    /// What a row says in a field; empty if no column is taken for it.
    pub(super) fn cell<'r>(&self, row: &'r GridRow, key: impl Into<Key>) -> &'r str {
        self.written(row, key).trim()
    }

    /// The same with the white space at its ends, where the file has kept it.
    pub(super) fn written<'r>(&self, row: &'r GridRow, key: impl Into<Key>) -> &'r str {
        let key = key.into();
        let column = self.mapping.columns.iter().position(|column| *column == Some(key));
        column.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }

    /// What the column of a field is called in the file; empty if none is taken for it.
    pub(super) fn headed(&self, key: Key) -> &str {
        let column = self.mapping.columns.iter().position(|column| *column == Some(key));
        column.and_then(|at| self.header.get(at)).map_or("", String::as_str)
    }

    /// The cells of the columns that are taken for nothing, with the headers.
    pub(super) fn unread<'r>(&self, row: &'r GridRow) -> impl Iterator<Item = (&'a str, &'r str)> + use<'_, 'r, 'a, 'm> {
        let unread = self.mapping.columns.iter().enumerate().filter(|(_, column)| column.is_none());
        unread.filter_map(|(at, _)| Some((self.header.get(at)?.as_str(), row.cells.get(at)?.as_str())))
    }

    /// Whether a column is taken for a field.
    pub(super) fn has(&self, key: impl Into<Key>) -> bool {
        self.mapping.columns.contains(&Some(key.into()))
    }

    /// Why a row has nothing in a field that it needs: no column is taken for it, or as `why` says.
    pub(super) fn lacks(&self, key: impl Into<Key>, why: &'static str) -> RowError {
        let key = key.into();
        if self.has(key) {
            return RowError::Lacks(why);
        }
        let field = self.kind().fields().iter().find(|field| field.key == key);
        RowError::NoColumn(field.map_or(key.name(), |field| field.label))
    }

    /// The id that a row gives.
    pub(super) fn own_id(&self, row: &GridRow) -> Option<Uuid> {
        self.cell(row, Key::ID).parse().ok()
    }

    /// What times of a round are read against: its clocks, and its last day.
    pub(super) fn clocks(&self, round: Option<RoundId>, zone: Option<&ZoneRead>) -> Clocks {
        let round = round.and_then(|id| self.ws.rounds.get(&id));
        let named = zone.map(|zone| zone.zone).or(round.and_then(|round| round.zone));
        let offset = zone.and_then(|zone| zone.offset);
        let zone = named.unwrap_or(self.making.zone);
        let of_round = round.and_then(|round| round.schedule.when.latest_day(zone));
        let from = of_round.unwrap_or_else(|| self.making.now.with_timezone(&zone).date_naive());
        Clocks { order: self.mapping.dates, zone, offset, own: named.is_none(), from, tense: Tense::Open }
    }

    /// The time that a row gives in a field; what is to be told about it is noted.
    ///
    /// # Errors
    /// If it is no date.
    pub(super) fn time(&mut self, row: &GridRow, key: impl Into<Key>, clocks: Clocks) -> Result<When, RowError> {
        let key = key.into();
        let cell = self.cell(row, key);
        let read = time(cell, clocks)?;
        for remark in read.remarks {
            self.remarks.add(row.number, remark);
        }
        if let When::At { start, .. } = &read.when
            && is_midnight(&read.when) == Some(true)
            && self.has_only_midnights(key, clocks)
        {
            let column = self.headed(key);
            self.remarks.add(
                row.number,
                format!("All hours of the column “{column}” are midnight, so they are taken for days without an hour."),
            );
            return Ok(When::Day(start.local.date()));
        }
        if read.on_own_clocks {
            self.remarks.on_own_clocks.push(row.number);
        }
        Ok(read.when)
    }

    /// Whether all hours that a column gives are midnight. Found out once.
    fn has_only_midnights(&mut self, key: Key, clocks: Clocks) -> bool {
        if let Some(known) = self.midnights.get(&key) {
            return *known;
        }
        let hour = |row: &GridRow| time(self.cell(row, key), clocks).ok().and_then(|read| is_midnight(&read.when));
        let only = self.rows.iter().filter_map(hour).all(|midnight| midnight);
        self.midnights.insert(key, only);
        only
    }

    /// The user's own zone.
    pub(super) fn zone(&self) -> Tz {
        self.making.zone
    }

    /// Today on those clocks.
    pub(super) fn today(&self, zone: Tz) -> chrono::NaiveDate {
        self.making.now.with_timezone(&zone).date_naive()
    }

    /// What the user has said, or is proposed, that a name is to be taken for. The question is asked once, and its rows counted.
    pub(super) fn ask(&mut self, name: &Name, candidates: Vec<RecordId>, proposed: Pick) -> Pick {
        let said = self.choices.picks.get(name).copied();
        if said.is_none()
            && let Some(pick) = self.remembered.get(name).copied()
        {
            self.note_answered(name, candidates, pick);
            return pick;
        }
        let pick = said.unwrap_or(proposed);
        match self.asked_at.get(name) {
            Some(at) => self.asked[*at].rows += 1,
            None => {
                self.asked_at.insert(name.clone(), self.asked.len());
                let candidates = candidates.into_iter().map(|id| self.offered(id)).collect();
                // As it is offered: what this file makes has another id each time.
                let shown = match pick {
                    Pick::Is(id) => {
                        Pick::Is(self.stand_ins.iter().find(|(_, made)| **made == id).map_or(id, |(stand_in, _)| *stand_in))
                    }
                    Pick::New => Pick::New,
                };
                self.asked.push(Question { name: name.clone(), rows: 1, candidates, unlike: false, pick: shown });
            }
        }
        let pick = match pick {
            Pick::New => Pick::New,
            Pick::Is(id) => Pick::Is(self.stand_ins.get(&id).copied().unwrap_or(id)),
        };
        if let Some(negotiation) = self.negotiation_of_answer(name, pick) {
            self.to_remember.push((negotiation, name.clone(), pick));
        }
        pick
    }

    /// Notes a question that was answered before, to be shown and corrected.
    fn note_answered(&mut self, name: &Name, candidates: Vec<RecordId>, pick: Pick) {
        match self.answered_at.get(name) {
            Some(at) => self.answered[*at].rows += 1,
            None => {
                self.answered_at.insert(name.clone(), self.answered.len());
                let mut candidates: Vec<(RecordId, String)> = candidates.into_iter().map(|id| self.offered(id)).collect();
                if let Pick::Is(id) = pick
                    && candidates.iter().all(|(known, _)| *known != id)
                {
                    candidates.insert(0, (id, names::title(&self.ws, id)));
                }
                self.answered.push(Question { name: name.clone(), rows: 1, candidates, unlike: false, pick });
            }
        }
    }

    /// Where an answer is to be remembered; none if the record tells it otherwise: parties and people keep how they were written, and
    /// what is new is called so.
    fn negotiation_of_answer(&self, name: &Name, pick: Pick) -> Option<NegotiationId> {
        match (name.noun, pick) {
            (_, Pick::Is(RecordId::Negotiation(id))) => Some(id),
            (_, Pick::Is(RecordId::Issue(id))) => self.ws.issues.get(&id).map(|issue| issue.negotiation),
            (_, Pick::Is(RecordId::Round(id))) => self.ws.rounds.get(&id).map(|round| round.negotiation),
            // Somebody who is described, and not who was proposed.
            ("person", Pick::New) => self.negotiation_at,
            _ => None,
        }
    }

    /// The same with candidates that have their titles with them.
    pub(super) fn ask_titled(&mut self, name: &Name, candidates: Vec<(RecordId, String)>, proposed: Pick) -> Pick {
        let pick = self.ask(name, Vec::new(), proposed);
        if let Some(asked) = self.asked_at.get(name).and_then(|at| self.asked.get_mut(*at)) {
            asked.candidates = candidates;
        }
        pick
    }

    /// The same for a name that is like none of the record: it is new unless the user says which of these it is.
    pub(super) fn ask_unlike(&mut self, name: &Name, candidates: Vec<RecordId>) -> Pick {
        let pick = self.ask(name, candidates, Pick::New);
        if let Some(asked) = self.asked_at.get(name).and_then(|at| self.asked.get_mut(*at)) {
            asked.unlike = true;
        }
        pick
    }

    /// The parties that have a seat in the negotiation of the row at hand.
    pub(super) fn seated(&self) -> Vec<PartyId> {
        let record = self.negotiation_at.and_then(|id| self.ws.negotiations.get(&id));
        record.map(|record| record.seats.iter().map(|seat| seat.party).collect()).unwrap_or_default()
    }

    /// Whether a new party is to be asked about: the record has the sides of that negotiation, and the file brings few others.
    pub(super) fn asks_about_new_parties(&mut self) -> bool {
        const FEW: usize = 3;
        let before = self.negotiation_at.and_then(|id| self.before.negotiations.get(&id));
        if self.kind().is_names() || before.is_none_or(|record| record.seats.len() < 2) {
            return false;
        }
        if let Some(few) = self.few_new_parties {
            return few;
        }
        let cells = self
            .rows
            .iter()
            .flat_map(|row| [StatementField::party, StatementField::on_behalf_of].map(|field| self.cell(row, field)));
        let new: BTreeSet<String> =
            cells.map(key).filter(|form| !form.is_empty() && !self.index.parties.contains_key(form)).collect();
        let few = new.len() <= FEW;
        self.few_new_parties = Some(few);
        few
    }

    /// Adds what is not yet said in a note, each on a line of its own.
    pub(super) fn add_notes(&self, note: &mut String, more: &[String]) {
        for words in more.iter().map(|words| words.trim()).filter(|words| !words.is_empty()) {
            if note.contains(words) {
                continue;
            }
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(words);
        }
    }

    /// Puts a record as a row has it, and says what that did.
    pub(super) fn done(&mut self, before: Option<Record>, after: Record, what: String) -> RowEffect {
        let outcome = match before {
            None => RowOutcome::New,
            Some(before) if before == after => RowOutcome::Same,
            Some(before) => {
                let edit = Edit { id: after.id(), before: Some(before), after: Some(after.clone()) };
                RowOutcome::Changes(changes::words(&self.ws, &edit).into_iter().map(|change| change.label).collect())
            }
        };
        self.main.insert(after.id());
        self.says = says::of(&self.ws, &after);
        if outcome != RowOutcome::Same {
            self.put(after);
        }
        RowEffect { what, outcome }
    }

    /// A candidate as it is offered. What is made by this very file has another id each time the file is planned, so another id
    /// stands for it, which is the same each time.
    pub(super) fn offered(&mut self, id: RecordId) -> (RecordId, String) {
        let title = names::title(&self.ws, id);
        if self.before.contains(id) {
            return (id, title);
        }
        let stand_in = self.stand_in(id.noun(), &plain(&title)).unwrap_or(id);
        self.stand_ins.insert(stand_in, id);
        (stand_in, format!("{title} (new)"))
    }

    /// What stands for a record of that name which this file makes.
    fn stand_in(&self, noun: &str, plain: &str) -> Option<RecordId> {
        RecordId::of_noun(noun, Uuid::new_v5(&self.ws.id, format!("{noun} {plain}").as_bytes()))
    }

    /// Notes beforehand what stands for a record that this file is about to make.
    pub(super) fn expect(&mut self, id: RecordId, plain: &str) -> RecordId {
        let stand_in = self.stand_in(id.noun(), plain).unwrap_or(id);
        self.stand_ins.insert(stand_in, id);
        stand_in
    }

    /// One more row with a name whose question is answered for this file.
    pub(super) fn count_again(&mut self, name: &Name) {
        if let Some(at) = self.asked_at.get(name) {
            self.asked[*at].rows += 1;
        }
    }

    /// What the rows are about, what was there before, and what these name: of what a refused row alone would have brought in there is
    /// nothing.
    fn named(&self) -> BTreeSet<RecordId> {
        let mut named: BTreeSet<RecordId> = self.main.iter().copied().collect();
        // Rows of names are about the people and parties themselves.
        let all = self.kind().is_names();
        named.extend(self.touched.iter().filter(|id| all || self.before.contains(**id)));
        let mut open: Vec<RecordId> = named.iter().copied().collect();
        while let Some(record) = open.pop().and_then(|id| self.ws.get(id)) {
            // The seats of a negotiation name parties; a party that only a refused row names has none, for seats are given last.
            each_reference(&record, |reference| {
                if named.insert(reference.target) {
                    open.push(reference.target);
                }
            });
            if let Some(negotiation) = negotiation_of(&record).map(RecordId::from)
                && named.insert(negotiation)
            {
                open.push(negotiation);
            }
        }
        named
    }

    /// Keeps with the negotiation how its rows were read, beside what they do.
    fn keep(&self, reading: &Reading, puts: &mut Vec<Record>) {
        let chosen = self.choices.into.filter(|id| self.ws.negotiations.contains_key(id));
        let Some(id) = chosen.or(self.negotiation_at) else { return };
        let Some(mut record) = self.ws.negotiations.get(&id).cloned() else { return };
        let is_one_of_several = self.ws.negotiations.len() > 1 && !self.has(Key::NEGOTIATION);
        let is_chosen = is_one_of_several && (chosen.is_some() || self.choices.into_new.is_some());
        if reading.keep(&mut record.answers, is_chosen) {
            puts.retain(|put| put.id() != id.into());
            puts.push(record.into());
        }
    }

    /// The questions, the records that are not as they were, and what of each sort was made.
    pub(super) fn finish(mut self, reading: &Reading) -> Finished {
        for (negotiation, name, pick) in std::mem::take(&mut self.to_remember) {
            if let Some(record) = self.ws.negotiations.get_mut(&negotiation)
                && answers::remember(&mut record.answers, &name, pick)
            {
                self.touch(negotiation);
            }
        }
        let mut puts = Vec::new();
        let mut made: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let named = self.named();
        for id in std::mem::take(&mut self.touched) {
            if !named.contains(&id) {
                continue;
            }
            let Some(now) = self.ws.get(id) else { continue };
            match self.before.get(id) {
                Some(before) if before == now => continue,
                Some(_) => {}
                None => made.entry(id.noun()).or_default().push(names::title(&self.ws, id)),
            }
            puts.push(now);
        }
        if !puts.is_empty() {
            self.keep(reading, &mut puts);
        }
        let told = self.remarks.sentences(self.making.zone);
        Finished { questions: self.asked, answered: self.answered, puts, made, told }
    }
}

/// What is left at the end.
pub(super) struct Finished {
    pub questions: Vec<Question>,
    /// The questions that the record has the answers to.
    pub answered: Vec<Question>,
    pub puts: Vec<Record>,
    /// What was made of each sort, by name.
    pub made: BTreeMap<&'static str, Vec<String>>,
    /// What is to be told about how cells were read.
    pub told: Vec<String>,
}

impl Index {
    fn of(ws: &Workspace) -> Self {
        let mut index = Self::default();
        for party in ws.parties.values() {
            let forms = [&party.name, &party.short].into_iter().chain(party.spellings.iter().map(|one| &one.form));
            forms.for_each(|form| index.note_party(form, party.id));
        }
        for person in ws.people.values() {
            let forms = std::iter::once(&person.name).chain(person.spellings.iter().map(|one| &one.form));
            forms.for_each(|form| index.note_person(form, person.id));
        }
        for one in ws.negotiations.values() {
            index.note_negotiation(&one.code, one.id);
            index.note_negotiation(&one.title, one.id);
        }
        for round in ws.rounds.values() {
            index.note_round(round);
            for one in &round.discrepancies {
                index.told.insert((round.id, plain(&one.about), plain(&one.other)));
            }
            for (at, one) in round.attendance.iter().enumerate() {
                index.attendance.insert((round.id, who_key(one)), at);
            }
        }
        for issue in ws.issues.values() {
            let place = index.next_place.entry(issue.negotiation).or_default();
            *place = (*place).max(issue.place.saturating_add(1));
            index.note_issue(issue.negotiation, &issue.name, issue.id);
            note(&mut index.issues, (issue.negotiation, key(&names::issue_path(ws, issue.id))), issue.id);
        }
        for source in ws.sources.values() {
            let key = source_key(&source.address, &source.title, &source.outlet);
            index.sources.entry((source.negotiation, key)).or_insert(source.id);
        }
        for one in ws.statements.values() {
            note(&mut index.statements, (one.negotiation, one.party, key(&one.text)), one.id);
        }
        for one in ws.follow_ups.values() {
            note(&mut index.follow_ups, (one.negotiation, plain(&one.what)), one.id);
        }
        index
    }

    /// One more spelling of a party.
    pub(super) fn note_party(&mut self, form: &str, id: PartyId) {
        let form = key(form);
        // A short name is like too many others.
        if form.chars().count() > 3 {
            self.forms.parties.push((form.clone(), id));
        }
        note(&mut self.joined_parties, form.replace(' ', ""), id);
        note(&mut self.parties, form, id);
    }

    /// The code or the title of a negotiation.
    pub(super) fn note_negotiation(&mut self, form: &str, id: NegotiationId) {
        let form = key(form);
        if !form.is_empty() {
            self.forms.negotiations.push((form.clone(), id));
            note(&mut self.negotiations, form, id);
        }
    }

    /// The name of an issue.
    pub(super) fn note_issue(&mut self, negotiation: NegotiationId, name: &str, id: IssueId) {
        let form = key(name);
        self.forms.issues.entry(negotiation).or_default().push((form.clone(), id));
        note(&mut self.issues, (negotiation, form), id);
    }

    /// One more spelling of somebody.
    pub(super) fn note_person(&mut self, spelled: &str, id: PersonId) {
        let form = plain(spelled);
        if form.is_empty() {
            return;
        }
        // Without titles and degrees names are compared.
        let bare = people::bare(spelled).map(|bare| plain(&bare));
        for form in std::iter::once(&form).chain(&bare) {
            for handle in super::matching::handles(form) {
                self.like_people.entry(handle).or_default().push((form.clone(), id));
            }
        }
        note(&mut self.people, form, id);
    }

    /// How a round is called: its title, and what it is called on screen.
    pub(super) fn note_round(&mut self, round: &crate::model::Round) {
        let form = plain(&round.title);
        if !form.is_empty() && self.rounds.get(&form).is_none_or(|known| !known.contains(&round.id)) {
            self.forms.rounds.push((form, round.id, round.negotiation));
        }
        note(&mut self.rounds, plain(&round.title), round.id);
        note(&mut self.rounds, plain(&names::round_title(round)), round.id);
        note(&mut self.rounds, round.id.to_string(), round.id);
        for code in codes(&round.note) {
            note(&mut self.rounds, plain(code), round.id);
        }
        if let Some(number) = round.number {
            note(&mut self.rounds, number.to_string(), round.id);
            note(&mut self.rounds, format!("round {number}"), round.id);
        }
    }
}

/// What stands before a code under which another list has a round, in its note.
pub(super) const CODE: &str = "Code: ";

/// The codes under which other lists have a round.
pub(super) fn codes(note: &str) -> impl Iterator<Item = &str> {
    note.lines().filter_map(|line| line.strip_prefix(CODE)).map(str::trim).filter(|code| !code.is_empty())
}

/// Notes what a key finds, each thing once.
pub(super) fn note<K: std::hash::Hash + Eq, T: PartialEq>(index: &mut HashMap<K, Vec<T>>, key: K, id: T) {
    let found = index.entry(key).or_default();
    if !found.contains(&id) {
        found.push(id);
    }
}

/// What somebody at a table is known by.
pub(super) fn who_key(one: &Attendance) -> String {
    match (one.person, one.party) {
        (Some(person), _) => person.to_string(),
        (None, Some(party)) => format!("{party} {}", plain(&one.described)),
        (None, None) => plain(&one.described),
    }
}
