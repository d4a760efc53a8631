//! Opens the window: settings, record or sample, size and place as they were left.

use super::display::{self, Failure};
use super::lasting::Lasting;
use super::platform::Platform;
use super::window::{App, OpenSampleError, Preferences, Sample, World};
use crate::cli::{self, Args, SystemSurroundings, system_zone};
use crate::kit::ThemeChoice;
use crate::model::NegotiationId;
use crate::session::{Session, Surroundings};
use crate::store::sample::SampleCopy;
use crate::store::signals::Signals;
use crate::store::{Store, locations, settings};
use crate::ui::views::{ListView, SavedFilter, Views};
use crate::ui::{Command, Page};
use anyhow::{Context as _, anyhow};
use std::path::PathBuf;

/// The smallest window in which every page still works, in points.
const SMALLEST: [f32; 2] = [800.0, 560.0];
/// The size of a first window, in points.
const FIRST: [f32; 2] = [1280.0, 800.0];

/// Opens the window on a data folder, or on a fresh copy of the sample, and returns when it is closed.
///
/// # Errors
/// If the folder cannot be opened at all, or the system gives no window.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let config_dir = locations::config_dir();
    let (settings, problem) = config_dir.as_deref().map(settings::load).unwrap_or_default();
    let unread = problem.map(|problem| {
        let words = format!("{}: {}. What the file says is kept beside it.", problem.file.display(), problem.what);
        log::warn!("{words}");
        words
    });
    let preferences = preferences(&settings);
    let signals = Signals::listen().unwrap_or_else(|error| {
        log::warn!("no signal is heard, so one ends the program before it has saved: {error}");
        Signals::default()
    });
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Rapporteur")
        .with_app_id("rapporteur")
        .with_min_inner_size(SMALLEST)
        .with_inner_size(preferences.size.unwrap_or(FIRST));
    if let Some(position) = preferences.position {
        viewport = viewport.with_position(position);
    }
    if preferences.maximized {
        viewport = viewport.with_maximized(true);
    }
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let keep = keeper(config_dir, settings, args.global.sample);
    let platform = Platform::real(locations::documents_dir().unwrap_or_default());
    let heard = signals.clone();
    let world = World {
        system_zone: system_zone(),
        keep,
        state: locations::state_dir(),
        sample: Box::new(open_sample),
        platform,
        asked_to_end: Box::new(move || heard.is_asked()),
    };
    let waking = signals.clone();
    // Until the display and what draws are there, nothing is opened, and a panic is one of the windowing code.
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        cli::back_in_ours();
        let opened = open(args, &preferences.name).map_err(|error| format!("{error:#}"))?;
        super::place::put(cc);
        let ctx = cc.egui_ctx.clone();
        waking.wake_with(move || ctx.request_repaint());
        let mut app = App::on(&cc.egui_ctx, opened, preferences, world);
        if let Some(words) = unread {
            app.say_wrong(words);
        }
        Ok(Box::new(Lasting::new(app)))
    });
    let window = cli::catch_foreign(|| eframe::run_native("Rapporteur", options, create));
    signals.end_if_asked();
    window
        .map_err(Failure::Fault)
        .and_then(|ended| ended.map_err(Failure::Error))
        .map_err(|failure| anyhow!(display::why(&failure)))
}

/// The record, or a fresh copy of the sample.
fn open(args: &Args, name: &str) -> anyhow::Result<Sample> {
    if args.global.sample {
        return open_sample().map_err(|why| anyhow!(why.to_string()));
    }
    let data_dir = args.global.data_dir()?;
    let opened =
        Store::open(&data_dir, SystemSurroundings.id()).with_context(|| format!("{} cannot be opened", data_dir.display()))?;
    Ok(Sample { session: Session::open(opened, Box::new(SystemSurroundings), name), folder: None })
}

/// A fresh copy of the sample in a folder of its own, which goes away when the sample is left.
fn open_sample() -> Result<Sample, OpenSampleError> {
    let folder = SampleCopy::fresh()?;
    let opened = Store::open(&folder.dir(), SystemSurroundings.id())?;
    Ok(Sample { session: Session::open(opened, Box::new(SystemSurroundings), ""), folder: Some(folder) })
}

fn preferences(settings: &settings::Settings) -> Preferences {
    Preferences {
        name: settings.name.clone(),
        zone: settings.zone.parse().ok(),
        theme: match settings.theme {
            settings::Theme::System => ThemeChoice::System,
            settings::Theme::Light => ThemeChoice::Light,
            settings::Theme::Dark => ThemeChoice::Dark,
        },
        page: Page::from_words(&settings.page).unwrap_or_default(),
        position: settings.window.and_then(|window| Some([window.x?, window.y?])),
        used: Command::ALL.iter().filter_map(|command| Some((*command, *settings.used.get(&word_of(*command))?))).collect(),
        maximized: settings.window.is_some_and(|window| window.maximized),
        size: settings.window.map(|window| [window.width.max(SMALLEST[0]), window.height.max(SMALLEST[1])]),
        notes_delay: settings.notes_delay,
        views: views(settings),
    }
}

