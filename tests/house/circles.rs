//! Finds circles of imports: files of a room that need each other around corners.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, module_of};

/// The rooms that have none.
const ROOMS: &[&str] = &["exchange", "cli"];

type Module = Vec<String>;

/// A sentence for each file of these rooms that stands in a circle, or between two.
pub(crate) fn circles(sources: &[Source]) -> Vec<String> {
    let is_of_room = |source: &&Source| source.layer().is_some_and(|layer| ROOMS.contains(&layer)) && !source.is_test_file();
    let files: BTreeMap<Module, &Source> =
        sources.iter().filter(is_of_room).map(|source| (module_of(&source.file), source)).collect();
    let imports = |module: &Module, source: &Source| -> BTreeSet<&Module> {
        let paths = source.paths.iter().filter(|path| !path.in_test);
        paths.filter_map(|path| target(&files, module, &path.segments)).collect()
    };
    let mut imports: BTreeMap<&Module, BTreeSet<&Module>> =
        files.iter().map(|(module, source)| (module, imports(module, source))).collect();
    // What imports nothing of the rest, and what nothing of the rest imports, is in no circle.
    loop {
        let before = imports.len();
        let imported: BTreeSet<&Module> = imports.values().flatten().copied().collect();
        imports.retain(|module, _| imported.contains(module));
        let rest: BTreeSet<&Module> = imports.keys().copied().collect();
        imports.values_mut().for_each(|of| of.retain(|module| rest.contains(module)));
        imports.retain(|_, of| !of.is_empty());
        if imports.len() == before {
            break;
        }
    }
    let name = |module: &Module| files.get(module).map_or("", |source| source.file.as_str());
    let sentence = |(module, of): (&&Module, &BTreeSet<&Module>)| {
        let of: Vec<&str> = of.iter().map(|module| name(module)).collect();
        format!(
            "{}: [circles] imports {}, which need it in turn: move what both need into a file below them",
            name(module),
            of.join(", ")
        )
    };
    imports.iter().map(sentence).collect()
}

/// The file of a room that a path leads to from a module, if it is another one.
fn target<'f>(files: &'f BTreeMap<Module, &Source>, from: &Module, segments: &[String]) -> Option<&'f Module> {
    let whole = match segments {
        [first, rest @ ..] if first == "crate" => rest.to_vec(),
        // A module within this one.
        [first, ..] if files.contains_key(&[from.as_slice(), std::slice::from_ref(first)].concat()) => {
            [from.as_slice(), segments].concat()
        }
        _ => return None,
    };
    let (module, _) = (1..=whole.len()).rev().find_map(|length| files.get_key_value(&whole[..length]))?;
    (module != from).then_some(module)
}
