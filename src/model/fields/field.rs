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
    /// In which column a list has it, and what an import takes for it.
    pub list: List,
    /// How the form of the record has it.
    pub form: Form,
    /// With what it leaves in an export.
    pub release: Release,
    /// The least and the greatest number that it can be, if it is a number.
    pub bounds: (u32, u32),
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
    /// A number, if there is one; a mark; a day.
    Plain,
    /// Anything else that is one value: a time, a zone.
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

/// In which column a list has a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// In this one.
    Column(Column),
    /// In none, for this reason.
    No(&'static str),
    /// Nobody has said. In a record of which there is a list, that is an error.
    Undecided,
}

/// A column of a list, which an import knows again by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub header: &'static str,
    /// Its width, in characters.
    pub width: u16,
    /// Whether it holds ids: what reads the file back needs them, and nobody else.
    pub for_programs: bool,
    /// How an import reads it.
    pub import: Import,
    /// Its name on the command line of an import, if that is not the name of the field.
    pub key: &'static str,
    /// What an import takes from it, in a sentence without a full stop.
    pub meaning: &'static str,
    /// What else such columns are called, in any language, folded, with a comma between them.
    pub also: &'static str,
    /// Whether a file of such records has it, so that without it the file is another one.
    pub needed: bool,
}

/// How an import reads a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
    /// By the kind of the field: words, a term, a number, a mark.
    ByKind,
    /// With rules of its own.
    ByHand,
    /// It does not.
    No,
}

/// How the form of a record has a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The section in which it stands; empty for none.
    pub section: &'static str,
    /// The name by which the form finds it, if that is not the name of the field.
    pub name: &'static str,
    /// What it is called in its section, if that is not its label.
    pub label: &'static str,
    /// What stands in it while it is empty; of a box to tick, what a tick means.
    pub hint: &'static str,
    /// What it is drawn with.
    pub widget: Widget,
}

/// What a field is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widget {
    /// What is usual for its kind.
    ByKind,
    /// The same with several lines.
    Lines,
    /// Something of its own.
    ByHand,
    /// Nothing, for this reason.
    No(&'static str),
}

impl Form {
    /// In no section, with what is usual for its kind.
    pub const NEW: Self = Self { section: "", name: "", label: "", hint: "", widget: Widget::ByKind };

    /// In no section, with something of its own.
    pub const BY_HAND: Self = Self::by_hand("");

    /// In that section, with what is usual for its kind.
    pub const fn within(section: &'static str) -> Self {
        Self { section, ..Self::NEW }
    }

    /// In that section, with something of its own.
    pub const fn by_hand(section: &'static str) -> Self {
        Self { section, widget: Widget::ByHand, ..Self::NEW }
    }

    /// Nowhere, for this reason.
    pub const fn no(reason: &'static str) -> Self {
        Self { widget: Widget::No(reason), ..Self::NEW }
    }

    /// The same under another name.
    pub const fn name(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The same with another label.
    pub const fn label(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    /// The same with a hint.
    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The same with several lines.
    pub const fn lines(self) -> Self {
        Self { widget: Widget::Lines, ..self }
    }
}

/// With what a field of a statement leaves in an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// With what is told whole, and with what is told without attribution.
    Unattributed,
    /// With what is told whole.
    Whole,
    /// With nothing.
    Never,
    /// Like a note of the user's own: if nothing in its words must stay in. Whatever nobody has decided leaves so.
    Guarded,
}

impl Column {
    /// A column that an import reads by the kind of the field.
    pub const fn new(header: &'static str, width: u16, meaning: &'static str) -> Self {
        Self { header, width, for_programs: false, import: Import::ByKind, key: "", meaning, also: "", needed: false }
    }

    /// The same with other names.
    pub const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }

    /// The same under another name on the command line.
    pub const fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// The same, read by rules of its own.
    pub const fn by_hand(self) -> Self {
        Self { import: Import::ByHand, ..self }
    }

    /// A column that no import reads.
    pub const fn only(header: &'static str, width: u16) -> Self {
        Self { import: Import::No, ..Self::new(header, width, "") }
    }

    /// The same for programs.
    pub const fn ids(self) -> Self {
        Self { for_programs: true, ..self }
    }

    /// The same as one that every file of its kind has.
    pub const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// The same in another width.
    pub const fn width(self, width: u16) -> Self {
        Self { width, ..self }
    }

    /// As a fact of a field.
    pub const fn list(self) -> List {
        List::Column(self)
    }

    /// Its other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.also.split(", ").filter(|name| !name.is_empty())
    }
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
        list: List::Undecided,
        form: Form::NEW,
        release: Release::Guarded,
        bounds: (0, u32::MAX),
    };

    /// Its column in a list; none if it has none.
    pub fn column(&self) -> Option<&Column> {
        if let List::Column(column) = &self.list { Some(column) } else { None }
    }

    /// The name by which the form of the record finds it.
    pub fn in_form(&self) -> &'static str {
        if self.form.name.is_empty() { self.name } else { self.form.name }
    }

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
