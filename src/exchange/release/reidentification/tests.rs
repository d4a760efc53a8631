//! Words that give somebody away, and words that do not.

use super::names::ways_of;
use super::*;
use crate::model::{AttendanceRole, PartyKind};
use crate::query::testing::Talks;

fn says(name: &str, text: &str) -> bool {
    ways_of(name).iter().any(|name| Words::of(text).find(name).is_some())
}

#[test]
fn abbreviations_count_as_they_are_written_and_names_in_any_case() {
    for (name, text) in [
        ("US", "The US must watch"),
        ("US", "the U.S. position"),
        ("U.S.", "US troops"),
        ("EU", "(EU)"),
        ("Ukraine", "UKRAINE’s borders"),
        ("Steve Witkoff", "asked steve  witkoff."),
        ("Łukasz", "as Lukasz said"),
        ("Kim", "Kim agreed"),
    ] {
        assert!(says(name, text), "{name} in {text}");
    }
    for (name, text) in [
        ("US", "let us begin, it helps us"),
        ("US", "the USA"),
        ("IT", "it is late"),
        ("Kim", "kimono"),
        ("", "anything"),
        (" . ", "anything . at all"),
    ] {
        assert!(!says(name, text), "{name} in {text}");
    }
}

#[test]
fn no_letter_is_a_name_that_is_found_everywhere() {
    let mut folded_away = 0;
    for letter in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()) {
        let name = letter.to_string();
        folded_away += usize::from(padded(&fold(&name)).trim().is_empty());
        assert!(says(&name, &format!("as {letter} said")), "{letter:?} is not found as it is written");
        assert!(!says(&name, ""), "{letter:?} is found in nothing");
    }
    assert!(folded_away > 0, "no letter is folded away: this test holds nothing");
}

/// Whether a text said by somebody of that party, at a table with a person of that name, is left out.
fn stays_in(party: &str, person: &str, text: &str) -> bool {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    talks.spelled("Somebody Else", &[person]);
    talks.attended(round, "Norway", "Somebody Else", AttendanceRole::Head);
    let id = talks.says(party, "Territory", "2026-02-04", text);
    talks.of(id).round = Some(round);
    Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone()).is_some()
}

#[test]
fn names_are_found_in_any_order_with_any_ending_and_in_any_script() {
    for (party, person, text) in [
        ("Iran", "", "an Iranian idea"),
        ("China", "", "the Chinese text"),
        ("Россия", "", "с Россией говорить рано"),
        ("中国", "", "我们认为中国会同意"),
        ("روسيا", "", "هذا موقف وروسيا تعرفه"),
        ("ישראל", "", "נדבר מחר בישראל"),
        ("대한민국", "", "우리는 대한민국은 동의한다"),
        ("Norway", "Steve Witkoff", "Witkoffs Vorschlag"),
        ("Norway", "Steve Witkoff", "As Steve put it"),
        ("Norway", "Wang Yi", "Wang has agreed"),
        ("Norway", "Володимир Зеленський", "слово Зеленського"),
        ("Norway", "王毅", "昨天王毅同意了"),
    ] {
        assert!(stays_in(party, person, text), "{text}");
    }
    for (party, person, text) in [
        ("Oman", "", "a woman and a man"),
        ("Norway", "Steve Witkoff", "even steven, they said"),
        ("Norway", "Ban Li", "a ban on arms"),
        ("Norway", "Omar al-Bashir bin Said", "the bin is full"),
        ("Norway", "علي", "اتفقنا عليه"),
        ("中国", "", "我们会同意"),
    ] {
        assert!(!stays_in(party, person, text), "{text}");
    }
}

#[test]
fn offices_and_blocs_tell_as_names_do() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    talks.attended(round, "Ukraine", "Rustem Umerov", AttendanceRole::Head).office = "Minister of Defence".into();
    let (ukraine, bloc) = (talks.party("Ukraine"), talks.party("Northern Alliance"));
    talks.ws.parties.get_mut(&ukraine).unwrap().blocs = vec![bloc];
    let id = talks.says("Ukraine", "Territory", "2026-02-04", "");
    talks.of(id).round = Some(round);
    for (text, tells) in [
        ("as the minister of defence has said", true),
        ("a minister of another country", false),
        ("the Northern Alliance has a plan", true),
        ("an alliance of the north", false),
    ] {
        talks.of(id).text = text.into();
        assert_eq!(Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone()).is_some(), tells, "{text}");
    }
}

/// Whether a text said by a party of that name, with that short name, is left out.
fn tells(party: &str, short: &str, text: &str) -> bool {
    let mut talks = Talks::new();
    let id = talks.says(party, "Territory", "2026-02-04", text);
    let party = talks.party(party);
    talks.ws.parties.get_mut(&party).unwrap().short = short.into();
    Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone()).is_some()
}

