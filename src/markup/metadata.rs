//! What a page says of itself: in JSON-LD, in `meta` elements, in `time`, in `link` and `html`.

use serde_json::Value;
use time::Date;

use super::{title::words_of, tree::Tree};
use crate::{document::Origin, export::json::day_from_name};

/// What a page says of itself, the surest first.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// What it calls the article.
    pub(super) headlines: Vec<String>,
    /// When the article was published.
    pub(super) published: Option<Date>,
    /// Who wrote it.
    pub(super) authors: Vec<String>,
    /// What the document keeps of it.
    pub(super) origin: Origin,
}

/// Longest thing that is kept, in bytes.
const LONGEST: usize = 2000;

/// What `meta` elements call the day of publication.
const PUBLISHED: &[&str] = &[
    "article.published",
    "article:published",
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publisheddate",
    "sailthru.date",
];

/// What they call who wrote the article.
const AUTHOR: &[&str] = &[
    "article:author",
    "author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
];

/// Reads it.
pub(super) fn read(tree: &Tree) -> Metadata {
    let linked = linked_data(tree);
    let texts =
        |value: &Value, member: &str| value.get(member).and_then(Value::as_str).map(str::to_owned);
    let meta = |names: &[&str]| meta(tree, names);

    let mut headlines: Vec<String> = meta(&["og:title", "twitter:title"]);
    headlines.extend(linked.iter().filter_map(|article| texts(article, "headline")).take(MOST));
    headlines.extend(
        tree.elements().find(|&node| tree.name(node) == "title").map(|node| tree.words(node)),
    );

    let mut authors: Vec<String> =
        linked.iter().take(1).flat_map(|article| names_of(article.get("author"))).collect();
    if authors.is_empty() {
        authors = meta(AUTHOR);
    }
    if authors.is_empty() {
        authors = signed(tree);
    }
    let authors = cleaned(authors);

    let canonical = tree
        .elements()
        .find(|&node| tree.name(node) == "link" && tree.has(node, "rel", "canonical"));
    let address = canonical
        .and_then(|node| tree.attribute(node, "href").map(str::to_owned))
        .into_iter()
        .chain(meta(&["og:url"]))
        .chain(linked.iter().filter_map(|article| texts(article, "url")))
        .find(|address| is_address(address));
    let language = tree
        .elements()
        .find(|&node| tree.name(node) == "html")
        .and_then(|node| tree.attribute(node, "lang").map(str::to_owned))
        .into_iter()
        .chain(linked.iter().filter_map(|article| texts(article, "inLanguage")))
        .chain(meta(&["og:locale", "content-language"]))
        .find_map(|language| language_tag(&language));

    Metadata {
        published: published(tree, &linked),
        origin: Origin { address, byline: byline(&authors), language },
        headlines,
        authors: authors.iter().map(|author| words_of(author)).collect(),
    }
}

/// The articles that the page's linked data are about, not those within them.
fn linked_data(tree: &Tree) -> Vec<Value> {
    let scripts = tree.elements().filter(|&node| {
        tree.name(node) == "script" && tree.has(node, "type", "application/ld+json")
    });
    let mut articles = Vec::new();
    for script in scripts {
        let words = tree.words(script);
        let json = words.trim().trim_start_matches("<!--").trim_end_matches("-->");
        match serde_json::from_str(json) {
            Ok(Value::Array(values)) => {
                for value in values {
                    take(value, &mut articles);
                }
            }
            Ok(value) => take(value, &mut articles),
            Err(_) => {}
        }
    }
    articles
}

/// Keeps a value that is an article, or those of its graph.
fn take(mut value: Value, articles: &mut Vec<Value>) {
    if let Some(Value::Array(graph)) = value.get_mut("@graph").map(Value::take) {
        articles.extend(graph.into_iter().filter(is_article));
    } else if is_article(&value) {
        articles.push(value);
    }
}

fn is_article(value: &Value) -> bool {
    let is_one = |name: &Value| {
        name.as_str().is_some_and(|name| {
            ["Article", "Posting", "Report", "Review"].iter().any(|end| name.ends_with(end))
        })
    };
    match value.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_one),
        Some(name) => is_one(name),
        None => false,
    }
}

