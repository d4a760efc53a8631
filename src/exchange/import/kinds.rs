//! Words for kinds of statements in other languages, as columns of tables have them: "Forderung", "refus", "oferta", "отказ".

use crate::model::StatementKind;
use crate::text::fold::words as plain;
use std::collections::HashMap;
use std::sync::OnceLock;

/// In German, French, Spanish, Italian, Portuguese, Russian and Polish.
const WORDS: &[(StatementKind, &[&str])] = &[
    (
        StatementKind::Demand,
        &[
            "Forderung",
            "Forderungen",
            "fordert",
            "Verlangen",
            "demande",
            "demandes",
            "revendication",
            "revendications",
            "exigence",
            "demanda",
            "demandas",
            "exigencia",
            "reivindicación",
            "reclamación",
            "richiesta",
            "richieste",
            "rivendicazione",
            "exigência",
            "reivindicação",
            "pedido",
            "требование",
            "требования",
            "żądanie",
            "żądania",
            "postulat",
        ],
    ),
    (
        StatementKind::Offer,
        &[
            "Angebot",
            "Angebote",
            "bietet an",
            "offre",
            "offres",
            "oferta",
            "ofertas",
            "ofrecimiento",
            "offerta",
            "offerte",
            "оферта",
            "oferty",
        ],
    ),
    (
        StatementKind::Proposal,
        &[
            "Vorschlag",
            "Vorschläge",
            "proposition",
            "propositions",
            "propuesta",
            "propuestas",
            "proposta",
            "proposte",
            "propostas",
            "предложение",
            "предложения",
            "propozycja",
            "propozycje",
        ],
    ),
    (
        StatementKind::CounterOffer,
        &[
            "Gegenangebot",
            "Gegenvorschlag",
            "Gegenforderung",
            "contre-offre",
            "contre offre",
            "contre-proposition",
            "contraoferta",
            "contrapropuesta",
            "controproposta",
            "controfferta",
            "contraproposta",
            "встречное предложение",
            "контрпредложение",
            "kontroferta",
            "kontrpropozycja",
        ],
    ),
    (
        StatementKind::Acceptance,
        &[
            "Annahme",
            "angenommen",
            "Zustimmung",
            "zugestimmt",
            "Einigung",
            "acceptation",
            "accepté",
            "accord",
            "aceptación",
            "aceptado",
            "acuerdo",
            "accettazione",
            "accettato",
            "accordo",
            "aceitação",
            "aceite",
            "acordo",
            "согласие",
            "принятие",
            "принято",
            "akceptacja",
            "zgoda",
        ],
    ),
    (
        StatementKind::Rejection,
        &[
            "Ablehnung",
            "abgelehnt",
            "lehnt ab",
            "Zurückweisung",
            "Absage",
            "refus",
            "rejet",
            "rejeté",
            "rechazo",
            "rechazado",
            "negativa",
            "rifiuto",
            "rifiutato",
            "respinto",
            "recusa",
            "rejeição",
            "recusado",
            "отказ",
            "отклонение",
            "отклонено",
            "odmowa",
            "odrzucenie",
            "odrzucone",
        ],
    ),
    (
        StatementKind::Position,
        &[
            "Standpunkt",
            "Haltung",
            "Positionen",
            "point de vue",
            "posición",
            "posiciones",
            "postura",
            "posizione",
            "posizioni",
            "posição",
            "позиция",
            "stanowisko",
            "pozycja",
        ],
    ),
    (
        StatementKind::Concession,
        &[
            "Zugeständnis",
            "Zugeständnisse",
            "Entgegenkommen",
            "Konzession",
            "concesión",
            "concesiones",
            "concessione",
            "concessioni",
            "concessão",
            "concessões",
            "уступка",
            "уступки",
            "ustępstwo",
            "ustępstwa",
        ],
    ),
    (
        StatementKind::Condition,
        &[
            "Bedingung",
            "Bedingungen",
            "Vorbedingung",
            "condición",
            "condiciones",
            "condizione",
            "condizioni",
            "condição",
            "условие",
            "условия",
            "warunek",
            "warunki",
        ],
    ),
    (
        StatementKind::RedLine,
        &[
            "rote Linie",
            "rote Linien",
            "ligne rouge",
            "lignes rouges",
            "línea roja",
            "linea rossa",
            "linha vermelha",
            "красная линия",
            "czerwona linia",
        ],
    ),
    (StatementKind::Threat, &["Drohung", "droht", "menace", "menaces", "amenaza", "minaccia", "ameaça", "угроза", "groźba"]),
    (
        StatementKind::Commitment,
        &[
            "Zusage",
            "Verpflichtung",
            "Zusicherung",
            "engagement",
            "compromiso",
            "impegno",
            "compromisso",
            "обязательство",
            "zobowiązanie",
        ],
    ),
    (
        StatementKind::Retraction,
        &[
            "Rücknahme",
            "zurückgenommen",
            "rétractation",
            "retrait",
            "retractación",
            "ritrattazione",
            "retratação",
            "отзыв",
            "wycofanie",
        ],
    ),
    (StatementKind::Denial, &["Dementi", "dementiert", "démenti", "desmentido", "smentita", "опровержение", "zaprzeczenie"]),
    (
        StatementKind::Claim,
        &["Behauptung", "behauptet", "affirmation", "afirmación", "affermazione", "afirmação", "утверждение", "twierdzenie"],
    ),
    (
        StatementKind::Accusation,
        &[
            "Vorwurf",
            "Vorwürfe",
            "Anschuldigung",
            "reproche",
            "acusación",
            "accusa",
            "acusação",
            "обвинение",
            "oskarżenie",
            "zarzut",
        ],
    ),
    (
        StatementKind::Condemnation,
        &["Verurteilung", "verurteilt", "condamnation", "condena", "condanna", "condenação", "осуждение", "potępienie"],
    ),
    (
        StatementKind::Announcement,
        &["Ankündigung", "kündigt an", "annonce", "anuncio", "annuncio", "anúncio", "объявление", "ogłoszenie", "zapowiedź"],
    ),
    (StatementKind::Interest, &["Interesse", "Interessen", "intérêt", "interés", "интерес", "interes"]),
    (
        StatementKind::Comment,
        &[
            "Kommentar",
            "Bemerkung",
            "Anmerkung",
            "commentaire",
            "remarque",
            "comentario",
            "commento",
            "comentário",
            "комментарий",
            "komentarz",
            "uwaga",
        ],
    ),
];

