//! What went wrong and what a user can do about it: saves that fail, leaving with something unsaved, damaged files, a copy
//! elsewhere, and what does not hold together.

use crate::support::{Drive, look, no_sample, now, party, window, window_of, window_with};
use egui::{Key, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use rapporteur::app::{App, Sample};
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{PartyId, Record};
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::store::history::History;
use rapporteur::store::{Store, sample, sample::SampleCopy};
use rapporteur::ui::{Action, Command, Page, Recovery};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;
use uuid::Uuid;

type Window = Harness<'static, App>;

const BELARUS: &str = "parties/belarus-b0513573.ron";

/// A session on a folder.
fn on(dir: &Path) -> Session {
    let opened = Store::open(dir, Uuid::from_u128(7)).unwrap();
    Session::open(opened, Box::new(Fixed::at(now())), "Test")
}

/// A folder, and a window on it.
struct Desk {
    folder: tempfile::TempDir,
    window: Window,
}

impl Desk {
    /// An empty record.
    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = on(&folder.path().join("record"));
        let window = window(session, Page::Problems);
        Self { folder, window }
    }

    /// The sample, after something was done to its files.
    fn sample(harm: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("record");
        sample::write_to(&dir).unwrap();
        harm(&dir);
        let window = window(on(&dir), Page::Problems);
        Self { folder, window }
    }

    fn dir(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    /// Puts a file where the folder of the parties would be, so that none can be saved.
    fn block_parties(&self) {
        fs::write(self.dir().join("parties"), "in the way").unwrap();
    }

    fn unblock_parties(&self) {
        fs::remove_file(self.dir().join("parties")).unwrap();
    }

    fn add_party(&mut self, name: &str) -> PartyId {
        party(self.window.state_mut().session_mut(), name, "")
    }

    fn run(&mut self, command: Command) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().perform(Action::Run(command), &ctx);
        self.window.run();
    }

    /// Until nothing is done beside the window any more.
    fn settle(&mut self) {
        settle(&mut self.window);
    }

    /// Draws whenever the window is woken, until words are shown.
    fn until_shows(&mut self, words: &str) {
        let (woken, wakes) = channel();
        self.window.ctx.set_request_repaint_callback(move |_| {
            let _ = woken.send(());
        });
        self.window.step();
        while !self.window.shows(words) {
            wakes.recv_timeout(Duration::from_secs(60)).unwrap();
            self.window.step();
        }
    }

    /// Tries to save, and waits for it.
    fn save(&mut self) {
        self.run(Command::SaveNow);
        self.settle();
    }

    /// Asks the window to close. Whether it does.
    fn close(&mut self) -> bool {
        let root = self.window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        self.window.step();
        let stays = self.asks_for(&ViewportCommand::CancelClose);
        self.window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
        self.window.run();
        !stays
    }

    /// Whether the window asked for that in the last frame.
    fn asks_for(&self, command: &ViewportCommand) -> bool {
        self.window.output().viewport_output.values().any(|viewport| viewport.commands.contains(command))
    }

    fn names_on_disk(&self) -> Vec<String> {
        let opened = Store::open_to_read(&self.dir()).unwrap();
        opened.workspace.parties.values().map(|party| party.name.clone()).collect()
    }
}

fn settle(window: &mut Window) {
    window.step();
    while window.state().is_busy() {
        window.step();
    }
    window.run();
}

