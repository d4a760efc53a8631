//! The palette: any record, any command, any page, as you type.

use super::{Command, Cx, Memo, Page};
use crate::kit::{self, Icon, access, space};
use crate::model::{RecordId, RoundId, Workspace};
use crate::query::fold::fold;
use crate::query::search::{self, Fit};
use crate::query::{names, rounds};
use egui::{Align2, Id, Key, Modal, Modifiers, Role, Ui};
use std::collections::BTreeMap;

/// How many records are offered of each kind, and how many commands or pages.
const OFFERED: usize = 5;
/// How many of the commands used most stand first.
const USED_MOST: usize = 6;
/// How many rows the page keys go.
const PAGE: usize = 8;

/// The most height for what is offered.
const LIST: f32 = 420.0;

/// How often each command was used.
pub type Used = BTreeMap<Command, u32>;

/// The palette, closed or open.
#[derive(Default)]
pub struct Palette {
    open: bool,
    just_opened: bool,
    /// It asks in which negotiation the quick line is wanted, and offers nothing else.
    asks_where: bool,
    words: String,
    chosen: usize,
    found: Memo<String, Vec<search::Group>>,
}

/// Something to choose.
struct Offer {
    /// The heading under which it stands.
    group: &'static str,
    title: String,
    /// More about it; of a command that cannot be run, why.
    detail: String,
    trailing: String,
    icon: Icon,
    /// None if it cannot be chosen now.
    does: Option<Does>,
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
    pub fn ask_where(&mut self) {
        self.open();
        self.asks_where = true;
    }

    /// Opens it, empty.
    pub fn open(&mut self) {
        self.asks_where = false;
        self.open = true;
        self.just_opened = true;
        self.words.clear();
        self.chosen = 0;
    }

