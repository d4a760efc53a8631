//! Draws the strip: what is said of the passage, the field in which more is typed, and what the party said before.

use super::beside::Beside;
use super::offers::{Offers, Row};
use super::strip::{Strip, Taken, Which};
use crate::kit::{self, Entry, Icon, ListKeys, Tone};
use crate::model::{IssueId, PartyId, Vocabulary, When, Who, Workspace};
use crate::query::names;
use crate::query::quick_line::Named;
use crate::session::{CaptureAs, Speaker, UnderRound};
use crate::ui::badges;
use egui::{EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, PopupKind, RectAlign, Response, Role, Ui, WidgetInfo};

/// What the user did in the strip.
pub(super) enum Did {
    /// Record it as it is shown.
    Record,
    /// Leave it.
    Leave,
}

/// The id of its field.
pub(super) fn field_id() -> Id {
    Id::unique("strip of the reading page")
}

pub(super) fn noun(as_what: CaptureAs) -> (&'static str, Icon) {
    match as_what {
        CaptureAs::Statement => ("Statement", Icon::Statement),
        CaptureAs::Announcement => ("Date announced", Icon::Voice),
        CaptureAs::Incident => ("Incident or claim", Icon::Incident),
        CaptureAs::FollowUp => ("Follow-up", Icon::FollowUp),
        CaptureAs::Account => ("Account of a round", Icon::Account),
        CaptureAs::Outcome => ("Outcome", Icon::Agreement),
        CaptureAs::Attendance => ("Attendance", Icon::People),
    }
}

/// Draws it, and takes its keys.
pub(super) fn strip_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    strip: &mut Strip,
    offers: &Offers<'_>,
    beside: Option<&Beside>,
) -> Option<Did> {
    let (id, pairs) = (field_id(), offers.pairs);
    let rows = offers.rows(workspace, strip);
    let mut did = keys(ui, strip, &rows, pairs);
    let (name, icon) = noun(strip.as_what);
    ui.add_space(kit::space::XS);
    kit::access::part_ui(ui, Role::Form, name, |ui| {
        let response = ui.horizontal(|ui| {
            icon.ui(ui, 18.0, kit::tokens(ui).accent);
            ui.add(kit::text(name).strong().extend());
            field_ui(ui, strip, &mut did)
        });
        let response = response.inner;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(kit::space::M, kit::space::XS);
            for which in strip.all() {
                if slot_ui(ui, workspace, strip, *which) {
                    strip.clear(*which);
                }
            }
        });
        if let Some(taken) = list_ui(strip, &response, &rows) {
            strip.take(taken);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if strip.tried
            && let Some(lacks) = strip.capture().lacks()
        {
            let tone = kit::tokens(ui).tone(Tone::Warning).text;
            let words = ui.add(kit::text(lacks).small().color(tone));
            kit::access::message(&words, kit::access::Urgency::Polite);
        }
        if let Some(beside) = beside {
            beside.ui(ui, workspace);
        }
        let mut hints = vec!["Enter records what is shown", "Backspace takes one away"];
        if strip.all().contains(&Which::Speaker) {
            hints.push("@ somebody");
        }
        if strip.all().contains(&Which::Place) {
            hints.push("in where");
        }
        if strip.as_what == CaptureAs::Statement {
            hints.push("1–9 party and issue");
            hints.push("< softened  = unchanged  > hardened");
            hints.push("\" word for word");
        }
        hints.push("Escape leaves");
        ui.add(kit::text(hints.join("  ·  ")).weak().caption());
    });
    ui.add_space(kit::space::XS);
    did
}

fn field_ui(ui: &mut Ui, strip: &mut Strip, did: &mut Option<Did>) -> Response {
    let id = field_id();
    let width = (ui.available_width() - 110.0).clamp(160.0, 560.0);
    let open = !strip.typed.is_empty();
    let hint = match strip.as_what {
        CaptureAs::Statement => "Type a party, an issue, a kind, a speaker, a level…",
        CaptureAs::Announcement => "Type who named it, the date, the round…",
        CaptureAs::Incident => "Type who claims it, on whom it is blamed, how well it is supported…",
        CaptureAs::FollowUp => "Type who owes it, by when…",
        CaptureAs::Account => "Type whose account, the round…",
        CaptureAs::Outcome => "Type what came out, the round…",
        CaptureAs::Attendance => "Type who was there, in what role, the round…",
    };
    let output = kit::edit_ui(ui, Some(id), &mut strip.typed, false, None, |edit| {
        edit.hint_text(kit::hint(hint))
            .desired_width(width)
            .min_size(egui::vec2(0.0, kit::height::CONTROL))
            .return_key(None)
            .event_filter(EventFilter { tab: open, escape: true, horizontal_arrows: true, vertical_arrows: true })
    });
    let response = output.response.response.accessible_name("What is said of the passage");
    if response.changed() {
        strip.mark.put(Some(0));
        strip.tried = false;
    }
    if ui.add(kit::button("Record").icon(Icon::Check).primary().tooltip("Record what is shown: Enter")).clicked() {
        *did = Some(Did::Record);
    }
    response
}

