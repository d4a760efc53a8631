//! The kinds of documents that can be read.

use std::fmt;

/// A kind of document that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A Word document (WordprocessingML, .docx).
    Word,
    /// A PDF.
    Pdf,
    /// An e-mail (RFC 5322, .eml).
    Mail,
}

impl Kind {
    /// Its media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Mail => "message/rfc822",
        }
    }

    /// The ending that its file gets, without the dot: whatever the file was called, it is opened as what it is.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Word => "docx",
            Self::Pdf => "pdf",
            Self::Mail => "eml",
        }
    }

    /// All of them.
    pub const ALL: [Self; 6] = [Self::Text, Self::Markdown, Self::Html, Self::Word, Self::Pdf, Self::Mail];

    /// The kind of a media type.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Markdown => "Markdown text",
            Self::Html => "web page",
            Self::Word => "Word document",
            Self::Pdf => "PDF",
            Self::Mail => "e-mail",
        })
    }
}
