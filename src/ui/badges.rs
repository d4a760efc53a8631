//! Badges and icons of records, the same on every screen: the tag of a party, the status of a round, the kind of a statement, how it is
//! known.

use crate::kit::{self, Chip, Icon, Tone};
use crate::model::{
    IssueState, Movement, OutcomeKind, PartyId, RecordId, RecordLevel, ScheduleStatus, StatementKind, Verification, Vocabulary,
    Who, Workspace,
};
use crate::query::rounds::SHOULD_HAVE_BEGUN;
use crate::query::{names, to_check};
use egui::{Align, Layout, Response, Role, Ui, Vec2, WidgetInfo};

/// The hue of a party: its own, else its place among all parties.
pub fn hue(workspace: &Workspace, party: PartyId) -> usize {
    workspace.hue(party)
}

/// A party's tag, with its full name under the pointer.
pub fn party_ui(ui: &mut Ui, workspace: &Workspace, party: PartyId) -> Response {
    let (short, name) = (names::party_short(workspace, party), names::party(workspace, party));
    ui.add(kit::party_tag(hue(workspace, party), short).tooltip(&name))
}

/// How wide a party's tag is.
pub fn party_width(ui: &Ui, workspace: &Workspace, party: PartyId) -> f32 {
    kit::party_tag(0, names::party_short(workspace, party)).width(ui)
}

/// A party's tag in a column of that width: the names behind such tags begin under one another. A tag that is wider is cut.
pub fn party_in_ui(ui: &mut Ui, workspace: &Workspace, party: Option<PartyId>, width: f32) {
    let extent = Vec2::new(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(extent, Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        if let Some(party) = party {
            party_ui(ui, workspace, party);
        }
    });
}

/// A party's tag, a person's name, or the words for somebody.
pub fn who_ui(ui: &mut Ui, workspace: &Workspace, who: &Who) -> Response {
    match who {
        Who::Party(party) => party_ui(ui, workspace, *party),
        _ => ui.add(kit::text(names::who(workspace, who)).small()),
    }
}

/// How firm a round is, or how it ended; nothing where nobody has said.
pub fn status_ui(ui: &mut Ui, status: &ScheduleStatus) {
    if !status.said().is_empty() {
        ui.add(status_chip(status));
    }
}

fn status_chip(status: &ScheduleStatus) -> Chip<'_> {
    let tone = match status {
        ScheduleStatus::Confirmed | ScheduleStatus::UnderWay => Tone::Ok,
        ScheduleStatus::Proposed | ScheduleStatus::Tentative | ScheduleStatus::Postponed | ScheduleStatus::Moved => Tone::Warning,
        ScheduleStatus::Collapsed => Tone::Danger,
        ScheduleStatus::Unstated | ScheduleStatus::Held | ScheduleStatus::Cancelled | ScheduleStatus::Other(_) => Tone::Neutral,
    };
    kit::chip(status.label()).tone(tone).tooltip(status.meaning())
}

/// That a round's date has passed without word that it was held or given up.
pub fn late_chip() -> Chip<'static> {
    let meaning = "Its date has passed, and nothing says that it was held. Change its status, or its date";
    kit::chip(SHOULD_HAVE_BEGUN).tone(Tone::Danger).tooltip(meaning)
}

/// The colour of what a statement does: what moves things on, what stands in the way, what is neither.
pub fn kind_tone(kind: &StatementKind) -> Tone {
    match kind {
        StatementKind::Demand | StatementKind::Condition => Tone::Accent,
        StatementKind::Offer
        | StatementKind::CounterOffer
        | StatementKind::Acceptance
        | StatementKind::Concession
        | StatementKind::Commitment => Tone::Ok,
        StatementKind::RedLine | StatementKind::Threat | StatementKind::Rejection => Tone::Danger,
        StatementKind::Accusation | StatementKind::Condemnation => Tone::Danger,
        StatementKind::Retraction | StatementKind::Denial | StatementKind::Allegation => Tone::Warning,
        StatementKind::Interest => Tone::Info,
        _ => Tone::Neutral,
    }
}

/// How a claim or a statement is supported.
pub fn verification_chip(verification: &Verification) -> Chip<'_> {
    let (tone, icon) = match verification {
        Verification::Corroborated | Verification::ConfirmedByParty => (Tone::Ok, Some(Icon::Check)),
        Verification::Disputed => (Tone::Warning, Some(Icon::Warning)),
        Verification::Denied => (Tone::Danger, Some(Icon::Warning)),
        Verification::Unverified => (Tone::Warning, None),
        _ => (Tone::Neutral, None),
    };
    let chip = kit::chip(verification.label()).tone(tone).tooltip(verification.meaning());
    match icon {
        Some(icon) => chip.icon(icon),
        None => chip,
    }
}

/// How a statement is supported, quietly where there is nothing to tell: one source has it, as most things are known.
pub fn verification_ui(ui: &mut Ui, verification: &Verification) -> Response {
    match verification {
        Verification::SingleSource => {
            let words = kit::text(verification.label()).weak().caption().extend();
            ui.add(words).on_hover_text(verification.meaning())
        }
        _ => ui.add(verification_chip(verification)),
    }
}

/// How it is supported, with who could or could not verify it behind it.
pub fn verification_in_words_ui(ui: &mut Ui, verification: &Verification, note: &str) {
    verification_ui(ui, verification);
    if !note.trim().is_empty() {
        ui.add(kit::text(note.trim()).weak().small());
    }
}

