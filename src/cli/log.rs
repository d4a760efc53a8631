//! `log`: adds a statement from a quick line.

use super::answer::Answer;
use super::facts::Facts;
use super::open_workspace::OpenWorkspace;
use super::saved_change::SavedChange;
use super::show::{event, round, statement};
use crate::model::RecordId;
use crate::query::{names, quick_line};
use crate::session::Logged;
use serde::Serialize;
use std::collections::BTreeMap;

/// Add a statement to a round, or an incident, an announced date, ….
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Example:
  rapporteur log 2 \"ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord\"

Party and text are needed. The party comes first, then the kind and the issues in any order, then a
colon and what was said. Further signs:
  @Zelensky  @\"unnamed official\"     who said it
  #onrecord  #background  #offrecord  on what terms
  !must  !important  !tradeable       how hard it is held
  /\"5 Feb\"  ^\"5 Feb\"                  when it was said
  =reuters                            the source, by its title or outlet
  ?unverified  ?denied                how well it is supported; single source where one is named
  >>ru                                it answers that party's latest statement on the issue
  &hostages                           a tag
  +Qatar  @+\"Jane Roe\"  =+AFP         a new party, person or source, made with the statement
A line that begins with a verb makes something else, with the same signs:
  next 1 Feb in Abu Dhabi @\"US official\" =bbc    an announced date of the next round
  incident 23 Jan in Kyiv: Power cut @Klitschko   an incident
  attends ua: Umerov (head), Budanov; ru          who came; also absent, invited, withdrew
  outcome joint statement: They will meet again   what came out
  agenda monitoring, ceasefire                    issues for the agenda
  todo ua: send list by 5 Feb                     something to be done
  account ua: They spoke of maps                  a party's account of the round
  sitting 23 Jan Military track: Three hours      a sitting
  discrepancy start date: 23 January vs 24 January =tass
An issue in quotation marks that is not there yet is made. No source of an earlier statement is
taken over. What is not understood is named, and nothing is done (exit status 2). With --keep it
stays in the text, the statement is one to be looked at, and the exit status is 1; a word behind #
that is no record level then counts as off the record until somebody has settled it.")]
pub struct Log {
    /// Under which round.
    #[arg(value_name = "ROUND")]
    round: String,
    /// The quick line.
    #[arg(value_name = "QUICK LINE")]
    line: String,
    /// Keep what is not understood in the text.
    #[arg(long)]
    keep: bool,
}

#[derive(Serialize)]
struct Document {
    /// What was made, under its name: "statement", "incident", "announcement".
    #[serde(flatten)]
    made: BTreeMap<&'static str, Facts>,
    not_understood: Vec<NotUnderstood>,
}

#[derive(Serialize)]
struct NotUnderstood {
    part: String,
    why: String,
}

impl Log {
    pub(super) fn answer(&self, mut opened: OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let round = opened.round(None, &self.round)?;
        let line = self.line.as_str();
        let Some(negotiation) = opened.workspace().rounds.get(&round).map(|round| round.negotiation) else {
            anyhow::bail!("This round is no longer there.");
        };
        let zone = opened.zone;
        let mut context = opened.session.line_context(negotiation, Some(round), zone);
        // There is nobody who could see what would be taken over.
        context.before.clear();
        let read = quick_line::read(line, line.len(), opened.workspace(), &context);
        let not_understood: Vec<NotUnderstood> = read
            .problems()
            .filter_map(|(range, why)| Some(NotUnderstood { part: line.get(range.clone())?.to_owned(), why: why.to_owned() }))
            .collect();
        let logged =
            opened.session.log(&context, line, self.keep).map_err(|why| anyhow::anyhow!("{why}{}", opened.unread_words()))?;
        let done = SavedChange::save(opened)?;
        let opened = done.opened();
        let ws = opened.workspace();
        let (what, facts) = made(opened, &logged);
        let notes: Vec<String> =
            not_understood.iter().map(|one| format!("“{}” is to be looked at: {}", one.part, one.why)).collect();
        let document = Document { made: BTreeMap::from([(what, facts)]), not_understood };
        let answer = Answer::new(json, &document, |page| {
            // A date is announced of another round than the one at which it was.
            let to = if let RecordId::Round(other) = logged.record { other } else { round };
            let heading = format!("Added to {}, {}", names::round(ws, to), names::negotiation(ws, negotiation));
            page.under(&heading, |page| document.made.values().for_each(|facts| facts.write(page, &["round", "negotiation"])));
        })?;
        Ok(notes.into_iter().fold(answer, Answer::needing).of(done))
    }
}

/// What was logged, with what it is called.
fn made(opened: &OpenWorkspace, logged: &Logged) -> (&'static str, Facts) {
    let ws = opened.workspace();
    let found = match logged.record {
        RecordId::Statement(id) => ws.statements.get(&id).map(|one| ("statement", statement::facts(opened, one))),
        RecordId::Incident(id) => ws.incidents.get(&id).map(|one| ("incident", event::incident(opened, one))),
        RecordId::FollowUp(id) => ws.follow_ups.get(&id).map(|one| ("follow_up", event::follow_up(opened, one))),
        RecordId::Round(id) => ws.rounds.get(&id).map(|one| round::part(opened, one, &logged.place)),
        _ => None,
    };
    found.unwrap_or_default()
}
