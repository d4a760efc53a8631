//! Sentences in many languages, and that nothing is ever lost or covered twice.

use proptest::prelude::*;

use super::*;

/// Each with `|` where a sentence ends.
const SENTENCES: &[&str] = &[
    // English
    "The talks ended. |They resume on Monday.",
    "Mr. Smith met Dr. Jones. |Both left.",
    "The U.S. President spoke in the U.S. |The envoy did not.",
    "J. Smith and A. B. Jones signed. |Nobody else did.",
    "Clause No. 5 stands. |See Art. 7 and para. 12.",
    "The rate is 3.5 percent. |It was 2.25.",
    "\"We agree.\" |The minister left.",
    "\"Why?\" he asked. |\"Because.\"",
    "He said: “We will not go.” |Then he went.",
    "She asked (twice!) whether it holds. |It does.",
    "They met at 5 p.m. on Tuesday. |Then at 6 a.m. |The next day they left.",
    "Wait... |Who goes there?",
    "1. The parties agree. |2. They sign.",
    "IV. The parties agree.",
    "A heading without a full stop",
    "Gen. Miller of Acme Inc. |It was late.",
    // German
    "Am 12. März trafen sie sich. |Die 2. Runde folgt.",
    "Es gibt z. B. Waffen, d. h. Gewehre. |Nr. 5 fehlt und Abs. 3 auch.",
    "„Wir gehen.“ |Dann gingen sie.",
    "»Wir gehen«, sagte er. |Er ging.",
    // French
    "M. Dupont est parti. |Mme. Durand reste.",
    "« Non ! » dit-il. |Il partit.",
    "« Non ! » |Il partit.",
    // Spanish
    "¿Quién es? |El Sr. García no lo sabe.",
    // Russian and Ukrainian
    "Это, т. е. договор, подписан в 2022 г. в Стамбуле. |В. Зеленский согласен.",
    "Переговори тривали. |Президент В. О. Зеленський був там.",
    "«Мы против». |Он ушёл.",
    // Arabic, Urdu, Persian, Hebrew
    "هل وافقوا؟ |نعم، وافقوا. |انتهى الاجتماع.",
    "مذاکرات ختم ہو گئے۔ |وہ چلے گئے۔",
    "השיחות הסתיימו. |הם הלכו.",
    // Devanagari, Armenian, Amharic
    "वार्ता समाप्त हुई। |वे चले गए।",
    "Բանակցություններն ավարտվեցին։ |Նրանք գնացին։",
    // Han and Japanese
    "会谈结束了。|双方离开了！|为什么？",
    "「行きません。」|彼は言った。",
    "他说：“我们同意。”|然后他走了。",
    // Thai
    "การเจรจาสิ้นสุดลงแล้ววันนี้ |ทั้งสองฝ่ายเดินทางกลับประเทศ",
    // Turkish, Polish, Greek
    "Dr. Yılmaz geldi. |Prof. Kaya gitti.",
    "Prof. Nowak odszedł. |Np. Warszawa została.",
    "Ήρθε ο κ. Παπαδόπουλος. |Έφυγε.",
];

#[test]
fn sentences_of_many_languages() {
    for line in SENTENCES {
        let text = line.replace('|', "");
        let cut: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(cut.join("|"), *line);
    }
}

#[test]
fn a_line_is_a_paragraph_unless_lines_are_broken_at_a_width() {
    let parts = |text: &str| paragraphs(text).into_iter().map(|range| text[range].trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(parts("Heading\nFirst. Second.\r\n\r\nThird."), ["Heading", "First. Second.", "", "Third."]);
    assert!(paragraphs("").is_empty());
    let wrapped = "The delegations of the two parties came together in the morning in\n\
        order to talk about the exchange of prisoners and about what has to be\n\
        done before it. They agreed on a list of names, which the mediator is\n\
        to keep.\n\n\
        - An item that is long enough to stand in a line of its own in the text\n\
        - Another item";
    let parts = parts(wrapped);
    assert_eq!(parts.len(), 4, "{parts:#?}");
    let sentences: Vec<&str> = sentences(&parts[0]).into_iter().map(|range| &parts[0][range]).collect();
    assert_eq!(sentences.len(), 2, "{sentences:#?}");
}

#[test]
fn a_paragraph_of_megabytes_is_cut() {
    for text in ["Words and more words. ".repeat(50_000), "x".repeat(1_000_000), "会谈结束".repeat(100_000)] {
        let paragraphs = paragraphs(&text);
        assert!(paragraphs.iter().all(|range| range.len() <= LONGEST_PARAGRAPH && !range.is_empty()));
        assert_eq!(covered(&paragraphs), Some(text.len()));
    }
}

#[test]
fn what_stands_in_quotation_marks() {
    let quoted = |text: &'static str| quotations(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
    assert_eq!(quoted("He said \"we agree\" and “no”."), ["we agree", "no"]);
    assert_eq!(quoted("„Wir gehen“, »so« und «non»"), ["Wir gehen", "so", "non"]);
    assert_eq!(quoted("「行きません」 5\" long"), ["行きません"]);
    assert!(quoted("It's the parties' \"open end").is_empty());
}

#[test]
fn words_and_what_stands_between() {
    let pieces =
        |text: &'static str| words(text).into_iter().map(|range| &text[range]).filter(|piece| is_word(piece)).collect::<Vec<_>>();
    assert_eq!(pieces("It doesn't cost 3.5 million."), ["It", "doesn't", "cost", "3.5", "million"]);
    assert_eq!(trimmed(" ab ", 0..4), 1..3);
    assert_eq!(trimmed("  ", 0..2), 0..0);
}

/// Where the ranges end that follow each other without a gap.
fn covered(ranges: &[Range<usize>]) -> Option<usize> {
    ranges.iter().try_fold(0, |at, range| (range.start == at && range.end > at).then_some(range.end))
}

proptest! {
    #[test]
    fn ranges_cover_every_text(text in "([a-zA-Z.!?\"«»“” \n\r\u{2028}]|[A-Z]\\.|[0-9]{1,4}\\. |Mr\\. |\\PC|[ก-ฮ]{12} |[。！？」؟۔।])*") {
        for ranges in [paragraphs(&text), sentences(&text), words(&text)] {
            prop_assert_eq!(covered(&ranges), Some(text.len()), "{:?}", ranges);
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()));
        }
        for range in quotations(&text) {
            prop_assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()));
            let inner = trimmed(&text, range.clone());
            prop_assert!(range.start <= inner.start && inner.end <= range.end);
        }
    }
}
