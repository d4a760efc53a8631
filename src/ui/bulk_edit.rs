//! Edits several selected records at once, as one undo step. Where their values differ, nothing is overwritten until a value is chosen.

use super::{Action, Command, CopyOf, ViewContext, copy_table, selection};
use crate::kit::{self, Choice, Icon, space};
use crate::model::{NegotiationId, Record, RecordId, RecordLevel, Statement, Vocabulary, Workspace};
use crate::query::usage::counted;
use crate::query::{names, to_check};
use crate::session::{New, Proposal};
use egui::Ui;
use std::collections::{BTreeMap, BTreeSet};

/// How the values of several records stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Common<T> {
    /// All have this one.
    Same(T),
    /// They differ.
    Differs,
    /// There are none.
    Nothing,
}

impl<T: PartialEq> Common<T> {
    /// What these have in common.
    pub fn of(values: impl IntoIterator<Item = T>) -> Self {
        let mut values = values.into_iter();
        let Some(first) = values.next() else { return Self::Nothing };
        if values.all(|value| value == first) { Self::Same(first) } else { Self::Differs }
    }

    /// The value that all have.
    pub fn same(self) -> Option<T> {
        if let Self::Same(value) = self { Some(value) } else { None }
    }
}

/// How many of several have each of these, those that all have first.
fn tally<T: Ord + Clone>(values: impl IntoIterator<Item = Vec<T>>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values.into_iter().flat_map(|values| values.into_iter().collect::<BTreeSet<T>>()) {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// The statements among these records.
pub fn statements<'a>(workspace: &'a Workspace, ids: &BTreeSet<RecordId>) -> Vec<&'a Statement> {
    let statement = |id: &RecordId| if let RecordId::Statement(id) = id { workspace.statements.get(id) } else { None };
    ids.iter().filter_map(statement).collect()
}

/// The records as they become, and the label of the step; nothing if none of them changes.
pub fn changed(workspace: &Workspace, ids: &BTreeSet<RecordId>, field: &str, edit: impl Fn(&mut Record)) -> Option<Proposal> {
    let mut puts = Vec::new();
    for before in ids.iter().filter_map(|id| workspace.get(*id)) {
        let mut after = before.clone();
        edit(&mut after);
        if after != before {
            puts.push(after);
        }
    }
    let noun = puts.first()?.id().noun();
    let label = match puts.len() {
        1 => format!("change {field}"),
        count => format!("change {field} of {}", counted(count, noun)),
    };
    Some(Proposal { label, puts, gesture: None })
}

/// Changes all selected statements in one step.
pub fn change(view_ctx: &mut ViewContext<'_>, field: &str, edit: impl Fn(&mut Statement)) {
    change_records(view_ctx, field, |record| {
        if let Record::Statement(statement) = record {
            edit(statement);
        }
    });
}

pub(super) fn change_records(view_ctx: &mut ViewContext<'_>, field: &str, edit: impl Fn(&mut Record)) {
    match changed(view_ctx.workspace(), &selection::chosen(view_ctx), field, edit) {
        Some(proposal) => view_ctx.send(Action::Put(proposal)),
        None => view_ctx.send(Action::Say("It is like that already".to_owned())),
    }
}

/// Marks all selected records as settled.
pub fn settle(workspace: &Workspace, ids: &BTreeSet<RecordId>) -> Option<Proposal> {
    let proposal = changed(workspace, ids, "", to_check::settle)?;
    let puts: BTreeSet<RecordId> = proposal.puts.iter().map(Record::id).collect();
    let label = match proposal.puts.as_slice() {
        [one] => format!("mark {} as settled", one.id().noun()),
        _ => format!("mark {} as settled", words(&puts)),
    };
    Some(Proposal { label, ..proposal })
}

