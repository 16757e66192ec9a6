//! The real program, as a shell would call it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files, and may fail"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use gloss::{
    document::Named,
    export::json::{self, Article},
};
use serde_json::{Value, json};

const TEXT: &str = "Munir met Raisi in Tehran on Monday.";

/// What a run printed and how it ended.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn gloss(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gloss"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], folder: &Path, input: &[u8]) -> Run {
    let mut child = gloss(arguments, folder).stdin(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input); // it may not read any
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An empty folder of that name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder); // of an earlier run
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn read(file: &Path) -> Article {
    json::read(&fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn one_file_becomes_one_document() {
    let folder = folder("one");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let run = run(&["annotate", "--published", "2026-11-24", "a.txt"], &folder, b"");
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    let article = json::read(&run.out).unwrap();
    assert_eq!(article.document.text, TEXT);
    assert_eq!(article.document.published.as_deref(), Some("2026-11-24"));
    assert_eq!(article.id, None);
}

#[test]
fn a_line_near_the_start_says_the_day_of_publication_unless_an_option_does() {
    let folder = folder("published");
    let text = "Published 26 November 2026\n\nZoë Lind met Tor Aas in Oslo on Tuesday.\n";
    for (options, expected, tuesday) in [
        (&["annotate"][..], "2026-11-26", "2026-11-24"),
        (&["annotate", "--published", "2026-11-19"], "2026-11-19", "2026-11-17"),
    ] {
        let run = run(options, &folder, text.as_bytes());
        let article = json::read(&run.out).unwrap();
        assert_eq!(article.document.published.as_deref(), Some(expected));
        let mention = article.mentions.iter().find(|mention| mention.text == "Tuesday").unwrap();
        assert_eq!(mention.value.as_deref(), Some(tuesday));
    }
}

#[test]
fn standard_input_is_read_for_a_dash_or_for_nothing() {
    let folder = folder("stdin");
    for arguments in [&["annotate"][..], &["annotate", "-"]] {
        let run = run(arguments, &folder, "Zoë\r\n🚨".as_bytes());
        assert_eq!((run.code, &*run.err), (Some(0), ""));
        assert_eq!(json::read(&run.out).unwrap().document.text, "Zoë\n🚨");
    }
}

#[test]
fn several_files_become_lines_and_the_good_ones_survive_the_bad() {
    let folder = folder("several");
    fs::create_dir(folder.join("f")).unwrap();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("b.txt"), b"one\ntwo \xff\n").unwrap();
    fs::write(folder.join("c.html"), "<h1>Talks</h1><script>x</script><p>Munir left.").unwrap();
    let saved = run(&["annotate", "a.txt"], &folder, b"").out;
    fs::write(folder.join("d.gloss.json"), saved).unwrap();
    let run = run(
        &["annotate", "a.txt", "f", "b.txt", "none.txt", "d.gloss.json", "c.html"],
        &folder,
        b"",
    );
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.err,
        "gloss: f: is a folder\n\
         gloss: b.txt: line 2 is not text in UTF-8\n\
         gloss: none.txt: there is no such file\n\
         gloss: d.gloss.json: is annotated already; give the article's text\n"
    );
    let lines = run.lines();
    assert_eq!(lines.iter().map(|line| &line["id"]).collect::<Vec<_>>(), ["a.txt", "c.html"]);
    assert_eq!(lines[1]["document"]["text"], "Talks\n\nMunir left.");
}

#[test]
fn the_source_of_a_page_is_read_as_a_page_whatever_its_file_is_called() {
    let folder = folder("source");
    let source = "<!DOCTYPE html>\n<script>x</script><h1>Talks</h1><p>Munir left.</p>";
    fs::write(folder.join("a.txt"), source).unwrap();
    for (arguments, input) in [(&["annotate", "a.txt"][..], ""), (&["annotate"], source)] {
        let run = run(arguments, &folder, input.as_bytes());
        assert_eq!(json::read(&run.out).unwrap().document.text, "Talks\n\nMunir left.");
    }
}

