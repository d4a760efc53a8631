//! The sources of a negotiation: what each is, how often it is used, and the way to it.

use super::cells::Cells;
use super::columns::{Column, Columns};
use super::filters::{Bar, Saving, shown_words};
use super::sorting::{self, SortKey};
use super::views::{Values, put};
use super::{Command, Memo, Page, ViewContext, badges, row, selection};
use crate::kit::{self, Icon};
use crate::model::{NegotiationId, RecordId, Source, SourceId, Vocabulary, Workspace};
use crate::query::names;
use crate::query::usage::{self, Use};
use crate::text::fold::fold;
use crate::text::matching::as_written;
use chrono_tz::Tz;
use egui::{Response, Ui};
use std::collections::BTreeMap;

/// The sources of a negotiation.
#[derive(Default)]
pub(super) struct SourcesPage {
    /// The negotiation shown last.
    of: Option<NegotiationId>,
    wanted: String,
    /// What is wanted in the others.
    others: BTreeMap<NegotiationId, String>,
    saving: Saving,
    rows: Memo<RowsKey, Vec<SourceRow>>,
}

/// Which sources in which order.
type RowsKey = (NegotiationId, Option<(String, bool)>, Tz);

/// What a row says, worked out once for each state of the record.
#[derive(Clone, Debug)]
struct SourceRow {
    id: SourceId,
    title: String,
    kind: String,
    outlet: String,
    published: String,
    /// What its document is; empty if none is kept.
    document: String,
    size: usize,
    used: String,
    uses: usize,
    grade: String,
    grade_words: String,
    address: String,
    /// What nobody has said of it yet.
    lacks: &'static str,
    /// Everything that the filter looks at, folded.
    folded: String,
}

impl SourceRow {
    fn used(&self) -> &str {
        if self.used.is_empty() { "not used" } else { &self.used }
    }

    /// Whether it has all the words of the filter.
    fn fits(&self, wanted: &str) -> bool {
        as_written(&fold(wanted), &self.folded).is_some()
    }

    /// All that the row says of itself.
    fn name(&self) -> String {
        let parts = [self.title.as_str(), &self.kind, self.used(), self.lacks];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

fn rows(workspace: &Workspace, (negotiation, sort, zone): &RowsKey) -> Vec<SourceRow> {
    let usages = usage::usages(workspace, |id| matches!(id, RecordId::Source(_)));
    let mut rows: Vec<SourceRow> = workspace.sources_of(*negotiation).map(|source| source_row(source, &usages)).collect();
    if let Some((by, down)) = sort {
        sorting::sort(&mut rows, *down, |row| sort_key(workspace, row, by, *zone));
    }
    rows
}

/// What a row is sorted by in a column.
fn sort_key(workspace: &Workspace, row: &SourceRow, column: &str, zone: Tz) -> SortKey {
    let Some(source) = workspace.sources.get(&row.id) else { return SortKey::Nothing };
    match column {
        "kind" => SortKey::term(&source.kind),
        "outlet" => SortKey::text(&row.outlet),
        "published" => SortKey::when(&source.published, zone),
        "document" => SortKey::Number(row.size),
        "grade" => SortKey::text(&row.grade),
        "used" => SortKey::Number(row.uses),
        _ => SortKey::text(&row.title),
    }
}

fn source_row(source: &Source, usages: &BTreeMap<RecordId, Vec<Use>>) -> SourceRow {
    let uses = usages.get(&source.id.into()).map(Vec::as_slice).unwrap_or_default();
    let reliability = source.reliability.as_ref();
    let credibility = source.credibility.as_ref();
    let published = &source.published;
    let parts = [source.title.as_str(), &source.outlet, &source.address, source.kind.label(), &source.note];
    let labels: Vec<&str> = reliability.map(Vocabulary::label).into_iter().chain(credibility.map(Vocabulary::label)).collect();
    SourceRow {
        id: source.id,
        title: names::source_title(source),
        kind: source.kind.label().to_owned(),
        outlet: source.outlet.clone(),
        published: if published.is_unknown() { String::new() } else { published.short_words() },
        document: super::documents::words(&source.document),
        size: source.document.size.and_then(|size| usize::try_from(size).ok()).unwrap_or_default(),
        used: usage::words(uses),
        uses: uses.len(),
        grade: format!("{}{}", reliability.map_or("", |one| one.key()).to_uppercase(), credibility.map_or("", |one| one.key())),
        grade_words: labels.join(", "),
        address: source.address.trim().to_owned(),
        lacks: names::source_lacks(source),
        folded: fold(&parts.join(" ")),
    }
}

/// Whether an address is one for a browser: nothing else is ever opened.
fn opens_in_browser(address: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    })
}

