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

/// What Wasm does with a whole register. `round` multiplies with a factor and gives the
/// nearest whole numbers, by operations that every machine has.
#[cfg(target_arch = "wasm32")]
mod lane {
    use core::arch::wasm32::{
        f32x4, f32x4_add, f32x4_floor, f32x4_mul, f32x4_splat, i16x8_narrow_i32x4, i32x4_add,
        i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, i32x4_trunc_sat_f32x4, v128,
    };

    pub(super) type Lane = v128;

    #[inline]
    pub(super) fn round(values: &[f32; 8], factor: f32) -> Lane {
        let whole = |start: usize| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|index| values[start + index]);
            let scaled = f32x4_mul(f32x4(a, b, c, d), f32x4_splat(factor));
            i32x4_trunc_sat_f32x4(f32x4_floor(f32x4_add(scaled, f32x4_splat(0.5))))
        };
        i16x8_narrow_i32x4(whole(0), whole(4))
    }

    /// The products of `N` rows with neighbouring columns.
    #[inline]
    pub(super) fn products<const N: usize, const COLUMNS: usize>(
        rows: [&[Lane]; N],
        columns: [&[Lane]; COLUMNS],
    ) -> [[i32; COLUMNS]; N] {
        let mut sums = [[i32x4_splat(0); COLUMNS]; N];
        for index in 0..columns[0].len() {
            for (sums, row) in sums.iter_mut().zip(rows) {
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = i32x4_add(*sum, i32x4_dot_i16x8(row[index], column[index]));
                }
            }
        }
        sums.map(|sums| sums.map(total))
    }

    fn total(sums: v128) -> i32 {
        let [a, b] = [i32x4_extract_lane::<0>(sums), i32x4_extract_lane::<1>(sums)];
        let [c, d] = [i32x4_extract_lane::<2>(sums), i32x4_extract_lane::<3>(sums)];
        (a + b) + (c + d)
    }
}

/// The same in words that a compiler makes the widest registers of any other machine of. Everything is
/// inlined, so that it is compiled for the machine that its caller is compiled for.
#[cfg(not(target_arch = "wasm32"))]
#[expect(
    clippy::inline_always,
    reason = "a caller's wider registers are used in what is inlined only"
)]
mod lane {
    pub(super) type Lane = [i16; 8];

    #[inline(always)]
    pub(super) fn round(values: &[f32; 8], factor: f32) -> Lane {
        let mut lane = [0; 8];
        for (number, value) in lane.iter_mut().zip(values) {
            // Rounded down without `floor`, which would be a call for each number.
            let raised = value * factor + 0.5;
            let towards_zero = raised as i32;
            *number = (towards_zero - i32::from(towards_zero as f32 > raised)) as i16;
        }
        lane
    }

    #[inline(always)]
    pub(super) fn products<const N: usize, const COLUMNS: usize>(
        rows: [&[Lane]; N],
        columns: [&[Lane]; COLUMNS],
    ) -> [[i32; COLUMNS]; N] {
        let mut sums = [[0; COLUMNS]; N];
        for (sums, row) in sums.iter_mut().zip(rows) {
            for (sum, column) in sums.iter_mut().zip(columns) {
                *sum = product(row.as_flattened(), column.as_flattened());
            }
        }
        sums
    }

    /// No sum is too large, see [`DEEPEST`](super::DEEPEST): nothing wraps, and no check stands in the way.
    #[inline(always)]
    fn product(row: &[i16], column: &[i16]) -> i32 {
        let mut sum = 0_i32;
        for (one, other) in row.iter().zip(column) {
            sum = sum.wrapping_add(i32::from(*one).wrapping_mul(i32::from(*other)));
        }
        sum
    }
}

