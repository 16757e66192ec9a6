//! A run: makes inputs, checks them, counts, and makes what breaks something as small as it goes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    panic::{self, AssertUnwindSafe},
    sync::Mutex,
    time::{Duration, Instant},
};

use gloss::pack::fingerprint;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{
    checks::Checks,
    folder,
    inputs::{Input, Kind, inputs},
};

/// When a run ends.
pub(crate) enum Limit {
    Inputs(u64),
    Time(Duration),
}

/// So many steps of making an input smaller are tried.
const SMALLER: usize = 2_000;
/// After so many different findings there is enough to mend.
const ENOUGH: usize = 10;
/// How often a long run says how far it is.
const REPORT: Duration = Duration::from_mins(1);

/// Where the last panic was: what tells one finding from another.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// A run over all kinds of input.
pub(crate) struct Run {
    seed: u64,
    checks: Checks,
    counts: BTreeMap<Kind, u64>,
    slowest: (Duration, usize, Kind),
    found: BTreeSet<String>,
}

impl Run {
    /// The same seed gives the same inputs.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            checks: Checks::default(),
            counts: BTreeMap::new(),
            slowest: (Duration::ZERO, 0, Kind::Text),
            found: BTreeSet::new(),
        }
    }

    /// Goes on to the limit; fails when something was found.
    pub(crate) fn go(mut self, limit: &Limit) {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let inputs = inputs();
        let (start, mut reported) = (Instant::now(), Instant::now());
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
            let said = panic.payload_as_str().unwrap_or_default();
            let said: String = said.chars().take(300).collect();
            *PLACE.lock().unwrap() = format!("{} {said}", place.unwrap_or_default());
        }));
        loop {
            let count: u64 = self.counts.values().sum();
            let is_over = match limit {
                Limit::Inputs(most) => count >= *most,
                Limit::Time(most) => start.elapsed() >= *most,
            };
            if is_over || self.found.len() >= ENOUGH {
                break;
            }
            let mut tree = inputs.new_tree(&mut runner).unwrap();
            if self.breaks(&tree.current()) {
                self.note(&mut tree);
            }
            if reported.elapsed() > REPORT {
                reported = Instant::now();
                self.report(start.elapsed());
            }
        }
        panic::set_hook(hook);
        self.report(start.elapsed());
        assert!(self.found.is_empty(), "found {}: {:#?}", self.found.len(), self.found);
    }

    /// Whether an input breaks something.
    fn breaks(&mut self, (kind, input): &Input) -> bool {
        *self.counts.entry(*kind).or_default() += 1;
        let checked = panic::catch_unwind(AssertUnwindSafe(|| self.checks.check(*kind, input)));
        if let Ok(time) = checked
            && time > self.slowest.0
        {
            self.slowest = (time, input.len(), *kind);
        }
        checked.is_err()
    }

    /// Makes an input that breaks something small, and keeps it, if it is the first at its place.
    fn note(&mut self, tree: &mut dyn ValueTree<Value = Input>) {
        let place = || PLACE.lock().unwrap().clone();
        let where_ = |said: &str| said.split(' ').next().unwrap_or_default().to_owned();
        let first = place();
        if self.found.iter().any(|known| where_(known) == where_(&first)) {
            return;
        }
        let mut smallest = tree.current();
        let mut steps = 0;
        let mut is_going = tree.simplify();
        while is_going && steps < SMALLER {
            steps += 1;
            let input = tree.current();
            is_going = if self.breaks(&input) && where_(&place()) == where_(&first) {
                smallest = input;
                tree.simplify()
            } else {
                tree.complicate()
            };
        }
        let (kind, input) = smallest;
        let name = format!("{}.{}", &fingerprint(&input)[..12], kind.extension());
        let path = folder("found").join(name);
        fs::write(&path, &input).unwrap();
        println!("found: {first}\n  {}", path.display());
        self.found.insert(first);
    }

    fn report(&self, time: Duration) {
        let total: u64 = self.counts.values().sum();
        let each: Vec<String> =
            self.counts.iter().map(|(kind, count)| format!("{kind:?} {count}")).collect();
        let (slowest, bytes, kind) = self.slowest;
        println!(
            "fuzz: {total} inputs ({}) with seed {} in {:.0} s, {} found; slowest: {kind:?} of {bytes} bytes, {:.1} ms",
            each.join(", "),
            self.seed,
            time.as_secs_f64(),
            self.found.len(),
            slowest.as_secs_f64() * 1e3,
        );
    }
}
