use super::find_blocks;
use crate::{
    document::{BlockKind, Named},
    english::Files,
    pipeline::BlockHint,
    testing::english,
    text::{ByteSpan, Text},
};

mod forms;
mod whole_pages;

/// A pasted page, read: each block with its kind.
fn read(page: &str, hints: &[BlockHint]) -> Vec<String> {
    let text = Text::new(page);
    find_blocks(&text, hints, english())
        .iter()
        .map(|block| format!("{}: {}", block.kind.name(), text.slice(block.span)))
        .collect()
}

/// Reads pages that are written as expected: a line for each block, "kind: text", blank lines kept.
fn check(cases: &[(&str, &str)]) {
    for (what, expected) in cases {
        let (mut page, mut blocks) = (String::new(), Vec::new());
        for line in expected.lines().map(str::trim) {
            let (kind, text) = line.split_once(' ').unwrap_or(("", ""));
            let continues = kind.starts_with('+'); // the rest of the line before it
            let kind = match kind.trim_start_matches('+') {
                "" if !continues => "",
                "t" => "title",
                "s" => "standfirst",
                "h" => "heading",
                "c" => "caption",
                "k" => "speaker",
                "l" => "list_item",
                "p" => "paragraph",
                "~" | "" => "furniture",
                other => panic!("{what}: unknown kind {other}"),
            };
            if continues {
                page.pop();
                page.push(' ');
            }
            page.push_str(text);
            page.push('\n');
            if !kind.is_empty() {
                blocks.push(format!("{kind}: {text}"));
            }
        }
        assert_eq!(read(&page, &[]), blocks, "{what}");
    }
}

#[test]
fn what_stands_before_an_article() {
    check(&[
        (
            "navigation, title, standfirst, byline and date",
            "~ Skip to main content
             ~ Home
             ~ World
             ~ Live TV
             t River town rebuilds its bridge after the flood
             s Work began in spring and will last two years
             ~ By Jane Doe and John Roe | Lead correspondent, rivers
             ~ Nov. 12, 2025 5:15 p.m.
             ~ 5 min read
             p The bridge of Orsova fell into the river last winter, the council said.
             p It will be built again in stone by the same masons.",
        ),
        (
            "bylines in capitals",
            "t River town rebuilds its bridge after the flood
             ~ BY JANE DOE AND JOHN ROE
             ~ JANE DOE, STAFF WRITER
             ~ JANE DOE and JOHN ROE, Associated Press writers
             p The bridge of Orsova fell into the river last winter, the council said.
             p It will be built again in stone by the same masons.",
        ),
        (
            "names in capitals that are the headline",
            "t ANNA ROE, RIVER TOWN MAYOR
             p The bridge of Orsova fell into the river last winter, the council said.
             p It will be built again in stone by the same masons.",
        ),
        (
            "a section over the headline",
            "~ Culture
             t River town paints its new bridge blue
             p The bridge of Orsova was painted by forty pupils on Monday.",
        ),
        (
            "section and paper",
            "t River town paints its new bridge blue
             ~ 🎨 Culture | Orsova Review
             p The bridge of Orsova was painted by forty pupils on Monday.",
        ),
        (
            "a short title of its own",
            "t Blue bridge

             p The bridge of Orsova was painted by forty pupils on Monday.
             p The mayor, who chose the colour, did not come.",
        ),
    ]);
}

#[test]
fn pictures() {
    check(&[
        (
            "the same caption twice, with a credit at its end",
            "t River town rebuilds its bridge after the flood

             ~ Masons at work on the bridge of Orsova on Friday.
             c Masons at work on the bridge of Orsova on Friday.
             + [Photo: Ana Pop/Danube Pictures]

             p The bridge of Orsova fell into the river last winter, the council said.",
        ),
        (
            "a labelled credit after a caption",
            "t River town rebuilds its bridge after the flood

             c Masons at work on the bridge of Orsova.
             + Photo: Ana al-Pop

             p The bridge of Orsova fell into the river last winter, the council said.",
        ),
        (
            "an agency below the caption, and the paragraph that repeats it",
            "t River town rebuilds its bridge after the flood
             s The council of Orsova met on Monday to hear the masons.

             ~ The bridge fell into the river last winter after weeks of rain.
             ~ AFP Archive

             ~ The bridge fell into the river last winter after weeks of rain.
             + / Photo: AFP Archive

             p The council met for three hours and heard nobody but the masons.

             p The bridge fell into the river last winter after weeks of rain.",
        ),
        (
            "a text pasted with its paragraphs once more",
            "t River town rebuilds its bridge after the flood
             p The bridge fell into the river last winter after weeks of rain.
             p The council met for three hours and heard nobody but the masons.

             ~ The bridge fell into the river last winter after weeks of rain.
             ~ The council met for three hours and heard nobody but the masons.",
        ),
        (
            "brackets that are no credit",
            "t River town rebuilds its bridge after the flood
             p The Danube Bridge Office (DBO) asked for help (and for stones).
             p The masons and their union praised the work of the ferrymen, who carried the stones (Orsova branch)
             p It will last two years, said the Danube Bridge Office (DBO).",
        ),
    ]);
}

