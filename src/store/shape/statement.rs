//! A statement in files.

use super::records::Who;
use super::scalar::{Id, Text};
use super::term::Term;
use super::when::When;
use super::{Inherited, blank_when_empty, shape};
use crate::model;

shape! {
    /// A statement.
    Statement = Statement {
        must(id: Id);
        may(negotiation: Inherited<Id>);
        may(round: Inherited<Option<Id>>);
        may(sitting: Option<Id>);
        may(said_on: When);
        must(party: Id);
        may(on_behalf_of: Option<Id>);
        may(speaker: Option<Who>);
        may(issues: Vec<Id>);
        must(kind: Term<model::StatementKind>);
        may(firmness: Option<Term<model::Firmness>>);
        may(verbatim: bool);
        must(text: Text);
        may(original: Original);
        must(level: Term<model::RecordLevel>);
        may(terms: Text);
        may(sources: Vec<Id>);
        may(locus: Text);
        must(verification: Term<model::Verification>);
        may(verification_note: Text);
        may(reliability: Option<Term<model::Reliability>>);
        may(credibility: Option<Term<model::Credibility>>);
        may(supersedes: Vec<Id>);
        may(answers: Vec<Id>);
        may(condition: Condition);
        may(movement: Option<Term<model::Movement>>);
        may(assessor: Text);
        may(tags: Vec<Text>);
        may(to_check: Vec<Text>);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// The wording in its own language.
    #[derive(Default)]
    Original = Original {
        may(text: Text);
        may(language: Text);
    }
}

shape! {
    /// What it hangs on.
    #[derive(Default)]
    Condition = Condition {
        may(text: Text);
        may(on: Vec<Id>);
    }
}

blank_when_empty! {
    Original { text, language }
    Condition { text, on }
}
