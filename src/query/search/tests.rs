//! Searching as a user does: any script, any spelling, several words, a slip of the pen.

use super::*;
use crate::model::arbitrary::{cases, record};
use crate::model::fields::{Fields, Search, ValueMut};
use crate::model::{FollowUp, Incident, Issue, Negotiation, Party, Person, Record, Round, Source, Statement, StatementKind, Who};
use crate::query::names;
use crate::query::testing::{Talks, abu_dhabi};
use proptest::prelude::*;

/// The spellings of one envoy as newspapers printed them.
const ENVOY: [&str; 14] = [
    "Steve Witkoff",
    "Steven Witkoff",
    "Steve Whitkoff",
    "Стів Віткофф",
    "Стив Уиткофф",
    "Стивен Уиткофф",
    "Стив Виткофф",
    "ستيف ويتكوف",
    "סטיב וויטקוף",
    "스티브 위트코프",
    "스티브 윗코프",
    "威特科夫",
    "魏科夫",
    "威科夫",
];

fn first(talks: &Talks, query: &str) -> Option<Hit> {
    Index::build(&talks.ws).search(query, 5).into_iter().next()?.hits.into_iter().next()
}

fn nouns(talks: &Talks, query: &str) -> Vec<(&'static str, usize)> {
    Index::build(&talks.ws).search(query, 5).iter().map(|group| (group.noun, group.total)).collect()
}

#[test]
fn each_spelling_of_the_envoy_finds_him_first() {
    let mut talks = Talks::new();
    talks.spelled("Alex Wittgenstein", &["Стив Виткевич"]);
    let envoy = talks.spelled(ENVOY[0], &ENVOY[1..]);
    let said = talks.says("United States", "Territory", "2026-01-22", "down to one issue");
    talks.of(said).speaker = Some(Who::Person(envoy));
    for spelling in ENVOY {
        for query in [spelling.to_owned(), spelling.to_uppercase(), format!(" {spelling}, ")] {
            let hit = first(&talks, &query).unwrap();
            assert_eq!(hit.id, envoy.into(), "{query}");
            assert_eq!(hit.snippet.text, spelling, "{query}");
        }
        let surname = spelling.split(' ').next_back().unwrap();
        assert_eq!(first(&talks, surname).unwrap().id, envoy.into(), "{surname}");
        let both: Vec<&str> = nouns(&talks, spelling).iter().map(|(noun, _)| *noun).collect();
        assert_eq!(both, ["person", "statement"], "what he said is found under {spelling}, too");
    }
    for slip in ["Witkof", "Whitkof", "Vitkoff", "Witkfof", "stevewitkoff", "wtkoff"] {
        assert_eq!(first(&talks, slip).map(|hit| hit.id), Some(envoy.into()), "{slip}");
    }
    assert_eq!(first(&talks, "Lavrov"), None);
}

#[test]
fn a_name_is_found_as_it_is_said_in_another_script() {
    let names: [(&str, &[&str]); 9] = [
        ("Сергей Лавров", &["Lavrov", "lavr", "Sergei Lavrov", "Sergey"]),
        ("Рустем Умєров", &["Umerov", "Umierov", "Rustem", "rustem umer"]),
        ("Sergei Lavrov", &["Лавров", "Лаврова", "Сергей Лавров", "לברוב"]),
        ("王毅", &["Wang Yi", "wang", "yi", "wangyi"]),
        ("Xi Jinping", &["习近平", "近平", "习", "習近平"]),
        ("송민순", &["Song", "song min", "songminsun", "Song Minsun"]),
        ("ილია დარჩიაშვილი", &["Darchiashvili", "Ilia Darchiashvili", "darchia", "ilia"]),
        ("Али Асад", &["Ali", "ali asad"]),
        ("סרגיי לברוב", &["Lavrov", "lavrov"]),
    ];
    for (name, queries) in names {
        let mut talks = Talks::new();
        talks.person("Kirill Dmitriev");
        talks.person("김계관");
        let wanted = talks.person(name);
        for query in queries {
            assert_eq!(first(&talks, query).map(|hit| hit.id), Some(wanted.into()), "{query} for {name}");
        }
        for other in ["Lawson", "Wanda", "Sonntag", "Дарья", "Хуанг"] {
            assert_eq!(first(&talks, other), None, "{other} is not {name}");
        }
    }
}

