//! What is kept, and how the real program tells it.

use super::*;
use std::fs;

fn named(label: &str, name: &str) -> (String, Option<String>) {
    (label.to_owned(), Some(name.to_owned()))
}

#[test]
fn each_entry_is_a_commit_that_git_reads() {
    let mut desk = desk();
    let mut history = desk.history();
    made(history.keep_rest("Ana Kovač", desk.now()).unwrap());
    is_clean(history.git_dir());
    let entry = desk.put("add party", party(7, "Ukraine"));
    made(history.keep(&entry).unwrap());
    is_clean(history.git_dir());
    assert_eq!(history.keep(&entry).unwrap(), None, "it is kept already");
    let entry = desk.put("change name", party(7, "Ukrainian side"));
    made(history.keep(&entry).unwrap());
    let entry = desk.take("delete party", id(7));
    let last = made(history.keep(&entry).unwrap());
    is_clean(history.git_dir());

    let log = git(history.git_dir(), &["log", "--format=%an|%ae|%cn|%s|%aI|%(trailers:key=Record)", "HEAD"]);
    let lines: Vec<&str> = log.lines().filter(|line| !line.is_empty()).collect();
    let trailer = "Record: party 00000000-0000-0000-0000-000000000007";
    assert_eq!(
        lines,
        [
            format!("Ana Kovač||Rapporteur|delete party|2026-02-02T04:43:00+02:00|{trailer}").replace("04:43:00", "04:43:00"),
            format!("Ana Kovač||Rapporteur|change name|2026-02-02T04:42:00+02:00|{trailer}"),
            format!("Ana Kovač||Rapporteur|add party|2026-02-02T04:41:00+02:00|{trailer}"),
            "Ana Kovač||Rapporteur|Begin the history|2026-02-02T04:40:00+02:00|".to_owned(),
        ]
    );
    assert_eq!(git(history.git_dir(), &["rev-parse", "HEAD"]).trim(), last.to_string());
    assert_eq!(
        names(&history, id(7)),
        [("delete party".to_owned(), None), named("change name", "Ukrainian side"), named("add party", "Ukraine")]
    );
}

#[test]
fn what_was_changed_outside_is_kept_as_such() {
    let mut desk = desk();
    let entry = desk.put("add party", party(7, "Ukraine"));
    let file = entry.files.first().unwrap().clone();
    let mut history = desk.history();
    history.keep_rest("Ana", desk.now()).unwrap();
    drop(history);
    let text = fs::read_to_string(desk.path().join(&file)).unwrap();
    fs::write(desk.path().join(&file), text.replace("Ukraine", "Україна")).unwrap();
    fs::write(desk.path().join("parties/notes.txt"), "mine").unwrap();
    let mut history = desk.history();
    made(history.keep_rest("Ana", desk.now()).unwrap());
    assert_eq!(history.keep_rest("Ana", desk.now()).unwrap(), None);
    let found = history.versions(None, None, 10).unwrap().list;
    assert_eq!(
        (found[0].label.as_str(), found[0].who.as_str(), found[0].outside),
        ("Changed outside Rapporteur", "Unknown", true)
    );
    assert_eq!(names(&history, id(7)), [named("Changed outside Rapporteur", "Україна"), named("Begin the history", "Ukraine")]);
    assert_eq!(
        git(history.git_dir(), &["status", "--porcelain"]),
        "?? parties/notes.txt\n",
        "what is the user's own is left to the user"
    );
}