/// The keys of the field, before it sees them.
fn keys(ui: &Ui, strip: &mut Strip, rows: &[Row], pairs: &[(PartyId, IssueId)]) -> Option<Did> {
    if !ui.memory(|memory| memory.has_focus(field_id())) {
        return None;
    }
    if !strip.typed.is_empty() {
        let pressed = ListKeys::take(ui, true);
        if pressed.escape {
            strip.typed.clear();
            return None;
        }
        if strip.mark.at().is_none() {
            strip.mark.put(Some(0));
        }
        strip.mark.press(pressed, rows.len());
        if pressed.tab {
            kit::keys::take(ui, Modifiers::NONE, Key::Tab);
        }
        if let Some((taken, _)) = strip.mark.taken(pressed, true).and_then(|at| rows.get(at)) {
            strip.take(taken.clone());
        }
        return None;
    }
    if kit::keys::take(ui, Modifiers::NONE, Key::Enter) {
        return Some(Did::Record);
    }
    if kit::keys::take(ui, Modifiers::NONE, Key::Escape) {
        return Some(Did::Leave);
    }
    if kit::keys::take(ui, Modifiers::NONE, Key::Backspace) {
        strip.clear_last();
    }
    // Of what is no statement a digit begins a date.
    let of_statement = strip.as_what == CaptureAs::Statement;
    let sign = crate::ui::signs::take_sign(ui, |c| of_statement && matches!(c, '<' | '=' | '>' | '"' | '1'..='9'));
    use crate::model::Movement;
    match sign {
        Some('<') => strip.moved(Movement::Softened),
        Some('=') => strip.moved(Movement::Unchanged),
        Some('>') => strip.moved(Movement::Hardened),
        Some('"') => strip.toggle_verbatim(),
        Some(digit) => {
            let at = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or_default();
            if let Some(pair) = at.checked_sub(1).and_then(|at| pairs.get(at)) {
                strip.pair(*pair);
            }
        }
        None => {}
    }
    None
}

fn list_ui(strip: &mut Strip, field: &Response, rows: &[Row]) -> Option<Taken> {
    let open = field.has_focus() && !strip.typed.is_empty() && !rows.is_empty();
    let entries: Vec<Entry<'_>> = rows.iter().map(|(_, entry)| entry.clone()).collect();
    let typed = strip.typed.clone();
    let mark = &mut strip.mark;
    let shown = Popup::from_response(field)
        .id(field.id.with("offers"))
        .kind(PopupKind::Popup)
        .open(open)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .align(RectAlign::TOP_START)
        .align_alternatives(&[RectAlign::BOTTOM_START])
        .accessible_name("What it may mean")
        .width(field.rect.width().clamp(280.0, 460.0))
        .show(|ui| {
            kit::picker("What it may mean", field.id, &entries).typed(&typed).max_height(9.0 * kit::height::CONTROL).ui(ui, mark)
        });
    let at = shown.and_then(|shown| shown.inner)?;
    rows.get(at).map(|(taken, _)| taken.clone())
}

/// One thing that is said of it, under what it is called; true when it is to be emptied.
fn slot_ui(ui: &mut Ui, workspace: &Workspace, strip: &Strip, which: Which) -> bool {
    let (there, proposed) = strip.state(which);
    let label = label(strip.as_what, which);
    let value = value(workspace, strip, which);
    let shown = if there { value.as_str() } else { "—" };
    let mut clicked = false;
    // A block does not go to the next line by itself: how wide it was is kept.
    let kept = field_id().with(label);
    let width: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
    if width > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    let block = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let caption = if proposed { format!("{label} · proposed") } else { label.to_owned() };
        ui.add(kit::text(caption.as_str()).caption().weak().extend());
        if !there {
            ui.add(kit::text(shown).weak().small().extend());
            return;
        }
        let tone = if proposed { Tone::Info } else { Tone::Accent };
        let icon = if proposed { Icon::Help } else { Icon::Check };
        let hue = match (&strip.party.value, which) {
            (Some(Named::Known(id)), Which::Party) if !proposed => Some(badges::hue(workspace, *id)),
            _ => None,
        };
        let chip = match hue {
            Some(hue) => kit::party_tag(hue, shown),
            None => kit::chip(shown).tone(tone).icon(icon),
        };
        let tooltip = if proposed { "Read from the passage; a click takes it away" } else { "A click takes it away" };
        let response = ui.add(chip.clickable().by_pointer().tooltip(tooltip));
        let name = if proposed { format!("{label}: {shown}, proposed") } else { format!("{label}: {shown}") };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        clicked = response.clicked();
    });
    let now = block.response.rect.width();
    if (now - width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, now));
        ui.ctx().request_discard("a thing said in the strip has another width");
    }
    clicked
}

