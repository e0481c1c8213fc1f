"""Language: which one a text is in, by its common words and letters where they tell, else by py3langid's statistics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from dualtrack.lexicon.layout import Layout

LOOKED_AT = 1500  # characters from the start of a text
# Below this many letters the statistics of a short text say less than its script.
SHORT = 24
UNSURE = 0.5
SURE = 0.9
MANY = 100  # words make a text long: one in four of them mostly tell its language as surely as all
STRIDE = 4
NOT_FAR = 0.1  # of the likeliest language's probability
COMMON = 0.12  # the share of its words that are common ones in the language of nearly any sentence
PLAIN = 0.2  # that of a long text; another language's common words make up half of that at most, look-alikes apart
WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile("[\u0400-\u04ff]")
LOOK_ALIKES = frozenset(("be", "bg", "mk", "ru", "sr", "uk", "und"))


@lru_cache(maxsize=1)
def identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str, layouts: Sequence[Layout] = ()) -> str:
    """ISO 639-1 of the text's language, "und" where unsure. Only the first 1,500 characters are looked at.

    `layouts` are the languages of the packs. Their common words decide of a long text that has many, and of one that
    is too short or mixed for statistics."""
    words = text[:LOOKED_AT].split()
    sample = " ".join(words)
    plain = by_words(sample, layouts, PLAIN) if len(words) >= MANY else None
    if plain and plain not in LOOK_ALIKES:
        return plain
    letters = sum(1 for _ in islice(filter(str.isalpha, sample), SHORT))
    if letters < 3:
        return "und"
    best, probability = likeliest(words)
    guess = best if probability >= UNSURE else "und"
    if letters < SHORT or probability < UNSURE:
        guess = by_words(sample, layouts, COMMON) or (guess if guess != "und" else by_packs(sample, layouts))
    return by_letters(sample, guess)


def likeliest(words: Sequence[str]) -> tuple[str, float]:
    """The likeliest language and its probability: by some of many words, from first to last, where they are sure."""
    for stride in (STRIDE, 1) if len(words) >= MANY else (1,):
        best, probability = identifier().classify(" ".join(words[::stride]))
        if probability >= SURE:
            break
    return best, probability


def by_packs(sample: str, layouts: Sequence[Layout]) -> str:
    """Of an unsure text, the likeliest language that a pack reads, where it is not far behind the likeliest of all."""
    known = {layout.language for layout in layouts}
    ranked = identifier().rank(sample)
    language, probability = next(((name, share) for name, share in ranked if name in known), ("und", 0.0))
    return language if probability >= NOT_FAR * ranked[0][1] else "und"


def by_words(sample: str, layouts: Sequence[Layout], share: float) -> str | None:
    """The language whose common words make up that share of the text, and more of it than any other's do."""
    words = WORD.findall(sample.casefold())
    hits = sorted(((sum(map(layout.common.__contains__, words)), layout.language) for layout in layouts), reverse=True)
    if not hits or hits[0][0] < share * len(words) or (len(hits) > 1 and hits[0][0] == hits[1][0]):
        return None
    return hits[0][1] if hits[0][0] else None


def by_letters(sample: str, guess: str) -> str:
    """Correct a guess by letters that tell look-alikes apart: Ukrainian і ї є ґ, Russian ы э ё (Bulgarian has ъ)."""
    if guess not in LOOK_ALIKES:
        return guess
    lowered = sample.casefold()
    ukrainian = sum(lowered.count(letter) for letter in "іїєґ")
    russian = sum(lowered.count(letter) for letter in "ыэё")
    cyrillic = len(CYRILLIC.findall(lowered))
    if cyrillic * 2 < sum(map(str.isalpha, lowered)):
        return guess
    if ukrainian > 2 * russian:
        return "uk" if not lowered.count("ў") else "be"
    if russian > 2 * ukrainian:
        return "ru" if not lowered.count("ў") else "be"
    return guess
