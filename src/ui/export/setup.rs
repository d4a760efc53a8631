//! The choices of an export, and the file name proposed for it.

use crate::exchange::release::Permitted;
use crate::exchange::request::{Format, Request, What};
use crate::model::{NegotiationId, RoundId, Workspace};
use crate::query::names;
use crate::query::position::AsOf;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is chosen.
#[derive(Clone, Debug)]
pub(super) struct Setup {
    pub what: What,
    /// The format last chosen for each thing.
    pub formats: BTreeMap<What, Format>,
    pub round: Option<RoundId>,
    pub as_of: AsOf,
    pub permitted: Permitted,
}

impl Default for Setup {
    fn default() -> Self {
        let (formats, permitted) = (BTreeMap::new(), Permitted::default());
        Self { what: What::Brief, formats, round: None, as_of: AsOf::Now, permitted }
    }
}

impl Setup {
    /// The format in which it is written.
    pub(super) fn format(&self) -> Format {
        let can = self.what.formats();
        self.formats.get(&self.what).copied().or(can.first().copied()).unwrap_or(Format::Markdown)
    }

    /// What is asked for.
    pub(super) fn request(&self, negotiation: NegotiationId) -> Request {
        Request {
            negotiation,
            round: self.round.filter(|_| has_rounds(self.what)),
            what: self.what,
            format: self.format(),
            as_of: if has_as_of(self.what) { self.as_of } else { AsOf::Now },
            permitted: self.permitted.clone(),
        }
    }

    /// Lets go of what is no longer there.
    pub(super) fn keep_to(&mut self, workspace: &Workspace, negotiation: NegotiationId) {
        let there = |id: RoundId| workspace.rounds.get(&id).is_some_and(|round| round.negotiation == negotiation);
        self.round = self.round.filter(|id| there(*id));
        if let AsOf::Round(id) = self.as_of
            && !there(id)
        {
            self.as_of = AsOf::Now;
        }
    }
}

/// Whether it can be of one round alone.
pub(super) fn has_rounds(what: What) -> bool {
    matches!(what, What::Brief | What::Statements | What::Attendance | What::FollowUps)
}

/// Whether it shows positions.
pub(super) fn has_as_of(what: What) -> bool {
    matches!(what, What::Brief | What::Matrix | What::Lists)
}

/// The most characters of a title in the name of a file.
const MOST: usize = 60;

/// The name that a file of an export is offered: "Trilateral talks, brief, 2026-01-26.docx".
pub fn suggested_name(workspace: &Workspace, request: &Request, today: NaiveDate) -> String {
    let title = match request.round {
        Some(round) => names::round(workspace, round),
        None => names::negotiation(workspace, request.negotiation),
    };
    let title: String = title.chars().map(|c| if is_safe(c) { c } else { '-' }).take(MOST).collect();
    // A name that ends in a dot or a space is another one on some systems, and one that begins with a dot is hidden on others.
    let title = title.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let what = request.what.label().to_lowercase();
    format!("{title}, {what}, {today}.{}", request.format.ending())
}

/// Whether a c may stand in the name of a file on every system, and looks like what it is.
fn is_safe(c: char) -> bool {
    let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    !c.is_control() && !turns && !"<>:\"/\\|?*".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn a_name_is_one_on_every_system() {
        let mut talks = Talks::new();
        let negotiation = talks.another_negotiation("..a/b: \u{202e}\"c\"?", "");
        let mut setup = Setup::default();
        let today = NaiveDate::from_ymd_opt(2026, 1, 26).unwrap();
        let name = |setup: &Setup, talks: &Talks| suggested_name(&talks.ws, &setup.request(negotiation), today);
        assert_eq!(name(&setup, &talks), "a-b- --c--, brief, 2026-01-26.docx");
        setup.what = What::Calendar;
        talks.ws.negotiations.get_mut(&negotiation).unwrap().title = "x".repeat(300);
        assert_eq!(name(&setup, &talks), format!("{}, calendar, 2026-01-26.ics", "x".repeat(60)));
    }

    #[test]
    fn each_thing_keeps_its_format_and_only_what_fits_is_asked_for() {
        let mut talks = Talks::new();
        let round = talks.round("R", "2026-02-04");
        let negotiation = talks.ws.rounds[&round].negotiation;
        let mut setup = Setup { round: Some(round), as_of: AsOf::Round(round), ..Setup::default() };
        assert_eq!((setup.request(negotiation).round, setup.request(negotiation).format), (Some(round), Format::Docx));
        setup.formats.insert(What::Matrix, Format::Csv);
        setup.what = What::Matrix;
        let request = setup.request(negotiation);
        assert_eq!((request.round, request.as_of, request.format), (None, AsOf::Round(round), Format::Csv));
        setup.what = What::Statements;
        assert_eq!(setup.request(negotiation).as_of, AsOf::Now);
        talks.ws.rounds.clear();
        setup.keep_to(&talks.ws, negotiation);
        assert_eq!((setup.round, setup.as_of), (None, AsOf::Now));
    }
}
