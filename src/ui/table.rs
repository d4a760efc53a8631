//! Every command and every page, each as one entry.
//!
//! An entry says what the command is called, what it does in a sentence without a full stop, and the other words by which it is looked
//! for; then its keys (the first is the one shown), what it needs in order to run, and what it does:
//!
//! ```text
//! Name("Title", "Tooltip", "other words")
//!     keys [ctrl(Key::X)] needs [writable, negotiation] => App(method);
//! ```
//!
//! Keys and needs may be left out. `egui_keys` are heard by egui itself, in every layout of the keyboard. What can be needed is in
//! `command/needs.rs`; what a command can do is [`Does`](super::command::Does). `App` and `AppPage` name a method of
//! [`CommandHandler`](super::command::CommandHandler), which is made from this table and which the window implements: a command
//! without its method does not compile. From the tooltip comes the documentation of both.
//!
//! The command that leads to a page has the page with it, of the same name:
//!
//! ```text
//!     page { "key" of (negotiation: NegotiationId) screen module::NamePage(part) layout [Wide] row [Below 7 Icon] };
//! ```
//!
//! The key stands for the page in the settings. `of` is what the page is about, a [`Subject`](super::page::Subject). The screen is a
//! struct of a module of `ui`, with `Default` and a method `ui(&mut self, ui, view_ctx, part, subject)`; the part is what it shows of the
//! window's own state, a field of [`ShellView`](super::ShellView) or the whole of it as `view`. `layout` is
//! [`PageLayout`](super::page::PageLayout), `row` the place in the panel on the left. All but key and screen may be left out.
//!
//! `menu` is the order of menu, palette and help page. Of commands that fit equally well what was typed into the palette, the one
//! whose entry comes first is offered first.

