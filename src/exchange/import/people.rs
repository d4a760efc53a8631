//! What is a name of somebody, and what stands around one: titles, degrees, the surname in front.

use super::words::plain;

/// Words in a cell that describe somebody rather than name them.
const DESCRIBING: &[&str] = &[
    "delegation",
    "memorandum",
    "official",
    "officials",
    "source",
    "sources",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "ministry",
    "government",
    "unnamed",
    "anonymous",
    "reported",
    "report",
    "reports",
    "office",
    "side",
    "quoting",
    "statement",
    "document",
    "press",
    "the",
    "team",
    "military",
    "members",
    "diplomat",
    "diplomats",
    "representative",
    "representatives",
    "according",
];

/// The same in scripts without capitals, wherever they stand.
const DESCRIBING_ELSEWHERE: &[&str] = &[
    // Chinese and Japanese.
    "发言人",
    "發言人",
    "代表",
    "政府",
    "官员",
    "官員",
    "大使",
    "当局",
    "當局",
    "消息",
    "记者",
    "記者",
    "委员",
    "委員",
    "主席",
    "总统",
    "總統",
    "外长",
    "外長",
    "部长",
    "部長",
    "首相",
    "大臣",
    "総理",
    "総統",
    "外交部",
    "国防部",
    "商务部",
    "外務省",
    "防衛省",
    "財務省",
    "団長",
    "代表団",
    "長官",
    "関係者",
    "報道官",
    "高官",
    "幹部",
    "政府筋",
    "某",
    "匿名",
    // Korean.
    "관계자",
    "대변인",
    "정부",
    "대표",
    "외교부",
    "당국",
    "소식통",
    "장관",
    "대통령",
    "총리",
    "외무성",
    "고위",
    "익명",
    "단장",
    // Arabic and Persian.
    "مصدر",
    "مصادر",
    "مسؤول",
    "متحدث",
    "المتحدث",
    "الناطق",
    "وفد",
    "الوفد",
    "وزارة",
    "حكومة",
    "الحكومة",
    "سخنگو",
    "منبع",
    "مقام",
    // Hebrew.
    "מקור",
    "דובר",
    "משלחת",
    "בכיר",
    "משרד",
    "ממשלת",
    // Georgian.
    "წყარო",
    "წარმომადგენ",
    "დელეგაცი",
    "მინისტრ",
    "მთავრობა",
    "სამინისტრო",
    // Hindi, Thai, Burmese.
    "सूत्र",
    "प्रवक्ता",
    "अधिकारी",
    "प्रतिनिधि",
    "सरकार",
    "मंत्रालय",
    "โฆษก",
    "แหล่งข่าว",
    "รัฐบาล",
    "กระทรวง",
    "ผู้แทน",
    "ပြောရေးဆို",
    "အစိုးရ",
];

/// Titles and offices that stand before a name.
const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "professorin",
    "doctor",
    "doctora",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lord",
    "lady",
    "baron",
    "baroness",
    "hon",
    "honourable",
    "honorable",
    "excellency",
    "amb",
    "ambassador",
    "botschafter",
    "botschafterin",
    "ambassadeur",
    "embajador",
    "embajadora",
    "gen",
    "general",
    "col",
    "colonel",
    "lt",
    "lieutenant",
    "maj",
    "major",
    "capt",
    "captain",
    "cpt",
    "sgt",
    "sergeant",
    "adm",
    "admiral",
    "cmdr",
    "commander",
    "brig",
    "brigadier",
    "marshal",
    "president",
    "presidente",
    "presidenta",
    "minister",
    "ministre",
    "ministro",
    "ministra",
    "ministerin",
    "premier",
    "chancellor",
    "kanzler",
    "kanzlerin",
    "bundeskanzler",
    "bundeskanzlerin",
    "canciller",
    "aussenminister",
    "aussenministerin",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "mme",
    "mlle",
    "maitre",
    "senor",
    "senora",
    "sr",
    "sra",
    "senator",
    "sen",
    "rep",
    "congressman",
    "congresswoman",
    "gov",
    "governor",
    "mayor",
    "judge",
    "justice",
    "secretary",
    "envoy",
    "negotiator",
    "commissioner",
    "councillor",
    "counsellor",
    "chairman",
    "chairwoman",
    "chairperson",
    "speaker",
    "director",
    "king",
    "queen",
    "prince",
    "princess",
    "emir",
    "sheikh",
    "shaikh",
    "sultan",
    "pope",
    "cardinal",
    "archbishop",
    "bishop",
    "rev",
    "reverend",
    "father",
    "imam",
    "ayatollah",
    "rabbi",
    "mullah",
    "mr and mrs",
    "ing",
    "mag",
    "dipl",
    "eng",
    "engineer",
    "президент",
    "министр",
    "посол",
    "генерал",
    "господин",
    "госпожа",
    "пан",
    "пані",
    "міністр",
    "д-р",
    "проф",
];

