//! A table as a colleague keeps it, and its siblings: what its rows are, what its columns say, and what is said again.

use crate::talks::{empty, ids, planned};
use crate::trust::{fates, take};
use rapporteur::exchange::import::grid::{Grid, ReadAs};
use rapporteur::exchange::import::guess::guess;
use rapporteur::exchange::import::mapping::{Key, Kind};
use rapporteur::exchange::import::plan::{Choices, Pick, Plan, RowOutcome};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::release::Released;
use rapporteur::model::{RecordLevel, Round, Statement, Vocabulary, Who};
use rapporteur::query::names;
use rapporteur::session::{Fixed, Session};

const COLLEAGUE: &str = include_str!("../data/colleague.csv");

fn grid(table: &str) -> Grid {
    read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap()
}

/// The statements in the order of the rows, each as its words, round, date and level.
fn said(session: &Session) -> Vec<String> {
    let workspace = session.workspace();
    let words = |one: &Statement| {
        let round = one.round.map(|id| names::round(workspace, id)).unwrap_or_default();
        format!("{}; {round}; {}; {:?}", one.text, one.said_on.words(), one.level)
    };
    workspace.statements.values().map(words).collect()
}

fn told(plan: &Plan, part: &str) -> usize {
    plan.notes.iter().filter(|note| note.contains(part)).count()
}

/// A record with a round on 5 October 2026 at which the KPA did not comment, on the record.
fn no_comment() -> (Session, Fixed) {
    let (mut session, mut ids) = (empty(), ids());
    take(&mut session, &mut ids, "negotiation,round,date,status\nN,Round 1,2026-10-05,held\n");
    let table = "negotiation,round,party,text,level,kind\nN,Round 1,KPA,No further comment,on the record,comment\n";
    take(&mut session, &mut ids, table);
    (session, ids)
}

#[test]
fn the_same_words_at_another_time_are_another_statement() {
    for (columns, cells, there) in [
        ("date", "2026-11-09", 2),
        ("date", "2026-10-05", 1),
        ("date", "October 2026", 1),
        ("date", "November 2026", 2),
        ("date,level", "2026-11-09,background", 2),
        ("date,note", "2026-10-05,at the door", 1),
        ("level", "off the record", 2),
        ("kind", "rejection", 2),
        ("kind", "comment", 1),
        ("round", "Round 1", 1),
        ("speaker", "Ida Brandt", 1),
    ] {
        let (mut session, mut ids) = no_comment();
        let before = said(&session)[0].clone();
        let table = format!("negotiation,party,text,{columns}\nN,KPA,No further comment.,{cells}\n");
        let plan = take(&mut session, &mut ids, &table);
        assert_eq!(session.workspace().statements.len(), there, "{columns}: {cells}: {:?}", plan.rows);
        assert_eq!(told(&plan, "said again"), there - 1, "{columns}: {cells}: {:?}", plan.notes);
        if there == 2 {
            assert_eq!(said(&session)[0], before, "{columns}: {cells}: the old one stays as it is");
        }
        let (new, _, same, _) = fates(&take(&mut session, &mut ids, &table));
        assert_eq!((new, same), (0, 1), "{columns}: {cells}: the same file adds nothing");
    }
}

#[test]
fn another_round_is_another_statement_and_another_speaker_too() {
    let (mut session, mut ids) = no_comment();
    take(&mut session, &mut ids, "negotiation,round,date,status\nN,Round 2,2026-11-09,held\n");
    let table = "negotiation,round,party,by,text\n\
        N,Round 2,KPA,Ida Brandt,No further comment\n\
        N,Round 2,KPA,Jon Moss,No further comment\n\
        N,Round 2,KPA,Brandt,No further comment\n";
    take(&mut session, &mut ids, table);
    let all = said(&session);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].contains("Round 1") && all[1].contains("Round 2") && all[2].contains("Round 2"), "{all:?}");
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (0, 0, 3, 0));
}

#[test]
fn of_two_rows_of_one_file_neither_changes_the_other() {
    let (mut session, mut ids) = (empty(), ids());
    let table = "negotiation,date,party,text,kind,level\n\
        N,2026-10-05,KPA,No.,rejection,on the record\n\
        N,2026-10-05,KPA,No.,comment,off the record\n\
        N,,KPA,No.,comment,off the record\n\
        N,2026-10-06,KPA,No.,comment,off the record\n\
        N,2026-10-05,KPA,No.,rejection,on the record\n";
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (4, 0, 1, 0));
    let all = said(&session);
    assert!(all[0].ends_with("OnRecord") && all[1].ends_with("OffRecord"), "{all:?}");
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (0, 0, 5, 0), "the same file adds nothing");
    assert_eq!(said(&session), all);
}