#[test]
fn documents_are_written_to_files() {
    let folder = folder("output");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("b.txt"), "").unwrap();
    for (arguments, files) in [
        (&["annotate", "a.txt", "-o", "one.json"][..], &["one.json"][..]),
        (&["annotate", "a.txt", "-o", "deep/er/"], &["deep/er/a.gloss.json"]),
        (
            &["annotate", "a.txt", "b.txt", "--output=all"],
            &["all/a.gloss.json", "all/b.gloss.json"],
        ),
    ] {
        let run = run(arguments, &folder, b"");
        assert_eq!((run.code, &*run.out, &*run.err), (Some(0), "", ""), "{arguments:?}");
        for file in files {
            assert_eq!(read(&folder.join(file)).format, "gloss", "{file}");
        }
    }
    let run = run(&["annotate", "a.txt", "./a.txt", "-o", "all"], &folder, b"");
    assert_eq!(run.code, Some(2));
    assert_eq!(run.err, "gloss: a.txt and ./a.txt would both become all/a.gloss.json\n");
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = folder("unwritable");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let run = run(&["annotate", "a.txt", "-o", "a.txt/b.json"], &folder, b"");
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("gloss: a.txt/b.json: "), "{}", run.err);
}

#[test]
fn lines_become_lines_in_order_and_bad_ones_are_named() {
    let lines = [
        json!({ "id": 7, "text": TEXT }).to_string(),
        String::new(),
        r#"{"id": "broken", "text""#.to_owned(),
        json!({ "id": { "feed": "x" }, "text": "", "published": "2026-11-24", "more": 1 })
            .to_string(),
        json!({ "id": "when", "text": "", "published": "today" }).to_string(),
        json!({ "text": "no id" }).to_string(),
        json!({ "id": null, "text": "\u{0}\r\n🚨" }).to_string(),
    ];
    let run = run(&["annotate", "--jsonl"], &folder("lines"), lines.join("\n").as_bytes());
    assert_eq!(run.code, Some(1));
    let errors: Vec<&str> = run.err.lines().collect();
    assert_eq!(errors.len(), 2, "{}", run.err);
    assert!(
        errors[0].starts_with("gloss: standard input:3: is not {\"id\": ..., \"text\": ...}: ")
    );
    assert_eq!(
        errors[1],
        "gloss: standard input:5: \"published\" is \"today\"; a day looks like 2026-11-24"
    );
    let documents = run.lines();
    assert_eq!(documents.len(), 4);
    assert_eq!(documents[0]["id"], 7);
    assert!(run.out.starts_with("{\"id\": 7, "), "the id comes first");
    assert_eq!(documents[1]["id"], json!({ "feed": "x" }));
    assert_eq!(documents[1]["document"]["published"], "2026-11-24");
    assert_eq!(documents[2].get("id"), None);
    assert_eq!(documents[3].get("id"), Some(&Value::Null));
    assert_eq!(documents[3]["document"]["text"], "\u{0}\n🚨");
    for line in run.out.lines() {
        json::read(line).unwrap();
    }
}

