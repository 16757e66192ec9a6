//! Forms of English verbs, by rule, with a table of the irregular ones.

use crate::english::{Dictionary, Files};

/// Which forms a word can be. A set, since "cut" is four of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forms(u8);

impl Forms {
    pub(crate) const NONE: Self = Self(0);
    /// "attack", after "to" and "will", and with a plural subject.
    pub(crate) const BASE: Self = Self(1);
    /// "attacks".
    pub(crate) const THIRD: Self = Self(2);
    /// "attacked", with a subject.
    pub(crate) const PAST: Self = Self(4);
    /// "attacked", after "has" and "was".
    pub(crate) const PARTICIPLE: Self = Self(8);
    /// "attacking".
    pub(crate) const GERUND: Self = Self(16);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Verbs of several syllables that double their last letter. Those of one syllable are known by
/// their look: one vowel between consonants.
const DOUBLING: &str = "admit commit permit submit omit transmit refer prefer confer defer infer \
occur incur recur concur control patrol expel compel repel rebel propel cancel travel label model \
signal equip kidnap abet distil instil fulfil enrol fuel marshal quarrel rival total tunnel counsel \
channel handicap worship level acquit";

/// Verbs whose past forms no rule gives.
pub(crate) struct IrregularVerbs<'t>(Dictionary<Irregular<'t>>);

struct Irregular<'t> {
    past: &'t str,
    participle: &'t str,
}

impl<'t> IrregularVerbs<'t> {
    pub(crate) fn read(files: &Files<'t>) -> Self {
        let rows = files.lines("irregular").filter_map(|row| {
            let mut words = row.split_whitespace();
            Some((words.next()?, Irregular { past: words.next()?, participle: words.next()? }))
        });
        Self(Dictionary::new(rows))
    }
}

/// Every form of a verb, in both spellings where British and American differ.
pub(crate) fn inflect(lemma: &str, irregular: &IrregularVerbs) -> Vec<(String, Forms)> {
    let irregular = irregular.0.get(lemma);
    let mut forms = vec![(lemma.to_owned(), Forms::BASE), (third(lemma), Forms::THIRD)];
    for stem in stems(lemma) {
        forms.push((format!("{stem}ing"), Forms::GERUND));
        if irregular.is_none() {
            forms.push((past(lemma, &stem), Forms::PAST.or(Forms::PARTICIPLE)));
        }
    }
    if let Some(irregular) = irregular {
        forms.push((irregular.past.to_owned(), Forms::PAST));
        forms.push((irregular.participle.to_owned(), Forms::PARTICIPLE));
        // "burned", beside "burnt".
        if ["burn", "learn", "lean", "leap"].contains(&lemma) {
            forms.push((format!("{lemma}ed"), Forms::PAST.or(Forms::PARTICIPLE)));
        }
        if lemma == "bear" {
            forms.push(("born".to_owned(), Forms::PARTICIPLE));
        }
        if lemma == "get" {
            forms.push(("got".to_owned(), Forms::PARTICIPLE));
        }
    }
    let american = forms.iter().filter_map(|(form, kind)| Some((americanise(form)?, *kind)));
    let american: Vec<_> = american.collect();
    forms.extend(american);
    forms
}

/// The past form of a verb: "attacked", "met".
#[cfg(test)]
pub(crate) fn past_of(lemma: &str, irregular: &IrregularVerbs) -> String {
    match irregular.0.get(lemma) {
        Some(irregular) => irregular.past.to_owned(),
        None => past(lemma, stems(lemma).first().map_or(lemma, String::as_str)),
    }
}

fn third(lemma: &str) -> String {
    match lemma {
        "have" => "has".to_owned(),
        _ if ends_in_consonant_y(lemma) => format!("{}ies", &lemma[..lemma.len() - 1]),
        _ if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end)) => {
            format!("{lemma}es")
        }
        _ => format!("{lemma}s"),
    }
}

fn past(lemma: &str, stem: &str) -> String {
    if ends_in_consonant_y(lemma) {
        return format!("{}ied", &lemma[..lemma.len() - 1]);
    }
    if lemma.ends_with('e') { format!("{lemma}d") } else { format!("{stem}ed") }
}

/// What "-ing" and "-ed" are put after: "travel" gives "travell" and "travel".
fn stems(lemma: &str) -> Vec<String> {
    if let Some(short) = lemma.strip_suffix("ie") {
        return vec![format!("{short}y")];
    }
    if lemma.ends_with('e') && !["ee", "ye", "oe"].iter().any(|end| lemma.ends_with(end)) {
        return vec![lemma[..lemma.len() - 1].to_owned()];
    }
    let Some(last) = lemma.chars().next_back().filter(|_| doubles(lemma)) else {
        return vec![lemma.to_owned()];
    };
    let doubled = format!("{lemma}{last}");
    // "traveled": only an l or p may stay single in American spelling.
    if last == 'l' || last == 'p' { vec![doubled, lemma.to_owned()] } else { vec![doubled] }
}

fn doubles(lemma: &str) -> bool {
    if DOUBLING.split_whitespace().any(|verb| verb == lemma) {
        return true;
    }
    let letters: Vec<char> = lemma.chars().collect();
    let vowels = letters.iter().filter(|letter| is_vowel(**letter)).count();
    let [.., before, vowel, last] = letters[..] else { return false };
    vowels == 1 && !is_vowel(before) && is_vowel(vowel) && !is_vowel(last) && !"wxy".contains(last)
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

fn ends_in_consonant_y(lemma: &str) -> bool {
    let mut letters = lemma.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|letter| !is_vowel(letter))
}

/// The American spelling of a word, when it is another.
pub(crate) fn americanise(word: &str) -> Option<String> {
    const ENDS: [(&str, &str); 4] =
        [("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze")];
    const ENDINGS: [&str; 6] = ["", "s", "d", "ng", "tion", "tions"];
    for (british, american) in ENDS {
        let Some(at) = word.rfind(british) else { continue };
        let ending = &word[at + british.len()..];
        if at >= 4 && ENDINGS.contains(&ending) {
            return Some(format!("{}{american}{ending}", &word[..at]));
        }
    }
    ["labour", "honour", "harbour", "favour", "neighbour"]
        .iter()
        .find(|british| word.contains(**british))
        .map(|british| word.replacen(british, &british.replacen("our", "or", 1), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let files = Files::of_program();
        let irregular = IrregularVerbs::read(&files);
        for (lemma, expected) in [
            ("attack", &["attack", "attacks", "attacked", "attacking"][..]),
            ("accuse", &["accuses", "accused", "accusing"]),
            ("meet", &["meets", "met", "meeting"]),
            ("visit", &["visited", "visiting"]),
            ("travel", &["travelled", "traveled", "travelling", "traveling"]),
            ("agree", &["agreed", "agreeing"]),
            ("ban", &["banned", "banning"]),
            ("criticise", &["criticised", "criticized", "criticizing"]),
            ("deny", &["denied", "denies", "denying"]),
            ("die", &["died", "dying"]),
            ("launch", &["launches"]),
            ("take", &["taking", "took", "taken"]),
            ("refer", &["referred", "referring"]),
            ("deploy", &["deployed", "deploys"]),
            ("harbour", &["harboured", "harbored", "harboring"]),
            ("kidnap", &["kidnapped", "kidnaped"]),
        ] {
            let forms: Vec<_> =
                inflect(lemma, &irregular).into_iter().map(|(form, _)| form).collect();
            for form in expected {
                assert!(forms.iter().any(|known| known == form), "{form} is missing in {forms:?}");
            }
        }
    }
}
