//! The kinds of input, and how each is made of the corpus.

use gloss::{
    Options, annotate,
    export::json::{self, WriteOptions},
    knowledge::Knowledge,
};
use proptest::{prelude::*, sample::select};
use serde_json::Value;

use crate::{
    files, folder,
    mutations::{changed, changes, edited, edits},
    pieces::PIECES,
};

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Pasted text.
    Text,
    /// A page.
    Html,
    /// A saved document.
    Saved,
    /// A line of the command line's `--jsonl`.
    Line,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Text, Self::Html, Self::Saved, Self::Line];

    /// Of its files in the corpus and among what was found.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Saved => "json",
            Self::Line => "jsonl",
        }
    }

    /// How many of a hundred inputs are of this kind: those that are read fastest are most.
    pub(crate) fn share(self) -> u32 {
        match self {
            Self::Text => 15,
            Self::Html => 35,
            Self::Saved => 49,
            Self::Line => 1,
        }
    }
}

/// Most inputs are short, so that there are many.
const SHORT: usize = 300;
/// One in so many is long: what grows faster than its length is seen there only.
const RARE: u32 = 2_000;
/// How long; the longest are rarest.
const LONG: [usize; 4] = [20_000, 20_000, 20_000, 100_000];

/// What makes trouble in markup.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b id=1>",
    "<b>",
    "</b>",
    "<i>",
    "<a href=x>",
    "</a>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<caption>",
    "<ul>",
    "<li>",
    "<h1>",
    "<h2>",
    "<article>",
    "<nav>",
    "</nav>",
    "<aside>",
    "<figure>",
    "<figcaption>",
    "<pre>",
    "<br>",
    "<hr/>",
    "<!--",
    "-->",
    "<!doctype html>",
    "<?x",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<style>",
    "<title>",
    "<template>",
    "<select>",
    "<option>",
    "<svg>",
    "<math>",
    "<desc>",
    "<object>",
    "<noscript>",
    "<textarea>",
    "<plaintext>",
    "<frameset>",
    "<body hidden>",
    " hidden",
    " aria-hidden=true",
    " style=\"display:none\"",
    "<meta property=article:published_time content=2026-11-24>",
    "<time datetime=2026-11-24>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>",
    "&amp;",
    "&#x0;",
    "&#55296;",
    "&nbsp;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "/",
    "\u{0}",
];

/// What makes trouble in JSON.
const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u0000",
    "\\ud83d",
    "null",
    "true",
    "-",
    "0",
    "1e999",
    "18446744073709551616",
    "0.1e-7",
    " ",
    "\u{feff}",
    "\u{0}",
    "\"id\":",
    "\"text\":",
    "\"mentions\": [], ",
    "\"x\": 1, ",
    "/*",
    "NaN",
];

/// An input and its kind.
pub(crate) type Input = (Kind, Vec<u8>);

/// Any input.
pub(crate) fn inputs(knowledge: &Knowledge) -> impl Strategy<Value = Input> + use<> {
    let of = |kind: Kind, strategy: BoxedStrategy<Vec<u8>>| {
        (kind.share(), strategy.prop_map(move |input| (kind, input)).boxed())
    };
    proptest::strategy::Union::new_weighted(vec![
        of(Kind::Text, texts(corpus("text"), PIECES)),
        of(Kind::Html, texts(corpus("html"), MARKUP)),
        of(Kind::Saved, saved(knowledge)),
        of(Kind::Line, lines()),
    ])
}

fn corpus(name: &str) -> Vec<String> {
    let files = files(&folder("corpus").join(name));
    files.into_iter().map(|(_, file)| String::from_utf8(file).unwrap()).collect()
}

fn texts(corpus: Vec<String>, pieces: &'static [&'static str]) -> BoxedStrategy<Vec<u8>> {
    let short = (select(corpus.clone()), changes(pieces))
        .prop_map(|(text, changes)| changed(&text, &changes, SHORT));
    // A long one says the same again and again, a little of it or much.
    let long = (select(corpus), changes(pieces), 1..200usize, select(&LONG[..]));
    let long = long.prop_map(|(text, changes, most, length)| {
        let part = changed(&text, &changes, most);
        part.repeat(length / part.len().max(1))
    });
    prop_oneof![RARE => short, 1 => long].prop_map(String::into_bytes).boxed()
}

/// The documents of the texts, and files that others wrote.
fn saved(knowledge: &Knowledge) -> BoxedStrategy<Vec<u8>> {
    let mut files = corpus("saved");
    for text in corpus("text") {
        let document = annotate(&text, knowledge, &Options::default());
        let article = json::write(&document, &WriteOptions { model: "fuzz", ..Default::default() });
        files.push(json::to_text(&article));
    }
    let by_member = by_member(&files);
    let by_letter = (select(files), changes(JSON))
        .prop_map(|(file, changes)| changed(&file, &changes, usize::MAX));
    prop_oneof![4 => by_member, 1 => by_letter].prop_map(String::into_bytes).boxed()
}

/// Files of JSON with other members.
fn by_member(files: &[String]) -> impl Strategy<Value = String> + use<> {
    let values = files.iter().filter_map(|file| serde_json::from_str(file).ok());
    let values: Vec<Value> = values.collect();
    (select(values), edits()).prop_map(|(value, edits)| edited(value, &edits))
}

fn lines() -> BoxedStrategy<Vec<u8>> {
    let corpus = corpus("lines");
    let by_member = by_member(&corpus);
    let by_letter =
        (select(corpus), changes(JSON)).prop_map(|(line, changes)| changed(&line, &changes, SHORT));
    let line = prop_oneof![by_member, by_letter].prop_map(String::into_bytes);
    // A byte that is no text, now and then.
    let broken = prop::option::weighted(0.1, (any::<prop::sample::Index>(), any::<u8>()));
    let line = (line, broken).prop_map(|(mut line, broken)| {
        if let Some((at, byte)) = broken {
            line.insert(at.index(line.len() + 1), byte);
        }
        line.retain(|byte| *byte != b'\n');
        line
    });
    line.boxed()
}
