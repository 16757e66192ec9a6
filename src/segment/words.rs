//! The lists behind tokens and sentences. Sorted, in lower case, to be searched by bisection.

/// Whether a sorted list holds a word.
pub(super) fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Abbreviations that something belonging to them follows: no sentence ends after them.
pub(super) const OPEN_ABBREVIATIONS: &[&str] = &[
    "adm", "al", "approx", "assn", "asst", "attn", "atty", "brig", "c", "ca", "capt", "cf", "cmdr",
    "col", "comdr", "cpl", "dept", "dr", "e.g", "eg", "esp", "est", "fr", "ft", "gen", "gov",
    "hon", "i.e", "ie", "insp", "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr",
    "mt", "mx", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "sr",
    "st", "ste", "supt", "treas", "univ", "viz", "vs", "w/r",
];

/// Abbreviations that a sentence may end with.
pub(super) const CLOSING_ABBREVIATIONS: &[&str] = &[
    "a.m", "ave", "b.a", "b.c", "b.sc", "bhd", "blvd", "bros", "co", "corp", "d.c", "dec", "e.u",
    "esq", "etc", "feb", "inc", "jan", "jr", "ltd", "m.a", "m.d", "m.sc", "nov", "oct", "p.m",
    "ph.d", "plc", "pte", "pty", "pvt", "rd", "s.a", "sept", "tel", "u.k", "u.n", "u.s", "u.s.a",
];

/// Abbreviations only before a number: elsewhere they are words.
pub(super) const NUMBER_ABBREVIATIONS: &[&str] = &[
    "apr", "art", "aug", "ch", "chap", "eq", "fig", "figs", "fri", "jul", "jun", "mar", "mon",
    "no", "nos", "nr", "op", "p", "par", "para", "pp", "pt", "rs", "sat", "sec", "sect", "sep",
    "sun", "thu", "thur", "thurs", "tue", "tues", "vol", "vols", "wed",
];

/// Words that, in capitals, are likely to start a sentence.
pub(super) const STARTERS: &[&str] = &[
    "a",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "did",
    "do",
    "does",
    "during",
    "each",
    "even",
    "every",
    "few",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "no",
    "none",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "other",
    "others",
    "our",
    "over",
    "she",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "thus",
    "to",
    "two",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "with",
    "without",
    "yet",
    "you",
    "your",
];

/// Prefixes that stay with their word.
pub(super) const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "co", "counter", "cross", "cyber", "de", "e", "ex", "extra", "hyper",
    "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non",
    "over", "pan", "post", "pre", "pro", "proto", "pseudo", "psycho", "re", "semi", "socio", "sub",
    "super", "trans", "tri", "ultra", "un", "under",
];

/// What may follow a number directly as a unit of its own.
pub(super) const UNITS: &[&str] = &[
    "am", "b", "billion", "bn", "c", "cm", "f", "ft", "g", "gb", "ghz", "gw", "h", "ha", "hp",
    "hr", "hrs", "hz", "in", "k", "kb", "kg", "khz", "kj", "km", "kmh", "kph", "kw", "kwh", "lb",
    "lbs", "m", "mb", "mg", "mhz", "mi", "mil", "million", "min", "mins", "ml", "mm", "mn", "mph",
    "mw", "mwh", "nm", "oz", "p", "pc", "pm", "ppm", "pt", "px", "sec", "secs", "sq", "t", "tb",
    "tn", "trillion", "tw", "v", "w", "yd", "yds",
];

/// Words written as one that are two tokens, and where the second starts.
pub(super) const FUSED: &[(&str, usize)] =
    &[("cannot", 3), ("gimme", 3), ("gonna", 3), ("gotta", 3), ("lemme", 3), ("wanna", 3)];

/// Clitics after an apostrophe.
pub(super) const CLITICS: &[&str] = &["d", "ll", "m", "re", "s", "ve"];

/// Words that start with an apostrophe.
pub(super) const ELISIONS: &[&str] =
    &["bout", "cause", "cos", "em", "n", "neath", "round", "til", "till", "tis", "twas", "twere"];

/// Open abbreviations that are not written with a capital.
pub(super) fn is_common_abbreviation(word: &str) -> bool {
    matches!(word, "approx" | "dept" | "eg" | "esp" | "est" | "ie" | "viz" | "vs" | "w/r")
}

/// The last labels of addresses that are written without a scheme.
pub(super) const TOP_LEVEL_DOMAINS: &[&str] = &[
    "ai", "app", "au", "biz", "ca", "ch", "cn", "co", "com", "de", "dev", "edu", "eu", "fr", "gov",
    "in", "info", "int", "io", "ir", "jp", "me", "mil", "net", "news", "org", "pk", "ru", "tv",
    "uk", "us",
];

/// Articles of names from Arabic and Persian, with their assimilated forms.
pub(super) const ARTICLES: &[&str] =
    &["ad", "al", "an", "ar", "as", "ash", "at", "az", "ed", "el", "er", "es", "ul", "ut"];

/// What stands between the parts of one name.
pub(super) const PARTICLES: &[&str] = &[
    "al", "au", "aux", "d", "da", "de", "del", "della", "des", "di", "do", "du", "e", "el", "en",
    "es", "i", "ibn", "l", "la", "las", "le", "les", "lez", "los", "o", "of", "on", "sous", "sur",
    "the", "u", "ud", "ul", "upon", "us", "van", "von", "y", "ye",
];

/// English words, or parts of them, that look like one syllable of a name.
pub(super) const SYLLABLE_LIKE: &[&str] = &[
    "a", "ah", "air", "all", "am", "an", "ar", "at", "bah", "bar", "bin", "boom", "by", "cap",
    "car", "chair", "chin", "cut", "den", "door", "down", "er", "far", "fat", "feel", "fi", "for",
    "free", "fun", "get", "go", "goal", "gun", "hall", "her", "hit", "hop", "hot", "hour", "how",
    "i", "in", "it", "jam", "kin", "la", "lap", "let", "lo", "look", "low", "mail", "man", "map",
    "me", "meal", "men", "net", "no", "not", "on", "or", "out", "pan", "par", "pay", "pin", "play",
    "pop", "put", "rap", "ray", "real", "room", "row", "run", "say", "see", "set", "she", "shop",
    "shot", "shut", "sin", "sit", "so", "sun", "tan", "tax", "team", "ten", "than", "the", "tie",
    "time", "tip", "to", "too", "top", "toy", "two", "up", "us", "war", "way", "we", "wet", "who",
    "win", "year", "yet", "you", "zoo",
];

/// Words that make capitalised compounds which are no names ("Vice-President", "Long-Term").
pub(super) const COMMON_PARTS: &[&str] =
    &["backed", "based", "general", "led", "president", "secretary", "vice"];

/// Countries, nationalities and the like, which are hyphenated with each other.
pub(super) const PLACES: &[&str] = &["china", "iran", "pakistan", "us"];
