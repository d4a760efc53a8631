//! Follows passages from one version of a text to the next.

use super::{Ruler, anchored_again, quoted};
use crate::model::Passage;

/// A text in two versions, of which beginning and end are the same as far as they are.
#[derive(Clone, Debug)]
pub struct Replaced<'t> {
    old: Ruler<'t>,
    new: Ruler<'t>,
    /// How many bytes of both are the same from the beginning.
    begins: usize,
    /// The same up to the end. What was put in or taken out beside the same letters leaves it open which these were: then some are among both.
    ends: usize,
}

impl<'t> Replaced<'t> {
    /// Of these versions.
    pub fn new(old: &'t str, new: &'t str) -> Self {
        let same = |(a, b): &(u8, u8)| a == b;
        let begins = new.floor_char_boundary(old.bytes().zip(new.bytes()).take_while(same).count());
        let mut ends = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
        while !new.is_char_boundary(new.len() - ends) {
            ends -= 1;
        }
        Self { old: Ruler::new(old), new: Ruler::new(new), begins, ends }
    }

    /// A passage with its place in the new version, and with what stands around it there. Words that stand where the passage says in the
    /// old one, before or after all that was changed, are followed by that; others are [looked for](Ruler::locate). None if it is lost.
    pub fn anchored_again(&self, passage: &Passage) -> Option<Passage> {
        let start = usize::try_from(passage.start).ok().and_then(|start| self.old.byte(start));
        let there = start.filter(|start| self.old.text()[*start..].starts_with(&passage.quote) && !passage.quote.is_empty());
        let followed = there.and_then(|start| {
            let end = start + passage.quote.len();
            if end <= self.begins {
                Some(start..end)
            } else if start >= self.old.text().len() - self.ends {
                let from_end = self.old.text().len() - start;
                let start = self.new.text().len() - from_end;
                Some(start..start + passage.quote.len())
            } else {
                None
            }
        });
        match followed {
            Some(range) => quoted(&self.new, range, passage.source, passage.id),
            None => anchored_again(&self.new, passage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary::cases;
    use crate::model::{PartId, SourceId};
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #![proptest_config(cases(256))]
        #[test]
        fn one_edit_takes_every_passage_beside_it_along(
            before in "[ab é中]{0,20}", out in "[ab é中]{0,8}", put in "[ab é中]{0,8}", after in "[ab é中]{0,20}", from in 0..12_usize,
        ) {
            let (old, new) = (format!("{before}{out}{after}"), format!("{before}{put}{after}"));
            let (old_ruler, replaced) = (Ruler::new(&old), Replaced::new(&old, &new));
            let part = |text: &str| text.char_indices().nth(from).map(|(at, _)| at..text.len());
            let skipped = old.len() - after.len();
            let behind = part(&after).map(|range| range.start + skipped..range.end + skipped);
            for (range, is_ahead) in [(part(&before), true), (behind, false)] {
                let Some(range) = range else { continue };
                let Some(passage) = quoted(&old_ruler, range.clone(), SourceId(Uuid::nil()), PartId(Uuid::nil())) else { continue };
                let found = replaced.anchored_again(&passage).unwrap();
                prop_assert_eq!(&found.quote, &passage.quote);
                let start = if is_ahead { range.start } else { new.len() - (old.len() - range.start) };
                prop_assert_eq!(Ruler::new(&new).byte(found.start as usize), Some(start));
            }
        }
    }
}
