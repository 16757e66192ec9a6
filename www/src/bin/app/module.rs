//! What a page or Node imports. Offsets count code points unless `offsetUnit` says otherwise.

use gloss::{
    Options,
    document::{BlockKind, Named},
    export::json::{self, Article, WriteOptions, day_from_name},
    pipeline::BlockHint,
    text::{ByteSpan, OffsetMap, OffsetUnit, Text},
};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsError, JsValue, prelude::wasm_bindgen};

use crate::knowledge;

#[wasm_bindgen(typescript_custom_section)]
const DOCUMENT_TYPES: &str = gloss::export::json::TYPESCRIPT;

#[wasm_bindgen(typescript_custom_section)]
const OPTION_TYPES: &str = r#"
/** What the caller knows of an article besides its text. */
export interface Options {
  /** The day of publication, such as "2026-11-24": what "on Tuesday" counts from; as the text says if left out. */
  published?: string;
  /** What some blocks are; the rest of the text is divided as usual. */
  blocks?: Block[];
  /** What offsets count, in the options and in the document; code points if left out. */
  offsetUnit?: Article["offset_unit"];
}
"#;

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Loads the knowledge file, once, before the first text. Returns its name.
///
/// # Errors
/// When the bytes are not a whole, unchanged knowledge file.
#[wasm_bindgen(js_name = loadKnowledge)]
pub fn load_knowledge(bytes: &[u8]) -> Result<String, JsError> {
    knowledge::load(bytes).map_err(|problem| JsError::new(&problem))
}

/// Annotates an article. Any text gives a document; lone surrogates become U+FFFD.
///
/// # Errors
/// When the text is not a string, the options make no sense, or no knowledge was loaded.
#[wasm_bindgen(unchecked_return_type = "Article")]
pub fn annotate(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsError> {
    // By way of the text: the browser's own parser makes plain objects, and fast.
    let article = json::to_text(&article(text, options)?);
    js_sys::JSON::parse(&article).map_err(|_| JsError::new("the document is not JSON"))
}

/// Annotates an article and returns the saved document: the same bytes as the command line's.
///
/// # Errors
/// As [`annotate`].
#[wasm_bindgen(js_name = annotateToJson)]
pub fn annotate_to_json(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<String, JsError> {
    Ok(json::to_text(&article(text, options)?))
}

fn article(text: &JsValue, options: &JsValue) -> Result<Article, JsError> {
    let text = text.as_string().ok_or_else(|| JsError::new("the text is not a string"))?;
    let given = GivenOptions::read(options)?;
    let published = given.day()?.into();
    let offset_unit = given.unit()?;
    let block_hints = given.hints(&text, offset_unit)?;
    let options = Options { published, block_hints, ..Options::default() };
    let annotated = knowledge::with(|knowledge| {
        let document = gloss::annotate(&text, knowledge, &options);
        let model = &knowledge.name;
        json::write(&document, &WriteOptions { offset_unit, model })
    });
    annotated.ok_or_else(|| JsError::new("no knowledge: call loadKnowledge(bytes) first"))
}

/// The options as a caller gives them.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct GivenOptions {
    published: Option<String>,
    blocks: Vec<GivenBlock>,
    offset_unit: Option<String>,
}

#[derive(Deserialize)]
struct GivenBlock {
    start: usize,
    end: usize,
    kind: String,
}

impl GivenOptions {
    const NAMES: [&str; 3] = ["published", "blocks", "offsetUnit"];

    fn read(options: &JsValue) -> Result<Self, JsError> {
        if options.is_undefined() {
            return Ok(Self::default());
        }
        if !is_plain(options) {
            return Err(JsError::new("the options are not a plain object such as { blocks: [] }"));
        }
        let text = js_sys::JSON::stringify(options).ok().and_then(|text| text.as_string());
        let given = serde_json::from_str(text.as_deref().unwrap_or("null"))
            .map_err(|error| JsError::new(&format!("the options make no sense: {error}")))?;
        // It asks for what it knows only; an option that is misspelt would be ignored in silence.
        let names = js_sys::Object::keys(options.unchecked_ref::<js_sys::Object>());
        let unknown = names
            .iter()
            .find_map(|name| name.as_string().filter(|name| !Self::NAMES.contains(&&**name)));
        match unknown {
            Some(name) => Err(JsError::new(&format!("there is no option {name:?}"))),
            None => Ok(given),
        }
    }

    fn day(&self) -> Result<Option<time::Date>, JsError> {
        let Some(name) = &self.published else { return Ok(None) };
        let day = day_from_name(name);
        day.map(Some)
            .ok_or_else(|| JsError::new(&format!("published is {name:?}, which is not a day")))
    }

    fn unit(&self) -> Result<OffsetUnit, JsError> {
        let Some(name) = &self.offset_unit else { return Ok(OffsetUnit::CodePoint) };
        OffsetUnit::from_name(name).ok_or_else(|| JsError::new(&format!("offsetUnit is {name:?}")))
    }

    fn hints(&self, text: &str, unit: OffsetUnit) -> Result<Vec<BlockHint>, JsError> {
        if self.blocks.is_empty() {
            return Ok(Vec::new());
        }
        let offsets = OffsetMap::new(&Text::new(text), unit);
        self.blocks.iter().map(|block| block.hint(&offsets)).collect()
    }
}

/// Whether a value is an object as literals make them, of this page or another one: a list or a map has no
/// options, and would be taken for none given.
fn is_plain(value: &JsValue) -> bool {
    let is_root = |prototype: &JsValue| {
        prototype.is_null() || js_sys::Object::get_prototype_of(prototype).is_null()
    };
    value.is_object() && is_root(&js_sys::Object::get_prototype_of(value))
}

impl GivenBlock {
    fn hint(&self, offsets: &OffsetMap) -> Result<BlockHint, JsError> {
        let Self { start, end, kind } = self;
        let span =
            offsets.to_byte(*start).zip(offsets.to_byte(*end)).filter(|(start, end)| start < end);
        let (start, end) = span.ok_or_else(|| {
            JsError::new(&format!("the block at {start}..{end} is no part of the text"))
        })?;
        let kind = BlockKind::from_name(kind)
            .ok_or_else(|| JsError::new(&format!("{kind:?} is not the kind of a block")))?;
        Ok(BlockHint { span: ByteSpan::new(start, end), kind })
    }
}
