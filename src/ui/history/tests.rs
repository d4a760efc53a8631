//! The page on versions given by hand: what it says, and how it looks with many, with long ones and with none.

use super::*;
use crate::model::{Change, Edit, Record, RoundId, StatementId};
use crate::query::testing::{Talks, ZONE};
use crate::session::{Fixed, Version};
use crate::ui::Nav;
use chrono::{DateTime, TimeDelta};
use egui::Key;
use egui::Vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// What a test holds: the page, the session, what the history told, and what was asked for.
struct Desk {
    page: HistoryPage,
    session: Session,
    past: Past,
    of: Option<RecordId>,
    nav: Nav,
    asked: Vec<Action>,
}

/// The history of a workspace, as it grows.
struct Story {
    talks: Talks,
    versions: Vec<Version>,
}

impl Story {
    fn new() -> Self {
        Self { talks: Talks::new(), versions: Vec::new() }
    }

    /// Does something and keeps it as a version, half an hour after the one before.
    fn then(&mut self, label: &str, who: &str, act: impl FnOnce(&mut Talks)) -> &mut Self {
        let before = self.talks.ws.clone();
        act(&mut self.talks);
        let (old, new) = (before.ids(), self.talks.ws.ids());
        let mut ids: Vec<RecordId> = old.chain(new).collect();
        ids.sort_unstable();
        ids.dedup();
        let edits = ids.into_iter().map(|id| Edit { id, before: before.get(id), after: self.talks.ws.get(id) });
        let edits: Vec<Edit> = edits.filter(|edit| edit.before != edit.after).collect();
        let at = i64::try_from(self.versions.len()).unwrap();
        let when = DateTime::from_timestamp(1_770_000_000, 0).unwrap() + TimeDelta::minutes(30 * at);
        let change = Change { label: label.to_owned(), edits };
        let id = format!("{:040x}", at + 1).parse().unwrap();
        let version = Version {
            id,
            when: when.fixed_offset(),
            who: who.to_owned(),
            label: label.to_owned(),
            change,
            files: Vec::new(),
            outside: false,
        };
        self.versions.insert(0, version);
        self
    }

    fn desk(self, of: Option<RecordId>) -> Desk {
        let session = Session::in_memory(self.talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "Ada");
        let mut past = Past::opening();
        past.standing = Standing::Open;
        let question = first_question(of);
        let ticket = past.ask(question.clone(), 0.0);
        let found = self.versions.into_iter().filter_map(|version| question.answered_by(version, session.workspace()));
        past.take(ticket, found.collect(), 0, Some(Reached::Whole));
        Desk { page: HistoryPage::default(), session, past, of, nav: Nav::default(), asked: Vec::new() }
    }
}

fn open(desk: Desk, size: [f32; 2], theme: kit::ThemeChoice) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(Vec2::from(size))
        .with_theme(if theme == kit::ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .wgpu()
        .with_context_setup(move |ctx| {
            kit::install(ctx);
            kit::set_theme(ctx, theme);
        })
        .build_ui_state(
            |ui, desk: &mut Desk| {
                kit::page_frame(ui).show(ui, |ui| {
                    let mut view_ctx = ViewContext::new(&desk.session, &mut desk.nav, ZONE);
                    desk.page.ui(ui, &mut view_ctx, &desk.past, desk.of);
                    desk.asked.extend(view_ctx.into_actions());
                });
            },
            desk,
        );
    harness.run();
    harness
}

fn look(harness: &mut Harness<'static, Desk>, name: &str) {
    if let Some(folder) = std::env::var_os("LOOK") {
        let picture = harness.render().unwrap();
        picture.save(std::path::Path::new(&folder).join(format!("{name}.png"))).unwrap();
    }
}

