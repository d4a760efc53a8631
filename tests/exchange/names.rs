//! Who and what is named in files as people have them: titles, scripts, tables of parties, codes, words that nobody knows.

use crate::talks::{empty, ids, planned, planned_as};
use crate::trust::{fates, take};
use rapporteur::exchange::import::grid::ReadAs;
use rapporteur::exchange::import::guess::guess;
use rapporteur::exchange::import::kept::recall;
use rapporteur::exchange::import::mapping::Kind;
use rapporteur::exchange::import::plan::{Choices, Pick, Plan, Question, RowOutcome};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::model::{Party, Person, StatementField, StatementKind, Who};
use rapporteur::session::{Fixed, Proposal, Session, Surroundings};

/// The names of the people, each with the spellings.
fn people(session: &Session) -> Vec<String> {
    let words = |person: &Person| {
        let forms: Vec<&str> = person.spellings.iter().map(|one| one.form.as_str()).collect();
        format!("{} [{}]", person.name, forms.join("; "))
    };
    session.workspace().people.values().map(words).collect()
}

fn parties(session: &Session) -> Vec<String> {
    let words = |party: &Party| {
        let forms: Vec<&str> = party.spellings.iter().map(|one| one.form.as_str()).collect();
        format!("{} [{}]", party.name, forms.join("; "))
    };
    session.workspace().parties.values().map(words).collect()
}

/// What is asked, and what is proposed.
fn asked(questions: &[Question]) -> Vec<String> {
    let words = |question: &Question| {
        let pick = match question.pick {
            Pick::New => "new",
            Pick::Is(id) => question.candidates.iter().find(|(known, _)| *known == id).map_or("?", |(_, title)| title.as_str()),
        };
        format!("{} {}: {pick}", question.name.noun, question.name.written)
    };
    questions.iter().map(words).collect()
}

fn look(session: &Session, ids: &mut Fixed, table: &str, choices: &Choices) -> Plan {
    let grid = read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    planned(session, ids, &grid, choices)
}

fn perform(session: &mut Session, plan: Plan) {
    session.perform(Proposal { label: plan.label, puts: plan.puts, gesture: None }).unwrap();
}

#[test]
fn titles_and_degrees_are_no_part_of_a_name_and_are_asked_about() {
    let (mut session, mut ids) = (empty(), ids());
    take(&mut session, &mut ids, "negotiation,title,start,status\nN,Opening,2026-03-02,held\n");
    let header = "negotiation,round,party,person,role\n";
    take(&mut session, &mut ids, &format!("{header}N,Opening,Eastmere,Mara Lind,head\n"));
    let table = format!(
        "{header}N,Opening,Eastmere,Dr Lind,head\nN,Opening,Eastmere,Mrs. Lind,head\nN,Opening,Eastmere,Mara Lind-Harper,member\n\
         N,Opening,Westhaven,Prof. Dr. Oskar Falk,head\nN,Opening,Westhaven,\"OST, Ina\",member\nN,Opening,Westhaven,\"Ida Brandt, PhD\",member\n"
    );
    let plan = take(&mut session, &mut ids, &table);
    assert_eq!(
        asked(&plan.questions),
        [
            "person Dr Lind: Mara Lind",
            "person Mrs. Lind: Mara Lind",
            "person Mara Lind-Harper: new",
            "person Prof. Dr. Oskar Falk: Oskar Falk (new)",
            "person OST, Ina: Ina Ost (new)",
            "person Ida Brandt, PhD: Ida Brandt (new)",
        ]
    );
    assert_eq!(
        people(&session),
        [
            "Mara Lind [Dr Lind; Mrs. Lind]",
            "Mara Lind-Harper []",
            "Oskar Falk [Prof. Dr. Oskar Falk]",
            "Ina Ost [OST, Ina]",
            "Ida Brandt [Ida Brandt, PhD]",
        ]
    );
    let again = look(&session, &mut ids, &table, &Choices::default());
    assert!(again.questions.is_empty() && again.puts.is_empty(), "{:?}", asked(&again.questions));
    // Whoever says that the title belongs to the name is heard.
    let other = format!("{header}N,Opening,Westhaven,Dr No,head\n");
    let plan = look(&session, &mut ids, &other, &Choices::default());
    let picks = [(plan.questions[0].name.clone(), Pick::New)].into();
    let plan = look(&session, &mut ids, &other, &Choices { picks, ..Choices::default() });
    perform(&mut session, plan);
    assert_eq!(people(&session).last().unwrap(), "Dr No []");
}

