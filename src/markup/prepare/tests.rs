use proptest::prelude::{any, prop, proptest};

use super::{
    MAX_ATTRIBUTES, Tangled,
    cost::{MAX_ELEMENTS, MAX_FORMATTING},
    prepare,
};

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

#[test]
fn words_elements_and_attributes_stay() {
    for html in [
        "",
        "plain words & more",
        "<!doctype html><html lang=en><body class='a b'><p id=x>One</p><br></body></html>",
        "<a href=\"/x?a=1&b='2'\" title='>'>a link</a>",
        "<td colspan=2 hidden>3</td>",
        "<p>One <b>two <i class=x>three</i></b> four<p>five <br> six",
        "<b><p>misnested</b></p><font color=red>and never closed",
        &many(500, |at| format!("<ul><li><strong id={at}>Item</strong> {at}</ul>")),
        &many(40_000, |at| format!("<p>Paragraph <em id={at}>{at}</em>")),
        &many(30_000, |at| format!("<tr><td>cell<td><b>{at}</b>")),
        &many(10_000, |at| format!("<tr><td><p>cell<td><p>{at}")),
        &many(50, |at| format!("<b id={at}>not closed<p>")),
    ] {
        assert_eq!(prepare(html).as_deref(), Ok(html));
    }
}

#[test]
fn what_policy_forbids_or_no_reader_needs_goes() {
    for (html, prepared) in [
        ("<p style=\"color: red\">x", "<p data-style=\"color: red\">x"),
        ("<p\nSTYLE = 'a>b'id=1>x", "<p data-style='a>b' id=1>x"),
        ("<p onclick='x()' OnLoad=y data-on=z>x", "<p data-on=z>x"),
        ("a<!-- <b style=x> -->b<!-->c<!--->d<!-- e --!>f", "abcdf"),
        ("a<?php x ?>b</ c>d</>e", "abde"),
        ("<style>p { display: none }</style><p>x", "<p>x"),
        ("<script>if (a<b) '</p>'</SCRIPT >x", "x"),
        ("<svg viewBox='0'><svg/><svg><title>t</title></svg></svg>x", "x"),
        ("<textarea><p></textarea><iframe><b></iframe><noscript><p>y</noscript>x", "x"),
        ("<base href=x><plaintext><p>x", "<p>x"),
        ("<title>a <b> & c</title>", "<title>a &lt;b> & c</title>"),
        (
            "<script type='application/ld+json'>{\"a\":\"</p>\"}</script>",
            "<script type=\"application/ld+json\">{\"a\":\"\\u003c/p>\"}</script>",
        ),
        ("<body a><p><body b>x", "<body a><p>x"),
        ("1 < 2 <3 <", "1 &lt; 2 &lt;3 &lt;"),
    ] {
        assert_eq!(prepare(html).as_deref(), Ok(prepared), "{html}");
    }
}

#[test]
fn what_nothing_ends_hides_nothing_else() {
    for (html, prepared) in [
        ("<script>a<p>b", "a<p>b"),
        ("<svg><p>b", "<p>b"),
        ("<title>a<p>b", "a<p>b"),
        ("<p>a<!-- b", "<p>a"),
        ("<p>a<b c='d", "<p>a"),
        ("<p>a</b", "<p>a"),
    ] {
        assert_eq!(prepare(html).as_deref(), Ok(prepared), "{html}");
    }
}

/// Nothing that is left out joins what is before and behind it to a tag.
#[test]
fn no_tag_comes_to_be() {
    for html in ["<<!-- -->b>", "<<script></script>b>", "<!<!-- -->-- x -->", "<<svg></svg>/p>"] {
        let prepared = prepare(html).unwrap();
        assert!(!prepared.contains('<'), "{html}: {prepared}");
    }
}

/// Formatting that is never closed, `count` times in a paragraph of its own.
fn tangled(count: usize) -> String {
    many(count, |id| format!("<b id={id}><p>"))
}