/// A round with two statements, of which one was changed and one deleted, after it was changed itself.
fn abu_dhabi() -> (Story, RoundId, StatementId, StatementId) {
    let mut story = Story::new();
    let (mut round, mut first, mut second) = (None, None, None);
    story
        .then("add round", "Ada", |talks| {
            talks.party("Ukraine");
            talks.party("Russia");
            round = Some(talks.round("Second round", "2026-02-04"));
        })
        .then("add statement; add statement", "Ada", |talks| {
            let one = talks.says(
                "Ukraine",
                "Ceasefire",
                "2026-02-04",
                "The United Nations must watch the ceasefire from the first day on",
            );
            talks.of(one).round = round;
            let two = talks.says("Russia", "Territory", "2026-02-04", "No foreign troops");
            talks.of(two).round = round;
            (first, second) = (Some(one), Some(two));
        })
        .then("change venue", "", |talks| talks.on(round.unwrap()).venue.city = "Abu Dhabi".to_owned())
        .then("change text", "Bo", |talks| {
            talks.of(first.unwrap()).text = "The United States must watch the ceasefire from the second day on".to_owned();
        })
        .then("change venue; change title", "Ada", |talks| {
            let round = talks.on(round.unwrap());
            round.venue.city = "Geneva".to_owned();
            round.title = "Second round of the trilateral talks".to_owned();
        })
        .then("delete statement", "Ada", |talks| {
            talks.delete(second.unwrap());
        });
    (story, round.unwrap(), first.unwrap(), second.unwrap())
}

fn at_a_party() -> RecordId {
    crate::model::PartyId(uuid::Uuid::from_u128(1)).into()
}

#[test]
fn each_version_is_told_in_a_line() {
    let (story, round, ..) = abu_dhabi();
    let desk = story.desk(Some(round.into()));
    let lines = |of| -> Vec<String> {
        let versions = desk.past.versions().iter();
        versions.map(|version| words::summary(desk.session.workspace(), version, of)).collect()
    };
    assert_eq!(
        lines(Some(round.into())),
        [
            "Deleted · Russia: No foreign troops",
            "Title, Where",
            "Text: … Nations → States … · Ukraine: The United States must watch the ceasefire from the second day on",
            "Where: Abu Dhabi",
            "2 statements added",
            "Added",
        ]
    );
    let (story, ..) = abu_dhabi();
    let desk = story.desk(None);
    let lines: Vec<String> =
        desk.past.versions().iter().map(|version| words::summary(desk.session.workspace(), version, None)).collect();
    assert_eq!(lines[1], "Title, Where · Second round of the trilateral talks");
    assert_eq!(lines[5], "2 parties and 1 round added, 1 negotiation changed");
    assert_eq!(words::when_and_who(&desk.past.versions()[2], ZONE), "2 Feb 2026, 05:10 · Bo");
    assert_eq!(words::when_and_who(&desk.past.versions()[3], ZONE), "2 Feb 2026, 04:40");
}

#[test]
fn what_belonged_to_a_round_then_is_worked_out_from_what_was_changed_since() {
    let (story, round, first, second) = abu_dhabi();
    let desk = story.desk(Some(round.into()));
    // In which version what was different, and what was the same.
    let expected = [
        (0, vec![], vec![first]),
        (1, vec![second], vec![first]),
        (2, vec![second], vec![first]),
        (3, vec![first, second], vec![]),
        (4, vec![first, second], vec![]),
        (5, vec![], vec![]),
    ];
    for (at, different, same) in expected {
        let detail = Detail::new(&desk.session, desk.past.versions(), at, desk.of, Against::Before);
        let held: Vec<RecordId> = detail.held.iter().map(|held| held.record.id()).collect();
        assert_eq!(held, different.into_iter().map(RecordId::from).collect::<Vec<_>>(), "{at}");
        assert_eq!(detail.same, same.into_iter().map(RecordId::from).collect::<Vec<_>>(), "{at}");
        assert_eq!(detail.added_since, usize::from(at == 5), "{at}");
    }
    let detail = Detail::new(&desk.session, desk.past.versions(), 4, desk.of, Against::Before);
    let all: Vec<RecordId> = detail.all.unwrap().records.iter().map(Record::id).collect();
    assert_eq!(all, [RecordId::from(round), first.into(), second.into()], "the round itself comes first");
}

