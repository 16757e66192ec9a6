#!/usr/bin/env python3
"""How well Gloss and its peers tell an article from the page around it.

    pip install trafilatura readability-lxml
    cargo build --release --features cli
    tests/pages/peers.py                # the pages of this folder
    tests/pages/peers.py --public DIR   # folders with source.html and expected.html, as readability tests have
    tests/pages/peers.py --program dom_smoothie=PATH  # and a peer that is a program of its own

Such a program gets a page on standard input and prints the article's HTML; for dom_smoothie its `main` is
`print!("{}", Readability::new(page.as_str(), None, None)?.parse()?.content)`.

Of the three-word sequences of the article's text, without its title: how many are read (recall), and
how many of those read are the article's (precision); means over pages, in percent. Not part of the tests:
`cargo test --features cli --test pages` measures Gloss alone.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter

import lxml.html

HERE = pathlib.Path(__file__).parent
BLOCKS = {"p", "div", "li", "td", "th", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table",
          "section", "article", "blockquote", "pre", "figure", "figcaption", "header", "footer", "dd", "dt"}


def articles():
    """The articles of articles.txt: name to slots."""
    found = {}
    for line in (HERE / "articles.txt").read_text().splitlines():
        if line.startswith("== "):
            slots = found.setdefault(line[3:], {})
        elif line and not line.startswith("#"):
            name, text = line.split(" ", 1)
            slots[name] = text
    return list(found.values())


def pages(half):
    """The pages of a half: name, HTML, the article's text. Each template is filled with two articles."""
    known = articles()
    for number, template in enumerate(sorted((HERE / half).glob("*.html"))):
        for turn in range(2):
            slots = known[(number + 3 * turn) % len(known)]
            html = re.sub(r"\{\{(\w+)\}\}", lambda slot: slots[slot[1]], template.read_text())
            root = lxml.html.document_fromstring(html)
            gold = [text_of(element) for element in root.iter() if isinstance(element.tag, str)
                    and element.get("data-gold") not in (None, "title")]
            yield f"{template.stem}-{turn + 1}", re.sub(r' data-gold="\w+"', "", html), "\n".join(gold)


def public(folder):
    """Pages of a folder of others: name, HTML, the article's text."""
    for page in sorted(pathlib.Path(folder).iterdir()):
        if (page / "expected.html").exists():
            expected = lxml.html.document_fromstring((page / "expected.html").read_text("utf-8", "replace"))
            yield page.name, (page / "source.html").read_bytes().decode("utf-8", "replace"), text_of(expected)


def text_of(root):
    """The text of an element, blocks parted by line ends."""
    parts = []

    def add(element):
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            return
        border = "\n" if element.tag in BLOCKS else ""
        parts.append(border + (element.text or ""))
        for child in element:
            add(child)
            parts.append(child.tail or "")
        parts.append(border)

    add(root)
    return "".join(parts)


def sequences(text):
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(words, words[1:], words[2:]))


def gloss(program, found):
    """What Gloss reads of each page."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, html, _ in found:
            files.append(pathlib.Path(folder) / f"{name}.html")
            files[-1].write_text(html)
        lines = subprocess.run([program, *(["annotate"] if "gloss" in program else []), *files], stdout=subprocess.PIPE, check=True).stdout
    read = []
    for line in lines.splitlines():
        document = json.loads(line)
        document = document.get("document", document)
        kept = [block for block in document["blocks"] if block["kind"] not in ("furniture", "title")]
        read.append("\n".join(block.get("text") or document["text"][block["start"]:block["end"]] for block in kept))
    return read


def peers():
    import logging
    import readability
    import trafilatura
    logging.disable(logging.CRITICAL)

    def by_readability(html):
        return text_of(lxml.html.fromstring(readability.Document(html).summary()))

    return {"trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
            "readability": by_readability}


def by_program(path):
    """What a program prints for a page; nothing where it finds no article."""
    def read(html):
        printed = subprocess.run([path], input=html.encode(), stdout=subprocess.PIPE, check=False).stdout.decode()
        return text_of(lxml.html.fromstring(printed)) if printed.strip() else ""
    return read


def report(title, found, readings, verbose):
    print(f"{title}: {len(found)} pages")
    for reader, texts in readings.items():
        precisions, recalls = [], []
        for (name, _, gold), text in zip(found, texts):
            wanted, read = sequences(gold), sequences(text)
            common = sum((wanted & read).values())
            precision = common / max(1, sum(read.values()))
            recall = common / max(1, sum(wanted.values()))
            precisions.append(precision)
            recalls.append(recall)
            if verbose and reader == "gloss":
                print(f"  {name:40} precision {100 * precision:5.1f} recall {100 * recall:5.1f}")
        print(f"  {reader:12} precision {100 * sum(precisions) / len(found):5.1f}"
              f" recall {100 * sum(recalls) / len(found):5.1f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--public", metavar="DIR")
    arguments.add_argument("--only", metavar="FILE", help="names of public pages, one a line")
    arguments.add_argument("--gloss", default=str(HERE.parent.parent / "target/release/gloss"))
    arguments.add_argument("--program", metavar="NAME=PATH", action="append", default=[], help="a further peer")
    arguments.add_argument("--no-peers", action="store_true")
    arguments.add_argument("--verbose", action="store_true")
    given = arguments.parse_args()
    if given.public:
        halves = {"public": list(public(given.public))}
        if given.only:
            names = set(pathlib.Path(given.only).read_text().split())
            halves = {"public": [page for page in halves["public"] if page[0] in names]}
    else:
        halves = {half: list(pages(half)) for half in ("development", "kept-aside")}
    for half, found in halves.items():
        readings = {"gloss": gloss(given.gloss, found)}
        if not given.no_peers:
            programs = dict(program.split("=", 1) for program in given.program)
            readers = peers() | {name: by_program(path) for name, path in programs.items()}
            readings |= {name: [read(html) for _, html, _ in found] for name, read in readers.items()}
        report(half, found, readings, given.verbose)


if __name__ == "__main__":
    sys.exit(main())
