//! The icons: one glyph each of a bundled face, with the word that names it.

use egui::{Align2, Atom, Color32, Painter, Pos2, Response, Sense, Ui, Vec2};

use super::fonts;

macro_rules! icons {
    ($($variant:ident $glyph:literal $name:literal)*) => {
        /// A picture for an action or a kind of thing. Never alone: a control that shows one also carries a name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Icon { $(#[doc = $name] $variant,)* }

        impl Icon {
            /// Every icon, in the order in which they are declared.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The character of the icon face that draws it.
            #[must_use]
            pub const fn glyph(self) -> char {
                match self { $(Self::$variant => $glyph,)* }
            }

            /// What it shows, in words.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

icons! {
    Account '\u{e0cc}' "Account"
    Add '\u{e13d}' "Add"
    Agreement '\u{e5c0}' "Agreement"
    ArrowDown '\u{e042}' "Down"
    ArrowLeft '\u{e048}' "Left"
    ArrowRight '\u{e049}' "Right"
    ArrowUp '\u{e04a}' "Up"
    Bin '\u{e18e}' "Bin"
    Calendar '\u{e063}' "Calendar"
    CalendarClock '\u{e304}' "Upcoming"
    Check '\u{e06c}' "Check"
    CheckCircle '\u{e226}' "Done"
    ChevronDown '\u{e06d}' "Open"
    ChevronLeft '\u{e06e}' "Previous"
    ChevronRight '\u{e06f}' "Next"
    ChevronUp '\u{e070}' "Close"
    Clock '\u{e087}' "Time"
    Close '\u{e1b2}' "Close"
    Columns '\u{e098}' "Side by side"
    Compare '\u{e212}' "Compare"
    Copy '\u{e09e}' "Copy"
    Diff '\u{e359}' "Then and now"
    Down '\u{e190}' "Trending down"
    Download '\u{e0b2}' "Download"
    Edit '\u{e1f9}' "Edit"
    External '\u{e0b9}' "Open in browser"
    Filter '\u{e0dc}' "Filter"
    Folder '\u{e247}' "Folder"
    FollowUp '\u{e1d0}' "Follow-up"
    Globe '\u{e0e8}' "World"
    Grip '\u{e0eb}' "Move"
    Help '\u{e082}' "Help"
    Hidden '\u{e0bb}' "Hidden"
    History '\u{e1f5}' "History"
    Home '\u{e0f5}' "Overview"
    Inbox '\u{e0f7}' "Inbox"
    Incident '\u{e2ef}' "Incident"
    Info '\u{e0f9}' "Information"
    Institution '\u{e23a}' "Institution"
    Issue '\u{e529}' "Issue"
    Keyboard '\u{e284}' "Keyboard"
    Link '\u{e102}' "Link"
    List '\u{e106}' "List"
    Lock '\u{e10b}' "Off the record"
    Matrix '\u{e2f9}' "Table"
    Minus '\u{e11c}' "Remove"
    Moon '\u{e11e}' "Dark"
    More '\u{e0b6}' "More"
    Party '\u{e0d1}' "Party"
    People '\u{e1a4}' "People"
    Person '\u{e19f}' "Person"
    Pin '\u{e259}' "Pin"
    Place '\u{e111}' "Place"
    Quote '\u{e239}' "Quotation"
    Redo '\u{e2a0}' "Redo"
    Reply '\u{e0a2}' "Answers"
    Restore '\u{e148}' "Restore"
    Round '\u{e40d}' "Round"
    Save '\u{e14d}' "Save"
    Search '\u{e151}' "Search"
    Settings '\u{e154}' "Settings"
    Star '\u{e176}' "Star"
    Statement '\u{e572}' "Statement"
    Sun '\u{e178}' "Light"
    System '\u{e2b2}' "Follow the system"
    Tag '\u{e17f}' "Tag"
    Timeline '\u{e624}' "Timeline"
    Undo '\u{e2a1}' "Undo"
    Up '\u{e191}' "Trending up"
    Upload '\u{e19e}' "Upload"
    Visible '\u{e0ba}' "Visible"
    Voice '\u{e235}' "Announcement"
    Warning '\u{e193}' "Warning"
    WarningCircle '\u{e077}' "Problem"
}

impl Icon {
    /// As part of a button or menu item, in the colour of its text and without a word of its own:
    /// `egui::Button::new((Icon::Add.atom(16.0), "Round"))` is named "Round".
    #[must_use]
    pub fn atom(self, size: f32) -> Atom<'static> {
        Atom::paint(Vec2::splat(size), move |ui, args| {
            self.paint(ui.painter(), args.rect.center(), size, args.fallback_text_color);
        })
    }

    /// Paints it centred at `at`.
    pub fn paint(self, painter: &Painter, at: Pos2, size: f32, color: Color32) {
        painter.text(at, Align2::CENTER_CENTER, self.glyph(), fonts::icons(size), color);
    }

    /// Shows it as an ornament, in `color`: nothing for a screen reader, as the words beside it say the same.
    pub fn ui(self, ui: &mut Ui, size: f32, color: Color32) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
        self.paint(ui.painter(), rect.center(), size, color);
        response
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_glyph_is_used_twice() {
        let glyphs: BTreeSet<char> = Icon::ALL.iter().map(|icon| icon.glyph()).collect();
        assert_eq!(glyphs.len(), Icon::ALL.len());
    }

    #[test]
    fn every_icon_has_a_name() {
        assert!(Icon::ALL.iter().all(|icon| icon.name().chars().next().is_some_and(char::is_uppercase)));
    }
}
