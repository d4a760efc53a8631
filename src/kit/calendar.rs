//! A month as a grid of days, with what happens on them.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use egui::{
    Align, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::{
    Icon, access, button,
    chip::one_line,
    fonts, icon_button,
    list_keys::take_key,
    party::PartyColors,
    text,
    tokens::{Tokens, Tone, radius, size, space, tokens},
};

/// Something on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayItem {
    /// What it is, in a few words.
    pub text: String,
    /// What its colour says.
    pub tone: Tone,
    /// The hue of a party instead.
    pub hue: Option<usize>,
}

/// What the user did to the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthAction {
    /// Chose a day.
    Day(NaiveDate),
    /// Chose the item of this index on a day.
    Item(NaiveDate, usize),
    /// Went to the month of this day.
    Show(NaiveDate),
}

/// The month that holds `day`; see [`Month`].
pub fn month(day: NaiveDate) -> Month {
    Month {
        first: day.with_day(1).unwrap_or(day),
        first_weekday: Weekday::Mon,
        today: None,
        selected: None,
        span: None,
        take_focus: false,
    }
}

/// A month as a grid of days. The caller holds which month is shown and changes it on [`MonthAction::Show`].
///
/// It is one stop of the Tab key. Arrow keys go from day to day and on into the next month, Page Up and Page Down from month to
/// month, with Shift from year to year, Home and End through the week, T to today, Enter chooses.
#[must_use = "call `show`"]
pub struct Month {
    first: NaiveDate,
    first_weekday: Weekday,
    today: Option<NaiveDate>,
    selected: Option<NaiveDate>,
    span: Option<(NaiveDate, NaiveDate)>,
    take_focus: bool,
}

impl Month {
    /// The day on which weeks begin; Monday if not said.
    pub fn first_weekday(mut self, first_weekday: Weekday) -> Self {
        self.first_weekday = first_weekday;
        self
    }

