//! Statements: what was said, by whom, how we know, and what it does to earlier ones.

use super::columns::{self, party};
use super::fields::{Column, Form, Indexed, List, Release, Saved, Search, Show, record};
use super::{
    Credibility, Firmness, IssueId, Movement, NegotiationId, PartId, PartyId, Passage, RecordLevel, Reliability, RoundId,
    SourceId, Stamp, StatementId, StatementKind, Verification, When, Who,
};

record! {
    /// One thing that one party said. A *position* is not stored: it is the latest statement that bears one.
    #[derive(Default)]
    Statement, StatementField {
        /// Its id.
        id: StatementId { saved: Saved::Always, list: columns::ID.list() }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId {
            label: "Negotiation", saved: Saved::Inherited, form: Form::no("is told by where it is made"),
            list: List::No("is above the list"),
        }
        /// At or about which round; none if between rounds.
        round: Option<RoundId> {
            label: "Round", saved: Saved::Inherited, release: Release::Unattributed, form: Form::BY_HAND,
            list: Column::new("Round", 20, "At or about which round").also(columns::ROUND).by_hand().list(),
        }
        /// In which sitting of that round.
        sitting: Option<PartId> { label: "Sitting", list: Column::only("Sitting", 14).list(), form: Form::by_hand("round") }
        /// When it was said.
        said_on: When {
            label: "Said on", release: Release::Unattributed, form: Form::BY_HAND,
            list: Column::new("Date", 12, "When it was said")
                .also(
                    "said on, day, when, date said, date of meeting, meeting date, date of statement, statement date, \
                     gesagt am, datum, fecha, jour, дата, data, date de la declaration, fecha de la declaracion",
                )
                .by_hand()
                .list(),
        }
        /// Whose position it is.
        party: PartyId {
            label: "Party", saved: Saved::Always, form: Form::BY_HAND,
            list: Column::new("Party", 16, "Whose statement it is")
                .also(party!("actor, who, whose, on whose side, verhandlungspartei, partes, cote, bando"))
                .needed()
                .by_hand()
                .list(),
        }
        /// On whose behalf it spoke, if not its own: a spokesperson for a bloc.
        on_behalf_of: Option<PartyId> {
            label: "On behalf of", mention: "on behalf of", form: Form::by_hand("round"),
            list: Column::new("On behalf of", 14, "On whose behalf it spoke, if not its own").also("for").by_hand().list(),
        }
        /// Who said it.
        speaker: Option<Who> {
            label: "Speaker", search: Search::As("speaker"), release: Release::Whole, form: Form::BY_HAND,
            list: Column::new("Speaker", 18, "Who said it: a name or a description")
                .also(
                    "by, person, said by, spokesperson, spokesman, spokeswoman, who said it, who spoke, name of speaker, \
                     representative, sprecher, sprecherin, redner, rednerin, porte parole, orateur, intervenant, portavoz, \
                     vocero, orador, spreker, оратор, спикер, выступающий",
                )
                .by_hand()
                .list(),
        }
        /// On which issues.
        issues: Vec<IssueId> {
            label: "Issues", release: Release::Unattributed, form: Form::BY_HAND,
            list: Column::new("Issues", 20, "On which issues, one in each line; new ones are made")
                .also(
                    "issue, topic, topics, subject, item, agenda item, subject matter, thema, themen, sujet, tema, temas, \
                     asunto, onderwerp, temat, тема, темы, вопрос",
                )
                .by_hand()
                .list(),
        }
        /// What it does.
        kind: StatementKind {
            label: "Kind", saved: Saved::Always, search: Search::As("kind"), index: Indexed::Words,
            release: Release::Unattributed, form: Form::BY_HAND,
            list: Column::new("Kind", 12, "What it does: demand, offer, red line")
                .also(
                    "type, statement kind, statement type, kind of statement, type of statement, category, art, typ, tipo, \
                     soort, rodzaj, тип, вид",
                )
                .by_hand()
                .list(),
        }
        /// How hard it is held.
        firmness: Option<Firmness> {
            label: "Firmness", release: Release::Whole, form: Form::BY_HAND,
            list: Column::new("Firmness", 11, "How hard it is held").also("priority, weight").list(),
        }
        /// Whether `text` is the speaker's own words.
        verbatim: bool {
            label: "Word for word", release: Release::Unattributed, form: Form::BY_HAND,
            list: Column::new("Verbatim", 9, "Whether these are the speaker's own words").also("quoted, literal").list(),
        }
        /// What was said.
        text: String {
            label: "Text", saved: Saved::Always, search: Search::As("text"), release: Release::Unattributed,
            form: Form::BY_HAND,
            list: Column::new("Text", 50, "What was said")
                .also(
                    "position, statement, quote, quotation, wording, content, words, claim, said, they said, what they \
                     said, what was said, their words, in their words, statement text, text of statement, summary of \
                     statement, utterance, aussage, aussagen, wortlaut, zitat, gesagt, propos, declaration, declaracion, \
                     cita, dijo, uitspraak, dichiarazione, texte, texto, testo, текст, заявление, высказывание, цитата",
                )
                .needed()
                .by_hand()
                .list(),
        }
        /// The wording in the language it was said in.
        original: Original {}
        /// On what terms it was said.
        level: RecordLevel {
            label: "Record level", saved: Saved::Always, show: Show::As("record_level"), release: Release::Unattributed,
            form: Form::BY_HAND,
            list: Column { meaning: "On what terms it was said", ..columns::LEVEL }.list(),
        }
        /// The agreed terms of use in words.
        terms: String {
            label: "Agreed terms", search: Search::As("terms"), form: Form::by_hand("level"),
            list: Column::new("Terms", 18, "The agreed terms in words").also("terms of use").list(),
        }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources", list: columns::SOURCES.width(26).list(), form: Form::BY_HAND }
        /// The place in the source: page, paragraph, minute.
        locus: String {
            label: "Place in the source", search: Search::As("place in the source"), show: Show::As("place_in_source"),
            form: Form::within("known").hint("Page, paragraph, minute"),
            list: Column::new("Place in source", 12, "The place in the source").also("page, paragraph, minute").list(),
        }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages", mention: "source in passages", form: Form::BY_HAND,
            list: columns::PASSAGES.list(),
        }
        /// How well it is supported.
        verification: Verification {
            label: "Verification", saved: Saved::Always, form: Form::within("known"),
            list: Column::new("Verification", 13, "How well it is supported")
                .also(
                    "verified, confidence, how sure, certainty, how certain, verification status, sicherheit, certitude, \
                     certeza",
                )
                .by_hand()
                .list(),
        }
        /// Who could or could not verify it, in words.
        verification_note: String {
            label: "Verification in words", search: Search::As("verification"),
            form: Form::within("known").label("In words").hint("Who could, or could not, verify it"),
            list: Column::new("Verification in words", 24, "Who could, or could not, verify it").also("verified by").list(),
        }
        /// How far the source is trusted in this.
        reliability: Option<Reliability> {
            label: "Reliability", release: Release::Whole, form: Form::within("known"),
            list: Column::new("Reliability", 12, "How far the source is trusted, A to F").also("source reliability").list(),
        }
        /// How likely the content is.
        credibility: Option<Credibility> {
            label: "Credibility", release: Release::Whole, form: Form::within("known"),
            list: Column::new("Credibility", 12, "How likely the content is, 1 to 6").also("information credibility").list(),
        }
        /// The statements that it replaces.
        supersedes: Vec<StatementId> {
            label: "Replaces", form: Form::by_hand("movement"),
            list: Column::only("Supersedes", 16).ids().list(),
        }
        /// The statements that it answers.
        answers: Vec<StatementId> {
            label: "Answers", form: Form::by_hand("movement"),
            list: Column::only("Answers", 16).ids().list(),
        }
        /// What it hangs on ("A only if B").
        condition: Condition {}
        /// How it stands to the party's earlier position, as judged by the note-taker.
        movement: Option<Movement> {
            label: "Movement", release: Release::Whole, form: Form::by_hand("movement"),
            list: Column::new("Movement", 11, "How it stands to the party's earlier position").also("change, trend").list(),
        }
        /// Who infers it, if it is an assessment and not said by the party.
        assessor: String {
            label: "Assessed by", search: Search::As("assessor"), form: Form::BY_HAND,
            list: Column::new("Assessor", 14, "Who infers it, if the party did not say it").also("assessed by, analyst").list(),
        }
        /// Words of the user's own to find it by.
        tags: Vec<String> {
            label: "Tags", search: Search::As("tags"), index: Indexed::Words, form: Form::within("tags"),
            list: Column::new("Tags", 16, "Words to find it by, one in each line").also("tag, keywords").list(),
        }
        /// What nobody has settled yet, each a reason in words why somebody must look at it; empty if nothing.
        to_check: Vec<String> {
            label: "To look at", search: Search::As("to look at"), index: Indexed::Filled, show: Show::As("to_look_at"),
            form: Form::BY_HAND,
            list: Column::new("To look at", 24, "Why somebody must look at it, one reason in each line").also("to check").list(),
        }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), list: columns::NOTE.list(), form: Form::BY_HAND }
    } order {
        negotiation party text kind firmness verbatim assessor issues speaker said_on sources locus passages verification
        verification_note reliability credibility level terms round sitting on_behalf_of movement supersedes answers
        condition original tags to_check note
    } beside { id stamp } blank(id: StatementId, stamp: Stamp, negotiation: NegotiationId, party: PartyId)
}