#[test]
fn speakers_are_people_in_scripts_without_capitals() {
    let (mut session, mut ids) = (empty(), ids());
    let speakers = [
        "王毅",
        "송민순",
        "ილია დარჩიაშვილი",
        "佐々江賢一郎",
        "Сергей Лавров",
        "セルゲイ・ラブロフ",
        "עומר לוי",
        "ปราโบโว สุเบียนโต",
    ];
    let others = ["外交部发言人", "정부 관계자", "an unnamed official", "报道"];
    let mut table = "negotiation,party,speaker,issue,text\n".to_owned();
    for (at, speaker) in speakers.iter().chain(&others).enumerate() {
        table.push_str(&format!("S,Party {at},{speaker},x,text {at}\n"));
    }
    take(&mut session, &mut ids, &table);
    let ws = session.workspace();
    let named: Vec<&str> = ws.people.values().map(|person| person.name.as_str()).collect();
    assert!(speakers.iter().all(|speaker| named.contains(speaker)), "{named:?}");
    let described = ws.statements.values().filter(|said| matches!(said.speaker, Some(Who::Described(_)))).count();
    assert_eq!((named.len(), described), (speakers.len() + 1, others.len() - 1), "{named:?}");
}

#[test]
fn a_table_of_parties_makes_parties_with_both_names() {
    let (mut session, mut ids) = (empty(), ids());
    let table = "party,alias\nMyanmar,Burma\nLaos,Lao PDR\nABU,\"Argentina, Brazil and Uruguay\"\nNorth Korea,People's Republic of Korea\n\
        Republic of Korea,South Korea\nSlovakia,Slovak Republic\nBrazil,Brasil\nMyanmar,Union of Burma; Birmanie\n";
    let plan = take(&mut session, &mut ids, table);
    assert_eq!((fates(&plan), asked(&plan.questions)), ((8, 0, 0, 0), Vec::new()));
    assert_eq!(
        parties(&session),
        [
            "Myanmar [Burma; Union of Burma; Birmanie]",
            "Laos [Lao PDR]",
            "ABU [Argentina, Brazil and Uruguay]",
            "North Korea [People's Republic of Korea]",
            "Republic of Korea [South Korea]",
            "Slovakia [Slovak Republic]",
            "Brazil [Brasil]",
        ]
    );
    assert!(session.workspace().people.is_empty());
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (0, 0, 8, 0));
    // An alias that is another party already is no spelling of this one.
    let plan = take(&mut session, &mut ids, "party,alias\nLaos,Brasil\n");
    assert!(
        matches!(&plan.rows[0].outcome, RowOutcome::Refused(why) if why.contains("another party already")),
        "{:?}",
        plan.rows
    );
}