#[test]
fn a_field_can_be_restored_where_it_has_another_value_now() {
    let (story, round, ..) = abu_dhabi();
    let desk = story.desk(Some(round.into()));
    let sides = |at: usize, against| -> Vec<(String, bool, bool)> {
        let detail = Detail::new(&desk.session, desk.past.versions(), at, desk.of, against);
        let fields = detail.blocks[0].fields.iter();
        fields.map(|field| (field.label.clone(), field.before.restorable.is_some(), field.after.restorable.is_some())).collect()
    };
    let row = |label: &str, before, after| (label.to_owned(), before, after);
    assert_eq!(sides(1, Against::Before), [row("Title", true, false), row("Where", true, false)]);
    assert_eq!(sides(3, Against::Before), [row("Where", true, true)]);
    assert_eq!(sides(3, Against::Now), [row("Title", true, false), row("Where", true, false)]);
    let detail = Detail::new(&desk.session, desk.past.versions(), 1, desk.of, Against::Now);
    assert_eq!((detail.blocks[0].turn, detail.blocks[0].whole.is_none()), (data::Turn::Same, true));
}

#[test]
fn a_question_leaves_only_what_answers_it() {
    let (story, round, first, _) = abu_dhabi();
    let known = story.talks.ws.clone();
    let negotiation = known.rounds[&round].negotiation;
    let everything = Question::default();
    let cases = [
        (everything.clone(), 6),
        (Question::of(round.into(), false), 3),
        (Question::of(round.into(), true), 6),
        (Question::of(first.into(), false), 2),
        (Question { who: Some("Bo".to_owned()), ..everything.clone() }, 1),
        (Question { negotiation: Some(negotiation), ..everything.clone() }, 6),
        (Question { words: "geneva".to_owned(), ..everything.clone() }, 1),
        (Question { words: "VENUE".to_owned(), ..everything.clone() }, 2),
        (Question { words: "trilateral geneva".to_owned(), ..everything.clone() }, 1),
        (Question { words: "nobody".to_owned(), ..everything }, 0),
    ];
    for (question, count) in cases {
        let found = story.versions.iter().filter_map(|version| question.answered_by(version.clone(), &known)).count();
        assert_eq!(found, count, "{question:?}");
    }
}

#[test]
fn an_answer_comes_in_parts_and_another_question_lets_it_go() {
    let (story, ..) = abu_dhabi();
    let versions = story.versions;
    let mut past = Past::opening();
    let first = past.ask(Question::default(), 0.0);
    past.take(first, versions[..2].to_vec(), 2, None);
    assert!(matches!(past.answer(), Reached::Looking { looked: 2, .. }));
    past.take(first, versions[2..4].to_vec(), 4, Some(Reached::Part(versions[3].id)));
    assert_eq!((past.versions().len(), past.people().len()), (4, 2));
    let (more, from) = past.ask_further(1.0).unwrap();
    assert_eq!(from, versions[3].id);
    past.take(first, versions.clone(), 6, None);
    assert_eq!(past.versions().len(), 4, "that ticket is used up");
    past.take(more, versions[4..].to_vec(), 6, Some(Reached::Whole));
    assert_eq!(past.versions().len(), 6);
    assert_eq!(past.ask_further(1.0), None);
    // There is something new: what is here stays until it comes.
    past.forget();
    let again = past.ask(Question::default(), 2.0);
    assert_eq!(past.versions().len(), 6);
    past.take(again, versions[..1].to_vec(), 1, None);
    assert_eq!(past.versions().len(), 1);
    past.ask(Question::of(at_a_party(), false), 3.0);
    assert_eq!(past.versions().len(), 0);
}

const SIZES: [([f32; 2], kit::ThemeChoice, &str); 3] = [
    ([1280.0, 800.0], kit::ThemeChoice::Light, "light"),
    ([1920.0, 1080.0], kit::ThemeChoice::Dark, "dark"),
    ([640.0, 560.0], kit::ThemeChoice::Light, "small"),
];

/// A statement with long texts, and five hundred versions of it.
fn five_hundred() -> (Story, StatementId) {
    let mut story = Story::new();
    let mut said = None;
    let long = "What was said goes on and on, with conditions and reservations, and nobody knows where it ends. ".repeat(12);
    story.then("add statement", "Ada", |talks| {
        said = Some(talks.says("Federation of United Regional Employers’ Associations", "Ceasefire", "2026-02-04", &long));
    });
    for at in 0..500 {
        let who = ["Ada", "Maximilian Alexander von und zu Hohenstein-Waldburg, second secretary", ""][at % 3];
        story.then("change text; change note", who, |talks| {
            let said = talks.of(said.unwrap());
            said.text = long.replace("conditions", &format!("{at} conditions")).replace("nobody", "somebody");
            if at % 7 == 0 {
                said.note = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);
            }
        });
    }
    (story, said.unwrap())
}