/// Hands the table to the macro `$make`: `table!(pages make)` hands over the pages alone.
macro_rules! table {
    ($make:ident $($then:ident)?) => {
        $make! {
            $($then)?
            menu {
                "Edit" [
                    Undo Redo Delete Erase SelectAll ChangeVerification ChangeLevel ChangeIssues ChangeTags ChangeSources
                    Settle
                ]
                "Find" [
                    Palette Search
                ]
                "New" [
                    QuickLine NewStatement NewRound NewIssue NewSource AddDocument Notes NewNegotiation NewParty NewPerson
                ]
                "This round" [
                    EditRound NewAttendance EditAgenda EditOutcome NewFollowUp NewIncident NewAnnouncement NewAccount
                    NewSitting NewDiscrepancy EditNote
                ]
                "Go to" [
                    Upcoming Overview Rounds Statements Compare Issues Sources Reading Directory Bin Versions History Problems Choose
                    ToCheck Back Forward Settings Help
                ]
                "View" [
                    NextPart PreviousPart ToggleInspector NextTheme ZoomIn ZoomOut ZoomReset ClearFilters SavedFilters
                ]
                "Files" [
                    CopyTable Export Import Print SaveNow TryAgain SaveCopy OpenSample LeaveSample Quit
                ]
            }
            without_command {
                Round("One round") page { "round" of (round: RoundId) screen round::RoundPage };
            }
            Undo("Undo", "Take the last step back", "revert take back")
                keys [ctrl(Key::Z)] needs [writable, something_to_undo] => App(undo);
            Redo("Redo", "Do the step last undone again", "repeat again")
                keys [ctrl_shift(Key::Z), ctrl(Key::Y)] needs [writable, something_to_redo] => App(redo);
            SaveNow("Save now", "Save without waiting for the autosave", "store write autosave")
                keys [ctrl(Key::S)] => App(save_now);
            TryAgain("Try again now", "Try to save what could not be saved without waiting for the next try", "retry save failed")
                needs [failed_save] => App(try_again);
            SaveCopy("Save a copy elsewhere…",
                "Write everything, what is not saved included, into another folder",
                "backup duplicate save as")
                => App(save_copy);
            Palette("Find…", "Find any record or command, in any spelling", "command search go to")
                keys [ctrl(Key::K)] => App(open_palette);
            Search("Search", "Search the whole record", "find full text")
                keys [ctrl(Key::F)] => AppPage(search)
                page { "search" screen search::SearchPage row [Above 2 Search] };
            QuickLine("Quick line",
                "Type a statement in one line, under the round at hand or the current one; on the page Statements, between the rounds",
                "type log fast entry line")
                keys [ctrl(Key::L)] needs [some_negotiation] => App(quick_line);
            NewRound("New round", "Log or plan a round of this negotiation", "add meeting session talks")
                keys [ctrl(Key::N)] needs [writable, negotiation]
                => Create(|negotiation, _| Some(New::Round { negotiation: negotiation?, when: When::Unknown }));
            NewStatement("New statement",
                "Record a statement in the inspector",
                "add demand offer position claim accusation quote quotation said")
                keys [ctrl(Key::E)] needs [writable, negotiation] => App(new_statement);
            NewFollowUp("New follow-up", "Record what somebody is to do", "add todo to-do task action item deadline")
                keys [ctrl_shift(Key::F)] needs [writable, negotiation]
                => Create(|negotiation, round| Some(New::FollowUp { negotiation: negotiation?, round, what: String::new() }));
            NewIncident("New incident", "Record an event away from the table", "add event attack violation")
                keys [ctrl_shift(Key::I)] needs [writable, negotiation]
                => Create(|negotiation, round| Some(New::Incident { negotiation: negotiation?, round, what: String::new() }));
            EditRound("Edit round",
                "Change when and where the round is, its title and format",
                "date place venue format change round")
                keys [ctrl_shift(Key::B)] needs [writable, negotiation, round] => RoundField("first");
            NewAttendance("Add attendance",
                "Record who was at the table, in what role",
                "add attendance participant delegation who was there present delegate")
                keys [ctrl_shift(Key::A)] needs [writable, negotiation, round] => RoundField("attendance:new");
            EditAgenda("Edit agenda", "Say what the round is to deal with", "topics order of the day")
                keys [ctrl_shift(Key::G)] needs [writable, negotiation, round] => RoundField("agenda");
            EditOutcome("Edit outcome", "Record what came of the round", "result agreement communique what came out")
                keys [ctrl_shift(Key::Y)] needs [writable, negotiation, round] => RoundField("outcome");
            NewAnnouncement("Add announcement",
                "Record who announced which date of the round",
                "next round date announced reported tentative")
                keys [ctrl_shift(Key::D)] needs [writable, negotiation, round] => RoundField("announcements:new");
            NewAccount("Add account", "Record how a party tells the round", "readout report minutes version")
                keys [ctrl_shift(Key::K)] needs [writable, negotiation, round] => RoundField("accounts:new");
            NewSitting("Add sitting", "Add a day or a sitting of the round", "day session plenary")
                keys [ctrl_shift(Key::T)] needs [writable, negotiation, round] => RoundField("sittings:new");
            NewDiscrepancy("Add discrepancy",
                "Record a fact about the round on which sources disagree",
                "contradiction sources disagree differ")
                keys [ctrl_shift(Key::X)] needs [writable, negotiation, round] => RoundField("discrepancies:new");
            EditNote("Edit note", "Write down anything else about the round", "remark comment notes")
                keys [ctrl_shift(Key::J)] needs [writable, negotiation, round] => RoundField("note");
            NewIssue("New issue", "Put an issue on the table", "add topic subject")
                keys [ctrl_shift(Key::U)] needs [writable, negotiation] => App(new_issue);
            NewSource("New source", "Add a source", "add article document reference link")
                keys [ctrl_shift(Key::S)] needs [writable, negotiation]
                => Create(|negotiation, _| Some(New::Source { negotiation: negotiation?, title: String::new() }));
            NewNegotiation("New negotiation", "Begin the record of a negotiation", "add process talks")
                keys [ctrl_shift(Key::N)] needs [writable] => Create(|_, _| Some(New::Negotiation { title: String::new() }));
            NewParty("New party", "Add a party to the workspace", "add country state organisation delegation side")
                keys [ctrl_shift(Key::P)] needs [writable] => App(new_party);
            NewPerson("New person", "Add a person to the workspace", "add people delegate envoy speaker")
                keys [ctrl_shift(Key::O)] needs [writable] => Create(|_, _| Some(New::Person { name: String::new() }));
            Delete("Delete", "Move what is selected to the bin", "remove trash bin erase")
                keys [ctrl(Key::Delete)] needs [writable, selection] => App(delete_selected);
            Erase("Erase for good…",
                "Move what is selected to the bin, and ask whether it goes from the history, too",
                "delete destroy purge wipe forget confidential history")
                needs [writable, selection_or_bin] => App(erase_selected);
            SelectAll("Select all",
                "Select everything in the list at hand; Ctrl+A on a row does the same",
                "mark everything several")
                => List;
            ChangeVerification("Change verification",
                "How well the selected statements are supported",
                "confirmed unverified several")
                needs [writable] => StatementField("verification");
            ChangeLevel("Change record level",
                "On what terms the selected statements were made",
                "record off on background terms confidential several")
                needs [writable] => StatementField("level");
            ChangeIssues("Change issues", "Add or remove issues of the selected statements", "topics several")
                needs [writable] => StatementField("issues");
            ChangeTags("Change tags", "Add or remove tags of the selected statements", "labels keywords several")
                needs [writable] => StatementField("tags");
            ChangeSources("Change sources", "Add or remove sources of the selected statements", "references several")
                needs [writable] => StatementField("sources");
            Upcoming("Upcoming", "What comes next, across all negotiations", "home agenda calendar next schedule")
                keys [ctrl(Key::Num1)] => Go(Page::Upcoming)
                page { "upcoming" screen upcoming::UpcomingPage layout [Wide] row [Above 1 CalendarClock] };
            Overview("Overview", "What this negotiation is and where it stands", "summary dashboard")
                keys [ctrl(Key::Num2)] needs [negotiation] => GoIn(Page::Overview)
                page { "overview" of (negotiation: NegotiationId) screen overview::OverviewPage };
            Rounds("Rounds", "The rounds of this negotiation", "meetings sessions list")
                keys [ctrl(Key::Num3)] needs [negotiation] => GoIn(Page::Rounds)
                page {
                    "rounds" of (negotiation: NegotiationId)
                    screen rounds::RoundsPage layout [Wide] row [OfNegotiation 1]
                };
            Statements("Statements", "All statements of this negotiation", "quotes demands list")
                keys [ctrl(Key::Num4)] needs [negotiation] => GoIn(Page::Statements)
                page {
                    "statements" of (negotiation: NegotiationId)
                    screen statements::StatementsPage row [OfNegotiation 2]
                };
            Compare("Compare", "Positions side by side", "matrix positions side by side difference")
                keys [ctrl(Key::Num5)] needs [negotiation] => GoIn(Page::Compare)
                page {
                    "compare" of (negotiation: NegotiationId)
                    screen compare::ComparePage layout [Wide Cells] row [OfNegotiation 3]
                };
            Issues("Issues", "What is on the table", "topics subjects")
                keys [ctrl(Key::Num6)] needs [negotiation] => GoIn(Page::Issues)
                page { "issues" of (negotiation: NegotiationId) screen issues::IssuesPage row [OfNegotiation 4] };
            Sources("Sources", "Where it is known from", "references articles documents")
                keys [ctrl(Key::Num7)] needs [negotiation] => GoIn(Page::Sources)
                page {
                    "sources" of (negotiation: NegotiationId)
                    screen sources::SourcesPage layout [Wide] row [OfNegotiation 5]
                };
            Reading("Read a source",
                "Read the text of the source at hand, and record what is said in it",
                "text article transcript passage sentence capture mark highlight quote")
                keys [ctrl(Key::R)] needs [negotiation] => AppPage(read)
                page { "reading" of (source: SourceId) screen reading::ReadingPage layout [Wide] };
            Notes("Take notes",
                "Write down what is said while it is said, line by line, each with its time",
                "minutes room live floor transcript note-taker type while people speak")
                keys [ctrl(Key::M)] needs [writable, negotiation] => AppPage(take_notes)
                page { "notes" of (source: SourceId) screen notes::NotesPage(view) layout [Wide] };
            Directory("People and parties", "Who talks, under which names, in which office", "contacts names parties persons")
                keys [ctrl(Key::Num8)] => Go(Page::Directory)
                page { "directory" screen directory::DirectoryPage layout [Wide] row [Above 3 People] };
            Bin("Bin", "What was deleted", "trash deleted recycle")
                keys [ctrl(Key::Num9)] => Go(Page::Bin)
                page { "bin" screen bin::BinPage row [Below 4 Bin] };
            Versions("Earlier versions",
                "What this record said before, who changed it, and the way back",
                "history of record changes diff restore")
                keys [ctrl_shift(Key::H)] => AppPage(earlier_versions);
            History("History", "Everything that was done, by whom and when", "log changes who when git")
                => Go(Page::History(None))
                page {
                    "history" of (record: Option<RecordId>)
                    screen history::HistoryPage(past) layout [Wide] row [Below 3 History]
                };
            Problems("Problems", "What is wrong with the record or with saving it", "errors warnings damaged")
                => Go(Page::Problems)
                page { "problems" screen problems::ProblemsPage(view) };
            Choose("Next in question",
                "Go to the next words, record changed in two places, or record that somebody must look at",
                "choose between two versions conflict clash merge to check")
                keys [alone(Key::F8)] needs [something_in_question] => App(next_in_question);
            ToCheck("Records to look at",
                "Show the statements, or else the next record, in which something was not understood",
                "check unclear not understood open questions")
                needs [something_to_check] => AppPage(records_to_check);
            Settle("Mark as settled",
                "Take all reasons to look at them from the selected records",
                "settled checked looked at done")
                keys [alone(Key::F9)] needs [writable] => App(settle);
            Back("Back", "The page before", "previous page")
                keys [alt(Key::ArrowLeft)] needs [page_before] => AppPage(back);
            Forward("Forward", "The page after", "next page")
                keys [alt(Key::ArrowRight)] needs [page_after] => AppPage(forward);
            NextPart("Next part of the window", "Move the focus between workspace, page and inspector", "focus panel pane")
                keys [alone(Key::F6)] => App(next_part);
            PreviousPart("Previous part of the window",
                "Move the focus between inspector, page and workspace",
                "focus panel pane")
                keys [shift(Key::F6)] => App(previous_part);
            ToggleInspector("Inspector", "Show or hide the inspector", "details panel sidebar form")
                keys [ctrl(Key::I)] => App(toggle_inspector);
            NextTheme("Light or dark",
                "Light, dark, or as the system has it",
                "theme dark mode light mode appearance colours colors night")
                keys [ctrl_shift(Key::L)] => App(next_theme);
            ZoomIn("Zoom in", "Draw everything larger", "zoom bigger text size font scale enlarge")
                egui_keys [kb_shortcuts::ZOOM_IN] => Screen(gui_zoom::zoom_in);
            ZoomOut("Zoom out", "Draw everything smaller", "zoom smaller text size font scale")
                egui_keys [kb_shortcuts::ZOOM_OUT] => Screen(gui_zoom::zoom_out);
            ZoomReset("Zoom to 100%", "Draw everything in its own size", "zoom normal text size 100% scale")
                egui_keys [kb_shortcuts::ZOOM_RESET] => Screen(|ctx| ctx.set_zoom_factor(1.0));
            Settings("Settings", "Your name, your time zone, the look", "preferences options name time zone configuration")
                keys [ctrl(Key::Comma)] => Go(Page::Settings)
                page { "settings" screen settings::SettingsPage(view) row [Below 5 Settings] };
            Help("Keys and quick line",
                "Every key, and how to write a quick line",
                "help shortcuts keyboard manual documentation hotkeys")
                keys [alone(Key::F1)] => Go(Page::Help)
                page { "help" screen help::HelpPage row [Below 6 Help] };
            OpenSample("Open the sample", "Open a fresh copy of the sample talks", "example demo try")
                => App(open_sample);
            LeaveSample("Leave the sample",
                "Back to your own record; the copy of the sample is thrown away",
                "example demo close")
                needs [own_record] => App(leave_sample);
            Export("Export…",
                "Write a brief, lists or a calendar to a file for others",
                "pdf word docx excel xlsx csv ics calendar markdown html web page brief share publish")
                keys [ctrl_shift(Key::E)] needs [something_to_export] => AppPage(export)
                page {
                    "export" of (negotiation: NegotiationId)
                    screen export::ExportPage(exporting) layout [Wide] row [Below 1 Upload]
                };
            Import("Import…", "Take in a table, a calendar or annotations from a file", "csv excel xlsx ics jsonld calendar passages open file load")
                keys [ctrl_shift(Key::M)] needs [writable] => AppPage(import)
                page { "import" screen import::ImportPage(importing) layout [Wide] row [Below 2 Download] };
            AddDocument("Add a document…",
                "Make a source of a document, an address or a text",
                "pdf word docx html web page email eml text file attach paste open source link url")
                keys [ctrl(Key::O)] needs [writable] => AppPage(add_document)
                page { "add-document" screen documents::AddDocumentPage(adding) layout [Wide] };
            Print("Print…",
                "Make the brief of this round or negotiation, to be printed by your own program",
                "pdf paper printer brief word")
                keys [ctrl(Key::P)] needs [something_to_export] => AppPage(print);
            CopyTable("Copy as table",
                "Copy the table at hand, for a spreadsheet or a document",
                "clipboard excel word spreadsheet")
                keys [ctrl_shift(Key::C)] => App(copy_table_at_hand);
            ClearFilters("Clear filters", "Show everything in the list at hand again", "reset show all filter")
                keys [ctrl_shift(Key::R)] => List;
            SavedFilters("Saved filters…", "Take a filter saved by name, or save the one at hand", "filter view named")
                => List;
            Quit("Quit", "Save and close the window", "exit close end")
                keys [ctrl(Key::Q)] => Screen(|ctx| ctx.send_viewport_cmd(ViewportCommand::Close));
        }
    };
}

/// Hands the pages to the macro `$make`, each as `Name "Tooltip" [the command that leads to it] { … }`.
macro_rules! pages {
    ($make:ident menu $menu:tt without_command { $($alone:ident($meaning:literal) page $alone_page:tt;)* } $(
        $command:ident($name:literal, $tooltip:literal, $synonyms:literal)
            $(keys $keys:tt)? $(egui_keys $egui_keys:tt)? $(needs $needs:tt)? => $does:ident $(($($what:tt)+))? $(page $page:tt)?;
    )+) => {
        $make! { $($($command $tooltip [$command] $page)?)+ $($alone $meaning [] $alone_page)* }
    };
}

pub(super) use {pages, table};
