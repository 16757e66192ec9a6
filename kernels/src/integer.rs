//! Matrices in whole numbers, for use after training: twice as fast as in floating point, and exact,
//! so that the order of the additions and the width of the registers make no difference.
//!
//! Weights and inputs have 12 bits each, with one scale for each column of weights and one for each
//! row of input (Jacob et al., 2018, with more bits).

/// Numbers in a register of 128 bits.
const LANES: usize = 8;
/// The greatest number: two factors of this size, added up [`DEEPEST`] times, fit in 32 bits.
const GREATEST: f32 = 2047.0;
/// The greatest depth of a matrix.
pub const DEEPEST: usize = 512;
/// Rows and columns that are worked on together.
const ROWS: usize = 4;
const COLUMNS: usize = 2;

/// What the machine does with a whole register. `round` multiplies with a factor and gives the
/// nearest whole numbers, by operations that every machine has.
#[cfg(target_arch = "wasm32")]
mod lane {
    use core::arch::wasm32::{
        f32x4, f32x4_add, f32x4_floor, f32x4_mul, f32x4_splat, i16x8_narrow_i32x4, i32x4_add,
        i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, i32x4_trunc_sat_f32x4, v128,
    };

    pub(super) type Lane = v128;
    pub(super) type Sums = v128;

