//! A window that saves even where the program is ended under it. When the display goes away, the system's library for it ends the
//! program on the spot (`exit`), in the middle of the event loop: nothing is unwound, and no window is dropped. What the main
//! thread keeps for itself is dropped even then, and that is where the window is kept.

use super::App;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    static LAST: RefCell<Option<Rc<RefCell<App>>>> = const { RefCell::new(None) };
}

/// The window, kept until its thread ends.
pub(super) struct Lasting {
    app: Rc<RefCell<App>>,
}

impl Lasting {
    pub(super) fn new(app: App) -> Self {
        let app = Rc::new(RefCell::new(app));
        LAST.set(Some(Rc::clone(&app)));
        Self { app }
    }
}

impl eframe::App for Lasting {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.app.borrow_mut().logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.borrow_mut().ui(ui, frame);
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, raw_input: &mut egui::RawInput) {
        self.app.borrow_mut().raw_input_hook(ctx, raw_input);
    }

    fn on_exit(&mut self) {
        self.app.borrow_mut().on_exit();
    }
}

impl Drop for Lasting {
    /// The window is gone, and all of it with it: the lock of the folder, and the copy of the sample.
    fn drop(&mut self) {
        LAST.set(None);
    }
}