/// What stands with a title and is none alone.
const WITH_TITLES: &[&str] = &[
    "rt",
    "his",
    "her",
    "their",
    "foreign",
    "prime",
    "vice",
    "deputy",
    "first",
    "second",
    "special",
    "chief",
    "state",
    "crown",
    "high",
    "permanent",
    "former",
    "acting",
    "defence",
    "defense",
    "interior",
    "finance",
    "trade",
    "affairs",
    "of",
    "for",
    "and",
    "general",
    "federal",
    "assistant",
    "under",
    "undersecretary",
    "h",
    "c",
    "med",
    "jur",
    "phil",
    "ret",
];

/// Degrees and honours behind a name, without full stops. In any other case they are names: "Ma" is one.
const DEGREES: &[&str] = &[
    "PhD", "PHD", "DPhil", "MD", "MA", "MBA", "MSc", "BSc", "BA", "LLM", "LLB", "JD", "Esq", "QC", "KC", "SC", "OBE", "CBE",
    "MBE", "KBE", "DBE", "CMG", "KCMG", "GCMG", "MP", "MEP", "MdB", "MdEP", "FRS", "CPA", "MPA", "MPP", "MPhil", "EdD", "DSc",
    "ScD", "RN", "PE", "SJ", "OSB", "Ret", "Dr", "Prof",
];

/// What belongs to the surname behind it.
pub(super) const PARTICLES: &[&str] = &[
    "bin", "bint", "ibn", "al", "el", "ul", "abu", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le",
    "van", "von", "der", "den", "ter", "ten", "zu", "zur", "af", "av", "ben", "bar", "mac", "mc", "o", "san", "st", "e", "y",
];

/// Whether words describe somebody: "unnamed US official", "외교부 관계자".
pub(super) fn describes(words: &str) -> bool {
    plain(words).split(' ').any(|word| DESCRIBING.contains(&word)) || DESCRIBING_ELSEWHERE.iter().any(|one| words.contains(one))
}

/// The name without the titles before it and the degrees behind it, first name first; none if it is written so already. "Prof. Dr. Oskar
/// Falk" is Oskar Falk, "BRANDT, Ida, PhD" is Ida Brandt, "Dr Lind" is Lind.
pub(super) fn bare(written: &str) -> Option<String> {
    let mut parts: Vec<&str> = written.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    while parts.len() > 1 && parts.last().is_some_and(|part| part.split_whitespace().all(is_degree)) {
        parts.pop();
    }
    let name = match parts.as_slice() {
        [name] => without_titles(name),
        [surname, first] if is_name_part(surname) && is_name_part(first) && !is_of_generation(first) => {
            let (first, surname) = (without_titles(first), without_titles(surname));
            format!("{first} {}", if is_in_capitals(&surname) { with_one_capital(&surname) } else { surname })
        }
        _ => return None,
    };
    (!name.is_empty() && plain(&name) != plain(written)).then_some(name)
}

