//! Phrases that show that a text speaks of confidentiality, without saying which level.

use super::find::{Stems, Table};
use super::timed;
use crate::text::fold;
use std::sync::LazyLock;

/// Words that speak of terms wherever they stand, but before words that begin as those behind the exclamation mark: "without prejudice
/// to the claims of others" is said of something else.
const CLEAR: &str = "
    otr | nfa | off the rec | tlp red | tlp amber | tlp green | tlp rot | tlp gelb | confidentially | strict confidence
    embargoed until | embargoed till | under embargo until | under embargo till | without prejudice !to | privileged and confidential
    do not quote | not for quotation | do not share | eyes only | fyeo | noforn | need to know basis | hush hush | no fingerprints
    not on the record | not on record | never on the record | never on record | not for the record | not to be quoted | not quotable
    do not use before | no use before | not to be used before | no release before | no publication before | do not release before
    hold for release | ne pas publier avant | ne pas utiliser avant | no publicar antes | non pubblicare prima | niet publiceren voor
    nicht veroffentlichen vor | не публиковать до | не публікувати до | 엠바고 | 情報解禁 | 解禁日時 | حظر النشر | محظور النشر
    for internal use !of | internal use only | internal only | nicht namentlich zitieren | nicht namentlich nennen | niet citeren
    nie do publikacji | not for the press | not for press | not for citation
    not for circulation | not for distribution | do not attribute | do not cite | do not publish | do not circulate
    do not forward | onward transmission | for official use only
    protect source !of | protect the source !of | source protected | protected source | protect identity | identity protected
    geheim !dienst | sperrfrist | nicht zitieren | nicht zitierfahig | nicht fur die presse | im vertrauen !auf !dar !in
    hintergrundgesprach | hintergrundkreis | vs nfd | nur fur den dienstgebrauch | unter verschluss
    en off | hors micro | ne pas citer | ne pas diffuser | ne pas attribuer | sous le sceau | diffusion restreinte
    extraoficial | non citare | non attribuibile | achtergrondgesprek | nieoficjalnie | off rekord
    kayit disi | не для прессы | не для преси | не для публикации | не для публікації | не цитировать | не цитувати
    не для разглашения | не подлежит разглашению | не для розголошення | без протокола | без протоколу | не под запись
    не під запис | не для записи | не для запису | без записи !в | без запису !в | не для цитирования | не для цитування
    не на камеру | по секрету | дсп | для служебного пользования | для службового користування
    ليس للنشر | غير مخصص للنشر | ليس للاقتباس | للاطلاع فقط | سري | سري للغاية | محرمانه | לא לציטוט | לא לפרסום | לא לייחוס
    שלא לייחוס | שלא לציטוט | שלא לפרסום | סודי | חסוי | օff | გასაიდუმლოებული | εκτος πρακτικων | off record
    mimo protokol | mimo zaznam | nezverejnovat | neveřejné | nieverejne | ej for publicering | ikke til citat | ikke til sitat
    nu pentru publicare | confidentialite | em off | nao citar | nao atribuir | no citar | no atribuir
    オフレコ | 部外秘 | 内密 | 内緒 | 非公開 !会 !協 !交 !投 | 引用不可 | 保密 !协 !協 !义 !条 | 机密 | 機密 | 秘密 !会 !會 !投 !交 !協 !协 !警
    不公开 !会 !會 !审 !磋 !谈 | 不公開 !會 !審 !磋 !談 | 非公开 !会 !會 !审 !磋 !谈 | 不对外 | 不對外 | 勿外传 | 勿外傳
    不得外传 | 不得引 | 不宜引用 | 请勿引用 | 請勿引用 | 背景谈话 | 背景談話 | 背景吹风 | 私下透露 | 不具名 | 오프더레코드 | 오프 더 레코드 | 대외비
    비공개 !회 !협 !면 !접 | 비밀 !회 !협 !투 !경 | 비보도 | 인용 금지 | ความลับ | ลับมาก | ลับที่สุด | ลับเฉพาะ | ห้ามเผยแพร่ | สำเนาลับ
    bi mat | toi mat | tuyet mat
";

/// How words begin that speak of terms wherever they stand, in any form.
const STEMS: &str = "
    confidential confidentiel confidenciais confidencial confidenzial confidentialit konfidenc konfidenti konfidensi vertraulich vertrouwelij
    fortrolig fortroleg luottamuksel poufn duvern dovern bizalmas poverljiv povjerljiv zaupn gizli maxfiy mexfi
    εμπιστευτικ απορρητ конфиденц конфіденц канфідэнц поверител поверљив доверлив құпия գաղտնի კონფიდენციალურ საიდუმლო
    गोपनीय গোপনীয় இரகசிய rahasia trunadarmal salajan ሚስጥራዊ ምስጢራዊ