#[test]
fn a_damaged_file_is_kept_with_every_byte_and_is_no_deletion() {
    let mut desk = desk();
    let entry = desk.put("add party", party(7, "Ukraine"));
    let file = entry.files.first().unwrap().clone();
    let mut history = desk.history();
    history.keep_rest("Ana", desk.now()).unwrap();
    let whole = fs::read(desk.path().join(&file)).unwrap();
    let broken = [&whole[..20], &[0xff, 0x00, 0x1b]].concat();
    fs::write(desk.path().join(&file), &broken).unwrap();
    let version = made(history.keep_rest("Ana", desk.now()).unwrap());
    assert_eq!(history.file_at(version, &file).unwrap(), Some(broken));
    assert_eq!(names(&history, id(7)), [named("Begin the history", "Ukraine")], "nobody deleted it");
    let mended = String::from_utf8(whole.clone()).unwrap().replace("Ukraine", "Україна");
    fs::write(desk.path().join(&file), mended).unwrap();
    made(history.keep_rest("Ana", desk.now()).unwrap());
    let found = history.versions(Some(id(7)), None, 10).unwrap().list;
    assert_eq!(found[0].change.edits[0].before, found[1].change.edits[0].after, "from the last version that could be read");
    let versions = history.file_versions(&file, 10).unwrap();
    assert_eq!(versions.iter().map(|version| version.readable).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(history.file_at(versions[2].id, &file).unwrap(), Some(whole));
    is_clean(history.git_dir());
}

#[test]
fn a_record_is_followed_from_file_to_file() {
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, ""));
    let first = entry.files.clone();
    history.keep(&entry).unwrap();
    let entry = desk.put("change name", party(7, "Ukraine"));
    assert_ne!(first, entry.files, "with its name it gets another file");
    assert_eq!(entry.files.len(), 2);
    history.keep(&entry).unwrap();
    let from = entry.files.iter().find(|file| desk.path().join(file).exists()).unwrap();
    fs::rename(desk.path().join(from), desk.path().join("parties/by-hand.ron")).unwrap();
    history.keep_rest("", desk.now()).unwrap();
    assert_eq!(names(&history, id(7)), [named("change name", "Ukraine"), named("add party", "")], "a move is no version");
    is_clean(history.git_dir());
}

#[test]
fn versions_come_page_by_page() {
    let mut desk = desk();
    let mut history = desk.history();
    for number in 0..7 {
        let entry = desk.put(&format!("change {number}"), party(7, &format!("Name {number}")));
        history.keep(&entry).unwrap();
        let entry = desk.put("change another", party(8, &format!("Other {number}")));
        history.keep(&entry).unwrap();
    }
    let mut labels = Vec::new();
    let (mut from, mut pages) = (None, 0);
    loop {
        let page = history.versions(Some(id(7)), from, 3).unwrap();
        labels.extend(page.list.iter().map(|version| version.label.clone()));
        pages += 1;
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    assert_eq!(labels, (0..7).rev().map(|number| format!("change {number}")).collect::<Vec<_>>());
    assert_eq!(pages, 3);
    let unknown = "0123456789012345678901234567890123456789".parse().unwrap();
    assert!(history.versions(None, Some(unknown), 3).is_err());
}

#[test]
fn a_clock_that_is_wrong_by_years_changes_nothing_about_the_order() {
    let mut desk = desk();
    let mut history = desk.history();
    for (number, when) in ["2026-01-01T00:00:00Z", "1931-05-05T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00+14:00"]
        .into_iter()
        .enumerate()
    {
        let entry = desk.put(&format!("change {number}"), party(7, &format!("Name {number}")));
        let when = DateTime::parse_from_rfc3339(when).unwrap();
        made(history.keep(&Entry { when, ..entry }).unwrap());
    }
    let labels: Vec<String> = names(&history, id(7)).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels, ["change 3", "change 2", "change 1", "change 0"]);
    is_clean(history.git_dir());
}

