//! A new statement that is not in the record yet. It begins empty, keeps what was typed wherever the user goes meanwhile, and becomes
//! a record as soon as it has what a statement must have: a party and a text.

use super::form::{Focus, Form, State, Unfinished};
use super::statement;
use crate::kit::{self, Tone};
use crate::model::{NegotiationId, Record, RecordId, Statement, StatementId};
use crate::query::names;
use crate::session::drafts::INSTEAD_OF;
use crate::session::{self, Proposal};
use crate::ui::{Action, ViewContext};
use egui::{Key, Modifiers, Ui};
use std::collections::BTreeMap;

/// The statements begun, one a negotiation, and which of them is shown.
#[derive(Default)]
pub(super) struct Drafts {
    begun: BTreeMap<NegotiationId, Draft>,
    shown: Option<NegotiationId>,
    /// Whether it is asked if the one shown is to be thrown away.
    asking: bool,
}

struct Draft {
    statement: Statement,
    /// Something was filled in.
    touched: bool,
}

impl Draft {
    /// Whether something was filled in, or typed into one of its fields.
    fn is_touched(&self, state: &State) -> bool {
        self.touched || state.unfinished_of(self.statement.id.into()).next().is_some()
    }
}

/// Where a draft was typed if it is a statement that was begun.
pub(super) const DRAFT: &str = "statement";

/// Before the name of a field, the part of a draft with what was typed into it.
const FIELD_OF: &str = "typed into";

impl Drafts {
    /// Shows the statement begun in that negotiation, else begins this one.
    pub(super) fn begin(&mut self, state: &State, statement: Statement) {
        let negotiation = statement.negotiation;
        let kept = self.begun.get(&negotiation).is_some_and(|draft| draft.is_touched(state));
        if !kept {
            self.begun.insert(negotiation, Draft { statement, touched: false });
        }
        self.shown = Some(negotiation);
        self.asking = false;
    }

    /// Whether one is shown while no record is chosen.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// How many hold something that is not in the record.
    pub(super) fn touched(&self, state: &State) -> usize {
        self.begun.values().filter(|draft| draft.is_touched(state)).count()
    }

    /// Shows one that holds something, if none is shown.
    pub(super) fn show(&mut self, state: &mut State) {
        let touched = || self.begun.iter().find(|(_, draft)| draft.is_touched(state)).map(|(negotiation, _)| *negotiation);
        self.shown = self.shown.or_else(touched);
        let draft = self.shown.and_then(|negotiation| self.begun.get(&negotiation));
        let has_party = draft.is_some_and(|draft| !draft.statement.party.0.is_nil());
        state.seek(Focus::On(if has_party { "text" } else { "party" }.to_owned()));
    }

    /// Shows none. One in which nothing was filled in goes.
    pub(super) fn put_aside(&mut self, state: &mut State) {
        if let Some(negotiation) = self.shown.take()
            && self.begun.get(&negotiation).is_some_and(|draft| !draft.is_touched(state))
        {
            self.begun.remove(&negotiation);
        }
        self.asking = false;
    }

    /// Those that hold something, with what was typed into their fields and not taken yet.
    pub(super) fn drafts(&self, state: &State) -> impl Iterator<Item = session::Draft> {
        self.begun.values().filter(|draft| draft.is_touched(state)).map(|Draft { statement, .. }| {
            let of = std::iter::once(statement.negotiation.into()).chain(statement.round.map(RecordId::from));
            let mut draft = session::Draft::of_statement(DRAFT, of, statement);
            for unfinished in state.unfinished_of(statement.id.into()) {
                draft.words.insert(format!("{FIELD_OF} {}", unfinished.field), unfinished.text.to_owned());
                let base = unfinished.base.map(|base| (format!("{INSTEAD_OF} {}", unfinished.field), base.to_owned()));
                draft.words.extend(base);
            }
            draft
        })
    }

    /// Puts one back and shows it. What has been begun in its negotiation since stays. Whether it could be read.
    pub(super) fn put_back(&mut self, state: &mut State, draft: &session::Draft) -> bool {
        let Some(statement) = draft.statement() else { return false };
        let (negotiation, record) = (statement.negotiation, statement.id.into());
        if self.begun.get(&negotiation).is_some_and(|begun| begun.is_touched(state)) {
            return true;
        }
        for (part, text) in &draft.words {
            if let Some(field) = part.strip_prefix(FIELD_OF).and_then(|rest| rest.strip_prefix(' ')) {
                let base = draft.words.get(&format!("{INSTEAD_OF} {field}")).map(String::as_str);
                state.put_field_back(Unfinished { record, field, text, base });
            }
        }
        self.begun.insert(negotiation, Draft { statement, touched: true });
        self.shown = Some(negotiation);
        true
    }

    /// Whether the record is a statement that was begun.
    pub(super) fn holds(&self, record: RecordId) -> bool {
        self.begun.values().any(|draft| RecordId::from(draft.statement.id) == record)
    }

    /// Lets go of those that have become records, shows such a record, and forgets those whose negotiation is gone.
    pub(super) fn settle(&mut self, view_ctx: &mut ViewContext<'_>) {
        let workspace = view_ctx.workspace();
        let made: Option<StatementId> =
            self.begun.values().map(|draft| draft.statement.id).find(|id| workspace.statements.contains_key(id));
        if let Some(id) = made
            && view_ctx.nav.selection().is_none()
        {
            view_ctx.nav.select(Some(id.into()), None);
        }
        self.begun.retain(|negotiation, draft| {
            !workspace.statements.contains_key(&draft.statement.id) && workspace.negotiations.contains_key(negotiation)
        });
        self.shown = self.shown.filter(|negotiation| self.begun.contains_key(negotiation));
    }

