//! All widgets on three pictures, to be looked at and held by tests; not part of the product.

use chrono::NaiveDate;
use egui::{Role, Theme, Ui, Vec2};
use egui_extras::Column;
use egui_kittest::kittest::Queryable as _;

use super::{self as kit, DayItem, Icon, Mark, Tone, testing};

const LONG: &str = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";

fn page(ui: &mut Ui) {
    kit::page_title_ui(ui, "Abu Dhabi talks", "Trilateral, mediated by the United Arab Emirates", |ui| {
        let _ = ui.add(kit::button("Log a round").icon(Icon::Add).primary());
        ui.add(kit::icon_button(Icon::More, "More actions"));
        ui.add(kit::icon_button(Icon::Search, "Search").selected(true));
    });
    kit::notice_ui(ui, Tone::Warning, "Two sources announce different dates for the next round.", |ui| {
        let _ = ui.add(kit::button("Compare announcements"));
        let _ = ui.add(kit::button("Later").quiet());
    });
    ui.add_space(kit::space::S);
    kit::chip_row_ui(ui, |ui| {
        for (tone, words) in Tone::ALL.into_iter().zip(["Draft", "Current", "Background", "Agreed", "Disputed", "Overdue"]) {
            ui.add(kit::chip(words).tone(tone));
        }
        ui.add(kit::chip("Off the record").icon(Icon::Lock).tone(Tone::Warning).clickable());
        for hue in 0..kit::PARTY_HUES {
            ui.add(kit::party_tag(hue, kit::party_hue_name(hue)));
        }
    });
    kit::section_ui(ui, "Rounds", Some(2), |ui| {
        kit::segmented_ui(ui, "View", 0, &[(0, "List"), (1, "Month"), (2, "Timeline")]);
    });
    ui.add(
        kit::list_row("Second round")
            .icon(Icon::Round)
            .detail("4–5 February 2026, Abu Dhabi")
            .trailing("Confirmed")
            .tone(Tone::Ok)
            .selected(true),
    );
    ui.add(
        kit::list_row("Third round").icon(Icon::Round).detail("In the coming weeks").trailing("Conflicting").tone(Tone::Warning),
    );
    ui.add(kit::list_row("Ukraine").hue(0).trailing("12"));
    ui.add_space(kit::space::S);
    kit::table(ui, "people")
        .column(Column::exact(200.0).clip(true))
        .column(Column::remainder().clip(true))
        .header(kit::TABLE_HEAD, |mut head| {
            for name in ["Name", "Office"] {
                head.col(|ui| {
                    kit::head_cell_ui(ui, name);
                });
            }
        })
        .body(|body| {
            let people =
                [("Rustem Umerov", "Secretary"), ("Рустем Умєров", "секретар"), ("烏梅羅夫", "国防"), ("רוסטם אומרוב", "מזכיר")];
            body.rows(kit::TABLE_ROW, people.len(), |mut row| {
                let (name, office) = people[row.index()];
                row.col(|ui| {
                    ui.add(kit::text(name).truncate());
                });
                row.col(|ui| {
                    ui.add(kit::text(office).weak().truncate());
                });
            });
        });
    kit::section_ui(ui, "Then and now", None, |_| {});
    kit::diff_ui(
        ui,
        [
            (Mark::Same, "Forces withdraw "),
            (Mark::Removed, "at once and without conditions "),
            (Mark::Added, "in three stages, each watched by the United States"),
            (Mark::Same, ", behind the line of contact."),
        ],
    );
}

fn inspector(ui: &mut Ui) {
    kit::subheading_ui(ui, "Round");
    kit::text_field("Title", &mut "Second round".to_owned()).show(ui);
    kit::text_field("When", &mut "32 February".to_owned()).problem(Some("February 2026 has 28 days.")).show(ui);
    kit::text_field("Notes", &mut String::new()).rows(2).hint("What was heard, and from whom").show(ui);
    kit::combo("Venue", LONG, &["Abu Dhabi", "Geneva"]).own_word().show(ui);
    kit::combo("Format", "", &["Direct", "Proximity"]).show(ui);
    kit::toggle_ui(ui, true, "On the record");
    kit::toggle_ui(ui, false, "Show what was deleted");
    kit::segmented_ui(ui, "Level", 1, &[(0, "On record"), (1, "Background"), (2, "Chatham House")]);
    kit::key_text_ui(ui, "Venue time", "10:00, Asia/Dubai");
    kit::key_text_ui(ui, "Source", LONG);
    ui.horizontal_wrapped(|ui| {
        let _ = ui.add(kit::button("Add").icon(Icon::Add));
        let _ = ui.add(kit::button("Move to the bin").icon(Icon::Bin).danger());
        let _ = ui.add(kit::button("Undo").icon(Icon::Undo).enabled(false));
    });
    kit::card_ui(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add(kit::party_tag(1, "RU"));
            ui.add(kit::text("Demand").strong());
        });
        ui.add(kit::text("“The line of contact is where the talks begin, not where they end.”"));
        ui.add(kit::text("Paraphrase, one source").italic().weak().small());
    });
}

