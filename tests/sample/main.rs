//! The sample workspace: built here from the csv files of the talks 2022–2026 and a few facts written by hand, held to the
//! files row by row, and compared byte for byte with `assets/sample`. `UPDATE_SAMPLE=1 cargo test --test sample` writes it anew.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test target: a row that does not fit must stop it"
)]

mod accounts;
mod announcements;
mod attendance;
mod builder;
mod discrepancies;
mod follow_ups;
mod held;
mod incidents;
mod issues;
mod kept;
mod negotiations;
mod parties;
mod people;
mod rounds;
mod rows;
mod sources;
mod speakers;
mod spellings;
mod statements;
mod times;
mod undo;

use builder::Builder;
use rapporteur::model::Workspace;

/// The sample as the files and the additions make it.
fn built() -> Workspace {
    let mut builder = Builder::new();
    parties::build(&mut builder);
    people::build(&mut builder);
    negotiations::build(&mut builder);
    issues::build(&mut builder);
    rounds::build(&mut builder);
    attendance::build(&mut builder);
    statements::build(&mut builder);
    follow_ups::build(&mut builder);
    incidents::build(&mut builder);
    announcements::build(&mut builder);
    accounts::build(&mut builder);
    discrepancies::build(&mut builder);
    spellings::build(&mut builder);
    builder.finish()
}