#[test]
fn a_column_or_the_kind_says_whether_names_are_of_parties_or_people() {
    let (mut session, mut ids) = (empty(), ids());
    let plan = take(
        &mut session,
        &mut ids,
        "name,type,alias\nAurora,party,Aurora Group\nIda Brandt,person,I. Brandt\nAlpha,company,Alpha plc\n",
    );
    assert_eq!(fates(&plan), (3, 0, 0, 0), "{:?}", plan.rows);
    assert_eq!(parties(&session), ["Aurora [Aurora Group]", "Alpha [Alpha plc]"]);
    assert_eq!(people(&session), ["Ida Brandt [I. Brandt]"]);
    let table = "name,alias\nGamma,Gamma Union\nFrance,République française\nOskar Falk,O. Falk\n";
    let plan = look(&session, &mut ids, table, &Choices::default());
    assert_eq!(fates(&plan), (2, 0, 0, 1), "what nothing tells is not guessed: {:?}", plan.rows);
    assert_eq!(plan.causes()[0].rows, [2]);
    let grid = read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    for (kind, made) in [(Kind::Parties, (3, 0)), (Kind::People, (0, 3))] {
        let mut id = || ids.id();
        let mut making = rapporteur::exchange::import::plan::Making {
            now: "2026-03-06T09:00:00Z".parse().unwrap(),
            author: "Ana",
            zone: chrono_tz::UTC,
            id: &mut id,
        };
        let none = empty();
        let mapping = guess(&grid, Some(kind));
        let plan = rapporteur::exchange::import::plan::plan(
            none.workspace(),
            &grid,
            &mapping,
            &Choices::default(),
            &mut making,
            &Progress::default(),
        )
        .unwrap();
        let count = |noun: &str| plan.puts.iter().filter(|put| put.id().noun() == noun).count();
        assert_eq!((count("party"), count("person")), made, "{kind:?}");
    }
}

#[test]
fn a_code_in_an_id_column_is_kept_and_finds_the_round() {
    let (mut session, mut ids) = (empty(), ids());
    let rounds = "negotiation,id,start_date,end_date,title\nU,1995-INC-11,1995-02-06,1995-02-17,Eleventh Session\n";
    take(&mut session, &mut ids, rounds);
    assert!(session.workspace().rounds.values().next().unwrap().note.contains("1995-INC-11"));
    let plan = take(&mut session, &mut ids, "negotiation,round,party,issue,text\nU,1995-INC-11,Austria,targets,commitments\n");
    assert_eq!(fates(&plan), (1, 0, 0, 0), "{:?}", plan.rows);
    assert!(session.workspace().statements.values().all(|said| said.round.is_some()));
    assert_eq!(fates(&take(&mut session, &mut ids, rounds)), (0, 0, 1, 0));
    let renamed = rounds.replace("Eleventh Session", "INC-11");
    assert_eq!(fates(&take(&mut session, &mut ids, &renamed)), (0, 1, 0, 0), "the code tells that it is the same round");
    // Alone, it is the title.
    take(&mut session, &mut ids, "negotiation,id,date\nV,2001-COP-7,2001-10-29\n");
    assert!(session.workspace().rounds.values().any(|round| round.title == "2001-COP-7"));
}

#[test]
fn words_that_no_term_has_are_told_once_with_a_count() {
    let (mut session, mut ids) = (empty(), ids());
    let mut table = "negotiation,party,kind,firmness,issue,text\n".to_owned();
    for at in 0..12 {
        let kind = ["party", "party", "grouping", "demand"][at % 4];
        table.push_str(&format!("N,Austria,{kind},{},x,text {at}\n", if at == 0 { "very" } else { "" }));
    }
    let plan = take(&mut session, &mut ids, &table);
    assert_eq!(
        plan.notes,
        [
            "Made as well: 1 issue: x; 1 negotiation: N; 1 party: Austria.",
            "2 kinds are not known, and kept as written: “party” (6 rows), “grouping” (3 rows).",
            "1 word for firmness is not known, and kept as written: “very” (1 row).",
        ]
    );
}

#[test]
fn an_answer_is_kept_with_the_record_and_not_asked_again() {
    let (mut session, mut ids) = (empty(), ids());
    let table =
        "negotiation,party,issue,text\nN,Alpha,\"Finance, technology and more\",a\nN,Beta,\"Finance, technologies and more\",b\n";
    let plan = look(&session, &mut ids, table, &Choices::default());
    assert_eq!(asked(&plan.questions).len(), 1);
    let question = &plan.questions[0];
    let picks = [(question.name.clone(), Pick::Is(question.candidates[0].0))].into();
    let plan = look(&session, &mut ids, table, &Choices { picks, ..Choices::default() });
    perform(&mut session, plan);
    assert_eq!(session.workspace().issues.len(), 1);
    let again = look(&session, &mut ids, table, &Choices::default());
    assert!(again.questions.is_empty() && again.puts.is_empty(), "{:?}", again.questions);
    assert_eq!((fates(&again), again.answered.len()), ((0, 0, 2, 0), 1));
    // It can be answered otherwise later.
    let picks = [(question.name.clone(), Pick::New)].into();
    let otherwise = look(&session, &mut ids, table, &Choices { picks, ..Choices::default() });
    assert_eq!(fates(&otherwise).0, 1, "{:?}", otherwise.rows);
}

