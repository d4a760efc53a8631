//! What holds of passages in texts that were changed.

use super::*;
use crate::model::arbitrary::cases;
use crate::model::fields::merge;
use crate::model::{Record, Statement};
use crate::query::testing::Talks;
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> PartId {
    PartId(Uuid::from_u128(n))
}

fn passage(text: &str, quote: &str) -> Passage {
    let start = text.find(quote).unwrap();
    quoted(&Ruler::new(text), start..start + quote.len(), SourceId(Uuid::nil()), id(1)).unwrap()
}

fn found(text: &str, passage: &Passage) -> String {
    match locate(text, passage) {
        Place::Exact(range) => format!("exact: {}", &text[range]),
        Place::Moved(range) => format!("moved: {}", &text[range]),
        Place::Alike(range, _) => format!("alike: {}", &text[range]),
        Place::Lost => "lost".to_owned(),
    }
}

const TEXT: &str = "KYIV. Ukraine proposed a ceasefire along the river on Monday, and would not say more.\n\
                    Moscow said that it could not accept a ceasefire along the river before spring.\n\
                    Neither side named a date. The mediators called the talks “useful”.";

#[test]
fn a_passage_is_found_by_place_by_words_and_by_likeness() {
    let ceasefire = passage(TEXT, "a ceasefire along the river");
    assert_eq!(ceasefire.before.chars().count(), 23);
    assert_eq!(ceasefire.after.chars().count(), Passage::CONTEXT);
    assert_eq!(found(TEXT, &ceasefire), "exact: a ceasefire along the river");
    let first = TEXT.find("a ceasefire").unwrap();
    assert_eq!(locate(TEXT, &ceasefire), Place::Exact(first..first + 27));

    // The first of two is meant, wherever it goes.
    let ahead = format!("By our own correspondents.\n\n{TEXT}");
    assert_eq!(locate(&ahead, &ceasefire), Place::Moved(first + 28..first + 55));
    // It was taken out, and the other one is not meant.
    let without = TEXT.replacen("proposed a ceasefire along the river on Monday, and would", "did", 1);
    assert_eq!(found(&without, &ceasefire), "lost");

    let changed = TEXT.replacen("it could not accept a ceasefire", "it can not accept any ceasefire", 1);
    let refusal = passage(TEXT, "Moscow said that it could not accept a ceasefire along the river before spring.");
    assert_eq!(
        found(&changed, &refusal),
        "alike: Moscow said that it can not accept any ceasefire along the river before spring."
    );
    // The paragraphs around it are others.
    let alone = "Elsewhere.\nMoscow said that it can not accept a ceasefire along the river before the spring.\nNothing else.";
    assert_eq!(
        found(alone, &refusal),
        "alike: Moscow said that it can not accept a ceasefire along the river before the spring."
    );
    assert_eq!(found("", &refusal), "lost");
    assert_eq!(found("Something else was written here, of about the same length as the passage was.", &refusal), "lost");
}

#[test]
fn two_that_fit_equally_well_are_told_apart_by_place_or_not_at_all() {
    let line = "The list of names was exchanged at the border crossing as agreed by both. ";
    let text = line.repeat(3);
    let second = quoted(&Ruler::new(&text), line.len() + 4..line.len() + 17, SourceId(Uuid::nil()), id(1)).unwrap();
    assert_eq!(second.quote, "list of names");
    assert_eq!(locate(&text, &second), Place::Exact(line.len() + 4..line.len() + 17));
    assert_eq!(found(&format!("Now. {}", line.repeat(4)), &second), "lost");
}

#[test]
fn words_that_are_everywhere_need_their_place_and_take_little_time() {
    let text = "a ".repeat(1_000_000);
    let at = quoted(&Ruler::new(&text), 1_000_000..1_000_001, SourceId(Uuid::nil()), id(1)).unwrap();
    assert_eq!(locate(&text, &at), Place::Exact(1_000_000..1_000_001));
    assert_eq!(found(&text[1..], &at), "lost");
    let other = Passage { quote: "b".repeat(100_000), ..at };
    assert_eq!(found(&text, &other), "lost");
}

