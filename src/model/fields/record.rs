//! How a record is declared: its fields with their types and what is known of each, in one table.
//!
//! A record is a plain struct, and its table is plain data, so that any layer can read what is known of a field. Nothing is derived
//! that a reader could not write by hand. Two libraries were tried on a statement in place of the macro. `bevy_reflect` wants a type of
//! our own around each type of chrono, a downcast for each type at each use, and 26 s of building. `facet` builds faster and has better
//! errors, but its attributes need a package of their own and its interface changes every few weeks. Neither can say that a field is
//! missing in the order of reading.

/// Declares a record or a part of one.
///
/// The fields stand in the order in which files have them, each with its type and, in braces, what is known of it: fields of
/// [`Field`](super::Field). `order` is the order in which a reader meets them: differences, merge conflicts and forms go by it. `beside` are
/// those that are compared by nobody: the id and the stamp. A field that stands in neither does not compile. `blank` is what must be known
/// to make one of which nothing is said.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident, $fields:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty { $($fact:ident: $value:expr),* $(,)? })*
    } order { $($order:ident)* } $(beside { $($beside:ident)* })? $(blank($($given:ident: $given_type:ty),*))?) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        #[doc = concat!("Names a field of [`", stringify!($name), "`].")]
        #[expect(non_camel_case_types, reason = "a field has one name, wherever it is named")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $fields {
            $($(#[$doc])* $field,)*
        }

        impl $crate::model::fields::HasFields for $name {
            type Field = $fields;

            fn copy_fields(&mut self, from: &Self, which: impl Fn(&$crate::model::fields::Field) -> bool) {
                $(if which(&Self::TABLE[$fields::$field as usize]) {
                    self.$field.clone_from(&from.$field);
                })*
            }

            const TABLE: &'static [$crate::model::fields::Field] = &[$($crate::model::fields::Field {
                name: stringify!($field),
                kind: <$type as $crate::model::fields::FieldType>::KIND,
                $($fact: $value,)*
                ..$crate::model::fields::Field::NEW
            },)*];
        }

        impl $crate::model::fields::FieldName for $fields {
            type Of = $name;

            fn place(self) -> usize {
                self as usize
            }
        }

        impl $crate::model::fields::Fields for $name {
            fn name(&self) -> &'static str {
                stringify!($name)
            }

            fn table(&self) -> &'static [$crate::model::fields::Field] {
                <Self as $crate::model::fields::HasFields>::TABLE
            }

            fn order(&self) -> &'static [usize] {
                &[$($fields::$order as usize),*]
            }

            fn get(&self, at: usize) -> Option<$crate::model::fields::ValueRef<'_>> {
                Some(match [$($fields::$field),*].into_iter().nth(at)? {
                    $($fields::$field => $crate::model::fields::FieldType::view(&self.$field),)*
                })
            }

            fn get_mut(&mut self, at: usize) -> Option<$crate::model::fields::ValueMut<'_>> {
                Some(match [$($fields::$field),*].into_iter().nth(at)? {
                    $($fields::$field => $crate::model::fields::FieldType::view_mut(&mut self.$field),)*
                })
            }
        }

        impl $crate::model::fields::FieldType for $name {
            const KIND: $crate::model::fields::Kind =
                $crate::model::fields::Kind::Part(<Self as $crate::model::fields::HasFields>::TABLE);

            fn view(&self) -> $crate::model::fields::ValueRef<'_> {
                $crate::model::fields::ValueRef::Fields(self)
            }

            fn view_mut(&mut self) -> $crate::model::fields::ValueMut<'_> {
                $crate::model::fields::ValueMut::Fields(self)
            }
        }

        impl $crate::model::fields::walk::Mergeable for $name {
            fn compare<'a>(
                before: Option<&'a Self>,
                after: Option<&'a Self>,
                walk: &mut $crate::model::fields::walk::Walk<'a>,
            ) {
                $(walk.within(stringify!($order), |walk| {
                    let (before, after) = (before.map(|before| &before.$order), after.map(|after| &after.$order));
                    $crate::model::fields::walk::Mergeable::compare(before, after, walk);
                });)*
            }

            fn at(&self, path: &[String]) -> Option<$crate::model::fields::Value<'_>> {
                let (name, inside) = path.split_first()?;
                match name.as_str() {
                    $(stringify!($order) => $crate::model::fields::walk::Mergeable::at(&self.$order, inside),)*
                    _ => None,
                }
            }

            fn copy(&mut self, from: &Self, path: &[String]) -> bool {
                let Some((name, inside)) = path.split_first() else { return false };
                match name.as_str() {
                    $(stringify!($order) => {
                        $crate::model::fields::walk::Mergeable::copy(&mut self.$order, &from.$order, inside)
                    })*
                    _ => false,
                }
            }

            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                $($crate::model::fields::walk::Mergeable::each_text(&mut self.$order, visit);)*
            }

            fn merge(
                base: Option<&Self>,
                ours: &Self,
                theirs: &Self,
                merging: &mut $crate::model::fields::walk::Merging,
            ) -> Self {
                Self {
                    $($($beside: ours.$beside.clone(),)*)?
                    $($order: merging.within(stringify!($order), |merging| {
                        let base = base.map(|base| &base.$order);
                        $crate::model::fields::walk::Mergeable::merge(base, &ours.$order, &theirs.$order, merging)
                    }),)*
                }
            }
        }

        $(impl $name {
            /// One of which nothing is said but this.
            pub fn blank($($given: $given_type),*) -> Self {
                Self { $($given,)* ..Self::default() }
            }
        })?
    };
}
pub(crate) use record;
