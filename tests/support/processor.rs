//! What something costs, whatever else the machine does.

use std::{
    fs::File,
    io::{Read, Seek},
    sync::LazyLock,
    time::{Duration, Instant},
};

/// How long this thread has the processor for some work.
pub(crate) fn time_of(work: impl FnOnce()) -> Duration {
    let start = time();
    work();
    time().saturating_sub(start)
}

thread_local! {
    /// Where the system says what this thread has had; open, since some tests ask thousands of times a second.
    static SPENT: Option<File> = File::open("/proc/thread-self/schedstat").ok();
}

/// How long this thread has had the processor. Where the system does not say it, the clock.
fn time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    SPENT.with(|file| spent(file.as_ref()?)).unwrap_or_else(|| START.elapsed())
}

/// The first number of the file.
fn spent(mut file: &File) -> Option<Duration> {
    let mut said = [0; 80];
    file.rewind().ok()?;
    let length = file.read(&mut said).ok()?;
    let said = std::str::from_utf8(&said[..length]).ok()?;
    said.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
