//! Lines that begin with a verb: everything of a round's page from its quick line.

use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::model::{OutcomeKind, Presence, RecordId, Round, RoundId, SourceKind, Verification, When, Who, Workspace};
use rapporteur::session::{New, Proposal};
use rapporteur::ui::Page;

fn workspace<'a>(window: &'a Harness<'static, App>) -> &'a Workspace {
    window.state().session().workspace()
}

fn line(window: &Harness<'static, App>) -> String {
    window.get_by_role_and_label(Role::TextInput, "Quick line").value().unwrap_or_default()
}

/// A round of 23 and 24 January 2026, with the parties Ukraine and Russia and the source BBC.
fn talks() -> (Harness<'static, App>, RoundId) {
    let (mut session, negotiation, ..) = two_parties();
    let when = When::Span { first: "2026-01-23".parse().unwrap(), last: "2026-01-24".parse().unwrap() };
    let RecordId::Round(round) = session.create(New::Round { negotiation, when }).unwrap() else { unreachable!() };
    let mut held = session.workspace().rounds[&round].clone();
    held.schedule.status = rapporteur::model::ScheduleStatus::Held;
    session.perform(Proposal::put("held", held)).unwrap();
    session.create(New::Issue { negotiation, name: "Monitoring".to_owned(), parent: None }).unwrap();
    session.create(New::Source { negotiation, title: "BBC".to_owned() }).unwrap();
    session.create(New::Person { name: "Rustem Umerov".to_owned() }).unwrap();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    (window, round)
}

fn at<'a>(window: &'a Harness<'static, App>, round: RoundId) -> &'a Round {
    &workspace(window).rounds[&round]
}

#[test]
fn every_form_is_logged_by_the_keyboard_seen_and_undone_in_one_step() {
    let (mut window, round) = talks();
    type Check = fn(&Workspace, RoundId) -> bool;
    let forms: [(&str, &str, &str, Check); 9] = [
        ("attends ua: Umerov (head); ru", "Attendance", "Rustem Umerov", |ws, round| {
            let all = &ws.rounds[&round].attendance;
            all.len() == 2 && all.iter().all(|one| one.presence == Presence::Attended) && all[1].person.is_none()
        }),
        ("agenda monitoring, \"Prisoner lists\"", "Agenda", "Prisoner lists", |ws, round| {
            ws.rounds[&round].agenda.len() == 2 && ws.issues.len() == 2
        }),
        ("outcome next date only: They will meet again", "Outcome", "They will meet again", |ws, round| {
            ws.rounds[&round].outcome.kind == Some(OutcomeKind::NextDateOnly)
        }),
        ("incident 23 Jan in Kyiv: Power cut, blamed on ru @\"city officials\" =bbc", "Incident", "Power cut", |ws, round| {
            ws.incidents.values().any(|one| {
                one.round == Some(round)
                    && one.when == When::Day("2026-01-23".parse().unwrap())
                    && (one.place.as_str(), one.what.as_str()) == ("Kyiv", "Power cut")
                    && matches!(one.blamed_on.as_slice(), [Who::Party(_)])
                    && one.verification == Verification::SingleSource
            })
        }),
        ("todo ua: send list by 5 Feb", "Follow-up", "send list", |ws, round| {
            ws.follow_ups.values().any(|one| {
                one.round == Some(round) && one.due == When::Day("2026-02-05".parse().unwrap()) && one.owners.len() == 1
            })
        }),
        (
            "account ua: They spoke of maps @umerov",
            "Account",
            "They spoke of maps",
            |ws, round| matches!(ws.rounds[&round].accounts.as_slice(), [one] if one.party.is_some() && one.speaker.is_some()),
        ),
        (
            "sitting 23 Jan Military track: Three hours",
            "Sitting",
            "Military track",
            |ws, round| matches!(ws.rounds[&round].sittings.as_slice(), [one] if one.title == "Military track" && one.note == "Three hours"),
        ),
        (
            "discrepancy start date: 23 January vs 24 January =bbc",
            "Discrepancy",
            "start date",
            |ws, round| matches!(ws.rounds[&round].discrepancies.as_slice(), [one] if one.other == "24 January" && one.source.is_some()),
        ),
        ("next 1 Feb in Abu Dhabi @\"US official\" =bbc", "Announcement", "US official: 1 February 2026", |ws, round| {
            let next = ws.rounds.values().find(|one| one.id != round);
            next.is_some_and(|next| {
                let [one] = next.schedule.announcements.as_slice() else { return false };
                next.schedule.when.is_unknown()
                    && one.when == When::Day("2026-02-01".parse().unwrap())
                    && one.venue == "Abu Dhabi"
                    && one.said_on.is_unknown()
            })
        }),
    ];
    for (at, (text, chip, seen, holds)) in forms.into_iter().enumerate() {
        let before = workspace(&window).clone();
        window.write(text);
        window.press(Key::Escape);
        window.press_ctrl(Key::L);
        assert!(window.query_all_by_label_contains(chip).next().is_some(), "{text}: the preview says what it makes");
        look(&mut window, &format!("form-{at}-typed"));
        window.press(Key::Enter);
        assert_eq!(line(&window), "", "{text}");
        assert!(window.get_by_role_and_label(Role::TextInput, "Quick line").is_focused(), "{text}: ready for the next");
        assert!(holds(workspace(&window), round), "{text}: {:#?}", workspace(&window).rounds);
        let size = window.ctx.content_rect();
        let drawn = window.query_all_by_label_contains(seen).any(|node| size.contains_rect(node.rect()));
        assert!(drawn, "{text}: it is in view");
        look(&mut window, &format!("form-{at}"));
        let after = workspace(&window).clone();
        window.press_ctrl(Key::Z);
        assert_eq!(*workspace(&window), before, "{text}: one step back");
        window.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::Z);
        window.run();
        assert_eq!(*workspace(&window), after, "{text}");
        window.press_ctrl(Key::L);
    }
    // The second date goes to the round that the first one made, and counts from the end of the talks.
    window.write("next \"as early as next week\" @umerov");
    window.press(Key::Enter);
    let next = workspace(&window).rounds.values().find(|one| one.id != round).unwrap();
    assert_eq!(workspace(&window).rounds.len(), 2);
    let [_, second] = next.schedule.announcements.as_slice() else { unreachable!("there are two") };
    assert_eq!(second.wording, "as early as next week");
    assert_eq!(second.when.earliest_day(chrono_tz::UTC), Some("2026-01-26".parse().unwrap()));
    assert!(window.shows("Dates differ") || window.query_all_by_label_contains("next week").next().is_some());
    assert_eq!(at(&window, round).schedule.announcements.len(), 0);
    look(&mut window, "form-all");
}

