//! What words say of terms, and what they do not.

use super::*;
use crate::query::testing::Talks;
use RecordLevel::{Background, ChathamHouse, DeepBackground, OffRecord, OnRecord, Unstated};

fn other(words: &str) -> RecordLevel {
    RecordLevel::Other(words.into())
}

#[test]
fn words_that_say_nothing_else_mean_a_level() {
    for (words, level) in [
        ("Off-the-record", OffRecord),
        ("off record", OffRecord),
        ("OFF", OffRecord),
        ("not for attribution", Background),
        ("Non-attributable", Background),
        ("background", Background),
        ("Deep background.", DeepBackground),
        ("Chatham House Rule", ChathamHouse),
        ("for attribution", OnRecord),
        ("On the record", OnRecord),
    ] {
        assert_eq!(meant(words), Some(level), "{words}");
    }
    for words in ["", "otr", "confidential", "embargoed", "off the record until Friday", "nobody"] {
        assert_eq!(meant(words), None, "{words}");
    }
}

#[test]
fn what_speaks_of_terms_is_never_taken_for_nothing() {
    for (words, level) in [
        ("an official, on background", Some(Background)),
        ("not for attribution by name, please", Some(Background)),
        ("J. Smith (off the record)", Some(OffRecord)),
        ("unter drei gesagt", Some(OffRecord)),
        ("on the record", Some(OnRecord)),
        ("on the record from Friday", Some(other("on the record from Friday"))),
        ("OTR", Some(other("OTR"))),
        ("spoke in confidence", Some(other("spoke in confidence"))),
        ("embargoed until 6 Feb", Some(other("embargoed until 6 Feb"))),
        ("TLP:AMBER", Some(other("TLP:AMBER"))),
        ("конфиденциально", Some(other("конфиденциально"))),
        ("Иванов (не для прессы)", Some(other("Иванов (не для прессы)"))),
        ("sous embargo", Some(other("sous embargo"))),
        ("streng vertraulich", Some(other("streng vertraulich"))),
        ("在场者（不公开）", Some(other("在场者（不公开）"))),
        ("机密发言", Some(other("机密发言"))),
        ("an envoy (not to be quoted)", Some(other("an envoy (not to be quoted)"))),
        ("nicht namentlich zitieren", Some(other("nicht namentlich zitieren"))),
        ("посол, не под запись", Some(other("посол, не под запись"))),
        ("конфіденційно", Some(other("конфіденційно"))),
        ("오프더레코드", Some(other("오프더레코드"))),
        ("důvěrné", Some(other("důvěrné"))),
        ("गोपनीय", Some(other("गोपनीय"))),
        ("do not forward", Some(other("do not forward"))),
        ("J. Smith (private)", Some(other("J. Smith (private)"))),
        ("Minister of Internal Affairs", None),
        ("Private Secretary to the Prime Minister", None),
        ("head of the Secret Service", None),
        ("chair of the Arms Embargo Committee", None),
        ("adviser on confidence-building measures", None),
        ("", None),
        ("US official", None),
        ("Secretary of State", None),
        ("a man of public life", None),
        ("speaking on condition of anonymity", None),
    ] {
        assert_eq!(spoken_of(words), level, "{words}");
    }
    assert_eq!(of_terms("as agreed with the host"), Some(other("as agreed with the host")));
    assert_eq!(of_terms(" "), None);
}

#[test]
fn a_column_that_speaks_of_terms_says_them_row_by_row() {
    for (header, cell, level) in [
        ("off the record", "yes", Some(OffRecord)),
        ("Off the record?", "x", Some(OffRecord)),
        ("Off the record", "✓", Some(OffRecord)),
        ("off the record", "no", None),
        ("off the record", "", None),
        ("off the record", "mostly", Some(other("off the record: mostly"))),
        ("Background", "yes", Some(Background)),
        ("Confidential", "yes", Some(other("Confidential"))),
        ("Embargo", "until 6 Feb", Some(other("Embargo: until 6 Feb"))),
        ("on the record", "yes", Some(OnRecord)),
        ("Attribution", "no", Some(other("Attribution: no"))),
        ("Attribution", "background", Some(Background)),
        ("on the record", "no", Some(other("on the record: no"))),
        ("Public", "no", Some(other("Public: no"))),
        ("attributable", "n", Some(other("attributable: n"))),
        ("Can be quoted?", "No", Some(other("Can be quoted?: No"))),
        ("Öffentlich", "nein", Some(other("Öffentlich: nein"))),
        ("OK to publish", "yes", None),
        ("Sharing", "", None),
        ("Confidentiality", "yes", Some(other("Confidentiality"))),
        ("Issue", "off the record", Some(OffRecord)),
        ("Classification", "restricted", Some(other("restricted"))),
        ("Handling", "Amber", Some(other("Handling: Amber"))),
        ("Handling", "unclassified", None),
        ("Einstufung", "VS-NfD", Some(other("VS-NfD"))),
        ("Гриф", "для служебного пользования", Some(other("для служебного пользования"))),
        ("Column 7", "not for attribution", Some(Background)),
        ("Column 7", "told in strict confidence", Some(other("told in strict confidence"))),
        ("Column 7", "public", None),
        ("Column 7", "a private school in an internal dispute", None),
        ("Not to be quoted", "yes", Some(other("Not to be quoted"))),
        ("Не для цитирования", "да", Some(other("Не для цитирования"))),
    ] {
        assert_eq!(of_column(header, cell), level, "{header}: {cell}");
    }
}

