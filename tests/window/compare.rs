//! Positions side by side: the matrix through the rounds, parties in full text, then and now.

use crate::support::{Drive, copying, look, sample_on, settle, two_parties, window, window_of, window_reaching};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};
use rapporteur::app::App;
use rapporteur::exchange::clipboard::Forms;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{
    IssueId, NegotiationId, PartyId, Record, RecordLevel, RoundId, ScheduleStatus, Statement, StatementId, StatementKind,
    Vocabulary, When,
};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

/// Adds an issue.
fn issue(session: &mut Session, negotiation: NegotiationId, name: &str) -> IssueId {
    let Ok(id) = session.create(New::Issue { negotiation, name: name.to_owned(), parent: None }) else {
        unreachable!("an issue can be added")
    };
    IssueId(id.uuid())
}

/// Adds a round that was held on that day of January 2026.
fn round(session: &mut Session, negotiation: NegotiationId, city: &str, day: u32) -> RoundId {
    let when = When::Day(chrono::NaiveDate::from_ymd_opt(2026, 1, day).unwrap());
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when }) else {
        unreachable!("a draft is what was asked for")
    };
    city.clone_into(&mut round.venue.city);
    city.clone_into(&mut round.title);
    round.schedule.status = ScheduleStatus::Held;
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    id
}

/// Adds a statement at a round that replaces another.
fn says(
    session: &mut Session,
    round: RoundId,
    party: PartyId,
    issue: IssueId,
    text: &str,
    instead: Option<StatementId>,
) -> StatementId {
    let negotiation = session.workspace().rounds[&round].negotiation;
    let new = New::Statement { negotiation, round: Some(round), party, issue: Some(issue), text: text.to_owned() };
    let Record::Statement(mut statement) = session.draft(new) else { unreachable!("a draft is what was asked for") };
    statement.kind = StatementKind::Demand;
    statement.supersedes.extend(instead);
    let id = statement.id;
    session.perform(Proposal::put("add statement", statement)).unwrap();
    id
}

