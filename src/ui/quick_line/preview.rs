//! Under the field: the statement that Enter would make, and beside it where the party stands now on that issue; or what was not
//! understood or is missing, in words.

mod entry;

use crate::kit::{self, Icon, Tone, access};
use crate::model::{IssueId, NegotiationId, PartyId, Statement, StatementId, When, Workspace};
use crate::query::beside::{Beside, in_a_sentence};
use crate::query::position::{AsOf, Positions, said_words};
use crate::query::quick_line::{IssueName, LineContext, QuickLine};
use crate::query::{names, short_names};
use crate::session::new_issues;
use crate::ui::{Memo, ViewContext, badges};
use egui::{Response, Sense, Ui};

/// What is kept of it between frames.
#[derive(Default)]
pub(super) struct Preview {
    position: Memo<(NegotiationId, PartyId, IssueId), (Option<StatementId>, Beside)>,
}

impl Preview {
    /// Draws two lines where nothing is in question, so that nothing above moves while somebody types; every question has a line of its
    /// own. The answer is whether the source of the statement before is to be left out.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view_ctx: &ViewContext<'_>,
        context: &LineContext,
        shown: Shown<'_>,
        read: &QuickLine,
    ) -> bool {
        let Shown { text, tried, asked, refused } = shown;
        ui.spacing_mut().item_spacing.y = 0.0;
        let statement = match read.entry {
            None => view_ctx.session.statement_of(view_ctx.session.fresh_id(), context, &read.draft),
            Some(_) => None,
        };
        let mut drop_source = false;
        let draw = |ui: &mut Ui| match &statement {
            None if read.entry.is_some() => drop_source = entry::entry_ui(ui, view_ctx, context, read),
            Some(statement) => drop_source = statement_ui(ui, view_ctx, context, statement, read),
            None if text.trim().is_empty() => {
                let round = context.round.map(|round| format!("It goes to {}.", names::round(view_ctx.workspace(), round)));
                let place = round.unwrap_or_else(|| "It goes between the rounds.".to_owned());
                let words = format!("{place} A statement in one line, or “incident …”, “next 1 Feb …”, “attends …”, “todo …”.");
                ui.add(kit::text(words).weak().small().truncate());
            }
            None => {
                ui.add(kit::text("No statement yet").weak().small().truncate());
            }
        };
        let ((), mut heard) = access::heard(ui, |ui| line_ui(ui, draw));
        let mut problems = read.reasons(text);
        heard.extend(problems.iter().cloned());
        if ui.memory(|memory| memory.has_focus(super::field_id())) && !text.trim().is_empty() {
            access::say_settled(ui, "preview", &heard.join(", "), access::TYPED);
        }
        problems.extend(read.lacking().filter(|_| tried).map(str::to_owned));
        if problems.is_empty() {
            line_ui(ui, |ui| {
                if text.trim().is_empty() {
                    let words =
                        "Enter logs it; a second Enter keeps what is not understood. The arrow up brings the last line back.";
                    ui.add(kit::text(words).weak().small().truncate());
                }
                self.position_ui(ui, view_ctx, context, statement.as_ref(), read);
            });
        }
        let danger = kit::tokens(ui).tone(Tone::Danger).text;
        // A refusal is read at once, and each anew; what is merely being typed is not.
        let said = |response: &Response| {
            if refused > 0 && tried {
                access::message(response, access::Urgency::Assertive);
            }
        };
        ui.push_id(("refused", refused), |ui| {
            for (at, problem) in problems.iter().enumerate() {
                ui.push_id(at, |ui| said(&question_ui(ui, problem, danger)));
            }
            if asked {
                let words = asked_words(read);
                said(&question_ui(ui, &words, kit::tokens(ui).text_weak));
            }
        });
        drop_source
    }

    /// Where the party stands on the first issue of the line before the line is logged.
    fn position_ui(
        &mut self,
        ui: &mut Ui,
        view_ctx: &ViewContext<'_>,
        context: &LineContext,
        statement: Option<&Statement>,
        read: &QuickLine,
    ) {
        let workspace = view_ctx.workspace();
        let known = read.draft.issues.iter().find_map(|issue| match issue {
            IssueName::Known(issue) => Some(*issue),
            IssueName::New(_) => None,
        });
        let (Some(statement), Some(issue)) = (statement, known) else {
            return;
        };
        let (question, zone) = ((context.negotiation, statement.party, issue), view_ctx.zone);
        let (current, beside) = self.position.get(view_ctx.session.revision(), question, |&(negotiation, party, issue)| {
            let until_now = Positions::new(workspace, negotiation, AsOf::Now, zone);
            (until_now.of(party, issue).map(|position| position.statement), until_now.beside(party, issue))
        });
        ui.add(kit::text("Until now").weak().small().extend());
        let Some(current) = current.and_then(|id| workspace.statements.get(&id)) else {
            let words = format!(
                "{} on {}: {}",
                kit::isolate(&names::party(workspace, statement.party)),
                kit::isolate(&names::issue(workspace, issue)),
                in_a_sentence(&beside.words(workspace, 0))
            );
            ui.add(kit::text(words).weak().small().truncate());
            return;
        };
        let color = kit::tokens(ui).tone(badges::kind_tone(&current.kind)).text;
        ui.add(kit::text(names::kind_word(current)).small().color(color).extend());
        ui.add(kit::text(said_words(workspace, current)).weak().small().extend());
        badges::marked_ui(ui, Some(&current.level));
        ui.add(kit::text(names::shortened(&current.text, "no text")).small().truncate());
    }
}

