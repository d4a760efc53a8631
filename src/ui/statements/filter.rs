//! Which statements are wanted: words, party, issue, kind, record level, verification.

use super::LIST;
use crate::kit::{self, Choice, Icon};
use crate::model::{
    IssueId, NegotiationId, PartyId, RecordId, RecordLevel, Statement, StatementKind, Verification, Vocabulary, Workspace,
};
use crate::query::{issues, names, position};
use crate::session::Session;
use crate::ui::filters::{Bar, Saving};
use crate::ui::views::{Values, ids, put};
use crate::ui::{ViewContext, sorting};
use egui::Ui;
use std::collections::BTreeSet;

/// What is wanted; what is empty filters nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filter {
    pub words: String,
    pub party: Option<PartyId>,
    pub issue: Option<IssueId>,
    pub kind: Option<StatementKind>,
    pub level: Option<RecordLevel>,
    pub verification: Option<Verification>,
    pub tag: Option<String>,
    /// Only what is still to be looked at.
    pub to_check: bool,
}

impl Filter {
    /// The statements of a negotiation that are wanted. An issue stands for its parts too, and a party for what was said on its
    /// behalf.
    pub(super) fn wanted<'a>(&self, session: &'a Session, negotiation: NegotiationId) -> impl Iterator<Item = &'a Statement> {
        let workspace = session.workspace();
        let on = self.issue.map(|issue| [vec![issue], issues::within(workspace, issue)].concat());
        let found: Option<BTreeSet<RecordId>> =
            if self.words.trim().is_empty() { None } else { session.search_index().matches(&self.words) };
        workspace.statements_of(negotiation).filter(move |statement| {
            self.party.is_none_or(|party| position::voices(statement).any(|voice| voice == party))
                && on.as_ref().is_none_or(|on| statement.issues.iter().any(|issue| on.contains(issue)))
                && self.kind.as_ref().is_none_or(|kind| *kind == statement.kind)
                && self.level.as_ref().is_none_or(|level| *level == statement.level)
                && self.verification.as_ref().is_none_or(|verification| *verification == statement.verification)
                && self.tag.as_ref().is_none_or(|tag| statement.tags.contains(tag))
                && (!self.to_check || !statement.to_check.is_empty())
                && found.as_ref().is_none_or(|found| found.contains(&statement.id.into()))
        })
    }

    /// How many choices from lists are made.
    fn picked(&self) -> usize {
        let picks = [
            self.party.is_some(),
            self.issue.is_some(),
            self.kind.is_some(),
            self.level.is_some(),
            self.verification.is_some(),
            self.tag.is_some(),
        ];
        picks.into_iter().filter(|picked| *picked).count()
    }

    /// What is wanted, as it is kept under a name.
    pub(super) fn values(&self) -> Values {
        let mut values = Values::new();
        put(&mut values, "words", self.words.trim());
        put(&mut values, "party", &self.party.map(|id| id.to_string()).unwrap_or_default());
        put(&mut values, "issue", &self.issue.map(|id| id.to_string()).unwrap_or_default());
        put(&mut values, "kind", self.kind.as_ref().map_or("", Vocabulary::key));
        put(&mut values, "level", self.level.as_ref().map_or("", Vocabulary::key));
        put(&mut values, "verification", self.verification.as_ref().map_or("", Vocabulary::key));
        put(&mut values, "tag", self.tag.as_deref().unwrap_or_default());
        put(&mut values, "to_check", if self.to_check { "yes" } else { "" });
        values
    }

    /// The filter that was kept so.
    pub(super) fn of_values(values: &Values) -> Self {
        fn term<V: Vocabulary>(values: &Values, name: &str) -> Option<V> {
            let key = values.get(name)?;
            Some(V::from_key(key).unwrap_or_else(|| V::other(key.clone())))
        }
        let one = |found: Option<Vec<_>>| found.and_then(|ids| ids.first().copied());
        Self {
            words: values.get("words").cloned().unwrap_or_default(),
            party: one(ids(values, "party")).map(PartyId),
            issue: one(ids(values, "issue")).map(IssueId),
            kind: term(values, "kind"),
            level: term(values, "level"),
            verification: term(values, "verification"),
            tag: values.get("tag").cloned(),
            to_check: values.contains_key("to_check"),
        }
    }
}

/// What else than the date the list can be sorted by.
pub(super) const ORDERS: [(&str, &str); 7] = [
    ("said", "Date said"),
    ("party", "Party"),
    ("speaker", "Speaker"),
    ("issue", "Issue"),
    ("kind", "Kind"),
    ("level", "Record level"),
    ("verification", "Verification"),
];