/// The kind that a word of another language means; several kinds between bars or slashes mean none alone.
pub(super) fn meant(words: &str) -> Option<StatementKind> {
    static KINDS: OnceLock<HashMap<String, StatementKind>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let forms = WORDS.iter().flat_map(|(kind, words)| words.iter().map(move |word| (plain(word), kind.clone())));
        forms.collect()
    });
    kinds.get(&plain(words)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::kinds;

    #[test]
    fn no_word_means_two_kinds_nor_another_one_than_in_english() {
        let mut all: HashMap<String, &StatementKind> = HashMap::new();
        for (kind, words) in WORDS {
            for word in *words {
                let known = all.insert(plain(word), kind);
                assert!(known.is_none_or(|known| known == kind), "{word}");
                assert_eq!(kinds::meant(word), None, "{word} is known in English");
            }
        }
    }

    #[test]
    fn words_of_other_languages_mean_a_kind() {
        for (word, kind) in [
            ("Forderung", StatementKind::Demand),
            ("ANGEBOT", StatementKind::Offer),
            ("Ablehnung", StatementKind::Rejection),
            ("Zugestandnis", StatementKind::Concession),
            ("contre-offre", StatementKind::CounterOffer),
            ("rechazo", StatementKind::Rejection),
            ("proposta", StatementKind::Proposal),
            ("отказ", StatementKind::Rejection),
            ("żądanie", StatementKind::Demand),
        ] {
            assert_eq!(meant(word), Some(kind), "{word}");
        }
        assert_eq!(meant("Ergebnis"), None);
    }
}
