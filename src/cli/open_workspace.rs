//! The workspace that a command works on: opened to read, or to write.

use super::global::Global;
use super::nearest::nearest;
use super::surroundings::{SystemSurroundings, system_zone};
use crate::model::when::{self, day_words};
use crate::model::{IssueId, NegotiationId, PartyId, RecordId, RoundId, When, Workspace};
use crate::query::names;
use crate::query::position::AsOf;
use crate::query::resolve::{self, Resolve};
use crate::session::{Access, Session, Surroundings};
use crate::store::sample::SampleCopy;
use crate::store::{Opened, Store, StoreError, locations, settings};
use anyhow::{Context as _, Result, bail};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::path::Path;

/// The most names that are listed where none is near.
const LISTED: usize = 12;

/// An open record, and whose day and clocks count.
pub(super) struct OpenWorkspace {
    pub session: Session,
    /// The reader's own zone.
    pub zone: Tz,
    pub today: NaiveDate,
    /// Whether the record was begun for this command, and whether its folder was.
    begun: Option<Begun>,
    /// Goes away last: the session has its lock in there.
    copy: Option<SampleCopy>,
}

/// A record that was begun for a command.
#[derive(Clone, Copy)]
struct Begun {
    with_folder: bool,
}

impl OpenWorkspace {
    /// Opens the record for one look at it. Nothing is made, and it does not matter who else has it open.
    pub(super) fn to_read(global: &Global) -> Result<Self> {
        Self::open(global, Store::open_to_read)
    }

    /// Opens the record to add to it.
    pub(super) fn to_write(global: &Global) -> Result<Self> {
        let opened = Self::open(global, |dir| {
            if Store::holds_workspace(dir)? {
                Store::open(dir, SystemSurroundings.id())
            } else {
                Err(StoreError::Nothing(dir.to_owned()))
            }
        })?;
        if let Access::ReadOnly { why } = opened.session.access() {
            bail!("Nothing was added: {why}.");
        }
        Ok(opened)
    }

    /// Opens the record if there is one, to be read or to be added to.
    pub(super) fn if_there(global: &Global, to_write: bool) -> Result<Option<Self>> {
        if !global.sample && !Store::holds_workspace(&global.data_dir()?)? {
            return Ok(None);
        }
        if to_write { Self::to_write(global) } else { Self::to_read(global) }.map(Some)
    }

    /// Opens the record to add to it, and begins one in a folder that is empty or absent.
    pub(super) fn to_begin(global: &Global) -> Result<Self> {
        let mut begun = None;
        let mut opened = Self::open(global, |dir| {
            let is_new = !Store::holds_workspace(dir)?;
            begun = is_new.then(|| Begun { with_folder: !Store::has_folder(dir) });
            Store::open(dir, SystemSurroundings.id())
        })?;
        opened.begun = begun;
        if let Access::ReadOnly { why } = opened.session.access() {
            bail!("Nothing was added: {why}.");
        }
        Ok(opened)
    }

    /// Whether the record was begun for this command.
    pub(super) fn is_begun(&self) -> bool {
        self.begun.is_some()
    }

    /// Takes a record that was begun for this command, and that nothing was put into, out of the world again.
    pub(super) fn forget_begun(self) {
        let (begun, dir) = (self.begun, self.session.dir().map(Path::to_owned));
        drop(self);
        if let (Some(begun), Some(dir)) = (begun, dir) {
            Store::unmake(&dir, begun.with_folder);
        }
    }

    fn open(global: &Global, open: impl FnOnce(&Path) -> Result<Opened, StoreError>) -> Result<Self> {
        let copy = global.sample.then(SampleCopy::fresh).transpose()?;
        let dir = match &copy {
            Some(copy) => copy.dir(),
            None => global.data_dir()?,
        };
        let opened = open(&dir).map_err(|error| match error {
            StoreError::Nothing(_) => anyhow::anyhow!(
                "There is no record in {} yet. Open the window to begin one (“rapporteur”), look at the sample (“rapporteur --sample”), \
                 or name the folder that the record is in with --data-dir DIR.",
                dir.display()
            ),
            error => anyhow::anyhow!("{error}."),
        })?;
        let settings = settings();
        let zone = settings.zone.parse().ok().unwrap_or_else(system_zone);
        let today = SystemSurroundings.now().with_timezone(&zone).date_naive();
        Ok(Self { session: Session::open(opened, Box::new(SystemSurroundings), &settings.name), zone, today, begun: None, copy })
    }

    /// Whether it is a copy of the sample that goes away.
    pub(super) fn is_copy(&self) -> bool {
        self.copy.is_some()
    }

    pub(super) fn workspace(&self) -> &Workspace {
        self.session.workspace()
    }

