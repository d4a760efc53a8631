//! What a row of each kind can say: the fields, under the headers of our own lists and what other people call them.

use super::mapping::{Field, Kind, POSITION};

/// A field that rows can do without.
const fn may(key: &'static str, label: &'static str, also: &'static [&'static str], meaning: &'static str) -> Field {
    Field { key, label, meaning, needed: false, also }
}

/// A field without which a file is not of that kind.
const fn must(key: &'static str, label: &'static str, also: &'static [&'static str], meaning: &'static str) -> Field {
    Field { key, label, meaning, needed: true, also }
}

const NEGOTIATION: Field = may(
    "negotiation",
    "Negotiation",
    &["process", "talks", "file", "case"],
    "The negotiation, by code or title; a new code makes one",
);
const ROUND: &[&str] = &["round id", "meeting", "session", "meeting id", "round title", "talks round"];
const SOURCE: Field = may(
    "source",
    "Source",
    &["sources", "source of other", "reference", "references", "citation", "origin"],
    "Titles or addresses of sources, one in each line or with a bar between them",
);
const OUTLET: Field = may("outlet", "Outlet", &["publisher", "publication", "medium"], "Who published them, line by line");
const ADDRESS: Field = may("address", "Address", &["url", "link", "web address", "uri"], "Where they are, line by line");
const LEVEL: Field = may("level", "Record level", &["level", "attribution", "on record"], "On what terms it was told");
const NOTE: Field = may("note", "Note", &["notes", "remark", "remarks", "comments", "time note"], "Anything else");
const ID: Field = may("id", "ID", &["uuid", "record id"], "The id of the record, as our own lists have it");

const ROUNDS: &[Field] = &[
    NEGOTIATION,
    may("title", "Title", &["round", "name", "meeting", "session", "round title"], "What the round is called"),
    may("number", "Number", &["no", "nr", "round number", "n"], "Its number"),
    may(
        "code",
        "Code",
        &["id", "round id", "meeting id", "identifier", "ref"],
        "What another list calls it; other rows find it by that",
    ),
    must(
        "start",
        "Start",
        &["date", "day", "from", "begin", "begins", "start date", "held on", "first day"],
        "The first day, or the hour",
    ),
    may("end", "End", &["to", "until", "end date", "last day", "ends"], "The last day, or the hour"),
    may("told", "When, as said", &["when", "date in words", "wording"], "The time in words, where it is no exact day"),
    may("zone", "Time zone", &["tz", "timezone", "zone"], "The venue's time zone"),
    may("status", "Status", &["state"], "Whether it was held, moved, is confirmed"),
    may("venue", "Venue", &["location", "where"], "The venue in one line: building, town, country"),
    may("place", "Place", &["building", "hotel"], "Building or address"),
    may("city", "City", &["town"], "City or region"),
    may("country", "Country", &[], "Country"),
    may("online", "Online", &["virtual", "remote"], "Whether it is held by video or telephone"),
    may("outcome_kind", "Outcome", &["outcome kind", "result kind"], "What came out, as a term or in words"),
    may("outcome", "Outcome in words", &["result", "results", "summary"], "What came out"),
    may("outcome_level", "Record level of the outcome", &["outcome level"], "On what terms the outcome may be told"),
    may("note_level", "Record level of the note", &["note level"], "On what terms the note may be told"),
    may("agenda", "Agenda", &["topics", "issues"], "The issues, one in each line"),
    may("contact", "Contact", &[], "How the parties are in contact"),
    may("setting", "Setting", &[], "In what setting they meet"),
    may("mediation", "Mediation", &[], "Whether a third party takes part"),
    may("visibility", "Visibility", &[], "Who may know of it"),
    may("track", "Track", &[], "On which level it is held"),
    SOURCE,
    OUTLET,
    ADDRESS,
    NOTE,
    ID,
];

const STATEMENTS: &[Field] = &[
    NEGOTIATION,
    may("round", "Round", ROUND, "At or about which round"),
    may("said_on", "Date", &["said on", "day", "when", "date said"], "When it was said"),
    may("told", "When, as said", &["date in words"], "The time in words, where it is no exact day"),
    must(
        "party",
        "Party",
        &["delegation", "side", "actor", "country", "organisation", "organization", "who"],
        "Whose statement it is",
    ),
    may("on_behalf_of", "On behalf of", &["for"], "On whose behalf it spoke, if not its own"),
    may("speaker", "Speaker", &["by", "person", "said by", "spokesperson"], "Who said it: a name or a description"),
    may(
        "issues",
        "Issues",
        &["issue", "topic", "topics", "subject", "item"],
        "On which issues, one in each line; new ones are made",
    ),
    may("kind", "Kind", &["type", "statement kind"], "What it does: demand, offer, red line"),
    may("firmness", "Firmness", &["priority", "weight"], "How hard it is held"),
    must(
        "text",
        "Text",
        &["position", "statement", "quote", "quotation", "wording", "content", "words", "claim"],
        "What was said",
    ),
    may("verbatim", "Verbatim", &["quoted", "literal"], "Whether these are the speaker's own words"),
    may("original", "Original", &["original wording", "original text"], "The words in the language they were said in"),
    may("language", "Language", &["lang"], "The language of the original"),
    may("level", "Record level", &["level", "attribution", "on record"], "On what terms it was said"),
    may("terms", "Terms", &["terms of use"], "The agreed terms in words"),
    may("verification", "Verification", &["verified", "confidence"], "How well it is supported"),
    may("verification_note", "Verification in words", &["verified by"], "Who could, or could not, verify it"),
    may("reliability", "Reliability", &["source reliability"], "How far the source is trusted, A to F"),
    may("credibility", "Credibility", &["information credibility"], "How likely the content is, 1 to 6"),
    may("movement", "Movement", &["change", "trend"], "How it stands to the party's earlier position"),
    may("condition", "Condition", &["if", "conditional on"], "What it hangs on, in words"),
    may("assessor", "Assessor", &["assessed by", "analyst"], "Who infers it, if the party did not say it"),
    SOURCE,
    OUTLET,
    ADDRESS,
    may("tags", "Tags", &["tag", "keywords"], "Words to find it by, one in each line"),
    may("to_check", "To look at", &["to check"], "Why somebody must look at it, one reason in each line"),
    may("locus", "Place in source", &["page", "paragraph", "minute"], "The place in the source"),
    NOTE,
    ID,
];

