//! What the user has answered about names in files, kept with the negotiation, so that the same file asks nothing again. Each answer is a
//! line of text: `issue “Ceasefire talks” = 0192…`, or `= new`.

use super::plan::types::{Name, Pick};
use crate::model::{RecordId, Workspace};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What names are asked about.
const NOUNS: [&str; 5] = ["party", "person", "issue", "round", "negotiation"];

const NEW: &str = "new";

/// The answers that still hold.
pub(super) fn of(ws: &Workspace) -> BTreeMap<Name, Pick> {
    let lines = ws.negotiations.values().flat_map(|negotiation| &negotiation.answers);
    let holds = |(_, pick): &(Name, Pick)| matches!(pick, Pick::Is(id) if ws.contains(*id)) || *pick == Pick::New;
    lines.filter_map(|line| read(line)).filter(holds).collect()
}

/// Adds an answer in place of another about the same name. Returns whether that changed anything.
pub(super) fn remember(lines: &mut Vec<String>, name: &Name, pick: Pick) -> bool {
    let line = written(name, pick);
    if lines.contains(&line) {
        return false;
    }
    lines.retain(|known| read(known).is_none_or(|(about, _)| about != *name));
    lines.push(line);
    true
}

fn written(name: &Name, pick: Pick) -> String {
    let is = match pick {
        Pick::New => NEW.to_owned(),
        Pick::Is(id) => id.uuid().to_string(),
    };
    format!("{} “{}” = {is}", name.noun, name.written)
}

fn read(line: &str) -> Option<(Name, Pick)> {
    let (noun, rest) = line.split_once(" “")?;
    let (written, is) = rest.rsplit_once("” = ")?;
    let noun = NOUNS.into_iter().find(|known| *known == noun)?;
    let pick = if is == NEW { Pick::New } else { Pick::Is(RecordId::of_noun(noun, is.parse::<Uuid>().ok()?)?) };
    Some((Name { noun, written: written.to_owned() }, pick))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_it_was_written() {
        let id = RecordId::of_noun("issue", Uuid::from_u128(7)).unwrap();
        for (written, pick) in [("Finance, technology”", Pick::Is(id)), ("a = b", Pick::New), ("two\nlines", Pick::Is(id))] {
            let name = Name { noun: "issue", written: written.to_owned() };
            let mut lines = Vec::new();
            assert!(remember(&mut lines, &name, pick));
            assert!(!remember(&mut lines, &name, pick));
            assert_eq!(read(&lines[0]), Some((name.clone(), pick)));
            assert!(remember(&mut lines, &name, if pick == Pick::New { Pick::Is(id) } else { Pick::New }));
            assert_eq!(lines.len(), 1);
        }
        assert_eq!(read("something else"), None);
    }
}