#[test]
fn a_statement_without_a_date_is_completed_only_if_nothing_differs() {
    let undated = "negotiation,party,text,kind\nN,KPA,Night shifts stay,position\n";
    for (cells, statements) in [("2026-11-09,position", 1), ("2026-11-09,", 1), ("2026-11-09,threat", 2)] {
        let (mut session, mut ids) = (empty(), ids());
        take(&mut session, &mut ids, undated);
        let table = format!("negotiation,party,text,date,kind\nN,KPA,Night shifts stay,{cells}\n");
        let plan = take(&mut session, &mut ids, &table);
        assert_eq!(session.workspace().statements.len(), statements, "{cells}");
        assert_eq!(told(&plan, "which is added to them"), usize::from(statements == 1), "{:?}", plan.notes);
        assert!(said(&session).last().unwrap().contains("9 November 2026"));
        assert_eq!(fates(&take(&mut session, &mut ids, &table)), (0, 0, 1, 0));
        // The file without dates says less, and takes nothing back.
        assert_eq!(fates(&take(&mut session, &mut ids, undated)), (0, 0, 1, 0), "{cells}");
    }
}

#[test]
fn what_is_owed_by_another_time_is_asked_about() {
    let (mut session, mut ids) = (empty(), ids());
    let row = |due: &str| format!("negotiation,what,owner,due\nN,Send the figures,KPA,{due}\n");
    take(&mut session, &mut ids, &row("2026-12-01"));
    let due = |session: &Session| -> Vec<String> {
        let mut all: Vec<String> = session.workspace().follow_ups.values().map(|one| one.due.words()).collect();
        all.sort();
        all
    };
    assert_eq!(fates(&take(&mut session, &mut ids, &row("2026-12-01"))), (0, 0, 1, 0));
    assert_eq!(fates(&take(&mut session, &mut ids, &row(""))), (0, 0, 1, 0), "it says less");
    assert_eq!(fates(&take(&mut session, &mut ids, &row("December 2026"))), (0, 0, 1, 0), "so does this");
    let plan = planned(&session, &mut ids, &grid(&row("2026-12-15")), &Choices::default());
    let [question] = plan.questions.as_slice() else { panic!("{:?}", plan.questions) };
    assert_eq!((question.name.noun, question.candidates.len(), question.pick), ("follow-up", 1, Pick::New));
    assert!(question.name.written.contains("15 Dec"), "{question:?}");
    let picks = [(question.name.clone(), Pick::Is(question.candidates[0].0))].into();
    let moved = planned(&session, &mut ids, &grid(&row("2026-12-15")), &Choices { picks, ..Choices::default() });
    assert_eq!(fates(&moved), (0, 1, 0, 0), "the answer is that it is the same, and put off");
    take(&mut session, &mut ids, &row("2026-12-15"));
    assert_eq!(due(&session), ["1 December 2026", "15 December 2026"]);
    let monthly = "negotiation,what,owner,due\nN,Monthly report,KPA,2026-12-31\nN,Monthly report,KPA,2027-01-31\n";
    assert_eq!(fates(&take(&mut session, &mut ids, monthly)), (2, 0, 0, 0));
    assert_eq!(fates(&take(&mut session, &mut ids, monthly)), (0, 0, 2, 0), "the same file adds nothing");
}

#[test]
fn a_colleague_s_table_is_one_of_statements_with_all_its_columns() {
    let grid = grid(COLLEAGUE);
    let mapping = guess(&grid, None);
    assert_eq!(mapping.kind, Kind::Statements);
    let expected = [
        None,
        Some("said_on"),
        Some("party"),
        Some("speaker"),
        Some("issues"),
        Some("text"),
        Some("kind"),
        Some("level"),
        Some("verification"),
        Some("source"),
    ];
    let found: Vec<Option<&str>> = mapping.columns.iter().map(|column| column.map(Key::name)).collect();
    assert_eq!(found, expected, "{:?}", grid.header);
}