#[test]
fn whatever_usually_names_a_party_tells() {
    for (party, text) in [
        ("United States", "the US delegation will not accept this"),
        ("United States", "the American delegation will not accept this"),
        ("United States", "Americans will not"),
        ("United States", "the U.S. will not"),
        ("United States", "the USA will not"),
        ("United States", "the White House will not"),
        ("United States", "Washington’s view"),
        ("United States", "США не согласятся"),
        ("United States", "美国不会同意"),
        ("United States", "die Vereinigten Staaten; Vereinigte Staaten"),
        ("United Kingdom", "the UK will not"),
        ("United Kingdom", "the British side"),
        ("United Kingdom", "Britons would not"),
        ("United Kingdom", "Downing Street said"),
        ("European Union", "the EU will not"),
        ("European Union", "European leaders"),
        ("European Union", "Brussels will not"),
        ("United Arab Emirates", "the UAE could host"),
        ("United Arab Emirates", "Emirati mediation"),
        ("FARC-EP", "FARC will not"),
        ("Polisario Front", "Polisario will not"),
        ("African National Congress", "the ANC will not"),
        ("Organization for Security and Co-operation in Europe", "the OSCE mission"),
        ("People’s Republic of China", "the PRC"),
        ("People’s Republic of China", "Beijing is firm"),
        ("China", "the Chinese text"),
        ("Poland", "the Polish side"),
        ("Poland", "Poles would"),
        ("Poland", "Warsaw would"),
        ("Poland", "польская сторона"),
        ("Poland", "die polnische Seite"),
        ("Saudi Arabia", "the Saudi side"),
        ("Saudi Arabia", "Riyadh would pay"),
        ("Saudi Arabia", "the Saudis"),
        ("Netherlands", "the Dutch side"),
        ("Netherlands", "Holland would"),
        ("Netherlands", "The Hague would"),
        ("Turkey", "the Turkish side"),
        ("Türkiye", "Turkish officials"),
        ("Turkey", "Türkiye would"),
        ("Turkey", "Ankara would"),
        ("Russia", "the Kremlin would"),
        ("Russia", "Moscow would"),
        ("Russia", "Россия против"),
        ("Russia", "российская сторона"),
        ("Russia", "俄罗斯反对"),
        ("Ukraine", "Kyiv would"),
        ("Ukraine", "Kiev would"),
        ("France", "the French"),
        ("France", "Paris would"),
        ("Germany", "Berlin would"),
        ("Germany", "Germans would"),
        ("Germany", "niemiecka strona"),
        ("Switzerland", "Swiss good offices"),
        ("Iran", "Iranian enrichment"),
        ("Iran", "Tehran would"),
        ("Islamic Republic of Iran", "Iran would"),
        ("Republic of Korea", "Seoul would"),
        ("Republic of Korea", "South Korea would"),
        ("Israel", "the Knesset would"),
        ("Israel", "ישראל תסכים"),
        ("Palestine", "the Palestinians would"),
        ("Egypt", "مصر لن تقبل"),
        ("Qatar", "Qataris would"),
        ("Government of Colombia", "the Colombian army"),
        ("Dutch delegation", "the Netherlands would"),
    ] {
        assert!(tells(party, "", text), "{party}: {text}");
    }
}

#[test]
fn words_that_name_nobody_do_not_tell() {
    for (party, text) in [
        ("United States", "let us begin, it helps us; a united front of states"),
        ("United Kingdom", "a kingdom, united or not"),
        ("European Union", "a union of workers"),
        ("Iran", "a person, persistent and personal"),
        ("Canada", "we can and we are"),
        ("Andorra", "this and that"),
        ("China", "the chance is small"),
        ("Polisario Front", "on the front of things"),
        ("Workers’ Party", "the workers have a party"),
        ("New Zealand", "a new idea"),
        ("Turkey", "we turn to the next"),
        ("FARC-EP", "a farce"),
        ("Will Group", "they will not, and nobody will"),
    ] {
        assert!(!tells(party, "", text), "{party}: {text}");
    }
}

