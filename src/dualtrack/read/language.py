"""Language: which one a text is in (py3langid), with a word for scripts where the text is too short to tell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Below this many letters the statistics of a short text say less than its script.
SHORT = 24
UNSURE = 0.5


@lru_cache(maxsize=1)
def identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str:
    """ISO 639-1 of the text's language, "und" where unsure. Only the first 4,000 characters are looked at."""
    sample = " ".join(text[:4000].split())
    letters = sum(sign.isalpha() for sign in sample)
    if letters < 3:
        return "und"
    language, probability = identifier().classify(sample)
    if letters >= SHORT and probability >= UNSURE:
        return by_letters(sample, str(language))
    return by_letters(sample, "und" if letters >= SHORT else str(language) if probability >= UNSURE else "und")


def by_letters(sample: str, guess: str) -> str:
    """Correct a guess by letters that only one of the look-alikes uses (Ukrainian і ї є ґ, Russian ы э ъ ё)."""
    lowered = sample.casefold()
    ukrainian = sum(lowered.count(letter) for letter in "іїєґ")
    russian = sum(lowered.count(letter) for letter in "ыэъё")
    cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in lowered)
    if cyrillic * 2 < sum(sign.isalpha() for sign in lowered):
        return guess
    if ukrainian > 2 * russian and guess in ("ru", "be", "bg", "und", "uk", "mk", "sr"):
        return "uk" if not lowered.count("ў") else "be"
    if russian > 2 * ukrainian and guess in ("uk", "be", "bg", "und", "ru", "mk", "sr"):
        return "ru" if not lowered.count("ў") else "be"
    return guess