#[test]
fn a_cause_is_told_once_and_a_new_negotiation_can_be_named() {
    let (session, mut ids) = (empty(), ids());
    let table = "Actor,Position\nNetherlands,4\nBelgium,7\nFrance,1\n,2\n";
    let plan = look(&session, &mut ids, table, &Choices::default());
    let causes = plan.causes();
    assert_eq!(causes.len(), 2, "{causes:?}");
    assert_eq!((causes[0].rows_words(), causes[0].rows.len()), ("Rows 2–4".to_owned(), 3));
    let into_new = Some("EC emission standards".to_owned());
    let plan = look(&session, &mut ids, table, &Choices { into_new, ..Choices::default() });
    assert_eq!(fates(&plan), (3, 0, 0, 1));
    assert!(plan.notes[0].contains("1 negotiation"), "{:?}", plan.notes);
    let plan = look(&session, &mut ids, "Verhandlung;Fraktion;Text\nX;SPD;ja\n", &Choices::default());
    assert_eq!(plan.causes()[0].why, "No column is taken for the party.");
}

/// A negotiation at which two parties sit.
fn two_sides() -> (Session, Fixed) {
    let (mut session, mut ids) = (empty(), ids());
    take(&mut session, &mut ids, "negotiation,party,text\nPay,IGMB,seven percent\nPay,AVM,nothing\n");
    (session, ids)
}

#[test]
fn a_name_that_differs_in_spaces_points_hyphens_or_case_is_proposed() {
    for slip in ["IGM B", "I.G.M.B.", "igm-b", "Igm  b", "IG–MB"] {
        let (mut session, mut ids) = two_sides();
        let table = format!("negotiation,party,text\nPay,{slip},170 more\n");
        let plan = look(&session, &mut ids, &table, &Choices::default());
        assert_eq!(asked(&plan.questions), [format!("party {slip}: IGMB")]);
        perform(&mut session, plan);
        assert_eq!(session.workspace().parties.len(), 2, "{slip}");
        let again = look(&session, &mut ids, &table, &Choices::default());
        assert!(again.questions.is_empty() && again.puts.is_empty(), "{slip}: {:?}", again.questions);
    }
}

#[test]
fn a_new_party_is_asked_about_where_the_sides_are_known_and_what_is_made_is_named() {
    let (mut session, mut ids) = two_sides();
    let table = "negotiation,party,issue,text\nPay,beide,Wages,5.1 %\nPay,Südwest e.V.,Term,none\nPay,AVM,Hours,no\n";
    let plan = look(&session, &mut ids, table, &Choices::default());
    assert_eq!(asked(&plan.questions), ["party beide: new", "party Südwest e.V.: new"]);
    for question in &plan.questions {
        let offered: Vec<&str> = question.candidates.iter().map(|(_, title)| title.as_str()).collect();
        assert_eq!(offered[..2], ["IGMB", "AVM"], "{question:?}");
        assert!(question.unlike);
    }
    assert_eq!(plan.notes[0], "Made as well: 3 issues: Wages, Term, Hours; 2 parties: beide, Südwest e.V..");
    let picks = [(plan.questions[1].name.clone(), Pick::Is(plan.questions[1].candidates[1].0))].into();
    let taken = look(&session, &mut ids, table, &Choices { picks, ..Choices::default() });
    perform(&mut session, taken);
    assert_eq!(parties(&session), ["IGMB []", "AVM [Südwest e.V.]", "beide []"]);
    let again = look(&session, &mut ids, table, &Choices::default());
    assert!(again.questions.is_empty() && again.puts.is_empty(), "{:?}", again.questions);
}

