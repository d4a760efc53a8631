//! What is quoted comes back from a list or from annotations as it was, and nothing comes in twice.

use crate::exchange::export::export;
use crate::exchange::import::grid::ReadAs;
use crate::exchange::import::guess::guess;
use crate::exchange::import::mapping::Kind;
use crate::exchange::import::plan::{Choices, Making, Name, Pick, Plan, RowOutcome, Tally, plan};
use crate::exchange::import::read::read;
use crate::exchange::progress::Progress;
use crate::exchange::request::{ExportContext, Format, Request, What};
use crate::model::{Account, Holder, PartId, Passage, Passages as _, Record, RecordId, SourceId, StatementId, When, Workspace};
use crate::query::passages::{Ruler, quoted, standing};
use crate::query::position::AsOf;
use crate::query::testing::Talks;
use chrono_tz::Tz;
use serde_json::{Value, json};
use uuid::Uuid;

const ARABIC: &str =
    "بيان مشترك\nقال الوزير إن \u{200f}بلاده تقبل وقف\u{200e} إطلاق النار، وإن بلاده تقبل وقف القصف.\nوانتهى الاجتماع.";

const HAN: &str = "联合声明\n外交部长说，我国接受停火，我国接受停火的条件。\r\n会议结束。";

const FORMATS: [Format; 3] = [Format::Annotations, Format::Csv, Format::Xlsx];

struct Quoting {
    talks: Talks,
    arabic: SourceId,
    han: SourceId,
    said: StatementId,
}

impl Quoting {
    fn passage(&mut self, n: u128, source: SourceId, words: &str, nth: usize) -> Passage {
        let text = &self.talks.ws.sources[&source].text;
        let at = text.match_indices(words).nth(nth).unwrap().0;
        quoted(&Ruler::new(text), at..at + words.len(), source, PartId(Uuid::from_u128((9 << 96) + n))).unwrap()
    }
}

/// Talks of which each kind of record quotes, in two texts that many cannot read; some of it twice, and in part the same.
fn quoting() -> Quoting {
    let mut talks = Talks::new();
    let (arabic, han) = (talks.source("بيان"), talks.source("联合声明"));
    for (source, text, address) in [(arabic, ARABIC, "https://example.org/ar"), (han, HAN, "Shelf 3")] {
        let source = talks.ws.sources.get_mut(&source).unwrap();
        (source.text, source.address) = (text.to_owned(), address.to_owned());
    }
    let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "We accept a ceasefire");
    let round = talks.round("Abu Dhabi 2", "2026-02-04..2026-02-05");
    let owed = talks.owes("Ukraine", "Send the conditions", "2026-03-01");
    let struck = talks.incident("2026-02-06", "A depot was struck");
    let mut all = Quoting { talks, arabic, han, said };
    let of_said = vec![
        all.passage(1, arabic, "بلاده تقبل وقف\u{200e} إطلاق النار", 0),
        all.passage(2, arabic, "\u{200f}بلاده تقبل", 0),
        all.passage(3, arabic, "بلاده تقبل وقف", 1),
        all.passage(4, han, "我国接受停火", 1),
        all.passage(5, han, "的条件。\r\n会议", 0),
        // No longer in the text.
        Passage {
            quote: "我国拒绝".to_owned(),
            before: String::new(),
            after: String::new(),
            start: 4,
            ..all.passage(6, han, "声明", 0)
        },
    ];
    let (of_outcome, of_account) = (vec![all.passage(7, han, "会议结束", 0)], vec![all.passage(8, arabic, "وانتهى", 0)]);
    let (of_owed, of_struck) = (vec![all.passage(9, han, "条件", 0)], vec![all.passage(10, arabic, "القصف", 0)]);
    all.talks.of(said).passages = of_said;
    let party = all.talks.party("Ukraine");
    let account = Account {
        id: PartId(Uuid::from_u128(77)),
        party: Some(party),
        speaker: None,
        said_on: When::Unknown,
        text: "We made our case".to_owned(),
        source: Some(arabic),
        passages: of_account,
        level: None,
    };
    let round = all.talks.on(round);
    round.outcome.passages = of_outcome;
    round.accounts.push(account);
    all.talks.ws.follow_ups.get_mut(&owed).unwrap().passages = of_owed;
    all.talks.ws.incidents.get_mut(&struck).unwrap().passages = of_struck;
    all
}

