//! Rapporteur keeps the record of negotiations: rounds of talks, what each party stated and how we know, what comes next, and
//! positions side by side. This is the library behind the program `rapporteur`; this page is its plan.
//!
//! # The way of the data
//!
//! ```text
//! bytes → store → model → query → ui → command → session → Change → store → bytes
//! ```
//!
//! Data goes round in one direction. A screen never changes a record: it sends an [`Action`](ui::Action), which
//! [`app`] carries out after the frame through the [`Session`](session::Session), the only writer. The session turns it into a
//! [`Change`](model::Change) that holds what was before and what is after, so that undoing is swapping the two; it remembers which records
//! are not on disk yet, and the [`Store`](store::Store) renders just their files and replaces each whole.
//!
//! # The rooms
//!
//! | room | what it is | what it does not know |
//! |---|---|---|
//! | [`text`] | letters and words: folding, matching, sound, direction, sentences, lines of notes | what anything is called |
//! | [`model`] | the records, the field's terms, time as it is really told, edits as values | files, clocks, screens, serde |
//! | [`query`] | pure questions: position as of, matrix, what moved, agenda, conflicts, search, the quick line | who asks, and what for; the time it is |
//! | [`store`] | a folder of RON files ↔ the model, with warnings instead of failures; watched, and its history kept | what a record means |
//! | [`exchange`] | other people's formats: what may leave, papers, lists and calendars out; tables, calendars and documents in | paths and files; how a plan is carried out |
//! | [`session`] | the open workspace: checked edits, undo, the bin, saving, merging what others changed | where time and ids come from; any screen |
//! | [`kit`] | the look: tokens, fonts, text in any script, widgets | negotiations |
//! | [`ui`] | the screens and the commands by name | how anything is carried out; files |
//! | [`app`] | the window: commands, saving in the background, preferences | |
//! | [`cli`] | the same jobs without a window | kit, ui, app |
//!
//! Every room may import `text`, which imports nothing. `model` and `kit` import nothing else; `query` and `store` import `model`; `exchange` imports `model` and `query`;
//! `session` imports `model`, `query` and `store`; `ui` reads `session`, `query` and what `exchange` plans, and draws with `kit`.
//! `tests/house.rs` reads the sources and holds this.
//!
//! # What always holds
//!
//! - A position is never stored. It is the latest statement of a party on an issue that bears one and is neither superseded nor
//!   retracted, worked out anew for whatever date or round is asked about: see [`query::position`].
//! - A conflict between announced dates is never stored either: see [`query::conflict`].
//! - A copy of the workspace costs nothing, and an edit copies one record: see [`Table`](model::Table). Each table keeps
//!   indexes up to date with every change (who names what, tags, statements to look at), so nothing looks through all records for that.
//!   The search index follows the changes, too: see [`query::search::Index`].
//! - A save and the merge of an external change are worked out on snapshots, on a worker: the window hands over the workspace, what is known
//!   of the [folder](store::Folder) and the ids, and puts the result in place. A merge of what was edited meanwhile is worked out again.
//! - A date is not made more exact than it was said: see [`When`](model::When). Its words count from what it hangs on, by one rule:
//!   see [`query::anchor`].
//! - Loading never fails whole. A file that cannot be read stays as it is, is named with its line, and is never written to; a file
//!   that holds what this version does not know opens to be read only.
//! - What was made by opening a form is in no file before something is filled in, and is taken back with its undo step when the form is
//!   left so: see [`Begun`](session::Begun).
//! - A file is replaced in one step, after its bytes are on the disk: killed at any moment, it is wholly old or wholly new. What is
//!   called saved outlasts a power cut. An import, and what a command adds, is saved as a whole or not at all: see [`store`].
//! - What could not be read is named: "No problems" means that everything was read.
//! - What is typed is saved within two seconds, a pause or not; what is in no record yet is a draft, kept beside the record on this
//!   machine: see [`store::drafts`]. A signal to end, or a display that goes away, saves first.
//! - What another program changed is merged with what is not saved yet, field by field: see [`model::fields`]. What both changed is
//!   kept twice, the second as a [`Clash`](model::Clash), until the user chooses. A folder that vanishes deletes nothing.
//! - Every version of every record stays in a git repository, until a user erases it for good: see [`store::history`]. Without it the work goes on.
//! - A folder that came from somebody touches nothing outside of itself: no link below it is followed, only plain files are opened, and a
//!   repository is used only if this copy of the program made it.
//! - The file that a source came from is named by its bytes, written once before its source is, used only after it was compared with its name, and
//!   goes for good with its last source: see [`store::documents`].
//! - What leaves goes by one rule, by which what was said off the record is left out unless its level is named: see
//!   [`exchange::release`]. A plan of what would come in changes nothing by itself.
//! - No text of a record reaches a log or the words of a panic, and no connection is opened.
//! - Loading and saving an unchanged record gives the same bytes, so nothing is written.
//! - Deleting moves a record, with all that it held, to the bin, from where it comes back whole.
//! - Nothing below [`app`] and [`cli`] reads the clock or makes a random id: both come in through
//!   [`Surroundings`](session::Surroundings).

//! # Words
//!
//! | word | what it stands for |
//! |---|---|
//! | record | a party, person, negotiation, issue, source, round, statement, follow-up or incident: what has an id and a history |
//! | kind of record | a row of the table of kinds, from which ids, tables, files, links and titles come: see `each_record!` in `src/model/record.rs` |
//! | part | what has no life of its own and lies in a record: a seat, an attendance, an announcement, an account, a sitting |
//! | table of fields | what is known of each field of a record, beside its type: see [`model::fields`] |
//! | term | one of the field's standard words in a closed list, or a word of the user's own: see [`Vocabulary`](model::Vocabulary) |
//! | level | on what terms something was said: on the record, background, Chatham House, off the record |
//! | position | what a party last said on an issue; worked out, never stored |
//! | snapshot | a workspace held while the session goes on: free to make, never changed |
//! | change, edit | what one gesture did to how many records, each before and after |
//! | index | what a table finds records by without looking through it: links, tags, statements to look at; also the search index |
//! | fingerprint | size, times and identity of a file, by which it is known to be unchanged without being read |
//! | token, meaning | a part of a quick line, and what it is read as: known, new, unclear or not understood |
//! | withheld | left out of an export, whole or without attribution, by the confidentiality rule |
//! | clash | a merge conflict: a field that was changed in two places, with both values |
//! | draft | what was typed and is in no record yet |
//! | released | what may leave in an export, with what was taken out of it |
//! | plan | what an import or a save would do, before anything is done |
//! | proposal | what was found or worked out and is nothing until the user takes it |
//! | folded | the form in which texts are compared, whatever the case, accents, width and hand: see [`text::fold`] |
//! | picker | the open list to choose from, under a field, a button or in the palette |
//! | view context | what a screen reads, and through which it sends actions: see [`ViewContext`](ui::ViewContext) |
//! | badge | the small mark by which a record or a term is known on every screen |

pub mod app;
pub mod cli;
pub mod exchange;
pub mod kit;
pub mod model;
pub mod query;
pub mod session;
pub mod store;
pub mod text;
pub mod ui;