    /// Draws it while it is open.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, used: &Used, can_leave_sample: bool) {
        if !self.open {
            return;
        }
        let offers = self.offers(ui, cx, used, can_leave_sample);
        let last = offers.len().saturating_sub(1);
        self.chosen = self.chosen.min(last);
        // Taken before the field is drawn, which would move its cursor with them.
        let step = |key| kit::keys::take(ui, Modifiers::NONE, key);
        for (key, to) in [
            (Key::ArrowDown, (self.chosen + 1).min(last)),
            (Key::ArrowUp, self.chosen.saturating_sub(1)),
            (Key::PageDown, (self.chosen + PAGE).min(last)),
            (Key::PageUp, self.chosen.saturating_sub(PAGE)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if step(key) {
                self.chosen = to;
            }
        }
        let mut taken = step(Key::Enter).then_some(self.chosen);
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
            let field_id = response.response.id;
            if response.changed {
                self.chosen = 0;
            }
            if std::mem::take(&mut self.just_opened) {
                response.response.request_focus();
            }
            ui.add_space(space::S);
            // Given as the least too: a pop-up keeps the size that it had with fewer offers.
            access::node(&response.response, |node| node.set_expanded(true));
            let room = LIST.min(ui.ctx().content_rect().height() - 200.0);
            egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                access::is_list_box(ui, "Offers", offers.len());
                let clicked = list_ui(ui, &offers, self.chosen, field_id);
                taken = taken.or(clicked);
                if offers.is_empty() {
                    ui.add(kit::text("Nothing of that name. Try fewer letters.").weak());
                }
            });
        });
        if modal.should_close() {
            self.open = false;
        }
        // What cannot be done says why, and stays to be seen.
        if let Some(does) = taken.and_then(|at| offers.get(at)?.does.clone()) {
            self.open = false;
            match does {
                Does::Run(command) => cx.run(command),
                Does::Open(id) => cx.open(id),
                Does::Go(page) => cx.go(page),
                Does::Line(page) => {
                    cx.go(page);
                    cx.run(Command::QuickLine);
                }
            }
        }
    }

    /// Without words, all commands in their groups, those used most first. Else commands by name, pages, records, and commands found
    /// by other words.
    fn offers(&mut self, ui: &Ui, cx: &Cx<'_>, used: &Used, can_leave_sample: bool) -> Vec<Offer> {
        let words = self.words.trim();
        if self.asks_where {
            return lines(cx, words);
        }
        let commands = Command::ALL.iter().copied().filter(|command| *command != Command::Palette);
        let offer = |command: Command, group: &'static str| {
            let why_not = cx.why_not(command, can_leave_sample);
            Offer {
                group,
                title: command.name().to_owned(),
                detail: why_not.unwrap_or_default().to_owned(),
                trailing: command.keys(ui.ctx()),
                icon: Icon::ChevronRight,
                does: why_not.is_none().then_some(Does::Run(command)),
            }
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
        let revision = cx.session.revision();
        let found = self.found.get(revision, words.to_owned(), |words| cx.session.search_index().search(words, OFFERED));
        let typed = fold(words);
        let record = |hit: &search::Hit| Offer {
            group: "Records",
            detail: detail(cx.workspace(), hit),
            title: hit.title.clone(),
            trailing: hit.id.noun().to_owned(),
            icon: super::marks::icon(hit.id),
            does: Some(Does::Open(hit.id)),
        };
        // What is called exactly so comes before the pages in whose names the words are as well.
        let (called, others): (Vec<_>, Vec<_>) =
            found.iter().flat_map(|group| &group.hits).partition(|hit| fold(&hit.title) == typed);
        offers.extend(called.into_iter().map(record));
        offers.extend(pages(cx, words));
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
        let slip = |texts: &[&str], place| search::fit(word, texts).map(|_| place);
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
fn pages(cx: &Cx<'_>, words: &str) -> Vec<Offer> {
    let workspace = cx.workspace();
    let here = cx.nav.negotiation(workspace);
    let mut found: Vec<(Fit, Offer)> = Vec::new();
    for negotiation in workspace.negotiations.values() {
        let title = names::negotiation(workspace, negotiation.id);
        for command in Command::ALL {
            let Some(page) = command.page_of(negotiation.id) else { continue };
            // One of the words has to mean the page; the page of the negotiation at hand is a command.
            let names_page = words
                .split_whitespace()
                .any(|word| search::fit(word, &[command.name()]).is_some_and(|(_, fit)| fit <= Fit::Prefix));
            let whole = format!("{} {title} {}", command.name(), negotiation.code);
            let alone = here == Some(negotiation.id) && search::fit(words, &[command.name()]).is_some();
            if !names_page || alone {
                continue;
            }
            if let Some((_, fit)) = search::fit(words, &[&whole]) {
                let offer = Offer {
                    group: "Pages",
                    title: format!("{} – {title}", command.name()),
                    detail: String::new(),
                    trailing: "page".to_owned(),
                    icon: Icon::Round,
                    does: Some(Does::Go(page)),
                };
                found.push((fit, offer));
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
        RecordId::Statement(id) => workspace.statements.get(&id).map(|said| under(said.round, said.negotiation)),
        RecordId::FollowUp(id) => workspace.follow_ups.get(&id).map(|one| under(one.round, one.negotiation)),
        RecordId::Incident(id) => workspace.incidents.get(&id).map(|one| under(one.round, one.negotiation)),
        RecordId::Issue(id) => workspace.issues.get(&id).map(|one| negotiation(one.negotiation)),
        RecordId::Source(id) => workspace.sources.get(&id).map(|one| negotiation(one.negotiation)),
        _ => None,
    };
    kit::join([found, place.as_deref().unwrap_or_default()], " · ")
}

/// The quick lines that may be wanted: that of the current round of each negotiation. The one changed last stands first.
fn lines(cx: &Cx<'_>, words: &str) -> Vec<Offer> {
    let workspace = cx.workspace();
    let (today, zone) = (cx.today(), cx.zone);
    let mut found: Vec<(Option<Fit>, std::cmp::Reverse<chrono::DateTime<chrono::Utc>>, Offer)> = Vec::new();
    for negotiation in workspace.negotiations.values() {
        let title = names::negotiation(workspace, negotiation.id);
        let round = rounds::current(workspace, negotiation.id, today, zone);
        let of_round = round.map_or_else(|| "No round yet".to_owned(), names::round_title);
        let whole = format!("{title} {of_round} {}", negotiation.code);
        let fit = search::fit(words, &[&whole]).map(|(_, fit)| fit);
        if !words.is_empty() && fit.is_none() {
            continue;
        }
        let touched = workspace.rounds_of(negotiation.id).map(|round| round.stamp.changed);
        let touched = touched.chain([negotiation.stamp.changed]).max().unwrap_or_default();
        let page = round.map_or(Page::Rounds(negotiation.id), |round| Page::Round(round.id));
        let offer = Offer {
            group: "Quick line of",
            title,
            detail: of_round,
            trailing: "quick line".to_owned(),
            icon: Icon::Round,
            does: Some(Does::Line(page)),
        };
        found.push((fit, std::cmp::Reverse(touched), offer));
    }
    found.sort_by_key(|(fit, touched, _)| (*fit, *touched));
    found.into_iter().map(|(_, _, offer)| offer).collect()
}

/// Draws what is offered, under its headings; says which was clicked.
fn list_ui(ui: &mut Ui, offers: &[Offer], chosen: usize, field: Id) -> Option<usize> {
    let mut clicked = None;
    let mut group = "";
    for (at, offer) in offers.iter().enumerate() {
        if offer.group != group {
            group = offer.group;
            ui.add_space(space::XS);
            ui.add(kit::text(group).caption().weak());
        }
        let row = kit::list_row(&offer.title).icon(offer.icon).detail(&offer.detail).trailing(&offer.trailing);
        let row = row.selected(at == chosen).role(Role::ListBoxOption);
        let response = ui.push_id(at, |ui| if offer.does.is_some() { ui.add(row) } else { ui.add(row.faded()) }).inner;
        if at == chosen {
            access::marked(ui, field, &response, &kit::join([&offer.title, &offer.detail, &offer.trailing], ", "));
        }
        if at == chosen && !response.rect.intersects(ui.clip_rect().shrink(1.0)) {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            clicked = Some(at);
        }
    }
    clicked
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