fn written(ws: &Workspace, format: Format) -> Vec<u8> {
    let negotiation = *ws.negotiations.keys().next().unwrap();
    let request =
        Request { negotiation, round: None, what: What::Passages, format, as_of: AsOf::Now, permitted: Default::default() };
    let now = "2026-03-06T09:00:00Z".parse().unwrap();
    let context = ExportContext { now, zone: Tz::UTC, author: String::new() };
    export(ws, &request, &context, &Progress::default()).unwrap().bytes
}

fn planned(ws: &Workspace, name: &str, bytes: &[u8], choices: &Choices) -> Plan {
    let grid = read(name, bytes, &ReadAs::default(), &Progress::default()).unwrap();
    let mapping = guess(&grid, None);
    assert_eq!(mapping.kind, Kind::Passages, "{name}");
    let mut next = 1u128 << 100;
    let mut id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let now = "2026-03-06T09:00:00Z".parse().unwrap();
    let mut making = Making { now, author: "", zone: Tz::UTC, id: &mut id };
    plan(ws, &grid, &mapping, choices, &mut making, &Progress::default()).unwrap()
}

fn done(ws: &Workspace, plan: &Plan) -> Workspace {
    let mut after = ws.clone();
    plan.puts.iter().for_each(|put| drop(after.put(put.clone())));
    after
}

fn without_passages(ws: &Workspace) -> Workspace {
    let mut bare = ws.clone();
    for mut record in ws.records().cloned().collect::<Vec<Record>>() {
        record.passages_mut().into_iter().for_each(|(_, list)| list.clear());
        bare.put(record);
    }
    bare
}

fn all_passages(ws: &Workspace) -> Vec<(RecordId, Holder, Passage)> {
    let of = |record: &Record| {
        let lists = record.passages().into_iter();
        let all = lists.flat_map(|(holder, list)| list.iter().map(move |one| (holder, one.clone())));
        all.map(|(holder, one)| (record.id(), holder, one)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = ws.records().flat_map(of).collect();
    all.sort_by_key(|(_, _, passage)| passage.id);
    all
}

#[test]
fn passages_come_back_as_they_were_and_nothing_comes_in_twice() {
    let Quoting { talks, .. } = quoting();
    let bare = without_passages(&talks.ws);
    assert!(all_passages(&bare).is_empty());
    for format in FORMATS {
        let (name, bytes) = (format!("passages.{}", format.ending()), written(&talks.ws, format));
        let plan = planned(&bare, &name, &bytes, &Choices::default());
        assert_eq!(plan.tally(), Tally { new: 10, ..Tally::default() }, "{name}: {:?}", plan.rows);
        assert_eq!(plan.label, "import 10 passages");
        assert_eq!(plan.questions, [], "{name}");
        let lost: Vec<&String> = plan.notes.iter().filter(|note| note.contains("lost")).collect();
        assert_eq!(lost.len(), 1, "{name}: {:?}", plan.notes);
        let after = done(&bare, &plan);
        assert_eq!(all_passages(&after), all_passages(&talks.ws), "{name}");
        for (_, _, passage) in all_passages(&after) {
            assert_eq!(standing(&after, &passage), standing(&talks.ws, &passage), "{name}");
        }
        for ws in [&after, &talks.ws] {
            let again = planned(ws, &name, &bytes, &Choices::default());
            assert_eq!(
                (again.tally(), again.puts.len()),
                (Tally { same: 10, ..Tally::default() }, 0),
                "{name}: {:?}",
                again.rows
            );
        }
    }
}

#[test]
fn what_may_not_leave_is_named_by_no_file_of_passages() {
    let mut all = quoting();
    let open = all.talks.says("Russia", "Ceasefire", "2026-02-05", "Nothing was agreed");
    let passage = all.passage(11, all.han, "外交部长", 0);
    all.talks.of(open).passages.push(passage);
    all.talks.of(all.said).level = crate::model::RecordLevel::OffRecord;
    for format in [Format::Annotations, Format::Csv] {
        let file = String::from_utf8(written(&all.talks.ws, format)).unwrap();
        assert!(!file.contains(&all.said.to_string()), "{file}");
        assert!(file.contains(&open.to_string()) && file.contains("外交部长"), "{file}");
    }
}

/// An annotation of somebody else's, in the shapes in which they come.
fn annotation(body: &Value, target: &Value) -> Value {
    json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "body": body, "target": target })
}