/// The names of one or several people, or of whatever else wrote something.
fn names_of(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(several)) => several.iter().take(20).filter_map(name_of).collect(),
        Some(one) => name_of(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn name_of(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name")?.as_str()).map(str::to_owned)
}

/// The contents of `meta` elements of some names.
fn meta(tree: &Tree, names: &[&str]) -> Vec<String> {
    let is_meant = |node: usize| {
        ["property", "name", "itemprop"].iter().any(|attribute| {
            let own = tree.attribute(node, attribute).map(str::to_ascii_lowercase);
            own.is_some_and(|own| names.contains(&&*own))
        })
    };
    let metas = tree.elements().filter(|&node| tree.name(node) == "meta" && is_meant(node));
    let contents = metas.filter_map(|node| tree.attribute(node, "content").map(str::to_owned));
    contents.take(MOST).collect()
}

/// So many of a kind a page may say of itself; each is compared with others.
const MOST: usize = 64;

/// Who a link or an element says to have written the article.
fn signed(tree: &Tree) -> Vec<String> {
    let signs =
        |&node: &usize| tree.has(node, "rel", "author") || tree.has(node, "itemprop", "author");
    let comments = |node: usize| is_within_item(tree, node, "Comment");
    tree.elements()
        .filter(signs)
        .filter(|&node| !comments(node))
        .take(4)
        .map(|node| tree.words(node))
        .take(MOST)
        .collect()
}

/// Names without blanks and "By", each once, no addresses.
fn cleaned(names: Vec<String>) -> Vec<String> {
    let mut cleaned: Vec<String> = Vec::new();
    for name in names {
        let words: Vec<&str> = name.split_whitespace().collect();
        let by = usize::from(words.first().is_some_and(|first| first.eq_ignore_ascii_case("by")));
        let name = words[by..].join(" ");
        if !name.is_empty()
            && !name.contains("://")
            && name.len() <= 200
            && !cleaned.contains(&name)
        {
            cleaned.push(name);
        }
    }
    cleaned
}

fn byline(authors: &[String]) -> Option<String> {
    let (last, others) = authors.split_last()?;
    let byline =
        if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    Some(byline).filter(|byline| byline.len() <= LONGEST)
}

fn is_address(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web && address.len() <= LONGEST
        && !address.contains(char::is_whitespace)
        && !address.contains(char::is_control)
}

/// `en_GB` as `en-GB`; `None` for what names no language.
fn language_tag(name: &str) -> Option<String> {
    let tag = name.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next()?;
    let is_language =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (is_language && parts.all(is_part) && tag.len() <= 35).then_some(tag)
}

/// The day of publication, as the surest markup that has a day says it. If that contradicts itself,
/// nothing is known: what is less sure cannot settle it.
fn published(tree: &Tree, linked: &[Value]) -> Option<Date> {
    let of_linked = || {
        let moments = linked.iter().filter_map(|article| article.get("datePublished")?.as_str());
        moments.filter_map(day).collect()
    };
    let of_meta =
        || days(tree, &|node| tree.name(node) == "meta" && is_published(tree, node), "content");
    let of_time = || {
        let says = |node: usize| {
            tree.has(node, "itemprop", "datePublished") || tree.attribute(node, "pubdate").is_some()
        };
        days(tree, &|node| tree.name(node) == "time" && says(node), "datetime")
    };
    let sources: [&dyn Fn() -> Vec<Date>; 4] =
        [&of_linked, &of_meta, &of_time, &|| times_of_header(tree)];
    let days = sources.iter().map(|days| days()).find(|days| !days.is_empty())?;
    let (first, rest) = days.split_first()?;
    rest.iter().all(|day| day == first).then_some(*first)
}

fn is_published(tree: &Tree, node: usize) -> bool {
    ["property", "name", "itemprop"].iter().any(|attribute| {
        tree.attribute(node, attribute)
            .is_some_and(|name| PUBLISHED.contains(&&*name.to_ascii_lowercase()))
    })
}

/// The days in an attribute of some elements; what is none is left out. A comment may be published on
/// another day.
fn days(tree: &Tree, meant: &dyn Fn(usize) -> bool, attribute: &str) -> Vec<Date> {
    let elements =
        tree.elements().filter(|&node| meant(node) && !is_within_item(tree, node, "Comment"));
    elements.filter_map(|node| day(tree.attribute(node, attribute)?)).collect()
}

fn day(moment: &str) -> Option<Date> {
    moment.trim().get(..10).and_then(day_from_name)
}

/// The moments in the header of the article: in the element that has its title, too, or between the
/// title and the first paragraph. Elsewhere they are those of comments, events, other articles.
fn times_of_header(tree: &Tree) -> Vec<Date> {
    let within = |node: usize, names: &[&str]| {
        tree.with_ancestors(node).any(|node| names.contains(&tree.name(node)))
    };
    let titles = || tree.elements().filter(|&node| tree.name(node) == "h1");
    let Some(title) =
        titles().find(|&title| within(title, &["article"])).or_else(|| titles().next())
    else {
        return Vec::new();
    };
    let header = tree.with_ancestors(title).find(|&node| tree.name(node) == "header");
    let first = tree.elements().find(|&node| {
        node >= tree.end(title) && tree.name(node) == "p" && !within(node, &["header"])
    });
    let is_of_header = |node: usize| {
        let between = first.is_some_and(|first| (tree.end(title)..first).contains(&node));
        (header.is_some_and(|header| tree.is_within(node, header)) || between)
            && !within(node, &["aside", "nav", "footer"])
    };
    // With an `itemprop` they say themselves that they are of something else.
    let meant = |node: usize| {
        tree.name(node) == "time"
            && tree.attribute(node, "itemprop").is_none()
            && is_of_header(node)
    };
    let times = tree.elements().filter(|&node| meant(node));
    times.filter_map(|node| day(tree.attribute(node, "datetime")?)).collect()
}

/// Whether an element is in what calls itself an item of a type.
fn is_within_item(tree: &Tree, node: usize, kind: &str) -> bool {
    let is_one =
        |node: usize| tree.attribute(node, "itemtype").is_some_and(|own| own.contains(kind));
    tree.with_ancestors(node).any(is_one)
}