fn scripts(ui: &mut Ui) {
    for (name, sample) in [
        ("Hebrew", "נציג ארה״ב Steve Witkoff אמר (ב-23 בינואר 2026) שהשיחות \"טובות\"."),
        ("Arabic", "أعلنت أبوظبي، يوم ٢٣ يناير ٢٠٢٦، استضافة محادثات UAE الثلاثية (الجولة 2)."),
        ("Persian", "گفتگو در سال ۱۴۰۴ برگزار می‌شود."),
        ("Mixed", "Umerov (he: רוסטם אומרוב; ar: رستم عمروف), Kyiv"),
        ("Cyrillic", "Рустем Умєров, Кирило Буданов, Ђорђе"),
        ("Greek", "Ρουστέμ Ουμέροφ, Ζωή"),
        ("Armenian", "Ռուստեմ Ումերով"),
        ("Georgian", "რუსტემ უმეროვი"),
        ("Devanagari", "रुस्तम उमेरोव, क्षेत्र"),
        ("Bengali", "রুস্তেম উমেরভ"),
        ("Hangul", "루스템 우메로우, 키릴로 부다노우"),
        ("Han", "烏梅羅夫 乌梅罗夫 魯斯捷姆·烏梅羅夫"),
        ("Kana", "ルステム・ウメロフ、ひらがな"),
        ("Vietnamese", "Nguyễn Văn Thiệu, Łódź, Đorđević, İstanbul"),
    ] {
        kit::key_value_ui(ui, name, |ui| ui.add(kit::text(sample)));
    }
    ui.scope(|ui| {
        ui.set_max_width(300.0);
        ui.add(kit::text(
            "המשלחות נפגשו באבו דאבי לסבב שני של שיחות, ו־Steve Witkoff אמר כי \"נותרה סוגיה אחת בלבד\" (סוגיית הקרקע).",
        ));
        ui.add(kit::text("المفاوضات الثلاثية في أبوظبي تستمر يومين، وتتناول «وقف إطلاق النار» وملف الأسرى.").truncate());
    });
    let spans =
        [(Mark::Same, "הכוחות ייסוגו "), (Mark::Removed, "מיד "), (Mark::Added, "בשלושה שלבים"), (Mark::Same, " מן הקו.")];
    kit::diff_ui(ui, spans);
    ui.horizontal_wrapped(|ui| {
        for icon in Icon::ALL {
            icon.ui(ui, 18.0, kit::tokens(ui).text);
        }
    });
    let day = |d| NaiveDate::from_ymd_opt(2026, 2, d).expect("a day");
    kit::month(day(1)).today(day(3)).selected(Some(day(11))).show(ui, |d| {
        let item = |text: &str, tone, hue| DayItem { text: text.to_owned(), tone, hue };
        match d {
            _ if d == day(4) => vec![
                item("Second round", Tone::Ok, None),
                item("UA readout", Tone::Info, Some(0)),
                item("RU readout", Tone::Info, Some(1)),
                item("Press", Tone::Info, None),
            ],
            _ if d == day(17) => vec![item("Geneva (tentative)", Tone::Warning, None)],
            _ => Vec::new(),
        }
    });
}

fn picture(name: &str, theme: Theme, size: Vec2, panel: bool, draw: fn(&mut Ui)) {
    let mut harness = testing::builder::<()>().with_size(size).with_theme(theme).build_ui(move |ui| {
        let frame = if panel { kit::panel_frame(ui) } else { kit::page_frame(ui) };
        frame.show(ui, |ui| {
            ui.take_available_space();
            draw(ui);
        });
    });
    harness.run();
    harness.snapshot(name);
}

#[test]
fn a_light_page() {
    picture("kit_page_light", Theme::Light, Vec2::new(660.0, 740.0), false, page);
}

#[test]
fn a_dark_page() {
    picture("kit_page_dark", Theme::Dark, Vec2::new(660.0, 740.0), false, page);
}

#[test]
fn a_narrow_inspector() {
    picture("kit_inspector", Theme::Light, Vec2::new(320.0, 900.0), true, inspector);
}

#[test]
fn an_open_list() {
    let mut harness = testing::builder::<()>().with_size(Vec2::new(320.0, 330.0)).with_theme(Theme::Dark).build_ui(|ui| {
        kit::panel_frame(ui).show(ui, |ui| {
            ui.take_available_space();
            kit::combo("Venue", "Geneva", &["Abu Dhabi", "Geneva", "אבו דאבי", LONG, "Istanbul"]).own_word().clearable().show(ui);
        });
    });
    harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
    harness.run();
    harness.get_by_label("Filter Venue").type_text("b");
    harness.run();
    harness.snapshot("kit_open_list");
}

#[test]
fn every_script_icon_and_day() {
    picture("kit_scripts", Theme::Dark, Vec2::new(620.0, 1090.0), false, scripts);
}