/// What becomes of each row, in words.
fn fates(plan: &Plan) -> Vec<String> {
    let fate = |outcome: &RowOutcome| match outcome {
        RowOutcome::New => "new".to_owned(),
        RowOutcome::Same => "same".to_owned(),
        RowOutcome::Changes(what) => format!("changes {}", what.join(", ")),
        RowOutcome::PassedOver(why) | RowOutcome::Refused(why) => why.clone(),
    };
    plan.rows.iter().map(|row| format!("{} {}", row.number, fate(&row.outcome))).collect()
}

#[test]
fn annotations_of_every_shape_are_read() {
    let Quoting { talks, said, arabic, han } = quoting();
    let bare = without_passages(&talks.ws);
    let quote = |words: &str| json!({ "type": "TextQuoteSelector", "exact": words });
    let of = |words: &str| json!({ "source": format!("urn:uuid:{han}"), "selector": quote(words) });
    let link = || json!(format!("urn:uuid:{said}"));
    let one = |target: Value| annotation(&link(), &target);
    let position = |start: u32, end: u32| json!({ "type": "TextPositionSelector", "start": start, "end": end });
    let refined = json!({
        "type": "FragmentSelector",
        "value": "main",
        "refinedBy": { "type": "TextQuoteSelector", "exact": "外交部长说，我国接受停火", "refinedBy": position(6, 12) },
    });
    let shapes = [
        ("one annotation", one(of("会议结束")), vec!["会议结束"]),
        ("an array", json!([one(of("会议结束")), one(of("外交部长"))]), vec!["会议结束", "外交部长"]),
        ("a page", json!({ "type": "AnnotationPage", "items": [one(of("外交部长"))] }), vec!["外交部长"]),
        (
            "a collection",
            json!({
                "type": ["AnnotationCollection", "Other"],
                "total": 2,
                "first": { "type": "AnnotationPage", "items": [one(of("外交部长"))], "next": { "type": "AnnotationPage", "items": one(of("会议结束")) } },
            }),
            vec!["外交部长", "会议结束"],
        ),
        ("several targets", one(json!([of("外交部长"), of("会议结束")])), vec!["外交部长", "会议结束"]),
        ("a place alone", one(json!({ "source": format!("urn:uuid:{han}"), "selector": position(5, 9) })), vec!["外交部长"]),
        (
            "several selectors",
            one(json!({ "source": format!("urn:uuid:{han}"), "selector": [position(18, 24), quote("我国接受停火")] })),
            vec!["我国接受停火"],
        ),
        (
            "one refined by another",
            one(json!({ "source": format!("urn:uuid:{han}"), "selector": refined })),
            vec!["我国接受停火"],
        ),
        (
            "by its address",
            one(json!({ "source": { "id": "http://example.org/ar#top" }, "selector": quote("القصف") })),
            vec!["القصف"],
        ),
        (
            "by its title",
            one(json!({ "source": { "type": "Text", "dcterms:title": "بيان" }, "selector": quote("القصف") })),
            vec!["القصف"],
        ),
        (
            "by what stands around it",
            one(
                json!({ "source": "https://example.org/ar", "selector": { "type": "TextQuoteSelector", "exact": "بلاده", "prefix": "وإن " } }),
            ),
            vec!["بلاده"],
        ),
        (
            "with bodies in a list",
            annotation(
                &json!([
                    { "type": "TextualBody", "purpose": "tagging", "value": "Ceasefire" },
                    { "type": "SpecificResource", "purpose": "identifying", "source": { "id": format!("urn:uuid:{said}") } },
                ]),
                &of("会议结束"),
            ),
            vec!["会议结束"],
        ),
    ];
    for (shape, file, expected) in shapes {
        let plan = planned(&bare, "of-others.json", file.to_string().as_bytes(), &Choices::default());
        let after = done(&bare, &plan);
        let found: Vec<String> = after.statements[&said].passages.iter().map(|one| one.quote.clone()).collect();
        assert_eq!(found, expected, "{shape}: {:?}", fates(&plan));
        for passage in &after.statements[&said].passages {
            assert!(matches!(standing(&after, passage), crate::query::passages::Standing::There(_)), "{shape}");
            assert!([arabic, han].contains(&passage.source));
        }
        let again = planned(&after, "of-others.json", file.to_string().as_bytes(), &Choices::default());
        assert!(again.puts.is_empty() && again.tally().same == expected.len(), "{shape}: {:?}", fates(&again));
    }
}

