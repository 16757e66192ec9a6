//! How inputs are changed: texts by their characters, saved files also by their members.

use gloss::pack::fingerprint;
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Value, json};

/// A change of a text. Places are shares of its length, so that any change fits any text.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Insert(Index, &'static str),
    InsertAny(Index, String),
    Delete(Index, Index),
    /// So many times more.
    Repeat(Index, Index, usize),
    /// A part goes to another place.
    Move(Index, Index, Index),
    Shout(Index, Index),
    Cut(Index),
}

/// A few changes with these pieces.
pub(crate) fn changes(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<Change>> {
    let at = any::<Index>;
    let change = prop_oneof![
        6 => (at(), select(pieces)).prop_map(|(at, piece)| Change::Insert(at, piece)),
        1 => (at(), "\\PC{1,4}").prop_map(|(at, text)| Change::InsertAny(at, text)),
        3 => (at(), at()).prop_map(|(one, other)| Change::Delete(one, other)),
        2 => (at(), at(), 1..5usize).prop_map(|(one, other, times)| Change::Repeat(one, other, times)),
        1 => (at(), at(), at()).prop_map(|(one, other, to)| Change::Move(one, other, to)),
        1 => (at(), at()).prop_map(|(one, other)| Change::Shout(one, other)),
        1 => at().prop_map(Change::Cut),
    ];
    vec(change, 0..5)
}

/// A text after these changes, no longer than `longest` bytes.
pub(crate) fn changed(text: &str, changes: &[Change], longest: usize) -> String {
    let mut text = text.to_owned();
    for change in changes {
        apply(&mut text, change);
        text.truncate(text.floor_char_boundary(longest));
    }
    text
}

fn apply(text: &mut String, change: &Change) {
    let place = |text: &str, at: &Index| text.floor_char_boundary(at.index(text.len() + 1));
    let part = |text: &str, one, other| {
        let (one, other) = (place(text, one), place(text, other));
        one.min(other)..one.max(other)
    };
    match change {
        Change::Insert(at, piece) => text.insert_str(place(text, at), piece),
        Change::InsertAny(at, piece) => text.insert_str(place(text, at), piece),
        Change::Delete(one, other) => drop(text.drain(part(text, one, other))),
        Change::Repeat(one, other, times) => {
            let part = part(text, one, other);
            let again = text[part.clone()].repeat(*times);
            text.insert_str(part.end, &again);
        }
        Change::Move(one, other, to) => {
            let moved: String = text.drain(part(text, one, other)).collect();
            text.insert_str(place(text, to), &moved);
        }
        Change::Shout(one, other) => {
            let part = part(text, one, other);
            let loud = text[part.clone()].to_uppercase();
            text.replace_range(part, &loud);
        }
        Change::Cut(at) => text.truncate(place(text, at)),
    }
}

/// A change of a JSON value.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Replace(Index, Value),
    Remove(Index),
    /// An element or member takes the value of another.
    Copy(Index, Index),
    /// One more member, or element.
    Add(Index, Value),
}

/// A few changes of members and elements.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = any::<Index>;
    let edit = prop_oneof![
        4 => (at(), value()).prop_map(|(at, value)| Edit::Replace(at, value)),
        1 => at().prop_map(Edit::Remove),
        3 => (at(), at()).prop_map(|(to, from)| Edit::Copy(to, from)),
        1 => (at(), value()).prop_map(|(at, value)| Edit::Add(at, value)),
    ];
    vec(edit, 0..4)
}

fn value() -> impl Strategy<Value = Value> {
    let odd = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-5),
        json!(u64::MAX),
        json!(1e300),
        json!(0.5),
        json!(""),
        json!("e1"),
        json!("m2"),
        json!("r1"),
        json!("rejected"),
        json!("human"),
        json!("utf16"),
        json!("-0001-01-01"),
        json!("Q0"),
        json!("🚨\r\n\u{0}"),
        json!([]),
        json!({}),
        json!([[], {}]),
        json!({ "kb": "wikidata", "id": "Q843" }),
    ];
    prop_oneof![
        4 => select(odd),
        1 => any::<u8>().prop_map(|number| json!(number)),
        1 => ".{0,8}".prop_map(|text| json!(text)),
    ]
}

/// The text of a JSON value after these edits; its text's fingerprint is made right again, as nothing else would be
/// read then.
pub(crate) fn edited(mut value: Value, edits: &[Edit]) -> String {
    for edit in edits {
        apply_edit(&mut value, edit);
    }
    if let Some(text) = value.pointer("/document/text").and_then(Value::as_str) {
        value["document"]["sha256"] = json!(fingerprint(text.as_bytes()));
    }
    value.to_string()
}

fn apply_edit(root: &mut Value, edit: &Edit) {
    let count = places(root);
    match edit {
        Edit::Replace(at, value) => at_place(root, at.index(count), &mut |place| {
            *place = value.clone();
        }),
        Edit::Remove(at) => at_place(root, at.index(count), &mut |place| match place {
            Value::Array(elements) => drop(elements.pop()),
            Value::Object(members) => {
                let first = members.keys().next().cloned();
                first.and_then(|name| members.remove(&name));
            }
            other => *other = Value::Null,
        }),
        Edit::Copy(to, from) => {
            let mut value = Value::Null;
            at_place(root, from.index(count), &mut |place| value = place.clone());
            at_place(root, to.index(count), &mut |place| *place = value.clone());
        }
        Edit::Add(at, value) => at_place(root, at.index(count), &mut |place| match place {
            Value::Array(elements) => elements.push(value.clone()),
            Value::Object(members) => drop(members.insert("x-more".to_owned(), value.clone())),
            other => *other = value.clone(),
        }),
    }
}

/// How many values there are in a value, itself included.
fn places(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(places).sum(),
        Value::Object(members) => members.values().map(places).sum(),
        _ => 0,
    }
}

/// Calls for the value at that place, in the order of the file.
fn at_place(value: &mut Value, place: usize, found: &mut dyn FnMut(&mut Value)) {
    if place == 0 {
        return found(value);
    }
    let mut place = place - 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(elements) => elements.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => return,
    };
    for inner in inner {
        let count = places(inner);
        if place < count {
            return at_place(inner, place, found);
        }
        place -= count;
    }
}
