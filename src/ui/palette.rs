//! The palette: any record, any command, any page, as you type.

use super::{Command, Memo, Page, ViewContext};
use crate::kit::{self, Entry, Icon, ListKeys, ListMark, access, space};
use crate::model::{RecordId, RoundId, Workspace};
use crate::query::search;
use crate::query::{names, rounds};
use crate::text::fold::fold;
use crate::text::matching::{self, Fit};
use egui::{Align2, Id, Modal, Role, Ui};
use std::collections::BTreeMap;

/// How many records are offered of each kind, and how many commands or pages.
const OFFERED: usize = 5;
/// How many of the commands used most stand first.
const USED_MOST: usize = 6;
/// The most height for what is offered.
const LIST: f32 = 420.0;

/// How often each command was used.
pub type Used = BTreeMap<Command, u32>;

/// The palette, closed or open.
#[derive(Default)]
pub(super) struct Palette {
    open: bool,
    just_opened: bool,
    /// It asks in which negotiation the quick line is wanted, and offers nothing else.
    asks_where: bool,
    words: String,
    mark: ListMark,
    found: Memo<String, Vec<search::Group>>,
}

/// Something to choose.
struct Offer {
    entry: Entry<'static>,
    /// None if it cannot be chosen now.
    does: Option<Does>,
}

impl Offer {
    /// `more` is said about it; of a command that cannot be run, why.
    fn new(
        group: &'static str,
        (title, more): (impl Into<String>, impl Into<String>),
        (icon, trailing): (Icon, impl Into<String>),
        does: Option<Does>,
    ) -> Self {
        let (label, more, trailing) = (title.into().into(), more.into().into(), trailing.into().into());
        let disabled = does.is_none();
        Self { entry: Entry { label, more, trailing, group, icon: Some(icon), disabled, ..Entry::default() }, does }
    }
}

#[derive(Clone)]
enum Does {
    Run(Command),
    Open(RecordId),
    Go(Page),
    /// The quick line of that page.
    Line(Page),
}

impl Palette {
    /// Opens it to ask in which negotiation the quick line is wanted.
    pub(super) fn ask_where(&mut self) {
        self.open();
        self.asks_where = true;
    }

    /// Opens it, empty.
    pub(super) fn open(&mut self) {
        self.asks_where = false;
        self.open = true;
        self.just_opened = true;
        self.words.clear();
        self.mark.put(Some(0));
    }