/// On what terms something was said; nothing for what is on the record or where nobody stated any.
pub fn level_chip(level: &RecordLevel) -> Option<Chip<'_>> {
    let tone = match level {
        RecordLevel::OnRecord | RecordLevel::Unstated => return None,
        RecordLevel::OffRecord => Tone::Danger,
        _ => Tone::Warning,
    };
    Some(kit::chip(level.label()).tone(tone).icon(Icon::Lock).tooltip(level.meaning()))
}

/// The same for what need not be marked.
pub fn marked_ui(ui: &mut Ui, level: Option<&RecordLevel>) {
    if let Some(chip) = level.and_then(level_chip) {
        ui.add(chip);
    }
}

/// How a statement stands to the party's earlier position.
pub fn movement_chip(movement: &Movement) -> Chip<'_> {
    let (tone, icon) = match movement {
        Movement::Softened => (Tone::Ok, Some(Icon::Down)),
        Movement::Hardened => (Tone::Danger, Some(Icon::Up)),
        Movement::Reversed | Movement::Dropped => (Tone::Warning, None),
        _ => (Tone::Neutral, None),
    };
    let chip = kit::chip(movement.label()).tone(tone).tooltip(movement.meaning());
    match icon {
        Some(icon) => chip.icon(icon),
        None => chip,
    }
}

/// Where an issue stands; nothing where nobody has said.
pub fn issue_state_ui(ui: &mut Ui, state: &IssueState) {
    if !state.said().is_empty() {
        ui.add(issue_state_chip(state));
    }
}

/// Where an issue stands, for where it is chosen.
pub fn issue_state_chip(state: &IssueState) -> Chip<'_> {
    kit::chip(state.label()).tone(issue_state_tone(state)).tooltip(state.meaning())
}

/// The colour of where an issue stands.
pub fn issue_state_tone(state: &IssueState) -> Tone {
    match state {
        IssueState::Agreed | IssueState::TentativelyAgreed => Tone::Ok,
        IssueState::Converging => Tone::Info,
        IssueState::Contested | IssueState::Bracketed => Tone::Warning,
        _ => Tone::Neutral,
    }
}

/// What came out of a round.
pub fn outcome_chip(kind: &OutcomeKind) -> Chip<'_> {
    let tone = match kind {
        OutcomeKind::Impasse | OutcomeKind::WalkOut => Tone::Danger,
        OutcomeKind::None | OutcomeKind::NextDateOnly | OutcomeKind::UnilateralReadouts => Tone::Neutral,
        _ => Tone::Ok,
    };
    kit::chip(kind.label()).tone(tone).tooltip(kind.meaning())
}

const CONTESTED: &str = "Changed in two places";
const CONTESTED_MEANING: &str = "A field of it was changed here and elsewhere. Select it to choose between the two";

/// That somebody must look at the record; nothing for others.
pub fn to_check_ui(ui: &mut Ui, workspace: &Workspace, record: impl Into<RecordId>) {
    let reasons = workspace.view(record.into()).map(to_check::reasons).unwrap_or_default();
    if !reasons.is_empty() {
        ui.add(kit::chip("To look at").tone(Tone::Warning).icon(Icon::Warning).tooltip(&reasons.join(". ")));
    }
}

/// The same, and that a field of it was changed in two places and nobody has chosen yet.
pub fn in_question_ui(ui: &mut Ui, workspace: &Workspace, record: impl Into<RecordId>) {
    let id = record.into();
    to_check_ui(ui, workspace, id);
    if workspace.is_contested(id) {
        ui.add(kit::chip(CONTESTED).tone(Tone::Warning).icon(Icon::Diff).tooltip(CONTESTED_MEANING));
    }
}

/// That a field of it was changed in two places, in rows that have no room for words.
pub fn clash_icon_ui(ui: &mut Ui, workspace: &Workspace, record: impl Into<RecordId>) {
    if workspace.is_contested(record.into()) {
        let response = Icon::Diff.ui(ui, 16.0, kit::tokens(ui).tone(Tone::Warning).text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), CONTESTED));
        response.on_hover_text(format!("{CONTESTED}. {CONTESTED_MEANING}"));
    }
}

/// The icon of a kind of record.
pub fn icon(id: RecordId) -> Icon {
    match id {
        RecordId::Party(_) => Icon::Party,
        RecordId::Person(_) => Icon::Person,
        RecordId::Negotiation(_) | RecordId::Round(_) => Icon::Round,
        RecordId::Issue(_) => Icon::Issue,
        RecordId::Source(_) => Icon::Link,
        RecordId::Statement(_) => Icon::Statement,
        RecordId::FollowUp(_) => Icon::FollowUp,
        RecordId::Incident(_) => Icon::Incident,
        RecordId::Binned(_) => Icon::Bin,
        RecordId::Clash(_) => Icon::Diff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_record_carries_no_mark() {
        assert!(level_chip(&RecordLevel::OnRecord).is_none());
        let marked = RecordLevel::KNOWN.iter().filter(|level| level_chip(level).is_some()).count();
        assert_eq!(marked, RecordLevel::KNOWN.len() - 2);
    }

    #[test]
    fn a_party_has_its_own_hue_or_one_by_its_place() {
        use crate::model::{Hue, Party, Stamp};
        use uuid::Uuid;
        let mut workspace = Workspace::new(Uuid::nil());
        for (id, hue) in [(1, None), (2, Some(Hue(7))), (3, None)] {
            let party = Party { hue, ..Party::blank(PartyId(Uuid::from_u128(id)), Stamp::new(chrono::DateTime::UNIX_EPOCH, "")) };
            workspace.parties.insert(party.id, party);
        }
        let hues: Vec<usize> = workspace.parties.keys().map(|id| hue(&workspace, *id)).collect();
        assert_eq!(hues, [0, 7, 2]);
    }
}
