//! What is known of the fields of records, beside their types: plain data that any layer can read.

/// What is known of one field of a record or of a part of one. An entry of a table says what differs from [`Field::NEW`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in code, in files, in paths and in JSON: "said_on".
    pub name: &'static str,
    /// What it is called on screen: "Said on". Empty where it stands on no screen, or its own fields stand there in its place.
    pub label: &'static str,
    /// What it can hold.
    pub kind: Kind,
    /// Whether a file says it.
    pub saved: Saved,
    /// What a link in it is called in a message, if not by its name: "source in accounts".
    pub mention: &'static str,
    /// Whether search reads it.
    pub search: Search,
    /// Under which name `show` tells it, and JSON has it.
    pub show: Show,
    /// By what a [`Table`](crate::model::Table) finds records, beside the links, which it always finds.
    pub index: Indexed,
}

/// What kind of thing a field can hold.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// Several words or lines.
    Texts,
    /// Somebody, or words for somebody; one or several.
    Who,
    /// A term of a vocabulary.
    Term,
    /// Other records, one or several.
    Link,
    /// Anything else that is one value: a time, a number, a mark.
    Value,
    /// A part of the record, with these fields.
    Part(&'static [Field]),
    /// A list of parts, each with these fields.
    Parts(&'static [Field]),
    /// Whole records.
    Records,
}

/// Whether a file says a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Always. A file without it is in error.
    Always,
    /// Unless it is blank.
    UnlessBlank,
    /// Unless the file around says the same.
    Inherited,
}

/// Whether a field is told where a record is shown in full on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// It is, under its own name.
    AsNamed,
    /// It is, under this name.
    As(&'static str),
    /// It is not, for this reason.
    No(&'static str),
}

/// By what of a field a table finds records without looking through all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexed {
    /// By nothing.
    No,
    /// By each word of the user's own: each text of a list, or a term that is in no vocabulary.
    Words,
    /// By whether a list says anything.
    Filled,
}

/// Whether search reads a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// It does, and names the field by this word.
    As(&'static str),
    /// It is among the names under which the record, and what names the record, is found.
    Name,
    /// It does not, for this reason.
    No(&'static str),
    /// Nobody has said. What holds words may not be left so.
    Undecided,
}

impl Field {
    /// A field of which nothing is said but what its type says.
    pub const NEW: Self = Self {
        name: "",
        label: "",
        kind: Kind::Value,
        saved: Saved::UnlessBlank,
        mention: "",
        search: Search::Undecided,
        show: Show::AsNamed,
        index: Indexed::No,
    };

    /// What a link in it is called in a message.
    pub fn mention(&self) -> &'static str {
        if self.mention.is_empty() { self.name } else { self.mention }
    }

    /// The name under which it is shown on the command line; none if it is not.
    pub fn shown_as(&self) -> Option<&'static str> {
        match self.show {
            Show::AsNamed => Some(self.name),
            Show::As(name) => Some(name),
            Show::No(_) => None,
        }
    }

    /// Whether it is what every record has: its own id, and when and by whom it was changed.
    pub fn is_own(&self) -> bool {
        matches!(self.name, "id" | "stamp")
    }
}