    /// Draws it while it is open.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, used: &Used, can_leave_sample: bool) {
        if !self.open {
            return;
        }
        let offers = self.offers(ui, view_ctx, used, can_leave_sample);
        // Taken before the field is drawn, which would move its cursor with them. A command is run by Enter alone, and Escape is the dialog's.
        let mut keys = ListKeys::take(ui, !self.words.is_empty());
        keys.tab = false;
        self.mark.press(keys, offers.len());
        let mut taken = self.mark.taken(keys, false);
        let area = Modal::default_area(Id::unique("palette")).anchor(Align2::CENTER_TOP, [0.0, 72.0]);
        let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(12));
        let modal = Modal::new(Id::unique("palette")).area(area).frame(frame).show(ui.ctx(), |ui| {
            access::is(ui, Role::Dialog, Command::Palette.name());
            ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 2.0 * space::XL));
            let hint = match self.asks_where {
                true => "The quick line of which negotiation?",
                false => "A name in any spelling, a word, a command",
            };
            let field = kit::text_field("Find", &mut self.words).hint(hint).hide_label();
            let response = field.show(ui);
            if response.changed {
                self.mark.put(Some(0));
            }
            if std::mem::take(&mut self.just_opened) {
                response.response.request_focus();
            }
            ui.add_space(space::S);
            access::node(&response.response, |node| node.set_expanded(true));
            let room = LIST.min(ui.ctx().content_rect().height() - 200.0);
            let entries: Vec<Entry<'_>> = offers.iter().map(|offer| offer.entry.clone()).collect();
            let hint = if offers.is_empty() { "Nothing of that name. Try fewer letters." } else { "" };
            let list = kit::picker("Offers", response.response.id, &entries).typed(&self.words).max_height(room);
            taken = taken.or(list.fixed_height().hint(hint).ui(ui, &mut self.mark));
        });
        if modal.should_close() || keys.escape {
            self.open = false;
        }
        // What cannot be done says why, and stays to be seen.
        if let Some(does) = taken.and_then(|at| offers.get(at)?.does.clone()) {
            self.open = false;
            match does {
                Does::Run(command) => view_ctx.run(command),
                Does::Open(id) => view_ctx.open(id),
                Does::Go(page) => view_ctx.go(page),
                Does::Line(page) => {
                    view_ctx.go(page);
                    view_ctx.run(Command::QuickLine);
                }
            }
        }
    }

    /// Without words, all commands in their groups, those used most first. Else commands by name, pages, records, and commands found
    /// by other words.
    fn offers(&mut self, ui: &Ui, view_ctx: &ViewContext<'_>, used: &Used, can_leave_sample: bool) -> Vec<Offer> {
        let words = self.words.trim();
        if self.asks_where {
            return lines(view_ctx, words);
        }
        let commands = Command::ALL.iter().copied().filter(|command| *command != Command::Palette);
        let offer = |command: Command, group: &'static str| {
            let why_not = view_ctx.why_not(command, can_leave_sample);
            let does = why_not.is_none().then_some(Does::Run(command));
            let at_the_side = (Icon::ChevronRight, command.keys(ui.ctx()));
            Offer::new(group, (command.name(), why_not.unwrap_or_default()), at_the_side, does)
        };
        if words.is_empty() {
            let most = used_most(used).into_iter().map(|command| offer(command, "Used most"));
            return most.chain(commands.map(|command| offer(command, command.group()))).collect();
        }
        let mut fitting: Vec<(Rank, Command)> =
            commands.filter_map(|command| Some((fit(command, words, used)?, command))).collect();
        fitting.sort();
        keep_as_written(&mut fitting);
        let by_name = fitting.iter().filter(|(rank, _)| rank.is_by_name()).take(OFFERED);
        let other = fitting.iter().filter(|(rank, _)| !rank.is_by_name()).take(OFFERED);
        let mut offers: Vec<Offer> = by_name.map(|(_, command)| offer(*command, "Commands")).collect();
        let revision = view_ctx.session.revision();
        let found = self.found.get(revision, words.to_owned(), |words| view_ctx.session.search_index().search(words, OFFERED));
        let typed = fold(words);
        let record = |hit: &search::Hit| {
            let (words, icon) = ((hit.title.as_str(), detail(view_ctx.workspace(), hit)), super::badges::icon(hit.id));
            Offer::new("Records", words, (icon, hit.id.noun()), Some(Does::Open(hit.id)))
        };
        // What is called exactly so comes before the pages in whose names the words are as well.
        let (called, others): (Vec<_>, Vec<_>) =
            found.iter().flat_map(|group| &group.hits).partition(|hit| fold(&hit.title) == typed);
        offers.extend(called.into_iter().map(record));
        offers.extend(pages(view_ctx, words));
        offers.extend(others.into_iter().map(record));
        offers.extend(other.map(|(_, command)| offer(*command, "Other commands")));
        offers
    }
}

/// How well a word that was typed fits a command, the best first: a word of the name before one of the other words for it, that before
/// one of what it does; a whole word before the beginning of one, and that before letters within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Name,
    NameBegins,
    Synonym,
    SynonymBegins,
    Deed,
    DeedBegins,
    Within,
    /// In the name, with letters left out or wrong.
    NameSlip,
    /// The same elsewhere.
    Slip,
}

/// How well a command fits all that was typed: its worst word, all of them together, how often it is used, and of what fits only with
/// slips the length of its name, for less is left over of a shorter one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    worst: Place,
    sum: usize,
    used: std::cmp::Reverse<u32>,
    left: usize,
}

impl Rank {
    /// Whether words of the name begin with what was typed.
    fn is_by_name(self) -> bool {
        self.worst <= Place::NameBegins
    }
}

/// Words that are in so many sentences that they tell nothing apart.
const COMMON: [&str; 9] = ["a", "an", "and", "in", "of", "on", "the", "to", "with"];