";

/// What is confidential is this, and not what is said: how words begin that stand behind such a stem or, if it is a noun, before it.
const THING: &str = "
    clause clausul clausola klausel klausul klauzul agreement accord acuerdo acordo avtal annex annexe provision obligation undertaking protocol
    requirement law rule rules nda vereinbarung соглаш договор договір угод пункт приложени додат
";

/// How nouns among such stems begin: "a confidentiality clause", "соглашение о конфиденциальности".
const NOUNS: &str = "
    confidentiality confidentialite confidencialidad confidencialidade vertraulichkeit конфиденциальност конфіденційн poufnosc
";

/// Words that speak of terms if they stand alone: "private" beside a speaker, but not "private secretary".
const ALONE: &str = "
    private | privately | internal | internally | secret | classified | restricted | sensitive | privileged | embargo | embargoed
    confidence | attribution | attributed | attributable | the record | chatham | sealed | withhold | withheld | limdis | exdis | nodis
    cic | tlp | no names | not by name | unattributed | non attributed | need to know | no prejudice
    between us | between ourselves | between you and me | unter uns | entre nous | entre nosotros | onder ons | между нами | між нами
    off mic | off camera | nicht offentlich
    confidentiality | secrecy | off | off rec | shh | psst | unter drei | unter zwei
    intern | privat | sensibel | interne | prive | secret defense | secreto | secreta | reservado | reservada | interno | privado
    segreto | segreta | riservato | riservata | interna | niejawne | tajne | tajny | prywatnie | salainen | hemlig | hemligt
    hemmelig | titkos | tajno | sekret | siri | sulit | ozel | gizlilik | закрыто | закрытый | секретно | тайно | таємно | таємниця
    внутреннее | приватно | конфиденциальность | خاص | داخلي | פנימי | פרטי | 内部 | 內部 | 私下 | 내부 | ลับ | mat
";

/// Those of them that are a topic if nothing else stands beside them but a tag or a heading: an embargo on arms. With a time they are
/// not: "embargo 12:00".
const TOPIC: &str = "embargo confidence attribution attributed attributable confidentiality secrecy record public background";

/// What may stand beside those.
const FILLERS: &str = "
    in for only strictly very most highly use please the a an as to be told said spoken speaking on is was this it all of by and just
    basis terms info information remark remarks comment talk talks conversation meeting call chat yes und streng nur sehr im
    under he she they we i us me you him them her said says spoke told
    unter sous en a tres строго сугубо только лично solo solamente strictement cet gmt utc
";

/// In which manner something is said under terms.
const QUIETLY: &str = "
    privately | in private | in confidence | in strict confidence | secretly | under embargo | off mic | off camera | off microphone
    unattributed | for background | as background | background only | for background only | background briefing | for their ears only
    not by name | need to know | between us | between ourselves | between you and me | entre nous | entre nosotros | unter uns | onder ons
    между нами | між нами
";

/// What is done when something is said: "told us privately", but not "met privately".
const SAYING: &str = "
    said say says saying told tell tells telling spoke speak speaks speaking spoken admit admits admitted concede concedes conceded
    confided confides mention mentions mentioned indicate indicates indicated signal signals signalled signaled briefed shared shares
    communicated conveyed conveys remarked remarks stated acknowledge acknowledges acknowledged suggest suggests suggested hint hints
    hinted whisper whispers whispered informed disclosed discloses revealed reveals explained explains added adds claims claimed
    promised promises confirmed confirms warned warns expressed voiced
";

/// What is done privately and has nothing to do with words.
const OWNED: &[&str] = &["owned", "held", "funded", "financed", "run", "managed", "operated", "built", "paid"];

/// Words by which it is known that whoever spoke is not to be named.
const ANONYMOUS: &str = "
    condition of anonymity | anonymously | anonymity | asked not to be named | asked not to be identified | not to be identified
    bedingung der anonymitat | anonymitat | couvert d anonymat | couvert de l anonymat | anonymat | condicion de anonimato | anonimato
    anonimowo | anonymt | условиях анонимности | умовах анонимності | умовах анонімності | анонимно | анонімно | анонимности
    匿名 | 익명
";

/// The same where they stand alone.
const NAMELESS: &str =
    "anonymous | anonym | anonyme | anonimo | anonima | anonimowy | анонимный | анонім | аноним | anonymized | anonymised";

/// How words begin that speak of a leave to tell.
const LEAVE: &str = "
    quot cite citable citation publish publi releas shar attribut disclos divulg disseminat forward circulat distribut diffus
    offentlich veroffentlich zitier namentlich weitergeb weitergabe freigegeb freigabe citar citer citaz citeren cytow difund
    attribuer публи публі цитир цитув разглаш розголош распростран поширю offentliggor weitersag
";