#[test]
fn tables_are_known_by_what_people_call_their_columns() {
    for (table, kind, columns) in [
        (
            "Datum;Seite;Sprecher;Thema;Aussage;Art;Quelle\n5.10.2026;IG;Olsen;Lohn;Wir wollen mehr;Forderung;Protokoll",
            Kind::Statements,
            "said_on party speaker issues text kind source",
        ),
        (
            "Date;Délégation;Porte-parole;Sujet;Propos;Type\n5/10/2026;CGT;Mme Petit;Salaires;Nous demandons plus;demande",
            Kind::Statements,
            "said_on party speaker issues text kind",
        ),
        (
            "Fecha;Parte;Portavoz;Tema;Declaración;Tipo\n5/10/2026;UGT;Sra. Ruiz;Salario;Queremos más;demanda",
            Kind::Statements,
            "said_on party speaker issues text kind",
        ),
        (
            "Дата;Сторона;Оратор;Тема;Высказывание\n5.10.2026;Союз;Ольсен;Зарплата;Мы хотим больше",
            Kind::Statements,
            "said_on party speaker issues text",
        ),
        (
            "When,Whose,Speaker's name,Topic / issue,What was said,Rec. status\n2026-10-05,Union,Olsen,Pay,We want more,on",
            Kind::Statements,
            "said_on party speaker issues text level",
        ),
        (
            "Nr,Date,Who,What came across in the meeting\n\
             1,2026-10-05,Union,They will not move on pay before March\n\
             2,2026-10-05,KPA,They have no money left for this year\n\
             3,2026-10-05,Union,A strike vote is being prepared for January",
            Kind::Statements,
            "- said_on party text",
        ),
        (
            "No,Meeting date,Where,Status\n1,2026-10-05,Oslo,held\n2,2026-11-09,Oslo,planned",
            Kind::Rounds,
            "number start venue status",
        ),
        ("Runde;Datum;Ort\n1;5.10.2026;Kiel\n2;9.11.2026;Kiel", Kind::Rounds, "title start venue"),
        ("Action point,Assignee,Due date\nSend the figures,KPA,2026-12-01", Kind::FollowUps, "what owner due"),
    ] {
        let mapping = guess(&grid(table), None);
        let found: Vec<&str> = mapping.columns.iter().map(|column| column.map_or("-", Key::name)).collect();
        assert_eq!((mapping.kind, found.join(" ").as_str()), (kind, columns), "{table}");
    }
}

#[test]
fn without_a_column_that_every_row_needs_nothing_comes_in() {
    for (table, kind, lacks) in [
        ("negotiation,nr,remark\nN,1,first\nN,2,second\n", Kind::Rounds, "No column is taken for the start."),
        ("negotiation,title,venue\nN,Opening,Oslo\n", Kind::Rounds, "No column is taken for the start."),
        ("negotiation,party,date\nN,KPA,2026-10-05\n", Kind::Statements, "No column is taken for the text."),
        ("negotiation,text,date\nN,We want more,2026-10-05\n", Kind::Statements, "No column is taken for the party."),
        ("negotiation,owner,due\nN,KPA,2026-10-05\n", Kind::FollowUps, "No column is taken for the what."),
    ] {
        let (session, mut ids, grid) = (empty(), ids(), grid(table));
        let mapping = guess(&grid, Some(kind));
        let plan = crate::talks::planned_as(&session, &mut ids, &grid, &mapping, &Choices::default());
        assert!(plan.puts.is_empty() && plan.questions.is_empty(), "{table}: {:?}", plan.puts);
        assert_eq!(plan.causes()[0].why, lacks, "{table}");
        assert_eq!(plan.causes()[0].rows.len(), grid.rows.len(), "{table}");
    }
}

/// Which of the statements on pay leave whole.
fn leave(session: &Session) -> Vec<String> {
    let workspace = session.workspace();
    let negotiation = *workspace.negotiations.keys().next().unwrap();
    let released = Released::new(workspace, negotiation, &Default::default());
    released.workspace().statements.values().map(|one| one.text.clone()).collect()
}