record! {
    /// The wording in its own language.
    #[derive(Default)]
    Original, OriginalField {
        /// The words; empty if not kept.
        text: String {
            label: "Original wording", search: Search::As("original wording"), show: Show::As("original"),
            form: Form::within("original").lines().name("original").hint("In the language it was said in"),
            release: Release::Whole,
            list: Column::new("Original", 30, "The words in the language they were said in")
                .key("original")
                .also("original wording, original text")
                .list(),
        }
        /// Their language as a BCP 47 tag.
        language: String {
            label: "Language of the original", search: Search::No("says nothing by itself"), show: Show::As("original_language"),
            form: Form::within("original").label("Language").hint("en, de, fr"),
            release: Release::Whole,
            list: Column::new("Language", 10, "The language of the original").also("lang").list(),
        }
    } order { text language }
}

record! {
    /// What a statement hangs on.
    #[derive(Default)]
    Condition, ConditionField {
        /// The condition in words; empty for none.
        text: String {
            label: "Only if", search: Search::As("condition"), show: Show::As("condition"), release: Release::Whole,
            form: Form::by_hand("movement").name("condition"),
            list: Column::new("Condition", 24, "What it hangs on, in words").key("condition").also("if, conditional on").list(),
        }
        /// The statements that would have to come true.
        on: Vec<StatementId> {
            label: "Hangs on these statements", mention: "conditional on", show: Show::As("conditional_on"),
            form: Form::by_hand("movement").name("conditional_on"),
            list: Column::only("Depends on", 16).ids().list(),
        }
    } order { text on }
}

impl RecordLevel {
    /// Whether the terms keep the words from being repeated with the name. Terms of the user's own do: nobody else knows them.
    pub fn is_guarded(&self) -> bool {
        !matches!(self, Self::OnRecord | Self::Unstated)
    }
}

impl Statement {
    /// Whether it is what an analyst infers rather than what a party says.
    pub fn is_assessment(&self) -> bool {
        self.kind == StatementKind::Interest || !self.assessor.is_empty()
    }
}
