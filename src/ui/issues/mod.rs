//! The issues of a negotiation as a tree: added, moved and set in state where they stand.

mod order;

use super::{Command, Memo, ViewContext, badges, focus, row, selection};
use crate::kit::{self, Choice, Icon, space};
use crate::model::{Issue, IssueId, IssueState, NegotiationId, Record, RecordId, RoundId, Vocabulary, Workspace};
use crate::query::usage::counted;
use crate::query::{issues, names};
use crate::session::{Draft, New, Proposal};
use crate::ui::Action;
use egui::{EventFilter, Id, Key, Modifiers, Response, Role, Ui};
use order::{Move, Order};
use std::collections::{BTreeMap, BTreeSet};

/// The issues of a negotiation.
#[derive(Default)]
pub(super) struct IssuesPage {
    of: Option<NegotiationId>,
    adding: Option<Adding>,
    /// The names of issues begun in other negotiations, which wait there.
    waiting: BTreeMap<NegotiationId, String>,
    /// A new issue was asked for from elsewhere.
    wanted: bool,
    /// The row that gets the focus in the next frame.
    focus: Option<IssueId>,
    counts: Memo<NegotiationId, BTreeMap<IssueId, Count>>,
}

/// A new issue that is being named.
struct Adding {
    after: Option<IssueId>,
    depth: usize,
    name: String,
    /// Whether the field is yet to get the focus.
    fresh: bool,
}

impl Adding {
    /// One whose name was begun before; it does not take the focus.
    fn back(name: String) -> Self {
        Self { after: None, depth: 0, name, fresh: false }
    }
}

/// What was said on an issue.
#[derive(Clone, Debug, Default)]
struct Count {
    statements: usize,
    rounds: BTreeSet<RoundId>,
}

fn counts(workspace: &Workspace, negotiation: NegotiationId) -> BTreeMap<IssueId, Count> {
    let mut counts: BTreeMap<IssueId, Count> = BTreeMap::new();
    for statement in workspace.statements_of(negotiation) {
        for issue in &statement.issues {
            let count = counts.entry(*issue).or_default();
            count.statements += 1;
            count.rounds.extend(statement.round);
        }
    }
    counts
}

/// What a row asks for.
enum RowAction {
    Select,
    AddAfter,
    Move(Move),
    State(IssueState),
}

/// Where a draft was typed if it is the name of an issue that was not added.
pub(super) const DRAFT: &str = "new issue";