const MATRIX: &[Field] = &[
    NEGOTIATION,
    must(
        "issues",
        "Issue",
        &["issues", "topic", "topics", "question", "subject", "item", "thema"],
        "The issue, in the first column",
    ),
    must(POSITION, "Position of a party", &[], "What the party says on the issue; the header names the party"),
    may("round", "Round", ROUND, "At or about which round"),
    may("said_on", "Date", &["said on", "day", "when"], "When it was said"),
    NOTE,
];

const ATTENDANCE: &[Field] = &[
    NEGOTIATION,
    must("round", "Round", ROUND, "At which round"),
    may("party", "Party", &["delegation", "side", "country", "organisation", "organization"], "For which party"),
    must("person", "Person", &["name", "participant", "delegate", "member", "attendee"], "Who sat there"),
    may("described", "Described", &["description"], "Words for those who are not named"),
    may("role", "Role", &["function"], "In what role"),
    may("office", "Office", &["office then", "title", "position", "job title", "post"], "The office held at that time"),
    may("presence", "Presence", &["attended", "attendance", "present"], "Whether they came"),
    SOURCE,
    OUTLET,
    ADDRESS,
    LEVEL,
    NOTE,
];

const FOLLOW_UPS: &[Field] = &[
    NEGOTIATION,
    may("round", "Round", ROUND, "From which round"),
    must("what", "What", &["action", "task", "to do", "follow up", "action item", "item", "commitment"], "What is to be done"),
    must(
        "owner",
        "Owner",
        &["owners", "who", "responsible", "party", "assigned to", "owed by"],
        "Who owes it, one in each line; “both” and “all” are understood",
    ),
    may("due", "Due", &["deadline", "due date", "by", "by when", "date"], "By when, as a date or in words"),
    may("told", "Due, as said", &["due in words"], "The same in words, where it is no exact day"),
    may("state", "State", &["status", "progress"], "Where it stands"),
    SOURCE,
    OUTLET,
    ADDRESS,
    LEVEL,
    NOTE,
    ID,
];

const REPORTS: &[Field] = &[
    NEGOTIATION,
    must("round", "Round", ROUND, "About which round"),
    must("about", "About", &["field", "fact", "point", "what"], "On which fact reports differ"),
    must("held", "Held", &["most sources", "most", "recorded", "value"], "What most sources give"),
    must("other", "Other", &["another", "conflicting", "other value", "differs"], "What another source gives"),
    LEVEL,
    NOTE,
    SOURCE,
    OUTLET,
    ADDRESS,
];

const NAMES: &[Field] = &[
    must(
        "entity",
        "Name",
        &[
            "entity",
            "person",
            "party",
            "who",
            "of",
            "key",
            "country",
            "state",
            "organisation",
            "organization",
            "delegation",
            "actor",
            "member",
            "delegate",
            "speaker",
        ],
        "Whose name it is: a name, or a word that stands for it in the file",
    ),
    may("language", "Language", &["lang", "locale", "script"], "The language of the spelling"),
    must(
        "form",
        "Spelling",
        &[
            "form",
            "variant",
            "alias",
            "aliases",
            "written",
            "also known as",
            "aka",
            "other name",
            "other names",
            "alternative name",
            "synonym",
            "synonyms",
            "spellings",
            "variants",
        ],
        "The name as printed; several one in each line, or with semicolons",
    ),
    may("short", "Short name", &["abbreviation", "acronym", "abbr", "short"], "The short name of a party"),
    may("sort", "Sort", &["type", "kind", "category"], "Whether it is a party, a person or a place"),
    may("origin", "Printed in", &["source", "origin", "sources", "url"], "Where it was printed so"),
];

impl Kind {
    /// The fields that its columns can fill.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Rounds => ROUNDS,
            Self::Statements => STATEMENTS,
            Self::Matrix => MATRIX,
            Self::Attendance => ATTENDANCE,
            Self::FollowUps => FOLLOW_UPS,
            Self::Reports => REPORTS,
            Self::Names | Self::Parties | Self::People => NAMES,
        }
    }
}
