//! The parties' own readouts, where the rows or the article have them for more than one side.

use crate::builder::Builder;
use crate::sources::ARTICLE;
use crate::times::day;
use rapporteur::model::{Account, SourceKind, Who};

/// Round, party, speaker, day, text, address.
type Line = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const LINES: &[Line] = &[
    (
        "istanbul-2",
        "Ukraine",
        "Rustem Umerov",
        "2025-06-02",
        "An exchange of all seriously wounded and sick prisoners and of those aged 18 to 25; 6000 bodies for 6000.",
        "https://unn.ua/en/news/umerov-confirmed-ukraine-and-russia-agreed-on-a-new-exchange-focusing-on-the-seriously-wounded-and-young-people",
    ),
    (
        "istanbul-2",
        "Russia",
        "Vladimir Medinsky",
        "2025-06-02",
        "Russia hands over 6000 bodies one-sidedly, offers pauses of two or three days on parts of the front to collect the dead, and \
         will look at each of the 339 children listed.",
        "https://tass.com/politics/1967455",
    ),
    (
        "abu-dhabi-1",
        "Ukraine",
        "Volodymyr Zelensky",
        "2026-01-24",
        "The talks were about what could end the war and on what terms; US monitoring of that end matters; delegations may meet again soon.",
        ARTICLE,
    ),
    (
        "abu-dhabi-1",
        "United States",
        "Unnamed US official",
        "2026-01-24",
        "Much was worked on; that all agree to go on is a good sign; the next round is to begin on 1 February.",
        ARTICLE,
    ),
    (
        "abu-dhabi-2",
        "United States",
        "Steve Witkoff",
        "2026-02-05",
        "157 prisoners for 157, the first exchange in five months; the military channel between Washington and Moscow comes back; the talks \
         go on in the coming weeks.",
        "https://www.anews.com.tr/world/2026/02/05/ukraine-discussions-in-abu-dhabi-constructive-us-special-envoy",
    ),
    (
        "abu-dhabi-2",
        "Ukraine",
        "Volodymyr Zelensky",
        "2026-02-07",
        "The US side proposes a return to the energy truce and a meeting in Miami; Ukraine accepts both, Russia has yet to answer.",
        "https://benborges.xyz/2026/02/08/zelensky-says-us-proposed-renewed.html",
    ),
    (
        "geneva-3",
        "Ukraine",
        "Volodymyr Zelensky",
        "2026-02-18",
        "How to watch a ceasefire is nearly settled, with the US taking part; on territory and on the Zaporizhzhia plant positions differ.",
        "https://english.pravda.ru/news/world/165898-zelensky-geneva-talks-military-progress/",
    ),
    (
        "geneva-3",
        "Russia",
        "Vladimir Medinsky",
        "2026-02-18",
        "Concrete decisions for the three leaders are to be worked out; another round is to come in the near future.",
        "https://www.rt.com/russia/632714-top-russian-negotiator-accesses-trilateral/amp",
    ),
];

/// Adds the accounts to their rounds, and marks the published memoranda as documents of the round that exchanged them.
pub(crate) fn build(b: &mut Builder) {
    for (round, party, speaker, said_on, text, address) in LINES {
        let account = Account {
            id: b.part(round, &format!("account {party}")),
            party: Some(b.party(party)),
            speaker: Some(match b.find("person", speaker) {
                Some(person) => Who::Person(person),
                None => Who::Described((*speaker).to_owned()),
            }),
            said_on: day(said_on),
            text: (*text).to_owned(),
            source: Some(b.known_source(round, address)),
            level: None,
            passages: Vec::new(),
        };
        b.round(round).accounts.push(account);
    }
    let mut memoranda = Vec::new();
    b.workspace.sources.each_mut(|source| {
        if source.title.contains("memorandum of") {
            source.kind = SourceKind::OfficialDocument;
            memoranda.push(source.id);
        }
    });
    b.round("istanbul-2").outcome.documents = memoranda;
}