/// What takes a leave away.
const NOT: &str = "not no non never dont nicht kein keine nie niet geen ne pas sin senza inte ikke ei не нет без немає nao nu";

/// So many words may stand between the one and the other.
const BETWEEN: usize = 2;

/// What takes a leave away is the first word or the one behind it: "he would not share it" is about somebody.
const BEFORE: usize = 2;

/// So many words may stand between what is said and how.
const BESIDE: usize = 4;

/// A name has at most so many words.
const NAME: usize = 4;

/// So many words before a noun may say of what it is.
const BEFORE_NOUN: usize = 3;

/// Words of more than this are a sentence, in which what takes away and what is taken away need not belong together.
const SENTENCE: usize = 6;

struct Phrases {
    clear: Table,
    stems: Stems,
    things: Stems,
    nouns: Stems,
    alone: Table,
    topic: Vec<String>,
    fillers: Vec<String>,
    quietly: Table,
    saying: Vec<String>,
    anonymous: Table,
    nameless: Table,
    leave: Stems,
    not: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let spaces = |list: &str| list.split_whitespace().map(fold::words).filter(|words| !words.is_empty()).collect();
    Phrases {
        clear: Table::of(CLEAR),
        stems: Stems::of(STEMS),
        things: Stems::of(THING),
        nouns: Stems::of(NOUNS),
        alone: Table::of(ALONE),
        topic: spaces(TOPIC),
        fillers: spaces(FILLERS),
        quietly: Table::of(QUIETLY),
        saying: spaces(SAYING),
        anonymous: Table::of(ANONYMOUS),
        nameless: Table::of(NAMELESS),
        leave: Stems::of(LEAVE),
        not: spaces(NOT),
    }
});

/// The tables of words that speak of terms.
pub(super) fn tables() -> impl Iterator<Item = &'static Table> {
    [&PHRASES.clear, &PHRASES.alone, &PHRASES.quietly, &PHRASES.anonymous, &PHRASES.nameless].into_iter()
}

/// How words begin that speak of them.
pub(super) fn stems() -> impl Iterator<Item = &'static str> {
    PHRASES.stems.all().chain(PHRASES.leave.all())
}

/// Whether words, folded with a space at either end, speak of terms for certain, also within a sentence.
pub(super) fn is_clear(padded: &str) -> bool {
    let words: Vec<&str> = padded.split_whitespace().collect();
    PHRASES.clear.is_in(padded) || has_stem(&words) || is_said_quietly(padded, &words)
}

/// Whether a word is "confidential" in some language, and not what some thing is: "a confidentiality clause".
fn has_stem(words: &[&str]) -> bool {
    let is_thing = |word: Option<&&str>| word.is_some_and(|word| PHRASES.things.begin(word));
    words.iter().enumerate().filter(|(_, word)| PHRASES.stems.begin(word)).any(|(at, word)| {
        let is_noun = PHRASES.nouns.begin(word);
        let in_one = is_noun && PHRASES.things.are_within(word);
        let before = is_noun && (1..=BEFORE_NOUN).any(|back| is_thing(at.checked_sub(back).and_then(|at| words.get(at))));
        let behind = !word.ends_with("ly") && is_thing(words.get(at + 1));
        !in_one && !before && !behind
    })
}

/// Whether it is told that something was said in private: "told us in private", "privately he says". What is done in private else says
/// nothing of the terms: "they met in private".
fn is_said_quietly(padded: &str, words: &[&str]) -> bool {
    let says = |at: usize| words.get(at).is_some_and(|word| PHRASES.saying.iter().any(|verb| verb == word));
    PHRASES.quietly.in_words(padded).any(|manner| {
        let manner: Vec<&str> = manner.form.split_whitespace().collect();
        words.windows(manner.len()).enumerate().filter(|(_, window)| *window == manner.as_slice()).any(|(at, _)| {
            let behind = at + manner.len();
            let is_owner = words.get(behind).is_some_and(|word| OWNED.contains(word));
            !is_owner && ((at.saturating_sub(BESIDE)..at).any(says) || at == 0 && (behind..behind + BESIDE).any(says))
        })
    })
}

/// Whether a part of the words says nothing but that there are terms: "J. Smith (private)", "not to be quoted".
pub(super) fn stands_alone(words: &str) -> bool {
    parts(words).any(|part| {
        let part = fold::words(part);
        let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
        is_only_phrases(&part, true) || words.len() <= SENTENCE && takes_leave(&words)
    })
}

/// The parts of words between brackets, commas and the like.
pub(super) fn parts(words: &str) -> impl Iterator<Item = &str> {
    let parts = words.split([
        '(', ')', '[', ']', '{', '}', '（', '）', '【', '】', ',', ';', '/', '|', '"', '“', '”', '–', '—', '，', '；', '：', '\n',
    ]);
    parts.flat_map(|part| part.split(" - ")).flat_map(between_colons)
}

