//! The inspector on the right, where the chosen record is edited in place. Nothing in it is modal and nothing has to be confirmed:
//! every field proposes its change, and undo takes it back, a word at a time while typing.
//!
//! # Fields by name
//!
//! `view_ctx.edit(id, field)` selects a record and puts the focus on a field of it. `"first"` is the first field of any record. A section
//! opens when its name, or that of a field or item in it, is asked for. In lists, `"attendance:<part id>"` opens that item, and
//! `"attendance:new"` adds one and goes to it. `"clash"` is the choice between two versions of a field, above all fields.
//!
//! | record | fields | sections | lists |
//! |---|---|---|---|
//! | party | `name short kind` | `blocs note` | `spellings` |
//! | person | `name` | `note` | `affiliations spellings` (items by their place: `affiliations:0`) |
//! | negotiation | `title status code summary` | `tags handling note` | `seats` (by place) |
//! | issue | `name state parent place` | `note` | |
//! | source | `title address kind outlet published` | `grading text note` | |
//! | round | `when city status number title` | `venue` (`place country zone online spellings`) `agenda format outcome sources note` | `attendance announcements earlier sittings accounts discrepancies` (by part id) |
//! | statement | `party text kind firmness assessor verbatim issues speaker said_on sources` | `known` (`locus verification …`) `level round movement` (`supersedes answers condition …`) `original tags note` | |
//! | follow-up | `what owners due state round` | `sources note` | |
//! | incident | `what when place claimed_by blamed_on denied_by round` | `verification sources note` | |

mod by_kind;
mod complete;
mod directory;
mod draft;
mod events;
mod form;
mod frame;
mod head;
mod link;
mod links;
mod passages;
mod proof;
mod round;
mod section;
mod spellings;
mod statement;
mod terms;
mod text;
mod to_check;
mod when;

use crate::kit;
use crate::model::{Record, RecordId, Statement};
use crate::query::usage::{self, Use};
use crate::session::{Begun, Draft, FormState};
use crate::ui::clashes::Clashes;
use crate::ui::{Action, Memo, Nav, ViewContext};
use egui::Ui;
use form::{Focus, Form, State};

use form::DRAFT;

/// Where a draft was typed if it is an office that was begun.
const OFFICE_DRAFT: &str = "office";

/// Between one field and the next.
const ROW_GAP: f32 = 6.0;

/// The inspector on the right, where the chosen record is edited in place.
#[derive(Default)]
pub(super) struct Inspector {
    state: State,
    uses: Memo<RecordId, Vec<Use>>,
    clashes: Clashes,
    drafts: draft::Drafts,
}