    /// The day to mark as today.
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.today = Some(today);
        self
    }

    /// The day to show as chosen.
    pub fn selected(mut self, selected: Option<NaiveDate>) -> Self {
        self.selected = selected;
        self
    }

    /// The first and last of the days to show as chosen together, both included.
    pub fn span(mut self, span: Option<(NaiveDate, NaiveDate)>) -> Self {
        self.span = span;
        self
    }

    fn is_chosen(&self, day: NaiveDate) -> bool {
        self.selected == Some(day) || self.span.is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// Takes the focus in this frame, to the day chosen, else today.
    pub fn take_focus(mut self, take_focus: bool) -> Self {
        self.take_focus = take_focus;
        self
    }

    /// Draws it as wide as the room; `items` is asked once for each day in view.
    pub fn show(self, ui: &mut Ui, mut items: impl FnMut(NaiveDate) -> Vec<DayItem>) -> Option<MonthAction> {
        ui.vertical(|ui| {
            let mut action = self.head_ui(ui);
            let cell = self.cell_size(ui);
            self.weekdays_ui(ui, cell.x);
            let focus = ui.scope_id().with("month focus");
            let wanted: Option<NaiveDate> = ui.data_mut(|d| d.remove_temp(focus)).flatten();
            let weeks = self.weeks();
            // Before the days are drawn: only the one that has the focus may have it.
            let focused = weeks.iter().flatten().copied().find(|day| ui.memory(|m| m.has_focus(day_id(ui, *day))));
            if let Some(day) = focused {
                action = self.keys(ui, day_id(ui, day), day).or(action);
            }
            let stop = self.stop(ui, &weeks, wanted);
            let wanted = wanted.or(self.take_focus.then_some(stop));
            let origin = ui.cursor().min;
            #[expect(clippy::cast_precision_loss, reason = "at most six weeks of seven days")]
            let at = |week: usize, day: usize| {
                Rect::from_min_size(origin + Vec2::new(day as f32 * cell.x, week as f32 * cell.y), cell)
            };
            for (w, week) in weeks.iter().enumerate() {
                for (d, &day) in week.iter().enumerate() {
                    let rect = at(w, d);
                    let did = self.day_ui(ui, rect, day, &items(day), (day == stop, wanted == Some(day)));
                    action = did.or(action);
                }
            }
            ui.advance_cursor_after_rect(at(0, 0).union(at(weeks.len().saturating_sub(1), 6)));
            if let Some(MonthAction::Show(day)) = action
                && focused.is_some()
            {
                ui.data_mut(|d| d.insert_temp(focus, Some(day)));
            }
            action
        })
        .inner
    }

    /// The day that is the stop of the Tab key: that of the focus, else the one chosen, else today, else the first.
    fn stop(&self, ui: &Ui, weeks: &[[NaiveDate; 7]], wanted: Option<NaiveDate>) -> NaiveDate {
        let shown = |day: &NaiveDate| weeks.iter().flatten().any(|shown| shown == day);
        let focused = weeks.iter().flatten().copied().find(|day| ui.memory(|m| m.has_focus(day_id(ui, *day))));
        let chosen = self.selected.filter(shown);
        let today = self.today.filter(|day| self.is_in(*day));
        wanted.or(focused).or(chosen).or(today).unwrap_or(self.first)
    }

    fn is_in(&self, day: NaiveDate) -> bool {
        (day.year(), day.month()) == (self.first.year(), self.first.month())
    }

    fn head_ui(&self, ui: &mut Ui) -> Option<MonthAction> {
        let mut action = None;
        super::with_actions_ui(
            ui,
            |ui| ui.add(text(self.first.format("%B %Y").to_string()).strong().size(size::LEAD).truncate()),
            |ui| {
                if ui.add(icon_button(Icon::ChevronRight, "Next month").by_pointer().tooltip("Next month (Page Down)")).clicked()
                {
                    action = self.first.checked_add_months(Months::new(1)).map(MonthAction::Show);
                }
                if ui
                    .add(icon_button(Icon::ChevronLeft, "Previous month").by_pointer().tooltip("Previous month (Page Up)"))
                    .clicked()
                {
                    action = self.first.checked_sub_months(Months::new(1)).map(MonthAction::Show);
                }
                if let Some(today) = self.today
                    && ui.add(button("Today").quiet().by_pointer().tooltip("Today (T)")).clicked()
                {
                    action = Some(MonthAction::Show(today));
                }
            },
        );
        action
    }

    fn cell_size(&self, ui: &Ui) -> Vec2 {
        let width = (ui.available_width() / 7.0).floor().max(28.0);
        Vec2::new(width, if width < NARROW { 36.0 } else { 78.0 })
    }

    fn weekdays_ui(&self, ui: &mut Ui, width: f32) {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(width * 7.0, 20.0), Sense::hover());
        let t = tokens(ui);
        let mut left = rect.left();
        for day in self.weeks().first().into_iter().flatten() {
            let name = day.format(if width < NARROW { "%a" } else { "%A" }).to_string();
            let name = one_line(ui, &name, &fonts::regular(size::CAPTION), t.text_weak, width - space::S);
            ui.painter().galley(egui::pos2(left + space::XS + 2.0, rect.top()), name, t.text_weak);
            left += width;
        }
    }

    /// The days in view: whole weeks, from the one that holds the first of the month to the one that holds its last.
    fn weeks(&self) -> Vec<[NaiveDate; 7]> {
        let start = self.week_start(self.first);
        let end = self.first + Months::new(1);
        (0..6u64)
            .map(|week| start + Days::new(7 * week))
            .take_while(|monday| *monday < end)
            .map(|monday| std::array::from_fn(|day| monday + Days::new(day as u64)))
            .collect()
    }

    fn week_start(&self, day: NaiveDate) -> NaiveDate {
        day - Days::new(u64::from(day.weekday().days_since(self.first_weekday)))
    }

    fn day_ui(&self, ui: &Ui, rect: Rect, day: NaiveDate, items: &[DayItem], (stop, focus): (bool, bool)) -> Option<MonthAction> {
        let id = day_id(ui, day);
        let response = ui.interact(rect, id, if stop { Sense::click() } else { Sense::CLICK });
        access::item(&response, Role::Button, self.is_chosen(day), &self.day_name(day, items.len()));
        if focus {
            response.request_focus();
        }
        let mut action = response.clicked().then_some(MonthAction::Day(day));
        self.paint_day(ui, &response, day);
        let inner = rect.shrink2(Vec2::new(4.0, 3.0));
        if rect.width() < NARROW {
            paint_dots(ui, inner, items);
        } else {
            action = items_ui(ui, inner, day, items).or(action);
        }
        action
    }

    fn day_name(&self, day: NaiveDate, items: usize) -> String {
        let mut name = day.format("%-d %B %Y").to_string();
        if self.today == Some(day) {
            name.push_str(", today");
        }
        match items {
            0 => {}
            1 => name.push_str(", 1 item"),
            n => name.push_str(&format!(", {n} items")),
        }
        name
    }

    fn keys(&self, ui: &Ui, id: Id, day: NaiveDate) -> Option<MonthAction> {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        let week = self.week_start(day);
        let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
        let targets = [
            (none, Key::ArrowLeft, day.pred_opt()),
            (none, Key::ArrowRight, day.succ_opt()),
            (none, Key::ArrowUp, day.checked_sub_days(Days::new(7))),
            (none, Key::ArrowDown, day.checked_add_days(Days::new(7))),
            (none, Key::PageUp, day.checked_sub_months(Months::new(1))),
            (none, Key::PageDown, day.checked_add_months(Months::new(1))),
            (shift, Key::PageUp, day.checked_sub_months(Months::new(12))),
            (shift, Key::PageDown, day.checked_add_months(Months::new(12))),
            (none, Key::Home, Some(week)),
            (none, Key::End, week.checked_add_days(Days::new(6))),
            (none, Key::T, self.today),
        ];
        // Taken, so that the day that gets the focus does not move it on in the same frame.
        let pressed = |(modifiers, key, _): &(Modifiers, Key, Option<NaiveDate>)| take_key(ui, *modifiers, *key) > 0;
        let target = targets.into_iter().find(pressed).and_then(|(_, _, day)| day)?;
        if self.is_in(target) {
            ui.memory_mut(|m| m.request_focus(day_id(ui, target)));
            return None;
        }
        Some(MonthAction::Show(target))
    }

    fn paint_day(&self, ui: &Ui, response: &Response, day: NaiveDate) {
        let t = tokens(ui);
        let rect = response.rect;
        let outside = day.month() != self.first.month();
        let fill = match () {
            () if self.is_chosen(day) => t.selection,
            () if response.hovered() => t.hover,
            () if outside => t.page,
            () => t.raised,
        };
        ui.painter().rect(rect, 0, fill, Stroke::new(1.0, t.line), StrokeKind::Middle);
        if response.has_focus() || self.selected == Some(day) {
            ui.painter().rect_stroke(rect.shrink(1.0), radius::S, Stroke::new(2.0, t.accent), StrokeKind::Inside);
        }
        let today = self.today == Some(day);
        let ink = match () {
            () if today => t.on_accent,
            () if self.is_chosen(day) => t.on_selection,
            () if outside => t.text_weak,
            () => t.text_strong,
        };
        let font = if today { fonts::semibold(size::CAPTION) } else { fonts::regular(size::CAPTION) };
        let number = one_line(ui, &day.day().to_string(), &font, ink, rect.width());
        let at = rect.min + Vec2::new(6.0, 3.0);
        if today {
            let badge = Rect::from_min_size(at, number.size()).expand2(Vec2::new(4.0, 0.0));
            ui.painter().rect_filled(badge, 8, t.accent);
        }
        ui.painter().galley(at, number, ink);
    }
}

