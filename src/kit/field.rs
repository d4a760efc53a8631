//! Text fields with their label above, that say when an edit begins and ends.

use egui::{Color32, Id, Response, RichText, Stroke, Ui, Vec2};

use super::{
    edit_ui, fonts, text,
    tokens::{Tone, height, size, space, tokens},
};

/// The label of a field, above it; use its id for [`Response::labelled_by`].
pub fn label_ui(ui: &mut Ui, label: &str) -> Response {
    ui.add_space(space::XS);
    ui.spacing_mut().item_spacing.y = space::XXS;
    ui.add(text(label).weak().small().truncate())
}

/// What an empty field shows: an example or what it is for. Italic, so that it is not taken for what somebody has typed.
pub fn hint(words: &str) -> RichText {
    RichText::new(words).font(fonts::italic(size::BODY))
}

/// A text field; see [`TextField`].
pub fn text_field<'a>(label: &'a str, value: &'a mut String) -> TextField<'a> {
    TextField { label, value, hint: "", rows: 1, problem: None, id: None, hide_label: false, width: f32::INFINITY }
}

/// A labelled field for one line or several.
///
/// ```
/// # use rapporteur::kit;
/// # fn ui(ui: &mut egui::Ui, draft: &mut String) {
/// let edit = kit::text_field("Title", draft).hint("Talks in Abu Dhabi").show(ui);
/// if edit.ended { /* one step to undo: send the command with `draft` */ }
/// # }
/// ```
#[must_use = "call `show`"]
pub struct TextField<'a> {
    label: &'a str,
    value: &'a mut String,
    hint: &'a str,
    rows: usize,
    problem: Option<&'a str>,
    id: Option<Id>,
    hide_label: bool,
    width: f32,
}

/// What happened to a field in this frame.
#[derive(Clone, Debug)]
pub struct FieldResponse {
    /// The field itself, without its label.
    pub response: Response,
    /// The text is another than before.
    pub changed: bool,
    /// The user went into it: the gesture begins.
    pub began: bool,
    /// The user left it, or pressed Enter in a single line: the gesture ends.
    pub ended: bool,
    /// Enter was pressed in a single line.
    pub submitted: bool,
}

impl FieldResponse {
    /// Keeps the focus in the field after Enter, so that what is typed next is not lost.
    pub fn stay(&self) {
        if self.submitted {
            self.response.request_focus();
        }
    }
}

impl<'a> TextField<'a> {
    /// What an answer looks like, shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Several lines, at least `rows` high; it grows with its text.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(2);
        self
    }

    /// What is wrong with the text, said under the field.
    pub fn problem(mut self, problem: Option<&'a str>) -> Self {
        self.problem = problem;
        self
    }

    /// A fixed id, so that a command can move the focus here.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// The label is read aloud but not shown: for a search field, or a cell of a table.
    pub fn hide_label(mut self) -> Self {
        self.hide_label = true;
        self
    }

    /// Not as wide as the room but at most this.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> FieldResponse {
        ui.vertical(|ui| self.show_inner(ui)).inner
    }

    fn show_inner(self, ui: &mut Ui) -> FieldResponse {
        let label = (!self.hide_label).then(|| label_ui(ui, self.label));
        let width = self.width.min(ui.available_width());
        let single = self.rows == 1;
        let danger = *tokens(ui).tone(Tone::Danger);
        let problem = self.problem.filter(|problem| !problem.is_empty());
        let visuals = |visuals: &mut egui::Visuals| {
            if problem.is_some() {
                outline(visuals, danger.text);
            }
        };
        let (value, hint, rows) = (self.value, self.hint, self.rows);
        let output = super::button::with_visuals(ui, visuals, |ui| {
            edit_ui(ui, self.id, value, !single, None, |edit| {
                let edit = edit.hint_text(super::hint(hint)).desired_width(width).desired_rows(rows);
                edit.min_size(Vec2::new(0.0, height::CONTROL))
            })
        });
        let response = output.response.response;
        let response = match label {
            Some(label) => response.labelled_by(label.id),
            None => response.accessible_name(self.label),
        };
        if let Some(problem) = problem {
            ui.add(text(problem).small().color(danger.text));
        }
        let (began, ended) = gesture(ui, &response);
        FieldResponse {
            changed: response.changed(),
            began,
            ended,
            submitted: single && ended && super::keys::pressed(ui, egui::Modifiers::NONE, egui::Key::Enter),
            response,
        }
    }
}

/// Does an edit begin or end here in this frame? Unlike [`Response::lost_focus`], which may say so in two frames running,
/// each is said once.
pub fn gesture(ui: &Ui, response: &Response) -> (bool, bool) {
    let id = response.id.with("gesture");
    let was: bool = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let is = ui.memory(|m| m.has_focus(response.id));
    if was != is {
        ui.data_mut(|d| d.insert_temp(id, is));
    }
    (is && !was, was && !is)
}

fn outline(visuals: &mut egui::Visuals, color: Color32) {
    let w = &mut visuals.widgets;
    for state in [&mut w.inactive, &mut w.hovered] {
        state.bg_stroke = Stroke::new(1.5, color);
    }
    visuals.selection.stroke.color = color;
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::{Harness, kittest::Queryable};

    use super::*;

    #[derive(Default)]
    struct State {
        title: String,
        began: u32,
        ended: u32,
        submitted: u32,
    }

    fn harness() -> Harness<'static, State> {
        crate::kit::testing::builder().build_ui_state(
            |ui, state: &mut State| {
                let edit = text_field("Title", &mut state.title).show(ui);
                state.began += u32::from(edit.began);
                state.ended += u32::from(edit.ended);
                state.submitted += u32::from(edit.submitted);
                let _ = ui.button("Elsewhere");
            },
            State::default(),
        )
    }

    #[test]
    fn a_gesture_begins_and_ends_once() {
        let mut harness = harness();
        harness.get_by_role_and_label(Role::TextInput, "Title").focus();
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "Title").type_text("First round");
        harness.run();
        assert_eq!((harness.state().began, harness.state().ended), (1, 0));
        harness.key_press(egui::Key::Enter);
        harness.run();
        let state = harness.state();
        assert_eq!((state.began, state.ended, state.submitted), (1, 1, 1));
        assert_eq!(state.title, "First round");
    }

    #[test]
    fn leaving_without_enter_ends_the_gesture_too() {
        let mut harness = harness();
        harness.get_by_role_and_label(Role::TextInput, "Title").focus();
        harness.run();
        harness.key_press(egui::Key::Tab);
        harness.run();
        let state = harness.state();
        assert_eq!((state.ended, state.submitted), (1, 0));
    }

    #[test]
    fn a_problem_is_said_under_the_field() {
        let mut value = "32 May".to_owned();
        let mut harness = crate::kit::testing::builder().build_ui(|ui| {
            text_field("When", &mut value).problem(Some("May has 31 days.")).show(ui);
        });
        harness.run();
        harness.get_by_label("May has 31 days.");
    }
}
