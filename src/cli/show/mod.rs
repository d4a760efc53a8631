//! `show`: one record in full.

mod directory;
pub(super) mod event;
mod negotiation;
mod recorded;
pub(super) mod round;
pub(super) mod statement;
mod values;

use super::answer::Answer;
use super::facts::{Facts, Value};
use super::open_workspace::OpenWorkspace;
use crate::model::{Record, Stamp};
use crate::query::clashes::{self, Choice};
use crate::query::names;
use chrono::{DateTime, SecondsFormat, Utc};
use values::named;
pub(super) use values::reference;

/// One record in full (round, party, person, negotiation, statement).
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
RECORD is an id, the last eight digits of one as “rapporteur search” shows them, a file's name,
or any part of a name that fits only one record.")]
pub struct Show {
    /// Which record.
    #[arg(required = true, value_name = "RECORD")]
    record: Vec<String>,
}

impl Show {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let id = opened.record(&self.record.join(" "))?;
        let Some(record) = opened.workspace().get(id) else { anyhow::bail!("This {} is no longer there.", id.noun()) };
        let facts = match &record {
            Record::Party(party) => directory::party(opened, party),
            Record::Person(person) => directory::person(opened, person),
            Record::Negotiation(one) => negotiation::facts(opened, one),
            Record::Issue(issue) => negotiation::issue(opened, issue),
            Record::Source(source) => negotiation::source(opened, source),
            Record::Round(round) => round::facts(opened, round),
            Record::Statement(statement) => statement::facts(opened, statement),
            Record::FollowUp(follow_up) => event::follow_up(opened, follow_up),
            Record::Incident(incident) => event::incident(opened, incident),
            Record::Clash(clash) => {
                let choices = clashes::of_record(opened.workspace(), clash.record);
                let chosen = choices.iter().find(|choice| choice.clash == clash.id).map(choice).unwrap_or_default();
                Facts::default().text("id", &clash.id.to_string()).with("of", named(opened, clash.record)).and(chosen)
            }
            Record::Binned(binned) => {
                let held = binned.records.iter().map(|held| {
                    let title = names::record_title(opened.workspace(), held);
                    Value::Record(Some(held.id()), title)
                });
                Facts::default().text("id", &binned.id.to_string()).text("title", &binned.title).list("holds", held)
            }
        };
        let mut document = Facts::default().text("record", id.noun()).and(facts).and(made(record.stamp()));
        let choices = clashes::of_record(opened.workspace(), id);
        if !choices.is_empty() {
            let told = |choice: &Choice| {
                let here = choice.here.as_ref().map_or("", |here| here.words.as_str());
                let words = format!("{}: here “{here}”, elsewhere “{}”", choice.field, choice.elsewhere.words);
                Value::Summed(words, self::choice(choice))
            };
            document = document.list("changed_in_two_places", choices.iter().map(told));
        }
        let title = names::title(opened.workspace(), id);
        Answer::new(json, &document, |page| {
            page.under(&title, |page| document.write(page, &["title", "name"]));
        })
    }
}

/// A field that was changed in two places, with both values.
fn choice(choice: &Choice) -> Facts {
    let here = choice.here.as_ref().map_or("", |here| here.words.as_str());
    let facts = Facts::default().text("field", &choice.field).text("here", here).text("elsewhere", &choice.elsewhere.words);
    let Some(stamp) = &choice.elsewhere.stamp else { return facts };
    facts.text("elsewhere_changed", &seconds(stamp.changed)).text("elsewhere_by", &stamp.by)
}

/// When and by whom a record was made and changed.
fn made(stamp: &Stamp) -> Facts {
    Facts::default().text("created", &seconds(stamp.created)).text("changed", &seconds(stamp.changed)).text("by", &stamp.by)
}

fn seconds(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