/// Whether words may be somebody's name: several with a capital each, or one in a script that writes names together.
pub(super) fn looks_like_a_name(text: &str) -> bool {
    if describes(text) || text.contains(char::is_numeric) {
        return false;
    }
    let begins =
        |word: &str| word.chars().next().is_some_and(|c| c.is_alphabetic() && (!c.is_lowercase() || is_without_capitals(c)));
    if let Some(name) = bare(text) {
        // What is left of "President of the Union" names nobody.
        return name.split_whitespace().all(|word| begins(word) || PARTICLES.contains(&word)) && name.chars().count() > 1;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one] => is_written_together(one),
        words => (2..=6).contains(&words.len()) && words.iter().all(|word| begins(word) || PARTICLES.contains(word)),
    }
}

/// Whether two words are parts of one name that come after one another: the father's name of a Slavic one.
pub(super) fn is_patronymic(word: &str) -> bool {
    ["ovich", "evich", "ovych", "yovych", "ovna", "evna", "ivna", "ович", "евич", "овна", "евна", "івна", "ович"]
        .iter()
        .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
}

fn without_titles(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_title = |word: &str| {
        let whole = plain(word);
        !whole.is_empty() && whole.split(' ').all(|part| TITLES.contains(&part))
            || matches!(word, "H.E." | "HE" | "H.E" | "H.R.H." | "HRH")
    };
    let is_beside = |word: &str| WITH_TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    // "First" and "H." are only passed over on the way to a title, or behind one.
    let run = words.iter().position(|word| !is_title(word) && !is_beside(word)).unwrap_or(words.len());
    let last_title = words[..run].iter().rposition(|word| is_title(word));
    let mut begin = last_title.map_or(0, |at| at + 1);
    if last_title.is_some() {
        // "Secretary of State Blinken", "Dr. h. c. Falk".
        begin = words[..run].iter().rposition(|word| is_beside(word)).map_or(begin, |at| begin.max(at + 1));
    }
    if begin >= words.len() {
        begin = 0;
    }
    let mut end = words.len();
    while end > begin + 1 && !is_in_capitals(&words[begin..end - 1].concat()) && is_degree(words[end - 1]) {
        end -= 1;
    }
    words[begin..end].join(" ")
}

fn is_degree(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| !matches!(c, '.' | '(' | ')')).collect();
    DEGREES.contains(&bare.as_str())
}

fn is_of_generation(words: &str) -> bool {
    matches!(plain(words).as_str(), "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv")
}

fn is_name_part(words: &str) -> bool {
    let begins = |word: &str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let all: Vec<&str> = words.split_whitespace().collect();
    (1..=4).contains(&all.len()) && all.iter().all(|word| begins(word) || PARTICLES.contains(word)) && !describes(words)
}

fn is_in_capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_uppercase()).count() > 1 && !words.chars().any(char::is_lowercase)
}

/// "BRANDT-LIND" as "Brandt-Lind".
fn with_one_capital(words: &str) -> String {
    let mut is_first = true;
    let letter = |c: char| -> String {
        let as_it_is = std::mem::replace(&mut is_first, !c.is_alphanumeric() && !matches!(c, '.'));
        if as_it_is { c.to_string() } else { c.to_lowercase().collect() }
    };
    words.chars().map(letter).collect()
}

/// A letter of a script that has no capitals, though some are called lower case.
fn is_without_capitals(c: char) -> bool {
    matches!(c, '\u{10d0}'..='\u{10ff}' | '\u{2d00}'..='\u{2d2f}')
}