#[test]
fn the_strictest_word_about_a_statement_counts() {
    let mut talks = Talks::new();
    let id = talks.says("Ukraine", "", "2026-02-04", "text");
    let mut of_it = |level: RecordLevel, terms: &str, speaker: &str, note: &str| {
        let said = talks.of(id);
        (said.level, said.terms, said.note) = (level, terms.into(), note.into());
        said.speaker = Some(Who::Described(speaker.into()));
        of(&talks.ws, &talks.ws.statements[&id])
    };
    assert_eq!(of_it(Unstated, "", "US official", "our own remark"), Unstated);
    assert_eq!(of_it(Unstated, "off the record", "", ""), OffRecord);
    assert_eq!(of_it(Unstated, "as agreed", "", ""), other("as agreed"));
    assert_eq!(of_it(OnRecord, "as agreed", "", ""), OnRecord);
    assert_eq!(of_it(OnRecord, "not for attribution", "", ""), Background);
    assert_eq!(of_it(OffRecord, "on the record", "", ""), OffRecord);
    assert_eq!(of_it(Unstated, "", "J. Smith (on background)", ""), Background);
    assert_eq!(of_it(Unstated, "", "", "said in the corridor\nOn background."), Background);
    for (note, level) in [
        ("She said this off the record, by telephone", OffRecord),
        ("strictly confidential", other("strictly confidential")),
        ("Private.", other("Private.")),
        ("told us under embargo until the signing", other("told us under embargo until the signing")),
        ("He said this Embargo 12:00 CET, by phone.", other("He said this Embargo 12:00 CET, by phone.")),
        ("Said by phone. Embargo until 6 Feb.", other("Said by phone. Embargo until 6 Feb.")),
        ("Sperrfrist 12 Uhr", other("Sperrfrist 12 Uhr")),
        ("Restricted until Friday 6 pm", other("Restricted until Friday 6 pm")),
        ("The oil embargo until 6 June is in force", Unstated),
        ("Er sagte das vertraulich am Rande", other("Er sagte das vertraulich am Rande")),
        ("он сказал это не под запись", other("он сказал это не под запись")),
        ("said before a private meeting on the arms embargo", Unstated),
        ("he would not share the draft", Unstated),
    ] {
        assert_eq!(of_it(Unstated, "", "", note), level, "{note}");
    }
    // Whoever has said a level has read the note.
    assert_eq!(of_it(OnRecord, "", "", "not the same as he says off the record at times"), OnRecord);
}

#[test]
fn terms_in_the_text_in_a_tag_or_in_the_kind_count_while_there_is_no_level() {
    let mut talks = Talks::new();
    let id = talks.says("Ukraine", "", "2026-02-04", "text");
    for (text, level) in [
        ("(off the record) we would yield", OffRecord),
        ("We would yield [not for attribution].", Background),
        ("Confidential: we would yield", other("Confidential")),
        ("vertraulich – wir würden weichen", other("vertraulich")),
        ("we would yield #otr", other("otr")),
        ("我们愿意让步（不公开）", other("不公开")),
        ("We ask: is nothing confidential any more?", Unstated),
        ("The confidential annex (of 1999) stands", Unstated),
        ("Background: they met twice", Unstated),
    ] {
        talks.of(id).text = text.into();
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{text}");
    }
    talks.of(id).text = "plain".into();
    for (tag, level) in [
        ("off-the-record", OffRecord),
        ("confidential", other("confidential")),
        ("embargo", Unstated),
        ("confidence-building", Unstated),
        ("public", Unstated),
    ] {
        talks.of(id).tags = vec![tag.into()];
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{tag}");
    }
    talks.of(id).tags.clear();
    talks.of(id).kind = StatementKind::Other("off-the-record remark".into());
    assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), OffRecord);
}

