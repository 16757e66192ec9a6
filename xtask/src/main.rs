//! One list of verbs for everything that is done to this repository.

use std::{fmt::Write as _, process::ExitCode};

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use xtask::{dist, engine, fuzz, serve, size, test};

/// A verb: what it is called, what it takes, what it does.
struct Verb {
    name: &'static str,
    arguments: &'static str,
    help: &'static str,
    run: fn(lexopt::Parser) -> Result<()>,
}

const VERBS: &[Verb] = &[
    Verb {
        name: "serve",
        arguments: "[--port N] [--no-open]",
        help: "build the page and serve it at http://127.0.0.1:8080",
        run: serve,
    },
    Verb {
        name: "build",
        arguments: "",
        help: "build the page into dist/, ready for a static host",
        run: build,
    },
    Verb {
        name: "test",
        arguments: "[--quick]",
        help: "run every test; --quick: those without the page and a browser",
        run: test,
    },
    Verb {
        name: "fuzz",
        arguments: "[MINUTES] [--seed N]",
        help: "look for inputs that break something; without MINUTES for one",
        run: fuzz,
    },
    Verb {
        name: "bench",
        arguments: "[NAME]",
        help: "measure the engine's speed, natively and in Wasm",
        run: bench,
    },
    Verb {
        name: "size",
        arguments: "[--bless]",
        help: "compare what the page weighs with www/sizes.txt; --bless: write it",
        run: size,
    },
    Verb {
        name: "english",
        arguments: "",
        help: "put the words that the rules know into the knowledge file, after a change to them",
        run: |arguments| train("english", arguments),
    },
    Verb {
        name: "lists",
        arguments: "--data DIR",
        help: "build the lists of names and places from their sources",
        run: |arguments| train("lists", arguments),
    },
    Verb {
        name: "eval",
        arguments: "--data DIR",
        help: "score the engine against corpora",
        run: |arguments| train("eval", arguments),
    },
    Verb {
        name: "train",
        arguments: "--data DIR",
        help: "train the engine's weights from corpora",
        run: train_weights,
    },
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        None | Some(Short('h') | Long("help")) => {
            print!("{}", help());
            Ok(())
        }
        Some(Value(name)) => match VERBS.iter().find(|verb| name == verb.name) {
            Some(verb) => (verb.run)(arguments),
            None => bail!("There is no verb `{}`.\n\n{}", name.display(), help()),
        },
        Some(other) => Err(other.unexpected().into()),
    }
}

fn help() -> String {
    let mut text = String::from("Usage: cargo xtask VERB\n\n");
    for Verb { name, arguments, help, .. } in VERBS {
        let usage = format!("{name} {arguments}");
        let _ = writeln!(text, "  {usage:<30} {help}"); // writing to a string cannot fail
    }
    text
}

fn serve(mut arguments: lexopt::Parser) -> Result<()> {
    let mut options = serve::Options { port: 8080, open: true };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("no-open") => options.open = false,
            other => return Err(other.unexpected().into()),
        }
    }
    serve::serve(options)
}

fn build(mut arguments: lexopt::Parser) -> Result<()> {
    no_more(&mut arguments)?;
    dist::build()
}

fn test(arguments: lexopt::Parser) -> Result<()> {
    test::test(flag(arguments, "quick")?)
}

fn fuzz(mut arguments: lexopt::Parser) -> Result<()> {
    let (mut minutes, mut seed) = (1, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(given) => minutes = given.parse()?,
            Long("seed") => seed = Some(arguments.value()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    fuzz::fuzz(minutes, seed)
}

fn size(arguments: lexopt::Parser) -> Result<()> {
    size::size(flag(arguments, "bless")?)
}

fn bench(mut arguments: lexopt::Parser) -> Result<()> {
    engine::bench(arguments.raw_args()?.collect())
}

fn train(verb: &str, mut arguments: lexopt::Parser) -> Result<()> {
    engine::train(verb, arguments.raw_args()?.collect())
}

fn train_weights(mut arguments: lexopt::Parser) -> Result<()> {
    let mut data = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("data") => data = Some(arguments.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match data {
        Some(data) => xtask::train::train(data.as_ref()),
        None => bail!("`cargo xtask train` needs the folder of corpora: --data DIR"),
    }
}

/// Whether the only flag that a verb takes was given.
fn flag(mut arguments: lexopt::Parser, name: &str) -> Result<bool> {
    let mut given = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long(long) if long == name => given = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(given)
}

fn no_more(arguments: &mut lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(other) => Err(other.unexpected().into()),
        None => Ok(()),
    }
}