#[test]
fn links_to_elsewhere() {
    check(&[
        (
            "headlines of other articles",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.

             ~ Read more:
             ~ Why stone bridges outlive their builders
             ~ In pictures: the Danube in winter

             h Stone and steel

             p It will be built again in stone by the same masons.

             ~ READ MORE ➤ The ferrymen who want no bridge

             ~ Loading...

             ~ [Read More: Inside the ferry's engine room]

             p The ferrymen do not mind, their leader said on Tuesday.

             ~ Most read
             ~ 1
             ~ The last ferry of the year
             ~ 2
             ~ Who owns the river?

             ~ Danube Nightly",
        ),
        (
            "a headline below a doubled link, and the heading of the article after it",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.

             ~ Read More
             ~ Read More

             ~ Why stone bridges outlive their builders

             ~ Loading...

             h Stone and steel

             p It will be built again in stone by the same masons.
             p The ferrymen do not mind, their leader said on Tuesday.",
        ),
        (
            "sharing, following, credits and topics",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.
             p Nobody was on it but a heron.
             ~ SHARE ➤ Facebook ➤ X ➤ Email
             p It will be built again in stone by the same masons.
             ~ Advertisement
             ~ Continue reading below
             p The ferrymen do not mind, their leader said on Tuesday.
             ~ Follow Orsova Review on Instagram, TikTok and WhatsApp.
             ~ Additional reporting by Élodie Pop in Vienna
             ~ Ana Pop contributed to this report.
             ~ Topics:
             ~ Bridges
             ~ The Danube
             ~ © 2026 Orsova Review. All rights reserved.",
        ),
    ]);
}

/// What looks like furniture and is not: a lost sentence is worse than a button left in.
#[test]
fn what_must_stay() {
    check(&[(
        "sentences and headings that begin as buttons and prompts do",
        "t Live music returns to the river town of Orsova
         p You have to hear it to believe it, the mayor said.
         p More from the river than from the rain, the water rose all night.
         p Want more time, the masons told the council, and got two years.
         p Photo by photo, the archive of the town was carried upstairs.

         h Search

         p Follow the river for a day and you reach the ferry, a pilot said.
         p Share prices of Facebook and WhatsApp's owner did not move.
         p Source: that was what the first printers called the spring.
         p Read more than you write, her teacher had told her.
         p Edited by Anna Lind, the book sold better than the ferry's tickets.
         p Reporting by phone, the ferrymen said, was all they could do.
         p Check Point found a flaw in WhatsApp and told its owner.
         p Get ready for WhatsApp with adverts, the papers wrote.

         h Check Point warns of WhatsApp flaw

         p It was mended on Sunday, its owner told the papers.

         h Home

         p She never did, and on Sunday the bridge was opened by her son.",
    )]);
}

#[test]
fn who_worked_on_an_article() {
    check(&[(
        "credits of the desk",
        "t River town rebuilds its bridge after the flood
         p The bridge of Orsova fell into the river last winter, the council said.
         p It will be built again in stone by the same masons.
         ~ Reporting by Ana Pop in Orsova and Jan al-Aas in London; Editing by Eva de Vries
         ~ Additional reporting by Ana Pop, Jan Aas and the Danube desk.
         ~ Translated from the Romanian by Jan Aas
         ~ With files from The Danube Press",
    )]);
}

#[test]
fn names_that_an_article_lists_at_its_end() {
    check(&[
        (
            "after a colon",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.
             p Three masons died in the flood, and nobody was found guilty.

             p The dead were named as:

             p Ana Pop
             p Jan Aas
             p Eva Lind",
        ),
        (
            "of the show",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.
             p The dead: three masons, whose names the council did not give.
             ~ Danube Nightly
             ~ Orsova Review",
        ),
    ]);
}

#[test]
fn lists_are_in_order_and_say_nothing_twice() {
    use std::collections::BTreeMap;
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, entries) in Files::of_program().rows("clean") {
        lists.entry(name).or_default().extend(entries.split('|'));
    }
    for (name, entries) in lists.iter().filter(|(name, _)| **name != "months") {
        assert!(entries.is_sorted_by(|one, other| one < other), "{name}: {entries:?}");
    }
    let others = ["weak buttons", "related", "topics"].map(|name| &lists[name]);
    let twice = |entry: &&&str| others.iter().any(|other| other.contains(entry));
    assert_eq!(lists["buttons"].iter().find(twice), None);
}

