//! A run: makes inputs, checks them, counts, and makes what breaks something as small as it goes.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    fs,
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use gloss::{knowledge::Knowledge, pack::fingerprint};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{
    checks::{Checks, Cost},
    folder,
    inputs::{Input, Kind, inputs},
};

/// When a run ends.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// After so many inputs of each worker.
    Inputs(u64),
    Time(Duration),
}

/// So many steps of making an input smaller are tried.
const SMALLER: usize = 2_000;
/// After so many different findings there is enough to mend.
const ENOUGH: usize = 10;
/// How often a long run says how far it is.
const REPORT: Duration = Duration::from_mins(1);
/// What is shorter, in bytes, has a slowest of its own in the report.
const SHORT: usize = 20_000;

thread_local! {
    /// Where this worker's last panic was: what tells one finding from another.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
    /// Whether a panic of this worker is a finding.
    static IS_CHECKING: Cell<bool> = const { Cell::new(false) };
}

/// A run over all kinds of input, by one worker or several. Each has a seed of its own; they share what they count
/// and find.
pub(crate) struct Run {
    seed: u64,
    workers: u64,
    limit: Limit,
    start: Instant,
    knowledge: Knowledge,
    tally: Mutex<Tally>,
}

impl Run {
    /// Goes on to the limit; fails when something was found. The same seed gives the same inputs to each worker.
    pub(crate) fn go(seed: u64, workers: u64, limit: Limit) {
        let run = Self {
            seed,
            workers,
            limit,
            start: Instant::now(),
            knowledge: Knowledge::builtin(),
            tally: Mutex::default(),
        };
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_CHECKING.get() {
                return usual(panic);
            }
            let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
            let said = panic.payload_as_str().unwrap_or_default();
            let said: String = said.chars().take(300).collect();
            PLACE.set(format!("{} {said}", place.unwrap_or_default()));
        }));
        thread::scope(|scope| {
            for number in 0..workers {
                let run = &run;
                scope.spawn(move || {
                    Worker { run, checks: Checks::new(&run.knowledge) }.work(number);
                });
            }
        });
        run.report();
        let found = &run.tally().found;
        assert!(found.is_empty(), "found {}: {found:#?}", found.len());
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap()
    }

    fn report(&self) {
        println!(
            "fuzz: {} with seed {}, workers: {}, {:.0} s",
            self.tally().said(),
            self.seed,
            self.workers,
            self.start.elapsed().as_secs_f64(),
        );
    }
}

struct Worker<'a> {
    run: &'a Run,
    checks: Checks<'a>,
}

impl Worker<'_> {
    fn work(mut self, number: u64) {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.run.seed.to_le_bytes());
        seed[8..16].copy_from_slice(&number.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let inputs = inputs(&self.run.knowledge);
        let mut reported = Instant::now();
        for count in 0.. {
            let is_over = match self.run.limit {
                Limit::Inputs(most) => count >= most,
                Limit::Time(most) => self.run.start.elapsed() >= most,
            };
            if is_over || self.run.tally().found.len() >= ENOUGH {
                break;
            }
            let mut tree = inputs.new_tree(&mut runner).unwrap();
            if self.breaks(&tree.current()) {
                self.note(&mut tree);
            }
            if number == 0 && reported.elapsed() > REPORT {
                reported = Instant::now();
                self.run.report();
            }
        }
    }

    /// Whether an input breaks something.
    fn breaks(&mut self, (kind, input): &Input) -> bool {
        IS_CHECKING.set(true);
        let checked = panic::catch_unwind(AssertUnwindSafe(|| self.checks.check(*kind, input)));
        IS_CHECKING.set(false);
        self.run.tally().count(*kind, input.len(), checked.as_ref().ok());
        checked.is_err()
    }

    /// Makes an input that breaks something small, and keeps it, if it is the first at its place.
    fn note(&mut self, tree: &mut dyn ValueTree<Value = Input>) {
        let place = || PLACE.with_borrow(String::clone);
        let where_ = |said: &str| said.split(' ').next().unwrap_or_default().to_owned();
        let first = place();
        if self.run.tally().found.iter().any(|known| where_(known) == where_(&first)) {
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
        self.run.tally().found.insert(first);
    }
}

/// What was read, and what it took.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<Kind, (u64, Duration)>,
    bytes: usize,
    with_all_knowledge: u64,
    slowest: Option<Slow>,
    slowest_short: Option<Slow>,
    found: BTreeSet<String>,
}

/// What an input took; the slowest is the greatest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slow {
    time: Duration,
    bytes: usize,
    kind: Kind,
}

impl Tally {
    /// Counts an input, with its cost unless it broke something.
    fn count(&mut self, kind: Kind, bytes: usize, cost: Option<&Cost>) {
        let (count, times) = self.kinds.entry(kind).or_default();
        *count += 1;
        self.bytes += bytes;
        let Some(cost) = cost else { return };
        *times += cost.time;
        self.with_all_knowledge += u64::from(cost.with_all_knowledge);
        let slow = Some(Slow { time: cost.time, bytes, kind });
        self.slowest = self.slowest.max(slow);
        if bytes < SHORT {
            self.slowest_short = self.slowest_short.max(slow);
        }
    }

    /// All in a line.
    fn said(&self) -> String {
        let total: u64 = self.kinds.values().map(|(count, _)| count).sum();
        let each = self.kinds.iter().map(|(kind, (count, times))| {
            format!("{kind:?} {count} in {:.0} s", times.as_secs_f64())
        });
        let slow = |slow: Option<Slow>| {
            slow.map_or("none".to_owned(), |Slow { time, bytes, kind }| {
                format!("{kind:?} of {bytes} bytes, {:.1} ms", time.as_secs_f64() * 1e3)
            })
        };
        format!(
            "{total} inputs ({}; {} with all knowledge; {:.1} MB), {} found; slowest: {}; under {} kB: {}",
            each.collect::<Vec<_>>().join(", "),
            self.with_all_knowledge,
            self.bytes as f64 / 1e6,
            self.found.len(),
            slow(self.slowest),
            SHORT / 1000,
            slow(self.slowest_short),
        )
    }
}
