"""Attention against advance: is the region that talks are about the region where the field moves?

Shares of what is said and of what is done are compared within weeks and the weeks combined with Mantel and Haenszel's
weights (Greenland and Robins 1985, Biometrics 41:55), so that a quiet week and a week of talks are not mixed up. The
divergence is the share of attention that would have to move for the two to agree (total variation distance).
Documents, not sentences, are drawn again (bootstrap over clusters, Davison and Hinkley 1997, section 3.8): a long
article is one observation. The null distribution is that of the draws about the observed gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.draw.attention import render_attention
from dualtrack.errors import InvalidValue
from dualtrack.measure.episodes import Untestable
from dualtrack.measure.timing import written_p
from dualtrack.model import Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED

Floats = NDArray[np.float64]
METHOD = "Mantel-Haenszel gaps of shares by week, bootstrap over documents (Davison and Hinkley 1997)"
LEVEL, POWER = 0.05, 0.80
FEWEST_DOCUMENTS = 20
"""Documents that speak, and documents that report the field, below which draws of them vary too little."""
FEWEST_WEEKS = 5
CHUNK = 500


def attention(
    said: Any,
    done: Any,
    regions: Sequence[str],
    *,
    weeks: Any = None,
    eyes_on: str | None = None,
    while_in: str | None = None,
    draws: int = 4999,
    seed: int = 0,
    name: str = "attention.divergence",
) -> Finding:
    """Test whether talk and field are about different regions.

    said, done: what each document says of each region and reports done in it, shape (documents, regions), counts or
    weights; weeks: the week of each document (default one week for all). The estimate is the divergence, 0 to 1.
    With `eyes_on` and `while_in` (two of the regions) the thesis is "all eyes on the one while the field moves in the
    other": supported where the first has more of the talk than of the field and the second less, both beyond their
    intervals; not supported where either is beyond its interval the other way; else not testable, "not enough".
    Raises InvalidValue for shapes that do not agree, negative weights, or a region that is not listed.
    """
    spoken, acted = (np.asarray(table, dtype=np.float64) for table in (said, done))
    stratum = np.zeros(len(spoken), dtype=np.int64) if weeks is None else np.asarray(weeks, dtype=np.int64)
    if spoken.shape != acted.shape or spoken.shape != (stratum.size, len(regions)):
        raise InvalidValue(
            f"said {spoken.shape} and done {acted.shape} must be {stratum.size} documents by {len(regions)} regions"
        )
    if np.any(spoken < 0) or np.any(acted < 0):
        raise InvalidValue("what is said and done in a region is a count or weight: never negative")
    for region in (eyes_on, while_in):
        if region is not None and region not in regions:
            raise InvalidValue(f"region '{region}' is not among {', '.join(regions)}")
    table = Reports(spoken, acted, stratum, tuple(regions))
    try:
        return measured(table, (eyes_on, while_in), draws, seed, name)
    except Untestable as reason:
        says = f"Whether talk and field are about different regions cannot be tested: {reason}."
        return Finding(name, says, METHOD, unit="share of attention", why=str(reason), n=len(spoken))


@dataclass(frozen=True, slots=True)
class Reports:
    """What each document says of each region and reports done in it, and the document's week."""

    said: Floats
    done: Floats
    weeks: NDArray[np.int64]
    regions: tuple[str, ...]

    def documents(self, table: Floats) -> int:
        return int((table.sum(axis=1) > 0).sum())


@dataclass(frozen=True, slots=True)
class Gaps:
    """Share said less share done by region, and the draws of the same about it: (regions,), (draws, regions)."""

    observed: Floats
    noise: Floats

    @property
    def divergence(self) -> float:
        return float(np.abs(self.observed).sum() / 2)

    @property
    def distances(self) -> Floats:
        """The divergence that drawing alone gives, shape (draws,)."""
        distance: Floats = np.abs(self.noise).sum(axis=1) / 2
        return distance

    def half_widths(self) -> Floats:
        """Half the width of each region's interval, all of them at once at 95% (largest standardised departure)."""
        spread = np.maximum(self.noise.std(axis=0), 1e-12)
        widths: Floats = spread * np.quantile(np.max(np.abs(self.noise) / spread, axis=1), 1 - LEVEL)
        return widths