#[test]
fn what_a_form_does_not_understand_stops_the_first_enter_and_stays_with_the_second() {
    let (mut window, round) = talks();
    let before = workspace(&window).clone();
    window.write("attends ua: Umerov, Budanow");
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
    assert_eq!(*workspace(&window), before, "the first Enter asks");
    assert!(window.shows("Nobody is called “Budanow”"));
    look(&mut window, "form-asked");
    window.press(Key::Enter);
    let all = &at(&window, round).attendance;
    assert_eq!(all.iter().map(|one| one.described.as_str()).collect::<Vec<_>>(), ["", "Budanow"], "nothing typed is lost");
    assert_eq!(workspace(&window).people.len(), 1, "and nobody is made unasked");
    let [reason] = at(&window, round).to_check.as_slice() else { unreachable!("it is marked for later") };
    assert!(reason.contains("Nobody is called “Budanow”"), "{reason}");

    // What cannot be kept back is no record: it waits in the notes, whose text never leaves.
    let before = workspace(&window).clone();
    window.write("agenda \"A secret\" #off");
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
    assert_eq!((workspace(&window) == &before, line(&window).as_str()), (true, "agenda \"A secret\" #off"));
    assert!(window.shows("An agenda has no record level"));
    window.press(Key::Enter);
    assert_eq!((line(&window).as_str(), at(&window, round)), ("", &before.rounds[&round]));
    let notes = workspace(&window).sources.values().find(|one| one.kind == SourceKind::OwnNotes).unwrap();
    assert!(notes.text.ends_with(" – agenda \"A secret\" #off\n"), "{}", notes.text);
}

