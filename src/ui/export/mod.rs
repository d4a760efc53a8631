//! What goes out: what of a negotiation, in which format, on which terms, with a look at it before it is written.

mod choices;
mod left_out;
mod levels;
mod paper;
mod preview;
mod setup;
mod state;
mod target;

pub use preview::{ExportPreview, PreviewBody};
pub use setup::suggested_name;
pub use state::{ExportWish, Exporting, Outcome, PreviewError, PreviewRequest, Writing};

use super::{Action, Command, Memo, ViewContext};
use crate::exchange::release::Permitted;
use crate::exchange::request::What;
use crate::kit::{self, Icon, space};
use crate::model::{NegotiationId, RecordLevel, RoundId};
use egui::{Ui, UiBuilder};
use setup::Setup;

/// The width of the choices, in points.
const CHOICES: f32 = 360.0;

/// What goes out of a negotiation.
#[derive(Default)]
pub struct ExportPage {
    negotiation: Option<NegotiationId>,
    setup: Setup,
    levels: Memo<NegotiationId, Vec<(RecordLevel, levels::LevelCount)>>,
    stops: Memo<NegotiationId, Vec<super::compare::Stop>>,
    target: target::Target,
    preview: preview::PreviewState,
    left_out: left_out::LeftOutList,
}

impl ExportPage {
    /// Makes the page ready for one thing, as if nothing had been chosen before.
    pub fn set_up(&mut self, negotiation: NegotiationId, what: What, round: Option<RoundId>) {
        self.begin(negotiation);
        self.setup.what = what;
        self.setup.round = round;
    }

    /// Arrives at a negotiation; what was chosen for another is forgotten, and so are levels that were named for another export.
    pub fn begin(&mut self, negotiation: NegotiationId) {
        if self.negotiation != Some(negotiation) {
            self.setup = Setup { what: self.setup.what, formats: std::mem::take(&mut self.setup.formats), ..Setup::default() };
            self.negotiation = Some(negotiation);
        }
        self.setup.permitted = Permitted::default();
        self.target.forget();
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, exporting: &Exporting, id: NegotiationId) {
        if self.negotiation != Some(id) {
            self.begin(id);
        }
        self.setup.keep_to(view_ctx.workspace(), id);
        kit::page_title_ui(ui, "Export", "Nothing is written before you say so, and nothing is sent anywhere.", |_| {});
        let frame = egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO });
        let request = self.setup.request(id);
        let typed = egui::Panel::bottom("export target").resizable(false).frame(frame).show(ui, |ui| {
            ui.take_available_width();
            self.target.ui(ui, view_ctx, exporting, &request)
        });
        if let Some(format) = typed.inner {
            self.setup.formats.insert(self.setup.what, format);
        }
        let all = ui.available_rect_before_wrap();
        let width = CHOICES.min(all.width() * 0.45);
        let (left, right) = all.split_left_right_at_x(all.left() + width);
        let mut choices = ui.new_child(UiBuilder::new().max_rect(left).id_salt("choices"));
        kit::scroll_ui(&mut choices, "export choices", |ui| self.choices_ui(ui, view_ctx, exporting, id));
        let right = right.with_min_x(right.left() + space::L);
        ui.painter().vline(right.left() - space::S, right.y_range(), (1.0, kit::tokens(ui).line));
        let mut beside = ui.new_child(UiBuilder::new().max_rect(right).id_salt("preview"));
        self.preview.ui(&mut beside, exporting, &PreviewRequest::of(view_ctx, self.setup.request(id)));
        ui.advance_cursor_after_rect(all);
    }

    fn choices_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, exporting: &Exporting, id: NegotiationId) {
        let workspace = view_ctx.workspace();
        let revision = view_ctx.session.revision();
        let stops = self.stops.get(revision, id, |id| super::compare::stops(workspace, *id));
        choices::negotiation_ui(ui, view_ctx, id);
        choices::what_ui(ui, &mut self.setup);
        choices::format_ui(ui, &mut self.setup);
        choices::part_ui(ui, workspace, id, &mut self.setup);
        choices::as_of_ui(ui, &mut self.setup, stops);
        let levels = self.levels.get(revision, id, |id| levels::counts(workspace, *id));
        let asked = PreviewRequest::of(view_ctx, self.setup.request(id));
        if exporting.wants(&asked) {
            view_ctx.send(Action::Export(ExportWish::Show(Box::new(asked.clone()))));
        }
        let look = exporting.preview_of(&asked).and_then(|look| look.as_ref().ok());
        levels::levels_ui(ui, levels, look.map(|look| &look.withheld), &mut self.setup.permitted.levels);
        // While the next look is made, the last one stays, so that nothing moves under the pointer.
        let last =
            exporting.look.as_ref().filter(|(of, _)| of.request.negotiation == id).and_then(|(_, look)| look.as_ref().ok());
        let left_out = look.or(last).map_or(&[][..], |look| &look.left_out);
        self.left_out.ui(ui, workspace, left_out, &mut self.setup.permitted);
        ui.add_space(space::L);
    }
}

/// The page while there is no negotiation to export.
pub fn nothing_ui(ui: &mut Ui) -> Option<Command> {
    let sentence = "What goes out is always of one negotiation. Add it first, or import it.";
    kit::empty_ui(ui, Icon::Upload, "Nothing to export yet", sentence, Some(Command::NewNegotiation.name()))
        .then_some(Command::NewNegotiation)
}
