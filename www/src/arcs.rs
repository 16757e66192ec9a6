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
    /// How far the line reaches to either side of a label that does not.
    pub reach: f64,
}

/// The height of a label's letters.
const LABEL_HEIGHT: f64 = 11.0;

/// Where the middles of the labels' feet stand, of labels half as wide as said, in a frame of a width.
/// Those of `first` are placed first. One for which there is no room beside the others has no place.
pub fn label_places(
    arcs: &[Option<Arc>],
    halves: &[f64],
    first: &[bool],
    width: f64,
) -> Vec<Option<(f64, f64)>> {
    let is_first = |index: usize| first.get(index) == Some(&true);
    let order = (0..arcs.len()).filter(|&it| is_first(it));
    let order = order.chain((0..arcs.len()).filter(|&it| !is_first(it)));
    let mut places = vec![None; arcs.len()];
    let mut taken: Vec<Fragment> = Vec::new();
    for index in order {
        let (Some(arc), Some(&half)) = (&arcs[index], halves.get(index)) else { continue };
        let area = |&(x, y): &(f64, f64)| label_area(x, y, half);
        let is_free = |place: &(f64, f64)| !taken.iter().any(|other| meet(area(place), *other));
        let free = arc.label_choices(half, width).into_iter().find(is_free);
        taken.extend(free.as_ref().map(area));
        places[index] = free;
    }
    places
}

fn label_area(middle: f64, foot: f64, half: f64) -> Fragment {
    Fragment { left: middle - half, top: foot - LABEL_HEIGHT, right: middle + half, bottom: foot }
}

fn meet(one: Fragment, other: Fragment) -> bool {
    one.left < other.right
        && other.left < one.right
        && one.top < other.bottom
        && other.top < one.bottom
}

impl Arc {
    /// Where the middle of the label's foot may stand when the label is twice `half` wide and is not to
    /// leave a frame of a width, the best place first: along the arc, or on either side of the head.
    fn label_choices(&self, half: f64, width: f64) -> Vec<(f64, f64)> {
        let (x, y) = self.label;
        let middles = if self.beside {
            vec![x + half, x - half - 2.0 * BESIDE]
        } else {
            let room = (self.reach - half).max(0.0);
            vec![x, x - room, x + room]
        };
        let middles = middles.into_iter().map(|middle| middle.min(width - half).max(half));
        let middles: Vec<f64> = middles.collect();
        let rows = [0.0, -LABEL_HEIGHT, LABEL_HEIGHT];
        rows.iter().flat_map(|row| middles.iter().map(move |&middle| (middle, y + row))).collect()
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

/// How far from the tip of a head a label begins that stands beside it.
const BESIDE: f64 = HEAD.1 + 3.0;

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
        reach: ((x2 - x1) / 2.0).abs(),
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
    Arc { path, head, label: (x2 + BESIDE, label), beside: true, reach: 0.0 }
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

    fn labelled(beside: bool, x: f64, reach: f64) -> Arc {
        Arc { path: String::new(), head: String::new(), label: (x, 50.0), beside, reach }
    }

    #[test]
    fn a_label_stays_in_the_frame() {
        let middle = |beside, x| {
            let places = label_places(&[Some(labelled(beside, x, 0.0))], &[20.0], &[], 300.0);
            places[0].unwrap().0.to_string()
        };
        assert_eq!([5.0, 100.0, 295.0].map(|x| middle(false, x)), ["20", "100", "280"]);
        assert_eq!([5.0, 100.0, 295.0].map(|x| middle(true, x)), ["25", "120", "280"]);
    }

    #[test]
    fn labels_make_room_for_each_other_or_are_left_out() {
        let places = |arcs: &[Option<Arc>], first: &[bool]| {
            let halves = vec![20.0; arcs.len()];
            let places = label_places(arcs, &halves, first, 300.0).into_iter();
            places.map(|place| place.map(|(x, y)| (x as i32, y as i32))).collect::<Vec<_>>()
        };
        let wide = Some(labelled(false, 100.0, 70.0));
        let along = places(&[wide.clone(), wide.clone(), wide], &[]);
        assert_eq!(along, [Some((100, 50)), Some((50, 50)), Some((150, 50))]);
        let beside = Some(labelled(true, 100.0, 0.0));
        let sides = places(&[beside.clone(), beside], &[]);
        assert_eq!(sides, [Some((120, 50)), Some((66, 50))]);
        let narrow = Some(labelled(false, 100.0, 10.0));
        let rows = places(&vec![narrow; 4], &[false, false, false, true]);
        assert_eq!(rows, [Some((100, 39)), Some((100, 61)), None, Some((100, 50))]);
        assert_eq!(
            places(&[None, Some(labelled(false, 100.0, 0.0))], &[]),
            [None, Some((100, 50))]
        );
    }

    #[test]
    fn what_is_not_drawn_has_no_arc() {
        assert_eq!(one(&[], &[word(0, 0.0, 9.0)]), None);
        assert_eq!(one(&[word(0, 0.0, 9.0)], &[]), None);
    }
}