impl IssuesPage {
    /// The names of issues that were begun and not added.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        let here = self.of.zip(self.adding.as_ref().map(|adding| &adding.name));
        let all = here.into_iter().chain(self.waiting.iter().map(|(id, name)| (*id, name)));
        let named = all.filter(|(_, name)| !name.trim().is_empty());
        named.map(|(id, name)| Draft::of(DRAFT, [id.into()], "name", name))
    }

    /// Puts back the name of an issue that was begun. What has been begun there since stays.
    pub(super) fn put_back(&mut self, draft: &Draft) {
        let &[RecordId::Negotiation(id)] = draft.of.as_slice() else { return };
        let name = draft.text("name").to_owned();
        if self.of != Some(id) {
            self.waiting.entry(id).or_insert(name);
        } else if self.adding.is_none() {
            self.adding = Some(Adding::back(name));
        }
    }

    /// What was begun in one negotiation waits there while another one is shown.
    fn go_to(&mut self, id: NegotiationId) {
        if self.of == Some(id) {
            return;
        }
        let mut waiting = std::mem::take(&mut self.waiting);
        let named = self.adding.take().map(|adding| adding.name).filter(|name| !name.trim().is_empty());
        if let (Some(before), Some(name)) = (self.of, named) {
            waiting.insert(before, name);
        }
        let adding = waiting.remove(&id).map(Adding::back);
        *self = Self { of: Some(id), adding, waiting, wanted: self.wanted, ..Self::default() };
    }

    /// Opens the field that names a new issue when the page is next drawn.
    pub(super) fn ask_for_new(&mut self) {
        self.wanted = true;
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        self.go_to(id);
        let workspace = view_ctx.workspace();
        let tree = issues::tree(workspace, id);
        let order = Order::of(workspace, id);
        let settled = |issue: &IssueId| {
            let state = workspace.issues.get(issue).map(|issue| &issue.state);
            matches!(state, Some(IssueState::Agreed | IssueState::TentativelyAgreed))
        };
        let agreed = tree.iter().filter(|node| settled(&node.issue)).count();
        let subtitle = match (tree.len(), agreed) {
            (0, _) => String::new(),
            (all, 0) => counted(all, "issue"),
            (all, agreed) => format!("{}, {agreed} agreed at least tentatively", counted(all, "issue")),
        };
        let mut add = std::mem::take(&mut self.wanted);
        kit::page_title_ui(ui, "Issues", &subtitle, |ui| {
            add |= !tree.is_empty()
                && ui.add(kit::button("Add issue").icon(Icon::Add).primary().tooltip(&Command::NewIssue.tip(ui.ctx()))).clicked();
        });
        if tree.is_empty() && self.adding.is_none() {
            let sentence =
                "An issue is a topic on the table. Statements name it, and positions are compared by it. It may have parts.";
            add |= kit::empty_ui(ui, Icon::Issue, "No issues yet", sentence, Some("Add the first issue"));
        } else {
            let keys =
                "Enter adds an issue below the row. Ctrl with the arrow keys moves it up, down, in and out; so does dragging it.";
            ui.add(kit::text(keys).weak().caption());
            ui.add_space(space::XS);
        }
        if add && !self.submit_named(view_ctx, id, &order) {
            self.add_after(&order, None);
        }
        kit::scroll_ui(ui, "issues", |ui| {
            if !tree.is_empty() {
                kit::access::is(ui, Role::Tree, "Issues");
            }
            self.tree_ui(ui, view_ctx, id, &tree, &order);
        });
    }

    fn add_after(&mut self, order: &Order, after: Option<IssueId>) {
        let depth = after.map_or(0, |after| order.depth(after));
        self.adding = Some(Adding { after, depth, name: String::new(), fresh: true });
    }

    fn tree_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId, tree: &[issues::Node], order: &Order) {
        let workspace = view_ctx.workspace();
        let counts = self.counts.get(view_ctx.session.revision(), id, |id| counts(workspace, *id)).clone();
        let slot = self.adding.as_ref().map(|adding| order.slot(adding.after, adding.depth).0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut drag = kit::reorder(("issues", id));
        // Which line of the order each row shows.
        let mut lines: Vec<usize> = Vec::with_capacity(tree.len());
        let mut asked = None;
        let list = focus::begin_list(ui, "issues");
        for (at, node) in tree.iter().enumerate() {
            if slot == Some(at) {
                self.adding_ui(ui, view_ctx, id, order);
            }
            let Some(issue) = workspace.issues.get(&node.issue) else { continue };
            let count = counts.get(&issue.id).cloned().unwrap_or_default();
            let (row, wanted) = ui.push_id(issue.id, |ui| issue_ui(ui, view_ctx, issue, node.depth, &count, tree)).inner;
            drag.row(ui, &row);
            lines.push(at);
            if self.focus == Some(issue.id) {
                self.focus = None;
                row.request_focus();
            }
            asked = wanted.map(|wanted| (issue, wanted)).or(asked);
        }
        focus::end_list(ui, list);
        if slot == Some(tree.len()) {
            self.adding_ui(ui, view_ctx, id, order);
        }
        if let Some(held) = drag.held(ui)
            && let Some(&from) = lines.get(held.from)
        {
            let slot = lines.get(held.slot).copied().unwrap_or(tree.len());
            #[expect(clippy::cast_possible_truncation, reason = "a number of levels")]
            let levels = (held.shift / space::XL).round() as isize;
            drag.line_ui(ui, held.slot, indent(order.landing(from, slot, levels)));
            if held.dropped
                && let Some(order) = order.dropped(from, slot, levels)
            {
                put_all(view_ctx, "move issue", order.changes(workspace, None));
                self.focus = tree.get(from).map(|node| node.issue);
            }
        }
        if let Some((issue, asked)) = asked {
            if matches!(asked, RowAction::AddAfter) {
                self.submit_named(view_ctx, id, order);
            }
            self.do_asked(view_ctx, order, issue, asked);
        }
    }

    fn do_asked(&mut self, view_ctx: &mut ViewContext<'_>, order: &Order, issue: &Issue, asked: RowAction) {
        match asked {
            RowAction::Select => view_ctx.select(issue.id),
            RowAction::AddAfter => self.add_after(order, Some(issue.id)),
            RowAction::State(state) => view_ctx.put("change state of issue", Issue { state, ..issue.clone() }),
            RowAction::Move(to) => {
                if let Some(order) = order.moved(issue.id, to) {
                    put_all(view_ctx, to.label(), order.changes(view_ctx.workspace(), None));
                    self.focus = Some(issue.id);
                }
            }
        }
    }

    /// The field that names a new issue: Enter adds it and goes on to the next, `Tab` and `Shift+Tab` change its level, Escape leaves.
    fn adding_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, order: &Order) {
        let Some(adding) = &mut self.adding else { return };
        let id = Id::unique(("new issue", negotiation));
        let (mut inwards, mut outwards, mut leave) = (false, false, false);
        if ui.memory(|memory| memory.has_focus(id)) {
            outwards = kit::keys::take(ui, Modifiers::SHIFT, Key::Tab);
            inwards = kit::keys::take(ui, Modifiers::NONE, Key::Tab);
            leave = kit::keys::pressed(ui, Modifiers::NONE, Key::Escape);
        }
        let mut submitted = false;
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            ui.add_space(indent(adding.depth) + space::S);
            let field =
                kit::text_field("New issue", &mut adding.name).hint("What is on the table").hide_label().id(id).width(360.0);
            let field = field.show(ui);
            if std::mem::take(&mut adding.fresh) {
                field.response.request_focus();
            }
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            submitted |= field.submitted;
            submitted |= ui.add(kit::button("Add").enabled(!adding.name.trim().is_empty())).clicked();
            outwards |= ui.add(kit::icon_button(Icon::ArrowLeft, "Take it out one level").small()).clicked();
            inwards |= ui.add(kit::icon_button(Icon::ArrowRight, "Make it a part of the issue above").small()).clicked();
            leave |= ui.add(kit::icon_button(Icon::Close, "Add no more").small()).clicked();
        });
        ui.add_space(space::XS);
        let deepest = order.deepest(adding.after);
        if inwards {
            adding.depth = (adding.depth + 1).min(deepest);
        }
        if outwards {
            adding.depth = adding.depth.saturating_sub(1);
        }
        if leave || submitted && adding.name.trim().is_empty() {
            self.focus = adding.after;
            self.adding = None;
        } else if submitted {
            self.submit(view_ctx, negotiation, order);
            // At once: what is typed before the next frame belongs to the next issue.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Adds the issue whose name stands in the field, if one does, rather than throw it away.
    fn submit_named(&mut self, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, order: &Order) -> bool {
        let named = self.adding.as_ref().is_some_and(|adding| !adding.name.trim().is_empty());
        if named {
            self.submit(view_ctx, negotiation, order);
        }
        named
    }

    fn submit(&mut self, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, order: &Order) {
        let Some(adding) = &mut self.adding else { return };
        let new = New::Issue { negotiation, name: adding.name.trim().to_owned(), parent: None };
        let Record::Issue(issue) = view_ctx.session.draft_as(view_ctx.session.fresh_id(), new) else { return };
        let order = order.with(issue.id, adding.after, adding.depth);
        put_all(view_ctx, "add issue", order.changes(view_ctx.workspace(), Some(&issue)));
        adding.after = Some(issue.id);
        adding.name.clear();
        adding.fresh = true;
    }
}

