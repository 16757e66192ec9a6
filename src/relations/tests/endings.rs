//! What is over, has not begun or was called off.

use super::constructions::check;

#[test]
fn former_posts_are_past() {
    check(&[
        (
            "[Veria]GPE praised former [Norland]GPE governor [Omar Said]PERSON.",
            &[
                "Veria praised Omar Said",
                "Omar Said holds_post Norland | past | role: former Norland governor",
            ],
        ),
        (
            "[Omar Said]PERSON, former governor of [Norland]GPE, spoke.",
            &["Omar Said holds_post Norland | past | role: former governor"],
        ),
        (
            "[Omar Said]PERSON is a former member of the [Borealis Council]ORG.",
            &["Omar Said member_of Borealis Council | past | role: former member"],
        ),
        (
            "[Omar Said]PERSON, the exiled leader of [Norland]GPE, spoke.",
            &["Omar Said holds_post Norland | past | role: exiled leader"],
        ),
        (
            "[Omar Said]PERSON, the exiled opposition leader of [Norland]GPE, spoke.",
            &["Omar Said holds_post Norland | role: opposition leader"],
        ),
        (
            "The late president of [Norland]GPE, [Omar Said]PERSON, was buried.",
            &["Omar Said holds_post Norland | past | role: late president"],
        ),
        (
            "[Norland]GPE's ousted president [Omar Said]PERSON spoke.",
            &["Omar Said holds_post Norland | past | role: ousted president"],
        ),
        (
            "[Omar Said]PERSON, one-time spokesman for the [Union Party]ORG, spoke.",
            &["Omar Said holds_post Union Party | past | role: one-time spokesman"],
        ),
        (
            "In his time as governor of [Norland]GPE, [Omar Said]PERSON built the port.",
            &["Omar Said holds_post Norland | past | role: governor"],
        ),
        (
            "For the first time as governor of [Norland]GPE, [Omar Said]PERSON spoke.",
            &["Omar Said holds_post Norland | role: governor"],
        ),
        (
            "[Omar Said]PERSON, president of [Norland]GPE, spoke.",
            &["Omar Said holds_post Norland | role: president"],
        ),
    ]);
}

#[test]
fn who_steps_down_or_is_ousted_held_the_post() {
    check(&[
        (
            "[Peter Hollins]PERSON stepped down as chief financial officer of [Corvid Systems]ORG in [May]DATE.",
            &[
                "Peter Hollins holds_post Corvid Systems | past | when: May | role: chief financial officer",
            ],
        ),
        (
            "[Sadiq]PERSON was ousted as vice-president of [Nordavia]GPE [this month]DATE.",
            &["Sadiq holds_post Nordavia | past | when: this month | role: vice-president"],
        ),
        (
            "[Tom Reyes]PERSON resigned on [Tuesday]DATE as mayor of [Alvarado]GPE.",
            &["Tom Reyes holds_post Alvarado | past | when: Tuesday | role: mayor"],
        ),
        (
            "The board fired [Simon Tate]PERSON as chairman of [Acme]ORG.",
            &["Simon Tate holds_post Acme | past | role: chairman"],
        ),
        (
            "[Rita Stone]PERSON, who quit as editor of the [Ledger]ORG, spoke.",
            &["Rita Stone holds_post Ledger | past | role: editor"],
        ),
        (
            "[Omar Said]PERSON served as governor of [Norland]GPE.",
            &["Omar Said holds_post Norland | past | role: governor"],
        ),
        (
            "[Omar Said]PERSON is stepping down as governor of [Norland]GPE.",
            &["Omar Said holds_post Norland | past | planned | role: governor"],
        ),
        (
            "[Omar Said]PERSON will resign as governor of [Norland]GPE.",
            &["Omar Said holds_post Norland | past | planned | role: governor"],
        ),
        (
            "[Omar Said]PERSON refused to resign as governor of [Norland]GPE.",
            &["Omar Said holds_post Norland | role: governor"],
        ),
        (
            "[Omar Said]PERSON may resign as governor of [Norland]GPE.",
            &["Omar Said holds_post Norland | role: governor"],
        ),
    ]);
}