impl SourcesPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        // A filter belongs to the list of one negotiation: that of another waits there.
        if let Some(before) = self.of.replace(id).filter(|before| *before != id) {
            let wanted = std::mem::replace(&mut self.wanted, self.others.remove(&id).unwrap_or_default());
            self.others.insert(before, wanted);
        }
        let workspace = view_ctx.workspace();
        let view = view_ctx.views.list(LIST);
        let asked = (id, view.sort.clone(), view_ctx.zone);
        let rows = self.rows.get(view_ctx.session.revision(), asked, |asked| rows(workspace, asked));
        let unused = rows.iter().filter(|row| row.used.is_empty()).count();
        kit::page_title_ui(ui, "Sources", "", |ui| {
            let tip = Command::NewSource.tip(ui.ctx());
            let add = kit::button("Add source").icon(Icon::Add).primary().tooltip(&tip);
            if !rows.is_empty() && ui.add(add).clicked() {
                view_ctx.run(Command::NewSource);
            }
            let tip = Command::AddDocument.tip(ui.ctx());
            if ui.add(kit::button(Command::AddDocument.name()).icon(Icon::Download).tooltip(&tip)).clicked() {
                view_ctx.run(Command::AddDocument);
            }
        });
        if rows.is_empty() {
            let sentence = "A source is where something is known from: a document, a readout, a report, your own notes. Statements name \
                            theirs, so that every word can be traced.";
            if kit::empty_ui(ui, Icon::Link, "No sources yet", sentence, Some("Add the first source")) {
                view_ctx.run(Command::NewSource);
            }
            return;
        }
        // What was opened from elsewhere is shown, whatever the filter was.
        if view_ctx.nav.wanted().is_some_and(|id| rows.iter().any(|row| RecordId::from(row.id) == id && !row.fits(&self.wanted)))
        {
            self.wanted.clear();
        }
        let found = |wanted: &str| -> Vec<&SourceRow> { rows.iter().filter(|row| row.fits(wanted)).collect() };
        ui.horizontal_wrapped(|ui| {
            kit::text_field("Filter sources", &mut self.wanted)
                .hint("Title, outlet, address, kind")
                .hide_label()
                .width((ui.available_width() - 260.0).clamp(160.0, 360.0))
                .show(ui);
            let mut values = Values::new();
            put(&mut values, "words", self.wanted.trim());
            let mut shown = shown_words(found(&self.wanted).len(), rows.len(), "source");
            if unused > 0 {
                shown.push_str(&format!(", {unused} not used"));
            }
            let bar = Bar { list: LIST, negotiation: Some(id), values: &values, shown: &shown };
            if let Some(values) = bar.ui(ui, view_ctx, &mut self.saving) {
                self.wanted = values.get("words").cloned().unwrap_or_default();
            }
        });
        ui.add_space(kit::space::S);
        let found = found(&self.wanted);
        if found.is_empty() {
            ui.add(kit::text("No source has these words.").weak());
            return;
        }
        let room = ui.available_width() - ui.spacing().scroll.bar_width - kit::space::S;
        let columns = Columns::new(LIST, &view, &columns(room, rows.iter().any(|row| !row.document.is_empty())));
        kit::access::table_ui(ui, "Sources", (found.len(), columns.count()), |ui| {
            columns.head_ui(ui, view_ctx);
            ui.spacing_mut().item_spacing.y = 0.0;
            let scroll = egui::ScrollArea::vertical().id_salt("sources").auto_shrink([false, false]);
            scroll.show_rows(ui, ROW, found.len(), |ui, range| {
                let name = |at: usize| found.get(at).map(|row| row.name());
                let wanted = found.iter().position(|row| view_ctx.nav.wants(row.id));
                super::focus::rows_in_view_ui(ui, "sources", (range, found.len(), ROW), (wanted, 0), name, |ui, at| {
                    let Some(row) = found.get(at) else { return };
                    let response = ui.push_id(row.id, |ui| source_ui(ui, view_ctx, row, &columns)).inner;
                    if selection::row(ui, view_ctx, &response, row.id.into(), || {
                        found.iter().map(|row| Some(row.id.into())).collect()
                    }) {
                        view_ctx.select(row.id);
                    }
                    kit::access::node(&response, |node| node.set_row_index(at));
                });
            });
        });
    }
}

const ROW: f32 = 46.0;

/// The list, as its order, its widths and its filters are kept under.
const LIST: &str = "sources";