use lane::{Lane, products, round};

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
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            #[expect(
                unsafe_code,
                reason = "whether the machine can do it is known at run time only"
            )]
            // SAFETY: the line above says that this machine has what the function needs.
            unsafe {
                self.multiply_add_wide(output, input);
            }
            return;
        }
        self.multiply_add_anywhere(output, input);
    }

    /// The same function once more, compiled for registers of 256 bits: three times as fast.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_add_wide(&self, output: &mut [f32], input: &[f32]) {
        self.multiply_add_anywhere(output, input);
    }

    #[expect(clippy::inline_always, reason = "compiled for the machine of its caller")]
    #[inline(always)]
    fn multiply_add_anywhere(&self, output: &mut [f32], input: &[f32]) {
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
    #[expect(clippy::inline_always, reason = "compiled for the machine of its caller")]
    #[inline(always)]
    fn multiply_rows<const N: usize>(
        &self,
        output: &mut [f32],
        rows: &[Lane],
        row_scales: &[f32; N],
    ) {
        let width = self.scales.len();
        let rows: [&[Lane]; N] = std::array::from_fn(|row| &rows[row * self.depth..][..self.depth]);
        let pairs = self.columns.chunks_exact(COLUMNS * self.depth);
        for (pair, (columns, scales)) in pairs.zip(self.scales.as_chunks::<COLUMNS>().0).enumerate()
        {
            let columns =
                std::array::from_fn(|column| &columns[column * self.depth..][..self.depth]);
            let sums: [[i32; COLUMNS]; N] = products(rows, columns);
            for (row, sums) in sums.iter().enumerate() {
                for (index, sum) in sums.iter().enumerate() {
                    output[row * width + pair * COLUMNS + index] +=
                        *sum as f32 * (scales[index] * row_scales[row]);
                }
            }
        }
    }
}

/// Appends some numbers, rounded to multiples of a scale; returns the scale.
#[expect(clippy::inline_always, reason = "compiled for the machine of its caller")]
#[inline(always)]
fn push_rounded(values: &[f32], lanes: &mut Vec<Lane>) -> f32 {
    let greatest = greatest_size(values);
    let factor = if greatest > 0.0 { GREATEST / greatest } else { 0.0 };
    for values in values.as_chunks().0 {
        lanes.push(round(values, factor));
    }
    greatest / GREATEST
}

/// The greatest of some numbers without their signs, in lanes: `f32::max` would be a call for each number in Wasm.
#[expect(clippy::inline_always, reason = "compiled for the machine of its caller")]
#[inline(always)]
fn greatest_size(values: &[f32]) -> f32 {
    let larger = |one: f32, other: f32| if other > one { other } else { one };
    let mut lanes = [0.0_f32; LANES];
    for values in values.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane = larger(*lane, value.abs());
        }
    }
    lanes.into_iter().fold(0.0, larger)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// So many numbers to multiply, and so many weights.
    fn numbers(seed: u32, input: usize, weights: usize) -> (Vec<f32>, Vec<f32>) {
        let number = |index| crate::testing::number(seed, index);
        let weights = (0..weights).map(|index| number(index + 7919));
        ((0..input).map(number).collect(), weights.collect())
    }

    proptest! {
        #[test]
        fn products_are_close_to_those_in_floating_point(
            rows in 0_usize..11,
            depth in 1_usize..5,
            width in 1_usize..5,
            seed in any::<u32>(),
        ) {
            let (depth, width) = (depth * LANES, width * COLUMNS);
            let (input, weights) = numbers(seed, rows * depth, depth * width);
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

    proptest! {
        /// Whatever the machine has: the page, the command line and every test find the same.
        #[test]
        fn wider_registers_give_the_same_bits(
            rows in 0_usize..11,
            depth in 1_usize..40,
            width in 1_usize..5,
            seed in any::<u32>(),
        ) {
            let (depth, width) = (depth * LANES, width * COLUMNS);
            let (input, weights) = numbers(seed, rows * depth, depth * width);
            let matrix = IntegerMatrix::new(&weights, width);
            let [mut found, mut expected] = [(); 2].map(|()| vec![1.0_f32; rows * width]);
            matrix.multiply_add(&mut found, &input);
            matrix.multiply_add_anywhere(&mut expected, &input);
            let bits = |numbers: &[f32]| numbers.iter().map(|it| it.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&found), bits(&expected));
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
