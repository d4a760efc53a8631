//! The focus on arrival at a page: its first field takes it, unless the user is elsewhere with the keyboard.

use egui::{Response, Ui};

/// How many passes a page waits for the focus of the page before it to be gone.
const PATIENCE: u8 = 3;

/// What a page keeps to notice that the user has just come to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival {
    last_pass: u64,
    wait: u8,
}

impl Arrival {
    /// To be called once in each pass in which the page is drawn: gives `field` the focus when the user has just arrived and
    /// nothing else has it.
    pub fn focus(&mut self, ui: &Ui, field: &Response) {
        let pass = ui.ctx().cumulative_pass_nr();
        if self.last_pass == 0 || self.last_pass + 1 < pass {
            self.wait = PATIENCE;
        }
        self.last_pass = pass;
        if self.wait == 0 {
            return;
        }
        self.wait -= 1;
        if ui.memory(|memory| memory.focused().is_none()) {
            self.wait = 0;
            field.request_focus();
        } else {
            // The focus of what is no longer drawn goes at the end of the pass.
            ui.ctx().request_repaint();
        }
    }
}
