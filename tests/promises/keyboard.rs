//! A keyboard on the screen of the real window: keys that the server presses, with the pauses between them made by the server.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// The signs of keys that are held.
pub(crate) const CONTROL: u32 = 0xffe3;
pub(crate) const SHIFT: u32 = 0xffe1;

/// The numbers that the protocol gives what happens to a key or to the pointer.
const PRESS: u8 = 2;
const RELEASE: u8 = 3;
const MOVE: u8 = 6;

/// A keyboard.
pub(crate) struct Keyboard {
    x: RustConnection,
    /// The signs of the keys, by the numbers that the protocol gives them, and so many for each key.
    signs: Vec<u32>,
    per_key: usize,
    first_key: u8,
}

impl Keyboard {
    /// The one of a screen.
    pub(crate) fn of(display: &str) -> Self {
        let (x, _) = x11rb::connect(Some(display)).unwrap();
        let (first_key, last_key) = (x.setup().min_keycode, x.setup().max_keycode);
        let mapping = x.get_keyboard_mapping(first_key, last_key - first_key + 1).unwrap().reply().unwrap();
        Self { x, per_key: usize::from(mapping.keysyms_per_keycode), signs: mapping.keysyms, first_key }
    }

    /// Presses the key of a sign after so many milliseconds, and waits for it.
    pub(crate) fn key(&self, sign: u32, delay: u32) {
        self.fake(PRESS, sign, delay);
        self.fake(RELEASE, sign, 0);
        self.round_trip();
    }

    /// Presses a key while others are held.
    pub(crate) fn chord(&self, held: &[u32], sign: u32) {
        for held in held {
            self.fake(PRESS, *held, 30);
        }
        self.key(sign, 30);
        for held in held {
            self.fake(RELEASE, *held, 0);
        }
        self.round_trip();
    }

    /// Has the server wait so many milliseconds: what was typed is drawn meanwhile.
    pub(crate) fn wait(&self, milliseconds: u32) {
        // A pointer that moves by nothing.
        self.x.xtest_fake_input(MOVE, 1, milliseconds, x11rb::NONE, 0, 0, 0).unwrap();
        self.round_trip();
    }

    fn fake(&self, event: u8, sign: u32, delay: u32) {
        let place = self.signs.iter().position(|known| *known == sign).unwrap_or_else(|| panic!("no key for {sign:#x}"));
        let key = self.first_key + u8::try_from(place / self.per_key).unwrap();
        self.x.xtest_fake_input(event, key, delay, x11rb::NONE, 0, 0, 0).unwrap();
    }

    /// Waits until the server has done all that it was asked for.
    fn round_trip(&self) {
        self.x.get_input_focus().unwrap().reply().unwrap();
    }
}