/// Below this width of a day its items are dots.
const NARROW: f32 = 72.0;
const ITEM: f32 = 17.0;

fn day_id(ui: &Ui, day: NaiveDate) -> Id {
    ui.scope_id().with(("day", day))
}

fn colors(t: &Tokens, item: &DayItem) -> (egui::Color32, egui::Color32, egui::Color32) {
    if let Some(hue) = item.hue {
        let c = PartyColors::of(t, hue);
        return (c.fill, c.soft, t.text_strong);
    }
    let c = t.tone(item.tone);
    (c.text, c.soft, c.text)
}

fn paint_dots(ui: &Ui, rect: Rect, items: &[DayItem]) {
    let t = tokens(ui);
    let mut at = rect.left_bottom() + Vec2::new(4.0, -5.0);
    for item in items {
        if at.x > rect.right() - 3.0 {
            break;
        }
        ui.painter().circle_filled(at, 3.0, colors(t, item).0);
        at.x += 8.0;
    }
}

fn items_ui(ui: &Ui, rect: Rect, day: NaiveDate, items: &[DayItem]) -> Option<MonthAction> {
    let t = tokens(ui);
    let mut action = None;
    let mut top = rect.top() + 19.0;
    let room = ((rect.bottom() - top) / ITEM).floor().max(1.0);
    for (i, item) in items.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let last = (i + 1) as f32 >= room && i + 1 < items.len();
        let line = Rect::from_min_size(egui::pos2(rect.left(), top), Vec2::new(rect.width(), ITEM - 1.0));
        top += ITEM;
        if last {
            let more = format!("{} more", items.len() - i);
            let more = one_line(ui, &more, &fonts::regular(size::CAPTION), t.text_weak, line.width());
            ui.painter().galley(line.min + Vec2::new(4.0, 0.0), more, t.text_weak);
            break;
        }
        let response = ui.interact(line, day_id(ui, day).with(i), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &item.text));
        let (bar, ground, ink) = colors(t, item);
        let outline = match () {
            () if response.has_focus() => Stroke::new(2.0, t.accent),
            () if response.hovered() => Stroke::new(1.0, t.line_strong),
            () => Stroke::NONE,
        };
        ui.painter().rect(line, radius::S, ground, outline, StrokeKind::Inside);
        ui.painter().rect_filled(Rect::from_min_size(line.min, Vec2::new(3.0, line.height())), 1, bar);
        let words = one_line(ui, &item.text, &fonts::regular(size::CAPTION), ink, line.width() - 10.0);
        ui.painter().galley(line.min + Vec2::new(6.0, 0.0), words, ink);
        let response = response.on_hover_ui(|ui| {
            ui.with_layout(Layout::top_down(Align::Min), |ui| ui.add(text(item.text.as_str())));
        });
        if response.clicked() {
            action = Some(MonthAction::Item(day, i));
        }
    }
    action
}