fn label(as_what: CaptureAs, which: Which) -> &'static str {
    match (which, as_what) {
        (Which::Party, CaptureAs::Incident) => "Claimed by",
        (Which::Party, CaptureAs::FollowUp) => "Owed by",
        (Which::Party, CaptureAs::Announcement) => "Announced by",
        (Which::Party, CaptureAs::Account) => "Whose account",
        (Which::Party, _) => "Party",
        (Which::Blamed, _) => "Blamed on",
        (Which::Issue, _) => "Issue",
        (Which::Kind, _) => "Kind",
        (Which::Speaker, CaptureAs::Statement) => "Speaker",
        (Which::Speaker, _) => "Person",
        (Which::Level, _) => "Record level",
        (Which::Verification, _) => "Verification",
        (Which::Movement, _) => "Movement",
        (Which::Note, _) => "Verification in words",
        (Which::When, CaptureAs::Incident) => "When",
        (Which::When, _) => "Said on",
        (Which::Date, CaptureAs::FollowUp) => "Due",
        (Which::Date, _) => "Date announced",
        (Which::Place, _) => "Where",
        (Which::Outcome, _) => "Outcome",
        (Which::Role, _) => "Role",
        (Which::Presence, _) => "Presence",
        (Which::Round, _) => "Round",
        (Which::Verbatim, _) => "Word for word",
    }
}

fn value(workspace: &Workspace, strip: &Strip, which: Which) -> String {
    let party = |named: Option<&Named<PartyId>>| match named {
        Some(Named::Known(id)) => names::party(workspace, *id),
        Some(Named::New(name)) => format!("{name} (new)"),
        None => String::new(),
    };
    match which {
        Which::Party => party(strip.party.value.as_ref()),
        Which::Blamed => party(strip.blamed.value.as_ref()),
        Which::Issue => match &strip.issue.value {
            Some(Named::Known(id)) => names::issue_path(workspace, *id),
            Some(Named::New(name)) => format!("{name} (new)"),
            None => String::new(),
        },
        Which::Kind => strip.kind.value.as_ref().map_or_else(String::new, |kind| kind.label().to_owned()),
        Which::Speaker => match &strip.speaker.value {
            Some(Speaker::Known(who @ Who::Described(_))) => format!("“{}”", names::who(workspace, who)),
            Some(Speaker::Known(who)) => names::who(workspace, who),
            Some(Speaker::New { name, office }) if office.is_empty() => format!("{name} (new)"),
            Some(Speaker::New { name, office }) => format!("{name}, {office} (new)"),
            None => String::new(),
        },
        Which::Level => strip.level.value.as_ref().map_or_else(String::new, |level| level.label().to_owned()),
        Which::Verification => strip.verification.value.as_ref().map_or_else(String::new, |one| one.label().to_owned()),
        Which::Movement => strip.movement.value.as_ref().map_or_else(String::new, |one| one.label().to_owned()),
        Which::When => strip.when.value.as_ref().map_or_else(String::new, When::short_words),
        Which::Date => strip.date.value.as_ref().map_or_else(String::new, When::short_words),
        Which::Round => match &strip.round.value {
            Some(UnderRound::Known(round)) => names::round(workspace, *round),
            Some(UnderRound::New { title, when }) => {
                let when = if when.is_unknown() { String::new() } else { when.short_words() };
                format!("{} (new)", kit::join([title.clone(), when], ", "))
            }
            None => String::new(),
        },
        Which::Note => strip.note.value.as_ref().map_or_else(String::new, |note| names::shortened(note, "")),
        Which::Place => strip.place.value.clone().unwrap_or_default(),
        Which::Outcome => strip.outcome.value.as_ref().map_or_else(String::new, |one| one.label().to_owned()),
        Which::Role => strip.role.value.as_ref().map_or_else(String::new, |one| one.label().to_owned()),
        Which::Presence => strip.presence.value.as_ref().map_or_else(String::new, |one| one.label().to_owned()),
        Which::Verbatim if strip.has_quotation() => "The quoted words alone".to_owned(),
        Which::Verbatim => "Yes".to_owned(),
    }
}
