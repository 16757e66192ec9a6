//! What the form of a text says, and furniture inside plain text.

use super::{check, find_blocks, read};
use crate::{clean::as_read, document::Named, testing::english, text::Text};

#[test]
fn mail() {
    check(&[
        (
            "an article sent on, with a note, a greeting and a signature",
            "~ From: Ana Pop <pop@example.org>
             ~ Date: Mon, 9 Oct 2023 14:05:00 +0200
             ~ Subject: Fwd: River town rebuilds its bridge

             ~ Have you seen this?

             ~ ---------- Forwarded message ---------
             ~ From: Orsova Review
             ~ Subject:
             +t River town rebuilds its bridge

             ~ Dear all,
             p The bridge of Orsova fell into the river last winter, the council said on Monday.
             p It will be built again in stone, by the same masons who built the town hall of Orsova.
             ~ Kind regards,
             ~ Ana Pop
             ~ Danube Bridge Office

             ~ This e-mail and any attachments are confidential and meant for the one to whom they were sent; who has received them by mistake is asked to delete them, to tell the sender, and to show them to nobody else.",
        ),
        (
            "labels that are no mail",
            "t River town rebuilds its bridge after the flood
             p From: the council. To: the masons, who had waited for a word all winter.
             p The bridge of Orsova fell into the river last winter, the council said.",
        ),
        (
            "a letter of old that is quoted",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said on Monday.
             p On 3 May 1945, the mayor, who had lost the town's first bridge, wrote:
             p We shall build it again in stone, and no flood will take it from us.",
        ),
    ]);
}

#[test]
fn speakers() {
    check(&[
        (
            "a question and its answer",
            "t Interview with Sofia Lindqvist
             k Laura Benn:
             +p How did you choose the title of your novel?
             k Sofia Lindqvist:
             +p I found it in a letter that my grandmother wrote.",
        ),
        (
            "questions by letters, one answer in two paragraphs",
            "k Q:
             +p When did the bridge fall?
             k A:
             +p In March. Nobody was on it.
             p But a heron.
             k Q:
             +p Who will build it again?
             k A:
             +p The same masons.",
        ),
        (
            "a recording with times",
            "~ [00:00:09]
             k CHAIRMAN:
             +p The committee will hear the mason.
             ~ [00:01:15]
             k MS. POP, MASON:
             +p Thank you. The stones are dry.
             ~ [00:02:40]
             k CHAIRMAN:
             +p Does that include the arch?
             ~ [00:02:58]
             k POP:
             +p It does not, for now.",
        ),
        (
            "labels that nobody speaks under",
            "t River town rebuilds its bridge after the flood
             p Length: It is forty metres long, and has three arches.
             p Masons: They are to come from Vienna in spring.
             p Cost: Nobody knows, said the mayor.",
        ),
        (
            "an invitation",
            "t River town opens its bridge to the press
             p When: Friday, 12 May, at ten in the morning, before the ferry leaves.
             p Where: The town hall of Orsova, by the old bridge.
             p When: Saturday, 13 May, at ten in the morning, after the ferry has left.
             p Where: The new bridge. Who will speak?",
        ),
    ]);
}

#[test]
fn markdown() {
    let page = "# River **town** rebuilds\n\n*By Jane Doe*\n\nThe [bridge](https://example.org/b) of \
        **Orsova** fell.[^1]\n\nStone\n-----\n\n> It will be `dry`, said \\*Pop\\*.\n\n***\n\n\
        | Year | Toll |\n|---|---|\n| 2023 | two |\n\n```\nlet x = 1;\n```\n\n[^1]: https://example.org";
    let text = Text::new(page);
    let read = as_read(&text);
    assert_eq!(read.len(), text.len());
    let blocks: Vec<String> = find_blocks(&text, &[], english())
        .iter()
        .map(|block| {
            let words: Vec<&str> = read.slice(block.span).split_whitespace().collect();
            format!("{}: {}", block.kind.name(), words.join(" "))
        })
        .collect();
    assert_eq!(
        blocks,
        [
            "title: River town rebuilds",
            "furniture: By Jane Doe",
            "paragraph: The bridge of Orsova fell.",
            "heading: Stone",
            "furniture: -----",
            "paragraph: It will be dry , said *Pop *.",
            "furniture: ***",
            "paragraph: Year Toll",
            "furniture: |---|---|",
            "paragraph: 2023 two",
            "furniture: ```",
            "furniture: let x = 1;",
            "furniture: ```",
            "furniture: [^1]: https://example.org",
        ]
    );
    let open =
        Text::new("# River town rebuilds\n\nThe bridge fell.\n\n~~~\n\nIt will be dry, said Pop.");
    let kinds: Vec<_> =
        find_blocks(&open, &[], english()).iter().map(|block| block.kind.name()).collect();
    assert_eq!(kinds.last(), Some(&"paragraph"), "a fence that nothing closes ends nothing");
    for plain in ["A 5* hotel and a 4* one.", "Use snake_case_names here.", "It is [sic] (so) odd."]
    {
        assert_eq!(as_read(&Text::new(plain)).as_str(), plain);
    }
}

/// Two pages, the first ending within a sentence.
#[test]
fn pages_of_a_pdf() {
    let page = "The inquiry into the fire at the mill heard on Monday that the owners had\n\
        been told twice of the faulty sprinklers. Inspector Ruth Kettle of the coun-\n\
        Mill Inquiry, Interim Report\n3\n\
        ty fire service said that she had written to the manager in March and again\n\
        in May, and had no answer to either letter, nor to the third one that she\n\
        Mill Inquiry, Interim Report\n4\n\
        sent in June.";
    let text = Text::new(page);
    let blocks = find_blocks(&text, &[], english());
    assert_eq!(blocks.len(), 1, "{:?}", read(page, &[]));
    let words = as_read(&text);
    assert!(!words.contains("Interim") && words.contains("coun-\n"), "{}", words.as_str());
}

