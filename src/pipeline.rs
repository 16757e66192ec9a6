//! The way of an article: calls the steps, nothing else.

use time::Date;

use crate::{
    clean, coref,
    document::{BlockKind, Document, Origin},
    entities,
    knowledge::Knowledge,
    relations, segment,
    text::{ByteSpan, Text},
    warn,
};

/// What the caller knows of an article besides its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day that it was published: what "on Tuesday" counts from.
    pub published: Published,
    /// What some blocks are, from the markup of a rich paste or from the reader. Each span becomes
    /// a block of that kind; the rest of the text is divided as usual.
    pub block_hints: Vec<BlockHint>,
    /// What the page that it comes from says of it.
    pub origin: Origin,
}

/// What the caller knows of the day of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Published {
    /// No more than the text says, if it does.
    #[default]
    AsTheTextSays,
    /// This day, whatever the text says.
    On(Date),
    /// That it is not known: what the text says is something else.
    Unknown,
}

impl From<Option<Date>> for Published {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Self::AsTheTextSays, Self::On)
    }
}

/// A stretch of text that is known to be a block of some kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockHint {
    /// Where it lies in the text, in bytes after line ends became LF. A span that is not on
    /// character boundaries of the text, or overlaps an earlier hint, is ignored.
    pub span: ByteSpan,
    /// What it is.
    pub kind: BlockKind,
}

/// A step of the pipeline, for progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// [`clean::find_blocks`]
    Clean,
    /// [`segment::segment`]
    Segment,
    /// [`entities::find_mentions`]
    Entities,
    /// [`coref::resolve`]
    Coref,
    /// [`relations::extract`]
    Relations,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 5] =
        [Self::Clean, Self::Segment, Self::Entities, Self::Coref, Self::Relations];
}

/// Annotates an article. Total: any text gives a document; the same text always gives the same.
pub fn annotate(pasted: &str, knowledge: &Knowledge, options: &Options) -> Document {
    annotate_with_progress(pasted, knowledge, options, |_| ())
}

/// Like [`annotate`], and says which step begins.
pub fn annotate_with_progress(
    pasted: &str,
    knowledge: &Knowledge,
    options: &Options,
    mut begins: impl FnMut(Step),
) -> Document {
    let mut doc = find_entities(pasted, knowledge, options, &mut begins);

    begins(Step::Relations);
    doc.relations = relations::extract(&doc, knowledge);
    coref::forget_bystanders(&mut doc);

    doc.warnings = warn::find_warnings(&doc);
    doc
}

/// The steps before relations: also actors without a name that no relation will be about.
pub(crate) fn find_entities(
    pasted: &str,
    knowledge: &Knowledge,
    options: &Options,
    mut begins: impl FnMut(Step),
) -> Document {
    let mut doc =
        Document { text: Text::new(pasted), origin: options.origin.clone(), ..Document::default() };

    let english = &knowledge.english;
    begins(Step::Clean);
    doc.blocks = clean::find_blocks(&doc.text, &options.block_hints, english);
    doc.published = match options.published {
        Published::AsTheTextSays => clean::find_published(&doc.text, &doc.blocks, english),
        Published::On(day) => Some(day),
        Published::Unknown => None,
    };

    begins(Step::Segment);
    (doc.sentences, doc.tokens) =
        segment::segment(&clean::as_read(&doc.text), &doc.blocks, english);
    doc.rejoined = segment::rejoin(&doc.text, &doc.tokens);

    begins(Step::Entities);
    doc.mentions = entities::find_mentions(&doc, knowledge, doc.published);

    begins(Step::Coref);
    (doc.mentions, doc.entities) = coref::resolve(&doc, knowledge);
    doc
}
