//! One list of verbs: serve, build, test, train, eval, bench, size.
fn main() {}
