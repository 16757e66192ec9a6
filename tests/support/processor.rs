//! What something costs, whatever else the machine does.

use std::{
    fs,
    sync::LazyLock,
    time::{Duration, Instant},
};

/// How long this thread has the processor for some work.
pub(crate) fn time_of(work: impl FnOnce()) -> Duration {
    let start = time();
    work();
    time().saturating_sub(start)
}

/// How long this thread has had the processor. Where the system does not say it, the clock.
fn time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|said| said.split(' ').next()?.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
