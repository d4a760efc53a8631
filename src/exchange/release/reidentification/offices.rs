//! The ways in which somebody is spoken of by an office, a firm or a role.
//!
//! "HR director, Feinwerk AG" is found as a whole, as "HR director", as "the director", as "Feinwerk AG" and as "Feinwerk".

use super::common;
use super::name::Name;
use super::names::{derived, ways_of};
use super::words::padded;
use crate::model::AttendanceRole;
use crate::query::territories;
use crate::text::fold::fold;

/// Legal forms of firms, folded, without points.
const FORMS: &str = "
    ab ag anstalt aps as asa asbl bv bvba co company corp corporation doo eg ev gbr gmbh inc incorporated kft kg kgaa kk lda limited llc
    llp lp ltd ltda nv nyrt oao ohg ooo oy oyj pao plc pte pty pvt sa saa sae sarl sas se sl slu snc spa spzoo srl sro stiftung ug vof
    zao zrt ао зао оао ооо пао
";

/// Words between an office and where it is held, folded.
const WITHIN: &str = "
    a à al am an at aux bei beim chez d da dal de degli dei del dell della delle der des di do dos du e en fur for from in im of pour
    to vom von with y zu zum zur för til van voor при для
";

/// Words that stand before a name and are no part of it, folded.
const ARTICLES: &str = "the der die das den dem la le les l el los las il lo gli";

/// What an office is over, folded: said of many things, so that it counts only as it is written.
const TOPICS: &str = "
    affairs agriculture bargaining budget ceasefire communications culture customs defence defense development economics economy
    education employment energy environment exchange finance foreign health home immigration industry information infrastructure
    innovation interior intelligence labor labour law legal logistics maintenance media nursing operations pay pensions personnel
    planning press procurement production public quality relations research safety sales science security sports staff strategy tax
    taxation technology territory tourism trade training transport treasury wages war water
";

/// Endings of words for those who hold an office, folded.
const ENDINGS: &[&str] = &[
    "er", "or", "ist", "ent", "ant", "ary", "aire", "eur", "euse", "rice", "erin", "orin", "istin", "entin", "ian", "ier", "yst",
    "ess", "ee", "man", "woman", "person", "leiter", "chef", "mann", "frau", "rat", "walt", "ero", "era", "ore", "ario", "aria",
    "iste", "ente",
];

/// Words with such endings that are said of something else, folded.
const NO_HOLDER: &str = "
    after army center consumer customer committee computer corner current development employment entire environment
    exterior former government german human inner interior international investment junior labor later management military number
    numerical order other outer over parliament power paper party press prior recent roman sector
    senior settlement sister solar summer tender under upper water winter women
";

/// Words behind the word for the one who holds an office, folded: "secretary general".
const BEHIND: &str = "acting adjoint adjointe designate elect emeritus extraordinary general generale plenipotentiary ii iii";

/// Words for those who hold an office that are said of other things, folded. They count where somebody is spoken of: "the head".
const OF_MANY: &str = "
    agent aide assistant associate chair chief colleague contact delegate deputy expert guest guide head host lead leader member members
    observer official officials participant participants partner person principal representative representatives source speaker witness
";

/// How somebody of that office is spoken of.
pub(super) fn spoken_of(office: &str) -> Vec<Name> {
    let mut names = whole(office);
    for part in parts(office) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut pieces = words.split(|word| is_in(&fold(word), WITHIN));
        names.extend(whole(part));
        names.extend(firm(part));
        let Some(title) = pieces.next() else { continue };
        let places: Vec<&[&str]> = pieces.filter(|place| !place.is_empty()).collect();
        names.extend(titles(title, !places.is_empty()));
        names.extend(places.iter().flat_map(|place| place_of(place)));
    }
    names
}

/// How somebody is spoken of who is only described: "two lawyers, names withheld".
pub(super) fn described(words: &str) -> Vec<Name> {
    let mut names = whole(words);
    for part in parts(words) {
        let all: Vec<&str> = part.split_whitespace().collect();
        names.extend(whole(part));
        names.extend(firm(part));
        let title = all.split(|word| is_in(&fold(word), WITHIN)).next().unwrap_or_default();
        let holders = title.iter().map(|word| fold(word)).filter(|word| is_holder(word));
        names.extend(holders.flat_map(|word| said(&word)));
    }
    names
}

