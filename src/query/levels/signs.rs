//! Words by which it is known that terms are spoken of, though not which.

use crate::query::fold;
use std::sync::LazyLock;

/// Words that speak of terms wherever they stand.
const CLEAR: &str = "
    otr | nfa | off the rec | tlp | confidentially | in confidence | strict confidence | in private | embargoed | under embargo
    embargo until | embargo till | embargo bis | embargo jusqu | without prejudice | privileged and confidential
    do not quote | not for quotation | do not share | eyes only | fyeo | noforn | need to know | hush hush | no fingerprints
    not on the record | not on record | never on the record | never on record | not for the record | not to be quoted | not quotable
    for internal use | internal use only | internal only | nicht namentlich zitieren | nicht namentlich nennen | niet citeren
    nie do publikacji | between us | between ourselves | between you and me | not for the press | not for press | not for citation
    not for circulation | not for distribution | do not attribute | do not cite | do not publish | do not circulate
    do not forward | no names | not by name | unattributed | non attributed | onward transmission | for official use only
    protect source | protect the source | source protected | protected source | protect identity | identity protected
    geheim | sperrfrist | nicht offentlich | nicht zitieren | nicht zitierfahig | nicht fur die presse | im vertrauen
    hintergrundgesprach | hintergrundkreis | vs nfd | nur fur den dienstgebrauch | unter uns | unter verschluss
    en off | hors micro | ne pas citer | ne pas diffuser | ne pas attribuer | entre nous | sous le sceau | diffusion restreinte
    extraoficial | entre nosotros | non citare | non attribuibile | onder ons | achtergrondgesprek | nieoficjalnie | off rekord
    kayit disi | не для прессы | не для преси | не для публикации | не для публікації | не цитировать | не цитувати
    не для разглашения | не подлежит разглашению | не для розголошення | без протокола | без протоколу | не под запись
    не під запис | не для записи | не для запису | без записи | без запису | не для цитирования | не для цитування
    не на камеру | между нами | між нами | по секрету | дсп | для служебного пользования | для службового користування
    ليس للنشر | غير مخصص للنشر | ليس للاقتباس | للاطلاع فقط | سري | سري للغاية | محرمانه | לא לציטוט | לא לפרסום | לא לייחוס
    שלא לייחוס | שלא לציטוט | שלא לפרסום | סודי | חסוי | օff | გასაიდუმლოებული | εκτος πρακτικων | off record
    mimo protokol | mimo zaznam | nezverejnovat | neveřejné | nieverejne | ej for publicering | ikke til citat | ikke til sitat
    nu pentru publicare | confidentialite | em off | nao citar | nao atribuir | no citar | no atribuir
    オフレコ | 部外秘 | 内密 | 内緒 | 非公開 | 引用不可 | 保密 | 机密 | 機密 | 秘密 | 不公开 | 不公開 | 非公开 | 不对外 | 不對外 | 勿外传 | 勿外傳
    不得外传 | 不得引 | 不宜引用 | 请勿引用 | 請勿引用 | 背景谈话 | 背景談話 | 背景吹风 | 私下透露 | 不具名 | 오프더레코드 | 오프 더 레코드 | 대외비 | 비공개
    비밀 | 비보도 | 인용 금지 | ลับ | ห้ามเผยแพร่ | สำเนาลับ | mật | bi mat
";

/// How words begin that speak of terms wherever they stand, in any form.
const STEMS: &str = "
    confidential confidentiel confidenciais confidencial confidenzial confidentialit konfidenc konfidenti konfidensi vertraulich vertrouwelij
    fortrolig fortroleg luottamuksel poufn duvern dovern bizalmas poverljiv povjerljiv zaupn gizli maxfiy mexfi
    εμπιστευτικ απορρητ конфиденц конфіденц канфідэнц поверител поверљив доверлив құпия գաղտնի კონფიდენციალურ საიდუმლო
    गोपनीय গোপনীয় இரகசிய rahasia trunadarmal salajan ሚስጥራዊ ምስጢራዊ
";