/// Several issues in one step.
fn put_all(view_ctx: &mut ViewContext<'_>, label: &str, issues: Vec<Issue>) {
    let mut issues = issues.into_iter();
    let Some(first) = issues.next() else { return };
    let proposal = issues.fold(Proposal::put(label, first), Proposal::and);
    view_ctx.send(Action::Put(proposal));
}

fn indent(depth: usize) -> f32 {
    space::XL * depth.min(8) as f32
}

/// Below this width the rounds are not counted in a row.
const NARROW: f32 = 760.0;
/// Below this width the buttons of the row that is selected stand in the place of its number of statements.
const TIGHT: f32 = 560.0;
/// How many buttons the row that is selected has.
const BUTTONS: f32 = 5.0;

/// The room that the buttons of a row take.
fn buttons_width() -> f32 {
    BUTTONS * (kit::height::SMALL + space::XS)
}

fn issue_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    issue: &Issue,
    depth: usize,
    count: &Count,
    tree: &[issues::Node],
) -> (Response, Option<RowAction>) {
    let workspace = view_ctx.workspace();
    let selected = view_ctx.is_selected(issue.id);
    let title = names::issue(workspace, issue.id);
    let said = match (count.statements, count.rounds.len()) {
        (0, _) => "nothing stated".to_owned(),
        (statements, 0) => counted(statements, "statement"),
        (statements, rounds) => format!("{} in {}", counted(statements, "statement"), counted(rounds, "round")),
    };
    let name = kit::join([title.as_str(), issue.state.said(), &said], ", ");
    let mut asked = None;
    let narrow = ui.available_width() < NARROW;
    let tight = ui.available_width() < TIGHT;
    let (short, said_width, state_width) =
        if narrow { (counted(count.statements, "statement"), 90.0, 132.0) } else { (said, 190.0, 150.0) };
    let said_width = if tight { buttons_width() } else { said_width };
    let response = row::tree_row_ui(ui, &name, selected, depth + 1, |ui| {
        kit::with_actions_ui(
            ui,
            |ui| {
                ui.add_space(indent(depth));
                badges::clash_icon_ui(ui, view_ctx.workspace(), issue.id);
                let words = kit::text(title.as_str());
                ui.add(if depth == 0 { words.strong().truncate() } else { words.truncate() });
            },
            |ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                if !tight {
                    asked = buttons_ui(ui, &title, selected);
                }
                ui.allocate_ui_with_layout(
                    egui::vec2(state_width, 22.0),
                    egui::Layout::left_to_right(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(state_width);
                        asked = state_ui(ui, &title, &issue.state).map(RowAction::State).or(asked.take());
                    },
                );
                if tight && selected {
                    asked = buttons_ui(ui, &title, selected).or(asked.take());
                    return;
                }
                ui.allocate_ui_with_layout(
                    egui::vec2(said_width, 22.0),
                    egui::Layout::left_to_right(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(said_width);
                        if count.statements > 0 {
                            ui.add(kit::text(short.as_str()).weak().small().truncate());
                        }
                    },
                );
            },
        );
    });
    let bottom = response.rect.bottom();
    ui.painter().hline(response.rect.x_range(), bottom, (1.0, kit::tokens(ui).line));
    let alone =
        selection::row(ui, view_ctx, &response, issue.id.into(), || tree.iter().map(|node| Some(node.issue.into())).collect());
    if response.has_focus() {
        asked = key_asked(ui, response.id).or(asked);
    }
    if asked.is_none() && alone {
        response.request_focus();
        asked = Some(RowAction::Select);
    }
    (response, asked)
}

