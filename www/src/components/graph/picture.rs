//! The drawing as a file: what is on the page, with its styles written into it. The browser's own
//! serializer writes names as text, whatever they are made of.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Document, Element, HtmlCanvasElement,
    HtmlImageElement, MouseEvent, Url, XmlSerializer,
};
use yew::prelude::{Callback, Html, NodeRef, html};

use super::board::WHILE_CHOSEN;
use crate::{
    components::downloads::save,
    state::Command,
    view::{View, file_stem},
};

/// What a picture keeps of the style sheet: of everything that is drawn, and of texts.
const STYLES: [&str; 5] = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray"];
const TEXT_STYLES: [&str; 5] =
    ["paint-order", "stroke-linejoin", "font-family", "font-size", "font-weight"];

/// How many pixels of a PNG a unit of the drawing takes, and the most that a side gets.
const PIXELS: f64 = 2.0;
const MOST_PIXELS: f64 = 6000.0;

/// The two buttons. `frame` is that of the drawing; the key takes `key_height` below it.
pub(super) fn buttons(
    view: &Rc<View>,
    frame: [f64; 4],
    key_height: f64,
    svg: &NodeRef,
    send: &Callback<Command>,
) -> Html {
    let size = [frame[0], frame[1], frame[2], frame[3] + key_height];
    let on_download = |as_png: bool| {
        let (view, svg, send) = (view.clone(), svg.clone(), send.clone());
        move |_| {
            let (view, svg, send) = (view.clone(), svg.clone(), send.clone());
            spawn_local(async move {
                let failed =
                    |_| Command::Refuse("The browser cannot make this picture.".to_owned());
                send.emit(download(&view, &svg, size, as_png).await.unwrap_or_else(failed));
            });
        }
    };
    html! {
        <>
            { button("(SVG)", on_download(false)) }
            { button("(PNG)", on_download(true)) }
        </>
    }
}

/// A phone has room for the format only.
fn button(format: &'static str, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    html! {
        <button type="button" class="button" {onclick}>
            <span class="in-full">{ "Download graph " }</span>{ format }
        </button>
    }
}

async fn download(
    view: &View,
    svg: &NodeRef,
    size: [f64; 4],
    as_png: bool,
) -> Result<Command, JsValue> {
    let svg = svg.cast::<Element>().ok_or(JsValue::NULL)?;
    let title = view.article.document.title.as_deref().unwrap_or("Graph");
    let picture = blob(&svg_text(&svg, size, title)?, "image/svg+xml")?;
    let (picture, suffix) =
        if as_png { (png(&picture, size).await?, ".png") } else { (picture, ".svg") };
    Ok(save(&picture, &format!("{}{suffix}", file_stem(&view.article))))
}

fn document() -> Result<Document, JsValue> {
    web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)
}

fn blob(text: &str, media_type: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    Blob::new_with_str_sequence_and_options(&parts, &options)
}

/// The drawing as a file of its own: whole, with its colours, without what only the page needs.
fn svg_text(svg: &Element, size: [f64; 4], title: &str) -> Result<String, JsValue> {
    let plain = unselected(svg)?;
    // Only what is on the page has styles. It is gone again before the page is painted.
    svg.parent_element().ok_or(JsValue::NULL)?.append_child(&plain)?;
    let copy = styled_copy(&plain);
    plain.remove();
    let copy = copy?;
    strip(&copy)?;
    let [left, top, width, height] = size;
    for (name, value) in [
        ("viewBox", format!("{left} {top} {width} {height}")),
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("role", "img".to_owned()),
    ] {
        copy.set_attribute(name, &value)?;
    }
    let namespace = svg.namespace_uri();
    let make = |name: &str| document()?.create_element_ns(namespace.as_deref(), name);
    let ground = make("rect")?;
    for (name, value) in [("x", left), ("y", top), ("width", width), ("height", height)] {
        ground.set_attribute(name, &value.to_string())?;
    }
    ground.set_attribute("fill", &style_of(svg, "background-color")?)?;
    copy.insert_before(&ground, copy.first_child().as_ref())?;
    let heading = make("title")?;
    heading.set_text_content(Some(title));
    copy.insert_before(&heading, Some(&ground))?;
    Ok(xml_chars(&XmlSerializer::new()?.serialize_to_string(&copy)?))
}