#[test]
fn a_state_told_in_the_past_tense_is_over() {
    check(&[
        (
            "[Omar Said]PERSON was the governor of [Norland]GPE in [2015]DATE.",
            &["Omar Said holds_post Norland | past | role: governor"],
        ),
        ("[Omar Said]PERSON worked for [Acme]ORG.", &["Omar Said works_for Acme | past"]),
        ("[Omar Said]PERSON formerly worked for [Acme]ORG.", &["Omar Said works_for Acme | past"]),
        ("[Omar Said]PERSON has worked for [Acme]ORG.", &["Omar Said works_for Acme"]),
        ("[Omar Said]PERSON works for [Acme]ORG.", &["Omar Said works_for Acme"]),
        ("[Omar Said]PERSON joined [Acme]ORG.", &["Omar Said member_of Acme"]),
        (
            "[Acme]ORG said that [Omar Said]PERSON worked for [Borealis]ORG.",
            &["Omar Said works_for Borealis | says Acme"],
        ),
    ]);
}

#[test]
fn who_is_to_take_a_post_does_not_hold_it() {
    check(&[
        (
            "[Norland]GPE's incoming president [Omar Said]PERSON spoke.",
            &["Omar Said holds_post Norland | planned | role: president"],
        ),
        (
            "[Omar Said]PERSON was nominated as ambassador of [Norland]GPE.",
            &["Omar Said holds_post Norland | planned | role: ambassador"],
        ),
        (
            "[Vera Lind]PERSON will become president of [Acme]ORG.",
            &["Vera Lind holds_post Acme | planned | role: president"],
        ),
    ]);
}

#[test]
fn who_resigned_held_the_post() {
    check(&[
        (
            "[Norland]GPE minister [Omar Said]PERSON resigned on Thursday.",
            &["Omar Said holds_post Norland | past | role: minister"],
        ),
        (
            "[Norland]GPE minister [Omar Said]PERSON may resign.",
            &["Omar Said holds_post Norland | role: minister"],
        ),
        (
            "[Norland]GPE minister [Omar Said]PERSON did not resign on Thursday.",
            &["Omar Said holds_post Norland | role: minister"],
        ),
        (
            "Incoming [Acme]ORG chairman [Omar Said]PERSON spoke.",
            &["Omar Said holds_post Acme | planned | role: chairman"],
        ),
        (
            "[Vera Lind]PERSON has been named the next chief executive of [Acme]ORG.",
            &["Vera Lind holds_post Acme | planned | role: chief executive"],
        ),
    ]);
}

#[test]
fn what_is_lifted_or_called_off_is_no_longer_so() {
    check(&[
        ("[Norvik]GPE lifted its embargo against [Tarvia]GPE.", &["Norvik yields_to Tarvia"]),
        ("[Norvik]GPE revoked [Norvik]GPE's sanctions against [Tarvia]GPE.", &[]),
        ("[Norvik]GPE's embargo against [Tarvia]GPE was lifted.", &[]),
        ("[Norvik]GPE's embargo against [Tarvia]GPE failed.", &["Norvik sanctions Tarvia"]),
        ("The lifting of [Norvik]GPE's embargo against [Tarvia]GPE was praised.", &[]),
        (
            "[Norvik]GPE did not drop [Norvik]GPE's sanctions against [Tarvia]GPE.",
            &["Norvik yields_to Tarvia | not", "Norvik sanctions Tarvia"],
        ),
        ("[Norvik]GPE ended [Norvik]GPE's war with [Tarvia]GPE in 2018.", &[]),
        ("[Norvik]GPE suspended [Norvik]GPE's extradition treaty with [Tarvia]GPE.", &[]),
        (
            "[Rowe Corp]ORG's planned purchase of [Tarvik Foods]ORG collapsed.",
            &["Rowe Corp acquired Tarvik Foods | not"],
        ),
        (
            "Regulators blocked [Rowe Corp]ORG's acquisition of [Tarvik Foods]ORG.",
            &["Rowe Corp acquired Tarvik Foods | not"],
        ),
        (
            "[Rowe Corp]ORG called off [Rowe Corp]ORG's takeover of [Tarvik Foods]ORG.",
            &["Rowe Corp acquired Tarvik Foods | not"],
        ),
        (
            "[Rowe Corp]ORG abandoned [Rowe Corp]ORG's bid for [Tarvik Foods]ORG.",
            &["Rowe Corp acquired Tarvik Foods | not"],
        ),
        (
            "[Rowe Corp]ORG's takeover of [Tarvik Foods]ORG was called off.",
            &["Rowe Corp acquired Tarvik Foods | not"],
        ),
    ]);
}