#[test]
fn parties_are_not_asked_about_where_none_sat_before_or_many_come() {
    let (session, mut ids) = (empty(), ids());
    let many = |count: usize| {
        (0..count).map(|at| format!("Pay,Party{} {},text\n", at, "abcdefgh".get(at..=at).unwrap())).collect::<String>()
    };
    let header = "negotiation,party,text\n";
    let plan = look(&session, &mut ids, &format!("{header}{}", many(8)), &Choices::default());
    assert!(plan.questions.iter().all(|question| !question.unlike), "{:?}", plan.questions);
    assert!(plan.notes[0].contains("8 parties: Party0 a, ") && plan.notes[0].contains(" and 2 more"), "{:?}", plan.notes);
    let (session, mut ids) = two_sides();
    for (rows, expected) in [(2, 2), (3, 3), (4, 0), (8, 0)] {
        let plan = look(&session, &mut ids, &format!("{header}{}", many(rows)), &Choices::default());
        let asked = plan.questions.iter().filter(|question| question.unlike).count();
        assert_eq!(asked, expected, "{rows}: {:?}", plan.questions);
    }
    let plan = look(&session, &mut ids, &format!("{header}Other,Someone,text\n"), &Choices::default());
    assert!(plan.questions.is_empty(), "another negotiation has no sides yet: {:?}", plan.questions);
}

#[test]
fn words_for_all_at_the_table_are_asked_about_in_many_languages() {
    let words =
        ["both", "both sides", "beide", "Beide Seiten", "alle", "les deux", "Les deux parties", "tous", "ambos", "ambas partes"];
    let more = ["entrambi", "tutti", "обе стороны", "все", "obie strony", "as duas partes", "the two sides", "todas las partes"];
    for word in words.into_iter().chain(more) {
        for record in [two_sides(), (empty(), ids())] {
            let (session, mut ids) = record;
            let table = format!("negotiation,party,text\nPay,{word},agreed\n");
            let plan = look(&session, &mut ids, &table, &Choices::default());
            assert_eq!(asked(&plan.questions), [format!("party {word}: new")]);
            assert!(plan.questions[0].unlike);
        }
    }
    let (session, mut ids) = (empty(), ids());
    let table = "negotiation,party,text\nPay,Alle Neune,a\nPay,Both Ways Ltd,b\nPay,Tous Unis,c\nPay,Die Linke,d\n";
    let plan = look(&session, &mut ids, table, &Choices::default());
    assert!(plan.questions.is_empty(), "names of parties: {:?}", plan.questions);
}

#[test]
fn tables_in_other_languages_are_read_with_their_parties_and_kinds() {
    let tables = [
        ("Datum;Partei;Thema;Aussage;Sprecher;Art\n", ["Angebot", "Ablehnung", "Zugeständnis"]),
        ("Datum;Seite;Thema;Aussage;Sprecher;Art\n", ["Angebot", "Zurückweisung", "Entgegenkommen"]),
        ("Date;Partie;Sujet;Déclaration;Orateur;Type\n", ["offre", "refus", "concession"]),
        ("Fecha;Organización;Tema;Cita;Portavoz;Tipo\n", ["oferta", "rechazo", "concesión"]),
        ("Data;Parte;Tema;Dichiarazione;Speaker;Tipo\n", ["offerta", "rifiuto", "concessione"]),
        ("Data;Delegação;Tema;Text;Orador;Tipo\n", ["oferta", "recusa", "concessão"]),
        ("Дата;Организация;Тема;Цитата;Оратор;Вид\n", ["оферта", "отказ", "уступка"]),
        ("Data;Strona;Temat;Text;Speaker;Rodzaj\n", ["oferta", "odmowa", "ustępstwo"]),
    ];
    for (header, kinds) in tables {
        let rows: String =
            kinds.iter().enumerate().map(|(at, kind)| format!("26.10.2026;AVM;Lohn;satz {at};Vollmer;{kind}\n")).collect();
        let (mut session, mut ids) = (empty(), ids());
        let into_new = Some("Pay".to_owned());
        let plan = look(&session, &mut ids, &format!("{header}{rows}"), &Choices { into_new, ..Choices::default() });
        assert!(plan.notes.iter().all(|note| !note.contains("kept as written")), "{header}{:?}", plan.notes);
        perform(&mut session, plan);
        let found: Vec<&StatementKind> = session.workspace().statements.values().map(|one| &one.kind).collect();
        assert_eq!(found, [&StatementKind::Offer, &StatementKind::Rejection, &StatementKind::Concession], "{header}");
    }
}

