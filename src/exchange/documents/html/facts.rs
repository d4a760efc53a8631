//! What a page says of itself: Open Graph, Dublin Core, the tags of publishers, links, and structured data.

use super::json_ld;
use crate::exchange::documents::dates;
use crate::exchange::documents::read_document::{Found, Proposal, ReadDocument, address, line};
use dom_query::Document;

/// How many tags are looked at.
const MOST_TAGS: usize = 1_000;

/// How far into a page a browser writes where it saved it from, in bytes.
const SAVED_WITHIN: usize = 2_000;

const TITLES: &[&str] = &["og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"];
const OUTLETS: &[&str] = &["og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name"];
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "citation_publication_date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
];

/// Adds what is found.
pub(super) fn propose(page: &Document, source: &str, document: &mut ReadDocument) {
    let tags = tags(page);
    let tag = |names: &[&'static str]| -> Vec<(&'static str, &str)> {
        let with_name =
            |name: &'static str| tags.iter().filter(move |(of, _)| of == name).map(move |(_, value)| (name, value.as_str()));
        names.iter().flat_map(|name| with_name(name)).collect()
    };
    let structured = json_ld::facts(page);
    let structured_line = |words: &Option<String>| words.as_deref().and_then(|words| line(words, Found::Structured));
    let text_of = |selector: &str| page.select_single(selector).text();

    document.title = tag(TITLES)
        .into_iter()
        .find_map(|(name, words)| line(words, Found::Tag(name)))
        .or_else(|| structured_line(&structured.title))
        .or_else(|| line(&text_of("title"), Found::Tag("title")))
        .or_else(|| line(&text_of("h1"), Found::Heading));
    document.outlet = tag(OUTLETS)
        .into_iter()
        .find_map(|(name, words)| line(words, Found::Tag(name)))
        .or_else(|| structured_line(&structured.outlet));
    let canonical = page.select_single("link[rel='canonical']").attr("href");
    document.address = canonical
        .and_then(|href| address(&href, Found::Tag("canonical")))
        .or_else(|| tag(&["og:url"]).into_iter().find_map(|(name, words)| address(words, Found::Tag(name))))
        .or_else(|| structured.address.as_deref().and_then(|words| address(words, Found::Structured)))
        .or_else(|| saved_from(source));
    document.date = tag(DATES)
        .into_iter()
        .find_map(|(name, words)| dates::iso(&words.replace('/', "-"), Found::Tag(name)))
        .or_else(|| structured.date.as_deref().and_then(|words| dates::iso(words, Found::Structured)))
        .or_else(|| {
            let time = page.select_single("article time[datetime], main time[datetime]").attr("datetime");
            time.and_then(|time| dates::iso(&time, Found::Tag("time")))
        });
}

/// The names of the meta tags, in lower case, with what they say.
fn tags(page: &Document) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for node in page.select("meta").nodes().iter().take(MOST_TAGS) {
        let name = ["property", "name", "itemprop"].into_iter().find_map(|attribute| node.attr(attribute));
        let (Some(name), Some(content)) = (name, node.attr("content")) else { continue };
        if name.len() <= 100 && content.len() <= 10_000 && !content.trim().is_empty() {
            tags.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
        }
    }
    tags
}

/// What a browser writes into a page that it saves: `<!-- saved from url=(0024)https://example.org/ -->`.
fn saved_from(source: &str) -> Option<Proposal<String>> {
    let end = source.char_indices().map(|(at, _)| at).take_while(|at| *at <= SAVED_WITHIN).last()?;
    let (_, rest) = source[..end].split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let (url, _) = rest.split_once("-->")?;
    address(url.trim(), Found::SavedFrom)
}