#[test]
fn a_thousand_files_are_one_entry() {
    let mut desk = desk();
    let entry = desk.put("add party", party(0, "Party 0"));
    let text = fs::read_to_string(desk.path().join(entry.files.first().unwrap())).unwrap();
    for number in 1..1000 {
        let text = text.replace("-000000000000", &format!("-{number:012x}")).replace("Party 0", &format!("Party {number}"));
        fs::write(desk.path().join(format!("parties/{number}.ron")), text).unwrap();
    }
    let mut history = desk.history();
    made(history.keep_rest("Ana", desk.now()).unwrap());
    is_clean(history.git_dir());
    assert_eq!(history.versions(None, None, 10).unwrap().list[0].change.edits.len(), 1000);
    assert_eq!(names(&history, id(617)), [named("Begin the history", "Party 617")]);
    assert_eq!(history.keep_rest("Ana", desk.now()).unwrap(), None);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_does_not_get_into_the_history_and_is_no_deletion() {
    use std::os::unix::fs::symlink;
    let mut desk = desk();
    let entry = desk.put("add party", party(7, "Ukraine"));
    let file = desk.path().join(entry.files.first().unwrap());
    let mut history = desk.history();
    let first = made(history.keep_rest("Ana", desk.now()).unwrap());
    let bytes = fs::read(&file).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.ron"), "SECRET").unwrap();
    // In the place of a file that was kept, as a new file, as a folder below and as a whole folder of records.
    fs::remove_file(&file).unwrap();
    symlink(elsewhere.path().join("secret.ron"), &file).unwrap();
    symlink(elsewhere.path().join("secret.ron"), desk.path().join("parties/new.ron")).unwrap();
    symlink("nowhere.ron", desk.path().join("parties/dangling.ron")).unwrap();
    symlink(elsewhere.path(), desk.path().join("parties/folder")).unwrap();
    symlink(elsewhere.path(), desk.path().join("people")).unwrap();
    fs::write(desk.path().join("parties/plain.ron"), "plain").unwrap();
    let version = made(history.keep_rest("Ana", desk.now()).unwrap());
    let files = git(history.git_dir(), &["ls-tree", "-r", "--name-only", &version.to_string()]);
    let known = entry.files.first().unwrap().display().to_string();
    assert_eq!(files, format!("parties/plain.ron\n{known}\nworkspace.ron\n"));
    assert_eq!(history.file_at(version, entry.files.first().unwrap()).unwrap(), Some(bytes), "it is as it last was");
    assert_ne!(first, version);
    assert_eq!(git(history.git_dir(), &["grep", "-c", "plain", &version.to_string()]).lines().count(), 1);
    let objects = git(history.git_dir(), &["cat-file", "--batch-all-objects", "--batch"]);
    assert!(!objects.contains("SECRET"));
    // Named to be kept, as what was written would be.
    let all = ["parties/new.ron", "parties/folder/secret.ron", "people/secret.ron"].map(PathBuf::from);
    let files = all.into_iter().chain(entry.files.iter().cloned()).collect();
    assert_eq!(history.keep(&Entry { files, ..entry }).unwrap(), None);
}

#[test]
fn a_folder_that_is_gone_is_no_deletion() {
    let mut desk = desk();
    desk.put("add party", party(7, "Ukraine"));
    let mut history = desk.history();
    history.keep_rest("Ana", desk.now()).unwrap();
    let away = tempfile::tempdir().unwrap();
    for name in ["workspace.ron", "parties"] {
        fs::rename(desk.path().join(name), away.path().join(name)).unwrap();
    }
    assert_eq!(history.keep_rest("Ana", desk.now()).unwrap(), None);
}

#[cfg(unix)]
#[test]
fn everything_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    fn walk(path: &Path, open: &mut Vec<String>) {
        let found = fs::symlink_metadata(path).unwrap();
        let most = if found.is_dir() { 0o700 } else { 0o600 };
        if found.permissions().mode() & 0o777 & !most != 0 {
            open.push(format!("{:o} {}", found.permissions().mode(), path.display()));
        }
        if found.is_dir() {
            fs::read_dir(path).unwrap().for_each(|entry| walk(&entry.unwrap().path(), open));
        }
    }
    let mut desk = desk();
    let mut history = desk.history();
    for name in ["Ukraine", "Україна"] {
        let entry = desk.put("add party", party(7, name));
        history.keep(&entry).unwrap();
    }
    let mut open = Vec::new();
    walk(history.git_dir(), &mut open);
    walk(&desk.state.path().join("known"), &mut open);
    assert_eq!(open, Vec::<String>::new());
}
