"""Language: which one a text is in (py3langid), by its letters and common words where it is too short to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dualtrack.lexicon.layout import Layout

# Below this many letters the statistics of a short text say less than its script.
SHORT = 24
UNSURE = 0.5
NOT_FAR = 0.1  # of the likeliest language's probability
COMMON = 0.12  # the share of its words that are common ones in the language of nearly any sentence
WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=1)
def identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str, layouts: Sequence[Layout] = ()) -> str:
    """ISO 639-1 of the text's language, "und" where unsure. Only the first 1,500 characters are looked at.

    `layouts` are the languages of the packs, whose common words decide where statistics do not."""
    sample = " ".join(text[:1500].split())
    letters = sum(map(str.isalpha, sample))
    if letters < 3:
        return "und"
    ranked = [(str(language), float(probability)) for language, probability in identifier().rank(sample)]
    best, probability = ranked[0]
    guess = best if probability >= UNSURE else "und"
    if letters < SHORT or probability < UNSURE:
        guess = by_words(sample, layouts) or (guess if guess != "und" else by_packs(ranked, layouts))
    return by_letters(sample, guess)


def by_packs(ranked: Sequence[tuple[str, float]], layouts: Sequence[Layout]) -> str:
    """Of an unsure text, the likeliest language that a pack reads, where it is not far behind the likeliest of all."""
    known = {layout.language for layout in layouts}
    language, probability = next(((name, share) for name, share in ranked if name in known), ("und", 0.0))
    return language if probability >= NOT_FAR * ranked[0][1] else "und"


def by_words(sample: str, layouts: Sequence[Layout]) -> str | None:
    """The language whose common words make up enough of the text, and more of it than any other's do."""
    words = [word.casefold() for word in WORD.findall(sample)]
    hits = sorted(((sum(word in layout.common for word in words), layout.language) for layout in layouts), reverse=True)
    if not hits or hits[0][0] < COMMON * len(words) or (len(hits) > 1 and hits[0][0] == hits[1][0]):
        return None
    return hits[0][1] if hits[0][0] else None


def by_letters(sample: str, guess: str) -> str:
    """Correct a guess by letters that only one of the look-alikes uses (Ukrainian і ї є ґ, Russian ы э ъ ё)."""
    lowered = sample.casefold()
    ukrainian = sum(lowered.count(letter) for letter in "іїєґ")
    russian = sum(lowered.count(letter) for letter in "ыэъё")
    cyrillic = len(CYRILLIC.findall(lowered))
    if cyrillic * 2 < sum(map(str.isalpha, lowered)):
        return guess
    if ukrainian > 2 * russian and guess in ("ru", "be", "bg", "und", "uk", "mk", "sr"):
        return "uk" if not lowered.count("ў") else "be"
    if russian > 2 * ukrainian and guess in ("uk", "be", "bg", "und", "ru", "mk", "sr"):
        return "ru" if not lowered.count("ў") else "be"
    return guess