/// What the keys ask of the row that has the focus.
fn key_asked(ui: &Ui, id: Id) -> Option<RowAction> {
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let moves =
        [(Key::ArrowUp, Move::Up), (Key::ArrowDown, Move::Down), (Key::ArrowRight, Move::In), (Key::ArrowLeft, Move::Out)];
    for (key, to) in moves {
        if kit::keys::take(ui, Modifiers::COMMAND, key) {
            return Some(RowAction::Move(to));
        }
    }
    kit::keys::take(ui, Modifiers::NONE, Key::Enter).then_some(RowAction::AddAfter)
}

/// The same by the pointer, for the row that is selected; the others keep the room, so that nothing moves.
fn buttons_ui(ui: &mut Ui, title: &str, selected: bool) -> Option<RowAction> {
    let mut asked = None;
    let buttons = [
        (Icon::Add, "Add an issue below", RowAction::AddAfter),
        (Icon::ArrowRight, "Move in", RowAction::Move(Move::In)),
        (Icon::ArrowLeft, "Move out", RowAction::Move(Move::Out)),
        (Icon::ArrowDown, "Move down", RowAction::Move(Move::Down)),
        (Icon::ArrowUp, "Move up", RowAction::Move(Move::Up)),
    ];
    if !selected {
        ui.add_space(buttons_width());
        return None;
    }
    for (icon, words, wanted) in buttons {
        let name = format!("{words}: {title}");
        if ui.add(kit::icon_button(icon, &name).tooltip(words).small()).clicked() {
            asked = Some(wanted);
        }
    }
    asked
}

/// The state as a chip that opens the list of states.
fn state_ui(ui: &mut Ui, title: &str, state: &IssueState) -> Option<IssueState> {
    let label = format!("State of {title}");
    let items: Vec<&str> = IssueState::KNOWN.iter().map(Vocabulary::label).collect();
    let meanings: Vec<&str> = IssueState::KNOWN.iter().map(Vocabulary::meaning).collect();
    // Where nobody has said it, the chip is only the way to the list.
    let chip = if state.said().is_empty() { kit::chip("State") } else { badges::issue_state_chip(state) };
    match kit::combo(&label, state.label(), &items).over(chip).meanings(&meanings).show(ui) {
        Some(Choice::Item(at)) => IssueState::KNOWN.get(at).filter(|chosen| *chosen != state).cloned(),
        _ => None,
    }
}