/// What has the focus, by its label.
fn focused(window: &Window) -> String {
    let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn a_save_that_fails_keeps_what_was_typed_and_says_where_and_why_until_a_try_works() {
    let mut desk = Desk::empty();
    desk.block_parties();
    let id = desk.add_party("Ukraine");
    desk.save();
    look(&mut desk.window, "problems-unsaved");
    assert!(desk.window.shows("Not saved: parties/ukraine-"), "the status line names the file");
    assert!(desk.window.shows("a part of its path is a file, not a folder"), "and the list says why");
    assert!(desk.window.shows("Move that file out of the way"), "and what to do");
    assert!(desk.window.shows("Next try in"), "and when it is tried again");
    // With the file in the way, which the watch tells of.
    desk.until_shows("2 problems");
    assert_eq!(desk.window.state().session().workspace().parties[&id].name, "Ukraine", "what was typed is still there");
    desk.window.click("Ukraine, party");
    assert_eq!(desk.window.state().selection(), Some(id.into()), "the record opens");
    desk.run(Command::Problems);

    desk.window.click("Try again now");
    desk.settle();
    assert!(desk.window.shows("Not saved: parties/ukraine-"), "the list stays while the cause does");
    desk.unblock_parties();
    desk.window.click("Try again now");
    desk.settle();
    assert!(desk.window.shows("Saved after all: parties/ukraine-"));
    assert!(!desk.window.shows("Try again now"));
    assert_eq!(desk.names_on_disk(), ["Ukraine"]);
    desk.run(Command::Bin);
    desk.run(Command::Problems);
    // What was saved after all is said once. The file in the way was a problem of its own; that it is gone is seen when the watch tells of it.
    desk.until_shows("Nothing is wrong");
}

#[test]
fn a_save_that_fails_is_tried_again_by_itself() {
    let mut desk = Desk::empty();
    desk.block_parties();
    desk.add_party("Ukraine");
    desk.save();
    assert!(desk.window.shows("Not saved: "));
    desk.unblock_parties();
    let until = desk.window.ctx.input(|input| input.time) + 6.0;
    while desk.window.ctx.input(|input| input.time) < until {
        desk.window.step();
    }
    desk.settle();
    assert!(!desk.window.state().session().has_unsaved());
    assert_eq!(desk.names_on_disk(), ["Ukraine"]);
}

#[test]
fn an_edit_elsewhere_is_saved_while_a_file_cannot_be() {
    let mut desk = Desk::empty();
    desk.block_parties();
    desk.add_party("Ukraine");
    desk.save();
    desk.window.state_mut().session_mut().create(New::Person { name: "Rustem Umerov".to_owned() }).unwrap();
    let until = desk.window.ctx.input(|input| input.time) + 2.0;
    while desk.window.ctx.input(|input| input.time) < until {
        desk.window.step();
    }
    desk.settle();
    let opened = Store::open_to_read(&desk.dir()).unwrap();
    assert_eq!(opened.workspace.people.len(), 1);
    assert!(desk.window.shows("Not saved: parties/ukraine-"), "and the other is still told");
}

#[test]
fn every_file_that_fails_is_listed_with_its_records_and_counted_alike_everywhere() {
    let mut desk = Desk::empty();
    desk.block_parties();
    for name in ["Ukraine", "Russia", "Turkey"] {
        desk.add_party(name);
    }
    desk.save();
    for name in ["Ukraine", "Russia", "Turkey"] {
        assert!(desk.window.shows(&format!("parties/{}-", name.to_lowercase())));
        assert!(desk.window.shows(&format!("{name}, party")));
    }
    // With the file in the way, which the watch tells of.
    desk.until_shows("4 problems");
    assert!(desk.window.shows("Problems, 4"), "in the workspace");
}

#[test]
fn a_folder_that_is_gone_is_told_and_saved_to_when_it_is_back() {
    let mut desk = Desk::empty();
    let away = desk.folder.path().join("away");
    fs::rename(desk.dir(), &away).unwrap();
    desk.add_party("Ukraine");
    desk.save();
    assert!(desk.window.shows("bring the folder back"), "what to do is said");
    fs::rename(&away, desk.dir()).unwrap();
    desk.run(Command::TryAgain);
    desk.settle();
    assert_eq!(desk.names_on_disk(), ["Ukraine"]);
}

#[test]
fn closing_with_something_unsaved_asks_and_staying_is_the_easy_answer() {
    let mut desk = Desk::empty();
    desk.block_parties();
    desk.add_party("Ukraine");
    assert!(!desk.close());
    look(&mut desk.window, "problems-closing");
    assert!(desk.window.shows("Not everything is saved"));
    assert!(desk.window.shows("parties/ukraine-"));
    assert_eq!(focused(&desk.window), "Stay");
    desk.window.press(Key::Enter);
    assert!(!desk.window.shows("Not everything is saved"));
    assert!(!desk.asks_for(&ViewportCommand::Close));
    assert!(!desk.close(), "and closing again asks again");
    desk.window.press(Key::Escape);
    assert!(!desk.window.shows("Not everything is saved"));

    assert!(!desk.close());
    desk.window.press_ctrl(Key::Z);
    assert_eq!(desk.window.state().session().workspace().parties.len(), 1, "no key does anything behind the question");
    desk.window.click("Try again");
    assert!(desk.window.shows("Not everything is saved"), "it still cannot be saved");
    desk.unblock_parties();
    desk.window.get_by_label("Try again").click();
    desk.window.step();
    desk.window.step();
    assert_eq!(desk.names_on_disk(), ["Ukraine"]);
    assert!(!desk.window.shows("Not everything is saved"));
    assert!(desk.close());
}

#[test]
fn the_question_goes_when_a_try_by_itself_works() {
    let mut desk = Desk::empty();
    desk.block_parties();
    desk.add_party("Ukraine");
    assert!(!desk.close());
    desk.unblock_parties();
    let until = desk.window.ctx.input(|input| input.time) + 6.0;
    while desk.window.ctx.input(|input| input.time) < until {
        desk.window.step();
    }
    desk.settle();
    assert!(!desk.window.shows("Not everything is saved"));
    assert!(desk.close());
}

#[test]
fn leaving_without_saving_needs_to_be_said() {
    let mut desk = Desk::empty();
    desk.block_parties();
    desk.add_party("Ukraine");
    assert!(!desk.close());
    desk.window.click("Leave without saving");
    assert!(desk.close(), "and is not asked twice");
}

#[test]
fn a_copy_elsewhere_takes_what_is_not_saved_along_and_opens_equal() {
    let mut desk = Desk::sample(|_| {});
    fs::rename(desk.dir(), desk.folder.path().join("away")).unwrap();
    desk.add_party("Only in memory");
    desk.run(Command::Upcoming);
    assert!(!desk.close());
    let full = desk.folder.path().join("away").display().to_string();
    let free = desk.folder.path().join("copies/first").display().to_string();
    desk.window.click("Save a copy elsewhere…");
    for (path, expected) in [(full.as_str(), "is not empty"), ("here", "not a whole path"), (free.as_str(), "says the same")] {
        let field = desk.window.get_by_role_and_label(egui::accesskit::Role::TextInput, "New folder");
        field.focus();
        desk.window.run();
        desk.window.press_ctrl(Key::A);
        desk.window.write(path);
        desk.window.click("Save the copy");
        desk.settle();
        look(&mut desk.window, &format!("problems-copy-{}", expected.len()));
        assert!(desk.window.shows(expected), "{expected}");
    }
    desk.window.click("Done");
    look(&mut desk.window, "problems-closing-copied");
    assert!(desk.window.shows("All of it is in the copy at"));
    let copy = Store::open(Path::new(&free), Uuid::from_u128(7)).unwrap();
    assert_eq!(copy.workspace, *desk.window.state().session().workspace());
    assert!(copy.problems.is_empty());
    desk.window.click("Close the window");
    assert!(desk.close());
}

#[test]
#[cfg(unix)]
fn a_copy_without_many_damaged_files_names_them_and_its_dialog_stays_within_the_window() {
    let mut desk = Desk::sample(|dir| {
        let people = dir.join("people");
        for entry in fs::read_dir(&people).unwrap().map(Result::unwrap) {
            fs::remove_file(entry.path()).unwrap();
            std::os::unix::fs::symlink("nowhere.ron", entry.path()).unwrap();
        }
    });
    let count = fs::read_dir(desk.dir().join("people")).unwrap().count();
    assert!(count > 30);
    desk.run(Command::SaveCopy);
    let to = desk.folder.path().join("copy").display().to_string();
    desk.window.press_ctrl(Key::A);
    desk.window.write(&to);
    desk.window.click("Save the copy");
    desk.settle();
    look(&mut desk.window, "problems-copy-left");
    assert!(desk.window.shows(&format!("{count} damaged files could not be taken along")));
    assert!(desk.window.shows("people/david-arakhamia-"));
    desk.window.click("Done");
    assert!(!desk.window.shows("could not be taken along"));
}

#[test]
fn the_sample_is_not_opened_over_unsaved_edits_without_asking_and_quitting_from_it_asks_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let session = on(&dir);
    let opens = Box::new(|| {
        let folder = SampleCopy::fresh().unwrap();
        Ok(Sample { session: on(&folder.dir()), folder: Some(folder) })
    });
    let window = window_with(session, Page::Upcoming, [1280.0, 800.0], ThemeChoice::Light, opens);
    let mut desk = Desk { folder, window };
    desk.block_parties();
    desk.add_party("Ukraine");
    desk.run(Command::OpenSample);
    assert!(desk.window.shows("what you typed stays in memory"));
    desk.window.click("Stay");
    assert_eq!(desk.window.state().session().workspace().parties.len(), 1);
    desk.run(Command::OpenSample);
    desk.window.click("Open the sample without saving");
    assert!(desk.window.state().session().workspace().parties.len() > 1, "the sample is open");
    assert!(!desk.close(), "the record that waits behind it is not saved");
    assert!(desk.window.shows("parties/ukraine-"));
    desk.window.click("Stay");
    desk.unblock_parties();
    desk.run(Command::LeaveSample);
    desk.save();
    assert_eq!(desk.names_on_disk(), ["Ukraine"]);
}