fn views(settings: &settings::Settings) -> Views {
    let filter = |kept: &settings::Filter| SavedFilter {
        name: kept.name.clone(),
        list: kept.list.clone(),
        negotiation: kept.negotiation.parse().ok().map(NegotiationId),
        values: kept.values.clone(),
    };
    let list = |kept: &settings::List| ListView {
        sort: (!kept.sort.is_empty()).then(|| (kept.sort.clone(), kept.down)),
        widths: kept.widths.clone(),
    };
    Views {
        filters: settings.filters.iter().map(filter).collect(),
        lists: settings.lists.iter().map(|(name, kept)| (name.clone(), list(kept))).collect(),
    }
}

fn keep_views(views: &Views, settings: &mut settings::Settings) {
    let filter = |filter: &SavedFilter| settings::Filter {
        name: filter.name.clone(),
        list: filter.list.clone(),
        negotiation: filter.negotiation.map(|id| id.to_string()).unwrap_or_default(),
        values: filter.values.clone(),
    };
    let list = |view: &ListView| {
        let (sort, down) = view.sort.clone().unwrap_or_default();
        settings::List { sort, down, widths: view.widths.clone() }
    };
    settings.filters = views.filters.iter().map(filter).collect();
    settings.lists = views.lists.iter().map(|(name, view)| (name.clone(), list(view))).collect();
}

/// The name of a command in the settings.
fn word_of(command: Command) -> String {
    format!("{command:?}")
}

/// Writes the preferences into the settings. The sample does not change which page is opened next time.
fn keeper(config_dir: Option<PathBuf>, mut settings: settings::Settings, on_sample: bool) -> Box<dyn FnMut(&Preferences)> {
    Box::new(move |preferences| {
        settings.name.clone_from(&preferences.name);
        settings.zone = preferences.zone.map(|zone| zone.name().to_owned()).unwrap_or_default();
        settings.theme = match preferences.theme {
            ThemeChoice::System => settings::Theme::System,
            ThemeChoice::Light => settings::Theme::Light,
            ThemeChoice::Dark => settings::Theme::Dark,
        };
        settings.used = preferences.used.iter().map(|(command, count)| (word_of(*command), *count)).collect();
        if !on_sample {
            settings.page = preferences.page.to_words();
        }
        if let Some([width, height]) = preferences.size {
            let at = preferences.position;
            let (x, y) = (at.map(|at| at[0]), at.map(|at| at[1]));
            settings.window = Some(settings::Window { width, height, x, y, maximized: preferences.maximized });
        }
        settings.notes_delay = preferences.notes_delay;
        keep_views(&preferences.views, &mut settings);
        let Some(dir) = &config_dir else {
            return;
        };
        if let Err(why) = settings::save(dir, &settings) {
            log::warn!("{why}");
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{keeper, preferences};
    use crate::app::Preferences;
    use crate::kit::ThemeChoice;
    use crate::model::NegotiationId;
    use crate::store::settings::{self, Settings};
    use crate::ui::views::{ListView, SavedFilter, Views};
    use crate::ui::{Command, Page};
    use std::collections::BTreeMap;
    use uuid::Uuid;

    fn chosen() -> Preferences {
        Preferences {
            name: "M. Okafor".to_owned(),
            zone: Some(chrono_tz::Europe::Kyiv),
            theme: ThemeChoice::Dark,
            page: Page::Compare(NegotiationId(Uuid::from_u128(9))),
            size: Some([1400.0, 900.0]),
            position: Some([20.0, 40.0]),
            notes_delay: 20,
            views: Views {
                filters: vec![
                    SavedFilter {
                        name: "Open demands".to_owned(),
                        list: "statements".to_owned(),
                        negotiation: Some(NegotiationId(Uuid::from_u128(9))),
                        values: BTreeMap::from([("kind".to_owned(), "demand".to_owned())]),
                    },
                    SavedFilter { name: "Press".to_owned(), list: "sources".to_owned(), ..SavedFilter::default() },
                ],
                lists: BTreeMap::from([
                    ("rounds".to_owned(), ListView { sort: Some(("when".to_owned(), true)), widths: BTreeMap::new() }),
                    ("sources".to_owned(), ListView { sort: None, widths: BTreeMap::from([("title".to_owned(), 300.0)]) }),
                ]),
            },
            maximized: true,
            used: [(Command::Compare, 3)].into(),
        }
    }

    #[test]
    fn name_zone_theme_page_and_window_are_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().to_owned();
        keeper(Some(dir.clone()), Settings::default(), false)(&chosen());
        let (settings, problem) = settings::load(&dir);
        assert!(problem.is_none());
        assert_eq!(settings.window.unwrap().x, Some(20.0));
        assert_eq!(preferences(&settings), chosen());
    }

    #[test]
    fn the_sample_does_not_change_the_page_of_ones_own_record() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().to_owned();
        let before = Settings { page: "bin".to_owned(), ..Settings::default() };
        keeper(Some(dir.clone()), before, true)(&chosen());
        assert_eq!(preferences(&settings::load(&dir).0).page, Page::Bin);
    }

    #[test]
    fn a_window_is_never_smaller_than_it_works() {
        let small = settings::Window { width: 10.0, height: 10.0, x: None, y: None, maximized: false };
        let settings = Settings { window: Some(small), ..Settings::default() };
        assert_eq!(preferences(&settings).size, Some(super::SMALLEST));
    }
}
