//! The numbers that Word draws before paragraphs: they are nowhere in the text, and a clause is quoted by its number.

use crate::exchange::documents::xml::{local, reader, value};
use quick_xml::events::Event;
use std::collections::HashMap;

/// How many levels a list has.
const LEVELS: usize = 9;

/// How many lists, numbers of lists and styles are kept.
const MOST: usize = 20_000;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".to_owned(), text: String::new(), start: 1 }
    }
}

/// The numbered lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<String, Vec<Level>>,
    /// By the number of a list: which list, and where its levels begin anew.
    numbers: HashMap<String, (String, HashMap<usize, u32>)>,
    /// By the id of a style: number of the list, and level.
    styles: HashMap<String, (Option<String>, usize)>,
    based_on: HashMap<String, String>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashMap<String, ()>,
}

impl Numbering {
    /// Reads the two parts that tell of numbers.
    pub(super) fn of(numbering: &[u8], styles: &[u8]) -> Self {
        let mut all = Self::default();
        all.read_lists(numbering);
        all.read_styles(styles);
        all
    }

    fn read_lists(&mut self, part: &[u8]) {
        let mut reader = reader(part);
        let (mut list, mut number, mut level) = (String::new(), String::new(), 0_usize);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(one) => {
                    let said = |name: &str| value(&one, name).unwrap_or_default();
                    match local(&one) {
                        "abstractNum" => {
                            list = said("abstractNumId");
                            number.clear();
                            if self.lists.len() < MOST {
                                self.lists.insert(list.clone(), vec![Level::default(); LEVELS]);
                            }
                        }
                        "num" => number = said("numId"),
                        "abstractNumId" if self.numbers.len() < MOST => {
                            self.numbers.insert(number.clone(), (said("val"), HashMap::new()));
                        }
                        "lvl" | "lvlOverride" => level = said("ilvl").parse().unwrap_or(0).min(LEVELS - 1),
                        "startOverride" => {
                            if let (Some((_, starts)), Ok(start)) = (self.numbers.get_mut(&number), said("val").parse()) {
                                starts.insert(level, start);
                            }
                        }
                        "start" if number.is_empty() => {
                            self.level(&list, level, |to| to.start = said("val").parse().unwrap_or(1));
                        }
                        "numFmt" if number.is_empty() => self.level(&list, level, |to| to.format = said("val")),
                        "lvlText" if number.is_empty() => self.level(&list, level, |to| to.text = said("val")),
                        _ => {}
                    }
                }
                Event::Eof => return,
                _ => {}
            }
        }
    }

    fn level(&mut self, list: &str, level: usize, change: impl FnOnce(&mut Level)) {
        if let Some(to) = self.lists.get_mut(list).and_then(|levels| levels.get_mut(level)) {
            change(to);
        }
    }

    fn read_styles(&mut self, part: &[u8]) {
        let mut reader = reader(part);
        let mut style = String::new();
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(one) => {
                    let said = |name: &str| value(&one, name).unwrap_or_default();
                    match local(&one) {
                        "style" => style = said("styleId"),
                        "basedOn" if self.based_on.len() < MOST => {
                            self.based_on.insert(style.clone(), said("val"));
                        }
                        "numId" if self.styles.len() < MOST => {
                            self.styles.entry(style.clone()).or_default().0 = Some(said("val"));
                        }
                        "ilvl" if self.styles.len() < MOST => {
                            self.styles.entry(style.clone()).or_default().1 = said("val").parse().unwrap_or(0);
                        }
                        _ => {}
                    }
                }
                Event::Eof => return,
                _ => {}
            }
        }
    }

    /// The mark before the next paragraph, which is in this style and says this of its number; empty if it has none.
    pub(super) fn mark(&mut self, style: Option<&str>, number: Option<&str>, level: Option<usize>) -> String {
        let (of_style, level_of_style) = self.of_style(style);
        let Some(number) = number.map(str::to_owned).or(of_style).filter(|number| number != "0") else { return String::new() };
        let level = level.unwrap_or(level_of_style).min(LEVELS - 1);
        let Some((list, starts)) = self.numbers.get(&number) else { return String::new() };
        let Some(levels) = self.lists.get(list) else { return String::new() };
        let counted = self.counted.entry(list.clone()).or_default();
        if !starts.is_empty() && self.begun.insert(number.clone(), ()).is_none() {
            for (level, start) in starts {
                if let Some(at) = counted.get_mut(*level) {
                    *at = start.checked_sub(1);
                }
            }
        }
        counted[level] = Some(counted[level].map_or(levels[level].start, |at| at.saturating_add(1)));
        counted[level + 1..].fill(None);
        let count = |at: usize| counted[at].unwrap_or(levels[at].start);
        match levels[level].format.as_str() {
            "bullet" => "•".to_owned(),
            "none" => String::new(),
            _ => {
                let mut mark: String = levels[level].text.chars().take(100).collect();
                for (at, of) in levels.iter().enumerate().take(level + 1) {
                    mark = mark.replace(&format!("%{}", at + 1), &written(count(at), &of.format));
                }
                mark
            }
        }
    }

    fn of_style(&self, style: Option<&str>) -> (Option<String>, usize) {
        let mut style = style.map(str::to_owned);
        for _ in 0..20 {
            let Some(id) = style else { break };
            if let Some((number, level)) = self.styles.get(&id)
                && number.is_some()
            {
                return (number.clone(), *level);
            }
            style = self.based_on.get(&id).cloned();
        }
        (None, 0)
    }
}

/// A number as its format writes it.
fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// a … z, aa … zz: the same letter once more for each time round, as Word counts.
fn letters(number: u32, first: u8) -> String {
    let Some(at) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(first + u8::try_from(at % 26).unwrap_or_default());
    std::iter::repeat_n(letter, usize::try_from(at / 26 + 1).unwrap_or(1).min(30)).collect()
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 4_000 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (number, format, expected) in [
            (3, "decimal", "3"),
            (3, "lowerLetter", "c"),
            (27, "upperLetter", "AA"),
            (28, "lowerLetter", "bb"),
            (4, "lowerRoman", "iv"),
            (1994, "upperRoman", "MCMXCIV"),
            (7, "decimalZero", "07"),
            (0, "lowerLetter", "0"),
        ] {
            assert_eq!(written(number, format), expected, "{number} as {format}");
        }
    }
}
