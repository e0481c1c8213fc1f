"""Near-duplicates: copies cut to half, edited or given a lede of their own are found; unrelated articles are not.

The words are invented, drawn by Zipf's law as those of a language are, with stock phrases that many articles share.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping

from dualtrack.model import Document
from dualtrack.read import duplicates

VOCABULARY = 6_000
LENGTH = 320  # words of an article
STOCK, STOCK_LENGTH = 12, 18


def article(chance: random.Random, length: int = LENGTH) -> list[str]:
    """The words of one article, a stock phrase among them."""
    weights = [1 / (rank + 3) for rank in range(VOCABULARY)]
    words = [f"w{rank}" for rank in chance.choices(range(VOCABULARY), weights, k=length)]
    phrase = chance.randrange(STOCK)
    at = chance.randrange(length)
    return [*words[:at], *(f"s{phrase}x{step}" for step in range(STOCK_LENGTH)), *words[at:]]


def halved(words: list[str], chance: random.Random) -> list[str]:
    half = len(words) // 2
    return words[:half] if chance.random() < 0.5 else words[half:]


def edited(words: list[str], chance: random.Random) -> list[str]:
    return [f"e{chance.randrange(VOCABULARY)}" if chance.random() < 0.15 else word for word in words]


def led_anew(words: list[str], chance: random.Random) -> list[str]:
    return [*article(chance, 60), *words[30:]]


WAYS: Mapping[str, Callable[[list[str], random.Random], list[str]]] = {
    "cut to half": halved, "15% of words edited": edited, "own lede over wire copy": led_anew,
}  # fmt: skip


def document(name: str, words: list[str]) -> Document:
    text = " ".join(words)
    return Document(text, name, shingles=duplicates.shingles(text))


def recall(articles: int = 500, seed: int = 1) -> dict[str, float]:
    """By way of copying, the share of copies found with the article they repeat; `false` counts pairs of unrelated
    articles."""
    chance = random.Random(seed)
    originals = [article(chance) for _ in range(articles)]
    wire = [document(f"{at}", words) for at, words in enumerate(originals)]
    shares: dict[str, float] = {"false": float(len(duplicates.find(wire)))}
    for way, copy in WAYS.items():
        copies = [document(f"{way} {at}", copy(words, chance)) for at, words in enumerate(originals)]
        found = duplicates.find([*wire, *copies])
        right = sum(found.get(one.id, ("",))[0] == other.id for one, other in zip(copies, wire, strict=True))
        shares[way] = right / articles
    return shares


def speed(articles: int = 4_000, seed: int = 2) -> float:
    """Articles a second: their shingles, and which of them repeat another."""
    chance = random.Random(seed)
    texts = [" ".join(article(chance)) for _ in range(articles)]
    started = time.perf_counter()
    duplicates.find([Document(text, str(at), shingles=duplicates.shingles(text)) for at, text in enumerate(texts)])
    return articles / (time.perf_counter() - started)