#[test]
fn lines_from_files_name_the_file() {
    let folder = folder("line-files");
    fs::write(
        folder.join("a.jsonl"),
        b"{\"id\": 1, \"text\": \"\"}\n{\"id\": 2, \"text\": \"\xff\"}\n",
    )
    .unwrap();
    let run = run(&["annotate", "--jsonl", "none.jsonl", "a.jsonl", "-o", "out"], &folder, b"");
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("gloss: none.jsonl: "), "{}", run.err);
    assert!(run.err.contains("\ngloss: a.jsonl:2: "), "{}", run.err);
    assert_eq!(fs::read_to_string(folder.join("out")).unwrap().lines().count(), 1);
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let mut child =
        gloss(&["annotate", "--jsonl"], &folder("stream")).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(input, "{}", json!({ "id": id, "text": TEXT })).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child =
        gloss(&["annotate", "--jsonl"], &folder("pipe")).stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let line = json!({ "id": 1, "text": TEXT }).to_string();
    let _ = child.stdin.take().unwrap().write_all(format!("{line}\n").repeat(100).as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_reader_that_leaves_after_a_bad_line_ends_the_work() {
    let mut child = gloss(&["annotate", "--jsonl"], &folder("pipe-after-bad"))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let line = json!({ "id": 1, "text": TEXT }).to_string();
    writeln!(input, "broken\n{line}").unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    drop(output);
    // It would read on for ever: the pipe is not closed.
    while writeln!(input, "{line}").is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "the bad line is not forgotten");
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = folder("same");
    let lines = json!({ "text": TEXT }).to_string();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("in.jsonl"), &lines).unwrap();
    fs::hard_link(folder.join("a.txt"), folder.join("twin.txt")).unwrap();
    fs::create_dir(folder.join("f")).unwrap();
    fs::write(folder.join("f/a.gloss.json"), TEXT).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.txt", folder.join("link.txt")).unwrap();
    #[cfg(not(unix))]
    fs::hard_link(folder.join("a.txt"), folder.join("link.txt")).unwrap();
    for (arguments, named) in [
        (&["annotate", "a.txt", "-o", "a.txt"][..], "a.txt"),
        (&["annotate", "a.txt", "-o", "./f/../a.txt"], "a.txt"),
        (&["annotate", "a.txt", "-o", "link.txt"], "a.txt"),
        (&["annotate", "link.txt", "-o", "a.txt"], "link.txt"),
        (&["annotate", "twin.txt", "-o", "a.txt"], "twin.txt"),
        (&["annotate", "a.txt", "f/a.gloss.json", "-o", "f"], "f/a.gloss.json"),
        (&["annotate", "--jsonl", "in.jsonl", "-o", "in.jsonl"], "in.jsonl"),
        (&["annotate", "--jsonl", "none.jsonl", "in.jsonl", "-o", "in.jsonl"], "in.jsonl"),
    ] {
        let run = run(arguments, &folder, b"");
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{arguments:?}");
        assert_eq!(run.err, format!("gloss: {named}: is the output, too\n"), "{arguments:?}");
    }
    let from_itself = gloss(&["annotate", "-o", "a.txt"], &folder)
        .stdin(fs::File::open(folder.join("a.txt")).unwrap())
        .output()
        .unwrap();
    assert_eq!(from_itself.status.code(), Some(2));
    let onto_itself = gloss(&["annotate", "--jsonl", "in.jsonl"], &folder)
        .stdout(fs::File::options().append(true).open(folder.join("in.jsonl")).unwrap())
        .output()
        .unwrap();
    assert_eq!(onto_itself.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), TEXT);
    assert_eq!(fs::read_to_string(folder.join("in.jsonl")).unwrap(), lines);
}

