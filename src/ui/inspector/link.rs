//! Which records can be linked to, and how they are found: by any spelling of their names.

use super::complete::{MOST, Offer};
use super::form::Form;
use crate::model::{
    IssueId, NegotiationId, PartyId, PersonId, Record, RecordId, RoundId, SourceId, Spelling, StatementId, When, Workspace, when,
};
use crate::query::{issues, names, rounds, short_names};
use crate::session::New;
use crate::text::matching::{self, Fit};
use crate::ui::sorting::SortKey;
use std::cmp::Reverse;

/// A kind of record that a field can name.
pub(super) trait Linkable: Copy + PartialEq + Into<RecordId> {
    /// What it is called, for "New party “…”".
    const NOUN: &'static str;
    /// The record as one of this kind.
    fn of(id: RecordId) -> Option<Self>;
    /// All that can be linked to from within a negotiation, in the order in which they are offered.
    fn all(workspace: &Workspace, negotiation: Option<NegotiationId>) -> Vec<Self>;
    /// What it is called.
    fn label(self, workspace: &Workspace) -> String;
    /// What tells it from others of its name.
    fn detail(self, _workspace: &Workspace) -> String {
        String::new()
    }
    /// Other names under which it is found.
    fn forms(self, _workspace: &Workspace) -> Vec<String> {
        Vec::new()
    }
    /// A new one of that name, where it can be made of no more than that, and what else is put for it in the same step.
    fn made(_name: String, _form: &Form<'_, '_>) -> Vec<Record> {
        Vec::new()
    }
    /// Whether one can be made of a name alone.
    fn can_be_made(_negotiation: Option<NegotiationId>) -> bool {
        false
    }
}

fn spelled(spellings: &[Spelling]) -> impl Iterator<Item = String> {
    spellings.iter().map(|spelling| spelling.form.clone())
}

impl Linkable for PartyId {
    const NOUN: &'static str = "party";

    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Party(id) = id { Some(id) } else { None }
    }

    /// Those that sit in the negotiation first, in table order.
    fn all(workspace: &Workspace, negotiation: Option<NegotiationId>) -> Vec<Self> {
        let seats = negotiation.and_then(|id| workspace.negotiations.get(&id)).map_or(&[][..], |found| &found.seats);
        let mut all: Vec<Self> = Vec::new();
        for id in seats.iter().map(|seat| seat.party).chain(workspace.parties.keys().copied()) {
            if !all.contains(&id) && workspace.parties.contains_key(&id) {
                all.push(id);
            }
        }
        all
    }

    fn label(self, workspace: &Workspace) -> String {
        names::party(workspace, self)
    }

    fn detail(self, workspace: &Workspace) -> String {
        let short = names::party_short(workspace, self);
        if short == self.label(workspace) { String::new() } else { short }
    }

    fn forms(self, workspace: &Workspace) -> Vec<String> {
        let party = workspace.parties.get(&self);
        party.map(|party| std::iter::once(party.short.clone()).chain(spelled(&party.spellings)).collect()).unwrap_or_default()
    }

    /// With a short name proposed, seated in the negotiation at hand in no role yet. One that is to be seated in the negotiation
    /// that is being edited is seated by that form.
    fn made(name: String, form: &Form<'_, '_>) -> Vec<Record> {
        let (name, short) = short_names::named(form.workspace(), &[], &name);
        let Record::Party(mut party) = form.drafted(New::Party { name }) else { return Vec::new() };
        party.short = short;
        let negotiation = form.negotiation().filter(|id| form.record != (*id).into());
        let seated = negotiation.and_then(|negotiation| form.view_ctx.session.seated(negotiation, party.id));
        std::iter::once(party.into()).chain(seated.map(Record::from)).collect()
    }

    fn can_be_made(_: Option<NegotiationId>) -> bool {
        true
    }
}

