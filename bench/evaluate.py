"""`python -m bench.evaluate [--data] [--misses FILE]`: coder and record against gold/; exits 1 below a floor."""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from pathlib import Path

from bench.data import DATA
from bench.evaluations import (
    check,
    counts,
    gold,
    parallel,
    petrarch,
    places,
    plover,
    proof,
    reconcile,
    speakers,
    times,
    unresolved,
)

SOURCE_WORDS = 0.55
"""Token F1 of sources in PolNeAR's development part: .555 measured on 2026-11-27; .50 is aimed at."""


HELD_OUT = ("event", "event_type", "quantity", "number", "date", "speaker", "place")


def shares(agreement: gold.Agreement) -> dict[str, float]:
    """Every measured F1 by "language.measure", and the two shares of the reality set."""
    told = {f"{language}.{name}": tally.f1 for (language, name), tally in agreement.tallies.items()}
    told |= {f"all.{name}": gold.total(agreement, name).f1 for name in (*gold.MEASURES, *gold.SLOTS, *gold.MATCHED)}
    for language, (rejected, kept) in gold.reality_shares().items():
        told |= {f"{language}.not_occurred": rejected, f"{language}.occurred_kept": kept}
    told |= {f"reconcile.{name}": share for name, share in reconcile.hand().shares.items()}
    told |= {f"check.{part}": right / total for part, (right, total) in check.shares(check.rows()).items()}
    told |= {f"proof.{kind}": right / total for kind, (right, total) in proof.shares().items()}
    unseen = gold.held_out_agreement()
    told |= {f"held_out.{name}": gold.total(unseen, name).f1 for name in HELD_OUT}
    return told | {f"{language}.time": tally.f1 for language, tally in times.own_sentences().items()}


def outside_shares() -> dict[str, float]:
    """What is measured on third-party data, by "outside.measure"; nothing where there is none."""
    if not DATA.is_dir():
        return {}
    valued, _ = times.outside_articles()
    found = places.located()
    told = {"outside.uk_time": valued.f1, "outside.place_near": found.near / found.pointed}
    told["outside.petrarch"], _ = petrarch.share_right()
    roots, told["outside.plover_quads"], _ = plover.spans_given()
    firsts = plover.first_acts()
    told["outside.plover_roots"] = sum(roots.values()) / len(roots)
    told["outside.first_acts"] = sum(want == got for want, got, _ in firsts) / len(firsts)
    told["outside.place_given"] = found.placed / found.acts
    told |= {f"outside.{name}": counts.agreement(cells()) for name, cells in counts.COUNTED.items()}
    return told | {
        f"outside.{language}_figures": parallel.agreement(list(parallel.segments(language)))
        for language in parallel.PAIRS
    }


def below_floor(measured: dict[str, float]) -> list[str]:
    """Each floor of gold/floors.toml that is not held, in words; those on outside data only where it was measured."""
    floors = tomllib.loads((gold.GOLD / "floors.toml").read_text(encoding="utf-8"))
    return [
        f"{language}.{name}: {measured.get(f'{language}.{name}', 0.0):.3f} is below its floor {row['f1']}"
        for language, names in floors.items()
        for name, row in names.items()
        if measured.get(f"{language}.{name}", float(language == "outside")) < row["f1"]
    ]


def print_agreement(agreement: gold.Agreement) -> None:
    print(f"{'':26}{'precision':>10}{'recall':>8}{'F1':>7}{'given':>7}{'gold':>6}")
    for name in (*gold.MEASURES, *gold.SLOTS, *gold.MATCHED):
        tallies = {language: agreement.tallies[language, name] for language in gold.LANGUAGES}
        for language, tally in (*tallies.items(), ("all", gold.total(agreement, name))):
            print(
                f"{language + ' ' + name:26}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:7.3f}"
                f"{tally.given:7}{tally.expected:6}"
            )
    for language in gold.LANGUAGES:
        print(f"{language}: {agreement.silent[language]} sentences of gold/ that state a claim got none")


def print_unresolved() -> None:
    """What a pack's owner may add, by language."""
    for language in gold.LANGUAGES:
        told = unresolved.unresolved(language)
        print(f"{language}: {told.silent} of {told.acting} sentences with a word for an act got no claim")
        print(f"{language}: unresolved actors: {unresolved.listed(told.actors)}")
        print(f"{language}: unresolved verbs: {unresolved.listed(told.verbs)}")


def misses_page(agreement: gold.Agreement, shown: int = 3) -> str:
    """Misses by pattern, the most frequent first, with a few examples of each."""
    by_pattern: dict[str, list[gold.Miss]] = defaultdict(list)
    for miss in agreement.misses:
        by_pattern[miss.pattern].append(miss)
    lines = [f"# {len(agreement.misses)} misses of the coder on gold/, by pattern", ""]
    for pattern, found in sorted(by_pattern.items(), key=lambda item: (-len(item[1]), item[0])):
        lines += [f"## {len(found)} x {pattern}", ""]
        for miss in found[:shown]:
            lines += [f"- {miss.row} {miss.text}", f"  - expected: {miss.expected}", f"  - got: {miss.got}"]
        lines.append("")
    return "\n".join(lines)


def print_times(valued: gold.Tally, spans: gold.Tally) -> None:
    print(f"Time expressions of Ukrainian articles: span and value F1 {valued.f1:.3f}, span alone {spans.f1:.3f}")


def print_outside() -> None:
    """The measures on third-party data, where it lies."""
    if not DATA.is_dir():
        print(f"skipped: outside data, none at {DATA} (set DUALTRACK_DATA)")
        return
    print_times(*times.outside_articles())
    right, number = petrarch.share_right()
    print(f"PETRARCH unit tests, dictionaries imported: actor and recipient right in {right:.3f} of {number}")
    words = speakers.source_words()
    print(f"PolNeAR sources: token F1 {words.f1:.3f} (precision {words.precision:.3f}, recall {words.recall:.3f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", action="store_true", help="measure on third-party data too")
    parser.add_argument("--misses", type=Path, help="write the misses, by pattern, to this file")
    given = parser.parse_args()
    agreement = gold.gold_agreement()
    print_agreement(agreement)
    print_unresolved()
    measured = shares(agreement)
    for language in (*gold.LANGUAGES, "all"):
        told = [measured.get(f"{language}.{name}", 0.0) for name in ("not_occurred", "occurred_kept")]
        print(f"{language}: {told[0]:.3f} of acts that did not occur not coded so; {told[1]:.3f} of others kept")
    told_unseen = ", ".join(f"{name} {measured[f'held_out.{name}']:.3f}" for name in HELD_OUT)
    print(f"held out, on which no rule was tuned: {told_unseen}")
    for name, told_by in (("coded by hand", reconcile.hand()), ("from the words", reconcile.read())):
        print(f"reconcile, {name}: " + ", ".join(f"{measure} {share:.3f}" for measure, share in told_by.shares.items()))
    for language in times.TIMED:
        print(f"{language}: {measured[f'{language}.time']:.3f} F1 of time expressions, span, interval and precision")
    if given.misses:
        given.misses.write_text(misses_page(agreement), encoding="utf-8")
    if given.data:
        print_outside()
        outside = outside_shares()
        print("\n".join(f"{name}: {share:.3f}" for name, share in outside.items()))
        measured |= outside
    broken = below_floor(measured)
    raise SystemExit("\n".join(broken) if broken else 0)


if __name__ == "__main__":
    main()
