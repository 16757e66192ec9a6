//! What the layers do to each row of numbers by itself.

use crate::matrix::{sum, sum_of_squares};

/// Brings the numbers of a row to mean 0 and deviation 1; `output` gets them scaled by `gain` and
/// shifted by `bias`. Returns one over the deviation that they had.
///
/// # Panics
/// When `output`, `gain` or `bias` is shorter than the row.
pub fn normalise(row: &mut [f32], output: &mut [f32], gain: &[f32], bias: &[f32]) -> f32 {
    let width = row.len();
    let inverse_deviation = standardise(row);
    let scaled = row.iter().zip(&gain[..width]).zip(&bias[..width]);
    for (target, ((value, gain), bias)) in output[..width].iter_mut().zip(scaled) {
        *target = value * gain + bias;
    }
    inverse_deviation
}

fn standardise(values: &mut [f32]) -> f32 {
    let share = 1.0 / values.len() as f32;
    let mean = sum(values) * share;
    for value in values.iter_mut() {
        *value -= mean;
    }
    let inverse_deviation = 1.0 / (sum_of_squares(values) * share + 1e-5).sqrt();
    for value in values.iter_mut() {
        *value *= inverse_deviation;
    }
    inverse_deviation
}

/// Each row of `open` holds `inner` values, then `inner` gates: returns the values times how far
/// their gates are open.
///
/// # Panics
/// When `inner` is 0.
pub fn gate(open: &[f32], inner: usize) -> Vec<f32> {
    let mut passed = vec![0.0; open.len() / (2 * inner) * inner];
    for (row, passed) in open.chunks_exact(2 * inner).zip(passed.chunks_exact_mut(inner)) {
        let (values, gates) = row.split_at(inner);
        for (passed, (value, gate)) in passed.iter_mut().zip(values.iter().zip(gates)) {
            *passed = value * openness(*gate);
        }
    }
    passed
}

/// How far a gate is open, from 0 to 1: like the logistic function, without an exponential.
#[inline]
pub fn openness(gate: f32) -> f32 {
    0.5 + 0.5 * gate / (1.0 + gate.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_brought_to_mean_0_and_deviation_1_then_scaled_and_shifted() {
        let mut row = [1.0, 3.0, 1.0, 3.0];
        let mut output = [0.0; 4];
        let inverse_deviation = normalise(&mut row, &mut output, &[2.0; 4], &[5.0; 4]);
        assert!((inverse_deviation - 1.0).abs() < 1e-4, "{inverse_deviation}");
        for (index, (standard, shifted)) in [(-1.0, 3.0), (1.0, 7.0)].repeat(2).iter().enumerate() {
            assert!((row[index] - standard).abs() < 1e-4, "{row:?}");
            assert!((output[index] - shifted).abs() < 1e-4, "{output:?}");
        }
    }

    #[test]
    fn gates_let_nothing_half_or_nearly_all_through() {
        assert_eq!(gate(&[8.0, 8.0, 0.0, 3.0, -2.0, 4.0, -1.0, -3.0], 2), [4.0, 7.0, -0.5, 0.5]);
        assert_eq!(gate(&[], 2), [0.0; 0]);
    }
}