#[test]
fn the_passages_of_a_source_with_all_that_they_bear_out() {
    let mut talks = Talks::new();
    let source = talks.source("Report");
    talks.ws.sources.get_mut(&source).unwrap().text = TEXT.to_owned();
    let of = |quote: &str, n| Passage { source, id: id(n), ..passage(TEXT, quote) };
    let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "ceasefire");
    talks.of(said).passages = vec![of("Neither side named a date.", 1), of("Ukraine proposed a ceasefire", 2)];
    let round = talks.round("Second", "2026-02-04");
    talks.on(round).outcome.passages = vec![of("called the talks “useful”", 3), of("Ukraine proposed", 4)];
    let other = talks.source("Another");
    talks.on(round).outcome.documents = vec![source];
    assert_eq!(of_source(&talks.ws, other), vec![]);
    let all = located(&talks.ws, source);
    let order: Vec<u128> = all.iter().map(|(mark, _)| mark.passage.id.0.as_u128()).collect();
    assert_eq!(order, [2, 4, 1, 3]);
    assert_eq!((all[1].0.record, all[1].0.holder), (round.into(), Holder::Outcome));
    let at = TEXT.find("proposed").unwrap();
    assert_eq!(within(&all, at..at + 1).count(), 2, "passages overlap");
    assert_eq!(within(&all, at + 12..at + 13).count(), 1);
    assert_eq!(standing(&talks.ws, &of("Neither side", 1)), Standing::There(3));
    assert_eq!(astray(&talks.ws), vec![]);
    talks.ws.sources.get_mut(&source).unwrap().text = TEXT.replacen("Neither side named a date. ", "", 1);
    let astray: Vec<_> = astray(&talks.ws).into_iter().map(|(mark, standing)| (mark.passage.id, standing)).collect();
    assert_eq!(astray, [(id(1), Standing::Lost)]);
}

/// Words of which single ones often come again and long runs do not.
fn text() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "talks",
        "Kyiv",
        "the",
        "border",
        "said",
        "нет",
        "договор",
        "停火",
        "line",
        "of",
        "river",
        "“yes”",
        "no",
        "list",
        "spring",
        "Müller",
        "guarantees",
        "and",
        "monitors",
        "a",
        "date",
        "exchange",
        "names",
        "both",
        "sides",
        "proposed",
        "rejected",
        "would",
        "accept",
        "before",
        "after",
        "Geneva",
        "round",
        "minister",
        "envoy",
        "called",
        "useful",
        "never",
        "zone",
        "gas",
    ]);
    let end = proptest::sample::select(vec![" ", " ", " ", ", ", ". ", ".\n\n"]);
    proptest::collection::vec((word, end), 40..120)
        .prop_map(|words| words.into_iter().flat_map(|(word, end)| [word, end]).collect())
}

/// An edit: where, how much is taken out, and what is put in.
type EditOf = (usize, usize, String);

fn edits() -> impl Strategy<Value = Vec<EditOf>> {
    let put = prop_oneof![Just(String::new()), "[a-z]{1,6} ", text().prop_map(|text| text.chars().take(90).collect())];
    proptest::collection::vec((any::<usize>(), prop_oneof![Just(0_usize), 1..8_usize, 8..60_usize], put), 1..5)
}