/// Draws the filters, and how many statements are shown; gives back what was changed.
pub(super) fn filter_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    (negotiation, filter): (NegotiationId, &Filter),
    (shown, to_check, choices): (&str, usize, &Choices),
    (saving, open): (&mut Saving, &mut bool),
) -> Option<Filter> {
    let mut new = filter.clone();
    let wide = ui.available_width() >= WIDE;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(kit::space::S, kit::space::XS);
        cell_ui(ui, WORDS, |ui| {
            kit::text_field("Words", &mut new.words).hint("Words").hide_label().show(ui);
        });
        if wide {
            picks_ui(ui, view_ctx, (negotiation, choices), &mut new);
        } else {
            let words = match new.picked() {
                0 => "Filters".to_owned(),
                1 => "1 filter".to_owned(),
                count => format!("{count} filters"),
            };
            let button = kit::button(words).icon(Icon::Filter).quiet().selected(*open).name("Filters");
            if ui.add(button.tooltip("By party, issue, kind, record level and verification")).clicked() {
                *open = !*open;
            }
        }
        sorting::picker_ui(ui, view_ctx, LIST, "Newest first", &ORDERS);
    });
    if *open && !wide {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(kit::space::S, kit::space::XS);
            picks_ui(ui, view_ctx, (negotiation, choices), &mut new);
        });
    }
    ui.horizontal(|ui| {
        let bar = Bar { list: LIST, negotiation: Some(negotiation), values: &new.values(), shown };
        if let Some(values) = bar.ui(ui, view_ctx, saving) {
            new = Filter::of_values(&values);
        }
        if to_check > 0 || new.to_check {
            let words = format!("To look at ({to_check})");
            new.to_check = kit::toggle_ui(ui, new.to_check, &words).unwrap_or(new.to_check);
        }
    });
    (new != *filter).then_some(new)
}

/// What is chosen from lists: party, issue, kind, level, verification, tag.
fn picks_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, (negotiation, choices): (NegotiationId, &Choices), new: &mut Filter) {
    let workspace = view_ctx.workspace();
    pick_ui(ui, "Party", &choices.parties, &mut new.party, |id| names::party(workspace, *id));
    let tree: Vec<IssueId> = issues::tree(workspace, negotiation).into_iter().map(|node| node.issue).collect();
    pick_ui(ui, "Issue", &tree, &mut new.issue, |id| names::issue_path(workspace, *id));
    term_ui(ui, &mut new.kind);
    term_ui(ui, &mut new.level);
    term_ui(ui, &mut new.verification);
    // What nobody uses here takes no room.
    if !choices.tags.is_empty() || new.tag.is_some() {
        pick_ui(ui, "Tag", &choices.tags, &mut new.tag, String::clone);
    }
}

/// From this width on all filters stand in one line; else behind a button.
const WIDE: f32 = 980.0;

/// How wide the field for words is, and how wide each choice.
const WORDS: f32 = 140.0;
const PICK: f32 = 122.0;

/// A cell of a width of its own; all are equally high, so that they stand on one line.
fn cell_ui(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, kit::height::CONTROL), egui::Sense::hover());
    let layout = egui::Layout::top_down(egui::Align::Min);
    add(&mut ui.new_child(
        egui::UiBuilder::new().id_salt(("filter", rect.min.x.to_bits(), rect.min.y.to_bits())).max_rect(rect).layout(layout),
    ));
}

fn pick_ui<T: Clone + PartialEq>(ui: &mut Ui, label: &str, all: &[T], chosen: &mut Option<T>, name: impl Fn(&T) -> String) {
    let items: Vec<String> = all.iter().map(&name).collect();
    let current = chosen.as_ref().map(name).unwrap_or_default();
    // While nothing is chosen the field says what it is for; after that the choice does.
    cell_ui(ui, PICK, |ui| match kit::combo(label, &current, &items).placeholder(label).clearable().hide_label().show(ui) {
        Some(Choice::Item(at)) => *chosen = all.get(at).cloned(),
        Some(Choice::Cleared) => *chosen = None,
        Some(Choice::Own(_)) | None => {}
    });
}

fn term_ui<V: Vocabulary>(ui: &mut Ui, chosen: &mut Option<V>) {
    pick_ui(ui, V::NAME, V::KNOWN, chosen, |term| term.label().to_owned());
}

/// What the lists of the filters offer that is found in the statements.
pub(super) struct Choices {
    parties: Vec<PartyId>,
    tags: Vec<String>,
}

impl Choices {
    /// Those of a negotiation.
    pub(super) fn new(workspace: &Workspace, negotiation: NegotiationId) -> Self {
        let tags: BTreeSet<&String> = workspace.statements_of(negotiation).flat_map(|one| &one.tags).collect();
        Self { parties: parties(workspace, negotiation), tags: tags.into_iter().cloned().collect() }
    }
}

/// The parties of a negotiation: those seated, then others that spoke.
fn parties(workspace: &Workspace, negotiation: NegotiationId) -> Vec<PartyId> {
    let seats = workspace.negotiations.get(&negotiation).into_iter().flat_map(|found| &found.seats).map(|seat| seat.party);
    let mut parties: Vec<PartyId> = Vec::new();
    for party in seats.chain(workspace.statements_of(negotiation).map(|statement| statement.party)) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_filter_is_kept_whole() {
        let filter = Filter {
            words: "ceasefire line".to_owned(),
            party: Some(PartyId(Uuid::from_u128(3))),
            issue: Some(IssueId(Uuid::from_u128(4))),
            kind: Some(StatementKind::Other("plea".to_owned())),
            level: Some(RecordLevel::OffRecord),
            verification: Some(Verification::Denied),
            tag: Some("press".to_owned()),
            to_check: true,
        };
        assert_eq!(Filter::of_values(&filter.values()), filter);
        assert_eq!(filter.values().len(), 8);
        assert_eq!(Filter::of_values(&Values::new()), Filter::default());
        assert!(Filter::default().values().is_empty());
    }
}
