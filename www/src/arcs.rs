//! Where the arcs of relations run over the text: from measured rectangles to curves.
//!
//! All lengths are whole CSS pixels from the top left of the text's frame. The rules follow the
//! annotation tools brat and `INCEpTION`: the closest pair of line fragments is joined, an arc on one line
//! runs in the room above it, and arcs over the same words lie in floors.

/// A rectangle: one line's part of a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fragment {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

/// A curve from a subject to an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    /// The line, as the path of an SVG.
    pub path: String,
    /// The head at the object, as the path of an SVG.
    pub head: String,
    /// Where the middle of the label's foot stands, or its left end when it stands beside the line.
    pub label: (f64, f64),
    /// Whether the label stands beside the line.
    pub beside: bool,
}

impl Arc {
    /// Where the middle of the label's foot stands when the label is twice `half` wide and is not to
    /// leave a frame of a width.
    pub fn label_middle(&self, half: f64, width: f64) -> f64 {
        let (x, _) = self.label;
        let middle = if self.beside { x + half } else { x };
        middle.min(width - half).max(half)
    }
}

/// How high the lowest arc on a line rises, and how much each floor adds.
const RISE: f64 = 9.0;
const FLOOR: f64 = 10.0;

/// More floors than these would reach into the words of the line above.
const FLOORS: u32 = 2;

/// How far a label's foot lies below its line: the words break the line, so that it is seen whose they
/// are.
const SINK: f64 = 3.0;

/// Length and half width of a head.
const HEAD: (f64, f64) = (6.0, 4.0);

/// The curves between pairs of mentions, each given by its fragments. A pair of which one is not drawn
/// has none.
pub fn arcs(pairs: &[[Vec<Fragment>; 2]]) -> Vec<Option<Arc>> {
    let mut level: Vec<(Fragment, u32)> = Vec::new();
    pairs
        .iter()
        .map(|[from, to]| {
            let (from, to) = closest(from, to)?;
            if !same_line(from, to) {
                return Some(across(from, to));
            }
            let span = Fragment {
                left: from.middle().min(to.middle()),
                right: from.middle().max(to.middle()),
                ..from
            };
            let taken = |floor: &u32| {
                level.iter().any(|(other, at)| {
                    at == floor
                        && same_line(*other, span)
                        && other.left < span.right
                        && span.left < other.right
                })
            };
            let floor = (0..FLOORS).find(|floor| !taken(floor)).unwrap_or(FLOORS - 1);
            level.push((span, floor));
            Some(above(from, to, floor))
        })
        .collect()
}

impl Fragment {
    fn middle(self) -> f64 {
        f64::midpoint(self.left, self.right).round()
    }

    fn height(self) -> f64 {
        self.bottom - self.top
    }
}

fn same_line(one: Fragment, other: Fragment) -> bool {
    let apart = f64::midpoint(one.top, one.bottom) - f64::midpoint(other.top, other.bottom);
    apart.abs() <= one.height().min(other.height()) / 2.0
}

/// The two fragments with the least between them.
fn closest(from: &[Fragment], to: &[Fragment]) -> Option<(Fragment, Fragment)> {
    let distance = |one: Fragment, other: Fragment| {
        let across = (one.left - other.right).max(other.left - one.right).max(0.0);
        let down = (one.top - other.bottom).max(other.top - one.bottom).max(0.0);
        across * across + down * down
    };
    let mut best: Option<(Fragment, Fragment)> = None;
    for &one in from {
        for &other in to {
            if best.is_none_or(|(a, b)| distance(one, other) < distance(a, b)) {
                best = Some((one, other));
            }
        }
    }
    best
}

/// In the room above the line.
fn above(from: Fragment, to: Fragment, floor: u32) -> Arc {
    let (x1, x2, y) = (from.middle(), to.middle(), from.top.min(to.top));
    let roof = y - RISE - FLOOR * f64::from(floor);
    let side = if x1 < x2 { 1.0 } else { -1.0 };
    // Two arcs on narrow words must not run past each other.
    let corner = 6.0_f64.min(((x2 - x1) / 2.0).abs().floor()) * side;
    let path = format!(
        "M{x1} {}Q{x1} {roof} {} {roof}H{}Q{x2} {roof} {x2} {}",
        from.top,
        x1 + corner,
        x2 - corner,
        to.top
    );
    Arc {
        path,
        head: head(x2, to.top, 1.0),
        label: (f64::midpoint(x1, x2).round(), roof + SINK),
        beside: false,
    }
}