    /// Throws the one shown away, after asking if something was filled in.
    fn discard(&mut self, state: &mut State, surely: bool) {
        let Some(negotiation) = self.shown else { return };
        self.asking = !surely && self.begun.get(&negotiation).is_some_and(|draft| draft.is_touched(state));
        if !self.asking
            && let Some(draft) = self.begun.remove(&negotiation)
        {
            state.forget(draft.statement.id.into());
            self.shown = None;
        }
    }

    /// Draws the one shown.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, state: &mut State, escaped: bool) {
        let Some(draft) = self.shown.and_then(|negotiation| self.begun.get_mut(&negotiation)) else { return };
        let mut discards = escaped && !self.asking;
        head_ui(ui, view_ctx, draft, &mut discards);
        let id = draft.statement.id;
        kit::scroll_ui(ui, &format!("inspector {id}"), |ui| {
            ui.spacing_mut().item_spacing.y = super::ROW_GAP;
            let mut statement = draft.statement.clone();
            let mut form = Form::new(view_ctx, state, id.into());
            form.negotiation_of_draft = Some(statement.negotiation);
            statement::statement_ui(&mut form, ui, &mut statement);
            let made = form.finish(statement.clone());
            if let Some((proposal, others)) = made {
                draft.statement = statement;
                draft.touched = true;
                let there =
                    |party| view_ctx.workspace().contains(party) || others.iter().any(|record: &Record| record.id() == party);
                let ready = there(draft.statement.party.into()) && !draft.statement.text.trim().is_empty();
                if ready {
                    view_ctx.send(Action::Put(proposal));
                } else if let Some(first) = others.first().map(Record::id) {
                    let label = format!("add {}", first.noun());
                    view_ctx.send(Action::Put(Proposal { label, puts: others, gesture: None }));
                }
            }
            ui.add_space(kit::space::XXL);
        });
        if discards {
            self.discard(state, false);
        }
        self.question_ui(ui, state);
    }

    fn question_ui(&mut self, ui: &Ui, state: &mut State) {
        if !self.asking {
            return;
        }
        let (answer, close) = kit::dialog_ui(ui, "discard draft", |ui| {
            kit::page_title_ui(ui, "Discard this statement?", "", |_| {});
            ui.add(kit::text("It is not in the record yet. What you filled in is lost."));
            ui.add_space(kit::space::M);
            ui.horizontal(|ui| {
                let keep = ui.add(kit::button("Keep it").primary());
                if ui.memory(|memory| memory.focused().is_none()) {
                    keep.request_focus();
                }
                let discard = ui.add(kit::button("Discard it").danger());
                match () {
                    () if keep.clicked() => Some(false),
                    () if discard.clicked() => Some(true),
                    () => None,
                }
            })
            .inner
        });
        match answer {
            Some(true) => {
                self.asking = false;
                self.discard(state, true);
            }
            Some(false) => self.asking = false,
            None if close => self.asking = false,
            None => {}
        }
        if !self.asking && self.shown.is_some() {
            state.seek(Focus::On("party".to_owned()));
        }
    }
}

fn head_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, draft: &Draft, discards: &mut bool) {
    ui.add_space(kit::space::XS);
    kit::with_actions_ui(
        ui,
        |ui| {
            ui.add(kit::text("Statement").weak().small().truncate());
        },
        |ui| {
            let button = kit::button("Discard").quiet().name("Discard this statement").tooltip("Throw it away (Escape)");
            *discards |= ui.add(button).clicked();
        },
    );
    ui.add(kit::text("New statement").strong().size(kit::size::LEAD));
    let workspace = view_ctx.workspace();
    let place = draft
        .statement
        .round
        .map_or_else(|| names::negotiation(workspace, draft.statement.negotiation), |round| names::round(workspace, round));
    ui.add(kit::text(place).weak().caption().truncate());
    let party = workspace.contains(draft.statement.party.into());
    let text = !draft.statement.text.trim().is_empty();
    let missing = match (party, text) {
        (false, false) => "a party and a text are missing",
        (false, true) => "a party is missing",
        (true, _) => "a text is missing",
    };
    ui.add(kit::text(format!("Not in the record yet: {missing}.")).small().color(kit::tokens(ui).tone(Tone::Warning).text));
    ui.add_space(kit::space::XS);
    ui.separator();
}

/// The line over another record that leads back to a statement begun.
pub(super) fn pending_ui(ui: &mut Ui, drafts: &Drafts, state: &State) -> bool {
    if drafts.touched(state) == 0 {
        return false;
    }
    let words = "A new statement is not in the record yet";
    let button = kit::button(words).quiet().by_pointer().tooltip("Go on with it (Ctrl+E in its negotiation)");
    ui.add(button).clicked()
}

/// Whether Escape was pressed where no text field has the focus and nothing is open over the window.
pub(super) fn escaped(ui: &Ui) -> bool {
    !kit::text_has_focus(ui) && escape_reaches(ui)
}

/// Whether Escape was pressed, and nothing is open over the window that hears it first.
pub(super) fn escape_reaches(ui: &Ui) -> bool {
    let held = egui::Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
    !held && kit::keys::pressed(ui, Modifiers::NONE, Key::Escape)
}