def checked(reports: Reports) -> None:
    """Raise Untestable where the documents are too few, or too few weeks have both talk and field."""
    speaking, reporting = reports.documents(reports.said), reports.documents(reports.done)
    if min(speaking, reporting) < FEWEST_DOCUMENTS:
        raise Untestable(
            f"{speaking} documents speak of a region and {reporting} report the field in one; at least "
            f"{FEWEST_DOCUMENTS} of each are needed"
        )
    spoken, acted = (set(reports.weeks[table.sum(axis=1) > 0].tolist()) for table in (reports.said, reports.done))
    wanted = min(FEWEST_WEEKS, len(set(reports.weeks.tolist())))
    if len(spoken & acted) < wanted:
        raise Untestable(f"{len(spoken & acted)} weeks have both talk and field; at least {wanted} are needed")


def by_week(table: Floats, weights: Floats, index: NDArray[np.int64], count: int) -> Floats:
    """Weighted sums of a (documents, regions) table by week: weights (draws, documents) -> (draws, weeks, regions)."""
    summed = np.zeros((len(weights), count, table.shape[1]))
    for week in range(count):
        rows = index == week
        summed[:, week] = weights[:, rows] @ table[rows]
    return summed


def gaps_of(reports: Reports, weights: Floats) -> Floats:
    """Mantel-Haenszel gap by region for each row of document weights: (draws, documents) -> (draws, regions)."""
    names, index = np.unique(reports.weeks, return_inverse=True)
    said, done = (by_week(table, weights, index, len(names)) for table in (reports.said, reports.done))
    words, deeds = said.sum(axis=2, keepdims=True), done.sum(axis=2, keepdims=True)
    total = np.maximum(words + deeds, 1e-12)
    upper = ((said * deeds - done * words) / total).sum(axis=1)
    lower = (words * deeds / total).sum(axis=(1, 2))[:, None]
    gaps: Floats = upper / np.maximum(lower, 1e-12)
    return gaps


def estimate_gaps(reports: Reports, draws: int, seed: int) -> Gaps:
    """The gaps, and draws of the same with documents drawn again, widened by n/(n-1) for the fewer kind."""
    kept = (reports.said.sum(axis=1) + reports.done.sum(axis=1)) > 0
    used = Reports(reports.said[kept], reports.done[kept], reports.weeks[kept], reports.regions)
    size = len(used.said)
    observed = gaps_of(used, np.ones((1, size)))[0]
    generator = np.random.default_rng(seed)
    noise = []
    for start in range(0, draws, CHUNK):
        weights = generator.multinomial(size, np.full(size, 1 / size), min(CHUNK, draws - start)).astype(np.float64)
        noise.append(gaps_of(used, weights) - observed)
    fewest = min(used.documents(used.said), used.documents(used.done))
    return Gaps(observed, np.concatenate(noise) * (fewest / (fewest - 1)) ** 0.5)


Thesis = tuple[str | None, str | None]


def measured(reports: Reports, thesis: Thesis, draws: int, seed: int, name: str) -> Finding:
    checked(reports)
    gaps = estimate_gaps(reports, draws, seed)
    chance, divergence = gaps.distances, gaps.divergence
    value = (1 + int(np.count_nonzero(chance >= divergence - 1e-12))) / (1 + draws)
    reach = float(np.quantile(chance, 1 - LEVEL))
    rows = rows_of(gaps, reports)
    verdict, outcome, why = ruled(rows, value, thesis)
    detail = {
        "level": 0.95, "regions": rows, "divergence_by_chance": float(np.median(chance)), "p_divergence": value,
        "documents_said": reports.documents(reports.said), "documents_done": reports.documents(reports.done),
        "weeks": len(set(reports.weeks.tolist())), "draws": draws, "seed": seed,
    }  # fmt: skip
    finding = Finding(
        name, "", METHOD, estimate=divergence, interval=(max(0.0, divergence - reach), min(1.0, divergence + reach)),
        unit="share of attention", p_value=None if verdict == NOT_TESTABLE else value,
        minimum_detectable=smallest(gaps, reach), verdict=verdict, outcome=outcome, why=why, n=len(reports.said),
        detail=detail, drawings=(render_attention(name.replace(".", "-"), rows),),
    )  # fmt: skip
    return replace(finding, says=sentence(finding, thesis))