#[test]
fn annotations_that_name_nothing_of_ours_are_told_one_by_one() {
    let Quoting { talks, said, .. } = quoting();
    let target = json!([{
        "source": "https://example.org/ar",
        "selector": [
            { "type": "RangeSelector", "startContainer": "/div[1]", "endContainer": "/div[1]" },
            { "type": "TextPositionSelector", "start": 3, "end": 8 },
            { "type": "TextQuoteSelector", "exact": "القصف", "prefix": "وقف ", "suffix": "." },
        ],
    }]);
    // As Hypothesis gives them out.
    let hypothesis = json!({ "total": 2, "rows": [
        { "id": "x1", "uri": "https://example.org/ar", "text": "They accept!", "tags": ["a"], "document": { "title": ["بيان"] }, "target": target },
        { "id": "x2", "uri": "https://example.org/ar", "text": "", "target": [{ "source": "https://example.org/ar" }] },
    ] });
    let plan = planned(&talks.ws, "hypothesis.json", hypothesis.to_string().as_bytes(), &Choices::default());
    let none = "It names no record that its words would bear out, so there is nothing to put it with.";
    assert_eq!(fates(&plan), [format!("1 {none}"), "2 It quotes no words.".to_owned()]);
    assert_eq!((plan.tally().refused, plan.puts.len()), (2, 0));
    assert_eq!(plan.notes, ["Each annotation counts as a row.", "Row 1: The comment is not taken in: “They accept!”"]);

    // What says what we say is proposed, and comes in when it is answered for.
    let words = "We accept a ceasefire";
    let body = json!({ "type": "TextualBody", "purpose": "describing", "value": words });
    let file = annotation(&body, &target[0]).to_string();
    let plan = planned(&talks.ws, "a.jsonld", file.as_bytes(), &Choices::default());
    let question = &plan.questions[0];
    assert_eq!((question.name.noun, question.name.written.as_str(), question.pick), ("statement", words, Pick::Is(said.into())));
    assert_eq!(fates(&plan), ["1 new"]);
    let name = Name { noun: "statement", written: words.to_owned() };
    let choices = Choices { picks: [(name, Pick::New)].into(), ..Choices::default() };
    let refused = planned(&talks.ws, "a.jsonld", file.as_bytes(), &choices);
    assert_eq!(fates(&refused), ["1 The statement that it names is not in the record. Import that first."]);
    assert!(refused.puts.is_empty());
}

#[test]
fn a_row_that_is_wrong_says_what_is_wrong_and_changes_nothing() {
    let Quoting { mut talks, said, han, .. } = quoting();
    let round = talks.ws.rounds.values().next().unwrap().id;
    let party = talks.party("Ukraine");
    let twin = talks.source("联合声明");
    assert_ne!(twin, han);
    let table = format!(
        "Quotation,Source,Start,Of,What it bears out,Part,ID,Source ID\n\
         会议结束,,20,,,,not-an-id,{han}\n\
         会议结束,,x,,,,{said},{han}\n\
         ,,,,,,{said},{han}\n\
         会议结束,,,,,,{party},{han}\n\
         会议结束,,,incident,,,{absent},{han}\n\
         会议结束,,,,,,{round},{han}\n\
         会议结束,,,,,{absent},{round},{han}\n\
         会议结束,,,,,outcome,{said},{han}\n\
         会议结束,联合声明,,,,,{said},\n\
         会议结束,Elsewhere,,,,,{said},\n\
         会议结束,,,,,,{said},\n",
        absent = Uuid::from_u128(5),
    );
    let plan = planned(&talks.ws, "a.csv", table.as_bytes(), &Choices::default());
    let expected = [
        "2 “not-an-id” is no id, in the field “ID”.",
        "3 “x” is no start: a whole number from 0 to 4294967295.",
        "4 It quotes no words.",
        "5 What it names is a party, and a party has no passages.",
        "6 The incident that it names is not in the record. Import that first.",
        "7 It does not say what of the round its words bear out: the outcome, or which account, announcement or person at the table.",
        "8 The part that it names is not there: an account, an announcement or the like.",
        "9 The part that it names is not there: an account, an announcement or the like.",
        "10 “联合声明” is what 2 sources of that negotiation are called. Say which by its id or its address.",
        "11 “Elsewhere” is no source of that negotiation. Add the source first, with its text.",
        "12 It does not say from which source the words are.",
    ];
    assert_eq!(fates(&plan), expected);
    assert!(plan.puts.is_empty());
}