/// The text after edits, and for each of its characters which one it was.
fn edited(text: &str, edits: &[EditOf]) -> (String, Vec<Option<usize>>) {
    let mut all: Vec<(char, Option<usize>)> = text.chars().enumerate().map(|(at, letter)| (letter, Some(at))).collect();
    for (at, out, put) in edits {
        let at = at % (all.len() + 1);
        let end = (at + out).min(all.len());
        all.splice(at..end, put.chars().map(|letter| (letter, None)));
    }
    all.into_iter().unzip()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_passage_is_found_where_it_is_or_lost_and_never_on_other_words(
        text in text(), edits in edits(), from in any::<usize>(), length in 3..70_usize,
    ) {
        let letters = text.chars().count();
        let from = from % (letters - length);
        let old = Ruler::new(&text);
        let range = old.byte(from).unwrap()..old.byte(from + length).unwrap();
        let Some(passage) = quoted(&old, range, SourceId(Uuid::nil()), id(1)) else { return Ok(()) };
        let (changed, were) = edited(&text, &edits);
        let new = Ruler::new(&changed);
        let stands = |place: &Range<usize>| {
            let places = new.character(place.start)..new.character(place.end);
            were[places].iter().filter(|was| was.is_some_and(|was| (from..from + length).contains(&was))).count()
        };
        let place = new.locate(&passage);
        // What stands between the same words as before is the passage, whoever wrote it: of two equal letters, which was taken out?
        let sides = |range: &Range<usize>| {
            let (before, after) = new.context(range.start, range.end);
            let same = |one: &str, other: &str| !one.is_empty() && one == other;
            (same(before, &passage.before), same(after, &passage.after))
        };
        match &place {
            Place::Exact(range) | Place::Moved(range) => {
                prop_assert_eq!(&changed[range.clone()], &passage.quote);
                let is_there = stands(range) > 0 || matches!(sides(range), (true, _) | (_, true));
                prop_assert!(is_there, "{:?} is on other words: {:?}", passage, changed);
            }
            Place::Alike(range, likeness) => {
                let is_there = stands(range) > 0 || sides(range) == (true, true);
                prop_assert!(*likeness >= 0.5 && is_there, "{:?} is on other words: {:?}", passage, &changed[range.clone()]);
            }
            Place::Lost => {
                let ahead = passage.before.chars().count();
                let around: Vec<Option<usize>> = (from - ahead..from + length + passage.after.chars().count()).map(Some).collect();
                let whole = were.windows(around.len()).any(|window| *window == around[..]);
                let twins = changed.matches(&format!("{}{}{}", passage.before, passage.quote, passage.after)).count();
                prop_assert!(!whole || twins > 1, "{:?} is in {:?}", passage, changed);
            }
        }
        // What was found is found where it is from then on.
        if let Some(again) = anchored_again(&new, &passage) {
            prop_assert_eq!(&again.quote, &passage.quote);
            prop_assert_eq!(new.locate(&again).range(), place.range());
        }
    }
}

#[test]
fn the_marks_of_two_people_are_both_kept_and_found_in_the_text_of_a_third() {
    let mut talks = Talks::new();
    let source = talks.source("Report");
    talks.ws.sources.get_mut(&source).unwrap().text = TEXT.to_owned();
    let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "ceasefire");
    let of = |quote: &str, n| Passage { source, id: id(n), ..passage(TEXT, quote) };
    let base = talks.ws.statements[&said].clone();
    let with = |quote: &str, n| Record::from(Statement { passages: vec![of(quote, n)], ..base.clone() });
    let (ours, theirs) = (with("Ukraine proposed a ceasefire", 1), with("Neither side named a date.", 2));
    let merged = merge(Some(&base.clone().into()), Some(&ours), Some(&theirs));
    assert_eq!(merged.contested.len(), 0);
    talks.ws.put(merged.record.unwrap());
    // Meanwhile somebody else put a line above the text.
    talks.ws.sources.get_mut(&source).unwrap().text = format!("Unofficial translation.\n\n{TEXT}");
    let all = located(&talks.ws, source);
    let moved = |quote: &str| {
        let at = TEXT.find(quote).unwrap() + 25;
        Place::Moved(at..at + quote.len())
    };
    let places: Vec<&Place> = all.iter().map(|(_, place)| place).collect();
    assert_eq!(places, [&moved("Ukraine proposed a ceasefire"), &moved("Neither side named a date.")]);
}
