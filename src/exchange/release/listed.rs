//! Counts what one paper or list lacks because it was withheld.

use super::Released;
use super::withheld::{How, KeptText, LeftOut, Why, Withheld};
use crate::exchange::request::What;
use crate::model::{RecordId, RoundId};
use crate::query::texts::{OF_STATEMENT, ON_STATEMENT, TextOf};

impl Released {
    /// What was kept back from one paper or list. What holds no statements lacks none; a list of one round lacks those of that
    /// round; and in a matrix there is nothing without a party, so what is told without attribution elsewhere is left out there. A
    /// brief speaks of the whole negotiation, also when it is about one round.
    pub fn withheld_from(&self, what: What, round: Option<RoundId>) -> Withheld {
        let texts = || self.texts_of(what, round);
        match what {
            What::Brief | What::Passages => self.withheld.clone(),
            What::Statements | What::Lists => {
                Withheld::of(self.kept_back.iter().filter(|one| round.is_none_or(|only| one.round == Some(only))), texts())
            }
            What::Matrix => {
                let mut withheld = Withheld::of(self.kept_back.iter().filter(|one| one.in_matrix), texts());
                for (level, count) in std::mem::take(&mut withheld.stripped) {
                    *withheld.left_out.entry(level).or_default() += count;
                }
                withheld
            }
            What::Rounds | What::Attendance | What::FollowUps | What::Calendar => Withheld::of([], texts()),
        }
    }

    /// The texts that one paper or list lacks. A brief speaks of the whole negotiation, also when it is about one round.
    fn texts_of(&self, what: What, round: Option<RoundId>) -> impl Iterator<Item = &KeptText> {
        let of_round = move |kept: &&KeptText| {
            matches!(what, What::Brief | What::Passages) || round.is_none_or(|only| kept.round == Some(only))
        };
        self.kept_texts.iter().filter(move |kept| holds(what, kept)).filter(of_round)
    }
}

/// Whether a text would stand in such a paper or list.
fn holds(what: What, kept: &KeptText) -> bool {
    let (of, noun) = (kept.id.of, kept.noun);
    let in_rounds =
        of == TextOf::Outcome || matches!(noun, "note on the round" | "announcement") || noun.ends_with("earlier date");
    let at_tables = noun.ends_with("attendance");
    let on_statement = matches!(noun, ON_STATEMENT | OF_STATEMENT);
    let is_follow_up = matches!(kept.id.record, RecordId::FollowUp(_));
    match what {
        What::Brief | What::Passages => true,
        What::Matrix => false,
        What::Statements => on_statement,
        What::Rounds => in_rounds,
        What::Attendance => at_tables,
        What::FollowUps => is_follow_up,
        What::Lists => in_rounds || at_tables || is_follow_up || on_statement,
        What::Calendar => in_rounds || is_follow_up,
    }
}

impl Released {
    /// What is left out of one paper or list, one by one and with the reason: for the user to look at, never for the paper.
    pub fn left_out_of(&self, what: What, round: Option<RoundId>) -> Vec<LeftOut> {
        let holds = match what {
            What::Brief | What::Passages | What::Statements | What::Lists | What::Matrix => true,
            What::Rounds | What::Attendance | What::FollowUps | What::Calendar => false,
        };
        let only = round.filter(|_| matches!(what, What::Statements | What::Lists));
        let there = self.kept_back.iter().filter(|one| holds && only.is_none_or(|round| one.round == Some(round)));
        let left_out = there.filter_map(|one| {
            let why = match &one.how {
                How::Stripped => return None,
                How::LeftOut => Why::Level,
                How::LeftOutAsTelling(told) => Why::Names { word: told.word.clone(), who: told.names },
            };
            Some(LeftOut { text: one.statement.into(), level: one.level.clone(), why })
        });
        let texts = self.texts_of(what, round);
        let texts = texts.map(|kept| LeftOut { text: kept.id, level: kept.level.clone(), why: kept.why.clone() });
        left_out.chain(texts).collect()
    }
}