#[test]
fn leaving_the_sample_asks_when_something_in_it_cannot_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let sample = SampleCopy::fresh().unwrap();
    let inside = sample.dir();
    let mut copy = Some(Sample { session: on(&inside), folder: Some(sample) });
    let opens = Box::new(move || copy.take().ok_or_else(no_sample));
    let window = window_with(on(&folder.path().join("record")), Page::Upcoming, [1280.0, 800.0], ThemeChoice::Light, opens);
    let mut desk = Desk { folder, window };
    desk.run(Command::OpenSample);
    desk.add_party("In the sample");
    fs::rename(inside.join("workspace.ron"), inside.join("elsewhere.ron")).unwrap();
    desk.run(Command::LeaveSample);
    assert!(desk.window.shows("The copy of the sample is thrown away"));
    desk.window.click("Stay");
    assert!(desk.window.state().session().workspace().parties.len() > 1);
    desk.run(Command::LeaveSample);
    desk.window.click("Leave without saving");
    assert!(desk.window.state().session().workspace().parties.is_empty());
}

#[test]
fn files_that_are_gone_are_written_again_or_taken_as_deleted_as_the_user_says() {
    for (answer, is_back) in [("Write them again", true), ("They were deleted", false)] {
        let mut desk = Desk::sample(|_| {});
        let parties = desk.dir().join("parties");
        let before = desk.window.state().session().workspace().parties.len();
        fs::rename(&parties, desk.folder.path().join("away")).unwrap();
        let ctx = desk.window.ctx.clone();
        for _ in 0..100 {
            desk.window.state_mut().perform(Action::Recovery(Recovery::ReadAgain), &ctx);
            desk.settle();
            if desk.window.shows(answer) {
                break;
            }
        }
        look(&mut desk.window, "problems-gone");
        assert_eq!(desk.window.state().session().workspace().parties.len(), before, "nothing is taken for deleted by itself");
        desk.window.click(answer);
        desk.settle();
        desk.save();
        assert!(!desk.window.shows(answer));
        assert_eq!(parties.join("russia-109c1551.ron").exists(), is_back);
        let parties = desk.window.state().session().workspace().parties.len();
        assert_eq!(parties, if is_back { before } else { 0 });
    }
}