    #[inline]
    pub(super) fn round(values: &[f32; 8], factor: f32) -> Lane {
        let whole = |start: usize| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|index| values[start + index]);
            let scaled = f32x4_mul(f32x4(a, b, c, d), f32x4_splat(factor));
            i32x4_trunc_sat_f32x4(f32x4_floor(f32x4_add(scaled, f32x4_splat(0.5))))
        };
        i16x8_narrow_i32x4(whole(0), whole(4))
    }

    pub(super) fn zero() -> Sums {
        i32x4_splat(0)
    }

    #[inline]
    pub(super) fn add_products(sums: Sums, left: Lane, right: Lane) -> Sums {
        i32x4_add(sums, i32x4_dot_i16x8(left, right))
    }

    pub(super) fn total(sums: Sums) -> i32 {
        let [a, b] = [i32x4_extract_lane::<0>(sums), i32x4_extract_lane::<1>(sums)];
        let [c, d] = [i32x4_extract_lane::<2>(sums), i32x4_extract_lane::<3>(sums)];
        (a + b) + (c + d)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod lane {
    pub(super) type Lane = [i16; 8];
    pub(super) type Sums = [i32; 4];

    pub(super) fn round(values: &[f32; 8], factor: f32) -> Lane {
        values.map(|value| (value * factor + 0.5).floor() as i16)
    }

    pub(super) fn zero() -> Sums {
        [0; 4]
    }

    /// Products of neighbours are added first, as the instruction for it does on most machines.
    #[inline]
    pub(super) fn add_products(sums: Sums, left: Lane, right: Lane) -> Sums {
        let product = |index: usize| i32::from(left[index]) * i32::from(right[index]);
        std::array::from_fn(|index| sums[index] + product(2 * index) + product(2 * index + 1))
    }

    pub(super) fn total(sums: Sums) -> i32 {
        sums.iter().sum()
    }
}

use lane::{Lane, add_products, round, total, zero};

/// The weights of a layer.
#[derive(Clone, Debug)]
pub struct IntegerMatrix {
    /// Registers in a column.
    depth: usize,
    /// For each column, its numbers.
    columns: Vec<Lane>,
    /// For each column, what a 1 stands for.
    scales: Vec<f32>,
}

impl IntegerMatrix {
    /// Whether a matrix of these sizes can be taken over.
    pub fn fits(rows: usize, width: usize) -> bool {
        rows.is_multiple_of(LANES) && rows <= DEEPEST && width.is_multiple_of(COLUMNS)
    }

    /// Takes a matrix with rows of `width` numbers over.
    ///
    /// # Panics
    /// When the sizes do not [fit](Self::fits): `width` must be even, and the number of rows a
    /// multiple of 8 up to [`DEEPEST`].
    pub fn new(weights: &[f32], width: usize) -> Self {
        let rows = weights.len() / width;
        assert!(Self::fits(rows, width), "{rows} × {width}");
        let mut matrix =
            Self { depth: rows / LANES, columns: Vec::new(), scales: Vec::with_capacity(width) };
        for column in 0..width {
            let column: Vec<f32> = weights.iter().skip(column).step_by(width).copied().collect();
            matrix.scales.push(push_rounded(&column, &mut matrix.columns));
        }
        matrix
    }

    /// `output += input · weights`, where `input` has rows as long as the matrix is deep.
    pub fn multiply_add(&self, output: &mut [f32], input: &[f32]) {
        let width = self.scales.len();
        let mut rows = Vec::with_capacity(input.len() / LANES);
        let scales: Vec<f32> = input
            .chunks_exact(self.depth * LANES)
            .map(|row| push_rounded(row, &mut rows))
            .collect();
        let groups = rows.chunks(ROWS * self.depth).zip(scales.chunks(ROWS));
        for ((rows, scales), output) in groups.zip(output.chunks_mut(ROWS * width)) {
            if let Ok(scales) = scales.try_into() {
                self.multiply_rows::<ROWS>(output, rows, scales);
                continue;
            }
            let each = rows.chunks(self.depth).zip(scales);
            for ((row, scale), output) in each.zip(output.chunks_mut(width)) {
                self.multiply_rows::<1>(output, row, &[*scale]);
            }
        }
    }

    /// Adds the products of `N` rows with every column.
    fn multiply_rows<const N: usize>(
        &self,
        output: &mut [f32],
        rows: &[Lane],
        row_scales: &[f32; N],
    ) {
        let width = self.scales.len();
        let rows: [&[Lane]; N] = std::array::from_fn(|row| &rows[row * self.depth..][..self.depth]);
        let pairs = self.columns.chunks_exact(COLUMNS * self.depth);
        for (pair, scales) in pairs.zip(self.scales.chunks_exact(COLUMNS)).enumerate() {
            let sums = multiply_block(rows, scales.0, self.depth);
            for (row, sums) in sums.iter().enumerate() {
                for (index, sum) in sums.iter().enumerate() {
                    output[row * width + pair * COLUMNS + index] +=
                        *sum as f32 * (scales.1[index] * row_scales[row]);
                }
            }
        }
    }
}

/// The products of `N` rows with neighbouring columns.
#[inline]
fn multiply_block<const N: usize>(
    rows: [&[Lane]; N],
    columns: &[Lane],
    depth: usize,
) -> [[i32; COLUMNS]; N] {
    let columns: [&[Lane]; COLUMNS] =
        std::array::from_fn(|column| &columns[column * depth..][..depth]);
    let mut sums = [[zero(); COLUMNS]; N];
    for index in 0..depth {
        for (sums, row) in sums.iter_mut().zip(rows) {
            for (sum, column) in sums.iter_mut().zip(columns) {
                *sum = add_products(*sum, row[index], column[index]);
            }
        }
    }
    sums.map(|sums| sums.map(total))
}

/// Appends some numbers, rounded to multiples of a scale; returns the scale.
fn push_rounded(values: &[f32], lanes: &mut Vec<Lane>) -> f32 {
    let greatest = values.iter().fold(0.0_f32, |greatest, value| greatest.max(value.abs()));
    let factor = if greatest > 0.0 { GREATEST / greatest } else { 0.0 };
    lanes.extend(values.as_chunks().0.iter().map(|values| round(values, factor)));
    greatest / GREATEST
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn products_are_close_to_those_in_floating_point(
            rows in 0_usize..11,
            depth in 1_usize..5,
            width in 1_usize..5,
            seed in any::<u32>(),
        ) {
            let (depth, width) = (depth * LANES, width * COLUMNS);
            let number = |index| crate::testing::number(seed, index);
            let input: Vec<f32> = (0..rows * depth).map(number).collect();
            let weights: Vec<f32> = (0..depth * width).map(|index| number(index + 7919)).collect();
            let mut output = vec![1.0; rows * width];
            IntegerMatrix::new(&weights, width).multiply_add(&mut output, &input);
            for (row, output) in output.chunks_exact(width).enumerate() {
                for (column, found) in output.iter().enumerate() {
                    let products =
                        (0..depth).map(|k| input[row * depth + k] * weights[k * width + column]);
                    prop_assert!((1.0 + products.sum::<f32>() - found).abs() < 0.01);
                }
            }
        }
    }

    #[test]
    fn the_greatest_numbers_do_not_overflow() {
        let weights = vec![-1.0; DEEPEST * 2];
        let mut output = vec![0.0; 2];
        IntegerMatrix::new(&weights, 2).multiply_add(&mut output, &vec![3.0; DEEPEST]);
        assert_eq!(output, [-3.0 * DEEPEST as f32; 2]);
    }

    #[test]
    fn nothing_but_zeros_gives_zeros() {
        let mut output = vec![0.0; 4];
        IntegerMatrix::new(&[0.0; 16], 2).multiply_add(&mut output, &[0.0; 16]);
        assert_eq!(output, [0.0; 4]);
    }
}