/// What the same Enter would do, said where the first one asked.
fn asked_words(read: &QuickLine) -> String {
    let goes = if read.problems().next().is_some() { " F8 goes to the words." } else { "" };
    if !read.ready() {
        return format!("Enter again keeps the line in today's notes, to be sorted out later.{goes}");
    }
    format!(
        "Enter again logs it as it stands: what is not understood stays in the text, and the record is one to be looked at.{goes}"
    )
}

fn line_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let size = egui::vec2(ui.available_width(), 24.0);
    let layout = egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing = egui::vec2(kit::space::S, kit::space::XXS);
        add(ui);
    });
}

/// A message on as many lines as it needs.
fn question_ui(ui: &mut Ui, words: &str, color: egui::Color32) -> Response {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = kit::space::S;
        let (place, _) = ui.allocate_exact_size(egui::Vec2::splat(14.0), Sense::hover());
        let response = ui.add(kit::text(words).small().color(color));
        // In the middle of the first line, which is as high as its type.
        let row = ui.fonts_mut(|fonts| fonts.row_height(&kit::fonts::regular(kit::size::SMALL)));
        let center = egui::pos2(place.center().x, response.rect.top() + row / 2.0);
        Icon::WarningCircle.paint(ui.painter(), center, 14.0, color);
        response
    })
    .inner
}

/// A party to be made with it, with the short name that it would get.
fn fresh_party(workspace: &Workspace, typed: &str) -> kit::Chip<'static> {
    let (name, short) = short_names::named(workspace, &[], typed);
    if short.is_empty() { fresh("party", &name) } else { fresh("party", &format!("{name} ({short})")) }
}

/// What is to be made with it.
fn fresh(noun: &str, name: &str) -> kit::Chip<'static> {
    kit::chip(format!("New {noun} {name}")).tone(Tone::Warning)
}

/// The sources, and whether that of what was logged before is to be left out.
fn sources_ui(ui: &mut Ui, workspace: &Workspace, read: &QuickLine) -> bool {
    let mut drop_source = false;
    let known = read.draft.sources.iter().map(|source| names::source(workspace, *source));
    if read.draft.sources_before {
        let tooltip =
            format!("The source of what was logged before. Left out by {}, or by =- in the line", super::without_source_keys(ui));
        let words = format!("as before: {}", known.collect::<Vec<_>>().join(", "));
        drop_source = kit::chip(words).icon(Icon::Link).tooltip(&tooltip).show_removable(ui);
    } else {
        for source in known {
            ui.add(kit::chip(source).icon(Icon::Link));
        }
    }
    for title in &read.draft.new_sources {
        ui.add(fresh("source", title));
    }
    drop_source
}

/// What a user sees of the line beside its statement.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub text: &'a str,
    /// It was tried before it was ready.
    pub tried: bool,
    /// The same line entered again is logged.
    pub asked: bool,
    /// How often Enter asked.
    pub refused: u64,
}

/// Draws all that would be recorded, and where what the line does not say comes from.
fn statement_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, context: &LineContext, statement: &Statement, read: &QuickLine) -> bool {
    let workspace = view_ctx.workspace();
    let mut drop_source = false;
    match &read.draft.new_party {
        Some(name) => ui.add(fresh_party(workspace, name)),
        None => badges::party_ui(ui, workspace, statement.party),
    };
    if !read.names_party() {
        ui.add(kit::text("the speaker's party").weak().small().extend());
    }
    let color = kit::tokens(ui).tone(badges::kind_tone(&statement.kind)).text;
    ui.add(kit::text(names::kind_word(statement)).small().color(color).extend());
    for &issue in &statement.issues {
        ui.add(kit::chip(names::issue(workspace, issue)));
    }
    for name in new_issues(&read.draft) {
        ui.add(fresh("issue", name));
    }
    if let Some(firmness) = &statement.firmness {
        ui.add(kit::text(crate::model::Vocabulary::label(firmness)).small().extend());
    }
    if let Some(speaker) = &statement.speaker {
        ui.add(kit::text(names::who(workspace, speaker)).small().extend());
        if let Some(other) = names::speaks_for_another(workspace, statement, view_ctx.zone) {
            ui.add(kit::chip(format!("of {}", names::party(workspace, other))).tone(Tone::Warning));
        }
    }
    if let Some(name) = &read.draft.new_speaker {
        ui.add(fresh("person", name));
    }
    if !read.draft.speaker_office.is_empty() {
        ui.add(kit::text(read.draft.speaker_office.as_str()).small().extend());
    }
    if let Some(level) = badges::level_chip(&statement.level) {
        ui.add(level);
    }
    let words = match (&statement.said_on, context.round) {
        (When::Unknown, Some(_)) => "no date stated, as the round".to_owned(),
        (When::Unknown, None) => "no date stated".to_owned(),
        (when, _) => format!("said on {}", when.short_words()),
    };
    ui.add(kit::text(words).weak().small().extend());
    drop_source |= sources_ui(ui, workspace, read);
    badges::verification_in_words_ui(ui, &statement.verification, &statement.verification_note);
    for tag in &statement.tags {
        ui.add(kit::chip(format!("&{tag}")));
    }
    let words = crate::ui::round::statement_words(statement);
    ui.add(kit::text(words).small().truncate());
    drop_source
}