#[test]
fn formatting_that_piles_up_is_renamed() {
    let in_a_paragraph = "<p>".to_owned() + &many(90, |at| format!("<u id={at}>"));
    for (html, start) in [
        (tangled(800), "<b- id=0><p>"),
        (tangled(MAX_FORMATTING), "<b id=0><p>"),
        (tangled(MAX_FORMATTING) + &"<p>x".repeat(2_500), "<b- id=0><p>"),
        (many(800, |at| format!("<FONT COLOR='{at}'><div>x</div>")), "<FONT- COLOR='0'><div>x"),
        (many(800, |at| format!("<i/id={at}><ul><li>")), "<i- id=0><ul>"),
        // Closed in the right order, but opened again in each list between.
        (in_a_paragraph.clone() + "<ul></ul>", "<p><u- id=0>"),
        (in_a_paragraph + &"<ul></ul>".repeat(90) + &"</u>".repeat(90), "<p><u- id=0>"),
        // Out of reach of their end tags.
        (many(90, |at| format!("<s id={at}><table></s></table>")), "<s- id=0><table></s-></table>"),
        (many(90, |at| format!("<p><nobr id={at}><table></p>")), "<p><nobr- id=0><table>"),
        // Quotes that open no value, and comments that are none.
        (many(90, |at| format!("<tt =\"><b id={at}>\"></tt><p>")), "<tt-><b- id=0>\"></tt-><p>"),
        (many(90, |at| format!("<!--><b id={at}><p>-->")), "<b- id=0><p>-->"),
        // Only formatting is, and no link.
        (
            format!("<B>1</B ><blockquote><a href=x><i\n>2<img><s/>3</s>< b>{}", tangled(90)),
            "<B->1</B-><blockquote><a href=x><i->2<img><s->3</s->&lt; b>",
        ),
    ] {
        let prepared = prepare(&html).unwrap();
        assert!(prepared.starts_with(start), "{}", &prepared[..prepared.len().min(60)]);
    }
}

/// Formatting behind what parsers take for a drawing, a list of choices, a comment or a script.
#[test]
fn formatting_in_disguise_is_renamed() {
    for disguise in [
        "<svg><style><title>",
        "<svg><desc></svg>",
        "<math><annotation-xml><![CDATA[ > ",
        "<select><title></select>",
        "<select><textarea>",
        "<frameset><script>",
        "<noscript><a title='</noscript>'>",
        "<!-- <a title='--> ",
        "<script><!--<script></script>",
        "<table><td>",
        "<svg><style><b></style>",
        "<noscript><!--</noscript>",
    ] {
        let prepared = prepare(&[disguise, &tangled(800)].concat()).unwrap();
        assert!(prepared.contains("<b- id="), "{disguise}");
        assert!(!prepared.contains("<b "), "{disguise}");
    }
}

#[test]
fn more_elements_than_a_page_can_have_are_refused() {
    assert_eq!(prepare(&"<p>x".repeat(MAX_ELEMENTS + 1)), Err(Tangled::Elements));
}

#[test]
fn of_many_attributes_the_first_are_kept() {
    let of = |count| format!("<p {}>x", many(count, |at| format!("a{at}=1 ")).trim_end());
    assert_eq!(prepare(&of(100_000)), Ok(of(MAX_ATTRIBUTES)));
}

#[test]
fn what_nests_without_end_is_not_parsed() {
    for part in [
        "<div>",
        "<rt>",
        "<optgroup>",
        "<span><div></span>",
        "<span><div></span></div>",
        "<table><tr><td>",
        "<a href=x><div>",
        "<form><div></form>",
        "<h1><div><h2><div></h1>",
        "<td><div></td>",
        "<table><td><object></table><td><div></td>",
        "<li><dd>",
        "<b><b><b><b><div></b></b></b></b></div><b x>",
    ] {
        assert!(prepare(&part.repeat(20_000)).is_err(), "{part}");
        assert_eq!(prepare(&part.repeat(500)).err(), None, "{part}");
    }
}

#[test]
fn usual_pages_are_parsed_however_sloppy() {
    // One link at a time, three of the same, closed in another order, closed twice.
    for part in [
        "<p><a href=1>x",
        "<p><b>x",
        "<p><b><i>x</b></i>",
        "</b></i></p>",
        "<tr><td><font size=2>x<td>",
        "<div><span><em class=q>x</em></span></div>",
        "<div><span>x</div>",
        "<b><div>x</b></div>",
        "<table><tr><td>x<td>y<tr><td>z</table>",
        "<ul><li>x<li><p>y</ul>",
        "<dl><dt>x<dd>y</dl>",
    ] {
        assert_eq!(prepare(&part.repeat(1_000)).err(), None, "{part}");
    }
}

#[test]
fn time_is_linear() {
    for part in
        ["<svg ", "<svg>", "<title>", "<a b='", "<!--", "</", "<p a", "<script>", "<b x=\"<"]
    {
        drop(prepare(&part.repeat(200_000)));
    }
}

proptest! {
    #[test]
    fn any_markup_is_prepared_and_what_is_prepared_stays_so(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<", ">", "</", "<!--", "-->", "<!", "<p ", "style=", "\"", "'", " ", "/", "=", "x",
            "<script>", "</script>", "<svg>", "</svg>", "<title>", "</title>", "<b>", "é",
        ]), 0..40),
        tail in any::<String>(),
    ) {
        let html = parts.concat() + &tail;
        if let Ok(prepared) = prepare(&html) {
            proptest::prop_assert_eq!(prepare(&prepared).ok(), Some(prepared));
        }
    }
}