#[test]
fn five_hundred_long_versions_are_walked_with_the_keys() {
    // All of them only where somebody looks.
    let sizes = if std::env::var_os("LOOK").is_some() { &SIZES[..] } else { &SIZES[..1] };
    for &(size, theme, name) in sizes {
        let (story, said) = five_hundred();
        let mut window = open(story.desk(Some(said.into())), size, theme);
        look(&mut window, &format!("history-500-{name}"));
        let rows = window.get_all_by(|node| node.label().is_some_and(|label| label.contains(" Feb 2026, ")));
        assert!(rows.count() < 60, "only those in view are drawn");
        let newest = window.state().page.chosen.unwrap();
        window.query_all_by_label_contains(" Feb 2026, ").next().unwrap().focus();
        window.run();
        for key in [Key::PageDown, Key::PageDown, Key::ArrowDown] {
            window.key_press(key);
            window.run();
        }
        let desk = window.state();
        assert_ne!(desk.page.chosen.unwrap(), newest);
        let at = desk.past.versions().iter().position(|version| Some(version.id) == desk.page.chosen);
        assert_eq!(at, Some(21));
        look(&mut window, &format!("history-500-walked-{name}"));
    }
}

#[test]
fn a_round_and_the_whole_at_every_size() {
    for (size, theme, name) in SIZES {
        let (story, round, ..) = abu_dhabi();
        let mut window = open(story.desk(Some(round.into())), size, theme);
        look(&mut window, &format!("history-round-{name}"));
        window.query_all_by_label_contains("Where: Abu Dhabi").next().unwrap().click();
        window.run();
        window.get_by_label("Compare with: Now").click();
        window.run();
        window.get_by_label("Restore Title as in this version");
        look(&mut window, &format!("history-round-now-{name}"));
        let (story, ..) = abu_dhabi();
        let mut window = open(story.desk(None), size, theme);
        window.get_by_label("Bring it back: Russia: No foreign troops").click();
        window.run();
        let brings_back = |action: &Action| matches!(action, Action::RestoreVersion { records } if records.len() == 1);
        assert!(window.state().asked.iter().any(brings_back));
        look(&mut window, &format!("history-all-{name}"));
    }
}

#[test]
fn what_cannot_be_shown_says_why_and_what_to_do() {
    let cases: [(Standing, Option<Reached>, &str); 5] = [
        (Standing::NoFolder, None, "No history"),
        (Standing::Opening, None, "The history is being opened…"),
        (Standing::Without("There is no room for it.".to_owned()), None, "There is no room for it."),
        (Standing::Open, Some(Reached::Whole), "No earlier version yet"),
        (Standing::Open, Some(Reached::Failed("It is damaged.".to_owned())), "It is damaged."),
    ];
    for (standing, answer, words) in cases {
        let mut desk = Story::new().desk(Some(at_a_party()));
        desk.past = Past::opening();
        desk.past.standing = standing;
        let ticket = desk.past.ask(Question::of(at_a_party(), false), 0.0);
        desk.past.take(ticket, Vec::new(), 0, answer);
        let mut window = open(desk, [1280.0, 800.0], kit::ThemeChoice::Light);
        assert!(window.query_by_label(words).is_some(), "{words}");
        look(&mut window, &format!("history-{}", words.split(' ').next().unwrap().to_lowercase()));
    }
}

#[test]
fn a_long_look_says_so_after_half_a_second_and_can_be_stopped() {
    let mut desk = Story::new().desk(None);
    desk.past.ask(Question::default(), 0.0);
    let mut window = open(desk, [1280.0, 800.0], kit::ThemeChoice::Light);
    while window.ctx.input(|input| input.time) < 1.0 {
        window.step();
    }
    window.run();
    window.get_by_label("Stop looking").click();
    window.run();
    assert!(window.state().asked.iter().any(|action| matches!(action, Action::StopLooking)));
}
