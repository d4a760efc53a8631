//! The nouns by which a party is called where it is one of few of its sort: "the union", "the employers".

use super::name::Name;
use super::offices::{said, without_form};
use super::words::padded;
use crate::model::{NegotiationId, Party, PartyId, PartyKind, SeatRole, Workspace};
use crate::text::fold::fold;
use std::collections::BTreeSet;

/// A noun that so many parties of the talks share tells none of them.
const FEW: usize = 3;

/// Nouns in the names of parties that stand for the party, folded.
const IN_NAMES: &str = "
    administration agency airline alliance army assembly association authority bank bloc board bureau cabinet chamber coalition
    commission committee company confederation congress consortium corporation council embassy employer employers federation
    foundation gewerkschaft gobierno government gouvernement guild hospital institute junta league management militia ministerium
    ministry mission opposition organisation organization parliament presidency railway rebels regierung regime resistance
    secretariat senate society sindicato syndicat syndicate tribunal union unions university verband
";

/// Nouns of those of which no other is spoken without an article, folded.
const BARE: &str = "employers rebels insurgents arbeitgeber";

const STATE: &str = "administration cabinet government gobierno gouvernement ministry regierung";
const COMPANY: &str = "
    arbeitgeber company corporation direction employer employers empresa enterprise firm geschaftsfuhrung management patronat
    unternehmen
";
const UNION: &str = "gewerkschaft sindicato syndicat union unions";
const ARMED: &str = "guerrilla guerrillas insurgents militia rebel rebels";
const ORGANISATION: &str = "agency ngo organisation organization secretariat";
const BLOC: &str = "alliance bloc coalition";

/// The nouns that tell this party among those of the talks.
pub(super) fn telling(workspace: &Workspace, negotiation: NegotiationId, id: PartyId) -> Vec<Name> {
    let Some(party) = workspace.parties.get(&id) else { return Vec::new() };
    let seats = workspace.negotiations.get(&negotiation).map(|one| one.seats.as_slice()).unwrap_or_default();
    let role = |of: PartyId| seats.iter().find(|seat| seat.party == of).map(|seat| &seat.role);
    let others: BTreeSet<PartyId> = seats.iter().map(|seat| seat.party).filter(|other| *other != id).collect();
    let others: Vec<BTreeSet<String>> =
        others.iter().filter_map(|other| Some(nouns(workspace.parties.get(other)?, role(*other)))).collect();
    let mut names = Vec::new();
    for noun in nouns(party, role(id)) {
        let sharing = others.iter().filter(|nouns| nouns.contains(&noun)).count();
        if sharing >= FEW || sharing > 0 && sharing == others.len() {
            continue;
        }
        if BARE.split_whitespace().any(|bare| bare == noun) {
            names.push(Name::Folded(padded(&noun)));
        }
        names.extend(said(&noun));
    }
    names
}

/// What a party is called by its kind, by words of its name and by its seat.
fn nouns(party: &Party, role: Option<&SeatRole>) -> BTreeSet<String> {
    let forms = || [&party.name, &party.short].into_iter().chain(party.spellings.iter().map(|spelling| &spelling.form));
    let words = forms().map(|form| padded(&fold(form))).collect::<String>();
    let in_name = |list: &str| list.split_whitespace().filter(|noun| words.contains(&padded(noun))).map(str::to_owned).collect();
    let mut nouns: BTreeSet<String> = in_name(IN_NAMES);
    let is_firm = || forms().any(|form| without_form(form).is_some());
    let of_kind = match &party.kind {
        PartyKind::State => STATE,
        PartyKind::Company => COMPANY,
        PartyKind::Union => UNION,
        PartyKind::ArmedGroup => ARMED,
        PartyKind::Organisation => ORGANISATION,
        PartyKind::Bloc => BLOC,
        PartyKind::Unstated if is_firm() => COMPANY,
        // "Employers’ association", "Workers’ union".
        PartyKind::Unstated if nouns.contains("employers") || nouns.contains("employer") || nouns.contains("management") => {
            COMPANY
        }
        PartyKind::Unstated if words.contains("gewerkschaft") => UNION,
        PartyKind::Unstated => "",
        PartyKind::Other(words) => words,
    };
    nouns.extend(of_kind.split_whitespace().map(fold).filter(|word| word.chars().count() > 2));
    match role {
        Some(role @ (SeatRole::Mediator | SeatRole::Facilitator | SeatRole::Host | SeatRole::Guarantor | SeatRole::Observer)) => {
            nouns.insert(fold(crate::model::Vocabulary::label(role)));
        }
        Some(SeatRole::Other(words)) => {
            nouns.insert(fold(words.trim()));
        }
        _ => {}
    }
    nouns.retain(|noun| !noun.is_empty());
    nouns
}
