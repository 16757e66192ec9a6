//! What must hold for any input.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use gloss::{
    Options, annotate,
    document::{BlockKind, Document},
    export::json::{self, Article, Id, WriteOptions},
    knowledge::Knowledge,
};
use serde::Deserialize;
use serde_json::json;

use crate::{html, inputs::Kind, processor, soundness};

/// No input may take the processor longer: this, and so much for each of its bytes. Several times what any takes on
/// a slow machine that has other work, without optimisation; what grows faster than its length still passes it
/// (of lines the program's own time is not seen here).
const MOST: Duration = Duration::from_millis(250);
const MOST_A_BYTE: Duration = Duration::from_micros(30);

/// Of so many inputs one is annotated twice, to see that nothing but the text decides.
const TWICE: u64 = 17;

/// Of so many inputs one is annotated with all that Gloss knows. The others are read by the rules alone, which
/// are most of the code and take a fraction of the networks' time.
const WITH_ALL_KNOWLEDGE: u64 = 32;

/// Of so many pages the article of one is annotated. These three have no common factor, so that any of them meet.
const ANNOTATED: u64 = 9;

/// Checks inputs, one after the other.
pub(crate) struct Checks<'a> {
    knowledge: &'a Knowledge,
    rules: Knowledge,
    count: u64,
    with_all_knowledge: bool,
    program: Option<Program>,
}

/// What it took to check an input.
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// Whether the networks read it.
    pub(crate) with_all_knowledge: bool,
}

impl<'a> Checks<'a> {
    pub(crate) fn new(knowledge: &'a Knowledge) -> Self {
        Self {
            knowledge,
            rules: Knowledge::default(),
            count: 0,
            with_all_knowledge: false,
            program: None,
        }
    }

    /// Fails when an input breaks something. Says what it took.
    pub(crate) fn check(&mut self, kind: Kind, input: &[u8]) -> Cost {
        self.count += 1;
        self.with_all_knowledge = false;
        let limit = MOST + MOST_A_BYTE * input.len() as u32;
        let mut time = self.time(kind, input);
        // What others do on the machine makes it slower, too: the fastest of a few counts.
        for _ in 0..3 {
            if time > limit {
                time = time.min(self.time(kind, input));
            }
        }
        assert!(time <= limit, "{} bytes took {time:?}, more than {limit:?}", input.len());
        Cost { time, with_all_knowledge: self.with_all_knowledge }
    }

    fn time(&mut self, kind: Kind, input: &[u8]) -> Duration {
        processor::time_of(|| match (kind, std::str::from_utf8(input)) {
            (Kind::Line, _) => self.line(input),
            (_, Err(_)) => {}
            (Kind::Text, Ok(text)) => self.text(text, &Options::default()),
            (Kind::Html, Ok(page)) => self.page(page),
            (Kind::Saved, Ok(file)) => saved(file),
        })
    }

    fn text(&mut self, text: &str, options: &Options) {
        self.with_all_knowledge = self.count.is_multiple_of(WITH_ALL_KNOWLEDGE);
        let knowledge = if self.with_all_knowledge { self.knowledge } else { &self.rules };
        let document = annotate(text, knowledge, options);
        soundness::check(&document);
        if self.count.is_multiple_of(TWICE) {
            let again = annotate(text, knowledge, options);
            assert_eq!(printed(&document), printed(&again), "the same text, other bytes");
        }
    }

    /// A page is read; of some, the article is annotated with what its markup says.
    fn page(&mut self, page: &str) {
        let Ok(article) = html::read(page) else { return };
        let mut end = 0;
        for hint in &article.block_hints {
            let words = article.text.get(hint.span.range());
            assert!(words.is_some_and(|words| !words.is_empty()), "{hint:?}");
            assert!(end <= hint.span.start(), "{hint:?} before {end}");
            end = hint.span.end();
        }
        if self.count.is_multiple_of(ANNOTATED) {
            let options = Options {
                published: article.published.into(),
                block_hints: article.block_hints,
                origin: article.origin,
            };
            self.text(&article.text, &options);
        }
    }

    /// The real program answers a line with a document that says the line's id, or with none.
    fn line(&mut self, line: &[u8]) {
        self.with_all_knowledge = true;
        let program = self.program.get_or_insert_with(Program::start);
        let answer = program.answer(line);
        if answer.is_none() {
            self.program = None; // the next input gets a new one
        }
        let documents = answer.expect("the program ended");
        assert!(documents.len() <= 1, "{} documents for a line", documents.len());
        for document in documents {
            let article = json::read(document.trim_end()).unwrap();
            assert_eq!(json::to_line(&article), document.trim_end(), "read and written again");
            let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
            let asked: Asked = serde_json::from_slice(line).expect("only JSON is answered");
            assert_eq!(article.id, asked.id, "the id of the line");
        }
    }
}

/// What a line gives an id.
#[derive(Deserialize)]
struct Asked {
    #[serde(default, deserialize_with = "present")]
    id: Option<Id>,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Id>, D::Error> {
    Id::deserialize(deserializer).map(Some)
}

fn printed(document: &Document) -> String {
    json::to_text(&json::write(document, &WriteOptions::default()))
}

/// A file that is read is written the same, and keeps what documents promise.
fn saved(file: &str) {
    let Ok(article) = json::read(file) else { return };
    let written = json::to_text(&article);
    let again = json::read(&written).unwrap_or_else(|error| panic!("written, not read: {error}"));
    assert_eq!(again, article, "read again");
    assert_eq!(json::to_text(&again), written, "written again");
    for relation in &article.relations {
        assert_ne!(relation.subject, relation.object, "{}", relation.id);
        let (evidence, trigger) = (&relation.evidence, &relation.trigger);
        let is_inside = evidence.start <= trigger.start && trigger.end <= evidence.end;
        assert!(is_inside, "{}", relation.id);
    }
    let scores = article.mentions.iter().map(|mention| mention.confidence);
    let scores = scores.chain(article.relations.iter().map(|relation| relation.confidence));
    assert!(scores.flatten().all(|score| (0.0..=1.0).contains(&score)), "a score outside 0..1");
    assert_blocks_are_disjoint(&article);
}

fn assert_blocks_are_disjoint(article: &Article) {
    let blocks = &article.document.blocks;
    assert!(blocks.windows(2).all(|pair| pair[0].end <= pair[1].start), "blocks overlap");
    assert!(
        blocks.iter().filter(|block| block.kind == BlockKind::Title).all(|it| it.start < it.end)
    );
}

/// `gloss annotate --jsonl`, running.
struct Program {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Program {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gloss"))
            .args(["annotate", "--jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut program = Self { child, input, output, asked: 0 };
        program.answer(b""); // it has loaded what it knows when it answers
        program
    }

    /// What it prints for a line, up to its answer to a line of our own; `None` when it ends.
    fn answer(&mut self, line: &[u8]) -> Option<Vec<String>> {
        self.asked += 1;
        let own = format!("the end of {}", self.asked);
        let asked = json!({ "id": &own, "text": "" }).to_string();
        self.input.write_all(&[line, b"\n", asked.as_bytes(), b"\n"].concat()).ok()?;
        let own = format!("{{\"id\": {}, ", json!(own));
        let mut documents = Vec::new();
        loop {
            let mut document = String::new();
            if self.output.read_line(&mut document).ok()? == 0 {
                return None;
            }
            if document.starts_with(&own) {
                return Some(documents);
            }
            documents.push(document);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
