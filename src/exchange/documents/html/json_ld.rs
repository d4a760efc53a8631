//! Structured data of a page (schema.org in JSON-LD): what the article is called, who published it, when and where.

use dom_query::Document;
use serde_json::Value;

/// How many scripts of such data are looked at, and how long each may be, in bytes.
const MOST: usize = 20;
const LONGEST: usize = 1024 * 1024;

/// How many objects are looked at.
const MOST_OBJECTS: usize = 10_000;

/// What it says.
#[derive(Default)]
pub(super) struct Facts {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub address: Option<String>,
    pub date: Option<String>,
}

/// What the first object says that is an article or has a headline.
pub(super) fn facts(page: &Document) -> Facts {
    for script in page.select("script[type='application/ld+json']").nodes().iter().take(MOST) {
        let text = script.text();
        if text.len() > LONGEST {
            continue;
        }
        let Ok(value) = serde_json::from_str::<Value>(text.trim()) else { continue };
        if let Some(article) = article(&value) {
            return Facts {
                title: words(article.get("headline")).or_else(|| words(article.get("name"))),
                outlet: name(article.get("publisher")),
                address: words(article.get("url")).or_else(|| id(article.get("mainEntityOfPage"))),
                date: words(article.get("datePublished")),
            };
        }
    }
    Facts::default()
}

/// The article among all objects.
fn article(value: &Value) -> Option<&Value> {
    let mut open = vec![value];
    let mut seen = 0;
    while let Some(value) = open.pop() {
        seen += 1;
        if seen > MOST_OBJECTS {
            return None;
        }
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(object) => {
                let is_article = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind == "Report");
                let kind = object.get("@type");
                let is_article = match kind {
                    Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                    Some(kind) => is_article(kind),
                    None => false,
                };
                if is_article || object.contains_key("headline") {
                    return Some(value);
                }
                open.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    None
}

fn words(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(words) => Some(words.clone()),
        Value::Array(values) => words(values.first()),
        _ => None,
    }
}

fn name(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Object(object) => words(object.get("name")),
        Value::Array(values) => name(values.first()),
        other => words(Some(other)),
    }
}

fn id(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Object(object) => words(object.get("@id")).or_else(|| words(object.get("url"))),
        other => words(Some(other)),
    }
}