    pub(super) fn negotiation(&self, word: &str) -> Result<NegotiationId> {
        let all = self.workspace().negotiations.keys();
        resolve::negotiation(self.workspace(), word).map_err(|why| self.refused(why, all.map(|id| (*id).into())))
    }

    /// The same, or none if nothing is called so.
    pub(super) fn negotiation_if_any(&self, word: &str) -> Result<Option<NegotiationId>> {
        match resolve::negotiation(self.workspace(), word) {
            Ok(id) => Ok(Some(id)),
            Err(Resolve::None { .. }) => Ok(None),
            Err(why) => Err(why.into()),
        }
    }

    pub(super) fn party(&self, word: &str) -> Result<PartyId> {
        let all = self.workspace().parties.keys();
        resolve::party(self.workspace(), word).map_err(|why| self.refused(why, all.map(|id| (*id).into())))
    }

    pub(super) fn issue(&self, negotiation: NegotiationId, word: &str) -> Result<IssueId> {
        let all = self.workspace().issues_of(negotiation).into_iter().map(|issue| issue.id.into());
        resolve::issue(self.workspace(), Some(negotiation), word).map_err(|why| self.refused(why, all))
    }

    pub(super) fn round(&self, negotiation: Option<NegotiationId>, word: &str) -> Result<RoundId> {
        let all = self.workspace().rounds.values().filter(|round| negotiation.is_none_or(|wanted| round.negotiation == wanted));
        let all = all.map(|round| round.id.into());
        resolve::round(self.workspace(), negotiation, word, (self.today, self.zone)).map_err(|why| self.refused(why, all))
    }

    pub(super) fn record(&self, word: &str) -> Result<RecordId> {
        let named = |id: &RecordId| {
            matches!(
                id,
                RecordId::Round(_) | RecordId::Party(_) | RecordId::Person(_) | RecordId::Negotiation(_) | RecordId::Issue(_)
            )
        };
        resolve::any(self.workspace(), word).map_err(|why| self.refused(why, self.workspace().ids().filter(named)))
    }

    /// A day, as ISO 8601 or in words.
    pub(super) fn day(&self, text: &str) -> Result<NaiveDate> {
        match when::parse(text, when::Context::new(self.today, self.zone)).when {
            When::Day(day) => Ok(day),
            When::At { start, .. } => Ok(start.local.date()),
            _ => bail!("“{text}” is no day. Write it as {} or {}.", self.today, day_words(self.today)),
        }
    }

    /// A day, or a round of the negotiation.
    pub(super) fn as_of(&self, negotiation: NegotiationId, text: &str) -> Result<AsOf> {
        if let Ok(day) = text.trim().parse::<NaiveDate>() {
            return Ok(AsOf::Date(day));
        }
        if text.trim().eq_ignore_ascii_case("now") {
            return Ok(AsOf::Now);
        }
        match (self.round(Some(negotiation), text), self.day(text)) {
            (Ok(round), _) => Ok(AsOf::Round(round)),
            (Err(_), Ok(day)) => Ok(AsOf::Date(day)),
            (Err(no_round), Err(_)) => Err(no_round).context("--as-of takes a day or a round."),
        }
    }

    /// Why a word names nothing, with the nearest name that does, or with all of them where they are few.
    fn refused(&self, why: Resolve, all: impl Iterator<Item = RecordId>) -> anyhow::Error {
        let Resolve::None { tried, .. } = &why else { return why.into() };
        let mut names: Vec<String> = all.map(|id| self.name(id)).collect();
        names.dedup();
        let advice = match nearest(tried, &names) {
            Some(name) => format!(" Did you mean “{name}”?"),
            None if names.is_empty() => " There is none yet.".to_owned(),
            None if names.len() <= LISTED => format!(" There is: {}.", names.join("; ")),
            None => " “rapporteur search WORDS” finds it in any spelling.".to_owned(),
        };
        anyhow::anyhow!("{why}{advice}{}", self.unread_words())
    }

    /// A sentence to be added where something was not found, if something could not be read either; empty if all was.
    pub(super) fn unread_words(&self) -> String {
        let Some(unread) = self.session.unread() else { return String::new() };
        format!(" But {unread}, so it may be there all the same: “rapporteur check” says what is wrong.")
    }

    /// A record as it is named elsewhere: an issue with those that it is a part of.
    fn name(&self, id: RecordId) -> String {
        match id {
            RecordId::Issue(id) => names::issue_path(self.workspace(), id),
            id => names::title(self.workspace(), id),
        }
    }
}

/// What the user has set in the window. What cannot be read there is no reason not to answer.
pub(super) fn settings() -> settings::Settings {
    let Some((settings, problem)) = locations::config_dir().as_deref().map(settings::load) else {
        return settings::Settings::default();
    };
    if let Some(problem) = problem {
        log::warn!("{}: {}", problem.file.display(), problem.what);
    }
    settings
}
