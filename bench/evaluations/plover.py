"""PLOVER roots: 1,050 sentences with spans given (PLV_train), and 322 gold records from the CAMEO manual."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator

from bench.data import DATA
from dualtrack import code_sentence
from dualtrack.model import Claim, Reality

RENAMED = {"DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Names of PLOVER 0.5, in which the CAMEO records are written, in PLOVER 2.0's terms."""
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}


def plover_root(claim: Claim) -> str:
    """The root as PLOVER 2.0 would code it: cooperation in the future or offered is AGREE (in PLV a promised retreat
    too), refused is REJECT, demanded is
    REQUEST, threatened is THREATEN (manual, ambiguity rules of AGREE, CONCEDE, REQUEST, REJECT, THREATEN)."""
    act = claim.act
    assert act is not None
    root = act.event_type
    if root == "AGREE" and claim.reality is Reality.DENIED:
        return "REJECT"
    if root in ("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"):
        offered = claim.reality is Reality.HYPOTHETICAL and "agree." in claim.rule
        if claim.reality is Reality.PLANNED or offered:
            return "AGREE"
        if claim.reality is Reality.DENIED:
            return "REJECT"
    if claim.reality is Reality.DEMANDED and root not in ("REQUEST",):
        return "REQUEST"
    if claim.reality is Reality.THREATENED:
        return "THREATEN"
    return YIELD.get(root, root)


def rows() -> Iterator[tuple[str, tuple[int, int], tuple[int, int], str]]:
    """(sentence, source span, target span, gold root) of PLV_train."""
    with (DATA / "G2_plover" / "PLV_train.tsv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            marked = row["marked_sentence"]
            spans, plain, open_at = {}, "", {}
            at = 0
            while at < len(marked):
                for tag in ("<s>", "</s>", "<t>", "</t>"):
                    if marked.startswith(tag, at):
                        if tag[1] == "/":
                            spans[tag[2]] = (open_at[tag[2]], len(plain))
                        else:
                            open_at[tag[1]] = len(plain)
                        at += len(tag)
                        break
                else:
                    plain += marked[at]
                    at += 1
            for tag, name in (("s", "source"), ("t", "target")):
                at = max(plain.find(row[name]), 0)
                spans.setdefault(tag, (at, at + len(row[name])))
            yield plain, spans["s"], spans["t"], row["gold_root"]


def macro_f1(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """F1 of each gold label; "" as prediction is none."""
    gold, said = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    hit = Counter(g for g, p in pairs if g == p)
    return {label: 2 * hit[label] / (gold[label] + said[label]) for label in gold}


def spans_given() -> tuple[dict[str, float], float, list[tuple[str, str, str]]]:
    """F1 by root, macro F1 of the quads, and (gold, predicted, sentence) of each sentence."""
    told = []
    for text, source, target, gold in rows():
        claims = code_sentence(text, language="en", actor=source, recipient=target)
        told.append((gold, plover_root(claims[0]) if claims else "", text))
    roots = macro_f1([(gold, said) for gold, said, _ in told])
    quads = macro_f1([(str(QUADS[gold]), str(QUADS.get(said, ""))) for gold, said, _ in told])
    return roots, sum(quads.values()) / len(quads), told


def first_acts() -> list[tuple[str, str, str]]:
    """(gold, predicted root of the first act, text) of the CAMEO manual's records."""
    told = []
    records = json.loads((DATA / "G2_plover" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    for record in records:
        if record["event"] == "DOCUMENT" or "text" not in record:
            continue
        claims = [claim for claim in code_sentence(record["text"], language="en") if claim.act]
        said = plover_root(claims[0]) if claims else ""
        gold = RENAMED.get(record["event"], record["event"])
        if record.get("mode") == "destroy":
            gold = "ASSAULT"  # a mode of COERCE in PLOVER 0.5, of ASSAULT in 2.0
        # YIELD of our mapping is split in these records: either half is right.
        told.append((YIELD.get(gold, gold), said, record["text"]))
    return told
