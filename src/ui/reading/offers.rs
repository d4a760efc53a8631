//! What the list of the strip offers for the letters that are typed: names of the record, states, dates, and what can be made.

use super::strip::{Strip, Taken, Which};
use crate::kit::Entry;
use crate::model::when::{self, Context};
use crate::model::{IssueId, PartyId, Workspace};
use crate::query::proposals::{describes, known_places, states};
use crate::query::quick_line::{Named, SlotValue, Slots};
use crate::query::{names, short_names};
use crate::session::CaptureAs;
use crate::text::fold::fold;

/// Rows of the list that would make something new at most.
const NEW: usize = 3;

/// What the strip offers, and from what.
pub(super) struct Offers<'a> {
    pub slots: &'a Slots,
    /// The pairs of the digits.
    pub pairs: &'a [(PartyId, IssueId)],
    /// How a date is read that is typed.
    pub dates: Context,
}

/// What is taken, and how it is shown.
pub(super) type Row = (Taken, Entry<'static>);

fn row(taken: Taken, label: String, detail: String, trailing: &'static str) -> Row {
    (taken, Entry { label: label.into(), detail: detail.into(), trailing: trailing.into(), ..Entry::default() })
}

impl Offers<'_> {
    /// What the letters typed may mean.
    pub(super) fn rows(&self, workspace: &Workspace, strip: &Strip) -> Vec<Row> {
        let typed = strip.typed.trim();
        // As in the quick line: who has this sign is a person.
        if let Some(who) = typed.strip_prefix('@') {
            return people(strip, who.trim(), self.slots);
        }
        if typed.is_empty() {
            return Vec::new();
        }
        let places = places(workspace, strip, typed);
        // As in the quick line: "in Kyiv" says where.
        if typed.strip_prefix(IN).is_some() && !places.is_empty() {
            return places;
        }
        let has_parties = strip.all().contains(&Which::Party);
        let has_blamed = strip.all().contains(&Which::Blamed);
        let mut rows = dates(strip, typed, self.dates);
        let mut whole = !rows.is_empty();
        for offer in self.slots.offers(typed, |value| strip.is_possible(value), |value| strip.is_open(value)) {
            whole |= offer.whole;
            let which = offer.value.noun();
            if let (SlotValue::Party(id), true) = (&offer.value, has_blamed) {
                let claims = row(Taken::Value(offer.value.clone()), offer.label.clone(), offer.detail.clone(), "claimed by");
                let blamed = row(Taken::Blamed(*id), offer.label, offer.detail, "blamed on");
                let taken = strip.party.value.is_some() && !strip.party.proposed;
                rows.extend(if taken { [blamed, claims] } else { [claims, blamed] });
            } else {
                rows.push(row(Taken::Value(offer.value), offer.label, offer.detail, which));
            }
        }
        if whole {
            return rows;
        }
        // Names that stand in the passage, and states in any language, go before what is merely typed.
        if has_parties {
            let wanted = fold(typed);
            let begun = strip.new_names.iter().filter(|name| fold(name).starts_with(&wanted)).cloned().map(Named::New);
            let mut named: Vec<Named<PartyId>> = Vec::new();
            for party in begun.chain(states(workspace, &strip.new_names, typed)) {
                let offered = |row: &Row| matches!((&row.0, &party), (Taken::Value(SlotValue::Party(one)), Named::Known(other)) if one == other);
                if !named.contains(&party) && !rows.iter().any(offered) {
                    named.push(party);
                }
            }
            let new = named.iter().flat_map(|party| party_rows(workspace, party, has_blamed));
            rows.splice(0..0, new.collect::<Vec<_>>());
        }
        rows.extend(places);
        let mut made = made(workspace, strip, typed);
        made.retain(|(taken, _)| !rows.iter().any(|(other, _)| other == taken));
        let most = if rows.is_empty() { made.len() } else { NEW };
        rows.extend(made.into_iter().take(most));
        rows
    }
}

/// What stands before a place that is typed.
const IN: &str = "in ";

/// The places of the negotiation that begin so; behind "in" also the one that is typed.
fn places(workspace: &Workspace, strip: &Strip, typed: &str) -> Vec<Row> {
    if !strip.all().contains(&Which::Place) {
        return Vec::new();
    }
    let behind = typed.strip_prefix(IN).map(str::trim);
    let wanted = fold(behind.unwrap_or(typed));
    let known = known_places(workspace, strip.negotiation).into_iter().filter(|place| fold(place).starts_with(&wanted));
    let mut found: Vec<String> = known.map(str::to_owned).collect();
    if let Some(new) = behind.filter(|new| !new.is_empty() && !found.iter().any(|place| fold(place) == wanted)) {
        found.push(new.to_owned());
    }
    found.into_iter().map(|place| row(Taken::Place(place.clone()), place, String::new(), "where")).collect()
}

/// The people whom the letters may mean, and who could be made of them.
fn people(strip: &Strip, typed: &str, slots: &Slots) -> Vec<Row> {
    if typed.is_empty() || !strip.all().contains(&Which::Speaker) {
        return Vec::new();
    }
    let known = slots.offers(typed, |value| matches!(value, SlotValue::Person(_)), |_| true);
    let whole = known.iter().any(|offer| offer.whole);
    let mut rows: Vec<Row> =
        known.into_iter().map(|offer| row(Taken::Value(offer.value), offer.label, offer.detail, "speaker")).collect();
    if !whole {
        let quoted = format!("“{typed}”");
        let mut new = [
            row(Taken::NewPerson(typed.to_owned()), quoted.clone(), String::new(), "new person"),
            row(Taken::Described(typed.to_owned()), quoted, String::new(), "somebody, in words"),
        ];
        if describes(typed) {
            new.swap(0, 1);
        }
        rows.extend(new);
    }
    rows
}

