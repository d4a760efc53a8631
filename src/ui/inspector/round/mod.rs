//! The fields of a round, in the order in which they are told: when and where first.

pub(super) mod schedule;
mod table;
mod told;

use super::directory::uid_ui;
use super::events::sources_ui;
use super::form::Form;
use super::spellings::joined;
use super::text::pair;
use super::to_check::to_check_ui;
use crate::model::when::{WHOSE_CLOCKS, find_zone, zone_name};
use crate::model::{Format, Round, Schedule, Venue, Vocabulary, When};
use crate::query::{names, rounds};
use chrono_tz::Tz;
use egui::Ui;

/// Draws them.
pub(super) fn round_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let zone_before = round.zone;
    to_check_ui(form, ui, round);
    schedule::when_ui(form, ui, round);
    place_ui(form, ui, round);
    pair(ui, |left, right| {
        form.term(left, "status", &mut round.schedule.status);
        form.number(right, "number", "Number", &mut round.number);
    });
    form.text_hint(ui, "title", "Title", "May be empty: place and date name it", &mut round.title);

    venue_ui(form, ui, round);
    form.section(ui, "agenda", "Agenda", &counted(round.agenda.len()), |form, ui| {
        form.links_in_order(ui, "agenda", "Issues in order", &mut round.agenda);
    });
    table::attendance_ui(form, ui, round);
    format_ui(form, ui, round);
    schedule::announcements_ui(form, ui, round);
    schedule::earlier_ui(form, ui, round);
    told::sittings_ui(form, ui, round);
    told::accounts_ui(form, ui, round);
    told::outcome_ui(form, ui, &mut round.outcome);
    told::discrepancies_ui(form, ui, round);
    sources_ui(form, ui, &mut round.sources);
    let holds = names::shortened(&round.note, "");
    form.section(ui, "note", "Note", &holds, |form, ui| {
        form.prose(ui, "note", "Note", "Anything else", &mut round.note);
        form.level(ui, "note_level", "Record level of the note", &mut round.note_level);
    });
    uid_ui(ui, &round.uid);
    if let (None, Some(zone)) = (zone_before, round.zone) {
        move_to_venue(form, round, zone);
    }
}

/// An hour typed while nobody knew on whose clocks it is was kept in words. It is the venue's: they become a time, in the round and in
/// what belongs to it.
fn move_to_venue(form: &mut Form<'_, '_>, round: &mut Round, venue: Tz) {
    fn moves(when: &mut When, venue: Tz) -> bool {
        when.on_clocks(venue).map(|time| *when = time).is_some()
    }
    let Schedule { when, earlier, announcements, .. } = &mut round.schedule;
    let times = std::iter::once(when)
        .chain(earlier.iter_mut().map(|one| &mut one.when))
        .chain(announcements.iter_mut().flat_map(|one| [&mut one.said_on, &mut one.when]))
        .chain(round.sittings.iter_mut().map(|one| &mut one.when))
        .chain(round.accounts.iter_mut().map(|one| &mut one.said_on));
    times.for_each(|when| {
        moves(when, venue);
    });
    let workspace = form.workspace();
    let statements = workspace.statements_at(round.id).cloned().collect::<Vec<_>>();
    let incidents = workspace.incidents_at(round.id).cloned().collect::<Vec<_>>();
    let follow_ups = workspace.follow_ups_at(round.id).cloned().collect::<Vec<_>>();
    for mut one in statements {
        if moves(&mut one.said_on, venue) {
            one.to_check.retain(|reason| !reason.contains(WHOSE_CLOCKS));
            form.also(one);
        }
    }
    for mut one in incidents {
        if moves(&mut one.when, venue) {
            form.also(one);
        }
    }
    for mut one in follow_ups {
        if moves(&mut one.due, venue) {
            form.also(one);
        }
    }
}

/// Where it is. The clocks of the round follow the place, unless they were not those of the place before; then the time of the
/// new place is offered.
fn place_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let before = round.venue.city.clone();
    let submitted = form.text_hint(ui, "city", "Where", "City or region", &mut round.venue.city);
    if round.venue.city != before && form.state.place_before.as_ref().is_none_or(|(of, _)| *of != round.id) {
        form.state.place_before = Some((round.id, before));
    }
    let reader = form.zone();
    let zone_of = |place: &str| find_zone(place, reader).filter(|found| found.offset.is_none()).map(|found| found.zone);
    let there = zone_of(&round.venue.city);
    let id = form.id(&form.key("city"));
    if (submitted || !ui.memory(|memory| memory.has_focus(id)))
        && let Some((of, before)) = form.state.place_before.take()
        && of == round.id
        && (round.zone.is_none() || before.trim().is_empty() || round.zone == zone_of(&before))
        && there.is_some_and(|there| round.zone != Some(there))
    {
        round.zone = there;
        form.changed("change time zone of the venue");
    }
    if let (Some(there), Some(zone)) = (there, round.zone)
        && zone != there
        && form.state.place_before.is_none()
    {
        let words = format!("Use the time of {}", round.venue.city.trim());
        let instead = format!("The round is on the clocks of {} now", zone_name(zone));
        if form.offer_ui(ui, "city", &words, &instead) {
            round.zone = Some(there);
            form.changed("change time zone of the venue");
        }
    }
}

fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

fn venue_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let Round { venue, zone, .. } = round;
    let place = names::venue(&Venue { city: String::new(), ..venue.clone() });
    let clock = zone.map(|zone| format!("{} time", zone_name(zone))).unwrap_or_default();
    let spelled = if venue.spellings.is_empty() { String::new() } else { format!("{} spellings", venue.spellings.len()) };
    let holds = joined([place.as_str(), clock.as_str(), spelled.as_str()]);
    form.section(ui, "venue", "Venue and time zone", &holds, |form, ui| {
        form.text_hint(ui, "place", "Building or address", "Building, street, room", &mut venue.place);
        form.text(ui, "country", "Country", &mut venue.country);
        let hint = "City, abbreviation or distance from UTC";
        form.zone_of(ui, "zone", "Time zone of the venue", hint, zone);
        form.tick(ui, "online", "Online", "Held by video or telephone", &mut venue.online);
        form.spellings(ui, &mut venue.spellings);
        form.by_kind(ui, "venue", venue);
    });
}

fn format_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let sides = rounds::laterality(form.workspace(), round).map(str::to_lowercase).unwrap_or_default();
    let format = &mut round.format;
    let Format { contact, setting, mediation, visibility, track } = &*format;
    fn word<V: Vocabulary>(term: Option<&V>) -> String {
        term.map(|term| term.label().to_lowercase()).unwrap_or_default()
    }
    let words = [
        word(contact.as_ref()),
        word(setting.as_ref()),
        word(mediation.as_ref()),
        word(visibility.as_ref()),
        word(track.as_ref()),
        sides,
    ];
    let holds = words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    form.section(ui, "format", "Format", &holds, |form, ui| {
        let Format { contact, setting, mediation, visibility, track } = &mut *format;
        pair(ui, |left, right| {
            form.term(left, "contact", contact);
            form.term(right, "setting", setting);
        });
        pair(ui, |left, right| {
            form.term(left, "mediation", mediation);
            form.term(right, "visibility", visibility);
        });
        form.term(ui, "track", track);
        form.by_kind(ui, "format", format);
    });
}