impl Linkable for PersonId {
    const NOUN: &'static str = "person";

    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Person(id) = id { Some(id) } else { None }
    }

    fn all(workspace: &Workspace, _: Option<NegotiationId>) -> Vec<Self> {
        let mut all: Vec<Self> = workspace.people.keys().copied().collect();
        all.sort_by_cached_key(|id| (SortKey::text(&names::person(workspace, *id)), *id));
        all
    }

    fn label(self, workspace: &Workspace) -> String {
        names::person(workspace, self)
    }

    fn detail(self, workspace: &Workspace) -> String {
        let last = workspace.people.get(&self).and_then(|person| person.affiliations.last());
        last.map(|held| names::party_short(workspace, held.party)).unwrap_or_default()
    }

    fn forms(self, workspace: &Workspace) -> Vec<String> {
        workspace.people.get(&self).map(|person| spelled(&person.spellings).collect()).unwrap_or_default()
    }

    fn made(name: String, form: &Form<'_, '_>) -> Vec<Record> {
        vec![form.drafted(New::Person { name })]
    }

    fn can_be_made(_: Option<NegotiationId>) -> bool {
        true
    }
}

impl Linkable for IssueId {
    const NOUN: &'static str = "issue";

    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Issue(id) = id { Some(id) } else { None }
    }

    fn all(workspace: &Workspace, negotiation: Option<NegotiationId>) -> Vec<Self> {
        negotiation.map(|id| issues::tree(workspace, id).into_iter().map(|node| node.issue).collect()).unwrap_or_default()
    }

    fn label(self, workspace: &Workspace) -> String {
        names::issue_path(workspace, self)
    }

    fn forms(self, workspace: &Workspace) -> Vec<String> {
        vec![names::issue(workspace, self)]
    }

    fn made(name: String, form: &Form<'_, '_>) -> Vec<Record> {
        let new = form.negotiation().map(|negotiation| New::Issue { negotiation, name, parent: None });
        new.map(|new| form.drafted(new)).into_iter().collect()
    }

    fn can_be_made(negotiation: Option<NegotiationId>) -> bool {
        negotiation.is_some()
    }
}

impl Linkable for SourceId {
    const NOUN: &'static str = "source";

    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Source(id) = id { Some(id) } else { None }
    }

    /// The newest first: it is the one being worked from.
    fn all(workspace: &Workspace, negotiation: Option<NegotiationId>) -> Vec<Self> {
        let mut all: Vec<Self> =
            negotiation.map(|id| workspace.sources_of(id).map(|source| source.id).collect()).unwrap_or_default();
        all.sort_by_key(|id| Reverse(*id));
        all
    }

    fn label(self, workspace: &Workspace) -> String {
        names::source(workspace, self)
    }

    fn detail(self, workspace: &Workspace) -> String {
        workspace.sources.get(&self).map(|source| source.outlet.clone()).unwrap_or_default()
    }

    fn forms(self, workspace: &Workspace) -> Vec<String> {
        let found = workspace.sources.get(&self);
        found.map(|source| vec![source.outlet.clone(), source.address.clone()]).unwrap_or_default()
    }

    fn made(title: String, form: &Form<'_, '_>) -> Vec<Record> {
        let new = form.negotiation().map(|negotiation| New::Source { negotiation, title });
        new.map(|new| form.drafted(new)).into_iter().collect()
    }

    fn can_be_made(negotiation: Option<NegotiationId>) -> bool {
        negotiation.is_some()
    }
}

impl Linkable for RoundId {
    const NOUN: &'static str = "round";

    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Round(id) = id { Some(id) } else { None }
    }

    fn all(workspace: &Workspace, negotiation: Option<NegotiationId>) -> Vec<Self> {
        let rounds = negotiation.map(|id| rounds::in_order(workspace, id)).unwrap_or_default();
        rounds.into_iter().rev().map(|round| round.id).collect()
    }

    fn label(self, workspace: &Workspace) -> String {
        names::round(workspace, self)
    }

    fn detail(self, workspace: &Workspace) -> String {
        workspace.rounds.get(&self).map(|round| round.schedule.when.short_words()).unwrap_or_default()
    }

    fn forms(self, workspace: &Workspace) -> Vec<String> {
        workspace.rounds.get(&self).map(|round| vec![names::town(&round.venue)]).unwrap_or_default()
    }

    /// Words that are a date are its date, others its title.
    fn made(words: String, form: &Form<'_, '_>) -> Vec<Record> {
        let Some(negotiation) = form.negotiation() else { return Vec::new() };
        let reading = when::parse(&words, when::Context::new(form.view_ctx.today(), None));
        let dated = reading.is_dated();
        let when = if dated { reading.when } else { When::Unknown };
        let Record::Round(mut round) = form.drafted(New::Round { negotiation, when }) else { return Vec::new() };
        if !dated {
            round.title = words;
        }
        vec![round.into()]
    }

    fn can_be_made(negotiation: Option<NegotiationId>) -> bool {
        negotiation.is_some()
    }
}

