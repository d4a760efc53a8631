//! Which file a record belongs in.
//!
//! ```text
//! parties/<slug>-<tail>.ron            people/<slug>-<tail>.ron            bin/<date>-<noun>-<tail>.ron
//! clashes/<date>-<noun>-<tail>.ron     what was changed in two places, by when it was
//! negotiations/<slug>-<tail>/negotiation.ron                        with its issues and sources
//! negotiations/<slug>-<tail>/rounds/<date>-<slug>-<tail>.ron        with what was recorded under the round
//! negotiations/<slug>-<tail>/between/<year>-<month>.ron             what belongs to no round, by when it was
//! ```

use super::naming::{is_nameless, says_nothing};
use super::open::{has_own_file, lower_case};
use super::slug::slug;
use super::{Folder, Known};
use crate::model::{Filed, NegotiationId, Record, RecordId, Round, RoundId, When, Workspace};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The places of records as they will be after a save.
pub(super) struct Placing<'a> {
    known: &'a Folder,
    workspace: &'a Workspace,
    /// What is being saved: only these can get a name that they did not have.
    touched: &'a BTreeSet<RecordId>,
    placed: BTreeMap<RecordId, PathBuf>,
}

impl<'a> Placing<'a> {
    pub(super) fn new(known: &'a Folder, workspace: &'a Workspace, touched: &'a BTreeSet<RecordId>) -> Self {
        Self { known, workspace, touched, placed: BTreeMap::new() }
    }

    /// The file for a record that is in the workspace.
    pub(super) fn place(&mut self, id: RecordId) -> PathBuf {
        if let Some(path) = self.placed.get(&id) {
            return path.clone();
        }
        let path = self.find(id);
        self.placed.insert(id, path.clone());
        path
    }

    fn find(&mut self, id: RecordId) -> PathBuf {
        let home = self.known.homes.get(&id).map(|home| home.to_path_buf());
        match id {
            RecordId::Binned(key) => home.unwrap_or_else(|| {
                // What it says is not said by its name: a listing of files, a log or a program that copies them shows names.
                let binned = self.workspace.bin.get(&key);
                let noun = binned.and_then(|binned| binned.records.first()).map(|record| record.id().noun());
                let name = named(noun, &key.tail());
                let date = binned.map(|binned| format!("{}-", binned.stamp.created.date_naive())).unwrap_or_default();
                self.free(Path::new("bin"), &format!("{date}{name}"), ".ron")
            }),
            RecordId::Clash(key) => home.unwrap_or_else(|| {
                let clash = self.workspace.clashes.get(&key);
                let name = named(clash.map(|clash| clash.record.noun()), &key.tail());
                let date = clash.map(|clash| format!("{}-", clash.stamp.changed.date_naive())).unwrap_or_default();
                self.free(Path::new("clashes"), &format!("{date}{name}"), ".ron")
            }),
            RecordId::Negotiation(key) => {
                let title = self.workspace.negotiations.get(&key).map(|negotiation| negotiation.title.as_str());
                self.own(id, home, Path::new("negotiations"), &named(title, &key.tail()), "/negotiation.ron")
            }
            RecordId::Round(key) => self.round(key, home),
            id => {
                let record = self.workspace.view(id);
                match id.filed() {
                    Filed::Alone => {
                        let name = record.and_then(|record| record.names().next());
                        self.own(id, home, Path::new(id.plural()), &named(name, &crate::model::tail(id.uuid())), ".ron")
                    }
                    Filed::WithNegotiation => self.in_negotiation(id, record),
                    Filed::WithRound => self.under_round(id, record),
                }
            }
        }
    }

    /// The place of a record with a file of its own: where it is, unless that has no name yet and `name` is one.
    fn own(&self, id: RecordId, home: Option<PathBuf>, folder: &Path, name: &str, ending: &str) -> PathBuf {
        match home {
            Some(home) if !self.gets_its_name(id, &home, name) => home,
            _ => self.free(folder, name, ending),
        }
    }

