//! Pages that were pasted whole, as words alone.

use super::check;

#[test]
fn what_stands_around_the_body_goes() {
    check(&[
        (
            "consent, menus, a byline, tools, teasers and readers' comments",
            "~ The Orsova Review uses cookies to make this site work and to show what you may like.
             ~ Yes, I agree
             ~ Settings

             ~ News
             ~ Sport
             ~ Town hall
             ~ Letters

             t River town rebuilds its bridge after the flood

             ~ Ana Pop
             ~ Bridges reporter

             ~ 9 October 2023

             ~ Share

             p The bridge of Orsova fell into the river last winter, the council said on Monday, and no boat was near, since the ice had held the boats of the ferrymen on the other bank for three weeks.
             p It will be built again in stone, by the same masons who built the town hall of Orsova when the old one had burned down, and it will bear the name of the river and not of a mayor, the council said.

             ~ Share

             p The masons have waited for a word all winter, and some of them have left for Vienna.

             ~ Ferry to run until spring
             ~ The boat takes twelve.
             ~ Market closes early
             ~ The baker is ill.
             ~ About us
             ~ Letters",
        ),
        (
            "a box to be skipped",
            "~ News
             ~ Sport
             ~ Letters
             ~ Weather

             t River town rebuilds its bridge after the flood

             p The old bridge had stood since the war, and nobody had asked whether it would stand any longer than that.

             p The bridge of Orsova fell into the river last winter, the council said on Monday, and no boat was near, since the ice had held the boats of the ferrymen on the other bank for three weeks.

             ~ skip past newsletter promotion
             ~ The morning letter
             ~ All that happens on the river, in your box each day, whether it rains or not.
             ~ after newsletter promotion

             p It will be built again in stone, by the same masons who built the town hall of Orsova when the old one had burned down, and it will bear the name of the river and not of a mayor, the council said.",
        ),
        (
            "a menu in one line, and a headline of another article above the title",
            "~ News Sport Business Weather
             ~ Ferry to run until spring
             ~ Sign in
             ~ Search
             ~ Subscribe

             t River town rebuilds its bridge after the flood

             p The bridge of Orsova fell into the river last winter, the council said on Monday, and no boat was near, since the ice had held the boats of the ferrymen on the other bank for three weeks.
             p The masons have waited for a word all winter.
             p It will be built again in stone, by the same masons who built the town hall of Orsova when the old one had burned down, and it will bear the name of the river and not of a mayor, the council said.",
        ),
    ]);
}

#[test]
fn an_article_alone_keeps_all() {
    check(&[
        (
            "a list at the end, introduced",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said on Monday, and no boat was near, since the ice had held the boats of the ferrymen on the other bank for three weeks.
             p It will be built again in stone, by the same masons who built the town hall of Orsova when the old one had burned down, and it will bear the name of the river and not of a mayor, the council said.
             p Those who paid for it:
             p The council
             p Ana Pop
             p The ferrymen",
        ),
        (
            "short sections",
            "t River town rebuilds its bridge after the flood
             p The bridge of Orsova fell into the river last winter, the council said on Monday, and no boat was near, since the ice had held the boats of the ferrymen on the other bank for three weeks.
             h What it cost
             p Nobody has said, and nobody has asked.
             h Who builds it
             p The same masons who built the town hall of Orsova.",
        ),
    ]);
}
