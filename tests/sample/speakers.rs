//! Who said it: the "by" cells of the positions, as people or as descriptions.

use crate::builder::Builder;
use rapporteur::model::Who;

/// A cell; the person's full name, or else a description; and what the cell says beyond that.
const SPEAKERS: &[(&str, &str, &str, &str)] = &[
    ("Chaly / Medinsky", "Oleksandr Chaly", "", "Told by Medinsky as well."),
    ("Arakhamia", "David Arakhamia", "", ""),
    ("Ukrainian delegation", "", "Ukrainian delegation", ""),
    ("Fomin / Medinsky", "Alexander Fomin", "", "Said by Medinsky as well."),
    ("Medinsky", "Vladimir Medinsky", "", ""),
    ("Russian memorandum", "", "Russian memorandum", ""),
    ("Ukrainian memorandum", "", "Ukrainian memorandum", ""),
    ("Umerov", "Rustem Umerov", "", ""),
    ("Peskov", "Dmitry Peskov", "", ""),
    ("Peskov; unnamed source", "Dmitry Peskov", "", "What the formula is said to mean comes from an unnamed source."),
    ("Zelensky", "Volodymyr Zelensky", "", ""),
    ("Zelensky (Munich)", "Volodymyr Zelensky", "", "Said in Munich."),
    ("Zelensky quoting US", "Volodymyr Zelensky", "", "Zelensky quoting the US side, which is not on record itself."),
    ("Witkoff", "Steve Witkoff", "", ""),
    ("FT; Anna Kelly", "", "FT (Financial Times), eight sources", "Denied for the White House by Anna Kelly."),
    ("Lavrov", "Sergey Lavrov", "", ""),
    ("Lavrov / MFA", "Sergey Lavrov", "", "Said by the Ministry of Foreign Affairs (MFA) as well."),
    ("reported", "", "As reported, speaker not named", ""),
    ("Kyiv", "", "Kyiv, speaker not named", ""),
    ("Moscow", "", "Moscow, speaker not named", ""),
];

/// The speaker that a cell names, and a note.
pub(crate) fn speaker(b: &Builder, by: &str) -> (Who, &'static str) {
    let (_, person, described, note) =
        SPEAKERS.iter().find(|(cell, ..)| *cell == by).unwrap_or_else(|| panic!("nobody is known as {by}"));
    match person.is_empty() {
        true => (Who::Described((*described).to_owned()), note),
        false => (Who::Person(b.person(person)), note),
    }
}
