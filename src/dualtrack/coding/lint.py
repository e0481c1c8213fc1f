"""Lint: code each pack row's own example, and name the rows whose example they do not code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from dualtrack.coding.dates import code_times
from dualtrack.coding.document import code_sentence
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.quantities import code_quantities
from dualtrack.errors import PackError
from dualtrack.lexicon import load_case, packs
from dualtrack.lexicon.calendar import load_calendar
from dualtrack.lexicon.countables import load_countables
from dualtrack.lexicon.languages import load_language
from dualtrack.model import Actor, Case, CasePlace, Claim, PackRow, Party, Reality
from dualtrack.model.claim import Status

READ_ON = date(2025, 6, 18)
"""The day on which examples are read, for relative dates and for offices without dates of their own."""
MAKING = frozenset(("verb", "noun", "pact", "vow", "grant", "stance", "stance_noun", "compare"))
"""Kinds of rows whose id stands in the rule of what they make."""
SPEAKS = frozenset(("say", "according", "account"))
SILENT = frozenset(("stop", "history", "figurative"))
"""Kinds of rows by which no act is coded: names of treaties, the distant past, figures of speech."""
BESIDE = frozenset(("degree", "within", "law"))
"""Kinds of rows that only stand beside the words of another row."""


def lint(pack: Path) -> list[str]:
    """Every miss below a folder of packs (one language, one case, or a folder that holds them), one line each.

    Raises PackError where there is neither a language nor a case; a row that cannot be read is a miss too.
    """
    languages = sorted(path.parent for path in pack.rglob("grammar.toml"))
    cases = sorted(path.parent for path in pack.rglob("case.toml"))
    if not languages and not cases:
        raise PackError(f"{pack}: no grammar.toml (a language) and no case.toml (a case) in it: name a pack's folder")
    misses: list[str] = []
    for folder in (*languages, *cases):
        check = language_misses if folder in languages else case_misses
        misses += collected(folder, check)
    return misses


def collected(folder: Path, check: Callable[[Path], Iterator[str]]) -> list[str]:
    try:
        return list(check(folder))
    except PackError as error:
        return [str(error)]


def language_misses(folder: Path) -> Iterator[str]:
    """Rows of a language pack: words by the claims they make, dates and numbers by the row that read them."""
    code, root = folder.name, folder.resolve().parent.parent
    extra = () if root == packs.shipped() else (root,)
    language = load_language(code, extra)
    case = load_case(language.settings.get("examples", "world"), extra)
    for row in language.rows:
        if not row.example and row.kind != "class":
            yield f"{row.source}: {row.id} has no example: write a sentence that it codes"
        elif row.example and not holds(row, code_sentence(row.example, case=case, language=code, published=READ_ON)):
            yield f"{row.source}: {row.id} does not code its example '{row.example}'"
    calendar, countables = load_calendar(code, extra), load_countables(code, extra)
    for key, example in calendar.examples():
        found = code_times(example, calendar, published=READ_ON)
        if example and not found:
            yield f"{folder.name}/time.toml: {key} does not read its example '{example}'"
    for key, example in countables.examples():
        tokens = read_numbers(example, calendar.numerals)
        rules = "+".join(item.rule for item in code_quantities(example, calendar.numerals, countables, tokens=tokens))
        if example and key not in rules:
            yield f"{folder.name}/measures.toml or units.csv: {key} does not read its example '{example}'"


def holds(row: PackRow, claims: list[Claim]) -> bool:
    """Whether a row's example has the claim that its kind of row is there to make."""
    acts = [claim for claim in claims if claim.act is not None]
    if row.kind in MAKING:
        return any(row.id in claim.rule.split("+") for claim in claims)
    if row.kind in SPEAKS:
        return any(claim.speaker is not None for claim in claims)
    if row.kind == "modal":
        happened = row.effect in (Reality.OCCURRED, "finished", "caused")
        return not acts or any((claim.reality is Reality.OCCURRED) == happened for claim in acts)
    if row.kind in ("status", "until"):
        broken = row.effect == Status.BROKEN
        return any(claim.commitment is not None or (broken and claim.act is not None) for claim in claims)
    if row.kind == "hedge":
        return any(claim.hedge for claim in claims)
    if row.kind in SILENT:
        return not any(claim.reality is Reality.OCCURRED for claim in acts)
    if row.kind == "means":
        return any(claim.act is not None and set(row.modes) <= set(claim.act.modes) for claim in claims)
    if row.kind == "sport":
        return not any(claim.act is not None and claim.act.event_type == "ASSAULT" for claim in claims)
    if row.kind == "agent":
        return any(row.role == party.role for claim in claims for party in parties(claim))
    return row.kind in BESIDE or bool(acts)


def case_misses(folder: Path) -> Iterator[str]:
    """Rows of a case: each actor's example names it, on a day on which it holds; each place's example has it."""
    case = load_case(folder)
    own = str(folder)
    for actor in case.actors:
        if actor.example and own in str(Path(case.root) / actor.row) and not names(actor, case):
            yield f"{actor.row}: {actor.id} is not found in its example '{actor.example}'"
    for agent in case.agents:
        claims = code_sentence(agent.example, case=case, language=agent.language, published=READ_ON)
        if agent.example and not any(agent.role == party.role for claim in claims for party in parties(claim)):
            yield f"{agent.row}: {agent.id} is not found in its example '{agent.example}'"
    for verb in case.verbs:
        claims = code_sentence(verb.example, case=case, language=verb.language, published=READ_ON)
        if verb.example and not holds(verb, claims):
            yield f"{verb.source}: {verb.id} does not code its example '{verb.example}'"
    for place in case.places:
        if place.example and not stands_at(place, case):
            yield f"{place.row}: {place.id} is not the place of its example '{place.example}'"


def names(actor: Actor, case: Case) -> bool:
    day = actor.valid_from or (actor.valid_to if actor.valid_to and actor.valid_to < READ_ON else READ_ON)
    claims = code_sentence(actor.example, case=case, language="en", published=day)
    return any(actor.code in codes(claim) for claim in claims)


def codes(claim: Claim) -> set[str | None]:
    """Every code that a claim names: its act's parties, its speakers, the party of a commitment or position."""
    found: set[str | None] = {speaker.code for speaker in (claim.speaker, *claim.via) if speaker is not None}
    found |= {party.code for party in parties(claim)}
    if claim.commitment is not None:
        found |= {party.code for party in (*claim.commitment.party, *claim.commitment.toward)}
    if claim.position is not None:
        found.add(claim.position.party.code)
    return found


def parties(claim: Claim) -> tuple[Party, ...]:
    return () if claim.act is None else (*claim.act.actors, *claim.act.recipients)


def stands_at(place: CasePlace, case: Case) -> bool:
    claims = code_sentence(place.example, case=case, language="en", published=READ_ON)
    return any(claim.place is not None and claim.place.id == place.id for claim in claims)