/// What was settled: the reasons of one record, or how many records there are.
pub fn settled_words(workspace: &Workspace, ids: &BTreeSet<RecordId>) -> String {
    let open = ids.iter().filter_map(|id| workspace.view(*id)).filter(|one| !to_check::reasons(one).is_empty());
    match open.collect::<Vec<_>>().as_slice() {
        [one] => format!("Settled: {}", to_check::reasons(one).join("; ")),
        several => format!("Settled {}", words(&several.iter().map(|one| one.id()).collect())),
    }
}

/// How many of these are to be looked at.
pub fn open(workspace: &Workspace, ids: &BTreeSet<RecordId>) -> usize {
    ids.iter().filter_map(|id| workspace.view(*id)).filter(|one| !to_check::reasons(one).is_empty()).count()
}

/// How many of what are selected: "12 statements", "2 rounds and 1 follow-up".
pub fn words(ids: &BTreeSet<RecordId>) -> String {
    let mut nouns: Vec<(&str, usize)> = Vec::new();
    for id in ids {
        match nouns.iter_mut().find(|(noun, _)| *noun == id.noun()) {
            Some((_, count)) => *count += 1,
            None => nouns.push((id.noun(), 1)),
        }
    }
    let parts: Vec<String> = nouns.into_iter().map(|(noun, count)| counted(count, noun)).collect();
    parts.join(" and ")
}

/// The bar below a list in which several are selected, with what can be done together.
pub fn bar_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
    let ids = selection::chosen(view_ctx);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.add(kit::text(format!("{} selected", words(&ids))).strong().small().extend());
        let all = statements(view_ctx.workspace(), &ids);
        if all.len() == ids.len() {
            for command in [
                Command::ChangeVerification,
                Command::ChangeLevel,
                Command::ChangeIssues,
                Command::ChangeTags,
                Command::ChangeSources,
            ] {
                let words = command.name().trim_start_matches("Change ");
                let words = capitalised(words);
                if ui.add(kit::button(words).quiet().tooltip(command.tooltip()).name(command.name())).clicked() {
                    view_ctx.run(command);
                }
            }
        }
        if open(view_ctx.workspace(), &ids) > 0 && ui.add(kit::button(Command::Settle.name()).icon(Icon::Check).quiet()).clicked()
        {
            view_ctx.run(Command::Settle);
        }
        if let Some(of) = CopyOf::records(view_ctx.workspace(), ids.iter().copied())
            && ui.add(kit::button("Copy as table").icon(Icon::Copy).quiet().name("Copy the selected as a table")).clicked()
        {
            copy_table::copy(view_ctx, of);
        }
        let keys = Command::Delete.keys(ui.ctx());
        let tooltip = format!("Move them to the bin ({keys})");
        if ui.add(kit::button("Delete").icon(Icon::Bin).quiet().tooltip(&tooltip).name("Delete the selected")).clicked() {
            view_ctx.run(Command::Delete);
        }
        if ui.add(kit::button("Back to one").icon(Icon::Close).quiet().tooltip("Select only one again (Escape)")).clicked() {
            let lead = view_ctx.nav.selection();
            view_ctx.send(Action::Select(lead, None));
        }
    });
}