#[test]
fn ordinary_remarks_speak_of_no_terms() {
    let mut talks = Talks::new();
    let id = talks.says("Ukraine", "", "2026-02-04", "text");
    for note in [
        "They met in private for two hours before the plenary",
        "He said privately owned land stays as it is",
        "For background see the 2015 accord",
        "Background information on the river is in the annex",
        "They want background checks on the guards",
        "See the Chatham House paper of March",
        "They ask for a confidentiality clause",
        "Die Vertraulichkeitsvereinbarung gilt weiter",
        "Es gibt eine Klausel zur Vertraulichkeit",
        "подписано соглашение о конфиденциальности",
        "The confidential annex of 1999 was mentioned",
        "The arms embargo runs until June; the embargo until now holds",
        "No names of prisoners were given",
        "Between us and them lies the river",
        "Между нами и ними граница",
        "In confidence-building the parties agree",
        "a decline in confidence between the parties",
        "Without prejudice to the claims of third parties",
        "Said on the record",
        "They spoke for the record",
        "a secret ballot in a restricted area",
        "unattributed drone strikes go on",
        "he criticised them, though not by name",
        "An anonymous caller claimed the attack",
        "他将返回日内瓦参加非公开磋商",
        "เขากลับไปเจนีวา",
        "비공개 협의가 있었다",
        "the ceasefire was called off",
        "the mat on the floor",
        "The TLP walked out",
    ] {
        talks.of(id).note = note.into();
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), Unstated, "{note}");
    }
    talks.of(id).note.clear();
    for text in [
        "Confidentiality: both sides keep the draft to themselves",
        "Embargo: to be lifted",
        "We want sanctions, an arms embargo until 6 June, and more",
        "They lift sanctions, embargo until 6 June stays",
        "Chatham House: a report is wrong",
        "Lift the embargo (arms)",
        "the (private) schools stay",
        "the troops (withheld) return",
        "He reports to the Commission on Human Rights (CHR)",
        "Private, public and mixed schools are treated alike",
        "Prices are to fall, in public and private trade",
        "\"Not for publication\" stamps are to be abolished",
        "We did not speak off the record.",
        "Secret detention must end. Confidence will follow.",
        "We spoke of borders, internal security, and trade",
    ] {
        talks.of(id).text = text.into();
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), Unstated, "{text}");
    }
    talks.of(id).text = "plain".into();
    for tag in ["arms embargo", "embargo", "confidentiality", "private sector", "internal displacement", "press", "attribution"] {
        talks.of(id).tags = vec![tag.into()];
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), Unstated, "{tag}");
    }
    for words in ["Mat Collins", "Titkos Janos", "Deep Singh", "TLP leader", "Head of the Private Sector Council"] {
        assert_eq!(spoken_of(words), None, "{words}");
    }
}

#[test]
fn terms_that_stand_apart_count() {
    let mut talks = Talks::new();
    let id = talks.says("Ukraine", "", "2026-02-04", "text");
    for (text, level) in [
        ("Off the record, they could live with 35 percent", OffRecord),
        ("They could live with 35 percent, off the record", OffRecord),
        ("We would yield. Off the record.", OffRecord),
        ("We would yield. Private.", other("Private")),
        ("Confidentially, we would yield", other("Confidentially")),
        ("Between us: we would yield", other("Between us")),
        ("1) we would yield (off the record)", OffRecord),
        ("a) one b) two [not for attribution]", Background),
        ("we would yield (private)", other("private")),
        ("we would yield (told in confidence)", other("told in confidence")),
        ("(sensitive) we would yield", other("sensitive")),
        ("[CHR] we would yield", ChathamHouse),
        ("<!-- confidential --> we would yield", other("confidential")),
        ("*off the record* we would yield", OffRecord),
        ("we would yield — not for attribution", Background),
        ("Embargo 12:00 CET: we would yield", other("Embargo 12:00 CET")),
        ("Embargo until 6 Feb. We would yield.", other("Embargo until 6 Feb")),
        ("We would yield, embargo 18:00", other("embargo 18:00")),
        ("Unter uns: wir würden weichen", other("Unter uns")),
        ("Между нами: мы уступим", other("Между нами")),
    ] {
        talks.of(id).text = text.into();
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{text}");
    }
    talks.of(id).text = "plain".into();
    for (note, level) in [
        ("He told us privately that they would yield", other("He told us privately that they would yield")),
        ("He said this between you and me", other("He said this between you and me")),
        ("In private he admits it", other("In private he admits it")),
        ("Said at the lunch with all of the others there. Private.", other("Private.")),
        ("Said in the corridor, after the plenary had ended. CHR.", ChathamHouse),
        ("a colleague, background briefing only", Background),
    ] {
        talks.of(id).note = note.into();
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{note}");
    }
    talks.of(id).note.clear();
    for tag in ["private", "restricted", "sealed", "withhold", "secret", "sensitive", "Embargo 12:00 CET", "riservato"] {
        talks.of(id).tags = vec![tag.into()];
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), other(tag));
    }
    for (words, level) in
        [("an official, CHR", ChathamHouse), ("J. Smith, bg", Background), ("Maddox, Chatham House", ChathamHouse)]
    {
        assert_eq!(spoken_of(words), Some(level), "{words}");
    }
}