/// Words that speak of terms if they stand alone: "private" beside a speaker, but not "private secretary".
const ALONE: &str = "
    private | privately | internal | internally | secret | classified | restricted | sensitive | privileged | embargo | confidence
    attribution | attributed | attributable | the record | chatham | sealed | withhold | withheld | limdis | exdis | nodis | cic
    confidentiality | secrecy | off | off rec | shh | psst | unter drei | unter zwei
    intern | privat | sensibel | interne | prive | secret defense | secreto | secreta | reservado | reservada | interno | privado
    segreto | segreta | riservato | riservata | interna | niejawne | tajne | tajny | prywatnie | salainen | hemlig | hemligt
    hemmelig | titkos | tajno | sekret | siri | sulit | ozel | gizlilik | закрыто | закрытый | секретно | тайно | таємно | таємниця
    внутреннее | приватно | конфиденциальность | خاص | داخلي | פנימי | פרטי | 内部 | 內部 | 私下 | 내부
";

/// What may stand beside those.
const FILLERS: &str = "
    in for only strictly very most highly use please the a an as to be told said spoken speaking on is was this it all of by and
    basis terms info information remark remarks comment talk talks conversation meeting call chat yes und streng nur sehr im
    unter sous en a tres строго сугубо только лично solo solamente strictement cet gmt utc
";

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

/// Words of more than this are a sentence, in which what takes away and what is taken away need not belong together.
const SENTENCE: usize = 6;

struct Signs {
    clear: Vec<String>,
    stems: Vec<String>,
    alone: Vec<String>,
    fillers: Vec<String>,
    leave: Vec<String>,
    not: Vec<String>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let found =
        |list: &str| list.split(['|', '\n']).filter(|words| words.chars().any(char::is_alphanumeric)).map(wanted).collect();
    let spaces = |list: &str| list.split_whitespace().map(fold::words).filter(|words| !words.is_empty()).collect();
    Signs {
        clear: found(CLEAR),
        stems: spaces(STEMS),
        alone: found(ALONE),
        fillers: spaces(FILLERS),
        leave: spaces(LEAVE),
        not: spaces(NOT),
    }
});

/// Words as they are looked for in words that are folded, with a space at either end: whole ones, or anywhere in scripts that are written
/// without spaces.
pub(super) fn wanted(words: &str) -> String {
    let folded = fold::words(words);
    let runs_on = folded.chars().any(|c| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}')
    });
    if runs_on { folded } else { format!(" {folded} ") }
}

/// Whether words, folded with a space at either end, speak of terms for certain, also within a sentence.
pub(super) fn is_clear(padded: &str) -> bool {
    SIGNS.clear.iter().any(|sign| padded.contains(sign.as_str()))
        || SIGNS.stems.iter().any(|stem| padded.match_indices(stem.as_str()).any(|(at, _)| padded[..at].ends_with(' ')))
}

/// Whether a part of the words says nothing but that there are terms: "J. Smith (private)", "not to be quoted".
pub(super) fn stands_alone(words: &str) -> bool {
    let parts = words.split([
        '(', ')', '[', ']', '{', '}', '（', '）', '【', '】', ',', ';', ':', '/', '|', '"', '“', '”', '–', '—', '，', '；', '：',
        '\n',
    ]);
    parts.flat_map(|part| part.split(" - ")).map(fold::words).any(|part| {
        let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
        is_only_a_sign(&part, &words) || words.len() <= SENTENCE && takes_leave(&words)
    })
}

fn is_only_a_sign(part: &str, words: &[&str]) -> bool {
    let padded = format!(" {part} ");
    let Some(sign) = SIGNS.alone.iter().find(|sign| padded.contains(sign.as_str())) else { return false };
    let of_sign = |word: &str| sign.split_whitespace().any(|one| one == word);
    let is_filler =
        |word: &str| SIGNS.fillers.iter().any(|filler| filler == word) || word.starts_with(|c: char| c.is_ascii_digit());
    words.iter().all(|word| of_sign(word) || is_filler(word) || SIGNS.alone.iter().any(|sign| sign.trim() == *word))
}

/// Whether they say that there is no leave: "not to be quoted".
fn takes_leave(words: &[&str]) -> bool {
    let is_leave = |word: &&str| SIGNS.leave.iter().any(|stem| word.starts_with(stem.as_str()));
    let is_not = |word: &str| SIGNS.not.iter().any(|not| not == word);
    let mut begins = (0..words.len()).take(BEFORE).filter(|at| words.get(*at).is_some_and(|word| is_not(word)));
    begins.any(|at| words.iter().skip(at + 1).take(BETWEEN + 1).any(is_leave))
}

/// Whether a header speaks of a leave: "can be quoted".
pub(super) fn speaks_of_leave(header: &str) -> bool {
    fold::words(header).split(' ').any(|word| SIGNS.leave.iter().any(|stem| word.starts_with(stem.as_str())))
}
