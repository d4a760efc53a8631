//! Word documents as an office suite lays them out: opened, turned into pages, and read off the pages.

use crate::programs::{folder, run};
use rapporteur::exchange::brief::compose;
use rapporteur::exchange::export::export;
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::release::Released;
use rapporteur::exchange::request::{ExportContext, Format, Request, What};
use rapporteur::model::{NegotiationId, RoundId, Workspace};
use rapporteur::query::position::AsOf;
use rapporteur::query::rounds;
use rapporteur::store::Store;
use rapporteur::store::sample::SampleCopy;
use std::path::Path;

/// The sample as it is opened.
fn sample() -> Workspace {
    let copy = SampleCopy::fresh().unwrap();
    Store::open(&copy.dir(), uuid::Uuid::nil()).unwrap().workspace
}

fn request(negotiation: NegotiationId, round: Option<RoundId>) -> Request {
    Request { negotiation, round, what: What::Brief, format: Format::Docx, as_of: AsOf::Now, permitted: Default::default() }
}

fn context() -> ExportContext {
    let now = "2026-03-06T09:00:00Z".parse().unwrap();
    ExportContext { now, zone: chrono_tz::Europe::Zurich, author: "Ana Prestes".to_owned() }
}

fn document(workspace: &Workspace, negotiation: NegotiationId, round: Option<RoundId>) -> Vec<u8> {
    export(workspace, &request(negotiation, round), &context(), &Progress::default()).unwrap().bytes
}

/// How many sources a paper cites.
fn cited(workspace: &Workspace, negotiation: NegotiationId, round: Option<RoundId>) -> usize {
    let released = Released::new(workspace, negotiation, &Default::default());
    compose(&released, &request(negotiation, round), &context()).ready().notes.len()
}

/// The text of each page, as it stands on it.
fn pages(folder: &Path, name: &str) -> Vec<String> {
    let pdf = folder.join(format!("{name}.pdf"));
    let text = run("pdftotext", folder, &["-layout", pdf.to_str().unwrap(), "-"]);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "the last page ends");
    pages
}

/// Every number of a source in the text, in the list at its end.
fn sources(pages: &[String]) -> Vec<usize> {
    let text = pages.concat();
    let list = text.rsplit("\nSources\n").next().unwrap();
    let number = |line: &str| {
        line.split_whitespace().next().and_then(|word| word.parse::<usize>().ok()).filter(|_| line.trim_start().contains(' '))
    };
    let numbers: Vec<usize> = list.lines().filter_map(number).collect();
    // A number that stands first in the second line of an address is none of them.
    let mut expected = 1..;
    let mut next = expected.next();
    numbers
        .into_iter()
        .filter(|number| {
            Some(*number) == next && {
                next = expected.next();
                true
            }
        })
        .collect()
}

#[test]
fn the_papers_of_the_sample_lie_on_pages_as_they_should() {
    let workspace = sample();
    let folder = folder("papers");
    let mut papers = Vec::new();
    for negotiation in workspace.negotiations.values() {
        let last = rounds::last_held(&workspace, negotiation.id).unwrap().id;
        for (kind, round) in [("brief", None), ("round", Some(last))] {
            let name = format!("{}-{kind}", negotiation.code);
            std::fs::write(folder.join(format!("{name}.docx")), document(&workspace, negotiation.id, round)).unwrap();
            papers.push((name, negotiation, round));
        }
    }
    let mut arguments = vec!["--headless", "--convert-to", "pdf", "--outdir", folder.to_str().unwrap()];
    let files: Vec<String> =
        papers.iter().map(|(name, ..)| folder.join(format!("{name}.docx")).to_str().unwrap().to_owned()).collect();
    arguments.extend(files.iter().map(String::as_str));
    run("soffice", &folder, &arguments);
    for (name, negotiation, round) in papers {
        let pages = pages(&folder, &name);
        let text = pages.concat();
        for (at, page) in pages.iter().enumerate() {
            assert_eq!(
                page.matches(negotiation.handling.as_str()).count(),
                2,
                "{name}, page {}: the marking above and below\n{page}",
                at + 1
            );
            assert!(page.contains(&format!("Page {} of {}", at + 1, pages.len())), "{name}, page {}\n{page}", at + 1);
        }
        let headings: &[&str] = match round {
            None => &["Where things stand", "Last round: ", "Positions as of 6 March 2026", "What moved since ", "Sources"],
            Some(_) => &["Statements", "Sources"],
        };
        for heading in headings {
            assert!(text.lines().any(|line| line.starts_with(heading)), "{name} has no heading {heading}\n{text}");
        }
        let title = round.map_or(negotiation.title.clone(), |id| rapporteur::query::names::round(&workspace, id));
        assert!(pages[0].contains(&title) && pages[0].contains("Prepared by Ana Prestes"), "{}", pages[0]);
        assert!(!text.contains("Error") && !text.contains("_Source"), "{name}: a mark leads nowhere");
        let cited = cited(&workspace, negotiation.id, round);
        assert_eq!(sources(&pages), (1..=cited).collect::<Vec<_>>(), "{name}: {text}");
        assert!(cited > 2, "{name}");
    }
}

#[test]
fn the_header_of_a_table_stands_on_each_of_its_pages() {
    let workspace = sample();
    let folder = folder("headers");
    let negotiation = workspace.negotiations.values().find(|one| one.code == "RU-UA-US-2026").unwrap();
    std::fs::write(folder.join("brief.docx"), document(&workspace, negotiation.id, None)).unwrap();
    let file = folder.join("brief.docx");
    run("soffice", &folder, &["--headless", "--convert-to", "pdf", "--outdir", folder.to_str().unwrap(), file.to_str().unwrap()]);
    let header = |page: &&String| {
        page.lines().any(|line| {
            line.split_whitespace().collect::<Vec<_>>().join(" ") == "Issue Ukraine Russia United States All delegations"
        })
    };
    let pages = pages(&folder, "brief");
    let with = pages.iter().filter(header).count();
    let text = pages.concat();
    let rows = ["Territory", "Zaporizhzhia"]
        .map(|issue| pages.iter().position(|page| page.lines().any(|line| line.trim_start().starts_with(issue))).unwrap());
    assert!(with >= 2 && rows[0] < rows[1], "the matrix of the sample goes over two pages: {text}");
}
