//! Letters and words, whatever they say: folding, matching, sound, direction. Nothing here knows a record or a screen.
//!
//! | question | answer |
//! |---|---|
//! | are two spellings one name? | [`fold`]: one rule for case, accents, width and scripts, for everything that is compared |
//! | how well does what is typed fit a name? | [`matching`]: one rule for every list to choose from, the quick line and search |
//! | where does it stand in the name? | [`marking`] |
//! | is a name said alike in another script? | [`sound`] |
//! | how do a name and its neighbours stay in order? | [`direction`] |
//! | where do paragraphs, sentences and words begin and end? | [`sentences`] |
//! | what stands behind a name in brackets? | [`brackets`] |
//! | what do notes taken in the room say before the words? | [`note_line`] |

mod abbreviations;
pub mod brackets;
pub mod direction;
pub mod fold;
pub mod marking;
pub mod matching;
pub mod note_line;
pub mod sentences;
pub mod sound;