fn capitalised(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// The inspector while several are selected: what they are, what they have in common, and the fields that can be changed in all of them.
pub fn inspector_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
    let ids = selection::chosen(view_ctx);
    let focus = view_ctx.nav.take_focus().unwrap_or_default();
    ui.add_space(space::XS);
    kit::with_actions_ui(
        ui,
        |ui| ui.add(kit::text("Selected together").weak().small().truncate()),
        |ui| {
            if ui.add(kit::icon_button(Icon::Close, "Close the inspector").small().tooltip("Back to one (Escape)")).clicked() {
                let lead = view_ctx.nav.selection();
                view_ctx.send(Action::Select(lead, None));
            }
            let keys = Command::Delete.keys(ui.ctx());
            let tooltip = format!("Move them to the bin ({keys})");
            if ui.add(kit::icon_button(Icon::Bin, "Delete all of them").small().tooltip(&tooltip)).clicked() {
                view_ctx.run(Command::Delete);
            }
        },
    );
    ui.add(kit::text(words(&ids)).strong().size(kit::size::LEAD));
    ui.add(kit::text("What you choose here is changed in all of them, as one step.").weak().caption());
    ui.separator();
    kit::scroll_ui(ui, "selected together", |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let workspace = view_ctx.workspace();
        let records: Vec<Record> = ids.iter().filter_map(|id| workspace.get(*id)).collect();
        let one_kind = records.iter().all(|record| records.first().is_some_and(|first| first.id().noun() == record.id().noun()));
        match records.first() {
            Some(Record::Statement(first)) if one_kind => statements_ui(ui, view_ctx, first.negotiation, &focus),
            Some(Record::Round(_)) if one_kind => {
                term_ui(ui, view_ctx, &records, "status", false, |record| match record {
                    Record::Round(round) => Some(&mut round.schedule.status),
                    _ => None,
                });
            }
            Some(Record::Issue(_)) if one_kind => {
                term_ui(ui, view_ctx, &records, "state", false, |record| match record {
                    Record::Issue(issue) => Some(&mut issue.state),
                    _ => None,
                });
            }
            Some(Record::Source(_)) if one_kind => {
                term_ui(ui, view_ctx, &records, "kind", false, |record| match record {
                    Record::Source(source) => Some(&mut source.kind),
                    _ => None,
                });
            }
            Some(Record::FollowUp(_)) if one_kind => {
                level_ui(ui, view_ctx, &records);
                term_ui(ui, view_ctx, &records, "state", false, |record| match record {
                    Record::FollowUp(follow_up) => Some(&mut follow_up.state),
                    _ => None,
                });
            }
            Some(Record::Incident(_)) if one_kind => level_ui(ui, view_ctx, &records),
            _ => {
                ui.add(kit::text("These can be deleted together, and copied where they are of one kind.").weak().small());
            }
        }
        ui.add_space(space::XXL);
    });
}

/// A choice of one term for all; "Differs" while they do not have the same.
fn term_ui<V: Vocabulary>(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    records: &[Record],
    field: &str,
    focus: bool,
    of: impl Fn(&mut Record) -> Option<&mut V>,
) {
    let value = |record: &Record| of(&mut record.clone()).cloned();
    let common = Common::of(records.iter().map(value));
    let current = match &common {
        Common::Same(Some(term)) => term.label().to_owned(),
        _ => String::new(),
    };
    let labels: Vec<&str> = V::KNOWN.iter().map(Vocabulary::label).collect();
    if let Some(Choice::Item(at)) = kit::combo(V::NAME, &current, &labels).placeholder("Differs").focus(focus).show(ui)
        && let Some(term) = V::KNOWN.get(at)
    {
        change_records(view_ctx, field, |record| {
            if let Some(value) = of(record) {
                *value = term.clone();
            }
        });
    }
}

/// A choice of the terms on which all of them may be told.
fn level_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, records: &[Record]) {
    let common = Common::of(records.iter().filter_map(Record::level)).same();
    let current = common.as_ref().map_or("", Vocabulary::label);
    let labels: Vec<&str> = RecordLevel::KNOWN.iter().map(Vocabulary::label).collect();
    if let Some(Choice::Item(at)) = kit::combo(RecordLevel::NAME, current, &labels).placeholder("Differs").show(ui)
        && let Some(level) = RecordLevel::KNOWN.get(at)
    {
        change_records(view_ctx, "record level", |record| record.set_level(level));
    }
}

