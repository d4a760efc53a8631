//! Rows that stand in an order given by hand: dragged with the pointer, taken back, moved by key.

use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rapporteur::app::App;
use rapporteur::model::RoundId;
use rapporteur::query::issues::{Node, tree};
use rapporteur::session::New;
use rapporteur::ui::{Action, Page};

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// Takes hold at one point and goes to another, the button still down.
fn hold(window: &mut Harness<'static, App>, from: Pos2, to: Pos2) {
    for event in [Event::PointerMoved(from), button(from, true)] {
        window.event(event);
        window.run_ok();
    }
    for step in 1..=4_u8 {
        window.event(Event::PointerMoved(from.lerp(to, f32::from(step) / 4.0)));
        window.run_ok();
    }
}

fn drop_at(window: &mut Harness<'static, App>, at: Pos2) {
    window.event(button(at, false));
    window.run();
}

/// The row of that name: where it can be taken hold of, and a point just above or below its middle.
fn row(window: &Harness<'static, App>, name: &str) -> (Pos2, Pos2, Pos2) {
    let rect = window.get_by_label_contains(name).rect();
    let hold = rect.left_center() + vec2(12.0, 0.0);
    (hold, hold - vec2(0.0, 4.0), hold + vec2(0.0, 4.0))
}

/// Drags a row above another, or below it.
fn drag(window: &mut Harness<'static, App>, from: &str, to: &str, below: bool) {
    let (from, _, _) = row(window, from);
    let (_, above, under) = row(window, to);
    let to = if below { under } else { above };
    hold(window, from, to);
    drop_at(window, to);
}

/// Issues: Territory, Ceasefire, Monitoring, Prisoners.
fn issues() -> Harness<'static, App> {
    let (mut session, negotiation, ..) = two_parties();
    for (place, name) in ["Territory", "Ceasefire", "Monitoring", "Prisoners"].into_iter().enumerate() {
        let id = session.create(New::Issue { negotiation, name: name.to_owned(), parent: None }).unwrap();
        let rapporteur::model::RecordId::Issue(id) = id else { unreachable!("an issue was made") };
        let mut issue = session.workspace().issues[&id].clone();
        issue.place = u32::try_from(place).unwrap();
        session.perform(rapporteur::session::Proposal::put("place issue", issue)).unwrap();
    }
    window(session, Page::Issues(negotiation))
}

fn shown(window: &Harness<'static, App>) -> String {
    let workspace = window.state().session().workspace();
    let negotiation = *workspace.negotiations.keys().next().unwrap();
    let line = |node: Node| format!("{}{}", "-".repeat(node.depth), workspace.issues[&node.issue].name);
    tree(workspace, negotiation).into_iter().map(line).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_issue_is_dragged_among_the_others_and_into_one() {
    let mut window = issues();
    let before = window.state().session().workspace().clone();
    drag(&mut window, "Prisoners, nothing stated", "Territory, nothing stated", false);
    assert_eq!(shown(&window), "Prisoners Territory Ceasefire Monitoring");
    assert_eq!(window.state().session().undo_label(), Some("move issue"));
    // A level to the right makes it a part of the one above.
    let (from, _, _) = row(&window, "Territory, nothing stated");
    let (_, _, under) = row(&window, "Ceasefire, nothing stated");
    let to = under + vec2(26.0, 0.0);
    hold(&mut window, from, to);
    look(&mut window, "issue dragged");
    assert_eq!(shown(&window), "Prisoners Territory Ceasefire Monitoring", "nothing moves before it is let go");
    drop_at(&mut window, to);
    assert_eq!(shown(&window), "Prisoners Ceasefire -Territory Monitoring");
    // Out of it again, by its own row.
    let (from, _, _) = row(&window, "Territory, nothing stated");
    let to = from - vec2(26.0, 0.0);
    hold(&mut window, from, to);
    drop_at(&mut window, to);
    assert_eq!(shown(&window), "Prisoners Ceasefire Territory Monitoring");
    for _ in 0..3 {
        window.press_ctrl(Key::Z);
    }
    assert_eq!(*window.state().session().workspace(), before, "each drag is one step");
}

#[test]
fn escape_takes_a_drag_back_and_a_click_is_still_a_click() {
    let mut window = issues();
    let before = window.state().session().workspace().clone();
    let (from, _, _) = row(&window, "Prisoners, nothing stated");
    let (_, above, _) = row(&window, "Territory, nothing stated");
    hold(&mut window, from, above);
    window.press(Key::Escape);
    drop_at(&mut window, above);
    assert_eq!(*window.state().session().workspace(), before);
    // Beside the list it is let go without anything.
    let beside = Pos2::new(60.0, above.y);
    hold(&mut window, from, beside);
    drop_at(&mut window, beside);
    assert_eq!(*window.state().session().workspace(), before);
    window.get_by_label_contains("Prisoners, nothing stated").click();
    window.run();
    assert_eq!(window.state().nav_selected(), 1, "the row was clicked");
    assert_eq!(*window.state().session().workspace(), before);
}

#[test]
fn a_long_list_scrolls_while_a_row_is_dragged_to_its_edge() {
    let (mut session, negotiation, ..) = two_parties();
    for at in 0..60 {
        session.create(New::Issue { negotiation, name: format!("Issue {at:02}"), parent: None }).unwrap();
    }
    let mut window = window(session, Page::Issues(negotiation));
    let (from, _, _) = row(&window, "Issue 00, nothing stated");
    let low = Pos2::new(from.x, 730.0);
    hold(&mut window, from, low);
    for _ in 0..120 {
        window.step();
    }
    look(&mut window, "issue dragged far");
    drop_at(&mut window, low);
    let names = shown(&window);
    let place = names.split("Issue ").position(|name| name.trim() == "00").unwrap();
    assert!(place > 40, "{place} of 60, of which 20 were in view: {names}");
}

/// Goes to a field of the round in the inspector.
fn seek(window: &mut Harness<'static, App>, id: RoundId, field: &str) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(id.into()), Some(field.to_owned())), &ctx);
    window.run();
}

fn round(window: &Harness<'static, App>, id: RoundId) -> rapporteur::model::Round {
    window.state().session().workspace().rounds[&id].clone()
}

#[test]
fn the_agenda_of_a_round_is_put_in_order_on_its_page_and_in_the_inspector() {
    let (session, _, id) = full_round();
    let before = session.workspace().clone();
    let agenda = before.rounds[&id].agenda.clone();
    let turned: Vec<_> = agenda.iter().rev().copied().collect();
    let mut window = window(session, Page::Round(id));
    window.get_by_label_contains("Agenda item 2").focus();
    window.run();
    drag(&mut window, "Agenda item 2", "Agenda item 1", false);
    assert_eq!(round(&window, id).agenda, turned);
    assert_eq!(window.state().session().undo_label(), Some("move agenda item"));
    window.press_ctrl(Key::Z);
    window.get_by_label_contains("Agenda item 1").focus();
    window.run();
    window.press_ctrl(Key::ArrowDown);
    assert_eq!(round(&window, id).agenda, turned, "by key");
    assert!(window.get_by_label_contains("Agenda item 2").is_focused(), "the focus goes with it");
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before);
    seek(&mut window, id, "agenda");
    window.run();
    let chip = |window: &Harness<'static, App>, name: &str| {
        let all = window.query_all_by_label(name).map(|node| node.rect().center());
        all.max_by(|a, b| a.x.total_cmp(&b.x)).unwrap()
    };
    let (from, to) = (chip(&window, "Exchange of prisoners"), chip(&window, "Ceasefire monitoring"));
    let to = Pos2::new(from.x, to.y - 4.0);
    hold(&mut window, from, to);
    look(&mut window, "agenda dragged");
    drop_at(&mut window, to);
    assert_eq!(round(&window, id).agenda, turned);
    assert_eq!(window.state().session().undo_label(), Some("change order of issues in order"));
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before);
}