#[test]
fn a_column_of_levels_is_read_under_any_header() {
    use RecordLevel::{Background, ChathamHouse, OffRecord, OnRecord, Unstated};
    for header in
        ["on/off rec.", "On or off?", "on / off the record", "OTR?", "Record?", "Rec. status", "Basis", "Column 7", "attribution"]
    {
        let (mut session, mut ids) = (empty(), ids());
        let table = format!(
            "negotiation,party,text,{header}\nN,A,one,on\nN,B,two,off\nN,C,three,background\nN,D,four,chatham\nN,E,five,lobby\nN,F,six,\nN,G,seven,off\n"
        );
        let plan = take(&mut session, &mut ids, &table);
        let levels: Vec<RecordLevel> = session.workspace().statements.values().map(|one| one.level.clone()).collect();
        assert_eq!(levels[..4], [OnRecord, OffRecord, Background, ChathamHouse], "{header}");
        assert!(levels[4].is_other() && levels[5..] == [Unstated, OffRecord], "{header}: {levels:?}");
        assert_eq!(told(&plan, "1 record level is not known"), 1, "{header}: {:?}", plan.notes);
        assert_eq!(told(&plan, "“lobby” (1 row)"), 1, "{header}: {:?}", plan.notes);
        let reason = &session.workspace().statements.values().nth(4).unwrap().to_check;
        assert!(reason.len() == 1 && reason[0].contains("lobby"), "{header}: {reason:?}");
        let out = leave(&session);
        assert!(!out.iter().any(|text| ["two", "seven", "five"].contains(&text.as_str())), "{header}: {out:?}");
        assert!(out.contains(&"one".to_owned()), "{header}: {out:?}");
    }
}

#[test]
fn what_a_colleague_was_told_off_the_record_stays_in() {
    let (mut session, mut ids) = (empty(), ids());
    let table = format!("negotiation;{}", COLLEAGUE.trim().replace('\n', "\nN;"));
    let plan = take(&mut session, &mut ids, &table);
    // Two rows have no date: there is no 31 November, and "5.10." has no year.
    assert_eq!(fates(&plan), (10, 0, 0, 2), "{:?}", plan.rows);
    let of = |text: &str| session.workspace().statements.values().find(|one| one.text.starts_with(text)).unwrap();
    assert_eq!(of("Inflation").level, RecordLevel::OnRecord);
    assert_eq!(of("Ballot").level, RecordLevel::OffRecord);
    assert_eq!(of("Ready").level, RecordLevel::Background);
    assert_eq!(of("A new offer").level, RecordLevel::ChathamHouse);
    let out = leave(&session);
    assert!(!out.iter().any(|text| text.starts_with("Ballot")), "{out:?}");
    let again = planned(&session, &mut ids, &grid(&table), &Choices::default());
    assert_eq!((fates(&again).0, fates(&again).1), (0, 0), "the same file again adds nothing: {:?}", again.rows);
}

#[test]
fn what_is_said_on_a_day_to_come_is_pointed_out_and_looked_at() {
    for (cell, is_told) in [("next week", true), ("2026-03-07", true), ("April 2026", true), ("2026-03-06", false), ("", false)] {
        let (mut session, mut ids) = (empty(), ids());
        let table = format!("negotiation,party,text,date\nN,KPA,A new offer is being prepared,{cell}\n");
        let plan = take(&mut session, &mut ids, &table);
        assert_eq!(told(&plan, "had not come when this was recorded"), usize::from(is_told), "{cell}: {:?}", plan.notes);
        let one = session.workspace().statements.values().next().unwrap();
        assert_eq!(one.to_check.len(), usize::from(is_told), "{cell}: {:?}", one.to_check);
        assert_eq!(fates(&take(&mut session, &mut ids, &table)), (0, 0, 1, 0), "{cell}");
    }
}

#[test]
fn a_round_is_found_by_its_day_if_one_alone_was_on_it() {
    let (mut session, mut ids) = (empty(), ids());
    let rounds = "negotiation,title,start,end\nN,Opening,2026-01-05,2026-01-07\nN,Second,2026-02-09,\nN,Caucus,2026-02-09,\n";
    take(&mut session, &mut ids, rounds);
    let row = |round: &str| format!("negotiation,round,party,text\nN,{round},KPA,words for {round}\n");
    for cell in ["2026-01-05", "06/01/2026", "7 January 2026", "2026-01-06 10:00"] {
        let plan = take(&mut session, &mut ids, &row(cell));
        assert_eq!(fates(&plan), (1, 0, 0, 0), "{cell}: {:?}", plan.rows);
        let said = session.workspace().statements.values().next_back().unwrap();
        assert_eq!(names::round(session.workspace(), said.round.unwrap()), "Opening", "{cell}");
    }
    for (cell, why) in
        [("2026-01-08", "No round is recorded on 8 January 2026"), ("2026-02-09", "2 rounds are recorded on 9 February 2026")]
    {
        let plan = take(&mut session, &mut ids, &row(cell));
        assert!(plan.causes()[0].why.contains(why), "{cell}: {:?}", plan.rows);
        assert_eq!(plan.questions.len(), usize::from(cell == "2026-02-09"), "{cell}");
    }
    let asked = planned(&session, &mut ids, &grid(&row("2026-02-09")), &Choices::default());
    let picks = [(asked.questions[0].name.clone(), Pick::Is(asked.questions[0].candidates[0].0))].into();
    let plan = planned(&session, &mut ids, &grid(&row("2026-02-09")), &Choices { picks, ..Choices::default() });
    assert_eq!(fates(&plan), (1, 0, 0, 0));
}