/// A file of the sample with its end cut off, and one byte of it that is no text.
fn cut(dir: &Path) {
    let path = dir.join(BELARUS);
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() - 20);
    fs::write(&path, bytes).unwrap();
}

#[test]
fn a_damaged_file_is_named_and_its_text_can_be_looked_at() {
    let mut desk = Desk::sample(|dir| {
        let path = dir.join(BELARUS);
        let text = fs::read_to_string(&path).unwrap();
        let mut bytes = text.replace("Belarus", "Bela\u{202E}rus").into_bytes();
        bytes.insert(40, 0xff);
        fs::write(path, bytes).unwrap();
    });
    let before = fs::read(desk.dir().join(BELARUS)).unwrap();
    look(&mut desk.window, "problems-damaged");
    assert!(desk.window.shows(BELARUS));
    assert!(desk.window.shows("is not text in UTF-8"));
    desk.window.click(&format!("Look at the text: {BELARUS}"));
    desk.settle();
    look(&mut desk.window, "problems-text");
    assert!(desk.window.shows("where the reading stopped"));
    assert!(desk.window.shows("<FF>"), "a byte that is no text can be seen");
    assert!(desk.window.shows("<U+202E>"), "and so can a sign that turns the order of others");
    desk.window.click("Copy the text");
    desk.window.press(Key::Escape);
    assert!(desk.window.shows("Look at the text"));
    desk.add_party("Elsewhere");
    desk.save();
    assert_eq!(fs::read(desk.dir().join(BELARUS)).unwrap(), before, "a save elsewhere does not touch it");
}

