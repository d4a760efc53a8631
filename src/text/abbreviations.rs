//! Small tables of words that decide whether a full stop ends a sentence.

/// Words that a full stop belongs to, whatever follows; folded to lower case, without the full stop.
const ABBREVIATIONS: &[&str] = &[
    // English
    "mr", "mrs", "ms", "messrs", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "cmdr",
    "hon", "rev", "st", "amb", "sec", "pres", "vs", "cf", "e.g", "i.e", "viz", "approx", "dept", "mt", // German
    "hr", "fr", "hrn", "bzw", "ca", "vgl", "sog", "geb", "z.b", "d.h", "u.a", "z.t", "bspw", "ggf", "inkl", "evtl", "usw",
    // French, Spanish, Portuguese, Italian
    "m", "mm", "mme", "mlle", "me", "sr", "sra", "srta", "dra", "ud", "uds", "exmo", "sig", "dott", "avv", "on", "gral",
    // Dutch, Scandinavian, Polish, Czech, Turkish, Romanian
    "dhr", "mevr", "drs", "ing", "bl.a", "np", "tj", "tzn", "ul", "gen", "płk", "mgr", "inż", "napr", "tzv", "sn", "av", "dl",
    "dna", // Russian, Ukrainian
    "т", "т.е", "т.к", "т.н", "т.ч", "им", "ул", "стр", "тов", "гос", "проф", "акад", "ген", "г-н", "г-жа", "тыс", "млн", "млрд",
    "руб", "напр", "см", "ср", "ім", "вул", "тзв", // Greek
    "κ", "κα", "κκ", "π.χ", "δηλ",
];

/// Words that a full stop belongs to if a number follows.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "núm", "num", "art", "arts", "para", "paras", "p", "pp", "s", "vol", "ch", "sect", "sec", "fig", "abs",
    "ziff", "kap", "rn", "bd", "cap", "pág", "pag", "ст", "п", "пп", "ч", "гл", "рис", "№", "approx", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mai", "okt", "dez", "янв", "фев", "авг", "сент", "окт", "нояб",
    "дек", "c", "ca", "cca", "bl", "str",
];

/// Words with which sentences often begin, and which are no names.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "it",
    "he",
    "she",
    "they",
    "we",
    "you",
    "i",
    "this",
    "that",
    "these",
    "those",
    "there",
    "in",
    "on",
    "at",
    "but",
    "and",
    "however",
    "if",
    "when",
    "while",
    "as",
    "for",
    "after",
    "before",
    "both",
    "its",
    "his",
    "her",
    "their",
    "our",
    "what",
    "who",
    "why",
    "how",
    "not",
    "no",
    "nobody",
    "then",
    "so",
    "later",
    "according",
    "by",
    "from",
    "with",
    "despite",
    "although",
    "since",
    "meanwhile",
    "asked",
    "der",
    "die",
    "das",
    "er",
    "sie",
    "es",
    "wir",
    "ein",
    "eine",
    "dann",
    "aber",
    "und",
    "im",
    "am",
    "nach",
    "vor",
    "auch",
    "dies",
    "diese",
    "le",
    "la",
    "les",
    "il",
    "elle",
    "ils",
    "un",
    "une",
    "mais",
    "et",
    "dans",
    "el",
    "los",
    "las",
    "una",
    "pero",
    "en",
    "ele",
    "ela",
    "os",
    "он",
    "она",
    "они",
    "мы",
    "это",
    "но",
    "в",
    "на",
    "по",
    "после",
    "если",
    "он",
    "вона",
    "вони",
    "він",
    "це",
    "але",
    "ми",
    "після",
];

/// Beginnings of the names of months, folded to lower case.
const MONTHS: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "feber",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "marts",
    "maj",
    "juin",
    "leden",
    "únor",
    "břez",
    "dub",
    "květ",
    "červ",
    "srp",
    "září",
    "říj",
    "listopad",
    "prosin",
    "siječ",
    "velj",
    "ožuj",
    "trav",
    "svib",
    "lip",
    "kolovoz",
    "ruj",
    "studen",
    "prosin",
    "marec",
    "avgust",
    "desember",
    "des",
    "tammi",
    "helmi",
    "maalis",
    "huhti",
    "touko",
    "kesä",
    "heinä",
    "elo",
    "syys",
    "loka",
    "marras",
    "joulu",
    "jaanuar",
    "veebruar",
    "märts",
    "aprill",
    "juuni",
    "juuli",
    "detsember",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Words of languages that write an ordinal number with a full stop.
const ORDINAL_LANGUAGES: &[&str] = &[
    "der", "die", "das", "sie", "auf", "von", "mit", "und", "den", "dem", "ist", "nicht", "ein", "eine", "sich", "og", "det",
    "ikke", "är", "och", "je", "se", "ve", "není", "nije", "že", "hogy", "az", "és", "nem", "ja", "ei", "oli",
];

pub(super) fn is_abbreviation(word: &str) -> bool {
    let folded = word.to_lowercase();
    ABBREVIATIONS.contains(&folded.as_str())
}

pub(super) fn is_before_number(word: &str) -> bool {
    BEFORE_NUMBERS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_month(word: &str) -> bool {
    let folded = word.to_lowercase();
    MONTHS.iter().any(|month| folded.starts_with(month))
}

/// Is the text in a language that writes an ordinal number with a full stop? Judged by its commonest words.
pub(super) fn writes_ordinals(text: &str) -> bool {
    let mut count = 0;
    text.split_whitespace().take(400).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        count += usize::from(ORDINAL_LANGUAGES.contains(&word.as_str()));
        count >= 2
    })
}
