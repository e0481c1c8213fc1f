"""Time expressions: the sentences of gold/times, and the TIMEX3 annotations of outside articles, span and value.

TIMEX3: J. Pustejovsky et al., "TimeML: robust specification of event and temporal expressions in text", 2003.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bench.data import DATA
from bench.evaluations.gold import GOLD, Row, Tally, rows_of
from dualtrack.coding.dates import DateMention, code_dates, code_times, story_anchor
from dualtrack.coding.intervals import Interval
from dualtrack.lexicon.calendar import load_calendar
from dualtrack.lexicon.languages import load_language
from dualtrack.model import When

ARTICLES = DATA / "D9_timex_uk_wikiwars" / "keyinline"
TIMED = ("en", "ru")
"""Languages of gold/times."""
_TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_VALUE = re.compile(r'\bvalue="([^"]*)"')
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_PARTS = {"morning": "TMO", "day": "TDT", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_RANGE = re.compile(r"(\d+)(?:\W+(?:по |на |і |та )?)(\d.*)", re.DOTALL)


class Timex(NamedTuple):
    """A time expression at text[start:end] with its TIMEX3 value."""

    start: int
    end: int
    value: str


class TimeMiss(NamedTuple):
    """An expression that was read wrongly, or not at all (got: ""), or where there is none (expected: "")."""

    words: str
    expected: str
    got: str
    text: str


# ---------------------------------------------------------------- the project's own sentences


def own_sentences(misses: list[TimeMiss] | None = None) -> dict[str, Tally]:
    """By language: the time expressions of gold/times that were found with their span and their interval and precision.

    The tense is the sentence's own, since the coder of acts reads it; a leading preposition or article is no part of
    the span.
    """
    tallies = {language: Tally() for language in TIMED}
    for language in TIMED:
        for row in rows_of(GOLD / "times" / f"{language}.jsonl"):
            _add_sentence(row, tallies[language], [] if misses is None else misses)
    return tallies


def _add_sentence(row: Row, tally: Tally, misses: list[TimeMiss]) -> None:
    text, language = row["text"], row["language"]
    anchors = {"war_start": date(2022, 2, 24)}
    published = date.fromisoformat(row["published"])
    found = code_dates(text, load_calendar(language), published=published, anchors=anchors)
    told = {_bare(text, mention.start, mention.end, language): mention for mention in found}
    tally.given += len(told)
    tally.expected += len(row["times"])
    at = 0
    for want in row["times"]:
        start = text.index(want["words"], at)
        at = start + len(want["words"])
        mention = told.pop(_bare(text, start, at, language), None)
        got = "" if mention is None else _written(mention.resolve(row["planned"]))
        expected = f"{want['earliest']}..{want['latest']} {want['precision']}"
        if got == expected:
            tally.right += 1
        else:
            misses.append(TimeMiss(want["words"], expected, got, text))
    for mention in told.values():
        words = text[mention.start : mention.end]
        misses.append(TimeMiss(words, "", _written(mention.resolve(row["planned"])), text))


def _written(when: When) -> str:
    return f"{when.earliest}..{when.latest} {when.precision}"


@lru_cache(maxsize=8)
def _light(language: str) -> frozenset[str]:
    """Prepositions and articles: whether they belong to a time expression is a matter of taste."""
    tags = load_language(language).tags
    return frozenset(word for word, names in tags.items() if names & {"preposition", "determiner", "time_preposition"})


def _bare(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """A span without its leading prepositions and articles."""
    while True:
        opening = re.match(r"(\w+)\s+", text[start:end])
        if opening is None or opening.group(1).lower() not in _light(language):
            return start, end
        start += opening.end()


# ---------------------------------------------------------------- outside articles


def annotated(document: str) -> tuple[str, list[Timex]]:
    """The plain text of an annotated article, and its expressions."""
    body = re.sub(r"<(?!/?TIMEX3)[^>]*>", "", document[document.index("<TEXT>") :])
    text, found, last = "", [], 0
    for match in _TIMEX.finditer(body):
        text += body[last : match.start()]
        value = _VALUE.search(match.group(1))
        found.append(Timex(len(text), len(text) + len(match.group(2)), value.group(1) if value else ""))
        text += match.group(2)
        last = match.end()
    return text + body[last:], found


def coded(text: str) -> Iterator[Timex]:
    """The coder's expressions of a Ukrainian article, paragraph by paragraph, each dated from those before."""
    calendar = load_calendar("uk")
    anchors: dict[str, Interval] = {}
    offset = 0
    for paragraph in text.splitlines(keepends=True):
        for mention in code_times(paragraph, calendar, anchors=anchors):
            anchors |= story_anchor([mention], anchors.get("previous"))
            for part in mention.parts or (mention,):
                for start, end, value in _ends(part, paragraph):
                    yield Timex(offset + start, offset + end, value)
        offset += len(paragraph)


