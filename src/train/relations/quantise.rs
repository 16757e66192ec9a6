//! Rows of the scorer in few bytes: product quantisation (Jégou, Douze and Schmid, "Product quantization for nearest
//! neighbor search", 2011). A row is a size times one of [`CENTRES`] centres for each [`PART`] of its numbers.

use super::most;
use crate::relations::learned::scorer::{CENTRES, PART, PARTS, Row, WIDTH};

/// How often the centres move (Lloyd, "Least squares quantization in PCM", 1982).
const MOVES: usize = 12;

/// Rows as they are stored.
pub(super) struct Quantised {
    /// [`CENTRES`] for each part of a row, in 127ths of the row's size.
    pub(super) centres: Vec<[i8; PART]>,
    pub(super) rows: Vec<Row>,
    /// How large a 1 is in them: the number of factor times centre that stands for 1.
    pub(super) scale: f32,
}

impl Quantised {
    /// Rounds rows of [`WIDTH`] numbers.
    #[expect(clippy::cast_sign_loss, reason = "sizes are positive")]
    pub(super) fn new(rows: &[f32]) -> Self {
        let sizes: Vec<f32> = rows.chunks_exact(WIDTH).map(size).collect();
        // A row of a usual size has a factor in the middle of a byte's range.
        let unit = most(sizes.clone()) / 127.0;
        // Rounded up: no number of a row is larger than what is stored of its size, but of the very largest rows.
        let factor = |size: &f32| (size / unit).ceil().clamp(1.0, 255.0) as u8;
        let row = |size| Row { factor: factor(size), codes: [0; PARTS] };
        let mut quantised = Self {
            centres: Vec::new(),
            rows: sizes.iter().map(row).collect(),
            scale: 127.0 / unit,
        };
        for part in 0..PARTS {
            let points = rows.chunks_exact(WIDTH).zip(&quantised.rows).map(|(row, stored)| {
                let size = f32::from(stored.factor) * unit;
                let number = |at: usize| (row[PART * part + at] / size).clamp(-1.0, 1.0);
                Point { numbers: std::array::from_fn(number), weight: size * size }
            });
            let points: Vec<Point> = points.collect();
            let centres = centres(&points);
            for (row, point) in quantised.rows.iter_mut().zip(&points) {
                row.codes[part] = nearest(&centres, &point.numbers) as u8;
            }
            let whole = |number: f32| (127.0 * number).round() as i8;
            quantised.centres.extend(centres.iter().map(|centre| centre.map(whole)));
        }
        quantised
    }

    /// The numbers that are stored for a row.
    pub(super) fn row(&self, index: usize) -> [f32; WIDTH] {
        let row = &self.rows[index];
        std::array::from_fn(|at| {
            let part = at / PART;
            let centre = self.centres[part * CENTRES + usize::from(row.codes[part])][at % PART];
            f32::from(row.factor) * f32::from(centre) / self.scale
        })
    }
}

/// A part of a row, by its row's size, and how much it matters.
struct Point {
    numbers: [f32; PART],
    weight: f32,
}

/// The largest number of a row, without its sign.
fn size(row: &[f32]) -> f32 {
    row.iter().fold(1e-9, |most: f32, number| most.max(number.abs()))
}

/// Centres of some points, each of which pulls by its weight. They start at points spread over the list.
fn centres(points: &[Point]) -> Vec<[f32; PART]> {
    let start = |index: usize| points.get(index * points.len() / CENTRES);
    let mut centres: Vec<[f32; PART]> =
        (0..CENTRES).map(|index| start(index).map_or([0.0; PART], |point| point.numbers)).collect();
    for _ in 0..MOVES {
        let mut sums = vec![([0.0; PART], 0.0_f32); CENTRES];
        for point in points {
            let (sum, weight) = &mut sums[nearest(&centres, &point.numbers)];
            for (sum, number) in sum.iter_mut().zip(point.numbers) {
                *sum += point.weight * number;
            }
            *weight += point.weight;
        }
        for (centre, (sum, weight)) in centres.iter_mut().zip(sums) {
            if weight > 0.0 {
                *centre = sum.map(|number| number / weight);
            }
        }
    }
    centres
}

fn nearest(centres: &[[f32; PART]], point: &[f32; PART]) -> usize {
    let distance = |centre: &[f32; PART]| -> f32 {
        centre.iter().zip(point).map(|(one, other)| (one - other) * (one - other)).sum()
    };
    let mut best = (f32::INFINITY, 0);
    for (index, centre) in centres.iter().enumerate() {
        let distance = distance(centre);
        if distance < best.0 {
            best = (distance, index);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_near_what_was_there() {
        let row = |index: usize| (0..WIDTH).map(move |at| ((7 * index + 3 * at) % 11) as f32 - 5.0);
        let rows: Vec<f32> = (0..500)
            .flat_map(|index| row(index).map(move |it| it * (1 + index % 3) as f32))
            .collect();
        let stored = Quantised::new(&rows);
        for (index, row) in rows.chunks_exact(WIDTH).enumerate() {
            let error = row.iter().zip(stored.row(index)).map(|(one, other)| (one - other).abs());
            let error = error.fold(0.0, f32::max);
            assert!(error < 0.05 * size(row), "{index}: {error}");
        }
    }

    #[test]
    fn nothing_is_quantised_to_nothing() {
        assert!(Quantised::new(&[]).rows.is_empty());
        assert!(Quantised::new(&[0.0; WIDTH]).row(0).iter().all(|number| number.abs() < 1e-6));
    }
}
