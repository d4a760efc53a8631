//! Synonyms of statement kinds as reports use them and users type them: "accused", "claims", "called for".

use crate::model::{StatementKind, Vocabulary};
use crate::text::fold::words as plain;

/// What is written for a kind beside its key and its label.
const FORMS: &[(StatementKind, &[&str])] = &[
    (StatementKind::Unstated, &["kind not stated"]),
    (StatementKind::Demand, &["demands", "demanded", "demanding", "insists", "insisted", "requires", "required"]),
    (StatementKind::Offer, &["offers", "offered", "offering"]),
    (StatementKind::Position, &["positions"]),
    (StatementKind::Proposal, &["proposals", "propose", "proposes", "proposed", "proposing"]),
    (StatementKind::CounterOffer, &["counter offers", "counteroffers", "counter proposal", "counterproposal"]),
    (StatementKind::Acceptance, &["accept", "accepts", "accepted", "accepting"]),
    (StatementKind::Rejection, &["reject", "rejects", "rejected", "rejecting", "refuse", "refuses", "refused", "refusal"]),
    (StatementKind::Concession, &["concessions", "concede", "concedes", "conceded", "conceding"]),
    (StatementKind::Condition, &["conditions", "conditional"]),
    (StatementKind::RedLine, &["red lines", "redlines"]),
    (StatementKind::Threat, &["threats", "threaten", "threatens", "threatened", "threatening"]),
    (StatementKind::Commitment, &["commitments", "commit", "commits", "committed", "pledge", "pledges", "pledged"]),
    (StatementKind::Retraction, &["retracts", "retract", "retracted", "withdraws its statement"]),
    (StatementKind::Denial, &["denials", "deny", "denies", "denied", "denying"]),
    (StatementKind::Claim, &["claims", "claimed", "claiming", "asserts", "asserted", "assertion"]),
    (StatementKind::Accusation, &["accusations", "accuse", "accuses", "accused", "accusing", "blames", "blamed"]),
    (StatementKind::Allegation, &["allegations", "allege", "alleges", "alleged", "alleging", "allegedly"]),
    (StatementKind::Condemnation, &["condemnations", "condemn", "condemns", "condemned", "condemning"]),
    (StatementKind::Announcement, &["announcements", "announce", "announces", "announced", "announcing"]),
    (StatementKind::Interest, &["interests"]),
    (StatementKind::Comment, &["comments", "commented", "commenting"]),
    (StatementKind::DeclinedToComment, &["declines to comment", "no comment"]),
];

/// Other words for a kind than its key and its label.
pub fn forms(kind: &StatementKind) -> &'static [&'static str] {
    FORMS.iter().find(|(of, _)| of == kind).map_or(&[], |(_, forms)| forms)
}

/// The kind that words mean, if they are the field's own or another form of one.
pub fn meant(words: &str) -> Option<StatementKind> {
    let wanted = plain(words);
    let is_known = |kind: &StatementKind| plain(kind.key()) == wanted || plain(kind.label()) == wanted;
    let known = StatementKind::KNOWN.iter().find(|kind| is_known(kind));
    known.or_else(|| FORMS.iter().find(|(_, forms)| forms.contains(&wanted.as_str())).map(|(kind, _)| kind)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_reports_mean_a_kind() {
        for (words, kind) in [
            ("accused", Some(StatementKind::Accusation)),
            ("Accuses", Some(StatementKind::Accusation)),
            ("claims", Some(StatementKind::Claim)),
            ("CONDEMNED", Some(StatementKind::Condemnation)),
            ("red-lines", Some(StatementKind::RedLine)),
            ("no comment", Some(StatementKind::DeclinedToComment)),
            ("not stated", Some(StatementKind::Unstated)),
            ("declined_to_comment", Some(StatementKind::DeclinedToComment)),
            ("attacks", None),
            ("monitoring", None),
            ("", None),
        ] {
            assert_eq!(meant(words), kind, "{words}");
        }
    }

    #[test]
    fn no_word_means_two_kinds() {
        let all: Vec<&str> = FORMS.iter().flat_map(|(_, forms)| forms.iter().copied()).collect();
        for (kind, forms) in FORMS {
            for form in *forms {
                assert_eq!(plain(form), **form, "as compared");
                assert_eq!(all.iter().filter(|other| *other == form).count(), 1, "{form}");
                assert_eq!(meant(form).as_ref(), Some(kind), "{form}");
            }
        }
    }
}