/// The serializer writes what a name is made of as it is; XML 1.0 allows not all of it, not even as
/// a reference (production 2, `Char`).
fn xml_chars(text: &str) -> String {
    // Surrogates are no `char`.
    let is_allowed = |it| !matches!(it, ..' ' | '\u{FFFE}' | '\u{FFFF}') || "\t\n\r".contains(it);
    text.chars().map(|it| if is_allowed(it) { it } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// A copy of the drawing as it is while no entity is chosen, nor anything pointed at or focused.
fn unselected(svg: &Element) -> Result<Element, JsValue> {
    let copy: Element = svg.clone_node_with_deep(true)?.dyn_into()?;
    let each = |selector: &str, change: &dyn Fn(&Element) -> Result<(), JsValue>| {
        let found = copy.query_selector_all(selector)?;
        (0..found.length())
            .filter_map(|index| found.item(index))
            .try_for_each(|node| change(&node.dyn_into()?))
    };
    each(&[".", WHILE_CHOSEN].concat(), &|label| {
        label.remove();
        Ok(())
    })?;
    each(".reach", &|hit| {
        hit.remove();
        Ok(())
    })?;
    each(".chosen, .active, .faint", &|part| {
        part.class_list().remove_3("chosen", "active", "faint")
    })?;
    Ok(copy)
}

/// A copy of a drawing that is on the page, with its styles written into it.
fn styled_copy(svg: &Element) -> Result<Element, JsValue> {
    let copy: Element = svg.clone_node_with_deep(true)?.dyn_into()?;
    let (shown, copied) = (svg.query_selector_all("*")?, copy.query_selector_all("*")?);
    for index in 0..shown.length() {
        let (Some(shown), Some(copied)) = (shown.item(index), copied.item(index)) else { continue };
        take_styles(&shown.dyn_into()?, &copied.dyn_into()?)?;
    }
    Ok(copy)
}

fn style_of(element: &Element, name: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.get_computed_style(element)?.ok_or(JsValue::NULL)?.get_property_value(name)
}

/// Writes the styles of an element on the page into its copy.
fn take_styles(shown: &Element, copied: &Element) -> Result<(), JsValue> {
    strip(copied)?;
    let (drawn, text): (&[&str], &[&str]) = match shown.local_name().as_str() {
        "title" => (&[], &[]),
        "g" => (&["opacity"], &[]), // all else its parts say themselves
        "text" => (&STYLES, &TEXT_STYLES),
        _ => (&STYLES, &[]),
    };
    for name in drawn.iter().chain(text) {
        copied.set_attribute(name, &style_of(shown, name)?)?;
    }
    Ok(())
}

/// Takes away what means something on the page only.
fn strip(element: &Element) -> Result<(), JsValue> {
    for name in element.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        let is_of_page = ["class", "id", "role", "tabindex"].contains(&&*name)
            || name.starts_with("aria-")
            || name.starts_with("data-");
        if is_of_page {
            element.remove_attribute(&name)?;
        }
    }
    Ok(())
}

/// The picture in pixels.
async fn png(picture: &Blob, [_, _, width, height]: [f64; 4]) -> Result<Blob, JsValue> {
    let scale = PIXELS.min(MOST_PIXELS / width.max(height));
    let (width, height) = ((width * scale).round(), (height * scale).round());
    let address = Url::create_object_url_with_blob(picture)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let decoded = JsFuture::from(image.decode()).await;
    Url::revoke_object_url(&address)?;
    decoded?;
    let canvas: HtmlCanvasElement = document()?.create_element("canvas")?.dyn_into()?;
    canvas.set_attribute("width", &width.to_string())?;
    canvas.set_attribute("height", &height.to_string())?;
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        // Without a callback there is nothing to wait for: the promise stays open, nothing else.
        let _ = canvas.to_blob(done.unchecked_ref());
    });
    JsFuture::from(made).await?.dyn_into()
}

#[cfg(test)]
mod tests {
    use super::xml_chars;

    #[test]
    fn what_xml_does_not_allow_is_replaced() {
        for (name, written) in [
            ("Anna Lind", "Anna Lind"),
            ("Anna\u{1}Lind", "Anna\u{FFFD}Lind"),
            ("\0\u{B}\u{1F}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"),
            ("a\tb\r\nc\u{7F}", "a\tb\r\nc\u{7F}"),
            ("Zoë 李 😀 \u{10FFFF}", "Zoë 李 😀 \u{10FFFF}"),
        ] {
            assert_eq!(xml_chars(name), written, "{name:?}");
        }
    }
}
