//! What fields can hold: a few kinds of values, whatever the record. Who handles all kinds handles all fields, and a new kind does
//! not compile until it is handled.

use super::{Field, FieldPath, Kind, Term, Value};
use crate::model::each_record;
use crate::model::{Hue, PartId, Record, RecordId, Stamp, Vocabulary, When, Who};
use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::Uuid;

/// What a field holds, blank or not.
#[derive(Clone, Copy)]
pub enum ValueRef<'a> {
    /// Words; blank if empty.
    Text(&'a str),
    /// Several words or lines.
    Texts(&'a [String]),
    /// Yes or no.
    Flag(bool),
    /// A number that is always there. Files leave out 0.
    Count(u32),
    /// A number, if there is one.
    Number(Option<u32>),
    /// A colour of a party.
    Hue(Option<Hue>),
    /// A day.
    Day(Option<NaiveDate>),
    /// A time; blank if unknown.
    When(&'a When),
    /// A time zone.
    Zone(Option<Tz>),
    /// A term of a vocabulary, or a word of the user's own.
    Term(Option<Term<'a>>),
    /// Another record, or the record's own id.
    Link(Option<RecordId>),
    /// Other records, in order.
    Links(&'a dyn Links),
    /// A part of a round, or the part's own id.
    Part(Option<PartId>),
    /// Whoever speaks.
    Who(Option<&'a Who>),
    /// Whoever owes or is blamed.
    Whos(&'a [Who]),
    /// When and by whom the record was changed.
    Stamp(&'a Stamp),
    /// Fields of their own.
    Fields(&'a dyn Fields),
    /// A list of parts, each with fields of its own.
    Parts(&'a dyn Parts),
    /// The name of a field.
    Path(&'a FieldPath),
    /// A whole record.
    Record(&'a Record),
    /// Whole records.
    Records(&'a [Record]),
}

impl<'a> ValueRef<'a> {
    /// The value; none if it is blank, a list, or has fields of its own.
    pub fn value(self) -> Option<Value<'a>> {
        match self {
            Self::Text(text) => (!text.is_empty()).then_some(Value::Text(text)),
            Self::Flag(flag) => Some(Value::Flag(flag)),
            Self::Count(count) => Some(Value::Number(count)),
            Self::Number(number) => number.map(Value::Number),
            Self::Hue(hue) => hue.map(Value::Hue),
            Self::Day(day) => day.map(Value::Day),
            Self::When(when) => (!when.is_unknown()).then_some(Value::When(when)),
            Self::Zone(zone) => zone.map(Value::Zone),
            Self::Term(term) => term.map(Value::Term),
            Self::Link(id) => id.map(Value::Record),
            Self::Part(id) => id.map(Value::Sitting),
            Self::Who(who) => who.map(Value::Who),
            Self::Path(path) => Some(Value::Field(path)),
            Self::Texts(_) | Self::Links(_) | Self::Whos(_) | Self::Stamp(_) => None,
            Self::Fields(_) | Self::Parts(_) | Self::Record(_) | Self::Records(_) => None,
        }
    }
}

/// The same, to be changed.
pub enum ValueMut<'a> {
    /// Words.
    Text(&'a mut String),
    /// Several words or lines.
    Texts(&'a mut Vec<String>),
    /// Yes or no.
    Flag(&'a mut bool),
    /// A number that is always there.
    Count(&'a mut u32),
    /// A number, if there is one.
    Number(&'a mut Option<u32>),
    /// A colour of a party.
    Hue(&'a mut Option<Hue>),
    /// A day.
    Day(&'a mut Option<NaiveDate>),
    /// A time.
    When(&'a mut When),
    /// A time zone.
    Zone(&'a mut Option<Tz>),
    /// A term of a vocabulary.
    Term(&'a mut dyn TermMut),
    /// Another record, or the record's own id.
    Link(&'a mut dyn LinkMut),
    /// Other records.
    Links(&'a mut dyn LinksMut),
    /// A part of a round that may be named.
    Part(&'a mut Option<PartId>),
    /// The part's own id.
    PartId(&'a mut PartId),
    /// Whoever speaks.
    Who(&'a mut Option<Who>),
    /// Whoever owes or is blamed.
    Whos(&'a mut Vec<Who>),
    /// When and by whom the record was changed.
    Stamp(&'a mut Stamp),
    /// Fields of their own.
    Fields(&'a mut dyn Fields),
    /// A list of parts.
    Parts(&'a mut dyn Parts),
    /// The name of a field.
    Path(&'a mut FieldPath),
    /// The id of any record.
    RecordId(&'a mut RecordId),
    /// A whole record.
    Record(&'a mut Record),
    /// Whole records.
    Records(&'a mut Vec<Record>),
}

impl<'a> ValueMut<'a> {
    /// The text of a single value that somebody can have written: words, the wording of a time, a word of one's own, a description.
    pub(super) fn text(self) -> Option<&'a mut String> {
        match self {
            Self::Text(text) => Some(text),
            Self::When(when) => when.wording_mut(),
            Self::Term(term) => term.own_word_mut(),
            Self::Who(who) => who.as_mut().and_then(Who::description_mut),
            _ => None,
        }
    }
}

/// A record or a part of one, field by field.
pub trait Fields {
    /// The name of its type: "Statement".
    fn name(&self) -> &'static str;
    /// What is known of its fields, in the order in which files have them.
    fn table(&self) -> &'static [Field];
    /// What the field at that place of the table holds; nothing beyond it.
    fn get(&self, at: usize) -> Option<ValueRef<'_>>;
    /// The same, to be changed.
    fn get_mut(&mut self, at: usize) -> Option<ValueMut<'_>>;
    /// The places in the table of the fields that a reader meets, in the order of reading.
    fn order(&self) -> &'static [usize];
}

impl<'a> dyn Fields + 'a {
    /// Every field with what it holds, in the order in which files have them.
    pub fn each(&self) -> impl Iterator<Item = (&'static Field, ValueRef<'_>)> {
        self.table().iter().enumerate().filter_map(|(at, field)| Some((field, self.get(at)?)))
    }

    /// The fields that a reader meets with what they hold, in the order of reading: all but the id and the stamp.
    pub fn read(&self) -> impl Iterator<Item = (&'static Field, ValueRef<'_>)> {
        self.order().iter().filter_map(|at| Some((self.table().get(*at)?, self.get(*at)?)))
    }
}

/// A type with a table of fields.
pub trait HasFields: Fields + Clone + Sized + 'static {
    /// What is known of its fields, in the order in which files have them.
    const TABLE: &'static [Field];
    /// Names a field.
    type Field: FieldName<Of = Self>;
    /// Takes over the fields of which the table says so.
    fn copy_fields(&mut self, from: &Self, which: impl Fn(&Field) -> bool);
}

/// Names a field of a record or of a part of one.
pub trait FieldName: Copy {
    /// Of what.
    type Of: HasFields<Field = Self>;

    /// Its place in the table.
    fn place(self) -> usize;

    /// What is known of it.
    fn field(self) -> &'static Field {
        &<Self::Of as HasFields>::TABLE[self.place()]
    }
}

/// What can be the type of a field.
#[diagnostic::on_unimplemented(
    message = "a field of a record cannot be a `{Self}`",
    note = "what it can be is listed in src/model/fields/kind.rs"
)]
pub trait FieldType {
    /// What it can hold.
    const KIND: Kind;
    /// What it holds.
    fn view(&self) -> ValueRef<'_>;
    /// The same, to be changed.
    fn view_mut(&mut self) -> ValueMut<'_>;
}

/// A term that can be changed.
pub trait TermMut {
    /// Whether there may be none.
    fn is_optional(&self) -> bool;
    /// What the vocabulary is called.
    fn title(&self) -> &'static str;
    /// The terms of the vocabulary.
    fn known(&self) -> Vec<KnownTerm>;
    /// Their keys.
    fn keys(&self) -> Vec<&'static str> {
        self.known().into_iter().map(|term| term.key).collect()
    }
    /// The term; none if there is none.
    fn term(&self) -> Option<Term<'_>>;
    /// Makes it none, if there may be none.
    fn clear(&mut self);
    /// Makes it the term with that key. False if there is none; nothing is changed then.
    fn set_key(&mut self, key: &str) -> bool;
    /// Makes it a word of the user's own.
    fn set_own(&mut self, word: String);
    /// Makes it what words say, a word of the user's own if they are no term. Says whether they are one.
    fn set_words(&mut self, words: &str) -> bool;
    /// A word of the user's own, to be changed.
    fn own_word_mut(&mut self) -> Option<&mut String>;
}

/// A term of a vocabulary, with all that a list of them shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTerm {
    /// The key in files.
    pub key: &'static str,
    /// The term on screen.
    pub label: &'static str,
    /// What it means in the field.
    pub meaning: &'static str,
}

impl KnownTerm {
    /// All of a vocabulary, in the order in which they are offered.
    pub fn of<V: Vocabulary>() -> Vec<Self> {
        V::KNOWN.iter().map(|term| Self { key: term.key(), label: term.label(), meaning: term.meaning() }).collect()
    }
}

/// Links to records of one kind.
pub trait Links {
    /// How many.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The link at that place, from 0.
    fn at(&self, at: usize) -> Option<RecordId>;
}

/// Links that can be changed.
pub trait LinksMut {
    /// Which kind of record they can name: the id of none of them.
    fn kind(&self) -> RecordId;
    /// Takes all out.
    fn clear(&mut self);
    /// Adds a record of their kind.
    fn push(&mut self, id: Uuid);
}

/// A link that can be changed.
pub trait LinkMut {
    /// Which kind of record it can name: the id of none of them.
    fn kind(&self) -> RecordId;
    /// Whether there may be none.
    fn is_optional(&self) -> bool;
    /// Makes it name a record of its kind, or none. One that must be there stays as it is then.
    fn set(&mut self, id: Option<Uuid>);
}

/// A list of parts.
pub trait Parts {
    /// How many.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The part at that place, from 0.
    fn at(&self, at: usize) -> Option<&dyn Fields>;
    /// Takes all out.
    fn clear(&mut self);
    /// Adds a part of which nothing is said, to be filled in.
    fn push(&mut self) -> &mut dyn Fields;
}

impl<P: HasFields + Default> Parts for Vec<P> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn at(&self, at: usize) -> Option<&dyn Fields> {
        self.get(at).map(|part| part as &dyn Fields)
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn push(&mut self) -> &mut dyn Fields {
        self.push_mut(P::default())
    }
}

impl<P: HasFields + Default> FieldType for Vec<P> {
    const KIND: Kind = Kind::Parts(P::TABLE);

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Parts(self)
    }

    fn view_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Parts(self)
    }
}

impl FieldType for Vec<Record> {
    const KIND: Kind = Kind::Records;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Records(self)
    }

    fn view_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Records(self)
    }
}

impl<V: Vocabulary> FieldType for V {
    const KIND: Kind = Kind::Term;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Term(Some(Term::of(self)))
    }

    fn view_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Term(self)
    }
}

impl<V: Vocabulary> FieldType for Option<V> {
    const KIND: Kind = Kind::Term;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Term(self.as_ref().map(Term::of))
    }

    fn view_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Term(self)
    }
}

impl<V: Vocabulary> TermMut for V {
    fn is_optional(&self) -> bool {
        false
    }

    fn title(&self) -> &'static str {
        V::NAME
    }

    fn known(&self) -> Vec<KnownTerm> {
        KnownTerm::of::<V>()
    }

    fn term(&self) -> Option<Term<'_>> {
        Some(Term::of(self))
    }

    fn clear(&mut self) {}

    fn set_key(&mut self, key: &str) -> bool {
        V::from_key(key).map(|term| *self = term).is_some()
    }

    fn set_own(&mut self, word: String) {
        *self = V::other(word);
    }

    fn set_words(&mut self, words: &str) -> bool {
        *self = V::from_key_or_words(words);
        !self.is_other()
    }

    fn own_word_mut(&mut self) -> Option<&mut String> {
        Vocabulary::own_word_mut(self)
    }
}

impl<V: Vocabulary> TermMut for Option<V> {
    fn is_optional(&self) -> bool {
        true
    }

    fn title(&self) -> &'static str {
        V::NAME
    }

    fn known(&self) -> Vec<KnownTerm> {
        KnownTerm::of::<V>()
    }

    fn term(&self) -> Option<Term<'_>> {
        self.as_ref().map(Term::of)
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn set_key(&mut self, key: &str) -> bool {
        V::from_key(key).map(|term| *self = Some(term)).is_some()
    }

    fn set_own(&mut self, word: String) {
        *self = Some(V::other(word));
    }

    fn set_words(&mut self, words: &str) -> bool {
        !self.insert(V::from_key_or_words(words)).is_other()
    }

    fn own_word_mut(&mut self) -> Option<&mut String> {
        self.as_mut().and_then(Vocabulary::own_word_mut)
    }
}

macro_rules! types {
    ($($type:ty: $kind:ident, $self:ident => $view:expr, $view_mut:expr;)*) => {$(
        impl FieldType for $type {
            const KIND: Kind = Kind::$kind;

            fn view(&$self) -> ValueRef<'_> {
                $view
            }

            fn view_mut(&mut $self) -> ValueMut<'_> {
                $view_mut
            }
        }
    )*};
}

types! {
    String: Text, self => ValueRef::Text(self), ValueMut::Text(self);
    Vec<String>: Texts, self => ValueRef::Texts(self), ValueMut::Texts(self);
    bool: Plain, self => ValueRef::Flag(*self), ValueMut::Flag(self);
    u32: Value, self => ValueRef::Count(*self), ValueMut::Count(self);
    Option<u32>: Plain, self => ValueRef::Number(*self), ValueMut::Number(self);
    Option<Hue>: Value, self => ValueRef::Hue(*self), ValueMut::Hue(self);
    Option<NaiveDate>: Plain, self => ValueRef::Day(*self), ValueMut::Day(self);
    When: Value, self => ValueRef::When(self), ValueMut::When(self);
    Option<Tz>: Value, self => ValueRef::Zone(*self), ValueMut::Zone(self);
    PartId: Value, self => ValueRef::Part(Some(*self)), ValueMut::PartId(self);
    Option<PartId>: Value, self => ValueRef::Part(*self), ValueMut::Part(self);
    Option<Who>: Who, self => ValueRef::Who(self.as_ref()), ValueMut::Who(self);
    Vec<Who>: Who, self => ValueRef::Whos(self), ValueMut::Whos(self);
    Stamp: Value, self => ValueRef::Stamp(self), ValueMut::Stamp(self);
    FieldPath: Value, self => ValueRef::Path(self), ValueMut::Path(self);
    RecordId: Link, self => ValueRef::Link(Some(*self)), ValueMut::RecordId(self);
    Record: Records, self => ValueRef::Record(self), ValueMut::Record(self);
}

macro_rules! ids {
    ($($id:ty,)*) => {$(
        types! {
            $id: Link, self => ValueRef::Link(Some((*self).into())), ValueMut::Link(self);
            Option<$id>: Link, self => ValueRef::Link(self.map(Into::into)), ValueMut::Link(self);
            Vec<$id>: Link, self => ValueRef::Links(self), ValueMut::Links(self);
        }

        impl LinkMut for $id {
            fn kind(&self) -> RecordId {
                <$id>::default().into()
            }

            fn is_optional(&self) -> bool {
                false
            }

            fn set(&mut self, id: Option<Uuid>) {
                *self = id.map_or(*self, Into::into);
            }
        }

        impl LinkMut for Option<$id> {
            fn kind(&self) -> RecordId {
                <$id>::default().into()
            }

            fn is_optional(&self) -> bool {
                true
            }

            fn set(&mut self, id: Option<Uuid>) {
                *self = id.map(Into::into);
            }
        }

        impl Links for Vec<$id> {
            fn len(&self) -> usize {
                Vec::len(self)
            }

            fn at(&self, at: usize) -> Option<RecordId> {
                self.get(at).map(|id| (*id).into())
            }
        }

        impl LinksMut for Vec<$id> {
            fn kind(&self) -> RecordId {
                <$id>::default().into()
            }

            fn clear(&mut self) {
                Vec::clear(self);
            }

            fn push(&mut self, id: Uuid) {
                Vec::push(self, id.into());
            }
        }
    )*};
}

macro_rules! ids_of_records {
    ($($group:ident { $($type:ident $id:ident $table:ident $facts:tt)* })*) => {
        ids! { $($($crate::model::$id,)*)* }
    };
}

each_record!(ids_of_records);