def _ends(mention: DateMention, text: str) -> Iterator[Timex]:
    """An expression as the annotation cuts it: the two ends of "13-17 April" and of "1941-1945" are two."""
    start, end = mention.core
    told, interval = _RANGE.fullmatch(text, start, end), mention.interval
    values = [] if interval is None or interval.grain not in ("day", "year") else _values(interval)
    if told is None or len(values) != 2:
        yield Timex(start, end, timex_value(interval))
    else:
        yield Timex(start, told.end(1), values[0])
        yield Timex(told.start(2), end, values[1])


def _values(interval: Interval) -> list[str]:
    """The values of the two ends, one where they are the same."""
    ends = [interval._replace(earliest=day, latest=day) for day in (interval.earliest, interval.latest)]
    return list(dict.fromkeys(timex_value(end) for end in ends))


def timex_value(interval: Interval | None) -> str:
    """An interval in the terms of TIMEX3."""
    if interval is None or (interval.earliest or interval.latest) is None:
        return ""
    day = interval.earliest or interval.latest
    last = interval.latest or day
    assert day is not None
    assert last is not None
    if interval.grain == "part":
        return f"{last}{_PARTS.get(interval.part, '')}"
    if interval.grain == "season":
        return f"{last.year}-{_SEASONS[interval.part]}"
    if interval.grain == "week":
        return f"{day.isocalendar().year}-W{day.isocalendar().week:02d}"
    forms: Mapping[str, str] = {
        "day": str(day), "month": f"{day:%Y-%m}", "year": f"{day.year}", "decade": f"{day.year}",
        "century": f"{day.year // 100 + 1}", "quarter": f"{day.year}-H{1 + day.month // 7}",
    }  # fmt: skip
    return forms[interval.grain]


def _trimmed(text: str, item: Timex) -> tuple[int, int]:
    """The span without leading prepositions, and without the noun "year" or a mark after a number, which the
    annotation takes in at times and at times leaves out."""
    start, end = _bare(text, item.start, item.end, "uk")
    units = load_calendar("uk").grammar.vocabulary["unit"]
    while end > start:
        last = re.search(r"\d(\W*(?:\s(\w+))?\.?)\Z", text[start:end])
        noun = last and last.group(2)
        if last is None or not last.group(1) or (noun and noun != "р" and units.get(noun) != "year"):
            break
        end -= len(last.group(1))
    return start, end


def outside_articles(misses: list[TimeMiss] | None = None) -> tuple[Tally, Tally]:
    """(span and value, span alone) over every article."""
    valued, spans = Tally(), Tally()
    for path in sorted(ARTICLES.glob("*.xml")):
        text, wanted = annotated(path.read_text(encoding="utf-8"))
        told = {_trimmed(text, item): item.value for item in coded(text)}
        want = {_trimmed(text, item): item.value for item in wanted}
        for tally in (valued, spans):
            tally.given += len(told)
            tally.expected += len(want)
        spans.right += len(told.keys() & want.keys())
        valued.right += sum(told.get(span) == value for span, value in want.items())
        if misses is not None:
            for span in sorted(told.keys() | want.keys()):
                if told.get(span) != want.get(span):
                    around = text[max(0, span[0] - 60) : span[1] + 40].replace("\n", " ")
                    misses.append(TimeMiss(text[slice(*span)], want.get(span, "-"), told.get(span, "-"), around))
    return valued, spans