/// A party that says it, or on whom it is blamed.
fn party_rows(workspace: &Workspace, party: &Named<PartyId>, has_blamed: bool) -> Vec<Row> {
    let (taken, blamed, name, detail, nouns) = match party {
        Named::Known(id) => {
            let taken = Taken::Value(SlotValue::Party(*id));
            (taken, Taken::Blamed(*id), names::party(workspace, *id), names::party_short(workspace, *id), ["party", "blamed on"])
        }
        Named::New(name) => {
            let (_, short) = short_names::named(workspace, &[], name);
            let nouns = ["new party", "new party, blamed"];
            (Taken::NewParty(name.clone()), Taken::NewBlamed(name.clone()), name.clone(), short, nouns)
        }
    };
    let blamed = has_blamed.then(|| row(blamed, name.clone(), detail.clone(), nouns[1]));
    std::iter::once(row(taken, name, detail, nouns[0])).chain(blamed).collect()
}

/// What is typed as a date: of what it may be the date, what is still open first.
fn dates(strip: &Strip, typed: &str, context: Context) -> Vec<Row> {
    let reading = when::parse(typed, context);
    let short = typed.chars().all(char::is_alphabetic) && typed.chars().count() < 4;
    if short || !reading.leaves_days() {
        return Vec::new();
    }
    let when = reading.when;
    let words = when.short_words();
    let detail = reading.note.unwrap_or_default();
    let entry = |taken: Taken, noun: &'static str| row(taken, words.clone(), detail.clone(), noun);
    let mut rows = Vec::new();
    for which in [Which::Date, Which::When, Which::Round].into_iter().filter(|which| strip.all().contains(which)) {
        let noun = match which {
            Which::Round => "date of a new round",
            which => said_of_date(strip.as_what, which),
        };
        let taken = match which {
            Which::Date => Taken::Date(when.clone()),
            Which::When => Taken::When(when.clone()),
            _ => Taken::RoundOn(when.clone()),
        };
        rows.push((which, entry(taken, noun)));
    }
    let is_open = |which: &Which| {
        let (there, proposed) = strip.state(*which);
        !there || proposed
    };
    // A part of a round asks for the round before the day on which it was told.
    let place = |which: &Which| match which {
        Which::Date => 0,
        Which::Round if strip.as_what.is_of_round() => 1,
        Which::When => 2,
        _ => 3,
    };
    rows.sort_by_key(|(which, _)| (!is_open(which), place(which)));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn said_of_date(as_what: CaptureAs, which: Which) -> &'static str {
    match (which, as_what) {
        (Which::Date, CaptureAs::FollowUp) => "due",
        (Which::Date, _) => "date announced",
        (_, CaptureAs::Incident) => "when it was",
        _ => "said on",
    }
}

/// What can be made of letters that mean nothing yet, what is still open first.
fn made(workspace: &Workspace, strip: &Strip, typed: &str) -> Vec<Row> {
    let quoted = format!("“{typed}”");
    let (_, short) = short_names::named(workspace, &[], typed);
    let new = |taken: fn(String) -> Taken, detail: &str, noun: &'static str| {
        row(taken(typed.to_owned()), quoted.clone(), detail.to_owned(), noun)
    };
    let mut all: [(Which, Row); 8] = [
        (Which::Party, new(Taken::NewParty, &short, "new party")),
        (Which::Blamed, new(Taken::NewBlamed, &short, "new party, blamed")),
        (Which::Issue, new(Taken::NewIssue, "", "new issue")),
        (Which::Round, new(Taken::NewRound, "", "new round")),
        (Which::Speaker, new(Taken::NewPerson, "", "new person")),
        (Which::Speaker, new(Taken::Described, "", "somebody, in words")),
        (Which::Place, new(Taken::Place, "", "where")),
        (Which::Note, new(Taken::Note, "", "who could or could not verify it")),
    ];
    if describes(typed) {
        all.swap(4, 5);
    }
    let mut found: Vec<(Which, Row)> = all.into_iter().filter(|(which, _)| strip.all().contains(which)).collect();
    // What is open comes first, of it what is needed, then what is but proposed; a round is seldom new but for what is a part of it. A
    // date announced needs no more than its round.
    let rank = |which: Which| match (which, strip.state(which)) {
        (_, (true, false)) => 9,
        (Which::Round, _) if strip.as_what == CaptureAs::Announcement => -1,
        (Which::Round, _) => {
            if strip.as_what.is_of_round() {
                0
            } else {
                5
            }
        }
        (Which::Party | Which::Blamed | Which::Issue, (false, _)) => 0,
        (Which::Issue, _) | (Which::Place, (false, _)) => 1,
        (Which::Speaker, (false, _)) => 2,
        (Which::Party | Which::Blamed, _) => 3,
        (Which::Speaker, _) => 4,
        (_, (false, _)) => 6,
        _ => 7,
    };
    found.sort_by_key(|(which, _)| rank(*which));
    found.into_iter().map(|(_, row)| row).collect()
}