    fn gets_its_name(&self, id: RecordId, home: &Path, name: &str) -> bool {
        self.touched.contains(&id)
            && is_nameless(home, id)
            && !says_nothing(Some(OsStr::new(name)), id)
            && (self.known.current(id).is_none() || self.known.may_move(home, id))
    }

    /// The folder of a negotiation. One that is not here, because its file is set aside, may still have a folder with others of
    /// its records.
    fn folder(&mut self, negotiation: NegotiationId) -> PathBuf {
        if self.workspace.negotiations.contains_key(&negotiation) {
            let file = self.place(negotiation.into());
            return file.parent().unwrap_or(Path::new("negotiations")).to_owned();
        }
        Path::new("negotiations").join(named(None, &negotiation.tail()))
    }

    fn in_negotiation(&mut self, id: RecordId, record: Option<&Record>) -> PathBuf {
        let Some((record, negotiation)) = belonging(record) else { return self.stray(id) };
        if !self.workspace.negotiations.contains_key(&negotiation)
            && let Some((here, _)) = self.known.current(id)
        {
            return here.to_owned();
        }
        let wanted = self.folder(negotiation).join("negotiation.ron");
        self.unless_locked(id, wanted, negotiation, &month(&When::Unknown, record.stamp().created))
    }

    fn round(&mut self, key: RoundId, home: Option<PathBuf>) -> PathBuf {
        let Some(round) = self.workspace.rounds.get(&key) else { return self.stray(key.into()) };
        let is_known = self.workspace.negotiations.contains_key(&round.negotiation);
        let folder = self.folder(round.negotiation);
        let (rounds, name) = (folder.join("rounds"), round_name(round));
        match home {
            Some(home) if !is_known => home,
            Some(home) if home.starts_with(&folder) => self.own(key.into(), Some(home), &rounds, &name, ".ron"),
            // A file that moves keeps the name that it has.
            Some(home) if !is_nameless(&home, key.into()) => {
                let kept = home.file_stem().and_then(OsStr::to_str);
                self.free(&rounds, kept.unwrap_or(&name), ".ron")
            }
            _ => self.free(&rounds, &name, ".ron"),
        }
    }

    /// The place of what belongs to a round, or to none.
    fn under_round(&mut self, id: RecordId, record: Option<&Record>) -> PathBuf {
        let Some((record, negotiation)) = belonging(record) else { return self.stray(id) };
        let when = match record {
            // When it is due says nothing of when it was agreed.
            Record::FollowUp(_) => None,
            record => record.when(),
        };
        let (round, month) = (record.round(), month(when.unwrap_or(&When::Unknown), record.stamp().created));
        if let Some(round) = round.filter(|round| self.workspace.rounds.contains_key(round)) {
            let wanted = self.place(round.into());
            return self.unless_locked(id, wanted, negotiation, &month);
        }
        let is_known = self.workspace.negotiations.contains_key(&negotiation);
        let folder = self.folder(negotiation);
        if let Some((here, known)) = self.known.current(id) {
            let others = known.records.iter();
            let in_a_round = others.filter(|id| matches!(id, RecordId::Round(_))).any(|id| self.workspace.contains(*id));
            if round.is_some() || !is_known || (here.starts_with(&folder) && !in_a_round) {
                return here.to_owned();
            }
            // A month's file that moves keeps the name that it has.
            if !in_a_round && here.parent().is_some_and(|parent| parent.ends_with("between")) {
                return self.between(&folder, here.file_stem().and_then(OsStr::to_str).unwrap_or(&month));
            }
        }
        // What was taken away and comes back, as by undo, goes where it was, also if it is of another month by now.
        let home = self.known.homes.get(&id).filter(|home| home.parent() == Some(folder.join("between").as_path()));
        if let Some(home) = home.filter(|home| !self.is_closed(home)) {
            return home.to_path_buf();
        }
        self.between(&folder, &month)
    }

