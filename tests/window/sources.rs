//! Sources: listed with their use, filtered, opened in the browser only by a click.

use crate::support::{Drive, look, sample_on, two_parties, window, window_of};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::Record;
use rapporteur::session::{New, Proposal};
use rapporteur::ui::Page;

#[test]
fn a_web_address_is_opened_and_nothing_else() {
    let (mut session, negotiation, ..) = two_parties();
    for (title, address) in [("Readout", "https://example.org/readout"), ("Notebook", "shelf 3, box 12")] {
        let Record::Source(mut source) = session.draft(New::Source { negotiation, title: title.to_owned() }) else {
            unreachable!("a draft is what was asked for")
        };
        address.clone_into(&mut source.address);
        session.perform(Proposal::put("add source", source)).unwrap();
    }
    let mut window = window(session, Page::Sources(negotiation));
    assert!(window.shows("Notebook, Not stated, not used"));
    assert!(window.shows("shelf 3, box 12"));
    assert!(!window.shows("Open shelf"));
    window.get_by_label("Open https://example.org/readout in the browser").click();
    window.step();
    let opened = window.output().platform_output.commands.iter().any(|command| match command {
        egui::OutputCommand::OpenUrl(open) => open.url == "https://example.org/readout",
        _ => false,
    });
    assert!(opened);
}

#[test]
fn the_sources_of_the_sample_are_filtered_and_chosen() {
    let session = sample_on("2026-03-10");
    let negotiation = *session.workspace().negotiations.keys().next_back().unwrap();
    for (theme, size) in [(ThemeChoice::Light, [1280.0, 800.0]), (ThemeChoice::Dark, [1920.0, 1080.0])] {
        let mut window = window_of(sample_on("2026-03-10"), Page::Sources(negotiation), size, theme);
        look(&mut window, &format!("sources-{}", size[0]));
        window.get_by_role_and_label(Role::TextInput, "Filter sources").focus();
        window.run();
        window.write("dailysabah");
        assert!(
            window.query_all_by_label_contains("Daily").count() + window.query_all_by_label_contains("dailysabah").count() > 0
        );
        look(&mut window, &format!("sources-filtered-{}", size[0]));
        window.write(" nowhere");
        assert!(window.shows("No source has these words."));
    }
    let mut window = window_of(session, Page::Sources(negotiation), [1280.0, 800.0], ThemeChoice::Light);
    let first = window.state().session().workspace().sources_of(negotiation).next().map(|source| source.title.clone()).unwrap();
    window.query_all_by_label_contains(&format!("{first}, ")).next().unwrap().focus();
    window.run();
    for _ in 0..29 {
        window.press(egui::Key::ArrowDown);
    }
    window.press(egui::Key::Enter);
    let thirtieth = window.state().session().workspace().sources_of(negotiation).nth(29).map(|source| source.id.into());
    assert_eq!(window.state().selection(), thirtieth, "the arrow keys go on where no row was drawn");
}

#[test]
fn the_first_source_is_added_from_the_empty_page() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Sources(negotiation));
    window.click("Add the first source");
    assert_eq!(window.state().session().workspace().sources.len(), 1);
}