#[test]
fn how_a_table_was_read_is_kept_and_found_again() {
    let (mut session, mut ids) = two_sides();
    take(&mut session, &mut ids, "negotiation,party,text\nOther,Someone,something\n");
    let called = |session: &Session, title: &str| {
        session.workspace().negotiations.values().find(|one| one.title == title).map(|one| one.id).unwrap()
    };
    let (pay, other) = (called(&session, "Pay"), called(&session, "Other"));
    let table = "Nr,Datum,Wer,Was\n1,5.10.2026,IGMB,seven percent now\n2,5.10.2026,AVM,nothing at all\n";
    let grid = read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    assert_eq!(recall(session.workspace(), &grid, Some(other)), None);
    let mut mapping = guess(&grid, Some(Kind::Statements));
    let columns = [StatementField::said_on, StatementField::party, StatementField::text];
    mapping.columns = std::iter::once(None).chain(columns.map(|field| Some(field.into()))).collect();
    let choices = Choices { into: Some(pay), ..Choices::default() };
    let plan = planned_as(&session, &mut ids, &grid, &mapping, &choices);
    assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    perform(&mut session, plan);
    // The same file goes where it went, whatever is at hand.
    for at_hand in [None, Some(pay), Some(other)] {
        let recalled = recall(session.workspace(), &grid, at_hand).unwrap();
        assert_eq!((recalled.into, &recalled.mapping.columns, recalled.mapping.kind), (pay, &mapping.columns, Kind::Statements));
        let again = planned_as(&session, &mut ids, &grid, &recalled.mapping, &choices);
        assert_eq!((fates(&again), again.questions.len(), again.puts.len()), ((0, 0, 2, 0), 0, 0));
        assert!(
            again.notes.contains(&"This table is read as it was before: statements, into Pay.".to_owned()),
            "{:?}",
            again.notes
        );
    }
    // Another table with the same headers is read so too, into the negotiation at hand.
    let more = table.replace("seven", "eight");
    let longer = read("table.csv", more.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    let recalled = recall(session.workspace(), &longer, Some(other)).unwrap();
    assert_eq!((recalled.into, recalled.mapping.columns), (other, mapping.columns.clone()));
    assert_eq!(recall(session.workspace(), &longer, None).map(|recalled| recalled.into), Some(pay));
    // Other headers are another table.
    let grid = read("table.csv", table.replace("Wer", "Who").as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    assert_eq!(recall(session.workspace(), &grid, Some(pay)), None);
}

#[test]
fn the_short_name_of_a_new_party_comes_in_with_it() {
    let short = |session: &Session| -> Vec<String> {
        session.workspace().parties.values().map(|party| format!("{}/{}", party.name, party.short)).collect()
    };
    for table in [
        "party,alias,short\nVexholm,Old Vexmark,VXH\nVexholm,Zanzor,\nGlimmerfolk,,GLF\n",
        "party,short\nVexholm,VXH\nGlimmerfolk,GLF\n",
        "party,alias,abbreviation\nVexholm,Old Vexmark,\nVexholm,Zanzor,VXH\nGlimmerfolk,The Glim,GLF\n",
    ] {
        let (mut session, mut ids) = (empty(), ids());
        let grid = read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
        let mapping = guess(&grid, Some(Kind::Parties));
        let plan = planned_as(&session, &mut ids, &grid, &mapping, &Choices::default());
        perform(&mut session, plan);
        assert_eq!(short(&session), ["Vexholm/VXH", "Glimmerfolk/GLF"], "{table}");
        let plan = planned_as(&session, &mut ids, &grid, &mapping, &Choices::default());
        assert!(plan.puts.is_empty(), "{table}");
    }
}
