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
