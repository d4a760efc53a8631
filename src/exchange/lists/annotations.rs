//! Quotations as W3C Web Annotations, for other programs that point at texts: <https://www.w3.org/TR/annotation-model/>.
//!
//! Each says which words of which text it is about, by a text quote selector and a text position selector. What stands around the
//! words does not leave, so the first has neither prefix nor suffix. Which record they bear out is said by a body that links to it, so
//! that an import can put them back: its id as a URN, its kind, and the part of it where it has parts.

use super::passages::{Quoted, part};
use crate::model::{IssueId, Record, Source, SourceId, Workspace};
use crate::query::names;
use serde_json::{Value, json};

/// A page of annotations: `what` puts in words what a record says.
pub(super) fn page(workspace: &Workspace, all: &[Quoted<'_>], what: impl Fn(&Record) -> String) -> Value {
    let items: Vec<Value> = all.iter().map(|one| annotation(workspace, one, &what(one.record))).collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn(workspace.id),
        "type": "AnnotationPage",
        "items": items,
    })
}

fn annotation(workspace: &Workspace, one: &Quoted<'_>, what: &str) -> Value {
    let Quoted { record, holder, passage } = one;
    let id = record.id();
    let record_itself = json!({ "id": urn(id.uuid()), "type": "Dataset", "dcterms:type": id.noun() });
    let mut link = json!({ "type": "SpecificResource", "purpose": "linking", "source": record_itself });
    if let Some(part) = part(*holder) {
        link["selector"] = json!({ "type": "FragmentSelector", "value": part });
    }
    let mut body = vec![json!({ "type": "TextualBody", "format": "text/plain", "purpose": "describing", "value": what }), link];
    let issues: &[IssueId] = if let Record::Statement(said) = record { &said.issues } else { &[] };
    for issue in issues {
        let name = names::issue_path(workspace, *issue);
        body.push(json!({ "type": "TextualBody", "format": "text/plain", "purpose": "tagging", "value": name }));
    }
    let (start, length) = (u64::from(passage.start), u64::try_from(passage.len()).unwrap_or(u64::MAX));
    json!({
        "id": urn(passage.id),
        "type": "Annotation",
        "motivation": "describing",
        "created": record.stamp().created.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "body": body,
        "target": {
            "source": source(passage.source, workspace.sources.get(&passage.source)),
            "selector": [
                { "type": "TextQuoteSelector", "exact": passage.quote },
                { "type": "TextPositionSelector", "start": start, "end": start.saturating_add(length) },
            ],
        },
    })
}

/// The text: its address, or where it has none of the web, the id of the source, which is told beside an address, too.
fn source(id: SourceId, source: Option<&Source>) -> Value {
    let address = source.map(|source| source.address.trim()).filter(|address| is_of_the_web(address));
    let title = source.map(names::source_title).unwrap_or_default();
    let text = address.map_or_else(|| urn(id), str::to_owned);
    json!({ "id": text, "type": "Text", "dcterms:title": title, "dcterms:identifier": urn(id) })
}

fn urn(id: impl std::fmt::Display) -> String {
    format!("urn:uuid:{id}")
}

fn is_of_the_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use crate::exchange::export::export;
    use crate::exchange::progress::Progress;
    use crate::exchange::release::Permitted;
    use crate::exchange::request::{ExportContext, Format, Request, What};
    use crate::model::{PartId, RecordLevel};
    use crate::query::passages::{Ruler, quoted};
    use crate::query::position::AsOf;
    use crate::query::testing::Talks;
    use serde_json::{Value, json};

    #[test]
    fn quotations_leave_as_web_annotations_without_what_stands_around_them() {
        let mut talks = Talks::new();
        let source = talks.source("Article");
        let text = "Title. Kyiv holds the line. Moscow waits.";
        let article = talks.ws.sources.get_mut(&source).unwrap();
        (article.text, article.address) = (text.to_owned(), "https://example.org/1".to_owned());
        for (n, quote, level) in
            [(1, "Kyiv holds the line.", RecordLevel::OnRecord), (2, "Moscow waits.", RecordLevel::OffRecord)]
        {
            let start = text.find(quote).unwrap();
            let passage = quoted(&Ruler::new(text), start..start + quote.len(), source, PartId(uuid::Uuid::from_u128(n)));
            let said = talks.says("Ukraine", "Territory", "2026-02-04", "We hold");
            talks.of(said).level = level;
            talks.of(said).passages.extend(passage);
        }
        let permitted = Permitted::default();
        let request = Request {
            negotiation: talks.negotiation,
            round: None,
            what: What::Passages,
            format: Format::Annotations,
            as_of: AsOf::Now,
            permitted,
        };
        let context = ExportContext { now: chrono::DateTime::UNIX_EPOCH, zone: chrono_tz::UTC, author: String::new() };
        let exported = export(&talks.ws, &request, &context, &Progress::default()).unwrap();
        let page: Value = serde_json::from_slice(&exported.bytes).unwrap();
        assert_eq!((&page["type"], page["items"].as_array().map(Vec::len)), (&json!("AnnotationPage"), Some(1)));
        let target = json!({
            "source": {
                "id": "https://example.org/1",
                "type": "Text",
                "dcterms:title": "Article",
                "dcterms:identifier": format!("urn:uuid:{source}"),
            },
            "selector": [
                { "type": "TextQuoteSelector", "exact": "Kyiv holds the line." },
                { "type": "TextPositionSelector", "start": 7, "end": 27 },
            ],
        });
        assert_eq!(page["items"][0]["target"], target);
        let said = talks.ws.statements.values().find(|said| said.level == RecordLevel::OnRecord).unwrap().id;
        let link = json!({
            "type": "SpecificResource",
            "purpose": "linking",
            "source": { "id": format!("urn:uuid:{said}"), "type": "Dataset", "dcterms:type": "statement" },
        });
        assert_eq!(page["items"][0]["body"][1], link);
        assert_eq!(page["items"][0]["body"][2]["value"], json!("Territory"));
        let table = export(&talks.ws, &Request { format: Format::Csv, ..request }, &context, &Progress::default()).unwrap();
        let table = String::from_utf8(table.bytes).unwrap();
        assert!(table.contains("Kyiv holds the line.") && table.contains("Article") && !table.contains("Moscow"), "{table}");
    }
}