#[test]
fn a_row_tells_what_it_says_as_it_is_read() {
    let (session, mut ids) = (empty(), ids());
    let table = format!("negotiation;{}", COLLEAGUE.trim().replace('\n', "\nN;"));
    let plan = planned(&session, &mut ids, &grid(&table), &Choices::default());
    let says: Vec<String> = plan.rows[3].says.iter().map(|(label, words)| format!("{label}: {words}")).collect();
    assert_eq!(says[0], "Said on: 9 November 2026");
    for words in ["Round: not stated", "Speaker: ", "Kind: Concession", "Record level: Background", "Source: phone call"] {
        assert!(says.iter().any(|one| one.starts_with(words)), "{words}: {says:?}");
    }
    assert!(plan.rows[9].says.is_empty() && plan.causes()[0].why.contains("there is no such day"), "{:?}", plan.causes());
}

#[test]
fn headers_in_other_languages_are_read_in_any_order() {
    for table in [
        "Verhandlung;Titel;Beginn;Ende;Ort;Stand\nTalks;R;5. März 2026;6. März 2026;Wien;abgehalten\n",
        "Stand;Ort;Ende;Beginn;Titel;Verhandlungen\nabgehalten;Wien;6. März 2026;5. März 2026;R;Talks\n",
        "Lieu,Statut,Début,Fin,Titre,Négociation\nWien,tenue,5 mars 2026,6 mars 2026,R,Talks\n",
        "Título,Lugar,Inicio,Fin,Estado,Negociación\nR,Wien,5 de marzo de 2026,6 de marzo de 2026,celebrada,Talks\n",
        "Titolo,Luogo,Inizio,Fine,Stato,Negoziato\nR,Wien,5 marzo 2026,6 marzo 2026,tenuta,Talks\n",
        "Переговоры;Название;Начало;Конец;Место;Статус\nTalks;R;5 марта 2026;6 марта 2026;Wien;состоялась\n",
    ] {
        let (mut session, mut ids) = (empty(), ids());
        let plan = take(&mut session, &mut ids, table);
        assert!(
            plan.questions.is_empty() && plan.rows.iter().all(|row| row.outcome == RowOutcome::New),
            "{table}: {:?}",
            plan.rows
        );
        let ws = session.workspace();
        let told = |round: &Round| {
            let when = round.schedule.when.words();
            format!("{} · {when} · {} · {:?}", round.title, names::venue(&round.venue), round.schedule.status)
        };
        assert_eq!(ws.rounds.values().map(told).collect::<Vec<_>>(), ["R · 5–6 March 2026 · Wien · Held"], "{table}");
        assert_eq!(ws.negotiations.values().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["Talks"], "{table}");
    }
    for table in [
        "Texte,Partie,Intervenant,Séance,Négociation,Sujet,Date de la déclaration\nNous voulons,Nordland,Anne Mont,R,Talks,Trêve,5 mars 2026\n",
        "Declaración,Parte,Portavoz,Ronda,Negociación,Tema,Fecha\nNous voulons,Nordland,Anne Mont,R,Talks,Trêve,5 de marzo de 2026\n",
        "Тема;Текст;Сторона;Спикер;Раунд;Переговоры;Дата\nTrêve;Nous voulons;Nordland;Anne Mont;R;Talks;5 марта 2026\n",
    ] {
        let (mut session, mut ids) = (empty(), ids());
        take(&mut session, &mut ids, "negotiation,title,date\nOther,R,2026-01-05\n");
        take(&mut session, &mut ids, "negotiation,title,date\nTalks,R,2026-03-05\n");
        take(&mut session, &mut ids, table);
        let ws = session.workspace();
        let said = ws.statements.values().next().unwrap();
        assert_eq!(ws.negotiations[&said.negotiation].code, "Talks", "{table}");
        assert_eq!((said.text.as_str(), said.said_on.words().as_str()), ("Nous voulons", "5 March 2026"), "{table}");
        assert!(said.round.is_some() && matches!(said.speaker, Some(Who::Person(_))) && said.issues.len() == 1, "{table}");
    }
}