#[test]
fn what_is_kept_of_each_form_is_to_be_looked_at_found_by_f8_and_settled_by_f9() {
    let (mut window, round) = talks();
    let open = |window: &Harness<'static, App>| {
        let ws = workspace(window);
        let rounds = ws.rounds.values().map(|one| one.to_check.len());
        let incidents = ws.incidents.values().map(|one| one.to_check.len());
        let follow_ups = ws.follow_ups.values().map(|one| one.to_check.len());
        rounds.chain(incidents).chain(follow_ups).collect::<Vec<_>>()
    };
    for text in ["incident Fire in the port ?nonsense", "todo ua: send list by 5 Feb #nosuchlevel", "attends ua: Budanow"] {
        window.write(text);
        window.press(Key::Escape);
        window.press_ctrl(Key::L);
        window.press(Key::Enter);
        assert!(window.shows("Enter again logs it as it stands"), "{text}");
        window.press(Key::Enter);
        assert_eq!(line(&window), "", "{text}");
    }
    assert_eq!(open(&window), [1, 1, 1]);
    assert!(window.shows("3 to look at"));
    look(&mut window, "form-to-look-at");
    window.key_press_modifiers(egui::Modifiers::NONE, Key::Escape);
    window.run();
    let mut seen = Vec::new();
    for _ in 0..3 {
        window.press(Key::F8);
        seen.push(window.state().selection().expect("F8 selects it").noun());
        assert!(window.query_all_by_label_contains("Settled: ").next().is_some(), "{seen:?}: the reason stands above the fields");
        window.press(Key::F9);
    }
    seen.sort_unstable();
    assert_eq!(seen, ["follow-up", "incident", "round"]);
    assert_eq!(open(&window), [0, 0, 0]);
    window.press_ctrl(Key::Z);
    assert_eq!(open(&window).iter().sum::<usize>(), 1, "each was a step");
    assert!(workspace(&window).rounds.contains_key(&round));
}

#[test]
fn the_source_of_an_outcome_stands_with_it_and_who_could_not_verify_is_in_the_preview() {
    let (mut window, round) = talks();
    window.write("outcome No breakthrough =bbc");
    window.press(Key::Enter);
    let held = at(&window, round);
    assert_eq!((held.outcome.documents.len(), held.sources.len()), (1, 0));
    window.press_ctrl(Key::L);
    for line in ["incident Fire ?\"The BBC could not verify it\"", "ua claim: Fire ?\"The BBC could not verify it\""] {
        window.write(line);
        window.press(Key::Escape);
        window.press_ctrl(Key::L);
        assert!(window.shows("Unverified"), "{line}");
        assert!(
            window.query_all_by_label("The BBC could not verify it").next().is_some(),
            "{line}: the words are in the preview"
        );
        look(&mut window, if line.starts_with("ua") { "note-statement" } else { "note-incident" });
        window.press(Key::Enter);
        window.press_ctrl(Key::L);
    }
    let ws = workspace(&window);
    let notes = ws.incidents.values().map(|one| &one.verification_note);
    let notes: Vec<&String> = notes.chain(ws.statements.values().map(|one| &one.verification_note)).collect();
    assert_eq!(notes, ["The BBC could not verify it", "The BBC could not verify it"]);
    assert!(ws.statements.values().all(|one| one.verification == Verification::Unverified));
}

#[test]
fn a_new_person_is_taken_from_the_list_and_verbs_are_in_it() {
    let (mut window, round) = talks();
    window.write("att");
    assert!(
        window.query_all_by_role(Role::ListBoxOption).any(|row| row
            .accesskit_node()
            .label()
            .unwrap_or_default()
            .contains("attends"))
    );
    look(&mut window, "form-verbs");
    window.press(Key::Tab);
    assert_eq!(line(&window), "attends ");
    window.write("ua: Budanov");
    window.press(Key::Tab);
    assert_eq!(line(&window), "attends ua: +Budanov");
    window.press(Key::Enter);
    assert_eq!(workspace(&window).people.len(), 2);
    assert_eq!(at(&window, round).attendance.len(), 1);
    window.press_ctrl(Key::Z);
    assert_eq!((workspace(&window).people.len(), at(&window, round).attendance.len()), (1, 0), "both in one step");
}

#[test]
fn a_statement_that_begins_like_a_verb_is_asked_about() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    let before = workspace(&window).incidents.len();
    window.write("ua demand: incident reports every day");
    window.press(Key::Enter);
    assert_eq!(workspace(&window).incidents.len(), before, "a statement as ever");
    assert_eq!(line(&window), "");
}
