//! What a page has in it and does not show.

use super::{
    names::{Name, Names},
    tree::Tree,
};

/// How far from the screen something is put to be out of sight, in pixels.
const OFF_SCREEN: i64 = -900;

/// So much text is no page yet.
const FEW_BYTES: usize = 200;

/// Which nodes a page does not show, by their places.
#[derive(Debug)]
pub(super) struct Hidden {
    /// It and all that is in it takes no place on the page.
    pub(super) gone: Vec<bool>,
    /// Its own words are not seen; what is in it may show itself again.
    pub(super) invisible: Vec<bool>,
}

/// Finds them. What is only meant for the ear (the classes that say so) is not shown, either, but for
/// a title.
pub(super) fn find(tree: &Tree, names: &Names) -> Hidden {
    let mut hidden = vec![false; tree.len()];
    let mut invisible = vec![false; tree.len()];
    for node in 1..tree.len() {
        let parent = tree.parent(node);
        hidden[node] = hidden[parent];
        invisible[node] = invisible[parent];
        let style = tree.attribute(node, "style").or_else(|| tree.attribute(node, "data-style"));
        let style = style.map_or_else(Style::default, Style::read);
        invisible[node] = style.invisible.unwrap_or(invisible[node]);
        hidden[node] |= style.hidden
            || tree.attribute(node, "hidden").is_some_and(|value| value != "until-found")
            || tree.name(node) != "h1" && names.of(node).is(Name::Unseen);
    }
    for node in unheard(tree, &hidden) {
        hidden[node..tree.end(node)].fill(true);
    }
    Hidden { gone: hidden, invisible }
}

/// What is not read aloud. Pages say so of ornaments and copies, but also of all that is behind a
/// dialog: of most of the page. That is shown.
fn unheard(tree: &Tree, hidden: &[bool]) -> Vec<usize> {
    let mut before = vec![0]; // bytes of shown text before each node
    for (node, hidden) in hidden.iter().enumerate() {
        let shown = !hidden && !is_of_head(tree, node);
        let own = if shown { tree.own_text(node).len() } else { 0 };
        before.push(before[node] + own);
    }
    let all = before[tree.len()];
    let is_most = |node: usize| {
        let within = before[tree.end(node)] - before[node];
        within > FEW_BYTES && within * 2 > all
    };
    let unheard = tree.elements().filter(|&node| tree.has(node, "aria-hidden", "true"));
    unheard.filter(|&node| !is_most(node)).collect()
}

fn is_of_head(tree: &Tree, node: usize) -> bool {
    matches!(tree.name(tree.parent(node)), "script" | "style" | "title" | "noscript")
}

/// What a style says of being seen.
#[derive(Debug, Default)]
struct Style {
    hidden: bool,
    /// Whether it is invisible, or visible though what is around it is not.
    invisible: Option<bool>,
}

impl Style {
    /// Reads "display: none; color: red".
    fn read(style: &str) -> Self {
        let mut read = Self::default();
        let mut tiny = 0;
        let mut clipped = false;
        let mut lifted = false;
        let mut away = false;
        for rule in style.split(';') {
            let Some((property, value)) = rule.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
            match &*property.trim().to_ascii_lowercase() {
                "display" => read.hidden |= value == "none",
                "visibility" => read.invisible = Some(matches!(&*value, "hidden" | "collapse")),
                "font-size" => read.hidden |= matches!(&*value, "0" | "0px" | "0em"),
                "text-indent" => read.hidden |= is_off_screen(&value),
                "position" => lifted = matches!(&*value, "absolute" | "fixed"),
                "left" | "top" | "right" | "margin-left" => away |= is_off_screen(&value),
                "width" | "height" => {
                    tiny += usize::from(pixels(&value).is_some_and(|size| size <= 1));
                }
                "clip" | "clip-path" => clipped = value != "auto" && value != "none",
                "overflow" => clipped |= value == "hidden",
                _ => {}
            }
        }
        read.hidden |= lifted && away || tiny == 2 && clipped;
        read
    }
}

fn is_off_screen(value: &str) -> bool {
    pixels(value).is_some_and(|pixels| pixels <= OFF_SCREEN)
}

/// A length in whole pixels; of other units ten times as many as of the unit.
fn pixels(value: &str) -> Option<i64> {
    let digits = value.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
    let whole: i64 = digits.split('.').next()?.parse().ok()?;
    let is_pixels = matches!(&value[digits.len()..], "" | "px");
    Some(if is_pixels { whole } else { whole.saturating_mul(10) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for (style, hidden) in [
            ("display:none", true),
            ("color: red; DISPLAY : None !important", true),
            ("position:absolute;left:-9999px", true),
            ("position: fixed; top: -100em", true),
            ("text-indent:-9999px", true),
            ("position:absolute;width:1px;height:1px;overflow:hidden", true),
            ("width:0;height:0;clip:rect(0,0,0,0)", true),
            ("font-size:0", true),
            ("font-size:0.9em", false),
            ("", false),
            ("display:block", false),
            ("left:-20px", false),
            ("margin-left:-10px;position:absolute", false),
            ("text-indent:-1em", false),
            ("width:1px", false),
            ("overflow:hidden;height:0", false),
            ("display", false),
        ] {
            assert_eq!(Style::read(style).hidden, hidden, "{style}");
        }
        assert_eq!(Style::read("visibility:hidden").invisible, Some(true));
        assert_eq!(Style::read("visibility: visible").invisible, Some(false));
    }
}