/// Adds a statement of that kind at the last round, and returns its text.
fn says_as(session: &mut Session, kind: StatementKind, issue: &str, text: &'static str) -> &'static str {
    let ws = session.workspace();
    let issue = ws.issues.values().find(|one| one.name == issue).unwrap().id;
    let ukraine = ws.parties.values().find(|one| one.name == "Ukraine").unwrap().id;
    let round = *ws.rounds.keys().next_back().unwrap();
    let id = says(session, round, ukraine, issue, text, None);
    let mut said = session.workspace().statements[&id].clone();
    said.kind = kind;
    session.perform(Proposal::put("change statement", said)).unwrap();
    text
}

/// Two rounds; Ukraine changes its word on monitoring at the second, Russia has spoken to territory at the first.
fn talks() -> (Session, NegotiationId) {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let (monitoring, territory) = (issue(&mut session, negotiation, "Monitoring"), issue(&mut session, negotiation, "Territory"));
    let (first, second) = (round(&mut session, negotiation, "Istanbul", 5), round(&mut session, negotiation, "Abu Dhabi", 23));
    let was = says(&mut session, first, ukraine, monitoring, "the United Nations must watch the ceasefire", None);
    says(&mut session, first, russia, territory, "full withdrawal from four regions", None);
    says(&mut session, second, ukraine, monitoring, "the United States must watch the ceasefire", Some(was));
    (session, negotiation)
}

/// Changes what was last said to territory: Russia's word.
fn with_russias_word(session: &mut Session, change: impl FnOnce(&mut Statement)) {
    let said = session.workspace().statements.values().find(|said| said.text.starts_with("full withdrawal"));
    let mut said = said.unwrap().clone();
    change(&mut said);
    session.perform(Proposal::put("change statement", said)).unwrap();
}

/// Presses the button and returns what is then on the clipboard: as lines, and in HTML.
fn copied(session: Session, negotiation: NegotiationId) -> (Harness<'static, App>, Forms) {
    let (outside, copies) = copying();
    let mut window = window_reaching(session, Page::Compare(negotiation), outside);
    window.click("Copy as table");
    settle(&mut window);
    let forms = copies.lock().unwrap().pop().unwrap();
    (window, forms)
}

const NOW: &str =
    "Ukraine on Monitoring, Demand, Unverified, Changed, round of 23 Jan 2026: the United States must watch the ceasefire";
const THEN: &str = "Ukraine on Monitoring, Demand, Unverified, round of 5 Jan 2026: the United Nations must watch the ceasefire";

#[test]
fn the_matrix_answers_to_the_rounds() {
    let (session, negotiation) = talks();
    let mut window = window(session, Page::Compare(negotiation));
    look(&mut window, "compare-small");
    assert!(window.shows(NOW));
    assert!(window.shows("Russia on Monitoring: nothing stated"));
    assert!(window.shows("1 position moved since Istanbul"));
    let track = window.get_by_role_and_label(Role::Slider, "As of");
    track.focus();
    window.run();
    window.press(Key::ArrowLeft);
    assert!(window.shows("As of Abu Dhabi, 23 Jan 2026"));
    assert!(window.shows(NOW));
    window.press(Key::ArrowLeft);
    assert!(window.shows("As of Istanbul, 5 Jan 2026"));
    assert!(window.shows(THEN));
    assert!(!window.shows("the United States must watch"));
    window.click("Next round");
    assert!(window.shows(NOW));
}

#[test]
fn what_is_recorded_meanwhile_stands_in_the_matrix() {
    let (session, negotiation) = talks();
    let mut window = window(session, Page::Compare(negotiation));
    let session = window.state_mut().session_mut();
    let round = *session.workspace().rounds.keys().next_back().unwrap();
    let last = session.workspace().statements.values().next_back().unwrap().clone();
    says(session, round, last.party, last.issues[0], "observers of both sides must watch the ceasefire", Some(last.id));
    window.run();
    assert!(!window.shows(NOW));
    assert!(window.shows("Changed, round of 23 Jan 2026: observers of both sides must watch the ceasefire"));
    window.press_ctrl(Key::Z);
    assert!(window.shows(NOW));
}

#[test]
fn parties_and_silent_issues_are_left_out_as_one_likes() {
    let (mut session, negotiation) = talks();
    for name in ["Children", "Language", "Church"] {
        issue(&mut session, negotiation, name);
    }
    let mut window = window(session, Page::Compare(negotiation));
    assert!(!window.shows("Ukraine on Children"), "many silent issues are left out at first");
    window.get_by_role_and_label(Role::Switch, "Hide 3 issues without a word").click();
    window.run();
    assert!(window.shows("Ukraine on Children: nothing stated"));
    window.click("Choose parties");
    look(&mut window, "compare-filter");
    window.get_by_role_and_label(Role::CheckBox, "Russia").click();
    window.run();
    assert!(!window.shows("Russia on Children"));
    assert!(window.shows("Ukraine on Children"));
}

#[test]
fn a_cell_opens_its_history_and_keys_go_from_cell_to_cell() {
    let (session, negotiation) = talks();
    let mut window = window(session, Page::Compare(negotiation));
    window.click(NOW);
    assert!(window.shows("Ukraine on Monitoring"));
    let was = "round of 5 Jan 2026, Superseded, Demand: the United Nations must watch the ceasefire";
    look(&mut window, "compare-history");
    window.click(was);
    let selected = window.state().session().workspace().statements.values().next().map(|said| said.id);
    look(&mut window, "compare-history-selected");
    assert!(selected.is_some_and(|id| window.state().selection() == Some(id.into())));
    window.click("Close the history");
    assert!(!window.shows(was));
    window.get_by_label(NOW).focus();
    window.run();
    window.press(Key::ArrowRight);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert!(window.shows("round of 5 Jan 2026, Current, Demand: full withdrawal from four regions"));
    window.press(Key::Escape);
    assert!(!window.shows("round of 5 Jan 2026, Current"));
}

#[test]
fn what_bears_no_position_stands_in_its_cell_and_opens_from_it() {
    let (mut session, negotiation) = talks();
    let brutal = says_as(&mut session, StatementKind::Condemnation, "Territory", "such brutality is unacceptable");
    let hit = says_as(&mut session, StatementKind::Accusation, "Territory", "an ambulance was hit");
    let mut window = window(session, Page::Compare(negotiation));
    let told = "no position stated; 2 other statements: condemnation, accusation";
    let cell = format!("Ukraine on Territory: {told}");
    assert!(window.shows(&cell));
    look(&mut window, "compare-no-position");
    window.click(&cell);
    look(&mut window, "compare-no-position-open");
    for (kind, text) in [("Condemnation", brutal), ("Accusation", hit)] {
        assert!(window.shows(&format!("round of 23 Jan 2026, Not a position, {kind}: {text}")));
    }
    window.click("View: Side by side");
    look(&mut window, "compare-no-position-side");
    assert!(window.shows("No position stated; 2 other statements: condemnation, accusation"));
    window.click(&format!("Ukraine, Accusation: {hit}"));
    let selected = window.state().session().workspace().statements.values().next_back().map(|said| said.id);
    assert!(selected.is_some_and(|id| window.state().selection() == Some(id.into())));
    window.click("Previous round");
    window.click("Previous round");
    assert!(!window.shows("No position stated"), "as it was then");
}

#[test]
fn what_bears_no_position_is_copied_unless_its_terms_keep_it_in() {
    let (mut session, negotiation) = talks();
    says_as(&mut session, StatementKind::Condemnation, "Territory", "such brutality is unacceptable");
    let (_, forms) = copied(session, negotiation);
    assert!(
        forms.text.contains("Territory\tNo position stated; 1 other statement: condemnation\tDemand: full"),
        "{}",
        forms.text
    );
    let (mut session, negotiation) = talks();
    says_as(&mut session, StatementKind::Condemnation, "Territory", "such brutality is unacceptable");
    let mut said = session.workspace().statements.values().next_back().unwrap().clone();
    said.level = RecordLevel::OffRecord;
    session.perform(Proposal::put("change statement", said)).unwrap();
    let (_, forms) = copied(session, negotiation);
    assert!(!forms.text.contains("condemnation"), "{}", forms.text);
    assert!(forms.text.contains("1 statement was left out, because of the terms"), "{}", forms.text);
}

#[test]
fn two_parties_stand_side_by_side_in_full() {
    let (session, negotiation) = talks();
    let mut window = window(session, Page::Compare(negotiation));
    window.click("View: Side by side");
    look(&mut window, "compare-side-small");
    assert!(window.shows("Ukraine, Demand: the United States must watch the ceasefire"));
    assert!(window.shows("Russia, Demand: full withdrawal from four regions"));
    window.click("Previous round");
    window.click("Previous round");
    assert!(window.shows("Ukraine, Demand: the United Nations must watch the ceasefire"));
}

#[test]
fn then_and_now_marks_the_words_that_changed() {
    let (session, negotiation) = talks();
    let mut window = window(session, Page::Compare(negotiation));
    window.click("View: Then and now");
    look(&mut window, "compare-then-small");
    assert!(window.shows("the United [removed: Nations] must watch the ceasefire"));
    assert!(window.shows("the United [added: States] must watch the ceasefire"));
    assert!(window.shows("Changed 1"));
    window.click("The same 0");
    assert!(!window.shows("[added: States]"));
}

#[test]
fn what_is_shown_is_copied_as_a_table() {
    let (session, negotiation) = talks();
    let (window, forms) = copied(session, negotiation);
    let wanted = "Issue\tUkraine\tRussia\nMonitoring\tDemand: the United States must watch the ceasefire\t\nTerritory\t\tDemand: full withdrawal from four regions\n";
    assert_eq!(forms.text, wanted);
    assert!(forms.html.contains("<table") && forms.html.contains("Demand: full withdrawal from four regions"));
    assert!(window.shows("Copied as a table") && !window.shows("left out"));
}

#[test]
fn what_is_not_on_the_record_is_marked_and_stays_out_of_the_copy() {
    for level in RecordLevel::KNOWN.iter().filter(|level| level.is_guarded()) {
        let (mut session, negotiation) = talks();
        with_russias_word(&mut session, |said| said.level = level.clone());
        let (mut window, forms) = copied(session, negotiation);
        let word = level.label();
        assert!(forms.text.contains("Demand: the United States") && !forms.text.contains("withdrawal"), "{}", forms.text);
        assert!(!forms.html.contains("withdrawal"));
        for said in [&forms.text, &forms.html] {
            assert!(said.contains("1 statement was left out, because of the terms on which it was said."), "{said}");
        }
        assert!(window.shows("Copied as a table. 1 statement was left out"));
        let cell =
            format!("Russia on Territory, Demand, Unverified, {word}, round of 5 Jan 2026: full withdrawal from four regions");
        look(&mut window, &format!("compare-level-{}", level.key()));
        assert!(window.shows(&cell), "{word}");
        assert!(window.shows("Not on the record"), "the key tells what the lock means");
        window.click(&cell);
        assert!(window.shows(&format!("round of 5 Jan 2026, Current, Demand, {word}: full withdrawal")));
        window.click("View: Side by side");
        assert!(window.shows(&format!("Russia, Demand, {word}: full withdrawal")));
    }
}

#[test]
fn the_speakers_own_words_are_between_quotation_marks_in_every_view() {
    let (mut session, negotiation) = talks();
    for id in session.workspace().statements.keys().copied().collect::<Vec<_>>() {
        let mut said = session.workspace().statements[&id].clone();
        said.verbatim = true;
        session.perform(Proposal::put("change statement", said)).unwrap();
    }
    let (mut window, forms) = copied(session, negotiation);
    let cell = NOW.replace(": the United", ": “the United") + "”";
    look(&mut window, "compare-verbatim");
    assert!(window.shows(&cell));
    assert!(forms.text.contains("Demand: “the United States must watch the ceasefire”"), "{}", forms.text);
    window.click(&cell);
    assert!(window.shows("round of 23 Jan 2026, Current, Demand: “the United States must watch the ceasefire”"));
    window.click("View: Then and now");
    look(&mut window, "compare-verbatim-then");
    assert!(window.shows("“the United [added: States] must watch the ceasefire”"));
}

#[test]
fn the_history_begins_with_the_current_word_and_leaves_its_cell_in_view() {
    let (mut session, negotiation) = talks();
    let round = *session.workspace().rounds.keys().next_back().unwrap();
    let russia = session.workspace().statements.values().find(|said| said.text.starts_with("full")).unwrap().party;
    for at in 0..9 {
        let issue = issue(&mut session, negotiation, &format!("Issue {at}"));
        let mut before = None;
        for version in 0..9 {
            let text = format!("word {version} on {at}");
            before = Some(says(&mut session, round, russia, issue, &text, before));
        }
    }
    let mut window = window(session, Page::Compare(negotiation));
    let cell = "Russia on Issue 6, Demand, Unverified, New, round of 23 Jan 2026: word 8 on 6";
    window.click(cell);
    look(&mut window, "compare-history-long");
    let close = window.get_by_label("Close the history").rect();
    let row = window.get_by_label(cell).rect();
    assert!(row.bottom() <= close.top(), "the row {row} is above the history {close}");
    let [newest, older] = ["Current, Demand: word 8 on 6", "Superseded, Demand: word 7 on 6"]
        .map(|entry| window.get_by_label_contains(entry).rect());
    assert!(close.bottom() <= newest.top() && newest.bottom() <= older.top());
    assert!(newest.bottom() <= 800.0, "the current word is in view");
}

#[test]
fn forty_parties_and_sixty_issues_draw_only_what_is_in_view() {
    let (mut session, negotiation) = talks();
    let round = *session.workspace().rounds.keys().next_back().unwrap();
    for at in 0..60 {
        issue(&mut session, negotiation, &format!("Issue {at}"));
    }
    let issues: Vec<IssueId> = session.workspace().issues.keys().copied().collect();
    let long = "No redeployment, mobilisation ended, foreign arms and intelligence stopped; השהיית אש מלאה ומיידית; monitoring by a \
                joint centre, amnesty for political prisoners, and much else besides that a cell can hardly hold as it goes on. ";
    for at in 0..40 {
        let party = crate::support::party(&mut session, &format!("Party with quite a long name {at}"), &format!("P{at}"));
        for issue in issues.iter().step_by(3) {
            says(&mut session, round, party, *issue, &long.repeat(1 + at % 4), None);
        }
    }
    let mut window = window(session, Page::Compare(negotiation));
    look(&mut window, "compare-many");
    let drawn = window.query_all_by_role(Role::GridCell).count();
    assert!((8..120).contains(&drawn), "{drawn}");
    window.get_by_label_contains("Ukraine on Monitoring").focus();
    window.run();
    for key in [Key::End, Key::PageDown, Key::PageDown, Key::PageDown] {
        window.press(key);
    }
    assert!(window.shows("Party with quite a long name 39 on Issue"), "the view goes along with the focus");
    look(&mut window, "compare-many-far");
    window.press(Key::Enter);
    assert!(window.shows("Close the history"));
}

#[test]
fn a_row_is_as_high_as_what_of_it_is_in_view_and_stays_where_it_is() {
    let (mut session, negotiation) = talks();
    let round = *session.workspace().rounds.keys().next_back().unwrap();
    let issues: Vec<IssueId> = (0..20).map(|at| issue(&mut session, negotiation, &format!("Issue {at:02}"))).collect();
    let long = "Withdrawal from all of it, in stages, watched by others, and much else besides. ".repeat(4);
    for at in 0..10 {
        let party = crate::support::party(&mut session, &format!("Member {at}"), &format!("M{at}"));
        for (row, issue) in issues.iter().enumerate() {
            let text = if at == 9 && row % 2 == 0 { long.as_str() } else { "short" };
            says(&mut session, round, party, *issue, text, None);
        }
    }
    let mut window = window(session, Page::Compare(negotiation));
    let rect = |window: &Harness<'static, App>, label: &str| window.get_by_label_contains(label).rect();
    let (even, odd) = (rect(&window, "Member 0 on Issue 00"), rect(&window, "Member 0 on Issue 01"));
    assert!((even.height() - odd.height()).abs() < 0.1, "the long text is out of view: {even} {odd}");
    look(&mut window, "compare-as-high-as-in-view");
    window.get_by_label_contains("Ukraine on Monitoring").focus();
    window.run();
    for _ in 0..4 {
        window.press(Key::ArrowDown);
    }
    let before = rect(&window, "Member 0 on Issue 02");
    window.press(Key::End);
    let after = rect(&window, "Member 9 on Issue 02");
    assert!(after.height() > before.height() + 60.0, "{before} {after}");
    assert!((after.top() - before.top()).abs() < 1.5, "the row with the focus stays: {before} {after}");
    let short = rect(&window, "Member 9 on Issue 03");
    assert!((short.height() - odd.height()).abs() < 0.1, "a row without a long text stays as low as it was");
    look(&mut window, "compare-as-high-as-in-view-far");
    window.press(Key::Home);
    let back = rect(&window, "Member 0 on Issue 02");
    look(&mut window, "compare-as-high-as-in-view-back");
    assert!((back.height() - before.height()).abs() < 0.1 && (back.top() - before.top()).abs() < 1.5, "{before} {back}");
    // One at the lower edge that becomes higher is seen whole.
    for _ in 0..4 {
        window.press(Key::ArrowDown);
    }
    let lowest = window.get_by_label_contains("Not on the record").rect().top();
    window.press(Key::End);
    let whole = rect(&window, "Member 9 on Issue 06");
    assert!(whole.height() > before.height() + 60.0 && whole.bottom() <= lowest, "{whole} above {lowest}");
    assert!(crate::support::comes_to_rest(&mut window));
}

#[test]
fn the_sample_fills_every_view() {
    let negotiations: Vec<NegotiationId> = sample_on("2026-03-10").workspace().negotiations.keys().copied().collect();
    for (at, negotiation) in negotiations.into_iter().enumerate() {
        for (theme, size) in [(ThemeChoice::Light, [1280.0, 800.0]), (ThemeChoice::Dark, [1920.0, 1080.0])] {
            let mut window = window_of(sample_on("2026-03-10"), Page::Compare(negotiation), size, theme);
            let name = |view: &str| format!("compare-{view}-{at}-{}", size[0]);
            assert!(window.query_all_by_role(Role::GridCell).count() > 3);
            look(&mut window, &name("matrix"));
            window.click("Previous round");
            window.click("Previous round");
            look(&mut window, &name("matrix-earlier"));
            window.click("View: Side by side");
            look(&mut window, &name("side"));
            window.click("View: Then and now");
            look(&mut window, &name("then"));
        }
    }
}