def smallest(gaps: Gaps, reach: float) -> float | None:
    """The divergence, from the region most overdone in words to the one most overlooked, shown with 80% power."""
    direction = np.zeros(gaps.observed.size)
    direction[int(np.argmax(gaps.observed))], direction[int(np.argmin(gaps.observed))] = 1.0, -1.0
    for step in range(1, 101):
        shifted = np.abs(gaps.noise + direction * (step / 100)).sum(axis=1) / 2
        if float((shifted > reach).mean()) >= POWER:
            return step / 100
    return None


def rows_of(gaps: Gaps, reports: Reports) -> list[dict[str, Any]]:
    """Each region: its counts, the gap of shares within weeks, its simultaneous interval, and how it stands."""
    half = gaps.half_widths()
    said, done = reports.said.sum(axis=0), reports.done.sum(axis=0)
    rows = []
    for at, region in enumerate(reports.regions):
        gap = float(gaps.observed[at])
        low, high = gap - float(half[at]), gap + float(half[at])
        stands = "more in talk" if low > 0 else "more in the field" if high < 0 else "not told apart"
        rows.append({
            "region": region, "said": float(said[at]), "done": float(done[at]),
            "said_share": float(said[at] / said.sum()), "done_share": float(done[at] / done.sum()),
            "gap": gap, "low": max(-1.0, low), "high": min(1.0, high), "stands": stands,
        })  # fmt: skip
    return sorted(rows, key=lambda row: -float(row["gap"]))


def ruled(rows: Sequence[Mapping[str, Any]], value: float, thesis: Thesis) -> tuple[str, str, str]:
    """Verdict, outcome and, where it is not testable, why."""
    if thesis == (None, None):
        if value <= LEVEL:
            return SUPPORTED, "talk and field differ", ""
        return NOT_SUPPORTED, "talk and field not shown to differ", ""
    by_region = {row["region"]: row["stands"] for row in rows}
    wanted = {thesis[0]: "more in talk", thesis[1]: "more in the field"}
    stands = [(by_region[region], hoped) for region, hoped in wanted.items() if region is not None]
    if all(own == hoped for own, hoped in stands):
        return SUPPORTED, "yes", ""
    if any(own not in (hoped, "not told apart") for own, hoped in stands):
        return NOT_SUPPORTED, "no", ""
    return NOT_TESTABLE, "not enough", "the two regions' intervals hold no gap as well as one: not enough documents"


def sentence(finding: Finding, thesis: Thesis) -> str:
    """The result as a careful reporter could print it."""
    rows, detail = finding.detail["regions"], finding.detail
    low, high = finding.interval or (0.0, 1.0)
    smallest = finding.minimum_detectable
    named = [row for row in rows if row["region"] in thesis] if thesis != (None, None) else [rows[0], rows[-1]]
    told = "; ".join(
        f"{row['region']} has {100 * row['gap']:+.0f} points of talk over field (95% interval {100 * row['low']:+.0f} "
        f"to {100 * row['high']:+.0f})"
        for row in named
    )
    body = (
        f"{told}; {finding.estimate:.0%} of attention would have to move for the two to agree (95% interval {low:.0%} "
        f"to {high:.0%}; chance alone gives about {detail['divergence_by_chance']:.0%}; "
        f"{written_p(detail['p_divergence'])}; smallest that could have been shown: "
        f"{'none' if smallest is None else f'{smallest:.0%}'})"
    )
    if thesis != (None, None):
        eyes_on, while_in = thesis
        question = f"All eyes on {eyes_on or 'one region'} while the field moves in {while_in or 'another'}"
        return f"{question}: {finding.outcome}. {body[0].upper()}{body[1:]}."
    apart = "are about different regions" if finding.verdict == SUPPORTED else "are not shown to differ in region"
    return f"Talk and field {apart}: {body}."