#[test]
fn a_name_as_it_is_written_goes_before_one_that_is_said_alike() {
    let mut talks = Talks::new();
    talks.person("Сергей Лавров");
    let written = talks.person("Sergei Lavrov");
    assert_eq!(first(&talks, "Lavrov").map(|hit| hit.id), Some(written.into()));
    assert_eq!(nouns(&talks, "Lavrov"), [("person", 2)]);
}

#[test]
fn whole_names_go_before_beginnings_before_parts_before_slips() {
    let mut talks = Talks::new();
    let people = ["Mark", "Markus Weber", "Denmark Hill", "Marc Aurel"].map(|name| talks.person(name));
    let groups = Index::build(&talks.ws).search("mark", 9);
    let found: Vec<RecordId> = groups[0].hits.iter().map(|hit| hit.id).collect();
    assert_eq!(found, people.map(RecordId::from));
}

#[test]
fn every_word_must_be_found_in_whichever_field() {
    let mut talks = Talks::new();
    let zelensky = talks.spelled("Volodymyr Zelensky", &["Володимир Зеленський"]);
    let said = talks.says("Ukraine", "Ceasefire › Monitoring", "2026-01-24", "Values oversight of the end of the war");
    let statement = talks.of(said);
    statement.speaker = Some(Who::Person(zelensky));
    statement.original.text = "контроль США".into();
    statement.kind = StatementKind::RedLine;
    for query in ["zelensky oversight", "ukraine monitoring", "Зеленський war", "контроль", "red line ukraine", "overs war moni"]
    {
        assert_eq!(first(&talks, query).map(|hit| hit.id), Some(said.into()), "{query}");
    }
    for query in ["zelensky lavrov", "oversight peace", "overzight"] {
        assert_eq!(first(&talks, query), None, "{query}");
    }
    let hit = first(&talks, "контроль").unwrap();
    assert_eq!((hit.field, hit.snippet.text.as_str()), ("original wording", "контроль США"));
}

#[test]
fn everything_is_searched() {
    let mut story = abu_dhabi();
    let talks = &mut story.talks;
    talks.on(story.second).venue.spellings =
        vec![crate::model::Spelling { form: "أبو ظبي".into(), ..crate::model::Spelling::default() }];
    talks.on(story.first).outcome.text = "no breakthrough".into();
    let source = talks.source("Kremlin readout");
    talks.ws.sources.get_mut(&source).unwrap().address = "https://example.org/kremlin".into();
    let follow_up = talks.owes("Russia", "Hand over 6000 bodies", "");
    let incident = talks.incident("2026-01-24", "Ambulance struck in Kherson region");
    let deleted = talks.says("Russia", "Children", "2025-06-02", "will look at each of 339 cases");
    let bin = talks.delete(deleted);
    for (query, expected) in [
        ("ابو ظبي", story.second.into()),
        ("breakthrough", story.first.into()),
        ("example.org", source.into()),
        ("6000 bodies", follow_up.into()),
        ("ambulance", incident.into()),
        ("339 cases", bin.into()),
        ("RU-UA", talks.negotiation.into()),
    ] {
        assert_eq!(first(talks, query).map(|hit| hit.id), Some(expected), "{query}");
    }
    assert_eq!(first(talks, "  …, "), None, "no words, no hits");
}

#[test]
fn groups_count_all_and_show_as_many_as_asked() {
    let mut talks = Talks::new();
    talks.issue("Prisoners");
    for number in 0..7 {
        talks.says("Russia", "Prisoners", "2025-07-23", &format!("at least {number} each"));
    }
    let groups = Index::build(&talks.ws).search("prisoners", 3);
    let shown: Vec<(&str, usize, usize)> = groups.iter().map(|group| (group.noun, group.hits.len(), group.total)).collect();
    assert_eq!(shown, [("issue", 1, 1), ("statement", 3, 7)]);
    assert!(groups[1].hits[0].id > groups[1].hits[1].id, "of equals the newest comes first");
}

