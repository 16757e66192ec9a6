//! Matrices as slices, row by row, and the few operations on them.
//!
//! The order of the additions that make up one number never depends on block sizes or on the
//! machine: a result here is the same wherever it is computed.

/// How many columns one block of [`multiply_add`] covers: two vector registers of 128 bits.
const LANES: usize = 8;

/// How many rows one block covers: its sums, weights and products fit 16 registers of 128 bits.
const ROWS: usize = 4;

/// `output += input · weights`, where `input` has rows of `depth` numbers, `weights` is
/// `depth` × `width`, and `output` has rows of `width`.
///
/// # Panics
/// When `width` is not a multiple of 8, or a slice is not made of whole rows of equal number.
pub fn multiply_add(
    output: &mut [f32],
    input: &[f32],
    weights: &[f32],
    depth: usize,
    width: usize,
) {
    assert_eq!(width % LANES, 0, "the width is a multiple of {LANES}");
    assert_eq!(weights.len(), depth * width, "the weights are depth × width");
    assert_eq!(input.len() / depth, output.len() / width, "as many rows come out as go in");
    let mut panel = vec![[0.0; LANES]; depth];
    for column in (0..width).step_by(LANES) {
        copy_panel(&mut panel, weights, width, column);
        let mut inputs = input.chunks_exact(ROWS * depth);
        let mut outputs = output.chunks_exact_mut(ROWS * width);
        for (input, output) in inputs.by_ref().zip(outputs.by_ref()) {
            multiply_rows::<ROWS>(output, input, &panel, width, column);
        }
        let rest = outputs.into_remainder().chunks_exact_mut(width);
        for (input, output) in inputs.remainder().chunks_exact(depth).zip(rest) {
            multiply_rows::<1>(output, input, &panel, width, column);
        }
    }
}

/// Brings the columns of one block next to each other.
fn copy_panel(panel: &mut [[f32; LANES]], weights: &[f32], width: usize, column: usize) {
    for (row, weights) in panel.iter_mut().zip(weights.chunks_exact(width)) {
        row.copy_from_slice(&weights[column..column + LANES]);
    }
}

/// Adds the products of `N` rows with one panel.
fn multiply_rows<const N: usize>(
    output: &mut [f32],
    input: &[f32],
    panel: &[[f32; LANES]],
    width: usize,
    column: usize,
) {
    let depth = panel.len();
    let rows: [&[f32]; N] = std::array::from_fn(|row| &input[row * depth..][..depth]);
    let mut sums = [[0.0_f32; LANES]; N];
    for (index, weights) in panel.iter().enumerate() {
        for (sums, row) in sums.iter_mut().zip(rows) {
            let factor = row[index];
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += factor * weight;
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        for (target, sum) in output[row * width + column..][..LANES].iter_mut().zip(sums) {
            *target += sum;
        }
    }
}

/// The transpose of a matrix with rows of `width` numbers.
pub fn transpose(matrix: &[f32], width: usize) -> Vec<f32> {
    let height = matrix.len() / width;
    let mut transposed = vec![0.0; matrix.len()];
    for (row, values) in matrix.chunks_exact(width).enumerate() {
        for (column, value) in values.iter().enumerate() {
            transposed[column * height + row] = *value;
        }
    }
    transposed
}

/// The sum of some numbers, in eight interleaved parts that are then added pairwise.
pub fn sum(values: &[f32]) -> f32 {
    sum_of(values, |value| value)
}

/// The sum of the squares of some numbers, in the order of [`sum`].
pub fn sum_of_squares(values: &[f32]) -> f32 {
    sum_of(values, |value| value * value)
}

/// The sum of what is made of each number.
#[inline]
fn sum_of(values: &[f32], make: impl Fn(f32) -> f32) -> f32 {
    let mut parts = [0.0_f32; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest: f32 = chunks.remainder().iter().fold(0.0, |sum, value| sum + make(*value));
    for chunk in chunks {
        for (part, value) in parts.iter_mut().zip(chunk) {
            *part += make(*value);
        }
    }
    let [first, second] =
        [0, 4].map(|at| (parts[at] + parts[at + 1]) + (parts[at + 2] + parts[at + 3]));
    (first + second) + rest
}

/// Adds `values` to `target`, number by number.
pub fn add(target: &mut [f32], values: &[f32]) {
    for (target, value) in target.iter_mut().zip(values) {
        *target += value;
    }
}

/// e^x from additions and multiplications only: within one part in a million, and the same
/// everywhere. Below -87 it is 0; above 88, infinite.
pub fn exp(x: f32) -> f32 {
    if x < -87.0 {
        return 0.0;
    }
    let whole = (x * std::f32::consts::LOG2_E).round().min(128.0);
    // ln 2 in two parts, the first with few bits, so that the product is exact.
    let rest = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let series = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let fraction = series.iter().fold(0.0_f32, |sum, coefficient| sum * rest + coefficient);
    fraction * power_of_two(whole)
}

/// 2^n for a whole `n` from -126 to 128 (infinite).
fn power_of_two(n: f32) -> f32 {
    #[expect(clippy::cast_sign_loss, reason = "n + 127 is at least 1")]
    let exponent = (n + 127.0) as u32;
    f32::from_bits(exponent << 23)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn multiply_naively(input: &[f32], weights: &[f32], depth: usize, width: usize) -> Vec<f32> {
        let mut output = Vec::new();
        for row in input.chunks_exact(depth) {
            for column in 0..width {
                let products = row.iter().enumerate();
                output
                    .push(products.fold(0.0, |sum, (k, x)| sum + x * weights[k * width + column]));
            }
        }
        output
    }

    proptest! {
        #[test]
        fn blocks_give_the_same_bits_as_one_sum_after_the_other(
            rows in 0_usize..20,
            depth in 1_usize..12,
            blocks in 1_usize..4,
            seed in any::<u32>(),
        ) {
            let width = blocks * 8;
            let number = |index| crate::testing::number(seed, index);
            let input: Vec<f32> = (0..rows * depth).map(number).collect();
            let weights: Vec<f32> = (0..depth * width).map(|i| number(i + 7919)).collect();
            let mut output = vec![0.0; rows * width];
            multiply_add(&mut output, &input, &weights, depth, width);
            prop_assert_eq!(output, multiply_naively(&input, &weights, depth, width));
        }

        #[test]
        fn the_exponential_is_close_to_the_usual_one(x in -86.0_f32..88.0) {
            let usual = f64::from(x);
            #[expect(clippy::disallowed_methods, reason = "what is compared with")]
            let usual = usual.exp();
            prop_assert!((f64::from(exp(x)) / usual - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn extremes_of_the_exponential() {
        assert_eq!((exp(-1000.0), exp(0.0), exp(1000.0)), (0.0, 1.0, f32::INFINITY));
    }

    #[test]
    fn transposing_twice_changes_nothing() {
        let matrix = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(transpose(&matrix, 3), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
        assert_eq!(transpose(&transpose(&matrix, 3), 2), matrix);
    }
}