#[test]
fn people_are_named_by_parts_by_initials_and_in_other_scripts() {
    for (person, text) in [
        ("Volodymyr Zelenskyy", "Zelensky would"),
        ("Volodymyr Zelenskyy", "Зеленский согласен"),
        ("Volodymyr Zelenskyy", "слово Зеленского"),
        ("Volodymyr Zelenskyy", "זלנסקי אמר"),
        ("Volodymyr Zelenskyy", "زيلينسكي قال"),
        ("Volodymyr Zelenskyy", "ゼレンスキーは"),
        ("Volodymyr Zelenskyy", "V. Z. agrees"),
        ("Volodymyr Zelenskyy", "as V. Zelenskyy said"),
        ("Igor Kostyukov", "Костюков сказал"),
        ("Rustem Umerov", "Умєров сказав"),
        ("Сергей Лавров", "Lavrov would"),
        ("Abbas Araghchi", "Araqchi would; Araghchi"),
        ("Donald John Trump", "DJT wants it"),
        ("Donald Trump", "TRUMP wants it"),
        ("Wang Yi", "王毅同意"),
        ("Will Smith", "Will agreed"),
        ("George Will", "Mr Will agreed"),
    ] {
        assert!(stays_in("Norway", person, text), "{person}: {text}");
    }
    for (person, text) in [
        ("Will Smith", "they will not, and will never"),
        ("George Will", "they will not, and will never"),
        ("George Grant", "they grant it, and granted it"),
        ("Theresa May", "they may come in may"),
        ("Mark Price", "the price is marked"),
        ("Peter Müller", "the PM said so"),
        ("Kim Li", "lithium"),
        ("Rustem Umerov", "мы за мир"),
    ] {
        assert!(!stays_in("Norway", person, text), "{person}: {text}");
    }
}

/// Whether a text is left out at whose table somebody of that office and role sat. The union says it.
fn stays_in_beside(office: &str, role: AttendanceRole, text: &str) -> bool {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    talks.attended(round, "Norway", "Zbigniew Hagenau", role).office = office.into();
    let id = talks.says("Nordbund", "Pay", "2026-02-04", text);
    talks.of(id).round = Some(round);
    Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone()).is_some()
}

#[test]
fn an_office_tells_in_its_parts() {
    for (office, text) in [
        ("lawyer", "the lawyer of the other side fears 3.7"),
        ("Lawyer", "our LAWYER’s fear is 3.7"),
        ("economist", "the economist would take 6.1"),
        ("Chief economist", "an economist in the room would take 6.1"),
        ("HR director", "the HR director can go to 3.8"),
        ("HR director, Feinwerk AG", "the HR director can go to 3.8"),
        ("HR director, Feinwerk AG", "the director can go to 3.8"),
        ("HR director, Feinwerk AG", "HR can go to 3.8"),
        ("HR director, Feinwerk AG", "Feinwerk can go to 3.4"),
        ("HR director, Feinwerk AG", "feinwerk can go to 3.4"),
        ("HR director, Feinwerk AG", "Feinwerk AG can go to 3.4"),
        ("HR director (Feinwerk GmbH & Co. KG)", "Feinwerk can go to 3.4"),
        ("Director at Feinwerk", "feinwerk can go to 3.4"),
        ("Director at Feinwerk", "the director can go to 3.4"),
        ("Personalleiterin bei Müller Söhne S.A.", "mit Müller Söhne geht 3,4"),
        ("Personalleiterin bei Müller Söhne S.A.", "die Personalleiterin geht auf 3,4"),
        ("General Secretary of IG Metall", "ig metall would sign"),
        ("General Secretary of IG Metall", "the general secretary would sign"),
        ("Secretary-General", "the secretary would sign"),
        ("Minister of Defence", "the minister would sign"),
        ("Minister of Defence", "the Defence side would sign"),
        ("Minister of Foreign Affairs", "the ministers would sign"),
        ("Directeur des ressources humaines", "le directeur accepte"),
        ("Ministre de la Défense", "le ministre accepte"),
        ("Avocate, cabinet Dupont", "selon une avocate"),
        ("Deputy prime minister", "the prime minister would sign"),
        ("CEO", "the ceo would sign"),
        ("President and CEO, Acme Inc.", "Acme would sign"),
        ("Judge", "the judge would sign"),
        ("General", "the general would sign"),
        ("Treasurer", "ask the treasurer"),
        ("Attorney general", "the attorney would sign"),
        ("министр обороны", "слово министра"),
    ] {
        assert!(stays_in_beside(office, AttendanceRole::Unstated, text), "{office}: {text}");
    }
    for (office, text) in [
        ("Minister of Defence", "a minister of another country"),
        ("Minister of Defence", "more for defence, if need be"),
        ("General", "in general they agree on the general rule"),
        ("Head of delegation", "they head for the exit ahead of time"),
        ("HR director, Feinwerk AG", "they will not go beyond 3.8, and may not"),
        ("Director of Operations", "operations may go on"),
        ("Chair", "nobody has a chair"),
        ("Will", "they will not, and may never"),
        ("Member", "a member of the club left"),
        ("Director, Free Trade AG", "free movement of goods and trade"),
        ("IT director", "it would be late"),
        ("US special envoy", "the US document is ready"),
        ("Director, Russian Direct Investment Fund", "rights of Russian speakers"),
        ("Prime minister of Norway", "more gas from Norway"),
    ] {
        assert!(!stays_in_beside(office, AttendanceRole::Unstated, text), "{office}: {text}");
    }
}

