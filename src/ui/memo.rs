//! A cache of one answer, computed anew when the question or the record changes, because a page is drawn many times between two edits.

/// One kept answer.
#[derive(Clone, Debug)]
pub struct Memo<K, V> {
    kept: Option<(u64, K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The answer to `question` on that revision of the record, worked out only if it is not the one kept.
    pub fn get(&mut self, revision: u64, question: K, answer: impl FnOnce(&K) -> V) -> &V {
        let fresh = matches!(&self.kept, Some((of, key, _)) if *of == revision && *key == question);
        if !fresh {
            self.kept = None;
        }
        let (_, _, kept) = self.kept.get_or_insert_with(|| {
            let value = answer(&question);
            (revision, question, value)
        });
        kept
    }
}