impl Linkable for StatementId {
    const NOUN: &'static str = "statement";

    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Statement(id) = id { Some(id) } else { None }
    }

    fn all(workspace: &Workspace, negotiation: Option<NegotiationId>) -> Vec<Self> {
        let mut all: Vec<Self> =
            negotiation.map(|id| workspace.statements_of(id).map(|statement| statement.id).collect()).unwrap_or_default();
        all.sort_by_key(|id| Reverse(*id));
        all
    }

    fn label(self, workspace: &Workspace) -> String {
        names::statement(workspace, self)
    }

    fn detail(self, workspace: &Workspace) -> String {
        workspace.statements.get(&self).map(|statement| statement.said_on.short_words()).unwrap_or_default()
    }

    fn forms(self, workspace: &Workspace) -> Vec<String> {
        workspace.statements.get(&self).map(|statement| vec![statement.text.clone()]).unwrap_or_default()
    }
}

/// Those that fit what is typed, the best first.
pub(super) fn offers<T: Linkable>(
    workspace: &Workspace,
    negotiation: Option<NegotiationId>,
    query: &str,
    leave_out: impl Fn(T) -> bool,
) -> Vec<Offer<T>> {
    ranked(workspace, negotiation, query, leave_out).into_iter().map(|(_, offer)| offer).collect()
}

/// The same, each with how well it fits.
pub(super) fn ranked<T: Linkable>(
    workspace: &Workspace,
    negotiation: Option<NegotiationId>,
    query: &str,
    leave_out: impl Fn(T) -> bool,
) -> Vec<(Fit, Offer<T>)> {
    let all = T::all(workspace, negotiation).into_iter().filter(|value| !leave_out(*value));
    // All begin with no letters, in the order in which they are offered.
    let all = all.take(if query.is_empty() { MOST } else { usize::MAX });
    let names = |value: &T| std::iter::once(value.label(workspace)).chain(value.forms(workspace)).collect();
    let offer = |(fit, value): (Fit, T)| {
        let (label, detail) = (value.label(workspace), value.detail(workspace));
        (fit, Offer { value, label, detail, tooltip: String::new(), exact: fit == Fit::Exact })
    };
    matching::ranked(all, query, names).into_iter().take(MOST).map(offer).collect()
}

#[cfg(test)]
mod tests {
    use crate::text::matching::{Fit, ranked};

    fn fits(wanted: &str, label: &str, forms: &[&str]) -> Option<Fit> {
        ranked([()], wanted, |()| std::iter::once(label).chain(forms.iter().copied()).collect()).pop().map(|(fit, ())| fit)
    }

    #[test]
    fn a_record_is_found_by_any_spelling() {
        assert_eq!(fits("ua", "Ukraine", &["UA", "Україна"]), Some(Fit::Exact));
        assert_eq!(fits("україна", "Ukraine", &["UA", "Україна"]), Some(Fit::Exact));
        assert_eq!(fits("wit", "Steve Witkoff", &[]), Some(Fit::Word));
        assert_eq!(fits("koff ste", "Steve Witkoff", &[]), Some(Fit::Within));
        assert_eq!(fits("uitkof", "Steve Witkoff", &["Stiv Uitkoff"]), Some(Fit::Word));
        assert_eq!(fits("lavrov", "Steve Witkoff", &["Stiv Uitkoff"]), None);
    }
}
