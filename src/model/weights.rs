//! Networks as bytes: a line with the sizes, then every tensor, its numbers in eight bits each.
//!
//! Each row of a matrix has a scale of its own, itself in eight bits: a share of the greatest scale
//! of the matrix. Biases and gains, which are few, stay whole.

use serde::{Deserialize, Serialize};

use super::{
    network::{Layout, Network, Role, Shape, TableRows, Tensor},
    parser,
};
use crate::pack::LoadError;

/// The names of the sections, for errors.
const SECTION: &str = "names";
const PARSER_SECTION: &str = "syntax";

/// Widths beyond this are a mistake, not a network.
const MOST: usize = 4096;

#[derive(Serialize, Deserialize)]
struct Sizes {
    width: usize,
    inner: usize,
    memory: usize,
    before: Vec<usize>,
    after: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct ParserSizes {
    width: usize,
    inner: usize,
    arcs: usize,
    labels: usize,
    before: Vec<usize>,
    after: Vec<usize>,
    rows: [usize; 3],
}

/// Writes a network of this shape.
pub fn write(shape: &Shape, network: &Network) -> Vec<u8> {
    let sizes = Sizes {
        width: shape.width,
        inner: shape.inner,
        memory: shape.memory,
        before: shape.dilations_before.clone(),
        after: shape.dilations_after.clone(),
    };
    let mut bytes = serde_json::json!(sizes).to_string().into_bytes();
    bytes.push(b'\n');
    write_tensors(&network.layout.tensors, &network.parameters, &mut bytes);
    bytes
}

/// Writes every tensor in order, each as its role wants it.
pub fn write_tensors(tensors: &[(Tensor, Role)], parameters: &[f32], bytes: &mut Vec<u8>) {
    for (tensor, role) in tensors {
        let values = tensor.of(parameters);
        match role {
            Role::Bias | Role::Gain => write_whole(values, bytes),
            Role::Table(_) | Role::Weights => write_rows(values, tensor.columns, bytes),
        }
    }
}

fn write_whole(values: &[f32], bytes: &mut Vec<u8>) {
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

#[expect(clippy::cast_sign_loss, reason = "scales are positive")]
fn write_rows(values: &[f32], columns: usize, bytes: &mut Vec<u8>) {
    let greatest =
        |values: &[f32]| values.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
    let unit = greatest(values).max(f32::MIN_POSITIVE) / 127.0 / 255.0;
    write_whole(&[unit], bytes);
    let scales: Vec<u8> = values
        .chunks_exact(columns)
        .map(|row| (greatest(row) / 127.0 / unit).ceil().clamp(1.0, 255.0) as u8)
        .collect();
    bytes.extend(&scales);
    for (row, scale) in values.chunks_exact(columns).zip(scales) {
        let scale = f32::from(scale) * unit;
        bytes.extend(
            row.iter().map(|value| (value / scale).round().clamp(-127.0, 127.0) as i8 as u8),
        );
    }
}

/// Reads a network.
///
/// # Errors
/// When the bytes are not what [`write()`] wrote.
pub fn read(bytes: &[u8]) -> Result<Network, LoadError> {
    read_parts(bytes).ok_or_else(|| LoadError::damaged(SECTION))
}

fn read_parts(bytes: &[u8]) -> Option<Network> {
    let end_of_sizes = bytes.iter().position(|&byte| byte == b'\n')?;
    let (sizes, rest) = bytes.split_at(end_of_sizes);
    let layout = Layout::new(&shape(&serde_json::from_slice(sizes).ok()?)?);
    let parameters = read_tensors(&layout.tensors, &rest[1..])?;
    Some(Network { layout, parameters })
}

/// Writes a parser of this shape: a line with the sizes, then every tensor.
pub fn write_parser(shape: &parser::Shape, network: &parser::Network) -> Vec<u8> {
    let sizes = ParserSizes {
        width: shape.width,
        inner: shape.inner,
        arcs: shape.arcs,
        labels: shape.labels,
        before: shape.dilations_before.clone(),
        after: shape.dilations_after.clone(),
        rows: [shape.rows.word, shape.rows.gram, shape.rows.affix],
    };
    let mut bytes = serde_json::json!(sizes).to_string().into_bytes();
    bytes.push(b'\n');
    write_tensors(&network.layout.tensors, &network.parameters, &mut bytes);
    bytes
}

/// Reads a parser.
///
/// # Errors
/// When the bytes are not what [`write_parser`] wrote.
pub fn read_parser(bytes: &[u8]) -> Result<parser::Network, LoadError> {
    read_parser_parts(bytes).ok_or_else(|| LoadError::damaged(PARSER_SECTION))
}

fn read_parser_parts(bytes: &[u8]) -> Option<parser::Network> {
    let end_of_sizes = bytes.iter().position(|&byte| byte == b'\n')?;
    let (sizes, rest) = bytes.split_at(end_of_sizes);
    let sizes: ParserSizes = serde_json::from_slice(sizes).ok()?;
    let layout = parser::Layout::new(&parser_shape(&sizes)?);
    let parameters = read_tensors(&layout.tensors, &rest[1..])?;
    Some(parser::Network { layout, parameters })
}

/// The shape, if its sizes are possible.
fn parser_shape(sizes: &ParserSizes) -> Option<parser::Shape> {
    let [word, gram, affix] = sizes.rows;
    let rows = TableRows { word, gram, affix };
    let most = TableRows::default();
    let widths = [sizes.width, sizes.inner, sizes.arcs, sizes.labels];
    let possible = widths.iter().all(|&width| is_width(width))
        && are_dilations(&sizes.before)
        && are_dilations(&sizes.after)
        && (1..=most.word).contains(&word)
        && (1..=most.gram).contains(&gram)
        && (1..=most.affix).contains(&affix);
    possible.then(|| parser::Shape {
        width: sizes.width,
        inner: sizes.inner,
        arcs: sizes.arcs,
        labels: sizes.labels,
        dilations_before: sizes.before.clone(),
        dilations_after: sizes.after.clone(),
        rows,
    })
}

fn is_width(width: usize) -> bool {
    width > 0 && width <= MOST && width.is_multiple_of(8)
}

fn are_dilations(dilations: &[usize]) -> bool {
    dilations.len() < 32 && dilations.iter().all(|&dilation| dilation > 0 && dilation <= MOST)
}

/// The parameters that [`write_tensors`] wrote; nothing if the bytes are something else.
pub fn read_tensors(tensors: &[(Tensor, Role)], bytes: &[u8]) -> Option<Vec<f32>> {
    // Every number takes a byte at least: a file that asks for more than it has is damaged.
    if tensors.last().is_some_and(|(tensor, _)| tensor.range().end > bytes.len()) {
        return None;
    }
    let mut parameters = vec![0.0; tensors.last().map_or(0, |(tensor, _)| tensor.range().end)];
    let mut reader = Reader(bytes);
    for (tensor, role) in tensors {
        let values = tensor.of_mut(&mut parameters);
        match role {
            Role::Bias | Role::Gain => reader.read_whole(values)?,
            Role::Table(_) | Role::Weights => reader.read_rows(*tensor, values)?,
        }
    }
    reader.0.is_empty().then_some(parameters)
}

/// The shape, if its sizes are possible.
fn shape(sizes: &Sizes) -> Option<Shape> {
    let widths = [sizes.width, sizes.inner, sizes.memory];
    let possible = widths.iter().all(|&width| is_width(width))
        && are_dilations(&sizes.before)
        && are_dilations(&sizes.after);
    possible.then(|| Shape {
        width: sizes.width,
        inner: sizes.inner,
        memory: sizes.memory,
        dilations_before: sizes.before.clone(),
        dilations_after: sizes.after.clone(),
    })
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn read_whole(&mut self, values: &mut [f32]) -> Option<()> {
        let bytes = self.take(4 * values.len())?;
        for (value, bytes) in values.iter_mut().zip(bytes.chunks_exact(4)) {
            *value = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        values.iter().all(|value| value.is_finite()).then_some(())
    }

    fn read_rows(&mut self, tensor: Tensor, values: &mut [f32]) -> Option<()> {
        let mut unit = [0.0];
        self.read_whole(&mut unit)?;
        let scales = self.take(tensor.rows)?;
        let numbers = self.take(values.len())?;
        let rows =
            values.chunks_exact_mut(tensor.columns).zip(numbers.chunks_exact(tensor.columns));
        for ((values, numbers), scale) in rows.zip(scales) {
            let scale = f32::from(*scale) * unit[0];
            for (value, number) in values.iter_mut().zip(numbers) {
                *value = f32::from(number.cast_signed()) * scale;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> (Shape, Network) {
        let (dilations_before, dilations_after) = (vec![1], vec![2]);
        let shape = Shape { width: 8, inner: 8, memory: 8, dilations_before, dilations_after };
        let layout = Layout::new(&shape);
        let value = |index: usize| (index * 7919 % 2003) as f32 / 1000.0 - 1.0;
        let parameters = (0..layout.len()).map(value).collect();
        (shape, Network { layout, parameters })
    }

    #[test]
    fn what_was_written_is_read_within_half_a_step() {
        let (shape, network) = network();
        let bytes = write(&shape, &network);
        let read = read(&bytes).unwrap();
        let errors = network.parameters.iter().zip(&read.parameters).map(|(a, b)| (a - b).abs());
        assert!(errors.fold(0.0, f32::max) <= 0.51 * 1.02 / 127.0);
        assert_eq!(write(&shape, &read).len(), bytes.len());
    }

    #[test]
    fn other_bytes_are_refused() {
        let (shape, network) = network();
        let bytes = write(&shape, &network);
        let with_sizes = |sizes: &str| format!("{sizes}\n").into_bytes();
        let huge = with_sizes(r#"{"width":8192,"inner":8,"memory":8,"before":[1],"after":[2]}"#);
        let odd = with_sizes(r#"{"width":9,"inner":8,"memory":8,"before":[1],"after":[2]}"#);
        let large =
            with_sizes(r#"{"width":4096,"inner":4096,"memory":8,"before":[1],"after":[2]}"#);
        let longer = [&bytes[..], b"x"].concat();
        for bytes in [&bytes[..0], &bytes[..bytes.len() - 1], &longer, &huge, &odd, &large, b"{}\n"]
        {
            let error = read(bytes).unwrap_err();
            assert_eq!(error.to_string(), "the knowledge file is damaged in \"names\"");
        }
    }
}
