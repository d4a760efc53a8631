//! Why one annotation of a file cannot be read. Its number is known where it is counted.

/// Why an annotation cannot be read, in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum AnnotationError {
    /// It is a number, a text or the like.
    #[error("This is no annotation: it is no object.")]
    NoObject,
    /// It points at nothing.
    #[error("It has no target: nothing says of which text it is.")]
    NoTarget,
    /// What it points at is a number or the like.
    #[error("Its target is neither an address nor an object.")]
    BadTarget,
    /// A selector is a number, a text or the like.
    #[error("One of its selectors is no object.")]
    BadSelector,
    /// A quotation of nothing.
    #[error("Its TextQuoteSelector has no words in “exact”.")]
    NoWords,
    /// Something else than a text in a field of a quotation.
    #[error("What stands in “{0}” of its TextQuoteSelector is no text.")]
    NoText(&'static str),
    /// A place that is not told in numbers.
    #[error("“start” and “end” of its TextPositionSelector are not both whole numbers of characters.")]
    NoPlace,
    /// A place of nothing.
    #[error("Its TextPositionSelector ends before it begins.")]
    EndsFirst,
    /// Two quotations of one piece of a text.
    #[error("Its selectors quote different words.")]
    Differs,
    /// A piece of a piece that is longer than it.
    #[error("A selector refines another beyond its end.")]
    Beyond,
    /// A place in what an unknown selector describes.
    #[error("Its place is counted within something that is not read.")]
    WithinUnknown,
}