impl Inspector {
    /// What was typed into fields and is in no record yet, and the statements and offices that were begun.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        let fields = self.state.unfinished().filter(|unfinished| !self.drafts.holds(unfinished.record));
        let offices = self.state.offices.iter().filter(|(_, office)| directory::is_begun(office));
        let offices = offices.map(|(person, office)| Draft::of_office(OFFICE_DRAFT, [*person], office));
        fields.map(|unfinished| unfinished.draft()).chain(self.drafts.drafts(&self.state)).chain(offices)
    }

    /// Puts back what was begun, if it is of the inspector and can be read. What was typed into a field is not in the record before
    /// the user has been in the field.
    pub(super) fn put_back(&mut self, draft: &Draft) -> bool {
        match draft.place.as_str() {
            DRAFT => self.state.put_back(draft),
            draft::DRAFT => return self.drafts.put_back(&mut self.state, draft),
            OFFICE_DRAFT => {
                let (&[person], Some(office)) = (draft.of.as_slice(), draft.office()) else { return false };
                self.state.offices.entry(person).or_insert(office);
            }
            _ => return false,
        }
        true
    }

    /// How the form of something that was begun stands; `shown` says whether its record is the one in the inspector.
    pub(super) fn standing(&self, begun: &Begun, shown: bool) -> FormState {
        // Fields and items of a list are named by the list and the item, wherever in the record the list is.
        let item = begun.part.as_ref().and_then(|path| match path.steps() {
            [.., list, key] => Some((list, key)),
            _ => None,
        });
        let open = item.is_none_or(|(list, key)| {
            let expanded = self.state.expanded.get(&(begun.record, list.clone()));
            // What has no id of its own is named by its place.
            expanded.is_some_and(|open| open == key || open.parse::<usize>().is_ok())
        });
        let scope = item.map(|(list, key)| format!("{list}:{key}:")).unwrap_or_default();
        let mut typed = self.state.unfinished_of(begun.record).any(|unfinished| unfinished.field.starts_with(&scope));
        typed |= self.state.offices.get(&begun.record).is_some_and(directory::is_begun);
        FormState { open: open && shown, typed }
    }

    /// Whether the focus is on its way to one of its fields.
    pub(super) fn is_sought(&self, nav: &Nav) -> bool {
        self.state.is_seeking() || nav.seeks_field()
    }

    /// How many statements were begun and hold something that is not in the record.
    pub(super) fn begun(&self) -> usize {
        self.drafts.touched(&self.state)
    }

    /// Shows a statement that was begun, when no record is chosen.
    pub(super) fn show_begun(&mut self) {
        self.drafts.show(&mut self.state);
    }

    /// Puts the statement begun aside. What was filled in stays.
    pub(super) fn put_aside(&mut self) {
        self.drafts.put_aside(&mut self.state);
    }

    /// Begins a new statement, or goes on with the one begun in that negotiation.
    pub(super) fn begin_statement(&mut self, statement: Statement) {
        self.drafts.begin(&self.state, statement);
        self.state.seek(Focus::On("party".to_owned()));
    }

    /// Whether there is something to show: a record that is chosen, or a statement begun.
    pub(super) fn has_content(&mut self, view_ctx: &mut ViewContext<'_>) -> bool {
        self.drafts.settle(view_ctx);
        view_ctx.nav.selection().is_some() || self.drafts.is_shown()
    }

    /// Draws the chosen record, else the statement begun.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        if view_ctx.nav.several().len() > 1 {
            crate::ui::bulk_edit::inspector_ui(ui, view_ctx);
            return;
        }
        if view_ctx.nav.selection().is_none() {
            // Nothing was filled in, so Escape need not lead out of the field first.
            let escaped = draft::escaped(ui) || (self.begun() == 0 && draft::escape_reaches(ui));
            self.drafts.ui(ui, view_ctx, &mut self.state, escaped);
            self.end_ui(ui);
            return;
        }
        let workspace = view_ctx.workspace();
        // What was changed in two places is chosen where its record is.
        let about = |id: RecordId| match id {
            RecordId::Clash(id) => workspace.clashes.get(&id).map(|clash| clash.record),
            id => Some(id),
        };
        let Some((id, shown)) = view_ctx.nav.selection().and_then(about).and_then(|id| Some((id, workspace.view(id)?))) else {
            return;
        };
        if let Some(field) = view_ctx.nav.take_focus() {
            match field.as_str() {
                "clash" => self.clashes.seek(view_ctx, id),
                "first" => self.state.seek(Focus::Next),
                _ => self.state.seek(Focus::On(field)),
            }
        }
        Self::close_by_escape(ui, view_ctx);
        if draft::pending_ui(ui, &self.drafts, &self.state) {
            self.show_begun();
            view_ctx.send(Action::Select(None, None));
        }
        head::head_ui(ui, view_ctx, shown);
        let uses = self.uses.get(view_ctx.session.revision(), id, |id| usage::usage(view_ctx.workspace(), *id));
        kit::scroll_ui(ui, &format!("inspector {}", id.uuid()), |ui| {
            ui.spacing_mut().item_spacing.y = ROW_GAP;
            ui.push_id(id.uuid(), |ui| {
                self.clashes.of_record_ui(ui, view_ctx, id);
                let mut form = Form::new(view_ctx, &mut self.state, id);
                match shown {
                    // A copy of it in every frame would be one of all that it holds.
                    Record::Binned(binned) => events::binned_ui(&mut form, ui, binned),
                    _ => {
                        if let Some(record) = workspace.get(id) {
                            record_ui(ui, form, record, uses);
                        }
                    }
                }
            });
            ui.add_space(kit::space::XXL);
        });
        self.end_ui(ui);
    }

    fn end_ui(&mut self, ui: &Ui) {
        self.state.end_frame();
        if self.state.is_seeking() {
            ui.ctx().request_repaint();
        }
    }

    /// Escape leaves a field first, and then the record.
    fn close_by_escape(ui: &Ui, view_ctx: &mut ViewContext<'_>) {
        if draft::escaped(ui) {
            view_ctx.send(Action::Select(None, None));
        }
    }
}

fn record_ui(ui: &mut Ui, mut form: Form<'_, '_>, record: Record, uses: &[Use]) {
    if let Record::Binned(_) | Record::Clash(_) = record {
        return;
    }
    let f = &mut form;
    proof::proof_ui(f, ui, &record);
    macro_rules! edit {
        ($record:ident, $fields:path) => {{
            let mut $record = $record;
            $fields(f, ui, &mut $record);
            f.by_kind(ui, "", &mut *$record);
            statement::used_ui(f, ui, uses);
            Record::from($record)
        }};
    }
    let record = match record {
        Record::Party(party) => edit!(party, directory::party_ui),
        Record::Person(person) => edit!(person, directory::person_ui),
        Record::Negotiation(negotiation) => edit!(negotiation, frame::negotiation_ui),
        Record::Issue(issue) => edit!(issue, frame::issue_ui),
        Record::Source(source) => edit!(source, frame::source_ui),
        Record::Round(round) => edit!(round, round::round_ui),
        Record::FollowUp(follow_up) => edit!(follow_up, events::follow_up_ui),
        Record::Incident(incident) => edit!(incident, events::incident_ui),
        Record::Statement(mut statement) => {
            statement::statement_ui(f, ui, &mut statement);
            ui.add_space(kit::space::S);
            statement::beside_ui(f, ui, &statement);
            statement::used_ui(f, ui, uses);
            statement.into()
        }
        // One without a form of its own.
        mut plain => {
            f.by_kind(ui, "", plain.fields_mut());
            statement::used_ui(f, ui, uses);
            plain
        }
    };
    form.propose(record);
}