/// How somebody in that role at a table is spoken of.
pub(super) fn in_role(role: &AttendanceRole) -> Vec<Name> {
    let (whole, where_said): (&[&str], &[&str]) = match role {
        AttendanceRole::Principal => (&[], &["principal"]),
        AttendanceRole::Head => (
            &[
                "head of delegation",
                "head of the delegation",
                "heads of delegation",
                "head of mission",
                "delegation head",
                "delegation leader",
                "delegation chief",
                "leader of the delegation",
                "chief of delegation",
                "chief of the delegation",
                "chef de delegation",
                "jefe de delegacion",
                "delegationsleiter",
                "delegationsleiterin",
                "глава делегации",
            ],
            &["leader", "head"],
        ),
        AttendanceRole::ChiefNegotiator => (
            &["chief negotiator", "lead negotiator", "head negotiator", "verhandlungsfuhrer", "verhandlungsfuhrerin"],
            &["negotiator", "chief"],
        ),
        AttendanceRole::Delegate => (&[], &["delegate"]),
        AttendanceRole::Spokesperson => (
            &["spokesperson", "spokesman", "spokeswoman", "press officer", "sprecher", "sprecherin", "porte parole", "portavoz"],
            &[],
        ),
        AttendanceRole::Expert => (&[], &["expert"]),
        AttendanceRole::LegalCounsel => (
            &["legal counsel", "legal adviser", "legal advisor", "lawyer", "attorney", "anwalt", "anwaltin", "avocat", "avocate"],
            &["counsel", "solicitor", "barrister"],
        ),
        AttendanceRole::NoteTaker => (&["note taker", "notetaker", "minute taker", "protokollfuhrer", "protokollantin"], &[]),
        AttendanceRole::Interpreter => (
            &[
                "interpreter",
                "translator",
                "dolmetscher",
                "dolmetscherin",
                "interprete",
                "traducteur",
                "traductrice",
                "переводчик",
            ],
            &[],
        ),
        AttendanceRole::Mediator => (&["mediatrice", "mediateur", "schlichter", "schlichterin"], &["mediator"]),
        AttendanceRole::Facilitator => (&["facilitator"], &[]),
        AttendanceRole::Host => (&[], &["host"]),
        AttendanceRole::Guarantor => (&["guarantor"], &[]),
        AttendanceRole::Observer => (&[], &["observer"]),
        AttendanceRole::Unstated => (&[], &[]),
        AttendanceRole::Other(words) => return spoken_of(words),
    };
    let whole = whole.iter().map(|words| Name::Folded(padded(words)));
    whole.chain(where_said.iter().flat_map(|word| said(word))).collect()
}

/// A word where it is said of somebody: of one, or of several.
pub(super) fn said(word: &str) -> [Name; 2] {
    let plural = if word.ends_with('s') { word.to_owned() } else { format!("{word}s") };
    [Name::Said(padded(word)), Name::Said(padded(&plural))]
}

/// Several words as they stand.
fn whole(words: &str) -> Vec<Name> {
    if padded(words).trim().contains(' ') { ways_of(words) } else { Vec::new() }
}