    /// `wanted`, unless it cannot be written: then a record stays where it is, or goes to the files of its month. What a record
    /// belongs to is said inside the file wherever it differs.
    fn unless_locked(&mut self, id: RecordId, wanted: PathBuf, negotiation: NegotiationId, month: &str) -> PathBuf {
        if !self.is_closed(&wanted) || self.known.homes.get(&id).is_some_and(|home| **home == *wanted) {
            return wanted;
        }
        if let Some((here, _)) = self.known.current(id) {
            return here.to_owned();
        }
        let folder = self.folder(negotiation);
        self.between(&folder, month)
    }

    fn between(&self, folder: &Path, month: &str) -> PathBuf {
        let name = |number: u32| match number {
            1 => format!("{month}.ron"),
            number => format!("{month}-{number}.ron"),
        };
        let mut number = 1;
        loop {
            let path = folder.join("between").join(name(number));
            if !self.is_closed(&path) {
                return path;
            }
            number += 1;
        }
    }

    /// Where a record was, for one that is nowhere.
    fn stray(&self, id: RecordId) -> PathBuf {
        let home = self.known.homes.get(&id).map(|home| home.to_path_buf());
        home.unwrap_or_else(|| Path::new("negotiations").join(format!("{}.ron", named(None, &crate::model::tail(id.uuid())))))
    }

    /// Whether nothing may be written there.
    fn is_closed(&self, path: &Path) -> bool {
        let locked = |known: &Known| known.locked.is_some();
        self.known.files.get(path).is_some_and(locked) || self.known.aside.contains(&lower_case(path))
    }

    /// A path in `folder` that no other record has for its file, with a number after the name if need be.
    fn free(&self, folder: &Path, name: &str, ending: &str) -> PathBuf {
        let mut number = 1;
        loop {
            let name = if number == 1 { format!("{name}{ending}") } else { format!("{name}-{number}{ending}") };
            let path = folder.join(name);
            let is_of_another = |known: &Known| known.locked.is_some() || known.records.iter().any(|id| has_own_file(*id));
            let taken = self.known.files.get(&path).is_some_and(is_of_another)
                || self.known.aside.contains(&lower_case(&path))
                || self.placed.values().any(|placed| *placed == path);
            if !taken {
                return path;
            }
            number += 1;
        }
    }
}

/// A record with the negotiation in which it is.
fn belonging(record: Option<&Record>) -> Option<(&Record, NegotiationId)> {
    record.and_then(|record| Some((record, record.negotiation()?)))
}

/// `<slug>-<tail>`.
fn named(title: Option<&str>, tail: &str) -> String {
    format!("{}-{tail}", slug(title.unwrap_or_default()))
}

/// `<date>-<slug>-<tail>`: by its title, or else by its place.
fn round_name(round: &Round) -> String {
    let title = [&round.title, &round.venue.city, &round.venue.place].into_iter().find(|words| !words.trim().is_empty());
    let name = named(title.map_or(Some("round"), |title| Some(title)), &round.id.tail());
    let date = match &round.schedule.when {
        When::Month { year, month } => format!("{year:04}-{month:02}"),
        when => first_day(when).map_or_else(|| "undated".to_owned(), |day| day.to_string()),
    };
    format!("{date}-{name}")
}

/// The month of a time, or else of the moment in which the record was made: `2026-02`.
fn month(when: &When, created: DateTime<Utc>) -> String {
    match when {
        When::Month { year, month } => format!("{year:04}-{month:02}"),
        when => {
            let day = first_day(when).unwrap_or_else(|| created.date_naive());
            format!("{:04}-{:02}", day.year(), day.month())
        }
    }
}

/// The first day that a time speaks of.
fn first_day(when: &When) -> Option<NaiveDate> {
    match when {
        When::Unknown | When::Month { .. } => None,
        When::At { start, .. } => Some(start.local.date()),
        When::Day(day) => Some(*day),
        When::Span { first, .. } => Some(*first),
        When::Window { earliest, latest, .. } => earliest.or(*latest),
    }
}