fn statements_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, focus: &str) {
    let ids = selection::chosen(view_ctx);
    let workspace = view_ctx.workspace();
    let all = statements(workspace, &ids);
    let records: Vec<Record> = ids.iter().filter_map(|id| workspace.get(*id)).collect();
    let parties = tally(all.iter().map(|statement| vec![names::party_short(workspace, statement.party)]));
    let parties: Vec<String> = parties.into_iter().map(|(party, count)| format!("{party} {count}")).collect();
    ui.add(kit::text(parties.join(" · ")).small());
    term_ui(ui, view_ctx, &records, "verification", focus == "verification", |record| match record {
        Record::Statement(statement) => Some(&mut statement.verification),
        _ => None,
    });
    term_ui(ui, view_ctx, &records, "record level", focus == "level", |record| match record {
        Record::Statement(statement) => Some(&mut statement.level),
        _ => None,
    });
    let used: BTreeSet<&String> = workspace.statements_of(negotiation).flat_map(|statement| &statement.tags).collect();
    let tags: Vec<(String, String)> = used.into_iter().map(|tag| (tag.clone(), tag.clone())).collect();
    if let Some(tag) = links_ui(ui, view_ctx, ["Tags", "tags"], focus == "tags", &all, &tags, |statement| &mut statement.tags) {
        let tag = tag.trim().to_owned();
        change(view_ctx, "tags", |statement| {
            if !statement.tags.contains(&tag) {
                statement.tags.push(tag.clone());
            }
        });
    }
    // Issues and sources belong to one negotiation.
    if all.iter().all(|statement| statement.negotiation == negotiation) {
        let tree = crate::query::issues::tree(workspace, negotiation).into_iter().map(|node| node.issue);
        let issues: Vec<_> = tree.map(|issue| (issue, names::issue_path(workspace, issue))).collect();
        let new =
            links_ui(ui, view_ctx, ["Issues", "issues"], focus == "issues", &all, &issues, |statement| &mut statement.issues);
        if let Some(name) = new {
            make(view_ctx, "issues", New::Issue { negotiation, name, parent: None });
        }
        let sources = workspace.sources_of(negotiation).map(|source| (source.id, names::source_title(source)));
        let sources: Vec<_> = sources.collect();
        let new = links_ui(ui, view_ctx, ["Sources", "sources"], focus == "sources", &all, &sources, |statement| {
            &mut statement.sources
        });
        if let Some(title) = new {
            make(view_ctx, "sources", New::Source { negotiation, title });
        }
    }
    let open = open(workspace, &ids);
    if open > 0 {
        ui.add_space(space::S);
        let words = format!("{} to be looked at", counted(open, "record"));
        ui.add(kit::text(words).small());
        if ui.add(kit::button(Command::Settle.name()).icon(Icon::Check)).clicked() {
            view_ctx.run(Command::Settle);
        }
    }
}

/// Makes an issue or a source that all selected statements name from then on, in one step.
fn make(view_ctx: &mut ViewContext<'_>, field: &str, new: New) {
    let session = view_ctx.session;
    let made = session.draft_as(session.fresh_id(), new);
    let names = |record: &mut Record| match (record, made.id()) {
        (Record::Statement(statement), RecordId::Issue(id)) => statement.issues.push(id),
        (Record::Statement(statement), RecordId::Source(id)) => statement.sources.push(id),
        _ => {}
    };
    if let Some(mut proposal) = changed(view_ctx.workspace(), &selection::chosen(view_ctx), field, names) {
        proposal.puts.push(made);
        view_ctx.send(Action::Put(proposal));
    }
}

