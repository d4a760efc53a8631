//! The texts in a calendar entry: summary, description, location.

use super::status::{before_follow_up, before_round};
use crate::exchange::clean::{clean, clean_line};
use crate::model::{FollowUp, Negotiation, Round, Venue, Visibility, Vocabulary, When, Workspace};
use crate::query::{conflict, names, rounds};

/// How long a line and a text may get, in characters. Google cuts at 8,192.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 8_000;

/// In one line, without what turns or hides text, not too long.
pub(super) fn line(text: &str) -> String {
    let line = clean_line(text);
    let words: Vec<&str> = line.split_whitespace().collect();
    cut(&words.join(" "), LONGEST_LINE)
}

/// The same in several.
pub(super) fn lines(text: &str) -> String {
    cut(clean(text).trim(), LONGEST_TEXT)
}

fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// What the negotiation is called in front of its entries: its code, which is short, or else its title.
pub(super) fn of_negotiation(negotiation: Option<&Negotiation>) -> String {
    let filled = |text: &str| Some(line(text)).filter(|text| !text.is_empty());
    negotiation.and_then(|one| filled(&one.code).or_else(|| filled(&one.title))).unwrap_or_default()
}

/// Puts what is known before a title: "Postponed: RU-UA: Round 4".
pub(super) fn headed(before: &[&str], title: &str) -> String {
    let parts: Vec<&str> = before.iter().copied().chain([title]).filter(|part| !part.is_empty()).collect();
    parts.join(": ")
}

/// The title of a round's entry.
pub(super) fn round_summary(workspace: &Workspace, round: &Round) -> String {
    let negotiation = of_negotiation(workspace.negotiations.get(&round.negotiation));
    headed(&[before_round(&round.schedule.status).unwrap_or_default(), &negotiation], &round_name(round))
}

/// What the round is called in it.
pub(super) fn round_name(round: &Round) -> String {
    let name = line(&names::round_title(round));
    // All of it may be what nobody sees.
    if name.is_empty() { "Untitled round".to_owned() } else { name }
}

/// The title of a follow-up's entry.
pub(super) fn follow_up_summary(workspace: &Workspace, follow_up: &FollowUp) -> String {
    let negotiation = of_negotiation(workspace.negotiations.get(&follow_up.negotiation));
    headed(&[before_follow_up(&follow_up.state), &negotiation], &follow_up_name(follow_up))
}

/// What is to be done.
pub(super) fn follow_up_name(follow_up: &FollowUp) -> String {
    let what = line(&follow_up.what);
    if what.is_empty() { "Untitled follow-up".to_owned() } else { what }
}

/// Where it is, in one line.
pub(super) fn place(venue: &Venue) -> String {
    let [place, city, country] = [&venue.place, &venue.city, &venue.country].map(|part| line(part));
    line(&names::venue(&Venue { place, city, country, online: venue.online, spellings: Vec::new() }))
}

/// What else there is to say of a round: the time at the venue, what is in conflict, what came out.
pub(super) fn round_text(workspace: &Workspace, round: &Round) -> String {
    let mut told = Description::default();
    told.marking(workspace.negotiations.get(&round.negotiation));
    let at_venue = |when: &When| match when {
        When::At { start, minutes } => {
            When::At { start: round.zone.map_or(*start, |zone| start.in_zone(zone)), minutes: *minutes }.words()
        }
        when => when.words(),
    };
    told.say("When", &at_venue(&round.schedule.when));
    told.say("Status", round.schedule.status.said());
    for one in conflict::conflicts(round) {
        told.say(one.grade.label(), &conflict::words(workspace, round, &one));
    }
    let earlier: Vec<String> = round.schedule.earlier.iter().map(|date| at_venue(&date.when)).collect();
    told.say("Was to be", &earlier.join("; "));
    let agenda: Vec<String> = round.agenda.iter().map(|id| names::issue(workspace, *id)).collect();
    told.say("Agenda", &agenda.join("; "));
    for sitting in round.sittings.iter().filter(|sitting| !sitting.when.is_unknown()) {
        let title = if sitting.title.trim().is_empty() { "Sitting" } else { sitting.title.trim() };
        told.say(title, &at_venue(&sitting.when));
    }
    if rounds::took_place(round) {
        let kind = round.outcome.kind.as_ref().map_or("", |kind| kind.label());
        let words = [kind, round.outcome.text.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        told.say("Outcome", &words.join(". "));
    }
    told.say("Negotiation", &names::negotiation(workspace, round.negotiation));
    told.done()
}

/// What else there is to say of a follow-up.
pub(super) fn follow_up_text(workspace: &Workspace, follow_up: &FollowUp) -> String {
    let mut told = Description::default();
    told.marking(workspace.negotiations.get(&follow_up.negotiation));
    told.say("What", follow_up.what.trim());
    told.say("Due", &follow_up.due.words());
    told.say("State", follow_up.state.label());
    told.say("Owed by", &names::who_all(workspace, &follow_up.owners));
    if let Some(round) = follow_up.round {
        told.say("From", &names::round(workspace, round));
    }
    told.say("Negotiation", &names::negotiation(workspace, follow_up.negotiation));
    told.done()
}

/// How openly an entry may be shown, for those who share their calendar: not at all if the negotiation is marked, unless the
/// marking says that it is open, or if the round is not to be known.
pub(super) fn class(negotiation: Option<&Negotiation>, visibility: Option<&Visibility>) -> Option<&'static str> {
    let marking = negotiation.map(|one| crate::text::fold::fold(&one.handling)).unwrap_or_default();
    let open = ["public", "open", "unclassified", "unmarked", "tlp:clear", "tlp clear", "tlp:white", "tlp white"];
    let open = marking.is_empty() || open.iter().any(|word| marking.starts_with(word));
    (!open || visibility == Some(&Visibility::Secret)).then_some("CONFIDENTIAL")
}

#[derive(Default)]
struct Description(Vec<String>);

impl Description {
    fn say(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            self.0.push(format!("{label}: {words}"));
        }
    }

    /// The handling marking stands above everything.
    fn marking(&mut self, negotiation: Option<&Negotiation>) {
        self.0.extend(negotiation.map(|one| one.handling.trim().to_owned()).filter(|marking| !marking.is_empty()));
    }

    fn done(self) -> String {
        lines(&self.0.join("\n"))
    }
}
