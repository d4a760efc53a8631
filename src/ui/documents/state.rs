//! The state of a document that is being added: nothing, read, or looked at before it becomes a source.

use crate::exchange::documents::ReadDocument;
use crate::exchange::progress::Progress;
use crate::model::{NegotiationId, SourceId, When};
use std::path::PathBuf;
use std::sync::Arc;

/// A document being added.
#[derive(Default)]
pub struct Adding {
    /// Where it is.
    pub stage: AddingStage,
    /// Files that come after this one.
    pub waiting: Vec<PathBuf>,
    /// The folder that is offered.
    pub folder: PathBuf,
    /// Whether the system's dialog has been asked for and not answered.
    pub picking: bool,
    /// The negotiation at hand when the user came to the page.
    pub into: Option<NegotiationId>,
}

/// Where it is.
#[derive(Default)]
pub enum AddingStage {
    /// Nothing has been named.
    #[default]
    Nothing,
    /// A file is being read, or kept.
    Working {
        /// What is done, in words.
        words: String,
        /// How far it is.
        progress: Arc<Progress>,
    },
    /// A file could not be read.
    Unread {
        /// What is said of it.
        words: String,
    },
    /// Something was read and is looked at.
    Found(Box<Found>),
}

/// What was read: a file, a text or an address alone.
pub struct Found {
    /// Counts them: what is filled in for one is not for another.
    pub ticket: u64,
    /// The name of the file; none of what was pasted.
    pub name: Option<String>,
    /// Its bytes, to be kept beside the record.
    pub bytes: Arc<[u8]>,
    /// What was read of it.
    pub read: ReadDocument,
    /// The source that came from the same bytes before.
    pub known: Option<SourceId>,
    /// Why it was not added.
    pub problem: Option<String>,
}

/// What a source is made of, as the user has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Into which negotiation; none for a new one.
    pub into: Option<NegotiationId>,
    /// What a new negotiation is called.
    pub into_new: String,
    /// What the source is called.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Where it came from.
    pub address: String,
    /// When it was published.
    pub published: When,
}

/// What a screen asks for about documents.
#[derive(Clone, Debug)]
pub enum DocumentWish {
    /// The system's dialog, for a file.
    Choose,
    /// What was typed or pasted: an address, the path of a file, or a text.
    Take(String),
    /// Stop what is being done.
    Stop,
    /// Make a source of it.
    Add(Box<Taken>),
    /// Have done with this one; go to the next if one waits.
    Close,
    /// Open the document of a source with the program that the system has for it.
    Open(SourceId),
    /// Write the document of a source to a place of the user's.
    SaveCopy(SourceId),
}

/// What was typed or pasted.
#[derive(Debug, PartialEq, Eq)]
pub enum Given {
    /// A web address.
    Address(String),
    /// The path of a file.
    Path(String),
    /// A text.
    Text(String),
}

/// What a word or a text is taken for.
pub fn given(typed: &str) -> Given {
    let word = typed.trim();
    let is_line = !word.contains('\n');
    let lower = word.to_lowercase();
    if is_line && (lower.starts_with("http://") || lower.starts_with("https://")) && !word.contains(char::is_whitespace) {
        return Given::Address(word.to_owned());
    }
    let is_path = ["/", "~/", "./", "../", "file://"].iter().any(|start| lower.starts_with(start));
    let drive = word.get(1..3) == Some(":\\") && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends = [".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".eml"].iter().any(|ending| lower.ends_with(ending));
    if is_line && (is_path || drive || ends && word.len() <= 260) {
        return Given::Path(word.strip_prefix("file://").unwrap_or(word).to_owned());
    }
    Given::Text(typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_an_address_a_path_or_a_text() {
        for (typed, expected) in [
            (" https://example.org/a ", Given::Address("https://example.org/a".to_owned())),
            ("https://example.org/a and more", Given::Text("https://example.org/a and more".to_owned())),
            ("/home/a/b.pdf", Given::Path("/home/a/b.pdf".to_owned())),
            ("minutes of may.docx", Given::Path("minutes of may.docx".to_owned())),
            ("C:\\Users\\a\\b.txt", Given::Path("C:\\Users\\a\\b.txt".to_owned())),
            ("file:///a/b.md", Given::Path("/a/b.md".to_owned())),
            ("The parties met.\nThey left.", Given::Text("The parties met.\nThey left.".to_owned())),
        ] {
            assert_eq!(given(typed), expected);
        }
    }
}