/// What several statements name: those that all have, and those that some have, each to be taken out of all; and one more for all.
/// Gives back the words typed that are not known: a word of the user's own, or the name of what is to be made.
fn links_ui<T: Ord + Clone>(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    [label, name]: [&str; 2],
    focus: bool,
    all: &[&Statement],
    known: &[(T, String)],
    of: impl Fn(&mut Statement) -> &mut Vec<T>,
) -> Option<String> {
    let counts = tally(all.iter().map(|statement| of(&mut (*statement).clone()).clone()));
    let title = |value: &T| known.iter().find(|(one, _)| one == value).map_or("No longer there", |(_, title)| title.as_str());
    kit::label_ui(ui, label);
    let mut removed = None;
    kit::chip_row_ui(ui, |ui| {
        for (value, count) in &counts {
            let words = if *count == all.len() {
                title(value).to_owned()
            } else {
                format!("{} ({count} of {})", title(value), all.len())
            };
            if kit::chip(words.as_str()).show_removable(ui) {
                removed = Some(value.clone());
            }
        }
    });
    let free: Vec<&(T, String)> =
        known.iter().filter(|(value, _)| !counts.iter().any(|(one, count)| one == value && *count == all.len())).collect();
    let titles: Vec<&str> = free.iter().map(|(_, title)| title.as_str()).collect();
    let add = format!("Add to {}", label.to_lowercase());
    let mut combo = kit::combo(&add, "", &titles).placeholder("Add to all…").hide_label().focus(focus);
    combo = match name {
        "issues" => combo.makes("issue"),
        "sources" => combo.makes("source"),
        _ => combo.own_word(),
    };
    let choice = combo.show(ui);
    if let Some(value) = removed {
        change(view_ctx, name, |statement| of(statement).retain(|one| *one != value));
    }
    match choice {
        Some(Choice::Item(at)) => {
            if let Some((value, _)) = free.get(at) {
                change(view_ctx, name, |statement| {
                    if !of(statement).contains(value) {
                        of(statement).push(value.clone());
                    }
                });
            }
            None
        }
        Some(Choice::Own(word)) => Some(word.trim().to_owned()),
        Some(Choice::Cleared) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{StatementId, Verification};
    use crate::query::testing::Talks;

    fn three() -> (Talks, Vec<StatementId>) {
        let mut talks = Talks::new();
        let said = ["one", "two", "three"].map(|words| talks.says("Ukraine", "Ceasefire", "2026-02-04", words));
        (talks, said.to_vec())
    }

    #[test]
    fn only_those_that_change_are_in_the_step_and_its_label() {
        let (mut talks, said) = three();
        talks.of(said[1]).verification = Verification::Denied;
        let ids: BTreeSet<RecordId> = said.iter().map(|id| (*id).into()).collect();
        let deny = |record: &mut Record| {
            if let Record::Statement(statement) = record {
                statement.verification = Verification::Denied;
            }
        };
        let proposal = changed(&talks.ws, &ids, "verification", deny).unwrap();
        assert_eq!((proposal.label.as_str(), proposal.puts.len()), ("change verification of 2 statements", 2));
        for record in proposal.puts {
            talks.ws.put(record);
        }
        assert!(changed(&talks.ws, &ids, "verification", deny).is_none(), "nothing is left to change");
    }

    #[test]
    fn what_differs_is_said_to_differ_and_never_guessed() {
        assert_eq!(Common::of([1, 1, 1]), Common::Same(1));
        assert_eq!(Common::of([1, 2]), Common::Differs);
        assert_eq!(Common::<u8>::of([]), Common::Nothing);
        assert_eq!(tally([vec!["b"], vec!["a", "b", "b"], vec![]]), [("b", 2), ("a", 1)]);
    }

    #[test]
    fn what_is_settled_is_settled_in_one_step() {
        let (mut talks, said) = three();
        for id in &said[..2] {
            talks.of(*id).to_check = vec!["party not known".to_owned()];
        }
        let ids: BTreeSet<RecordId> = said.iter().map(|id| (*id).into()).collect();
        let proposal = settle(&talks.ws, &ids).unwrap();
        assert_eq!((proposal.label.as_str(), proposal.puts.len()), ("mark 2 statements as settled", 2));
    }

    #[test]
    fn records_are_counted_by_kind() {
        let (talks, said) = three();
        let mut ids: BTreeSet<RecordId> = said.iter().map(|id| (*id).into()).collect();
        assert_eq!(words(&ids), "3 statements");
        ids.insert(talks.negotiation.into());
        assert_eq!(words(&ids), "1 negotiation and 3 statements");
    }
}