#[test]
fn attendance_is_put_in_order_within_a_role_and_in_the_inspector() {
    let (mut session, _, id) = full_round();
    let mut round_of = session.workspace().rounds[&id].clone();
    let mut another = round_of.attendance[1].clone();
    another.id = rapporteur::model::PartId(session.new_id());
    another.described = "An interpreter for the General Staff".to_owned();
    round_of.attendance.push(another);
    session.perform(rapporteur::session::Proposal::put("add attendance", round_of)).unwrap();
    let before = session.workspace().clone();
    let order = |window: &Harness<'static, App>| -> Vec<usize> {
        let was = &before.rounds[&id].attendance;
        round(window, id).attendance.iter().map(|one| was.iter().position(|of| of.id == one.id).unwrap()).collect()
    };
    let mut window = window(session, Page::Round(id));
    drag(&mut window, "An interpreter for the General Staff, ", "Members of the General Staff, names withheld, ", false);
    assert_eq!(order(&window), [0, 4, 2, 3, 1], "the two changed places, and nobody else");
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before);
    seek(&mut window, id, "attendance");
    window.run();
    // The first is open; closed, the rows stand below one another.
    window.get_by_role_and_label(Role::Button, "Rustem Umerov").click();
    window.run();
    let name = |window: &Harness<'static, App>, name: &str| {
        let rows = window.query_all(egui_kittest::kittest::By::new().role(Role::Button).label_contains(name));
        rows.last().unwrap().rect().left_center() + vec2(12.0, 0.0)
    };
    let from = name(&window, "Steve Witkoff");
    let to = name(&window, "Rustem Umerov") - vec2(0.0, 4.0);
    hold(&mut window, from, to);
    look(&mut window, "attendance dragged");
    drop_at(&mut window, to);
    assert_eq!(order(&window), [3, 0, 1, 2, 4]);
    assert_eq!(window.state().session().undo_label(), Some("move attendance"));
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before);
}

#[test]
fn seats_are_put_in_order_on_the_overview() {
    let (session, negotiation, ukraine, russia) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    let seats = |window: &Harness<'static, App>| -> Vec<_> {
        window.state().session().workspace().negotiations[&negotiation].seats.iter().map(|seat| seat.party).collect()
    };
    drag(&mut window, "Russia, ", "Ukraine, ", false);
    assert_eq!(seats(&window), [russia, ukraine]);
    window.get_by_label_contains("Russia, ").focus();
    window.run();
    window.press_ctrl(Key::ArrowDown);
    assert_eq!(seats(&window), [ukraine, russia]);
}