proptest! {
    #[test]
    fn every_record_is_found_by_its_own_title(
        words in prop::collection::vec("[a-zé]{1,9}( [A-Zа-я威0-9]{1,7}){0,3}", 8..12),
        long in "([a-z]{2,8} ){3,30}",
    ) {
        let mut talks = Talks::new();
        talks.party(&words[0]);
        talks.person(&words[1]);
        talks.issue(&words[2]);
        talks.round(&words[3], "2026-02-04");
        talks.round("", "2026-02-04..2026-02-05");
        talks.source(&words[4]);
        talks.owes("", &words[5], "");
        talks.incident("2026-01-01", &words[6]);
        talks.says(&words[0], &words[2], "2026-01-01", &words[7]);
        talks.says(&words[0], &words[2], "2026-01-01", &long);
        let gone = talks.person("gone by now");
        talks.delete(gone);
        let index = Index::build(&talks.ws);
        for id in talks.ws.ids() {
            let title = names::title(&talks.ws, id);
            let groups = index.search(&title, usize::MAX);
            let found = groups.iter().flat_map(|group| &group.hits).find(|hit| hit.id == id);
            prop_assert!(found.is_some(), "{} not found by “{}”", id.noun(), title);
            for range in &found.unwrap().snippet.marked {
                prop_assert!(found.unwrap().snippet.text.get(range.clone()).is_some_and(|marked| !marked.is_empty()));
            }
        }
    }

    #[test]
    fn no_query_and_no_text_is_too_odd(query in "\\PC{0,12}", text in "\\PC{0,40}") {
        let mut talks = Talks::new();
        talks.person(&text);
        talks.says(&text, "", "", &text);
        for query in [&query, &text] {
            for group in Index::build(&talks.ws).search(query, 9) {
                for hit in group.hits {
                    prop_assert!(hit.snippet.marked.iter().all(|range| hit.snippet.text.get(range.clone()).is_some()));
                    prop_assert!(talks.ws.get(hit.id).is_some_and(|record: Record| record.id() == hit.id));
                }
            }
        }
    }
}

/// Puts the word into the field at that place among those that search reads, inner ones included; a number into one that holds
/// numbers. Its name and what to look for, if there is one.
fn put_word(fields: &mut dyn Fields, word: &str, place: &mut usize) -> Option<(&'static str, String)> {
    for (at, field) in fields.table().iter().enumerate() {
        let is_read = matches!(field.search, Search::As(_) | Search::Name);
        let found = match fields.get_mut(at)? {
            ValueMut::Fields(part) => put_word(part, word, place),
            ValueMut::Parts(parts) => put_word(parts.push(), word, place),
            value if is_read && std::mem::replace(place, place.wrapping_sub(1)) == 0 => {
                let mut query = word.to_owned();
                match value {
                    ValueMut::Number(number) => {
                        *number = Some(field.bounds.1);
                        query = field.bounds.1.to_string();
                    }
                    ValueMut::Text(text) => word.clone_into(text),
                    ValueMut::Texts(texts) => texts.push(word.to_owned()),
                    ValueMut::Who(who) => *who = Some(Who::Described(word.to_owned())),
                    ValueMut::Whos(all) => all.push(Who::Described(word.to_owned())),
                    ValueMut::Term(term) => term.set_own(word.to_owned()),
                    _ => unreachable!("{} holds no words", field.name),
                }
                Some((field.name, query))
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// How many fields of such a record are found by what stands in them.
fn found_by_every_field<R: Default + Fields + Into<Record>>() -> usize {
    for at in 0.. {
        let mut record = R::default();
        let Some((field, query)) = put_word(&mut record, "qvxcanary", &mut { at }) else { return at };
        let record = record.into();
        let mut talks = Talks::new();
        talks.ws.put(record.clone());
        assert_eq!(first(&talks, &query).map(|hit| hit.id), Some(record.id()), "{}: {field}", record.id().noun());
    }
    0
}

#[test]
fn whatever_search_reads_is_found() {
    let found = [
        found_by_every_field::<Party>(),
        found_by_every_field::<Person>(),
        found_by_every_field::<Negotiation>(),
        found_by_every_field::<Issue>(),
        found_by_every_field::<Source>(),
        found_by_every_field::<Round>(),
        found_by_every_field::<Statement>(),
        found_by_every_field::<FollowUp>(),
        found_by_every_field::<Incident>(),
    ];
    assert_eq!(found.iter().position(|fields| *fields < 2), None, "{found:?}");
}

fn records(most: usize) -> impl Strategy<Value = Workspace> {
    proptest::collection::vec(record(), 1..most).prop_map(|records| {
        let mut workspace = Workspace::default();
        workspace.extend(records);
        workspace
    })
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn an_index_that_follows_changes_finds_what_a_new_one_finds(states in proptest::collection::vec(records(10), 2..5)) {
        let mut index = Index::default();
        for workspace in &states {
            index.update(workspace);
            let anew = Index::build(workspace);
            for record in states.iter().flat_map(Workspace::records) {
                let title = names::record_title(workspace, record);
                for query in title.split_whitespace().chain([title.as_str()]) {
                    prop_assert_eq!(index.search(query, 50), anew.search(query, 50), "{}", query);
                }
            }
        }
    }
}