#[test]
fn posts_and_entries() {
    check(&[
        (
            "a thread",
            "~ Orsova Review @orsovareview · 3h
             p The council has voted to sell the bridge
             ~ 12 replies 40 reposts
             ~ Ana Pop
             ~ @anapop
             ~ · 1h
             p The masons will go to court, their leader told me a minute ago
             ~ Show this thread",
        ),
        (
            "a thread of a forum",
            "t Does the new bridge in Orsova sway?
             ~ Edda K.
             ~ Well-known member
             ~ Joined
             ~ Mar 3, 2012
             ~ Messages
             ~ 1,204
             ~ #1
             p I drove over it on Monday and I felt it move under the car.
             ~ riverman
             ~ Junior Member
             ~ Join Date: May 2019
             ~ Posts: 12
             p It has to, or else it would break.",
        ),
        (
            "what is counted in an article",
            "t The parties in Orsova before the vote
             h Moderator
             p Ana Pop asked both of them the same questions on Monday.
             p Posts: 14 of the clerks' posts will go, the mayor said.
             p The council has sold the bridge to the masons.",
        ),
        (
            "times that date the entries of a live page",
            "t Flood in Orsova: the bridge has fallen
             h 18:42
             h Nobody was hurt
             p The mayor said that nobody had been on the bridge but a heron.
             h 17.20 GMT
             p The bridge of Orsova has fallen into the river after a week of rain.
             h 9.14am CET
             p The council has closed the bridge of Orsova until the rain ends.",
        ),
    ]);
}

#[test]
fn furniture_inside_a_text() {
    check(&[
        (
            "lines between paragraphs and after the end",
            "t River town rebuilds its bridge after the flood
             s The bridge of Orsova fell into the river last winter, the council said.
             ~ [Read: Moravia sends most stones to the masons of Velika]
             ~ Read the full transcript of her interview
             ~ Map: Flow of stones to Orsova View Graphic
             ~ Buy Photo
             ~ Full Screen
             ~ Autoplay
             p It will be built again in stone by the same masons.
             ~ Nora Fields: 206-555-0100 or nfields@example.com; on Twitter: @nfields.
             ~ Nora Fields covers the river and its towns for the Orsova Review. Reach her at nfields@example.com.
             ~ Jon Hale is a freelance writer in Velika; follow him on X: @jonhale.
             ~ You must be logged in to leave a comment.",
        ),
        (
            "the foot of a table",
            "t River town rebuilds its bridge after the flood
             s The bridge of Orsova fell into the river last winter, the council said.
             ~ Source: Office of Rivers · Get the data · Download image
             ~ Chart: Ana Pop
             ~ Get the data
             p The source: a spring under the old mill, which the masons found in May.
             p A clerk who covers up for thieves is one, the mayor wrote. Her letter went to ana@example.com and to the council, which did not answer.",
        ),
        (
            "a bar, a credit and a link in a line",
            "t ORSOVA: Mason hurt on bridge, police say
             +~ Share Pin It More Galleries ADVERTISEMENT
             +c Ana Pop, 20, was hurt when a stone fell from the bridge.
             +~ HILL COUNTY SHERIFF'S DEPT./CONTRIBUTED IMAGE
             +~ Related article »",
        ),
        (
            "a press release",
            "~ FOR IMMEDIATE RELEASE
             t Danube Holdings Opens Plant
             p ORSOVA, May 3, 2024 -- Danube Holdings AG today opened a plant for stones, it said.
             h About Danube Holdings
             p Danube Holdings AG, founded in 2009, makes stones for bridges and towers.
             ~ Media contact:
             ~ Jonas Wirth
             ~ Danube Holdings AG
             ~ +41 41 555 01 77
             ~ ###",
        ),
        (
            "teasers with sentences, and a menu, to the end",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.
             p It will be built again in stone by the same masons.
             ~ You may also like
             ~ Ferry sinks off Moravia
             ~ Nobody was on it but the captain, who swam.
             ~ Cup final moved to Velika
             ~ Organisers feared more rain in the night.
             ~ Reader badge
             ~ Golf
             ~ Personal Tech",
        ),
        (
            "a list of links that the article goes on after",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.
             p It will be built again in stone by the same masons.

             ~ Related stories
             ~ Ferry sinks off Moravia

             p The ferrymen do not mind, their leader said on Tuesday.
             p They have had forty good years on the river without a bridge.",
        ),
        (
            "captions of a gallery below a list of links",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said.
             p It will be built again in stone by the same masons.

             ~ Related stories
             ~ Ferry sinks off Moravia

             p Masons at work on the southern arch

             h The ferry in the evening light

             p The council met for three hours and heard nobody but the masons.

             ~ Most read
             ~ Cup final moved to Velika",
        ),
    ]);
}

/// Lines of a PDF are of different widths.
#[test]
fn wrapped_lines_are_one_paragraph() {
    for page in [
        "The council of Orsova met on Monday to\nhear the masons, who asked for two years\nand more stone. \
         Mayor Ilie Stan agreed\nto that.",
        "> The council of Orsova met on Monday to hear the masons, who asked for\n> two years and more stone.",
    ] {
        assert_eq!(read(page, &[]).len(), 1, "{:?}", read(page, &[]));
    }
    let page = "The council met in Orsova on Monday\nby Jane Doe\niPhones were not allowed in the hall at all.";
    assert_eq!(read(page, &[]).len(), 3);
}