/// What stands between colons, of which one within an hour is none: "embargo 12:00".
fn between_colons(words: &str) -> Vec<&str> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_hour = |at: usize| is_digit(words[..at].chars().next_back()) && is_digit(words[at + 1..].chars().next());
    let ends = words.match_indices(':').map(|(at, _)| at).filter(|at| !is_hour(*at)).chain([words.len()]);
    let mut from = 0;
    ends.map(|end| &words[std::mem::replace(&mut from, end + 1)..end]).collect()
}

/// The words of a part, folded, without those that may stand beside a word for terms.
pub(super) fn without_fillers(part: &str) -> String {
    fold::words(part).split(' ').filter(|word| !is_filler(word)).collect::<Vec<_>>().join(" ")
}

pub(super) fn is_filler(word: &str) -> bool {
    PHRASES.fillers.iter().any(|filler| filler == word) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether words, folded, are nothing but a topic, without a time: "the embargo", but not "in confidence".
pub(super) fn is_topic(part: &str) -> bool {
    let mut words = part.split(' ').filter(|word| !matches!(*word, "" | "the" | "and" | "of" | "on")).peekable();
    words.peek().is_some() && words.all(|word| PHRASES.topic.iter().any(|topic| topic == word))
}

/// Whether words, folded, are phrases and what may stand beside them, and nothing else; `weak` counts those that speak of terms only if
/// they stand alone.
pub(super) fn is_only_phrases(part: &str, weak: bool) -> bool {
    let mut left = format!(" {part} ");
    // "Said on the record".
    let gives_leave = left.contains(" on the record ") || left.contains(" for the record ");
    if gives_leave && ![" not ", " never ", " off "].iter().any(|not| left.contains(not)) {
        return false;
    }
    let (mut found, mut is_timed) = (false, true);
    for table in [&PHRASES.clear, &PHRASES.alone].into_iter().take(if weak { 2 } else { 1 }) {
        let mut forms: Vec<&str> = table.in_words(&left).map(|phrase| phrase.form.as_str()).collect();
        found = found || !forms.is_empty();
        // "Restricted until Friday", but not "off until Friday", nor an embargo on goods.
        let is_plain = |form: &&str| *form == " off " || is_topic(form) && !timed::bars(part, true);
        is_timed = is_timed && !forms.iter().any(is_plain);
        // The longest first, so that no part of one is left.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        left = forms.into_iter().fold(left, |left, form| left.replace(form, " "));
    }
    let rest: Vec<&str> = left.split_whitespace().filter(|word| !PHRASES.stems.begin(word)).collect();
    let stems = rest.len() < left.split_whitespace().count();
    let is_filled = |word: &&str| is_filler(word) || is_timed && timed::is_of_time(word);
    (found || stems) && rest.iter().all(is_filled)
}

/// Whether words speak of somebody who is not to be named.
pub(super) fn is_anonymous(words: &str) -> bool {
    let padded = format!(" {} ", fold::words(words));
    PHRASES.anonymous.is_in(&padded)
        || parts(words)
            .map(without_fillers)
            .any(|part| PHRASES.nameless.phrases().iter().any(|phrase| phrase.form.trim() == part))
}

/// Whether words name somebody who is not to be named: "J. Smith, speaking anonymously", but not "an official, speaking anonymously".
pub(super) fn names_anonymous(words: &str) -> bool {
    if !is_anonymous(words) {
        return false;
    }
    let is_sign = |word: &&str| {
        let folded = fold::words(word);
        let of_signs = PHRASES.anonymous.phrases().iter().chain(PHRASES.nameless.phrases());
        folded.is_empty()
            || is_filler(&folded)
            || of_signs.flat_map(|phrase| phrase.form.split_whitespace()).any(|one| one == folded)
    };
    let rest: Vec<&str> = words.split([' ', ',', '(', ')', ';', '[', ']', '–', '—']).filter(|word| !is_sign(word)).collect();
    (2..=NAME).contains(&rest.len()) && rest.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether they say that there is no leave: "not to be quoted".
fn takes_leave(words: &[&str]) -> bool {
    let is_leave = |word: &&str| PHRASES.leave.begin(word);
    let is_not = |word: &str| PHRASES.not.iter().any(|not| not == word);
    let mut begins = (0..words.len()).take(BEFORE).filter(|at| words.get(*at).is_some_and(|word| is_not(word)));
    begins.any(|at| words.iter().skip(at + 1).take(BETWEEN + 1).any(is_leave))
}

/// Whether a header speaks of a leave: "can be quoted".
pub(super) fn speaks_of_leave(header: &str) -> bool {
    fold::words(header).split(' ').any(|word| PHRASES.leave.begin(word))
}
