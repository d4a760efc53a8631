//! The order of keys and text: what is typed right after a key that moves the focus arrives where the focus goes.
//!
//! egui decides at the beginning of a pass which widget has the focus, and every event of the pass goes there. On a slow screen one
//! pass holds many events: with `Tab`, `A`, `b`, `u` in it, the letters are lost. So one pass gets a run of typed text, or a run of
//! the pointer, or one key, never more; and after a key or a press there is a pass without any events, in which what it began takes
//! place, and more of them while the focus still moves or is [expected](expect_focus). What has to wait is handed over in further
//! passes of the same frame, which are not painted, and in the next frame if there are too many.
//!
//! Letters that lead to a row belong together until there is a pause. A slow frame is no pause: events do not say when they
//! happened, so a pause begins with the first frame for which nothing was typed, and a frame is drawn after each such letter to see that.

use super::clean;
use egui::{Context, Event, Id, Key, Modifiers, Plugin, RawInput, Ui};
use std::collections::VecDeque;
use std::num::NonZeroUsize;

/// Passes for which events wait at most for the focus.
const PATIENCE: u8 = 8;
/// Passes of one frame at most. What still waits then comes with the next frame.
const PASSES: NonZeroUsize = match NonZeroUsize::new(48) {
    Some(passes) => passes,
    None => NonZeroUsize::MIN,
};

/// Sets it up on a window.
pub(super) fn install(ctx: &Context) {
    ctx.add_plugin(InputQueue::default());
    ctx.options_mut(|options| {
        options.max_passes = PASSES;
        // Quitting is a command like any other.
        options.quit_shortcuts.clear();
    });
}

/// Says that some widget is to get the focus in one of the next passes: until then, what was typed waits. To be called in each pass
/// in which it is still so.
pub fn expect_focus(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("focus expected"), true));
}

/// Whether a text field had the focus at the end of the last pass.
pub fn text_has_focus(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(Id::unique("a text field has the focus"))).unwrap_or_default()
}

/// Whether something typed or pressed has not been taken in yet: it comes with this pass, or waits for a later one.
pub fn is_waiting(ctx: &Context) -> bool {
    let comes = ctx.input(|input| input.events.iter().any(|event| kind_of(event, true) != Kind::Passive));
    comes || ctx.data(|data| data.get_temp(Id::unique("input waits"))).unwrap_or_default()
}

/// Seconds without a key after which the next letter is a first one again.
const PAUSE: f64 = 1.0;

/// The number of the run of letters that is being typed. Another number: there was a pause, or a key that writes nothing.
pub fn letters_run(ctx: &Context) -> u64 {
    ctx.data(|data| data.get_temp(Id::unique("run of letters"))).unwrap_or_default()
}

/// What an event does to the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing: keys that are let go, the pointer passing by.
    Passive,
    /// Goes into the text field that has the focus, and moves nothing.
    Text,
    /// Ends a word in it.
    Gap,
    /// A press or a turn of the wheel.
    Pointer,
    /// May move the focus or change what is shown.
    Key,
}

/// The events that wait, and what the last pass was like.
#[derive(Debug)]
struct InputQueue {
    waiting: VecDeque<Event>,
    /// What was handed over last.
    last: Kind,
    /// Passes begun since then.
    passes: u8,
    /// What had the focus at the end of the last pass.
    focused: Option<Id>,
    /// It was the same at the end of the pass before.
    steady: bool,
    /// A text field had the focus.
    takes_text: bool,
    /// The frame at hand.
    frame: u64,
    /// When the first frame since the last letter began for which no key waited.
    quiet: Option<f64>,
    /// The number of the run of letters.
    run: u64,
    /// A letter was handed over in this pass.
    wrote: bool,
}

impl Default for InputQueue {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            last: Kind::Passive,
            passes: 0,
            focused: None,
            steady: true,
            takes_text: false,
            frame: 0,
            quiet: None,
            run: 0,
            wrote: false,
        }
    }
}

