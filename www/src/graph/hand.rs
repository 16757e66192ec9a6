//! What fingers and the mouse do: a press becomes a drag of the ground or of a node, two fingers a
//! pinch. In pixels.

/// The pointers that are down.
#[derive(Debug, Default)]
pub struct Hand {
    pointers: Vec<(i32, [f64; 2])>,
    /// The node that was pressed.
    node: Option<usize>,
    /// Where the press began.
    start: [f64; 2],
    dragging: bool,
}

/// What a movement asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The ground moves by so much.
    Pan([f64; 2]),
    /// A node moves by so much.
    Move(usize, [f64; 2]),
    /// The drawing grows by a factor around a place.
    Pinch(f64, [f64; 2]),
}

/// A press that moves less is a click.
const CLICK: f64 = 4.0;

impl Hand {
    /// A pointer goes down, on a node or on the ground.
    pub fn down(&mut self, pointer: i32, at: [f64; 2], node: Option<usize>) {
        self.up(pointer);
        if self.pointers.is_empty() {
            (self.node, self.start, self.dragging) = (node, at, false);
        } else {
            self.node = None; // two fingers hold the ground, and so does the one that stays
        }
        self.pointers.push((pointer, at));
    }

    /// A pointer moves.
    pub fn moved(&mut self, pointer: i32, to: [f64; 2]) -> Option<Gesture> {
        let index = self.pointers.iter().position(|(known, _)| *known == pointer)?;
        self.dragging |= distance(self.start, to) > CLICK || self.pointers.len() > 1;
        if !self.dragging {
            return None;
        }
        let from = std::mem::replace(&mut self.pointers[index].1, to);
        if let [(_, one), (_, other), ..] = self.pointers.as_slice() {
            let still = if index == 0 { *other } else { *one };
            let factor = distance(still, to) / distance(still, from).max(1.0);
            let middle = [f64::midpoint(still[0], to[0]), f64::midpoint(still[1], to[1])];
            return Some(Gesture::Pinch(factor, middle));
        }
        let by = [to[0] - from[0], to[1] - from[1]];
        Some(self.node.map_or(Gesture::Pan(by), |node| Gesture::Move(node, by)))
    }

    /// A pointer goes up or away.
    pub fn up(&mut self, pointer: i32) {
        self.pointers.retain(|(known, _)| *known != pointer);
    }

    /// Whether the last press was a drag: the click at its end is none, then.
    pub fn has_dragged(&self) -> bool {
        self.dragging
    }

    /// The click at the end of a press is over: what comes next is a press of its own, or no press
    /// at all, as with a screen reader.
    pub fn clicked(&mut self) {
        self.dragging = false;
    }
}

fn distance(one: [f64; 2], other: [f64; 2]) -> f64 {
    (one[0] - other[0]).hypot(one[1] - other[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_a_click_until_it_moves() {
        let mut hand = Hand::default();
        hand.down(1, [10.0, 10.0], Some(3));
        assert_eq!(hand.moved(1, [12.0, 11.0]), None);
        assert!(!hand.has_dragged());
        assert_eq!(hand.moved(1, [20.0, 10.0]), Some(Gesture::Move(3, [10.0, 0.0])));
        assert!(hand.has_dragged());
        hand.up(1);
        assert!(hand.has_dragged(), "its click is still to come");
        hand.clicked();
        assert!(!hand.has_dragged());
        assert_eq!(hand.moved(1, [90.0, 10.0]), None, "it only passes by");
        hand.down(1, [0.0, 0.0], None);
        assert_eq!(hand.moved(1, [0.0, 9.0]), Some(Gesture::Pan([0.0, 9.0])));
    }

    #[test]
    fn two_fingers_pinch() {
        let mut hand = Hand::default();
        hand.down(1, [0.0, 0.0], Some(3));
        hand.down(2, [100.0, 0.0], None);
        assert_eq!(hand.moved(2, [200.0, 0.0]), Some(Gesture::Pinch(2.0, [100.0, 0.0])));
        assert_eq!(hand.moved(1, [100.0, 0.0]), Some(Gesture::Pinch(0.5, [150.0, 0.0])));
        assert!(hand.has_dragged());
        hand.up(2);
        assert_eq!(hand.moved(1, [110.0, 5.0]), Some(Gesture::Pan([10.0, 5.0])), "no node moves");
    }
}