#[test]
fn who_comes_with_a_post_and_whom_he_replaces() {
    check(&[
        (
            "[Rita Stone]PERSON joined [Acme Bank]ORG as chief executive in [May]DATE.",
            &[
                "Rita Stone member_of Acme Bank",
                "Rita Stone holds_post Acme Bank | role: chief executive",
            ],
        ),
        (
            "[Jon Mercer]PERSON returned to lead [Acme Bank]ORG as interim chief executive, replacing [Dirk Costa]PERSON.",
            &[
                "Jon Mercer holds_post Acme Bank | role: interim chief executive",
                "Dirk Costa holds_post Acme Bank | past",
            ],
        ),
        (
            "[Rita Stone]PERSON was named chairwoman of [Acme Bank]ORG, succeeding [Paul Moss]PERSON.",
            &[
                "Rita Stone holds_post Acme Bank | role: chairwoman",
                "Paul Moss holds_post Acme Bank | past",
            ],
        ),
        (
            "[Rita Stone]PERSON left [Acme Bank]ORG as finance director.",
            &[
                "Rita Stone withdraws_from Acme Bank",
                "Rita Stone holds_post Acme Bank | past | role: finance director",
            ],
        ),
        // What somebody joined as is not always a post.
        (
            "[Rita Stone]PERSON joined [Acme Bank]ORG as talks began.",
            &["Rita Stone member_of Acme Bank"],
        ),
        (
            "[Rita Stone]PERSON is also the chairwoman of [Acme Bank]ORG.",
            &["Rita Stone holds_post Acme Bank | role: chairwoman"],
        ),
        (
            "As chairwoman of [Acme Bank]ORG, [Rita Stone]PERSON spoke.",
            &["Rita Stone holds_post Acme Bank | role: chairwoman"],
        ),
        (
            "Republican Governor [Hal Stone]PERSON has been re-elected in [Norland]GPE.",
            &["Hal Stone holds_post Norland | role: Governor"],
        ),
        ("Mayor [Ann Fry]PERSON was not re-elected in [Portia]GPE.", &[]),
        ("Singer [Ann Fry]PERSON was elected in [Portia]GPE.", &[]),
        ("As chairwoman of [Acme Bank]ORG, she met [Rita Stone]PERSON.", &[]),
    ]);
}

#[test]
fn who_resigns_no_longer_rules() {
    check(&[
        (
            "[Karim Sadiq]PERSON, who has led [Nordavia]GPE since [1982]DATE, resigned.",
            &["Karim Sadiq rules Nordavia | past | when: 1982"],
        ),
        (
            "[Karim Sadiq]PERSON, who has led [Nordavia]GPE since [1982]DATE, refused to resign.",
            &["Karim Sadiq rules Nordavia | when: 1982"],
        ),
        (
            "[Nordavia]GPE's president, [Karim Sadiq]PERSON, resigned on [Monday]DATE.",
            &["Karim Sadiq holds_post Nordavia | past | role: president"],
        ),
        (
            "[Nordavia]GPE's president, [Karim Sadiq]PERSON, will resign on [Monday]DATE.",
            &["Karim Sadiq holds_post Nordavia | role: president"],
        ),
        (
            "[Nordavia]GPE's president, [Karim Sadiq]PERSON, resigned from the club.",
            &[
                "Karim Sadiq holds_post Nordavia | role: president",
                "Karim Sadiq withdraws_from club",
            ],
        ),
    ]);
}
