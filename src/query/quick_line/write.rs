//! The inverse of [`read`]: writes a draft as a line that reads back to the same draft.

use super::head::Lexicon;
use super::lexicon::{self, Found, How, Names, compared};
use super::scan::{escape, in_quotes};
use super::{Draft, IssueName, LineContext, read};
use crate::model::{Verification, Vocabulary, Who, Workspace, tail};

/// The draft as a line. Names stand bare where that reads back to the same draft, otherwise in quotation marks; a name that
/// several bear is replaced by the end of the id.
pub fn write(draft: &Draft, workspace: &Workspace, context: &LineContext) -> String {
    let easy = Writer { draft, workspace, context, bare: true }.line();
    if read(&easy, 0, workspace, context).draft == *draft {
        return easy;
    }
    Writer { draft, workspace, context, bare: false }.line()
}

struct Writer<'a> {
    draft: &'a Draft,
    workspace: &'a Workspace,
    context: &'a LineContext,
    /// Whether names may stand without quotation marks.
    bare: bool,
}

impl Writer<'_> {
    fn line(&self) -> String {
        let draft = self.draft;
        let mut parts = self.head();
        let text = if draft.verbatim { in_quotes(&draft.text) } else { escape(&draft.text) };
        parts.push(text);
        parts.extend(self.speaker());
        parts.extend(draft.level.iter().map(|level| format!("#{}", self.term(level))));
        parts.extend(draft.firmness.iter().map(|firmness| format!("!{}", self.term(firmness))));
        parts.extend(draft.said_on.iter().map(|when| format!("^{}", in_quotes(&when.words()))));
        let sources = lexicon::sources(self.workspace, self.context);
        if !draft.sources_before {
            parts.extend(draft.sources.iter().filter_map(|id| Some(format!("={}", self.name(&sources.handle(id, |_| false)?)))));
            parts.extend(draft.new_sources.iter().map(|title| format!("=+{}", in_quotes(title))));
            if draft.sources.is_empty() && draft.new_sources.is_empty() && !self.context.before.is_empty() {
                parts.push("=-".to_owned());
            }
        }
        let implied = draft.verification == Some(Verification::Unverified) && !draft.verification_note.is_empty();
        parts.extend(draft.verification.iter().filter(|_| !implied).map(|found| format!("?{}", self.term(found))));
        if !draft.verification_note.is_empty() {
            parts.push(format!("?{}", in_quotes(&draft.verification_note)));
        }
        parts.extend(draft.answers.iter().map(|id| format!(">>{}", tail(id.0))));
        parts.extend(draft.tags.iter().map(|tag| format!("&{}", self.tag(tag))));
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    /// Party, kind and issues, up to and with the colon.
    fn head(&self) -> Vec<String> {
        let draft = self.draft;
        let lexicon = Lexicon::new(self.workspace, self.context);
        let mut head: Vec<String> = Vec::new();
        let has_no_party = draft.party.is_none() && draft.new_party.is_none();
        head.extend(draft.new_party.as_ref().map(|name| format!("+{}", in_quotes(name))));
        head.extend(draft.party.and_then(|party| lexicon.parties.handle(&party, |_| false)).map(|name| self.name(&name)));
        if let Some(kind) = &draft.kind {
            let words = kind.key().replace('_', " ");
            // A party may be called like a kind, and a kind of the user's own is in no list.
            let misread = has_no_party && is_name(&lexicon.parties, &words);
            head.push(if misread || kind.is_other() { format!("*{}", in_quotes(kind.key())) } else { self.words(&words) });
        }
        let misread =
            |name: &str| has_no_party && is_name(&lexicon.parties, name) || draft.kind.is_none() && is_name(&lexicon.kinds, name);
        let issues = draft.issues.iter().filter_map(|issue| match issue {
            IssueName::Known(id) => lexicon.issues.handle(id, misread).map(|name| self.words(&name)),
            IssueName::New(name) => Some(in_quotes(name)),
        });
        let issues: Vec<String> = issues.collect();
        if !issues.is_empty() {
            head.push(issues.join(", "));
        }
        match head.last_mut() {
            Some(last) => last.push(':'),
            None => head.push(":".to_owned()),
        }
        head
    }

    fn speaker(&self) -> Option<String> {
        let with_office = |name: &str| format!("@+{}", in_quotes(&format!("{name} ({})", self.draft.speaker_office)));
        let has_office = !self.draft.speaker_office.is_empty();
        if let Some(name) = &self.draft.new_speaker {
            return Some(if has_office { with_office(name) } else { format!("@+{}", in_quotes(name)) });
        }
        match self.draft.speaker.as_ref()? {
            Who::Person(id) => {
                let people = lexicon::people(self.workspace, self.context);
                let name = people.handle(id, |_| false)?;
                Some(if has_office { with_office(&name) } else { format!("@{}", self.name(&name)) })
            }
            Who::Described(words) => Some(format!("@{}", in_quotes(words))),
            Who::Party(_) => None,
        }
    }

    fn term<V: Vocabulary>(&self, term: &V) -> String {
        if term.is_other() { in_quotes(term.key()) } else { self.name(&term.key().replace('_', "")) }
    }

    fn tag(&self, tag: &str) -> String {
        if tag.chars().next().is_some_and(char::is_alphabetic) { self.name(tag) } else { in_quotes(tag) }
    }

    /// A name of one word bare.
    fn name(&self, name: &str) -> String {
        if self.bare && name.chars().all(char::is_alphanumeric) { name.to_owned() } else { in_quotes(name) }
    }

    /// A name of several words bare.
    fn words(&self, name: &str) -> String {
        let plain = name.chars().all(|c| c.is_alphanumeric() || c == ' ');
        if self.bare && plain { name.to_owned() } else { in_quotes(name) }
    }
}

/// Whether something is called exactly so.
fn is_name<T: Clone + PartialEq>(all: &Names<T>, name: &str) -> bool {
    !compared(name).is_empty() && !matches!(all.find(name, How::Whole), Found::Nothing)
}
