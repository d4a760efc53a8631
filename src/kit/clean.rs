//! Text without control characters: whatever a keyboard, an input method or a clipboard gives, none gets into a field.

use egui::accesskit::ActionData;
use egui::{Event, ImeEvent};
use std::borrow::Cow;

/// The event with its text cleaned; none if nothing is left of it.
pub(super) fn event(event: Event) -> Option<Event> {
    let typed = |text: String| Some(keep(text, |at| !at.is_control())).filter(|text| !text.is_empty());
    Some(match event {
        Event::Text(text) => Event::Text(typed(text)?),
        Event::Paste(text) => Event::Paste(pasted(&text).into_owned()),
        Event::MiddleClickPaste { pos, text } => Event::MiddleClickPaste { pos, text: pasted(&text).into_owned() },
        Event::Ime(ImeEvent::Commit(text)) => Event::Ime(ImeEvent::Commit(keep(text, |at| !at.is_control()))),
        Event::Ime(ImeEvent::Preedit { text, active_range_chars }) => {
            let before = text.len();
            let text = keep(text, |at| !at.is_control());
            // The range counts characters of the text as it was.
            let active_range_chars = active_range_chars.filter(|_| text.len() == before);
            Event::Ime(ImeEvent::Preedit { text, active_range_chars })
        }
        // A screen reader or a program for dictation gives text in this way.
        Event::AccessKitActionRequest(mut request) => {
            if let Some(ActionData::Value(text)) = &mut request.data {
                *text = pasted(text).into_owned().into();
            }
            Event::AccessKitActionRequest(request)
        }
        other => other,
    })
}

/// Text from elsewhere: lines end in `\n`, a page or a line break of another kind is one, tabs stay, and no other control character
/// is left. What is invisible but belongs to a script (joiners, direction marks, isolates) stays.
pub fn pasted(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|at| at.is_control() && !matches!(at, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    Cow::Owned(keep(lines, |at| matches!(at, '\n' | '\t') || !at.is_control()))
}

fn keep(mut text: String, keeps: impl Fn(char) -> bool) -> String {
    text.retain(keeps);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_control_characters_go() {
        let scripts = "می\u{200c}خواهم क्\u{200d}ष \u{200f}שלום\u{2068}abc\u{2069}\u{200e}\u{2028}";
        assert_eq!(pasted(scripts), scripts);
        assert_eq!(event(Event::Text(scripts.to_owned())), Some(Event::Text(scripts.to_owned())));
        assert_eq!(event(Event::Text("\u{c}".to_owned())), None);
        assert_eq!(pasted("one\r\ntwo\rthree\u{c}four\tfive\u{0}\u{1b}[0m\u{9f}"), "one\ntwo\nthree\nfour\tfive[0m");
        let range = Some(0..2);
        let preedit =
            |text: &str, active_range_chars| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars });
        assert_eq!(event(preedit("きょ", range.clone())), Some(preedit("きょ", range.clone())));
        assert_eq!(event(preedit("き\u{c}", range)), Some(preedit("き", None)));
        // An empty commit ends a composition.
        let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.to_owned()));
        assert_eq!(event(commit("\u{c}")), Some(commit("")));
        let set = |text: &str| {
            let (target_node, target_tree) = (egui::Id::unique("field").accesskit_id(), egui::accesskit::TreeId::ROOT);
            let (action, data) = (egui::accesskit::Action::SetValue, Some(ActionData::Value(text.into())));
            Event::AccessKitActionRequest(egui::accesskit::ActionRequest { action, target_tree, target_node, data })
        };
        assert_eq!(event(set("dicta\u{c}ted\u{1b}\tשלום")), Some(set("dicta\nted\tשלום")));
    }

    proptest! {
        #[test]
        fn no_control_character_comes_through_and_nothing_else_goes(text in any::<String>()) {
            let visible = |text: &str| text.chars().filter(|at| !at.is_control()).collect::<String>();
            let pasted = pasted(&text).into_owned();
            prop_assert!(pasted.chars().all(|at| matches!(at, '\n' | '\t') || !at.is_control()));
            prop_assert_eq!(visible(&pasted), visible(&text));
            match event(Event::Text(text.clone())) {
                Some(Event::Text(typed)) => prop_assert_eq!(typed, visible(&text)),
                None => prop_assert_eq!(visible(&text), ""),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
