//! Sentences by construction, and all that the text says in them. Our own prose, invented names.

use super::{annotated, sentence};

/// Checks that exactly these relations are found.
pub(super) fn check(cases: &[(&str, &[&str])]) {
    let mut failures = Vec::new();
    for (marked, expected) in cases {
        let doc = annotated(marked);
        let got: Vec<_> = doc.relations.iter().map(|relation| sentence(&doc, relation)).collect();
        if got != *expected {
            failures.push(format!("{marked}\n  expected {expected:?}\n  got      {got:?}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn active_and_passive() {
    check(&[
        (
            "[Lena Ortiz]PERSON met [Jonas Weber]PERSON in [Lisbon]GPE on [Monday]DATE.",
            &["Lena Ortiz met_with Jonas Weber | when: Monday | where: Lisbon"],
        ),
        (
            "The bridge was built by workers, but [Marta Silva]PERSON was killed by [Iron Dawn]ORG on [Friday]DATE.",
            &["Iron Dawn kills Marta Silva | when: Friday"],
        ),
        (
            "[Hasan Demir]PERSON was arrested on [Tuesday]DATE by [Turkish]NORP police.",
            &["Turkish arrests Hasan Demir | when: Tuesday"],
        ),
        (
            "[Kivu Solar]ORG was acquired by [Lumen Group]ORG for [$40 million]MONEY.",
            &["Lumen Group acquired Kivu Solar | amount: $40 million"],
        ),
        (
            "[Peru]GPE has condemned [Chile]GPE over the new fishing rules.",
            &["Peru criticises Chile | about: the new fishing rules"],
        ),
        (
            "[Ghana]GPE had been praised by [Togo]GPE for its vaccination drive.",
            &["Togo praised Ghana | about: its vaccination drive"],
        ),
        (
            "[Oslo]GPE was visited by [Ingrid Dahl]PERSON in [2019]DATE.",
            &["Ingrid Dahl visited Oslo | when: 2019"],
        ),
        (
            "[Amara Diallo]PERSON was appointed by [Mali]GPE as ambassador to [Niger]GPE.",
            &["Mali appointed Amara Diallo | role: ambassador"],
        ),
        (
            "[Norwegian]NORP officials questioned [Per Lund]PERSON over the leak.",
            &["Norwegian investigates Per Lund | about: the leak"],
        ),
        (
            "[Redhill FC]ORG beat [Marlow Town]ORG 3-1 on [Saturday]DATE.",
            &["Redhill FC defeats Marlow Town | when: Saturday | amount: 3-1"],
        ),
        ("[Marlow Town]ORG lost to [Redhill FC]ORG.", &["Redhill FC defeats Marlow Town"]),
        ("[Anya Petrova]PERSON was elected mayor.", &[]),
        ("The rebels shelled the town.", &[]),
        (
            "[Jordan]GPE has repeatedly accused [Syria]GPE of smuggling.",
            &["Jordan accuses Syria | about: smuggling"],
        ),
        (
            "[Acme Steel]ORG sued [Borealis]ORG in [March]DATE.",
            &["Acme Steel sues Borealis | when: March"],
        ),
    ]);
}

#[test]
fn several_subjects_and_objects() {
    check(&[
        (
            "[Kenya]GPE and [Uganda]GPE agreed to share power lines.",
            &["Kenya agreed_with Uganda | about: to share power lines"],
        ),
        (
            "[Kenya]GPE and [Uganda]GPE signed a trade deal on [Monday]DATE.",
            &["Kenya agreed_with Uganda | when: Monday"],
        ),
        (
            "[Lena Ortiz]PERSON met [Jonas Weber]PERSON and [Pia Holm]PERSON.",
            &["Lena Ortiz met_with Jonas Weber", "Lena Ortiz met_with Pia Holm"],
        ),
        (
            "[France]GPE, [Spain]GPE and [Italy]GPE condemned [Belarus]GPE.",
            &["France criticises Belarus", "Spain criticises Belarus", "Italy criticises Belarus"],
        ),
        (
            "[Lena Ortiz]PERSON met [Jonas Weber]PERSON and [Pia Holm]PERSON visited [Rome]GPE.",
            &["Lena Ortiz met_with Jonas Weber", "Pia Holm visited Rome"],
        ),
        (
            "The talks between [Chad]GPE and [Sudan]GPE ended on [Friday]DATE.",
            &["Chad met_with Sudan | when: Friday"],
        ),
        ("[Chad]GPE and [Sudan]GPE share a border.", &["Chad borders Sudan"]),
        (
            "[Fiji]GPE attacked [Tonga]GPE and blocked [Samoa]GPE.",
            &["Fiji attacks Tonga", "Fiji blocks Samoa"],
        ),
        (
            "[Marta Silva]PERSON and [Pia Holm]PERSON met on [Sunday]DATE.",
            &["Marta Silva met_with Pia Holm | when: Sunday"],
        ),
        (
            "[Bolivia]GPE shares a border with [Peru]GPE and [Chile]GPE.",
            &["Bolivia borders Peru", "Bolivia borders Chile"],
        ),
    ]);
}

#[test]
fn relative_clauses_and_insertions() {
    check(&[
        (
            "[Omar Said]PERSON, who leads [Blue Crescent]ORG, met [Pia Holm]PERSON.",
            &["Omar Said holds_post Blue Crescent", "Omar Said met_with Pia Holm"],
        ),
        (
            "[Omar Said]PERSON, the envoy of [Qatar]GPE, met [Pia Holm]PERSON.",
            &["Omar Said holds_post Qatar | role: envoy", "Omar Said met_with Pia Holm"],
        ),
        (
            "[Kosti Steel]ORG, based in [Tampere]GPE, sued [Borealis]ORG.",
            &["Kosti Steel based_in Tampere", "Kosti Steel sues Borealis"],
        ),
        ("[Kosti Steel]ORG, which owns [Borealis]ORG, lost money.", &["Kosti Steel owns Borealis"]),
        ("The region, which borders [Chad]GPE, is poor.", &[]),
        ("[Darfur]LOC, which borders [Chad]GPE, is poor.", &["Darfur borders Chad"]),
        (
            "[Armenia]GPE's [Red Wing]ORG rulers, who have been accused by [Baku]GPE of sheltering a group called [Iron Dawn]ORG, denied it.",
            &[
                "Red Wing rules Armenia",
                "Baku accuses Red Wing | about: sheltering a group called Iron Dawn",
                "Red Wing shelters Iron Dawn | alleged | says Baku",
            ],
        ),
        (
            "[Baku]GPE accused [Yerevan]GPE of arming [Iron Dawn]ORG.",
            &[
                "Baku accuses Yerevan | about: arming Iron Dawn",
                "Yerevan arms Iron Dawn | alleged | says Baku",
            ],
        ),
        (
            "Militants backed by [Iran]GPE attacked [Basra]GPE.",
            &["Iran supports Militants", "Militants attacks Basra"],
        ),
        ("[Pia Holm]PERSON, 54, praised [Omar Said]PERSON.", &["Pia Holm praised Omar Said"]),
        (
            "[Pia Holm]PERSON, along with two aides, visited [Cairo]GPE.",
            &["Pia Holm visited Cairo"],
        ),
    ]);
}

#[test]
fn posts() {
    check(&[
        (
            "[Norway]GPE's foreign minister [Ingrid Dahl]PERSON resigned.",
            &["Ingrid Dahl holds_post Norway | past | role: foreign minister"],
        ),
        (
            "[Norway]GPE's powerful army chief Gen. [Per Lund]PERSON resigned.",
            &["Per Lund holds_post Norway | past | role: army chief"],
        ),
        (
            "[Ghanaian]NORP President [Kofi Mensah]PERSON spoke.",
            &["Kofi Mensah holds_post Ghanaian | role: President"],
        ),
        (
            "[Ghana]GPE is large, and [Ghana]GPE's president, [Kofi Mensah]PERSON, spoke.",
            &["Kofi Mensah holds_post Ghana | role: president"],
        ),
        (
            "The chairman of [Borealis]ORG, [Marta Silva]PERSON, spoke.",
            &["Marta Silva holds_post Borealis | role: chairman"],
        ),
        (
            "[Marta Silva]PERSON, the chairman of [Borealis]ORG, spoke.",
            &["Marta Silva holds_post Borealis | role: chairman"],
        ),
        (
            "[Marta Silva]PERSON, chief executive of [Borealis]ORG, spoke.",
            &["Marta Silva holds_post Borealis | role: chief executive"],
        ),
        (
            "[Marta Silva]PERSON is the chief executive of [Borealis]ORG.",
            &["Marta Silva holds_post Borealis | role: chief executive"],
        ),
        (
            "[Marta Silva]PERSON became [Borealis]ORG chairwoman in [2019]DATE.",
            &["Marta Silva holds_post Borealis | role: chairwoman"],
        ),
        (
            "[Borealis]ORG chief executive [Marta Silva]PERSON spoke.",
            &["Marta Silva holds_post Borealis | role: chief executive"],
        ),
        (
            "They met the [Kenyan]NORP army's chief of staff, Gen. [Otieno Odhiambo]PERSON, there.",
            &["Otieno Odhiambo holds_post Kenyan | role: army's chief of staff"],
        ),
        (
            "Former [Peru]GPE president [Luis Vega]PERSON was fined.",
            &["Luis Vega holds_post Peru | past | role: Former Peru president"],
        ),
        (
            "[Luis Vega]PERSON was not the president of [Peru]GPE.",
            &["Luis Vega holds_post Peru | not | role: president"],
        ),
        ("[Carla Ruiz]PERSON, editor of [The Ledger]ORG, and [Ana Paz]PERSON spoke.", &[]),
        (
            "[Yuki Tanaka]PERSON, a seismologist at [Kyoto Institute]ORG, warned of more tremors.",
            &["Yuki Tanaka works_for Kyoto Institute | role: seismologist"],
        ),
        ("President [Luis Vega]PERSON spoke in [Lima]GPE.", &[]),
    ]);
}

#[test]
fn nouns_of_events() {
    check(&[
        (
            "The arrest of [Hasan Demir]PERSON by [Interpol]ORG surprised many.",
            &["Interpol arrests Hasan Demir"],
        ),
        (
            "[Veria]GPE's invasion of [Norland]GPE began in [2019]DATE.",
            &["Veria attacks Norland | when: 2019"],
        ),
        (
            "The accord was reached during a visit by [Ghana]GPE's army chief Gen. [Kofi Mensah]PERSON to [Abuja]GPE over the weekend.",
            &["Kofi Mensah visited Abuja", "Kofi Mensah holds_post Ghana | role: army chief"],
        ),
        ("A [Verian]NORP attack on [Portia]GPE left the town dark.", &["Verian attacks Portia"]),
        (
            "[Pia Holm]PERSON called for talks between [Chad]GPE and [Sudan]GPE.",
            &["Chad met_with Sudan | possible"],
        ),
        (
            "There was no agreement between [Chad]GPE and [Sudan]GPE.",
            &["Chad agreed_with Sudan | not"],
        ),
        ("[Pia Holm]PERSON paid a two-day visit to [Cairo]GPE.", &["Pia Holm visited Cairo"]),
        (
            "[Pia Holm]PERSON held talks with [Omar Said]PERSON on water.",
            &["Pia Holm met_with Omar Said | about: water"],
        ),
        (
            "[Borealis]ORG's takeover of [Kosti Steel]ORG was approved.",
            &["Borealis acquired Kosti Steel | planned"],
        ),
        ("The war between [Chad]GPE and [Sudan]GPE lasted a decade.", &["Chad fights Sudan"]),
    ]);
}

#[test]
fn negation_and_modality() {
    check(&[
        ("[Veria]GPE did not attack [Norland]GPE.", &["Veria attacks Norland | not"]),
        ("[Veria]GPE denied attacking [Norland]GPE.", &["Veria attacks Norland | not"]),
        ("[Veria]GPE refused to meet [Norland]GPE.", &["Veria met_with Norland | not"]),
        (
            "[Veria]GPE never recognised it, and [Pia Holm]PERSON has never visited [Veria]GPE.",
            &["Pia Holm visited Veria | not"],
        ),
        (
            "[Pia Holm]PERSON will visit [Cairo]GPE on [Monday]DATE.",
            &["Pia Holm visited Cairo | planned | when: Monday"],
        ),
        ("[Pia Holm]PERSON plans to visit [Cairo]GPE.", &["Pia Holm visited Cairo | planned"]),
        (
            "[Pia Holm]PERSON is expected to visit [Cairo]GPE.",
            &["Pia Holm visited Cairo | planned"],
        ),
        ("[Veria]GPE may attack [Norland]GPE.", &["Veria attacks Norland | possible"]),
        ("[Veria]GPE allegedly bombed [Norland]GPE.", &["Veria bombs Norland | alleged"]),
        (
            "If [Veria]GPE attacks [Norland]GPE, prices will rise.",
            &["Veria attacks Norland | possible"],
        ),
        ("Did [Veria]GPE bomb [Norland]GPE?", &[]),
        ("[Veria]GPE tried to bomb [Norland]GPE.", &["Veria bombs Norland | possible"]),
        ("[Veria]GPE began to bomb [Norland]GPE.", &["Veria bombs Norland"]),
    ]);
}

#[test]
fn who_says_so() {
    check(&[
        (
            "[Pia Holm]PERSON said [Veria]GPE attacked [Norland]GPE.",
            &["Veria attacks Norland | says Pia Holm"],
        ),
        (
            "[Pia Holm]PERSON said that [Veria]GPE had attacked [Norland]GPE.",
            &["Veria attacks Norland | says Pia Holm"],
        ),
        (
            "[Veria]GPE attacked [Norland]GPE, [Pia Holm]PERSON said.",
            &["Veria attacks Norland | says Pia Holm"],
        ),
        (
            "[Veria]GPE attacked [Norland]GPE on [Monday]DATE, according to [Interpol]ORG.",
            &["Veria attacks Norland | says Interpol | when: Monday"],
        ),
        (
            "According to [Interpol]ORG, [Veria]GPE bombed [Norland]GPE.",
            &["Veria bombs Norland | says Interpol"],
        ),
        (
            "[Pia Holm]PERSON claimed that [Veria]GPE bombed [Norland]GPE.",
            &["Veria bombs Norland | alleged | says Pia Holm"],
        ),
        (
            "[Veria]GPE bombed [Norland]GPE, officials said on [Monday]DATE.",
            &["Veria bombs Norland | says officials"],
        ),
        (
            "[Kenyan]NORP officials said [Omar Said]PERSON met [Pia Holm]PERSON.",
            &["Omar Said met_with Pia Holm | says Kenyan"],
        ),
    ]);
}

#[test]
fn places_and_bodies() {
    check(&[
        ("Fires burned in [Chile]GPE's southern [Biobio]GPE region.", &["Biobio located_in Chile"]),
        (
            "The [Geneva]GPE-based [Clean Water Fund]ORG closed.",
            &["Clean Water Fund based_in Geneva"],
        ),
        (
            "[Clean Water Fund]ORG is headquartered in [Geneva]GPE.",
            &["Clean Water Fund based_in Geneva"],
        ),
        ("[Lome]GPE is the capital of [Togo]GPE.", &["Lome capital_of Togo"]),
        ("[Lome]GPE, the capital of [Togo]GPE, is quiet.", &["Lome capital_of Togo"]),
        ("[Togo]GPE's capital, [Lome]GPE, is quiet.", &["Lome capital_of Togo"]),
        (
            "In [Togo]GPE's capital [Lome]GPE, shops were shut.",
            &["Lome located_in Togo", "Lome capital_of Togo"],
        ),
        (
            "[Kosti Steel]ORG is a subsidiary of [Borealis]ORG.",
            &["Kosti Steel subsidiary_of Borealis"],
        ),
        (
            "[Marta Silva]PERSON founded [Borealis]ORG in [1998]DATE.",
            &["Marta Silva founded Borealis | when: 1998"],
        ),
        (
            "[Borealis]ORG, founded in [1998]DATE by [Marta Silva]PERSON, makes pumps.",
            &["Marta Silva founded Borealis | when: 1998"],
        ),
        (
            "[Marta Silva]PERSON, the founder of [Borealis]ORG, retired.",
            &["Marta Silva founded Borealis"],
        ),
    ]);
}

#[test]
fn lives() {
    check(&[
        (
            "[Ana Paz]PERSON was born in [Quito]GPE in [1961]DATE.",
            &["Ana Paz born_in Quito | when: 1961"],
        ),
        ("Born in [Quito]GPE, she moved on.", &[]),
        (
            "[Ana Paz]PERSON died in [Quito]GPE on [Sunday]DATE.",
            &["Ana Paz died_in Quito | when: Sunday"],
        ),
        (
            "[Ana Paz]PERSON married [Luis Vega]PERSON in [1984]DATE.",
            &["Ana Paz spouse_of Luis Vega | when: 1984"],
        ),
        (
            "[Ana Paz]PERSON's husband, [Luis Vega]PERSON, survived.",
            &["Luis Vega spouse_of Ana Paz"],
        ),
        (
            "[Ana Paz]PERSON, the daughter of [Luis Vega]PERSON, sang.",
            &["Luis Vega parent_of Ana Paz"],
        ),
        (
            "[Ana Paz]PERSON studied law at [Central University]ORG.",
            &["Ana Paz educated_at Central University"],
        ),
        (
            "[Ana Paz]PERSON graduated from [Central University]ORG in [1983]DATE.",
            &["Ana Paz educated_at Central University | when: 1983"],
        ),
        ("[Ana Paz]PERSON wrote [The Long Tide]WORK_OF_ART.", &["Ana Paz makes The Long Tide"]),
        ("[Ana Paz]PERSON lives in [Quito]GPE.", &["Ana Paz lives_in Quito"]),
    ]);
}

#[test]
fn what_the_text_does_not_say() {
    check(&[
        ("[Veria]GPE attacks are rare, and [Norland]GPE is calm.", &[]),
        ("[Pia Holm]PERSON arrived after [Omar Said]PERSON left.", &[]),
        ("[Pia Holm]PERSON spoke in [Cairo]GPE while [Omar Said]PERSON waited.", &[]),
        ("[Pia Holm]PERSON's brother met [Omar Said]PERSON.", &[]),
        ("[Pia Holm]PERSON met the brother of [Omar Said]PERSON.", &[]),
        ("The attack on [Portia]GPE was condemned.", &[]),
        (
            "[Pia Holm]PERSON urged [Veria]GPE to release [Omar Said]PERSON.",
            &["Pia Holm demands_of Veria | about: to release Omar Said"],
        ),
        ("[Portia]GPE, [Veria]GPE and [Norland]GPE were on the list.", &[]),
        ("[Pia Holm]PERSON killed time in [Cairo]GPE.", &[]),
        ("The film [Long Tide]WORK_OF_ART opened in [Cairo]GPE on [Monday]DATE.", &[]),
        ("[Omar Said]PERSON said he was tired of [Cairo]GPE.", &[]),
        ("A fan of [Redhill FC]ORG attacked [Pia Holm]PERSON.", &[]),
        ("[Pia Holm]PERSON and [Omar Said]PERSON were seen in [Cairo]GPE.", &[]),
        ("Near [Cairo]GPE, [Pia Holm]PERSON fell.", &[]),
    ]);
}

#[test]
fn the_world_of_news() {
    check(&[
        // Conflict
        (
            "[Israeli]NORP forces raided [Jenin]GPE on [Sunday]DATE.",
            &["Israeli attacks Jenin | when: Sunday"],
        ),
        (
            "[Red Wing]ORG fighters seized [Kandar]GPE after weeks of fighting.",
            &["Red Wing took_over Kandar"],
        ),
        ("[Veria]GPE deployed 500 soldiers to [Norland]GPE.", &["Veria deploys_to Norland"]),
        (
            "[Veria]GPE withdrew its troops from [Norland]GPE in [2021]DATE.",
            &["Veria withdraws_from Norland | when: 2021"],
        ),
        (
            "[Red Wing]ORG kidnapped [Omar Said]PERSON near [Kandar]GPE.",
            &["Red Wing commits_crime_against Omar Said | where: Kandar"],
        ),
        ("[Red Wing]ORG claimed responsibility for a blast that killed [Omar Said]PERSON.", &[]),
        // Diplomacy
        (
            "[Veria]GPE imposed sanctions on [Norland]GPE over the poisoning.",
            &["Veria sanctions Norland | about: the poisoning"],
        ),
        (
            "[Veria]GPE expelled [Omar Said]PERSON for spying.",
            &["Veria expels Omar Said | about: spying"],
        ),
        (
            "[Veria]GPE warned [Norland]GPE of a strong response.",
            &["Veria warns Norland | about: a strong response"],
        ),
        (
            "[Omar Said]PERSON travelled to [Cairo]GPE to meet [Pia Holm]PERSON.",
            &["Omar Said visited Cairo"],
        ),
        (
            "[Omar Said]PERSON flew to [Cairo]GPE on [Monday]DATE and met [Pia Holm]PERSON.",
            &[
                "Omar Said visited Cairo | when: Monday",
                "Omar Said met_with Pia Holm | when: Monday",
            ],
        ),
    ]);
}

#[test]
fn business_courts_sport_and_culture() {
    check(&[
        // Business
        (
            "[Borealis]ORG bought a 20 percent stake in [Kosti Steel]ORG.",
            &["Borealis acquired Kosti Steel"],
        ),
        (
            "[Borealis]ORG's acquisition of [Kosti Steel]ORG closed on [Monday]DATE.",
            &["Borealis acquired Kosti Steel | when: Monday"],
        ),
        (
            "[Marta Silva]PERSON joined [Borealis]ORG in [2011]DATE.",
            &["Marta Silva member_of Borealis | when: 2011"],
        ),
        (
            "[Borealis]ORG dismissed [Marta Silva]PERSON as chief executive.",
            &["Borealis dismissed Marta Silva | role: chief executive"],
        ),
        (
            "[Borealis]ORG unveiled the [Aurora 5]PRODUCT in [Turin]GPE.",
            &["Borealis makes Aurora 5 | where: Turin"],
        ),
        // Courts
        (
            "[Kenyan]NORP prosecutors charged [Omar Said]PERSON with fraud.",
            &["Kenyan accuses Omar Said | about: fraud"],
        ),
        (
            "The [High Court of Mombasa]ORG acquitted [Omar Said]PERSON.",
            &["High Court of Mombasa other Omar Said"],
        ),
        (
            "[Omar Said]PERSON was extradited by [Veria]GPE to [Norland]GPE.",
            &["Veria other Omar Said"],
        ),
        // Sport
        (
            "[Redhill FC]ORG signed striker [Leo Prado]PERSON from [Marlow Town]ORG.",
            &["Redhill FC appointed Leo Prado"],
        ),
        (
            "[Naomi Sato]PERSON defeated [Eva Lind]PERSON in the final.",
            &["Naomi Sato defeats Eva Lind | about: the final"],
        ),
        (
            "[Norland]GPE will face [Veria]GPE in [Turin]GPE on [Saturday]DATE.",
            &["Norland competes_with Veria | planned | when: Saturday | where: Turin"],
        ),
        // Disasters, science, culture
        (
            "[Norland]GPE sent food and tents to [Veria]GPE after the flood.",
            &["Norland aids Veria"],
        ),
        ("[Eva Lind]PERSON directed [Grey Harbour]WORK_OF_ART.", &["Eva Lind makes Grey Harbour"]),
        (
            "[Naomi Sato]PERSON works for [Kyoto Institute]ORG.",
            &["Naomi Sato works_for Kyoto Institute"],
        ),
        (
            "[Amnesty]ORG criticised [Veria]GPE for jailing [Omar Said]PERSON.",
            &[
                "Amnesty criticises Veria | about: jailing Omar Said",
                "Veria arrests Omar Said | alleged | says Amnesty",
            ],
        ),
        // Headlines
        (
            "[Omar Said]PERSON meets [Pia Holm]PERSON in [Cairo]GPE",
            &["Omar Said met_with Pia Holm | where: Cairo"],
        ),
        ("[Veria]GPE, [Norland]GPE sign trade deal", &["Veria agreed_with Norland"]),
    ]);
}

#[test]
fn posts_with_hyphens_and_without_holders() {
    check(&[
        (
            "The [RTC]ORG's secretary-general, [Pia Holm]PERSON, spoke.",
            &["Pia Holm holds_post RTC | role: secretary-general"],
        ),
        (
            "[Norway]GPE's attorney-general, [Pia Holm]PERSON, resigned.",
            &["Pia Holm holds_post Norway | past | role: attorney-general"],
        ),
        ("[Norway]GPE's minister for [Security]PERSON spoke.", &[]),
        (
            "[Kosti Steel]ORG's [Alpine]LOC researcher, [Pia Holm]PERSON, resigned.",
            &["Pia Holm works_for Kosti Steel | role: researcher"],
        ),
    ]);
}

#[test]
fn claims_after_an_insertion() {
    check(&[(
        "[Oslo]GPE accused [Iron Dawn]ORG, a band known as the [ID]ORG, of planning the raid and said [Riga]GPE had sheltered [Elias Rand]PERSON.",
        &[
            "Oslo accuses Iron Dawn | about: planning the raid",
            "Riga shelters Elias Rand | alleged | says Oslo",
        ],
    )]);
}

#[test]
fn headlines_and_plans() {
    check(&[
        ("[Kosti Steel]ORG to buy [Borealis]ORG", &["Kosti Steel acquired Borealis | planned"]),
        (
            "[Pia Holm]PERSON is expected to visit the largest of the new parks, [Alpina]LOC, in [May]DATE.",
            &["Pia Holm visited Alpina | planned | when: May"],
        ),
        (
            "[Norway]GPE and [Chile]GPE imposed sanctions on [Omar Said]PERSON in [October]DATE.",
            &[
                "Norway sanctions Omar Said | when: October",
                "Chile sanctions Omar Said | when: October",
            ],
        ),
        ("[Norway]GPE sanctioned [Omar Said]PERSON.", &["Norway sanctions Omar Said"]),
        ("[Pia Holm]PERSON received the [Alder Medal]ORG.", &[]),
        ("[Pia Holm]PERSON would appeal to the [High Court]ORG.", &[]),
        ("[Pia Holm]PERSON appealed to [Chile]GPE.", &["Pia Holm demands_of Chile"]),
    ]);
}

#[test]
fn what_it_is_about_may_be_a_list() {
    check(&[
        (
            "[Norway]GPE criticised [Chile]GPE for its tariffs, visas and fishing rules.",
            &["Norway criticises Chile | about: its tariffs, visas and fishing rules"],
        ),
        (
            "[Norway]GPE criticised [Chile]GPE for its tariffs, and ministers left.",
            &["Norway criticises Chile | about: its tariffs"],
        ),
    ]);
}

#[test]
fn origins_and_seats() {
    check(&[
        ("[Borealis]ORG, a [Danish]NORP company, closed.", &["Borealis based_in Danish"]),
        ("[Borealis]ORG, a [New York]GPE hedge fund, closed.", &["Borealis based_in New York"]),
        ("[Pia Holm]PERSON, a [Danish]NORP engineer, left.", &["Pia Holm citizen_of Danish"]),
        ("The [High Court]ORG in [Oslo]GPE closed.", &["High Court based_in Oslo"]),
        ("[Borealis]ORG in [Oslo]GPE closed.", &[]),
        ("The work in [Oslo]GPE, in [Norway]GPE, is done.", &["Oslo located_in Norway"]),
        (
            "[Kosti Fund]ORG owns [8 %]PERCENT of [Borealis]ORG.",
            &["Kosti Fund owns Borealis | amount: 8 %"],
        ),
        (
            "[Borealis]ORG's shipping arm, [Bora Line]ORG, closed.",
            &["Bora Line subsidiary_of Borealis"],
        ),
        (
            "The [RTC]ORG, a bloc made up of [Peru]GPE, [Chile]GPE and [Togo]GPE, met.",
            &["Peru member_of RTC", "Chile member_of RTC", "Togo member_of RTC"],
        ),
    ]);
}

#[test]
fn who_acts_without_a_name() {
    check(&[
        ("Police arrested [Omar Said]PERSON.", &["Police arrests Omar Said"]),
        ("Masked gunmen attacked [Kandar]GPE.", &["Masked gunmen attacks Kandar"]),
        // What a name is, or what is done, is nobody.
        ("[Borealis]ORG is a company.", &[]),
        ("[Norland]GPE's forces captured [Kandar]GPE.", &["Norland took_over Kandar"]),
        ("[Norland]GPE and [Veria]GPE joined forces.", &["Norland cooperates_with Veria"]),
        // After a place, rebels are not what it is.
        (
            "In a village near [Kandar]GPE, rebels killed [Omar Said]PERSON.",
            &["rebels kills Omar Said"],
        ),
    ]);
}

/// The nouns of things and roles are words to the patterns, which read them as what is done and who holds what.
#[test]
fn things_and_roles_are_words_to_the_patterns() {
    check(&[
        ("[Norland]GPE launched an attack on [Veria]GPE.", &["Norland attacks Veria"]),
        (
            "The president of [Norland]GPE, [Ana Paz]PERSON, met [Omar Said]PERSON.",
            &["Ana Paz holds_post Norland | role: president", "Ana Paz met_with Omar Said"],
        ),
        ("[Norland]GPE rejected [Veria]GPE's plan.", &["Norland rejects Veria"]),
        (
            "[Omar Said]PERSON embraced his wife, the singer [Ana Paz]PERSON.",
            &["Ana Paz spouse_of Omar Said"],
        ),
    ]);
}

#[test]
fn where_somebody_is_based() {
    check(&[
        ("[Rana Holm]PERSON is a [Portia]GPE-based engineer.", &["Rana Holm lives_in Portia"]),
        ("[Rana Holm]PERSON, a [Portia]GPE-based engineer, left.", &["Rana Holm lives_in Portia"]),
        ("The [Portia]GPE-based engineer [Rana Holm]PERSON left.", &["Rana Holm lives_in Portia"]),
        ("[Rana Holm]PERSON met a [Portia]GPE-based engineer.", &[]),
    ]);
}

#[test]
fn founders_wives_and_fighters() {
    check(&[
        (
            "As the founder of the [Delmare Film Festival]EVENT, [Hugo Lantz]PERSON has changed the city.",
            &["Hugo Lantz founded Delmare Film Festival"],
        ),
        ("[Acme]ORG founder [Jon Mercer]PERSON spoke.", &["Jon Mercer founded Acme"]),
        (
            "The hall is named for [Hugo Lantz]PERSON's wife and business partner, [Irene]PERSON.",
            &["Irene spouse_of Hugo Lantz"],
        ),
        (
            "The hall is named for [Hugo Lantz]PERSON's wife and two sons, [Ann]PERSON and [Bob]PERSON.",
            &[],
        ),
        (
            "Militants loyal to the [Crimson Dawn]ORG attacked [Portia]GPE.",
            &["Crimson Dawn attacks Portia"],
        ),
        ("Forces loyal to [Omar Said]PERSON attacked [Portia]GPE.", &[]),
        (
            "[Crimson Dawn]ORG militants killed [Omar Said]PERSON outside a temple in the city of [Velika]GPE in [2002]DATE.",
            &["Crimson Dawn kills Omar Said | when: 2002 | where: Velika"],
        ),
        (
            "[Crimson Dawn]ORG fighters killed [Omar Said]PERSON on the [Norlandic]NORP coast.",
            &["Crimson Dawn kills Omar Said | where: Norlandic coast"],
        ),
    ]);
}
