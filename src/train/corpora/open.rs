//! News that nobody annotated for relations: what the Groningen Meaning Bank has beside the runs of sentences of
//! `news-gold` and of [`own`], and beside those that are kept for the final evaluation.

use std::{ops::Range, path::Path};

use super::{
    CorpusError, gmb,
    own::{self, RUN, Run},
    read_text,
};

/// As many sentences are put together as an article has.
const SENTENCES_TOGETHER: usize = 20;

/// Reads the sentences, put together to texts.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn read(data: &Path) -> Result<Vec<String>, CorpusError> {
    let runs = runs(&read_text(&data.join("news-gold/index.tsv"))?);
    let sentences = gmb::words(&data.join("gmb/ner_dataset.csv.zip"))?;
    let mut is_free = free(&runs, sentences.len());
    for run in own::runs()? {
        take_own(&run, &mut is_free)?;
    }
    let texts =
        ranges(&is_free).into_iter().flat_map(|range| sentences[range].chunks(SENTENCES_TOGETHER));
    Ok(texts
        .map(|sentences| sentences.iter().map(|words| joined(words)).collect::<Vec<_>>().join(" "))
        .collect())
}

/// Takes the sentences of a run that we annotated.
///
/// # Errors
/// When one of them is in another run, or may be kept aside.
fn take_own(run: &Run, is_free: &mut [bool]) -> Result<(), CorpusError> {
    let own = is_free.get_mut(run.first..run.first + RUN);
    let own = own.filter(|own| own.iter().all(|is_free| *is_free));
    let own = own.ok_or_else(|| {
        let cause = format!("{}: not all of its sentences are free", run.id);
        CorpusError::new(&own::folder().join("index.tsv"), cause)
    })?;
    own.fill(false);
    Ok(())
}

/// The runs that the index names: number, and first sentence.
fn runs(index: &str) -> Vec<(usize, usize)> {
    let runs = index.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let number = columns.next()?.strip_prefix('g')?.parse().ok()?;
        let first = columns.nth(1)?.parse().ok()?;
        Some((number, first))
    });
    runs.collect()
}

/// Which sentences are in no run. A number that the index leaves out is a run kept aside, somewhere
/// between its neighbours.
fn free(runs: &[(usize, usize)], count: usize) -> Vec<bool> {
    let mut is_free = vec![true; count];
    let mut take = |range: Range<usize>| {
        let range = range.start.min(count)..range.end.min(count);
        is_free[range].fill(false);
    };
    for (number, first) in runs {
        take(*first..first + RUN);
        let next = runs.iter().find(|(next, _)| *next == number + 1);
        match runs.iter().find(|(next, _)| *next == number + 2) {
            Some((_, second)) if next.is_none() && second > first => {
                match step_before(runs, *number) {
                    Some(step) if 2 * step == second - first => {
                        take(first + step..first + step + RUN);
                    }
                    _ => take(*first..*second),
                }
            }
            // The runs begin anew from the first sentences.
            Some((_, second)) if next.is_none() => {
                take(*first..count);
                take(0..*second);
            }
            _ => {}
        }
    }
    is_free
}

/// The ranges of what is free.
fn ranges(is_free: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in (0..is_free.len()).filter(|at| is_free[*at]) {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}

/// From the run before to this one.
fn step_before(runs: &[(usize, usize)], number: usize) -> Option<usize> {
    let first = |number| runs.iter().find(|(known, _)| *known == number).map(|(_, first)| *first);
    first(number)?.checked_sub(first(number.checked_sub(1)?)?)
}

/// Words as a sentence is written.
pub(super) fn joined(words: &[String]) -> String {
    let mut text = String::new();
    let mut is_open = false;
    let mut is_quoted = false;
    for word in words {
        let is_quote = matches!(word.as_str(), "\"" | "``" | "''");
        let closes = is_quote && is_quoted
            || matches!(word.as_str(), "." | "," | ";" | ":" | "!" | "?" | ")" | "%")
            || word.starts_with('\'') && !is_quote
            || word == "n't";
        if !text.is_empty() && !is_open && !closes {
            text.push(' ');
        }
        text.push_str(if is_quote { "\"" } else { word });
        is_open = matches!(word.as_str(), "(" | "$") || is_quote && !is_quoted;
        is_quoted ^= is_quote;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_together_as_they_are_written() {
        for (words, expected) in [
            (
                "The group 's chief , Ana Paz , said \" no \" .",
                "The group's chief, Ana Paz, said \"no\".",
            ),
            ("It did n't pay $ 5 ( 4 % ) .", "It didn't pay $5 (4%)."),
        ] {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            assert_eq!(joined(&words), expected);
        }
    }

    #[test]
    fn no_run_of_ours_is_of_another_or_kept_aside() {
        let mut is_free = free(&[(1, 60), (2, 160), (4, 360)], 440);
        let run = |first| Run { id: "o001".to_owned(), first };
        for (first, is_taken) in [(0, true), (10, false), (100, true), (240, false), (410, false)] {
            assert_eq!(take_own(&run(first), &mut is_free).is_ok(), is_taken, "{first}");
        }
        assert_eq!(ranges(&is_free), [40..60, 140..160, 200..260, 300..360, 400..440]);
    }

    #[test]
    fn runs_and_those_kept_aside_are_not_free() {
        // Number 3 is missing: with even steps it is in the middle.
        let index =
            "id\tsource\trow\nw001\twikinews\t0\ng001\tgmb\t60\ng002\tgmb\t160\ng004\tgmb\t360\n";
        let runs = runs(index);
        assert_eq!(runs, [(1, 60), (2, 160), (4, 360)]);
        assert_eq!(ranges(&free(&runs, 410)), [0..60, 100..160, 200..260, 300..360, 400..410]);
        // Where steps differ it may be anywhere between.
        assert_eq!(ranges(&free(&[(1, 60), (2, 150), (4, 360)], 400)), [0..60, 100..150]);
        // Where the runs begin anew it may be at the end or at the start.
        let free = ranges(&free(&[(1, 60), (2, 160), (4, 40)], 300));
        assert_eq!((free.len(), &free[0]), (1, &(100..160)));
    }
}
