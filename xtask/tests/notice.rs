//! NOTICE names what the programs link that asks to be named.

use std::fs;

use xtask::{
    process::{self, cargo},
    root,
};

/// Licences of our own and those that ask for no more than a copy of their text.
const PLAIN: [&str; 7] = ["MIT", "Apache-2.0", "BSD", "ISC", "Zlib", "Unicode-3.0", "Unlicense"];

#[test]
fn crates_under_the_mozilla_licence_are_named() {
    let notice = fs::read_to_string(root().join("NOTICE")).unwrap();
    let mut tree = cargo("tree");
    tree.args(["--package", "gloss", "--features", "cli", "--edges", "normal"]);
    let crates = process::output(tree.args(["--prefix", "none", "--format", "{p}:{l}"])).unwrap();
    for line in crates.lines() {
        let (name, licence) = line.split_once(':').unwrap();
        let name = name.split(' ').next().unwrap();
        let is_plain = PLAIN.iter().any(|plain| licence.contains(plain));
        let named = |line: &str| line.contains(&format!("{name} by ")) && line.contains("MPL-2.0");
        assert!(
            is_plain || licence.starts_with("MPL-2.0") && notice.lines().any(named),
            "{name} is licensed {licence}: NOTICE does not name it",
        );
    }
}