#[test]
fn a_large_text_is_drawn_where_its_fault_is() {
    let mut desk = Desk::sample(|dir| {
        let mut text = String::from("(\n");
        for line in 0..300_000 {
            text.push_str("    // ");
            text.push_str(&line.to_string());
            text.push('\n');
        }
        text.push_str("    oh: no!\n)");
        fs::write(dir.join(BELARUS), text).unwrap();
    });
    desk.window.click(&format!("Look at the text: {BELARUS}"));
    desk.settle();
    assert!(desk.window.shows("Line 300002, where the reading stopped"));
    assert!(!desk.window.shows("Line 2: "), "only what is in sight is drawn");
    desk.window.click("Earlier lines");
    assert!(!desk.window.shows("where the reading stopped"));
    desk.window.click("Go to line 300002");
    assert!(desk.window.shows("Line 300002, where the reading stopped"));
}

#[test]
fn a_file_mended_by_hand_is_read_again() {
    let mut desk = Desk::sample(cut);
    let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample").join(BELARUS)).unwrap();
    let parties = desk.window.state().session().workspace().parties.len();
    desk.window.click("Read again");
    desk.settle();
    assert!(desk.window.shows("Set aside"));
    assert!(desk.window.shows(&format!("{BELARUS} is still damaged")));
    fs::write(desk.dir().join(BELARUS), &whole).unwrap();
    desk.window.click("Read again");
    desk.settle();
    assert_eq!(desk.window.state().session().workspace().parties.len(), parties + 1, "its record is open");
    assert!(desk.window.shows("Nothing is wrong"));
    desk.add_party("Elsewhere");
    desk.save();
    assert_eq!(fs::read(desk.dir().join(BELARUS)).unwrap(), whole);
}

#[test]
fn an_earlier_version_out_of_the_history_takes_the_place_of_a_damaged_file() {
    let mut desk = Desk::sample(|dir| {
        let at = now().fixed_offset();
        let (mut history, _) = History::open(dir, None, at, false).unwrap();
        history.keep_rest("Ada", at).unwrap();
        cut(dir);
        history.keep_rest("Ada", at).unwrap();
    });
    let damaged = fs::read(desk.dir().join(BELARUS)).unwrap();
    let parties = desk.window.state().session().workspace().parties.len();
    desk.window.click(&format!("Restore an earlier version: {BELARUS}"));
    desk.settle();
    look(&mut desk.window, "problems-earlier");
    assert!(desk.window.shows("It cannot be read either"), "the damaged version is in the history, too");
    assert!(desk.window.shows("Belarus"), "and what the whole one says is shown in words");
    let sound = desk.window.query_all_by_label_contains("Restore 26 Jan 2026").find(|node| !node.accesskit_node().is_disabled());
    sound.unwrap().click();
    desk.window.run();
    desk.settle();
    assert_eq!(desk.window.state().session().workspace().parties.len(), parties + 1, "its record is open");
    assert!(desk.window.shows("Nothing is wrong"));
    assert_eq!(fs::read(desk.dir().join("bin/damaged/parties_belarus-b0513573.ron")).unwrap(), damaged, "nothing is lost");
    let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample").join(BELARUS)).unwrap();
    assert_eq!(fs::read(desk.dir().join(BELARUS)).unwrap(), whole);
}

#[test]
fn a_damaged_file_put_aside_keeps_its_bytes() {
    let mut desk = Desk::sample(cut);
    let before = fs::read(desk.dir().join(BELARUS)).unwrap();
    desk.window.click(&format!("Put it aside: {BELARUS}"));
    desk.settle();
    assert!(!desk.window.shows("Set aside"), "it is not in the way any more");
    assert!(desk.window.shows("Put aside, as it was: bin/damaged/parties_belarus"));
    assert!(!desk.dir().join(BELARUS).exists());
    assert_eq!(fs::read(desk.dir().join("bin/damaged/parties_belarus-b0513573.ron")).unwrap(), before);
    assert!(Store::open_to_read(&desk.dir()).unwrap().problems.iter().all(|problem| problem.missing.is_some()));
}

