//! Relations by date.

use gloss::document::QualifierKind;

use super::{Moment, moment};
use crate::{order::sort_by_key, view::View};

/// Relations by date. None is dropped: each is in one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Dates in order, each with its relations by index, in the order of the text.
    pub dated: Vec<(Moment, Vec<usize>)>,
    /// Those with words of time that have no place on the calendar: "Tuesday", "next week".
    pub vague: Vec<usize>,
    /// How many have no word of time at all.
    pub undated: usize,
}

/// Puts relations in the order of the dates that qualify them.
pub fn timeline(view: &View, relations: &[usize]) -> Timeline {
    let when = |index: usize| view.article.relations[index].qualifiers.get(&QualifierKind::When);
    let mut timeline = Timeline::default();
    let mut dated = Vec::new();
    for &index in relations {
        match when(index).map(|value| moment(value)) {
            Some(Some(_)) => dated.push(index),
            Some(None) => timeline.vague.push(index),
            None => timeline.undated += 1,
        }
    }
    let moment_of = |index: usize| moment(when(index)?);
    sort_by_key(&mut dated, |index| moment_of(index).map(|moment| moment.first_day));
    for index in dated {
        let Some(moment) = moment_of(index) else { continue };
        match timeline.dated.iter_mut().find(|(known, _)| *known == moment) {
            Some((_, relations)) => relations.push(index),
            None => timeline.dated.push((moment, vec![index])),
        }
    }
    timeline
}