#[test]
fn an_output_is_written_whole_or_not_at_all() {
    let folder = folder("whole");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("bad.jsonl"), b"{\"text\": \"\"}\nbroken\n").unwrap();
    fs::write(folder.join("out"), "what was there").unwrap();
    for arguments in [
        &["annotate", "--jsonl", "none.jsonl", "-o", "out"][..],
        &["annotate", "none.txt", "-o", "out"],
    ] {
        assert_eq!(run(arguments, &folder, b"").code, Some(1), "{arguments:?}");
        assert_eq!(fs::read_to_string(folder.join("out")).unwrap(), "what was there");
    }
    // Until it is whole, what was there stays.
    let mut child = gloss(&["annotate", "--jsonl", "-o", "out"], &folder)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{}", json!({ "text": TEXT })).unwrap();
    let is_written = || {
        let mut files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap());
        let is_part = |file: &fs::DirEntry| file.file_name().to_string_lossy().ends_with(".part");
        files.any(|file| is_part(&file) && file.metadata().unwrap().len() > 0)
    };
    while !is_written() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(fs::read_to_string(folder.join("out")).unwrap(), "what was there");
    drop(input);
    assert!(child.wait().unwrap().success());
    assert_eq!(read(&folder.join("out")).document.text, TEXT);
    // The good lines are kept though one is bad.
    let run = run(&["annotate", "--jsonl", "bad.jsonl", "-o", "out"], &folder, b"");
    assert_eq!(run.code, Some(1));
    assert_eq!(fs::read_to_string(folder.join("out")).unwrap().lines().count(), 1);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn an_output_keeps_its_link_and_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("kept");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("real.json"), "").unwrap();
    fs::set_permissions(folder.join("real.json"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.json", folder.join("link.json")).unwrap();
    for output in ["link.json", "/dev/null"] {
        let run = run(&["annotate", "a.txt", "-o", output], &folder, b"");
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{output}");
    }
    assert!(folder.join("link.json").is_symlink());
    assert_eq!(read(&folder.join("real.json")).document.text, TEXT);
    let mode = fs::metadata(folder.join("real.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    let ours = || fs::metadata(folder.join("new.json")).unwrap().permissions().mode();
    assert_eq!(run(&["annotate", "a.txt", "-o", "new.json"], &folder, b"").code, Some(0));
    assert_eq!(ours() & 0o400, 0o400);
    assert_eq!(ours(), fs::metadata(folder.join("a.txt")).unwrap().permissions().mode());
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_text() {
    let folder = folder("mark");
    let marked = |text: &str| format!("\u{feff}{text}");
    fs::write(folder.join("a.txt"), marked(TEXT)).unwrap();
    fs::write(folder.join("a.html"), marked(TEXT)).unwrap();
    fs::write(folder.join("a.jsonl"), marked(&json!({ "id": 1, "text": TEXT }).to_string()))
        .unwrap();
    for arguments in
        [&["annotate", "a.txt"][..], &["annotate", "a.html"], &["annotate", "--jsonl", "a.jsonl"]]
    {
        let run = run(arguments, &folder, b"");
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{arguments:?}");
        assert_eq!(json::read(&run.out).unwrap().document.text, TEXT, "{arguments:?}");
    }
    let run = run(&["annotate"], &folder, marked(TEXT).as_bytes());
    assert_eq!(json::read(&run.out).unwrap().document.text, TEXT);
}

#[test]
fn ids_come_back_as_they_were_written() {
    let ids =
        ["18446744073709551616", "-0.10", r#"{"n": [12345678901234567890123]}"#, r#""\u00e9""#];
    let line = |id: &&str| format!("{{\"id\": {id}, \"text\": \"\"}}\n");
    let lines: String = ids.iter().map(line).collect();
    let run = run(&["annotate", "--jsonl"], &folder("ids"), lines.as_bytes());
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    for (line, id) in run.out.lines().zip(ids) {
        assert!(line.starts_with(&format!("{{\"id\": {id}, ")), "{line}");
    }
    assert_eq!(run.out.lines().count(), ids.len());
}

#[test]
fn a_page_that_no_parser_could_read_is_refused_in_words() {
    let folder = folder("nested");
    fs::write(folder.join("deep.html"), "<div>".repeat(200_000)).unwrap();
    let part = |id| format!("<b id={id}><p>");
    let bold: String = (0..3_000).map(part).collect();
    fs::write(folder.join("bold.html"), bold + "Oslo").unwrap();
    let run = run(&["annotate", "deep.html", "bold.html"], &folder, b"");
    assert_eq!(run.code, Some(1));
    assert_eq!(run.err, "gloss: deep.html: its elements lie too deep in each other\n");
    assert_eq!(run.lines()[0]["document"]["text"], "Oslo");
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let folder = folder("usage");
    for (arguments, problem) in [
        (&[][..], "what to do?"),
        (&["anotate"], "anotate is none of annotate, apply, compare, schema"),
        (&["apply"], "which log to apply?"),
        (&["apply", "--jsonl", "a"], "invalid option '--jsonl'"),
        (&["compare", "a"], "compare takes two documents, not 1"),
        (&["annotate", "--fast"], "invalid option '--fast'"),
        (&["annotate", "--published", "Monday"], "--published Monday: a day looks like 2026-11-24"),
        (&["annotate", "--published"], "missing argument for option '--published'"),
        (&["annotate", "--offset-unit", "bytes"], "--offset-unit bytes: it is code_point or utf16"),
    ] {
        let run = run(arguments, &folder, b"");
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{arguments:?}");
        assert_eq!(run.err, format!("gloss: {problem}\nTry 'gloss --help'.\n"));
    }
}

#[test]
fn help_version_and_schema_are_printed() {
    let folder = folder("help");
    for (arguments, start) in [
        (&["--help"][..], "Annotates news articles"),
        (&["annotate", "-h"], "Annotates news articles"),
        (&["--version"], concat!("gloss ", env!("CARGO_PKG_VERSION"), "\n")),
        (&["schema"], "{\n  \"$schema\""),
    ] {
        let run = run(arguments, &folder, b"");
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{arguments:?}");
        assert!(run.out.starts_with(start), "{}", run.out);
    }
}

#[test]
fn what_a_stage_made_is_shown_for_people() {
    let folder = folder("show");
    let shown = |table: &str| run(&["annotate", "--show", table, "-"], &folder, TEXT.as_bytes());
    for (table, expected) in [
        ("tokens", "Munir | met | Raisi | in | Tehran | on | Monday | .\n"),
        ("propositions", "met(who: Munir; whom: Raisi; in: Tehran; on: Monday) asserted\n"),
    ] {
        let run = shown(table);
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (Some(0), expected, ""),
            "{table}"
        );
    }
    assert!(shown("trees").out.starts_with("met VERB root\n"), "{}", shown("trees").out);
    let refused = shown("verbs");
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.err.contains("--show verbs: it is one of blocks, sentences"),
        "{}",
        refused.err
    );
}

/// A reviewed document: of a text, with edits as they are saved.
fn reviewed(folder: &Path, edits: &Value) -> String {
    let annotated = run(&["annotate"], folder, TEXT.as_bytes()).out;
    let log = json!({ "at": 1, "steps": [{ "label": "Check it", "edits": edits }] });
    fs::write(folder.join("log.json"), log.to_string()).unwrap();
    fs::write(folder.join("a.gloss.json"), annotated).unwrap();
    run(&["apply", "log.json", "a.gloss.json"], folder, b"").out
}

fn mention(words: &str, of: &str) -> Value {
    let start = TEXT.find(words).unwrap();
    json!({ "start": start, "end": start + words.len(), "text": words, "type": of })
}

#[test]
fn a_log_is_applied_to_a_text_a_saved_document_and_its_own() {
    let folder = folder("apply");
    let edits = json!([
        { "edit": "retype", "mention": mention("Tehran", "GPE"), "type": "FAC" },
        { "edit": "judge", "mention": mention("Munir", "PERSON"), "verdict": "rejected" },
    ]);
    let over_saved = reviewed(&folder, &edits);
    fs::write(folder.join("r.gloss.json"), &over_saved).unwrap();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let article = json::read(&over_saved).unwrap();
    assert_eq!(article.version, 2);
    let types: Vec<&str> = article.mentions.iter().map(|it| it.entity_type.name()).collect();
    assert!(types.contains(&"FAC"), "{types:?}");
    assert_eq!(article.mentions[0].status, json::Status::Rejected);
    for arguments in [
        &["apply", "log.json", "a.txt"][..],
        &["apply", "r.gloss.json"],
        &["apply", "r.gloss.json", "a.txt"],
        &["apply", "r.gloss.json", "r.gloss.json"],
    ] {
        let run = run(arguments, &folder, b"");
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{arguments:?}");
        assert_eq!(run.out, over_saved, "{arguments:?}");
    }
    let run = run(&["apply", "r.gloss.json", "-o", "r.gloss.json"], &folder, b"");
    assert_eq!((run.code, &*run.err), (Some(2), "gloss: r.gloss.json: is the output, too\n"));
}

#[test]
fn decisions_of_another_reader_are_not_overwritten() {
    let folder = folder("apply-other");
    let verdict = |verdict: &str| json!([{ "edit": "judge", "mention": mention("Tehran", "GPE"), "verdict": verdict }]);
    fs::write(folder.join("one.gloss.json"), reviewed(&folder, &verdict("accepted"))).unwrap();
    fs::write(folder.join("two.gloss.json"), reviewed(&folder, &verdict("rejected"))).unwrap();
    let run = run(&["apply", "one.gloss.json", "two.gloss.json"], &folder, b"");
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    assert_eq!(
        run.err,
        "gloss: two.gloss.json: was reviewed otherwise, and that would be lost; \
         compare both, or apply the log to the text\n"
    );
}

#[test]
fn a_day_that_the_reader_took_away_stays_away() {
    let folder = folder("apply-day");
    fs::write(folder.join("a.txt"), "Nov. 24, 2026\n\nMunir met Raisi in Tehran on Monday.")
        .unwrap();
    let step = json!({ "label": "No day", "edits": [{ "edit": "published", "value": "" }] });
    fs::write(folder.join("log.json"), json!({ "at": 1, "steps": [step] }).to_string()).unwrap();
    let first = run(&["apply", "log.json", "a.txt"], &folder, b"");
    assert_eq!((first.code, &*first.err), (Some(0), ""));
    assert_eq!(json::read(&first.out).unwrap().document.published, None);
    fs::write(folder.join("r.gloss.json"), &first.out).unwrap();
    let again = run(&["apply", "r.gloss.json"], &folder, b"");
    assert_eq!((again.code, &*again.err, &*again.out), (Some(0), "", &*first.out));
}

#[test]
fn a_text_is_read_with_the_changes_of_the_log() {
    let folder = folder("apply-text");
    let place = json!({ "start": 19, "end": 25, "text": "Tehran" });
    let edits = json!([
        { "edit": "text", "place": place, "words": "Paris" },
        { "edit": "published", "value": "2026-11-24" },
    ]);
    reviewed(&folder, &edits);
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let first = run(&["apply", "log.json", "a.txt"], &folder, b"");
    assert_eq!((first.code, &*first.err), (Some(0), ""));
    let article = json::read(&first.out).unwrap();
    assert_eq!(article.document.text, "Munir met Raisi in Paris on Monday.");
    assert_eq!(article.document.published.as_deref(), Some("2026-11-24"));
    fs::write(folder.join("r.gloss.json"), &first.out).unwrap();
    let again = run(&["apply", "r.gloss.json"], &folder, b"");
    assert_eq!((again.code, &*again.out), (Some(0), &*first.out));
}

#[test]
fn what_cannot_be_applied_is_said() {
    let folder = folder("apply-failed");
    let edits = json!([
        { "edit": "split", "mention": { "start": 0, "end": 4, "text": "Lima", "type": "GPE" } },
        { "edit": "weigh" },
        { "edit": "published", "value": "2026-11-24" },
        { "edit": "judge", "mention": mention("Tehran", "GPE"), "verdict": "accepted" },
    ]);
    let annotated = reviewed(&folder, &edits);
    assert_eq!(json::read(&annotated).unwrap().review.unwrap().steps[0].edits.len(), 4);
    let run_of = |arguments: &[&str]| run(arguments, &folder, b"");
    let failed = run_of(&["apply", "log.json", "a.gloss.json"]);
    assert_eq!(failed.code, Some(1));
    assert_eq!(
        failed.err,
        "gloss: a.gloss.json: step 1 \"Check it\", edit 1 was not applied: its words are not there any more\n\
         gloss: a.gloss.json: step 1 \"Check it\", edit 2 was not applied: it is not understood: \"edit\" is \"weigh\"\n\
         gloss: a.gloss.json: step 1 \"Check it\", edit 3 was not applied: the article was not read with it\n"
    );
    assert_eq!(failed.out, annotated);
    for (arguments, problem) in [
        (&["apply", "log.json"][..], "log.json: is a log alone; say which article it is of"),
        (&["apply", "a.gloss.json"], "a.gloss.json: has no log: nobody reviewed it"),
        (&["apply", "none.json"], "none.json: there is no such file"),
        (
            &["apply", "b.txt"],
            "b.txt: is neither a reviewed document nor a log: the file is not an article that Gloss saved",
        ),
    ] {
        fs::write(folder.join("b.txt"), TEXT).unwrap();
        let run = run_of(arguments);
        assert_eq!((run.code, &*run.out), (Some(1), ""), "{arguments:?}");
        assert_eq!(run.err, format!("gloss: {problem}\n"));
    }
}

#[test]
fn two_documents_are_compared() {
    let folder = folder("compare");
    let edits = json!([{ "edit": "retype", "mention": mention("Tehran", "GPE"), "type": "FAC" }]);
    fs::write(folder.join("b.gloss.json"), reviewed(&folder, &edits)).unwrap();
    let as_text = run(&["compare", "a.gloss.json", "b.gloss.json"], &folder, b"");
    assert_eq!((as_text.code, &*as_text.err), (Some(0), ""));
    assert!(as_text.out.ends_with("19..25 mention \"Tehran\": GPE | FAC\n"), "{}", as_text.out);
    let as_json = run(&["compare", "--json", "a.gloss.json", "b.gloss.json"], &folder, b"");
    let diff: Value = serde_json::from_str(&as_json.out).unwrap();
    assert_eq!(diff["spans"]["f1"], 1.0);
    assert_eq!(diff["differences"][0]["right"], "FAC");
    let other = run(&["annotate"], &folder, b"Rain.").out;
    fs::write(folder.join("c.gloss.json"), other).unwrap();
    let other = run(&["compare", "a.gloss.json", "c.gloss.json"], &folder, b"");
    assert_eq!((other.code, &*other.err), (Some(1), "gloss: c.gloss.json: is of another text\n"));
}