#[test]
fn what_does_not_hold_together_leads_to_its_record_and_goes_when_it_is_put_right() {
    let mut desk = Desk::empty();
    let session = desk.window.state_mut().session_mut();
    let ukraine = party(session, "Ukraine", "UA");
    let Record::Negotiation(mut talks) = session.draft(New::Negotiation { title: "Talks".to_owned() }) else { unreachable!() };
    let seat = rapporteur::model::Seat { party: ukraine, role: rapporteur::model::SeatRole::Principal, note: String::new() };
    talks.seats = vec![seat.clone(), seat];
    session.perform(Proposal::put("add negotiation", talks.clone())).unwrap();
    desk.window.run();
    assert!(desk.window.shows("A party has two seats"));
    assert!(desk.window.shows("1 problem"));
    desk.window.click("Talks, negotiation: A party has two seats.");
    assert_eq!(desk.window.state().selection(), Some(talks.id.into()));
    talks.seats.pop();
    desk.window.state_mut().session_mut().perform(Proposal::put("change seats", talks)).unwrap();
    desk.run(Command::Problems);
    assert!(desk.window.shows("Nothing is wrong"));
}

#[test]
fn many_problems_with_long_names_fit_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    sample::write_to(&dir).unwrap();
    let long = "a-very-long-name-that-somebody-gave-to-a-file-by-hand-".repeat(3);
    for number in 0..40 {
        fs::write(dir.join(format!("parties/{number:02}-{long}.ron")), "(format: 1, party: (").unwrap();
    }
    for (size, theme) in
        [([1280.0, 800.0], ThemeChoice::Light), ([1920.0, 1080.0], ThemeChoice::Dark), ([900.0, 560.0], ThemeChoice::Dark)]
    {
        let mut window = window_of(on(&dir), Page::Problems, size, theme);
        assert!(window.shows("40 problems") && window.shows("Problems, 40"));
        look(&mut window, &format!("problems-many-{}", size[0]));
    }
}

#[test]
fn documents_without_a_source_are_listed_and_go_when_it_is_said_twice() {
    let name = format!("documents/{}.pdf", "a".repeat(64));
    let mut desk = Desk::sample(|dir| {
        fs::create_dir(dir.join("documents")).unwrap();
        fs::write(dir.join(&name), "12345").unwrap();
        fs::write(dir.join("documents/mine.txt"), "not ours").unwrap();
    });
    crate::support::settle(&mut desk.window);
    assert!(desk.window.shows("Documents without a source") && desk.window.shows(&name));
    desk.window.get_by_label("Remove them for good…").scroll_to_me();
    desk.window.run();
    look(&mut desk.window, "problems-unused");
    desk.window.click("Remove them for good…");
    desk.window.click("Keep them");
    assert!(desk.dir().join(&name).exists());
    desk.window.click("Remove them for good…");
    look(&mut desk.window, "problems-unused-asked");
    desk.window.click("Remove 1 file, 5 bytes");
    crate::support::settle(&mut desk.window);
    assert!(!desk.dir().join(&name).exists() && desk.dir().join("documents/mine.txt").exists());
    assert!(!desk.window.shows("Documents without a source"));
}

#[test]
fn a_document_is_not_called_unused_while_a_file_cannot_be_read() {
    let name = format!("documents/{}.pdf", "a".repeat(64));
    let mut desk = Desk::sample(|dir| {
        fs::create_dir(dir.join("documents")).unwrap();
        fs::write(dir.join(&name), "12345").unwrap();
        fs::write(dir.join(BELARUS), "(").unwrap();
    });
    crate::support::settle(&mut desk.window);
    assert!(!desk.window.shows("Documents without a source"));
    let ctx = desk.window.ctx.clone();
    let remove = Recovery::RemoveUnused(vec![PathBuf::from(&name)]);
    desk.window.state_mut().perform(Action::Recovery(remove), &ctx);
    desk.window.run();
    assert!(desk.window.shows("Nothing was removed") && desk.dir().join(&name).exists());
}