/// The least of the title beside columns that can be left out.
const TITLE: f32 = 220.0;

/// The columns, as wide as they are unless the user says otherwise; what there is no room for has no width.
fn columns(width: f32, has_documents: bool) -> [Column; 7] {
    let used = match width {
        ..600.0 => 130.0,
        ..=1200.0 => 170.0,
        _ => 280.0,
    };
    let published = 100.0;
    let mut rest = width - published - used;
    // The title keeps what it takes to be told from others.
    let mut room_for = |column: f32| {
        let fits = rest - column >= TITLE;
        rest -= if fits { column } else { 0.0 };
        if fits { column } else { 0.0 }
    };
    let document = if has_documents { room_for(140.0) } else { 0.0 };
    let (kind, grade) = (room_for(130.0), room_for(56.0));
    let outlet = if rest > 360.0 { (rest * 0.3).min(220.0) } else { 0.0 };
    [
        ("title", "Source", (rest - outlet).max(120.0)),
        ("kind", "Kind", kind),
        ("outlet", "Outlet", outlet),
        ("published", "Published", published),
        ("document", "Document", document),
        ("grade", "Grade", grade),
        ("used", "Used in", used),
    ]
    .map(|(key, name, width)| Column { key, name, width, numbers: false })
}

fn source_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, row: &SourceRow, columns: &Columns) -> Response {
    let used = row.used();
    row::table_row_ui(ui, &row.name(), view_ctx.is_selected(row.id), |ui| {
        let mut cells = Cells::new(ui, ROW);
        cells.cell_ui(ui, columns.width("title"), |ui| title_ui(ui, view_ctx, row));
        cells.cell_ui(ui, columns.width("kind"), |ui| {
            ui.add(kit::text(row.kind.as_str()).small().truncate());
        });
        cells.cell_ui(ui, columns.width("outlet"), |ui| {
            ui.add(kit::text(row.outlet.as_str()).small().truncate());
        });
        cells.cell_ui(ui, columns.width("published"), |ui| {
            ui.add(kit::text(row.published.as_str()).small().truncate());
        });
        cells.cell_ui(ui, columns.width("document"), |ui| {
            ui.add(kit::text(row.document.as_str()).small().truncate());
        });
        cells.cell_ui(ui, columns.width("grade"), |ui| {
            if !row.grade.is_empty() {
                ui.add(kit::chip(row.grade.as_str()).tooltip(&row.grade_words));
            }
        });
        cells.cell_ui(ui, columns.width("used"), |ui| {
            let words = kit::text(used).small().truncate();
            ui.add(if row.used.is_empty() { words.weak().italic() } else { words });
        });
        let rect = cells.rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, kit::tokens(ui).line));
    })
}

/// The title, and under it the address with the way to it.
fn title_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, row: &SourceRow) {
    let workspace = view_ctx.workspace();
    let opens = opens_in_browser(&row.address);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if opens {
            let name = format!("Open {} in the browser", row.address);
            if ui.add(kit::icon_button(Icon::External, &name).small()).clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(&row.address));
            }
        }
        let name = format!("Read {}", row.title);
        let tooltip = Command::Reading.tip(ui.ctx());
        if ui.add(kit::icon_button(Icon::Quote, &name).small().tooltip(&tooltip)).clicked() {
            view_ctx.go(Page::Reading(row.id));
        }
        badges::clash_icon_ui(ui, workspace, row.id);
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let alone = row.address.is_empty() && row.lacks.is_empty();
            ui.add_space(if alone { 12.0 } else { 2.0 });
            ui.add(kit::text(row.title.as_str()).strong().truncate());
            if !row.address.is_empty() && row.address != row.title {
                ui.add(kit::text(row.address.as_str()).weak().caption().truncate());
            }
            if !row.lacks.is_empty() {
                ui.add(kit::text(row.lacks).weak().italic().caption().truncate());
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        for (address, wanted) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("https://", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("shelf 3, box 12", false),
            ("ht", false),
            ("ééé", false),
        ] {
            assert_eq!(opens_in_browser(address), wanted, "{address}");
        }
    }

    #[test]
    fn columns_give_way_when_it_is_narrow() {
        assert_eq!(columns(640.0, true)[2].width, 0.0);
        let wide = columns(1400.0, true);
        assert!(wide[4].width > 0.0 && columns(1400.0, false)[4].width == 0.0);
        let sum: f32 = wide.iter().map(|column| column.width).sum();
        assert!((sum - 1400.0).abs() < 0.5 && wide[2].width > 0.0);
    }
}
