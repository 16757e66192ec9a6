//! Adam (Kingma and Ba, 2015) with decay of the weights, and a running mean of the parameters.

use std::{ops::AddAssign, panic, thread};

/// Works on the parts of a step side by side, and adds their gradients and counts up in order: the
/// same whatever the machine.
///
/// # Panics
/// When a part does.
pub fn add_up<N: AddAssign + Send>(
    parts: usize,
    part: impl Fn(usize) -> (Vec<f32>, N) + Sync,
) -> (Vec<f32>, N) {
    let part = &part;
    thread::scope(|scope| {
        let others: Vec<_> = (1..parts).map(|index| scope.spawn(move || part(index))).collect();
        let mut total = part(0);
        for other in others {
            let (gradient, count) =
                other.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
            for (sum, value) in total.0.iter_mut().zip(gradient) {
                *sum += value;
            }
            total.1 += count;
        }
        total
    })
}

/// How far the running means reach back.
const FIRST: f32 = 0.9;
const SECOND: f32 = 0.99;
const DECAY: f32 = 0.01;
/// A gradient longer than this is shortened to it.
const LONGEST: f32 = 2.0;

/// Parameters on their way, and their mean over the last steps, which is what is kept.
#[derive(Clone, Debug)]
pub struct Optimiser {
    /// The parameters now.
    pub parameters: Vec<f32>,
    /// Their running mean.
    pub averaged: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    first_left: f32,
    second_left: f32,
    steps: u32,
}

impl Optimiser {
    /// Starts from these parameters.
    pub fn new(parameters: Vec<f32>) -> Self {
        let zeros = vec![0.0; parameters.len()];
        Self {
            averaged: parameters.clone(),
            first: zeros.clone(),
            second: zeros,
            first_left: 1.0,
            second_left: 1.0,
            steps: 0,
            parameters,
        }
    }

    /// One step against the gradient, of at most about `rate` for each parameter.
    pub fn step(&mut self, gradient: &[f32], rate: f32) {
        let length =
            gradient.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt() as f32;
        let shorten = if length > LONGEST { LONGEST / length } else { 1.0 };
        self.first_left *= FIRST;
        self.second_left *= SECOND;
        self.steps += 1;
        let (first_scale, second_scale) =
            (1.0 / (1.0 - self.first_left), 1.0 / (1.0 - self.second_left));
        let share = (1.0 / self.steps as f32).max(0.005);
        let state = self.first.iter_mut().zip(&mut self.second).zip(&mut self.averaged);
        for ((parameter, gradient), ((first, second), averaged)) in
            self.parameters.iter_mut().zip(gradient).zip(state)
        {
            let gradient = gradient * shorten;
            *first += (1.0 - FIRST) * (gradient - *first);
            *second += (1.0 - SECOND) * (gradient * gradient - *second);
            let direction = *first * first_scale / ((*second * second_scale).sqrt() + 1e-8);
            *parameter -= rate * (direction + DECAY * *parameter);
            *averaged += share * (*parameter - *averaged);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_bottom_of_a_bowl() {
        let mut optimiser = Optimiser::new(vec![3.0, -2.0]);
        for step in 0..2000 {
            let gradient = [optimiser.parameters[0] - 1.0, 4.0 * (optimiser.parameters[1] - 0.5)];
            optimiser.step(&gradient, 0.02 * (1.0 - step as f32 / 2000.0));
        }
        for (found, bottom) in optimiser.parameters.iter().zip([1.0, 0.5]) {
            assert!((found - bottom).abs() < 0.05, "{found} {bottom}");
        }
    }
}
