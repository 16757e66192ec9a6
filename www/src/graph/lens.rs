//! Which part of the drawing is seen. All in units of the drawing but where pixels are named.

/// A part of the drawing, always of the shape of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Left, top, width, height of the whole drawing.
    whole: [f64; 4],
    /// The same of the part that is seen.
    seen: [f64; 4],
    is_fit: bool,
}

/// How much smaller and larger than the whole drawing fits it can get.
const SCALES: [f64; 2] = [0.5, 8.0];

/// One step of a key or a button.
pub const STEP: f64 = 1.3;

impl Lens {
    /// The whole drawing.
    pub fn fit(whole: [f64; 4]) -> Self {
        Self { whole, seen: whole, is_fit: true }
    }

    /// The same part of a drawing that has changed.
    #[must_use]
    pub fn of_changed(&self, whole: [f64; 4]) -> Self {
        let is_seen = [0, 1].iter().all(|&axis| {
            let (start, end) = (self.seen[axis], self.seen[axis] + self.seen[axis + 2]);
            start <= whole[axis] && whole[axis] + whole[axis + 2] <= end
        });
        Self { whole, is_fit: self.is_fit && is_seen, ..*self }
    }

    /// Whether the whole drawing is seen, as large as it fits.
    pub fn is_fit(&self) -> bool {
        self.is_fit
    }

    /// Larger by a factor; what is at a point stays there.
    #[must_use]
    pub fn zoomed(&self, factor: f64, [x, y]: [f64; 2]) -> Self {
        let [left, top, width, height] = self.seen;
        let now = self.whole[2] / width;
        let factor = (now * factor).clamp(SCALES[0], SCALES[1]) / now;
        let seen =
            [x - (x - left) / factor, y - (y - top) / factor, width / factor, height / factor];
        Self { seen, is_fit: false, ..*self }
    }

    /// The point in the middle of what is seen.
    pub fn middle(&self) -> [f64; 2] {
        let [left, top, width, height] = self.seen;
        [left + width / 2.0, top + height / 2.0]
    }

    /// With the drawing moved along, but never out of sight.
    #[must_use]
    pub fn panned(&self, [x, y]: [f64; 2]) -> Self {
        let [left, top, width, height] = self.seen;
        let within = |middle: f64, axis: usize| {
            let start = self.whole[axis];
            middle.clamp(start, start + self.whole[axis + 2])
        };
        let [middle_x, middle_y] = [left + width / 2.0 - x, top + height / 2.0 - y];
        let seen =
            [within(middle_x, 0) - width / 2.0, within(middle_y, 1) - height / 2.0, width, height];
        Self { seen, is_fit: false, ..*self }
    }

    /// Moved only as far as a point needs to be seen, some way from the rim.
    #[must_use]
    pub fn revealing(&self, point: [f64; 2]) -> Self {
        let by = [0, 1].map(|axis| {
            let (start, length) = (self.seen[axis], self.seen[axis + 2]);
            let margin = length / 8.0;
            let there = point[axis].clamp(start + margin, start + length - margin);
            there - point[axis]
        });
        if self.is_fit || by.iter().all(|it| it.abs() < 1.0) { *self } else { self.panned(by) }
    }

    /// The `viewBox` of an SVG.
    pub fn view_box(&self) -> String {
        let [left, top, width, height] = self.seen;
        format!("{left:.1} {top:.1} {width:.1} {height:.1}")
    }

    /// How many pixels a unit takes in an element of a width and height, in the middle of which the
    /// part is shown as large as it fits.
    pub fn scale(&self, [_, _, width, height]: [f64; 4]) -> f64 {
        (width / self.seen[2]).min(height / self.seen[3]).max(f64::EPSILON)
    }

    /// The point of the drawing under a pixel. `frame` is left, top, width, height of the element.
    pub fn point_at(&self, pixel: [f64; 2], frame: [f64; 4]) -> [f64; 2] {
        let (scale, middle) = (self.scale(frame), self.middle());
        [0, 1]
            .map(|axis| middle[axis] + (pixel[axis] - frame[axis] - frame[axis + 2] / 2.0) / scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: [f64; 4] = [-100.0, -50.0, 200.0, 100.0];

    fn whole(point: [f64; 2]) -> [i64; 2] {
        point.map(|it| it.round() as i64)
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let (frame, pixel) = ([10.0, 20.0, 400.0, 300.0], [110.0, 170.0]);
        let lens = Lens::fit(WHOLE);
        let at = lens.point_at(pixel, frame);
        assert_eq!(
            whole(at),
            [-50, 0],
            "a unit takes two pixels, and the height has room to spare"
        );
        let zoomed = lens.zoomed(2.0, at);
        assert_eq!(whole(zoomed.point_at(pixel, frame)), whole(at));
        assert_eq!(zoomed.view_box(), "-75.0 -25.0 100.0 50.0");
        assert!(!zoomed.is_fit() && lens.is_fit());
    }

    #[test]
    fn zooming_has_an_end() {
        let far = (0..50).fold(Lens::fit(WHOLE), |lens, _| lens.zoomed(STEP, [0.0; 2]));
        assert_eq!(far.view_box(), "-12.5 -6.2 25.0 12.5");
        let near = (0..50).fold(far, |lens, _| lens.zoomed(1.0 / STEP, [0.0; 2]));
        assert_eq!(near.view_box(), "-200.0 -100.0 400.0 200.0");
    }

    #[test]
    fn the_drawing_cannot_be_lost() {
        let lens = Lens::fit(WHOLE).zoomed(4.0, [0.0; 2]).panned([1e9, -1e9]);
        assert_eq!(whole(lens.middle()), [-100, 50]);
    }

    #[test]
    fn what_was_dragged_out_of_sight_can_be_reached() {
        let wider = [-100.0, -50.0, 600.0, 100.0];
        let lens = Lens::fit(WHOLE).of_changed(wider);
        assert_eq!(lens.view_box(), Lens::fit(WHOLE).view_box(), "nothing jumps");
        assert!(!lens.is_fit());
        assert_eq!(whole(lens.panned([-400.0, 0.0]).middle()), [400, 0]);
        assert_eq!(lens.revealing([450.0, 0.0]).view_box(), "275.0 -50.0 200.0 100.0");
        assert!(Lens::fit(WHOLE).of_changed([-50.0, -50.0, 100.0, 100.0]).is_fit());
    }

    #[test]
    fn a_point_is_brought_into_sight_and_no_farther() {
        let lens = Lens::fit(WHOLE).zoomed(4.0, [0.0; 2]);
        assert_eq!(lens.revealing([5.0, 5.0]), lens);
        let there = lens.revealing([90.0, 0.0]);
        assert_eq!(there.view_box(), "46.2 -12.5 50.0 25.0");
        assert_eq!(Lens::fit(WHOLE).revealing([1e3, 0.0]), Lens::fit(WHOLE));
    }
}