/// A name in one word, as Chinese, Japanese, Korean and Burmese ones are.
fn is_written_together(word: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '々');
    let kana = |c: char| matches!(c, '\u{3041}'..='\u{30fa}' | 'ー');
    let point = |c: char| matches!(c, '·' | '・' | '･' | '‧' | '＝' | '=');
    let hangul = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    let burmese = |c: char| matches!(c, '\u{1000}'..='\u{109f}');
    let count = word.chars().count();
    let all = |is: &dyn Fn(char) -> bool| word.chars().all(is);
    match () {
        () if all(&han) => (2..=6).contains(&count),
        () if all(&hangul) => (2..=5).contains(&count),
        () if all(&burmese) => (4..=40).contains(&count),
        () if all(&|c| han(c) || kana(c)) => (3..=7).contains(&count) && word.chars().any(han),
        () if all(&|c| han(c) || kana(c) || hangul(c) || point(c)) => (4..=30).contains(&count) && word.chars().any(point),
        () => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_degrees_and_surnames_in_front_are_taken_off() {
        for (written, name) in [
            ("Dr Brandt", "Brandt"),
            ("Dr. Brandt", "Brandt"),
            ("Prof. Dr. Oskar Falk", "Oskar Falk"),
            ("Prof.Dr. Oskar Falk", "Oskar Falk"),
            ("Prof. Dr. h. c. Oskar Falk", "Oskar Falk"),
            ("Mrs. Lind", "Lind"),
            ("H.E. Ambassador Mara Lind", "Mara Lind"),
            ("BRANDT, Ida", "Ida Brandt"),
            ("Brandt, Ida", "Ida Brandt"),
            ("BRANDT-LIND, Dr Ida", "Ida Brandt-Lind"),
            ("VON DER LEYEN, Ursula", "Ursula Von Der Leyen"),
            ("Ida Brandt, PhD", "Ida Brandt"),
            ("Ida Brandt, Ph.D., M.A.", "Ida Brandt"),
            ("Ida Brandt PhD", "Ida Brandt"),
            ("BRANDT, Ida, PhD", "Ida Brandt"),
            ("Foreign Minister Lavrov", "Lavrov"),
            ("Deputy Foreign Minister Sergiy Kyslytsya", "Sergiy Kyslytsya"),
            ("Secretary of State Marco Rubio", "Marco Rubio"),
            ("Sheikh Mohammed bin Zayed", "Mohammed bin Zayed"),
            ("General Secretary To Lam", "To Lam"),
        ] {
            assert_eq!(bare(written).as_deref(), Some(name), "{written}");
            assert!(looks_like_a_name(written), "{written}");
        }
        for written in [
            "Ida Brandt",
            "Jack Ma",
            "JACK MA",
            "He Lifeng",
            "Brandt",
            "Ida Brandt, Jr.",
            "President",
            "a, b, c, d",
            "Lavrov, official",
            "Mara Lind-Harper",
        ] {
            assert_eq!(bare(written), None, "{written}");
        }
    }

    #[test]
    fn names_are_told_from_descriptions_in_any_script() {
        for name in [
            "Ida Brandt",
            "Khalid bin Salman",
            "王毅",
            "欧阳修远",
            "송민순",
            "佐々江賢一郎",
            "謝爾蓋·拉夫羅夫",
            "セルゲイ・ラブロフ",
            "ილია დარჩიაშვილი",
            "Сергей Лавров",
            "عادل الجبير",
            "יאיר לפיד",
            "नरेन्द्र मोदी",
            "ปราโบโว สุเบียนโต",
            "አብይ አህመድ",
            "Արարատ Միրզոյան",
            "阿部太郎",
            "高橋省吾",
            "ဦးဝဏ္ဏမောင်လွင်",
        ] {
            assert!(looks_like_a_name(name), "{name}");
        }
        for words in [
            "unnamed US official",
            "Ukrainian delegation",
            "外交部发言人",
            "정부 관계자",
            "مصدر دبلوماسي",
            "წყარო მთავრობაში",
            "источник в МИД",
            "Spokesperson of the ministry",
            "中",
            "Round 2 delegate",
            "lavrov",
            "Delegation",
        ] {
            assert!(!looks_like_a_name(words), "{words}");
        }
    }
}