#[test]
fn a_role_at_the_table_tells() {
    use AttendanceRole as R;
    for (role, text) in [
        (R::Head, "the head of delegation would sign 4.4"),
        (R::Head, "the head of the delegation would sign"),
        (R::ChiefNegotiator, "the chief negotiator would sign"),
        (R::ChiefNegotiator, "their negotiator would sign"),
        (R::Spokesperson, "a spokeswoman has said so"),
        (R::Spokesperson, "the spokesman has said so"),
        (R::Interpreter, "as the interpreter understood it"),
        (R::Mediator, "the mediator would put 3.9"),
        (R::LegalCounsel, "the lawyer fears 3.7"),
        (R::NoteTaker, "the note-taker heard 3.7"),
        (R::Expert, "the expert would take 6.1"),
        (R::Other("Deputy head".into()), "the deputy would sign"),
        (R::Other("Shop steward".into()), "the shop steward would sign"),
    ] {
        assert!(stays_in_beside("", role.clone(), text), "{role:?}: {text}");
        assert!(!stays_in_beside("", R::Unstated, text), "nobody of that role was there: {text}");
    }
    for (role, text) in [(R::Head, "they head south"), (R::Host, "a host of ideas"), (R::Expert, "expert reports")] {
        assert!(!stays_in_beside("", role.clone(), text), "{role:?}: {text}");
    }
}

#[test]
fn an_office_recorded_of_the_speaker_tells_though_nobody_wrote_down_who_was_there() {
    let mut talks = Talks::new();
    let jane = talks.office("Jane Roe", "Nordbund", "Treasurer", "2026", "");
    let id = talks.says("Nordbund", "Pay", "2026-02-04", "the treasurer would sign 4.6");
    talks.of(id).speaker = Some(Who::Person(jane));
    let told = Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone());
    assert_eq!(told.map(|told| told.word), Some("treasurer".to_owned()));
    talks.of(id).speaker = Some(Who::Described("unnamed lawyer of the bank".into()));
    for (text, tells) in [("the lawyer would sign", true), ("lawyers cost much", false), ("nobody would sign", false)] {
        talks.of(id).text = text.into();
        assert_eq!(Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone()).is_some(), tells, "{text}");
    }
}

/// Whether a text said by the first of those parties tells which of them it was.
fn noun_tells(parties: &[(&str, PartyKind)], text: &str) -> bool {
    let mut talks = Talks::new();
    for (name, kind) in parties {
        let id = talks.party(name);
        talks.ws.parties.get_mut(&id).unwrap().kind = kind.clone();
    }
    let id = talks.says(parties[0].0, "Pay", "2026-02-04", text);
    Reidentification::default().told(&talks.ws, &talks.ws.statements[&id].clone()).is_some()
}

#[test]
fn the_noun_for_one_of_few_tells() {
    use PartyKind as K;
    let (union, firm) = (("Nordbund", K::Union), ("Feinwerk AG", K::Unstated));
    for (parties, text) in [
        (vec![union.clone(), firm.clone()], "the union would sign 4.4"),
        (vec![union.clone(), firm.clone()], "The Union’s limit is 4.4"),
        (vec![firm.clone(), union.clone()], "the company would sign 4.4"),
        (vec![firm.clone(), union.clone()], "management can go to 3.4"),
        (vec![firm.clone(), union.clone()], "employers would sign"),
        (vec![firm.clone(), union.clone()], "feinwerk can go to 3.4"),
        (vec![("Employers’ Association", K::Unstated), union.clone()], "the employers would sign"),
        (vec![("Ministry of Labour", K::Unstated), union.clone()], "the ministry would sign"),
        (vec![("Government of Borduria", K::Unstated), ("Front", K::ArmedGroup)], "the government would sign"),
        (vec![("Front", K::ArmedGroup), ("Borduria", K::State)], "the rebels would sign"),
        (vec![("Borduria", K::State), ("Front", K::ArmedGroup)], "the government would sign"),
    ] {
        assert!(noun_tells(&parties, text), "{parties:?}: {text}");
    }
    for (parties, text) in [
        (vec![union.clone(), firm.clone()], "the company would sign 4.4"),
        (vec![union.clone(), ("Sudbund", K::Union)], "the union would sign 4.4"),
        (vec![union, firm], "a union of equals; they will, and may"),
        (vec![("Borduria", K::State), ("Syldavia", K::State)], "the government would sign"),
        (vec![("Borduria", K::State), ("Front", K::ArmedGroup)], "good government, and the state of play"),
    ] {
        assert!(!noun_tells(&parties, text), "{parties:?}: {text}");
    }
}
