//! The numbers that training starts from.

use super::random::Random;
use crate::model::network::{Role, Tensor};

/// Random numbers for every tensor, as its role wants them.
pub fn start(tensors: &[(Tensor, Role)], seed: u64) -> Vec<f32> {
    let mut random = Random::new(seed);
    let mut parameters = vec![0.0; tensors.last().map_or(0, |(tensor, _)| tensor.range().end)];
    for (tensor, role) in tensors {
        let deviation = match role {
            Role::Table(deviation) => *deviation,
            Role::Weights => 1.0 / (tensor.rows as f32).sqrt(),
            Role::Bias | Role::Gain => 0.0,
        };
        let mean = if *role == Role::Gain { 1.0 } else { 0.0 };
        for value in tensor.of_mut(&mut parameters) {
            *value = mean + deviation * random.bell();
        }
    }
    parameters
}
