//! All statements of a negotiation, by round and between rounds, with filters; and the quick line for what is said between rounds.

mod filter;
mod list;

use super::filters::{Saving, shown_words};
use super::lines::above_ui;
use super::quick_line::QuickLine;
use super::{Command, CopyOf, Memo, ViewContext, copy_table};
use crate::exchange::request::What;
use crate::kit::{self, Icon};
use crate::model::{NegotiationId, RecordId};
use crate::query::to_check;
use crate::session::Draft;
use egui::{ScrollArea, Ui};
use filter::{Choices, Filter};
use list::Item;
use std::collections::BTreeMap;

/// The list, as its order and its filters are kept under.
const LIST: &str = "statements";

/// All statements of a negotiation.
#[derive(Default)]
pub(super) struct StatementsPage {
    /// The negotiation shown last.
    of: Option<NegotiationId>,
    filter: Filter,
    /// The filters of the others.
    others: BTreeMap<NegotiationId, Filter>,
    saving: Saving,
    /// In a narrow page: whether the filters are shown.
    open: bool,
    items: Memo<list::Asked, Vec<Item>>,
    to_check: Memo<NegotiationId, usize>,
    choices: Memo<NegotiationId, Choices>,
    quick_line: QuickLine,
    /// The first of the list is to get the focus.
    leads: bool,
}

impl StatementsPage {
    /// The lines that were begun here and not sent.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        self.quick_line.drafts()
    }

    /// Puts back a line that was not sent.
    pub(super) fn put_back(&mut self, draft: &Draft) {
        self.quick_line.put_back(draft);
    }

    /// Shows those that somebody must look at, and no others, with the focus on the first.
    pub(super) fn show_to_check(&mut self, negotiation: NegotiationId) {
        self.go_to(negotiation);
        self.filter = Filter { to_check: true, ..Filter::default() };
        self.leads = true;
    }

    /// A filter belongs to the list of one negotiation: that of another waits there.
    fn go_to(&mut self, id: NegotiationId) {
        if let Some(before) = self.of.replace(id).filter(|before| *before != id) {
            let filter = std::mem::replace(&mut self.filter, self.others.remove(&id).unwrap_or_default());
            self.others.insert(before, filter);
        }
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        self.go_to(id);
        above_ui(
            ui,
            "statements",
            &mut (self, view_ctx),
            |(page, view_ctx), ui| page.page_ui(ui, view_ctx, id),
            |(page, view_ctx), ui| page.quick_line.ui(ui, view_ctx, id, None),
        );
    }

    fn page_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        let workspace = view_ctx.workspace();
        let all = workspace.statements_of(id).count();
        let revision = view_ctx.session.revision();
        let sort = view_ctx.views.list(LIST).sort;
        let session = view_ctx.session;
        let memo = &mut self.items;
        let mut fitting = |filter: &Filter| {
            let asked = (id, filter.clone(), sort.clone(), view_ctx.zone);
            let items = memo.get(revision, asked, |asked| list::items(session, asked));
            let at = |id: RecordId| items.iter().position(|item| item.is(id));
            view_ctx.nav.wanted().is_none_or(|id| at(id).is_some())
        };
        // What was opened from elsewhere is shown, whatever the filter was.
        if !fitting(&self.filter) && fitting(&Filter::default()) {
            self.filter = Filter::default();
        }
        let asked = (id, self.filter.clone(), sort, view_ctx.zone);
        let items = self.items.get(revision, asked, |asked| list::items(session, asked));
        if std::mem::take(&mut self.leads)
            && let Some(first) = items.iter().find_map(Item::record)
        {
            view_ctx.nav.lead_to(first);
        }
        let shown = items.iter().filter_map(Item::record).count();
        let (mut add, mut copies) = (false, false);
        kit::page_title_ui(ui, "Statements", "", |ui| {
            add = ui
                .add(kit::button("New statement").icon(Icon::Add).quiet().tooltip(&Command::NewStatement.tip(ui.ctx())))
                .clicked();
            if shown > 0 {
                copies = copy_table::button_ui(ui, view_ctx);
            }
        });
        if copies {
            let ids = items.iter().filter_map(|item| match item {
                Item::Statement(id, _) => Some(*id),
                Item::Heading(..) => None,
            });
            let is_sorted = view_ctx.views.list(LIST).sort.is_some();
            copy_table::copy(view_ctx, CopyOf::rows(What::Statements, id, ids.clone()).sorted(is_sorted, ids));
        }
        if add {
            view_ctx.run(Command::NewStatement);
        }
        if all == 0 {
            let sentence = "A statement is one thing that one party said. Type the first in the line below, or open a round and type \
                            it there: party, kind and issue, a colon, and the words.";
            kit::empty_ui(ui, Icon::Statement, "No statements yet", sentence, None);
            return;
        }
        let to_check = *self.to_check.get(revision, id, |id| to_check::statements(workspace, *id));
        let choices = self.choices.get(revision, id, |id| Choices::new(workspace, *id));
        let filter = filter::filter_ui(
            ui,
            view_ctx,
            (id, &self.filter),
            (&shown_words(shown, all, "statement"), to_check, choices),
            (&mut self.saving, &mut self.open),
        );
        if items.is_empty() {
            if kit::empty_ui(ui, Icon::Filter, "Nothing fits", "No statement fits all of these filters.", Some("Show all")) {
                self.filter = Filter::default();
            }
        } else {
            list_ui(ui, view_ctx, items);
        }
        if let Some(filter) = filter {
            self.filter = filter;
        }
    }
}

/// Only the rows in view are drawn, so ten thousand are no trouble.
fn list_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, items: &[Item]) {
    ui.add_space(kit::space::XS);
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = ScrollArea::vertical().id_salt("statements").auto_shrink([false, false]);
    let wanted = view_ctx.nav.wanted().and_then(|id| items.iter().position(|item| item.is(id)));
    scroll.show_rows(ui, list::ROW, items.len(), |ui, range| {
        kit::access::is_list(ui, "Statements", items.iter().filter_map(Item::record).count());
        let workspace = view_ctx.workspace();
        let name = |at: usize| list::row_name(workspace, items.get(at)?);
        let before = items.iter().take(range.start).filter_map(Item::record).count();
        let view = (range, items.len(), list::ROW);
        crate::ui::focus::rows_in_view_ui(ui, "statements", view, (wanted, before), name, |ui, at| {
            if let Some(item) = items.get(at) {
                ui.push_id(at, |ui| list::item_ui(ui, view_ctx, item, items));
            }
        });
    });
}