/// The words of a text.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How well a command fits. Of what was typed, words that are everywhere do not count beside others.
fn fit(command: Command, words: &str, used: &Used) -> Option<Rank> {
    let texts = [command.name(), command.synonyms(), command.tooltip()];
    let folded = texts.map(fold);
    let typed = fold(words);
    let all: Vec<&str> = split(&typed).collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !COMMON.contains(word)).collect();
    let telling = if telling.is_empty() { all } else { telling };
    let place = |word: &str| {
        let whole = |text: &str| split(text).any(|one| one == word);
        let begins = |text: &str| split(text).any(|one| one.starts_with(word));
        let [name, synonyms, deed] = folded.each_ref().map(String::as_str);
        let places = [
            (Place::Name, whole(name)),
            (Place::NameBegins, begins(name)),
            (Place::Synonym, whole(synonyms)),
            (Place::SynonymBegins, begins(synonyms)),
            (Place::Deed, whole(deed)),
            (Place::DeedBegins, begins(deed)),
            (Place::Within, folded.iter().any(|text| text.contains(word))),
        ];
        let found = places.into_iter().find(|(_, fits)| *fits).map(|(place, _)| place);
        let slip = |texts: &[&str], place| matching::in_texts(word, texts).map(|_| place);
        found.or_else(|| slip(&texts[..1], Place::NameSlip)).or_else(|| slip(&texts, Place::Slip))
    };
    let places: Vec<Place> = telling.into_iter().map(place).collect::<Option<_>>()?;
    let used = std::cmp::Reverse(used.get(&command).copied().unwrap_or(0));
    let worst = places.iter().max().copied()?;
    let left = if worst < Place::NameSlip { 0 } else { command.name().len() };
    Some(Rank { worst, sum: places.iter().map(|place| *place as usize).sum(), used, left })
}

/// What fits only with slips is not offered beside what fits as written.
fn keep_as_written(fitting: &mut Vec<(Rank, Command)>) {
    if fitting.first().is_some_and(|(best, _)| best.worst < Place::NameSlip) {
        fitting.retain(|(rank, _)| rank.worst < Place::NameSlip);
    }
}

/// The commands used most, that one first.
fn used_most(used: &Used) -> Vec<Command> {
    let mut most: Vec<(u32, Command)> = used
        .iter()
        .filter(|(command, count)| **count > 1 && **command != Command::Palette)
        .map(|(command, count)| (*count, *command))
        .collect();
    most.sort_by_key(|(count, command)| (std::cmp::Reverse(*count), *command));
    most.into_iter().take(USED_MOST).map(|(_, command)| command).collect()
}

/// The pages of every negotiation that are called as was typed: "compare gen" is Compare of the Geneva talks.
fn pages(view_ctx: &ViewContext<'_>, words: &str) -> Vec<Offer> {
    let workspace = view_ctx.workspace();
    let here = view_ctx.nav.negotiation(workspace);
    let mut found: Vec<(Fit, Offer)> = Vec::new();
    for negotiation in workspace.negotiations.values() {
        let title = names::negotiation(workspace, negotiation.id);
        for command in Command::ALL {
            let Some(page) = command.page_of(negotiation.id) else { continue };
            // One of the words has to mean the page; the page of the negotiation at hand is a command.
            let names_page = words
                .split_whitespace()
                .any(|word| matching::in_texts(word, &[command.name()]).is_some_and(|(_, fit)| fit <= Fit::Word));
            let whole = format!("{} {title} {}", command.name(), negotiation.code);
            let alone = here == Some(negotiation.id) && matching::in_texts(words, &[command.name()]).is_some();
            if !names_page || alone {
                continue;
            }
            if let Some((_, fit)) = matching::in_texts(words, &[&whole]) {
                let words = (format!("{} – {title}", command.name()), "");
                found.push((fit, Offer::new("Pages", words, (Icon::Round, "page"), Some(Does::Go(page)))));
            }
        }
    }
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().take(OFFERED).map(|(_, offer)| offer).collect()
}

/// What tells a record from others of its name: the words in which it was found, where it belongs, and of a round when it is.
fn detail(workspace: &Workspace, hit: &search::Hit) -> String {
    let found = if hit.snippet.text == hit.title { "" } else { hit.snippet.text.as_str() };
    let negotiation = |id| names::negotiation(workspace, id);
    let under = |round: Option<RoundId>, id| match round {
        Some(round) => kit::join([negotiation(id), names::round(workspace, round)], " · "),
        None => negotiation(id),
    };
    let place = match hit.id {
        RecordId::Round(id) => workspace.rounds.get(&id).map(|round| {
            let when = super::lines::date_words(&round.schedule.when);
            kit::join([negotiation(round.negotiation), when.clone()], " · ")
        }),
        id => workspace.view(id).and_then(|one| Some(under(one.round(), one.negotiation()?))),
    };
    kit::join([found, place.as_deref().unwrap_or_default()], " · ")
}

