//! What the record is promised, held on the real program as a child process: killed, starved of disk, cut off, watched.
//!
//! How each test does its harm is said at its file. The tools that it takes are installed by `tests/setup.sh`; where one is missing, or the
//! system does not let it work, the test fails and says so. `RAPPORTEUR_KILLS=10000` asks for more kills than a run has by itself, and
//! `RAPPORTEUR_TYPED_KILLS=50` for more of a window that is being typed into.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test target: what does not fit must stop it")]

mod clocks;
mod copies;
mod damage;
mod disk;
mod driver;
mod erase;
mod faults;
mod history;
mod keyboard;
mod kills;
mod modes;
mod network;
mod plan;
mod power;
mod quiet;
mod received;
#[path = "../cli/screen.rs"]
mod screen;
mod shim;
mod short_writes;
mod support;
mod trace;
mod typing;
mod whole;