#[test]
fn whoever_spoke_on_condition_of_anonymity_is_not_named() {
    let mut talks = Talks::new();
    let person = talks.person("Anna Berg");
    let id = talks.says("Ukraine", "", "2026-02-04", "text");
    for words in ["Speaking anonymously.", "asked for anonymity", "на условиях анонимности", "匿名希望", "익명", "anonymous"]
    {
        for level in [Unstated, OnRecord] {
            talks.of(id).level = level;
            talks.of(id).note = words.into();
            talks.of(id).speaker = Some(Who::Person(person));
            assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), Background, "{words}");
        }
        talks.of(id).level = Unstated;
        talks.of(id).speaker = Some(Who::Described("an official".into()));
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), Unstated, "{words}");
    }
    talks.of(id).note.clear();
    for (words, level) in [
        ("J. Smith (speaking anonymously)", Background),
        ("Anna Berg on condition of anonymity", Background),
        ("senior State Department official, speaking on condition of anonymity", Unstated),
        ("Anonymous", Unstated),
    ] {
        talks.of(id).speaker = Some(Who::Described(words.into()));
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{words}");
    }
    assert_eq!(of_column("Anonymous", "yes"), Some(Background));
    assert_eq!(of_column("Anonymous", "no"), None);
    assert_eq!(of_column("Column 7", "speaking anonymously"), Some(Background));
}

#[test]
fn a_source_a_round_and_a_sitting_say_terms_for_all_that_is_of_them() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    let source = talks.source("Gazette");
    let id = talks.says("Ukraine", "", "2026-02-04", "text");
    (talks.of(id).round, talks.of(id).sources) = (Some(round), vec![source]);
    for (title, address, level) in [
        ("Off-the-record briefing by the minister", "", OffRecord),
        ("Background briefing by an official", "", Background),
        ("Call with the envoy, not for attribution", "", Background),
        ("Confidential conversation", "", other("Confidential conversation")),
        ("private", "", other("private")),
        ("Embargo 12:00 CET", "", other("Embargo 12:00 CET")),
        ("EMBARGOED UNTIL 6 pm", "", other("EMBARGOED UNTIL 6 pm")),
        ("Sperrfrist 12 Uhr", "", other("Sperrfrist 12 Uhr")),
        ("Speech by the minister – embargo 6 February, 18:00", "", other("Speech by the minister – embargo 6 February, 18:00")),
        ("Embargo 12:00 CET", "https://example.org/x", other("Embargo 12:00 CET")),
        ("Embargo until June demanded", "https://example.org/x", Unstated),
        ("Off the record", "https://example.org/x", OffRecord),
        ("Background briefing by an official, transcript", "https://example.org/x", Unstated),
        ("Confidential memo shows plan", "https://example.org/x", Unstated),
        ("Secret talks in Oman, says paper", "", Unstated),
        ("Embargo committee report", "", Unstated),
        ("Chatham House: the war economy", "", Unstated),
        ("On the record, an interview", "", Unstated),
    ] {
        let record = talks.ws.sources.get_mut(&source).unwrap();
        (record.title, record.address) = (title.into(), address.into());
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{title}");
    }
    talks.of(id).sources.clear();
    for (title, note, level) in [
        ("Off-the-record dinner", "", OffRecord),
        ("Chatham House Rule seminar", "", ChathamHouse),
        ("First", "The Chatham House Rule applies.", ChathamHouse),
        ("First", "Two days by the lake. All sessions under the Chatham House Rule.", ChathamHouse),
        ("First", "Off the record", OffRecord),
        ("First", "The minister told us off the record that he would resign", Unstated),
        ("Chatham House, London", "Chatham House.", Unstated),
        ("Background briefing", "", Background),
        ("First", "Background", Unstated),
        ("Background", "", Unstated),
        ("Confidential talks", "They met in private", Unstated),
    ] {
        (talks.on(round).title, talks.on(round).note) = (title.into(), note.into());
        assert_eq!(of(&talks.ws, &talks.ws.statements[&id]), level, "{title} {note}");
    }
}
