//! The numbers that training starts from.

use super::random::Random;
use crate::model::network::{Layout, Role};

/// Random numbers for every tensor, as its role wants them.
pub fn start(layout: &Layout, seed: u64) -> Vec<f32> {
    let mut random = Random::new(seed);
    let mut parameters = vec![0.0; layout.len()];
    for (tensor, role) in &layout.tensors {
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