/// From one line to another: it leaves and arrives upright, and so crosses the words between steeply.
fn across(from: Fragment, to: Fragment) -> Arc {
    let down = from.top < to.top;
    let (y1, y2) = if down { (from.bottom, to.top) } else { (from.top, to.bottom) };
    let (x1, x2) = (from.middle(), to.middle());
    let bend = ((y2 - y1) / 2.0).round();
    let path = format!("M{x1} {y1}C{x1} {} {x2} {} {x2} {y2}", y1 + bend, y2 - bend);
    let label = if down { y2 - HEAD.0 - 2.0 } else { y2 + HEAD.0 + 11.0 };
    let head = head(x2, y2, if down { 1.0 } else { -1.0 });
    Arc { path, head, label: (x2 + HEAD.1 + 3.0, label), beside: true }
}

/// A head with its tip at a point, downward for 1, upward for -1.
fn head(x: f64, y: f64, down: f64) -> String {
    let (length, half) = HEAD;
    let foot = y - length * down;
    format!("M{x} {y}L{} {foot}H{}Z", x - half, x + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fragment on a line of 20 pixels, the lines 40 apart.
    fn word(line: u32, left: f64, right: f64) -> Fragment {
        let top = f64::from(line) * 40.0 + 10.0;
        Fragment { left, top, right, bottom: top + 20.0 }
    }

    fn one(from: &[Fragment], to: &[Fragment]) -> Option<Arc> {
        arcs(&[[from.to_vec(), to.to_vec()]]).remove(0)
    }

    #[test]
    fn on_one_line_the_arc_runs_above_it_with_the_head_at_the_object() {
        let arc = one(&[word(1, 0.0, 40.0)], &[word(1, 100.0, 140.0)]).unwrap();
        assert_eq!(arc.path, "M20 50Q20 41 26 41H114Q120 41 120 50");
        assert_eq!(arc.head, "M120 50L116 44H124Z");
        let back = one(&[word(1, 100.0, 140.0)], &[word(1, 0.0, 40.0)]).unwrap();
        assert!(back.head.starts_with("M20 50"), "{back:?}");
        assert_eq!(back.label, arc.label);
    }

    #[test]
    fn over_wrapped_lines_the_closest_fragments_are_joined() {
        // The subject is broken over lines 0 and 1; the object stands on line 2 or above.
        let broken = [word(0, 400.0, 480.0), word(1, 0.0, 60.0)];
        let below = one(&broken, &[word(2, 10.0, 50.0)]).unwrap();
        assert_eq!(below.path, "M30 70C30 80 30 80 30 90");
        let same = one(&broken, &[word(1, 100.0, 140.0)]).unwrap();
        assert!(same.path.starts_with("M30 50Q"), "{same:?}");
        let above = one(&[word(2, 10.0, 50.0)], &broken).unwrap();
        assert!(above.head.starts_with("M30 70L26 76"), "{above:?}");
    }

    #[test]
    fn arcs_over_the_same_words_lie_in_floors() {
        let pair = |left, right| [vec![word(0, left, left)], vec![word(0, right, right)]];
        let pairs = [pair(0.0, 100.0), pair(50.0, 150.0), pair(100.0, 200.0), pair(20.0, 120.0)];
        let roofs: Vec<f64> =
            arcs(&pairs).into_iter().map(|arc| arc.unwrap().label.1 - SINK).collect();
        assert_eq!(roofs, [1.0, -9.0, 1.0, -9.0]);
    }

    #[test]
    fn a_label_stays_in_the_frame() {
        let middle = |beside, x| {
            let arc = Arc { path: String::new(), head: String::new(), label: (x, 0.0), beside };
            arc.label_middle(20.0, 300.0).to_string()
        };
        assert_eq!([5.0, 100.0, 295.0].map(|x| middle(false, x)), ["20", "100", "280"]);
        assert_eq!([5.0, 100.0, 295.0].map(|x| middle(true, x)), ["25", "120", "280"]);
    }

    #[test]
    fn what_is_not_drawn_has_no_arc() {
        assert_eq!(one(&[], &[word(0, 0.0, 9.0)]), None);
        assert_eq!(one(&[word(0, 0.0, 9.0)], &[]), None);
    }
}