#[cfg(test)]
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone does not fit every lifetime of a node")]
mod tests {
    use egui_kittest::{
        Harness,
        kittest::{NodeT as _, Queryable},
    };

    use super::*;
    use crate::kit::testing;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day")
    }

    fn harness(width: f32) -> Harness<'static, (NaiveDate, Option<MonthAction>)> {
        testing::builder().with_size(Vec2::new(width, 620.0)).build_ui_state(
            |ui, (shown, last): &mut (NaiveDate, Option<MonthAction>)| {
                let item = |text: &str| DayItem { text: text.to_owned(), tone: Tone::Info, hue: None };
                let action = month(*shown)
                    .today(day(2026, 2, 1))
                    .show(ui, |d| if d == day(2026, 2, 4) { vec![item("Second round"), item("Readout")] } else { Vec::new() });
                if let Some(MonthAction::Show(day)) = action {
                    *shown = day;
                }
                *last = action.or(*last);
            },
            (day(2026, 2, 1), None),
        )
    }

    type Shown = Harness<'static, (NaiveDate, Option<MonthAction>)>;

    /// Presses the keys one after another, and says which day has the focus then.
    fn after(harness: &mut Shown, keys: &[(Modifiers, Key)]) -> String {
        for (modifiers, key) in keys {
            harness.key_press_modifiers(*modifiers, *key);
            harness.run();
        }
        let focused = harness.query_all_by(|node| node.is_focused()).next();
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    #[test]
    fn days_and_items_are_found_by_name_and_chosen() {
        let mut harness = harness(800.0);
        harness.get_by_label("5 February 2026").click();
        harness.run();
        assert_eq!(harness.state().1, Some(MonthAction::Day(day(2026, 2, 5))));
        harness.get_by_label("Readout").click();
        harness.run();
        assert_eq!(harness.state().1, Some(MonthAction::Item(day(2026, 2, 4), 1)));
        let keys = [Key::Tab, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight].map(|key| (Modifiers::NONE, key));
        assert_eq!(after(&mut harness, &keys), "4 February 2026, 2 items");
        after(&mut harness, &[(Modifiers::NONE, Key::Enter)]);
        assert_eq!(harness.state().1, Some(MonthAction::Day(day(2026, 2, 4))));
    }

    #[test]
    fn arrows_go_from_day_to_day_and_on_into_the_next_month() {
        let mut harness = harness(300.0);
        let none = |key| (Modifiers::NONE, key);
        let tab = none(Key::Tab);
        assert_eq!(after(&mut harness, &[tab]), "1 February 2026, today", "today is where the keys begin");
        assert_eq!(after(&mut harness, &[none(Key::ArrowRight), none(Key::ArrowDown)]), "9 February 2026");
        assert_eq!(after(&mut harness, &[none(Key::End)]), "15 February 2026");
        assert_eq!(after(&mut harness, &[none(Key::Home)]), "9 February 2026");
        assert_eq!(after(&mut harness, &[none(Key::ArrowUp), none(Key::ArrowLeft)]), "1 February 2026, today");
        assert_eq!(after(&mut harness, &[none(Key::ArrowLeft)]), "31 January 2026");
        assert_eq!(harness.state().0, day(2026, 1, 31));
        assert_eq!(after(&mut harness, &[none(Key::PageDown)]), "28 February 2026");
        assert_eq!(after(&mut harness, &[(Modifiers::SHIFT, Key::PageDown)]), "28 February 2027");
        assert_eq!(after(&mut harness, &[(Modifiers::SHIFT, Key::PageUp), none(Key::PageUp)]), "28 January 2026");
        assert_eq!(after(&mut harness, &[none(Key::T)]), "1 February 2026, today");
    }

    #[test]
    fn the_days_are_one_stop_of_the_tab_key() {
        for width in [300.0, 800.0] {
            let mut harness = testing::builder().with_size(Vec2::new(width, 620.0)).build_ui(|ui| {
                let _ = ui.button("Before");
                let item = DayItem { text: "Round".to_owned(), tone: Tone::Info, hue: None };
                month(day(2026, 2, 1)).selected(Some(day(2026, 2, 4))).show(ui, |_| vec![item.clone()]);
                let _ = ui.button("After");
            });
            let mut walk = Vec::new();
            for _ in 0..3 {
                harness.key_press(Key::Tab);
                harness.run();
                let focused = harness.query_all_by(|node| node.is_focused()).next();
                walk.push(focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default());
            }
            assert_eq!(walk, ["Before", "4 February 2026, 1 item", "After"]);
        }
    }

    #[test]
    fn the_month_can_be_turned() {
        let mut harness = harness(300.0);
        harness.get_by_label("Previous month").click();
        harness.run();
        harness.get_by_label("January 2026");
        harness.get_by_label("Today").click();
        harness.run();
        harness.get_by_label("1 February 2026, today");
    }

    #[test]
    fn weeks_are_whole_and_begin_where_they_should() {
        for (date, first_weekday, weeks) in [
            (day(2026, 2, 1), Weekday::Mon, 5),
            (day(2026, 2, 1), Weekday::Sun, 4),
            (day(2026, 8, 1), Weekday::Mon, 6),
            (day(2024, 12, 31), Weekday::Sat, 5),
        ] {
            let month = month(date).first_weekday(first_weekday);
            let view = month.weeks();
            assert_eq!(view.len(), weeks, "{date} {first_weekday}");
            assert!(view.iter().all(|week| week[0].weekday() == first_weekday));
            assert!(view.iter().flatten().any(|d| *d == month.first));
        }
    }
}