impl Plugin for InputQueue {
    fn debug_name(&self) -> &'static str {
        "input queue"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.waiting.extend(input.events.drain(..).filter_map(clean::event));
        self.passes = self.passes.saturating_add(1);
        let now = input.time.unwrap_or_else(|| ctx.time());
        if std::mem::replace(&mut self.frame, ctx.cumulative_frame_nr()) != self.frame
            && self.quiet.is_none()
            && self.waiting.iter().all(|event| kind_of(event, self.takes_text) == Kind::Passive)
        {
            self.quiet = Some(now);
        }
        input.events = self.hand_over();
        self.note_letters(&input.events, now);
        ctx.data_mut(|data| data.insert_temp(Id::unique("run of letters"), self.run));
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let expected = ui.data_mut(|data| data.remove_temp::<bool>(Id::unique("focus expected"))).is_some();
        self.steady = focused == self.focused && !expected;
        self.focused = focused;
        self.takes_text = ui.output(|output| output.ime.is_some());
        ui.data_mut(|data| data.insert_temp(Id::unique("a text field has the focus"), self.takes_text));
        ui.data_mut(|data| data.insert_temp(Id::unique("input waits"), !self.waiting.is_empty()));
        // egui looks for its own shortcuts, those of the zoom, after this, and ignores Alt.
        ui.input_mut(|input| {
            input.events.retain(|event| !matches!(event, Event::Key { modifiers, .. } if modifiers.alt && modifiers.command));
        });
        if std::mem::take(&mut self.wrote) && !self.takes_text {
            ui.ctx().request_repaint();
        }
        if !self.waiting.is_empty() {
            ui.ctx().request_discard("what was typed waits for the focus");
            if !ui.ctx().will_discard() {
                ui.ctx().request_repaint();
            }
        }
    }
}

impl InputQueue {
    /// Tells one run of letters from the next by what is handed over.
    fn note_letters(&mut self, events: &[Event], now: f64) {
        self.wrote = events.iter().any(|event| matches!(event, Event::Text(_)));
        if self.wrote {
            if self.quiet.take().is_some_and(|quiet| now - quiet > PAUSE) {
                self.run += 1;
            }
        } else if events.iter().any(ends_letters) {
            self.run += 1;
        }
    }

    /// The events of the pass that begins.
    fn hand_over(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut kind = Kind::Passive;
        while let Some(event) = self.waiting.front() {
            let next = kind_of(event, self.takes_text);
            match (kind, next) {
                // The character that a key writes goes with it.
                (Kind::Key, Kind::Passive) if !matches!(event, Event::ModifiersChanged(_)) => {}
                (Kind::Key, _)
                    if matches!(event, Event::Text(_)) && matches!(events.last(), Some(Event::Key { pressed: true, .. })) => {}
                (Kind::Key, _) => break,
                (_, Kind::Passive) => {}
                (Kind::Passive, _) if !self.may_begin(next) => break,
                (Kind::Passive, _) => kind = next,
                (Kind::Text, Kind::Text) | (Kind::Pointer, Kind::Pointer) => {}
                (Kind::Text, Kind::Gap) => kind = Kind::Gap,
                _ => break,
            }
            events.extend(self.waiting.pop_front());
        }
        if kind != Kind::Passive {
            (self.last, self.passes) = (kind, 0);
        }
        events
    }

    /// Whether an event of that kind may be handed over now, after what was handed over last.
    fn may_begin(&self, next: Kind) -> bool {
        let goes_on = match self.last {
            Kind::Passive => true,
            Kind::Text | Kind::Gap => matches!(next, Kind::Text | Kind::Gap),
            Kind::Pointer => next == Kind::Pointer,
            Kind::Key => false,
        };
        self.steady && (goes_on || self.passes > 1) || self.passes > PATIENCE
    }
}

fn kind_of(event: &Event, takes_text: bool) -> Kind {
    match event {
        Event::Key { pressed: false, .. }
        | Event::ModifiersChanged(_)
        | Event::PointerMoved(_)
        | Event::MouseMoved(_)
        | Event::PointerGone
        | Event::WindowFocused(_) => Kind::Passive,
        Event::PointerButton { .. }
        | Event::Touch { .. }
        | Event::MouseWheel { .. }
        | Event::Zoom(_)
        | Event::Rotate(_)
        | Event::MiddleClickPaste { .. } => Kind::Pointer,
        Event::Text(text) if takes_text && text.ends_with(char::is_whitespace) => Kind::Gap,
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) if takes_text => Kind::Text,
        Event::Key { key, modifiers, .. } if takes_text && writes(*key, *modifiers) => Kind::Text,
        _ => Kind::Key,
    }
}

/// Whether letters typed after it are no more those typed before it.
fn ends_letters(event: &Event) -> bool {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => {
            let moves = matches!(key, Key::Home | Key::End | Key::ArrowLeft | Key::ArrowRight | Key::Backspace | Key::Delete);
            moves || !writes(*key, *modifiers)
        }
        Event::PointerButton { .. } | Event::AccessKitActionRequest(_) => true,
        _ => false,
    }
}

/// Whether the key only changes the text of a field or moves in it, whatever the field.
fn writes(key: Key, modifiers: Modifiers) -> bool {
    let moves_elsewhere = matches!(
        key,
        Key::Tab | Key::Enter | Key::Escape | Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown | Key::Insert
    );
    let is_function =
        key.name().len() > 1 && key.name().starts_with('F') && key.name()[1..].bytes().all(|byte| byte.is_ascii_digit());
    !moves_elsewhere && !is_function && !modifiers.alt && !modifiers.ctrl && !modifiers.command
}