/// The quick lines that may be wanted: that of the current round of each negotiation. The one changed last stands first.
fn lines(view_ctx: &ViewContext<'_>, words: &str) -> Vec<Offer> {
    let workspace = view_ctx.workspace();
    let (today, zone) = (view_ctx.today(), view_ctx.zone);
    let mut found: Vec<(Option<Fit>, std::cmp::Reverse<chrono::DateTime<chrono::Utc>>, Offer)> = Vec::new();
    for negotiation in workspace.negotiations.values() {
        let title = names::negotiation(workspace, negotiation.id);
        let round = rounds::current(workspace, negotiation.id, today, zone);
        let of_round = round.map_or_else(|| "No round yet".to_owned(), names::round_title);
        let whole = format!("{title} {of_round} {}", negotiation.code);
        let fit = matching::in_texts(words, &[&whole]).map(|(_, fit)| fit);
        if !words.is_empty() && fit.is_none() {
            continue;
        }
        let touched = workspace.rounds_of(negotiation.id).map(|round| round.stamp.changed);
        let touched = touched.chain([negotiation.stamp.changed]).max().unwrap_or_default();
        let page = round.map_or(Page::Rounds(negotiation.id), |round| Page::Round(round.id));
        let offer = Offer::new("Quick line of", (title, of_round), (Icon::Round, "quick line"), Some(Does::Line(page)));
        found.push((fit, std::cmp::Reverse(touched), offer));
    }
    found.sort_by_key(|(fit, touched, _)| (*fit, *touched));
    found.into_iter().map(|(_, _, offer)| offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> Vec<Command> {
        let mut fitting: Vec<(Rank, Command)> =
            Command::ALL.iter().filter_map(|command| Some((fit(*command, words, &Used::new())?, *command))).collect();
        fitting.sort();
        keep_as_written(&mut fitting);
        fitting.into_iter().map(|(_, command)| command).collect()
    }

    #[test]
    fn commands_are_found_by_other_words_and_with_slips() {
        for (words, command) in [
            ("theme", Command::NextTheme),
            ("dark mode", Command::NextTheme),
            ("pdf", Command::Export),
            ("attendance", Command::NewAttendance),
            ("participants", Command::NewAttendance),
            ("zoom", Command::ZoomIn),
            ("bigger", Command::ZoomIn),
            ("shortcuts", Command::Help),
            ("statment", Command::Statements),
            ("new statment", Command::NewStatement),
            ("new neg", Command::NewNegotiation),
            ("anouncement", Command::NewAnnouncement),
            ("todo", Command::NewFollowUp),
            ("trash", Command::Delete),
            ("readout", Command::NewAccount),
            ("exit", Command::Quit),
            ("UNDO", Command::Undo),
        ] {
            let found = first(words);
            assert!(found.iter().take(2).any(|found| *found == command), "“{words}”: {found:?}");
        }
        // What is looked for most comes first.
        for (words, command) in [
            ("theme", Command::NextTheme),
            ("dark", Command::NextTheme),
            ("pdf", Command::Export),
            ("word", Command::Export),
            ("attendance", Command::NewAttendance),
            ("zoom", Command::ZoomIn),
            ("shortcuts", Command::Help),
            ("keyboard", Command::Help),
            ("off the record", Command::ChangeLevel),
            ("level", Command::ChangeLevel),
            ("undo", Command::Undo),
            ("backup", Command::SaveCopy),
            ("print", Command::Print),
            ("delete", Command::Delete),
            ("search", Command::Search),
            ("statement", Command::NewStatement),
            ("round", Command::NewRound),
            ("save", Command::SaveNow),
            ("bin", Command::Bin),
            ("history", Command::History),
            ("calendar", Command::Upcoming),
            ("settings", Command::Settings),
        ] {
            assert_eq!(first(words).first(), Some(&command), "“{words}”: {:?}", first(words));
        }
        assert!(!first("theme").contains(&Command::OpenSample), "{:?}", first("theme"));
        assert!(first("pdf").contains(&Command::Print));
        assert_eq!(first("qvx"), []);
    }

    #[test]
    fn what_is_used_most_stands_first() {
        let used = [(Command::Compare, 3), (Command::NewRound, 9), (Command::Palette, 50), (Command::Help, 1)].into();
        assert_eq!(used_most(&used), [Command::NewRound, Command::Compare], "once may be by chance");
        let rank = |command| fit(command, "round", &used);
        assert!(rank(Command::NewRound) < rank(Command::EditRound));
    }
}