/// A firm without its legal form; none if it has none, or is nothing else.
pub(super) fn without_form(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let letters = |word: &str| -> String { fold(word).chars().filter(|c| c.is_alphanumeric()).collect() };
    let is_form = |words: &[&str]| is_in(&words.iter().map(|word| letters(word)).collect::<String>(), FORMS);
    let mut left = words.as_slice();
    // "S. A.", "e. V.", "GmbH & Co. KG".
    while let Some(count) = (1..=3.min(left.len())).find(|count| is_form(&left[left.len() - count..])) {
        left = &left[..left.len() - count];
    }
    (!left.is_empty() && left.len() < words.len()).then(|| left.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
}

/// How a firm is called without its legal form.
pub(super) fn firm(name: &str) -> Vec<Name> {
    let Some(bare) = without_form(name) else { return Vec::new() };
    match bare.contains(char::is_whitespace) {
        true => ways_of(&bare),
        false => one_word(&bare),
    }
}

/// A name of one word: in any case, unless it is said of other things as well.
fn one_word(word: &str) -> Vec<Name> {
    let folded = fold(word);
    if common::is_general(&folded) || common::is_common(&folded) || is_in(&folded, TOPICS) {
        let is_name = word.starts_with(char::is_uppercase) && !common::is_general(&folded);
        return is_name.then(|| Name::Exact(padded(word))).into_iter().collect();
    }
    let short = folded.chars().count() < 3;
    if short && !word.chars().all(char::is_uppercase) { Vec::new() } else { ways_of(word) }
}

/// What stands between commas, brackets and the like, without its article.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    let parts = words.split([',', ';', '/', '(', ')', '[', ']', '|', '–', '—', ':', '\n', '、', '،']);
    parts.flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" und ")).flat_map(|part| part.split(" et ")).map(bare)
}

/// Without the articles and small words that begin it.
fn bare(part: &str) -> &str {
    let mut part = part.trim();
    while let Some((first, rest)) = part.split_once(char::is_whitespace)
        && (is_in(&fold(first), ARTICLES) || is_in(&fold(first), WITHIN))
    {
        part = rest.trim_start();
    }
    part
}

/// The words by which the holder of an office is called: "director" of "HR director", "secretary" of "Secretary General". Where the
/// office says over what, there are others of that name: "a minister of another country".
fn titles(title: &[&str], is_over: bool) -> Vec<Name> {
    let mut names = whole(&title.join(" "));
    let of_one: Vec<String> = title
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_owned)
        .filter(|w| !w.is_empty())
        .collect();
    let last = of_one.iter().rposition(|word| of_one.len() == 1 || !is_in(&fold(word), BEHIND));
    for (at, word) in of_one.iter().enumerate() {
        let folded = fold(word);
        // "US envoy": of a state others speak as well; those who are of it are looked for by its names.
        if is_state(word) {
            continue;
        }
        let is_abbreviation = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if is_abbreviation {
            names.push(Name::Exact(padded(word)));
        }
        let is_other_script = at == 0 && !folded.is_ascii();
        if Some(at) != last && !is_holder(&folded) && !is_other_script || folded.chars().count() < 2 {
            continue;
        }
        // "IT" is found as it is written alone.
        if is_abbreviation && word.chars().count() < 3 {
            continue;
        }
        let of_many =
            is_in(&folded, OF_MANY) || is_in(&folded, TOPICS) || common::is_general(&folded) || common::is_common(&folded);
        if !of_many && !is_over {
            names.extend(ways_of(&folded));
            names.extend(is_other_script.then(|| derived(word)).into_iter().flatten());
        }
        names.extend(said(&folded));
    }
    names
}

/// Where an office is held, or over what: "Feinwerk", "Defence".
fn place_of(words: &[&str]) -> Vec<Name> {
    let place = words.join(" ");
    let place = bare(&place);
    match place.split_whitespace().count() {
        _ if is_state(place) => Vec::new(),
        0 => Vec::new(),
        1 => one_word(place.trim_matches(|c: char| !c.is_alphanumeric())),
        _ => ways_of(place).into_iter().chain(firm(place)).collect(),
    }
}

/// Whether words are a name of a state or a territory, or of its people, and nothing else.
fn is_state(words: &str) -> bool {
    let is_form = |form: &&str| fold(form) == fold(words);
    territories::spoken_of(words).iter().any(|one| {
        let mut forms = one.names.iter().chain(&one.people).chain(&one.shorts).chain(&one.capitals);
        forms.any(is_form)
    })
}

/// Whether a word has the ending of one for those who hold an office.
fn is_holder(folded: &str) -> bool {
    let has_ending = folded.chars().count() > 3 && ENDINGS.iter().any(|ending| folded.ends_with(ending));
    (has_ending || is_in(folded, OF_MANY)) && !folded.ends_with("ment") && !is_in(folded, NO_HOLDER) && !is_in(folded, TOPICS)
}

fn is_in(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|one| one == word)
}
