//! The month beside the list, and under it what is some time in that month.

use super::data::{self, Question};
use crate::kit::{self, DayItem, Icon, MonthAction, Tone};
use crate::model::{RecordId, ScheduleStatus};
use crate::query::agenda::{Group, Item, MonthPage, What};
use crate::ui::{Memo, ViewContext};
use chrono::{Datelike, NaiveDate};
use egui::Ui;

/// The month shown, the day chosen, and what is on it.
#[derive(Default)]
pub(super) struct Calendar {
    /// A day of the month shown; the month of today until another is chosen.
    shown: Option<NaiveDate>,
    /// The day chosen, to which the list is narrowed.
    pub(super) chosen: Option<NaiveDate>,
    page: Memo<(i32, u32, Question), MonthPage>,
    on_chosen: Memo<(NaiveDate, Question), Vec<Item>>,
}

impl Calendar {
    /// What is on the day chosen.
    pub(super) fn items_on(&mut self, view_ctx: &ViewContext<'_>, day: NaiveDate, question: &Question) -> Vec<Item> {
        let workspace = view_ctx.workspace();
        let items = self.on_chosen.get(view_ctx.session.revision(), (day, *question), |(day, question)| {
            data::month_of(workspace, *day, question).days.remove(day).unwrap_or_default()
        });
        items.clone()
    }

    fn page(&mut self, view_ctx: &ViewContext<'_>, day: NaiveDate, question: &Question) -> &MonthPage {
        let workspace = view_ctx.workspace();
        let month = (day.year(), day.month(), *question);
        self.page.get(view_ctx.session.revision(), month, |_| data::months_around(workspace, day, question))
    }

    /// Draws the month and what is some time in it. `last` is the day to go back to from a month in which nothing is.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, question: &Question, last: Option<NaiveDate>) {
        let shown = self.shown.unwrap_or(question.today);
        let chosen = self.chosen;
        let page = self.page(view_ctx, shown, question);
        let month = kit::month(shown).today(question.today).selected(chosen);
        let action = month.show(ui, |day| page.days.get(&day).into_iter().flatten().map(day_item).collect());
        let item_at = |day: NaiveDate, at: usize| page.days.get(&day).and_then(|items| items.get(at)).map(|item| item.what);
        let selected = match action {
            Some(MonthAction::Item(day, at)) => item_at(day, at),
            _ => None,
        };
        let opened = some_time_ui(ui, view_ctx, shown, page);
        let within = |day: &NaiveDate| (day.year(), day.month()) == (shown.year(), shown.month());
        let bare = page.some_time.is_empty() && !page.days.keys().any(within);
        let back = last.filter(|last| bare && (last.year(), last.month()) != (shown.year(), shown.month()));
        if let Some(last) = back
            && ui.add(kit::button(format!("Go to {}", last.format("%B %Y"))).icon(Icon::History).quiet()).clicked()
        {
            self.shown = Some(last);
        }
        match action {
            Some(MonthAction::Show(day)) => self.shown = Some(day),
            Some(MonthAction::Day(day)) => {
                self.chosen = (self.chosen != Some(day)).then_some(day);
                self.shown = Some(day);
            }
            Some(MonthAction::Item(..)) | None => {}
        }
        if let Some(what) = selected.or(opened) {
            view_ctx.select(RecordId::from(what));
        }
    }
}

fn day_item(item: &Item) -> DayItem {
    DayItem { text: item.title.clone(), tone: tone(item), hue: None }
}

/// The colour of something in the calendar: how firm a round is, and what is late.
fn tone(item: &Item) -> Tone {
    match (&item.status, item.group) {
        (Some(status), _) if item.conflicting && status.is_ahead() => Tone::Warning,
        (Some(ScheduleStatus::Confirmed | ScheduleStatus::UnderWay), _) => Tone::Ok,
        (Some(ScheduleStatus::Held), _) => Tone::Accent,
        (Some(ScheduleStatus::Collapsed), _) | (None, Group::Overdue) => Tone::Danger,
        (Some(ScheduleStatus::Cancelled | ScheduleStatus::Unstated), _) => Tone::Neutral,
        (Some(_), _) => Tone::Warning,
        (None, _) => Tone::Info,
    }
}

/// What may be on several days of the month, or only may be in it.
fn some_time_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, shown: NaiveDate, page: &MonthPage) -> Option<What> {
    if page.some_time.is_empty() {
        return None;
    }
    let mut opened = None;
    let title = format!("Some time in {}", shown.format("%B"));
    kit::subheading_ui(ui, &title);
    kit::access::list_ui(ui, &title, page.some_time.len(), |ui| {
        for item in &page.some_time {
            let date = item.when.short_words();
            let status = item.status.as_ref().map(crate::model::Vocabulary::said).unwrap_or_default();
            let list_row = kit::list_row(&item.title).detail(&date).trailing(status);
            let row = list_row.selected(view_ctx.is_selected(RecordId::from(item.what)));
            let row = ui.push_id(item.what, |ui| ui.add(row)).inner;
            if row.clicked() {
                opened = Some(item.what);
            }
        }
    });
    opened
}
