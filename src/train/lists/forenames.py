#!/usr/bin/env python3
"""Writes src/lists/forenames.tsv: forenames, and which of men, of women, of both.

    python3 -m pip install names==0.3.0 Faker==40.63.0
    python3 src/train/lists/forenames.py DATA > src/lists/forenames.tsv

Each source has one vote on a name: each country of popular-names-by-country (DATA/lists/names), each
language of Faker, and the United States' census of 1990 (the package `names`) with three, split by how
many bear it. A name is of men or of women when so many of its votes say so, else of both.
"""

import ast
import collections
import csv
import importlib.util
import pathlib
import sys

SURE = 0.85
"""The share of votes for one sex from which on a name is of that sex."""
CENSUS_VOTES = 3
WRONG = {"en_KE"}
"""Languages of Faker whose tables mix both sexes: "Wanjiru" is none of men."""
RARE = 0.004
"""Percent of people: below, the census lists many slips."""
CYRILLIC = dict(zip(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e i i ye g".split(),
))


def is_latin(name):
    return all(letter.isalpha() and letter < "\u0250" or letter in "'’-" for letter in name)


def latin(name):
    """Cyrillic letters by the Latin ones of most newspapers; other names as they are."""
    letters = (CYRILLIC.get(letter, letter) for letter in name.lower())
    return "".join(letters).replace("_", "").capitalize() if not is_latin(name) else name


def add(votes, sex, names, weight=1.0):
    """One vote for each single name of Latin letters; of two letters, too many are words."""
    for name in {written(latin(name)) for name in names if " " not in name.strip()}:
        if is_latin(name) and len(name) > 2:
            votes[name][sex] += weight


def written(name):
    """As in running text: "LI-CHEN" as "Li-Chen"."""
    name = name.strip()
    parts = name.split("-")
    name = "-".join(part.capitalize() for part in parts) if name.isupper() else name
    return name[:1].upper() + name[1:]


def by_country(votes, data):
    names = collections.defaultdict(set)
    with open(pathlib.Path(data) / "lists/names/common-forenames-by-country.csv", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            names[row["Country"], row["Gender"]] |= {row["Romanized Name"], row["Localized Name"]}
    for (_, sex), of_country in sorted(names.items()):
        if sex in "FM":
            add(votes, sex, of_country)


def by_language(votes):
    folder = pathlib.Path(importlib.util.find_spec("faker").origin).parent / "providers/person"
    for path in sorted(folder.glob("*/__init__.py")):
        if path.parent.name in WRONG:
            continue
        for sex, wanted in (("F", "female"), ("M", "male")):
            add(votes, sex, names_in(path, wanted))


def names_in(path, sex):
    """The strings of a provider's tables of forenames."""
    tables = {f"first_names_{sex}", f"first_romanized_names_{sex}", f"first_name_{sex}_pairs"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id in tables for target in targets) and node.value:
            yield from (
                part.value for part in ast.walk(node.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def by_census(votes):
    folder = pathlib.Path(importlib.util.find_spec("names").origin).parent
    shares = collections.defaultdict(dict)
    for sex, name in (("F", "female"), ("M", "male")):
        for line in (folder / f"dist.{name}.first").read_text().splitlines():
            word, share = line.split()[:2]
            shares[word.capitalize()][sex] = float(share)
    for word, share in shares.items():
        total = sum(share.values())
        if total >= RARE:
            for sex, part in share.items():
                add(votes, sex, [word], CENSUS_VOTES * part / total)


def main():
    votes = collections.defaultdict(collections.Counter)
    by_country(votes, sys.argv[1])
    by_language(votes)
    by_census(votes)
    lines = collections.defaultdict(list)
    for name, of_name in sorted(votes.items()):
        women = of_name["F"] / sum(of_name.values())
        sex = "given to women" if women >= SURE else "given to men" if women <= 1 - SURE else "given to both"
        lines[sex, name[0]].append(name)
    print("# class, then the names of that class; written by src/train/lists/forenames.py")
    for (sex, _), names in sorted(lines.items()):
        print(f"{sex}\t{'|'.join(names)}")


if __name__ == "__main__":
    main()