#[test]
fn hints_win() {
    let page = "Share\n\nThe bridge fell on Monday, the council said.\nAdvertisement";
    let hint = |start, end, kind| BlockHint { span: ByteSpan::new(start, end), kind };
    let blocks = read(
        page,
        &[
            hint(0, 5, BlockKind::Title),
            hint(7, 51, BlockKind::Furniture),
            hint(10, 20, BlockKind::Heading), // overlaps an earlier one
            hint(5, 7, BlockKind::Heading),   // blank
            hint(60, 90, BlockKind::Heading), // beyond the text
        ],
    );
    assert_eq!(
        blocks,
        [
            "title: Share",
            "furniture: The bridge fell on Monday, the council said.",
            "furniture: Advertisement",
        ]
    );
}

#[test]
fn the_credit_in_a_hinted_caption_is_furniture() {
    let caption = "The bridge in May. Photograph: Jane Doe/Reuters";
    for (page, expected) in [
        (caption, &["caption: The bridge in May.", "furniture: Photograph: Jane Doe/Reuters"][..]),
        ("Photograph: Jane Doe/Reuters", &["furniture: Photograph: Jane Doe/Reuters"]),
        ("The bridge in May", &["caption: The bridge in May"]),
    ] {
        let hint = |kind| BlockHint { span: ByteSpan::new(0, page.len()), kind };
        assert_eq!(read(page, &[hint(BlockKind::Caption)]), expected);
        let other = format!("paragraph: {page}");
        assert_eq!(read(page, &[hint(BlockKind::Paragraph)]), [other], "a reader took it in");
    }
}

#[test]
fn rows_of_a_table_are_no_titles_and_headings() {
    check(&[
        (
            "a table before an article",
            "p Country\tKilled\tDisplaced
             t River town rebuilds its bridge after the flood
             p Workers began to rebuild the bridge on Monday, the council said.",
        ),
        (
            "a heading of two rows, and a row before running text",
            "t River town rebuilds its bridge after the flood

             p Party\tSeats
             p National Union\tWon in May
             p Labour\tLost in May
             p Workers began to rebuild the bridge on Monday, the council said.",
        ),
    ]);
}

#[test]
fn lists_have_entries() {
    let words = &english().clean;
    for list in [
        &words.buttons,
        &words.weak_buttons,
        &words.tools,
        &words.sections,
        &words.skips,
        &words.disclaimers,
        &words.related,
        &words.topics,
        &words.prompts,
        &words.notices,
        &words.requests,
        &words.request_leads,
        &words.channels,
        &words.desk_credits,
        &words.desk_words,
        &words.field_labels,
        &words.platforms,
        &words.agencies,
        &words.agency_words,
        &words.credit_labels,
        &words.credit_words,
        &words.time_words,
        &words.counted,
        &words.post_buttons,
        &words.time_units,
        &words.bracketed,
        &words.contact_headings,
        &words.contact_words,
        &words.endings,
        &words.comment_headings,
        &words.mail_headers,
        &words.mail_banners,
        &words.subject_marks,
        &words.greetings,
        &words.sign_offs,
        &words.speaker_roles,
        &words.name_particles,
    ] {
        assert!(list.entries().next().is_some());
    }
}
