"""What a party binds itself to or threatens: truces, moratoriums, ultimatums, promises, with their dates.

Three wordings bind: a noun that a verb makes, keeps or ends ("declared a truce"), a verb of binding ("promised to"),
and time given for an act ("gave Moscow until March 1 to accept").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Verb
from dualtrack.coding.cues import cue_verbs, parties_of
from dualtrack.coding.governors import is_negated
from dualtrack.coding.pacts import Fate, fate_of
from dualtrack.coding.reality import of_verb
from dualtrack.coding.roles import complements_of
from dualtrack.coding.sentence import Context, Reading, claim, parties_in
from dualtrack.coding.terms import Terms, condition_of, is_unless, terms_of
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.phrases import Hit, longest
from dualtrack.model import Claim, Commitment, Party, Reality
from dualtrack.model.claim import Form, Status
from dualtrack.model.when import UNKNOWN

Coded = tuple[Trigger, Claim]
BINDING = frozenset((Reality.OCCURRED, Reality.ONGOING, Reality.ENDED))
WORDED = frozenset(("pact", "vow", "grant"))
"""Kinds of words of which a sentence that binds somebody has one."""
LASTING = frozenset((Form.TRUCE, Form.MORATORIUM, Form.OFFER))


@dataclass(frozen=True, slots=True)
class Bond:
    """A commitment as a sentence words it: the cue's row, the verb that binds, keeps or ends it, and who is bound."""

    form: Form
    cue: Hit[Any]
    verb: Verb | None
    parties: list[Mention]
    status: Status
    terms: Terms
    reality: Reality = Reality.OCCURRED


def code_commitments(reading: Reading, context: Context, coded: Sequence[Coded]) -> Iterator[Claim]:
    """The commitments that a sentence states, one of each form."""
    if WORDED.isdisjoint(reading.words.hits):
        return
    seen: set[Form] = set()
    for bond in (*_granted(reading), *_named(reading, context.lexis.case.sides), *_vowed(reading)):
        if bond.form not in seen and not (bond.form is Form.THREAT and Form.ULTIMATUM in seen):
            seen.add(bond.form)
            yield _claim(reading, context, bond, coded)


def _granted(reading: Reading) -> Iterator[Bond]:
    """Time given to another party for an act: an ultimatum."""
    for verb, cue in cue_verbs(reading.syntax, "grant"):
        terms = terms_of(reading, verb.last, verb, lasting=True)
        if not (terms.due or terms.length) or not terms.asks or is_negated(reading.syntax, verb):
            continue
        parties = parties_of(reading.syntax, verb, reading.attributions)
        if parties and of_verb(reading.syntax, verb) in (*BINDING, Reality.PLANNED):
            yield Bond(Form.ULTIMATUM, cue, verb, parties, Status.OPEN, terms)


def _named(reading: Reading, sides: Sequence[str]) -> Iterator[Bond]:
    """Nouns of binding, by what the sentence says became of them. A truce is offered by a side that would keep it."""
    verbs = {verb.first for verb in reading.syntax.verbs}
    for hit in longest(reading.words.hits.get("pact", ())):
        fate = fate_of(reading, hit) if hit.first not in verbs else None
        if fate is None:
            continue
        if fate.offered and not any(party.code in sides for party in fate.parties):
            continue
        form = Form.OFFER if fate.offered else Form(hit.entry.row.effect)
        terms = terms_of(reading, hit.last, fate.verb, lasting=form in LASTING, noun=form not in LASTING)
        if _binds(fate, terms):
            yield Bond(form, hit, fate.verb, fate.parties, fate.status, terms, fate.reality)


def _binds(fate: Fate, terms: Terms) -> bool:
    """Whether the noun names what somebody is bound by: who breaks or rejects a truce need not have made it, and one
    of nobody named counts where its end is told."""
    if fate.status is Status.BROKEN and not fate.made:
        return False
    planned = fate.reality is Reality.PLANNED and (fate.predicated or (fate.verb is not None and fate.verb.finite))
    return (fate.reality in BINDING or planned) and (bool(fate.parties or terms.due) or fate.status is Status.EXPIRED)


def _vowed(reading: Reading) -> Iterator[Bond]:
    for verb, cue in cue_verbs(reading.syntax, "vow"):
        if verb.infinitive or verb.passive or is_negated(reading.syntax, verb):
            continue
        form = Form(cue.entry.row.effect)
        if of_verb(reading.syntax, verb) not in BINDING or not _binds_to(reading, verb, form):
            continue
        if form is Form.THREAT and is_unless(reading, verb):
            form = Form.ULTIMATUM
        parties = parties_of(reading.syntax, verb, reading.attributions)
        terms = terms_of(reading, verb.last, verb)
        yield Bond(form, cue, verb, parties, Status.OPEN, terms)


def _binds_to(reading: Reading, verb: Verb, form: Form) -> bool:
    """Whether an act of one's own follows ("offered to host talks", "threatened strikes", "pledged 8 billion"): who
    threatens the peace, or offers shelter, binds itself to nothing."""
    words, start = reading.words, verb.last
    if any(other.infinitive and 0 <= other.group - start <= 4 for other in reading.syntax.verbs):
        return True
    if "infinitive" in words.tag(start) and not words.tag(start + 1) and start + 1 not in reading.syntax.mention_at:
        return True
    if form is Form.OFFER:
        return False
    if any("complementiser" in words.tag(position) for position in range(start, start + 5)):
        return True
    acts = any(start <= trigger.first <= start + 6 for trigger in reading.triggers)
    paid = any(words.starts[start - 1] < piece.start for piece in reading.counts)
    return acts or (paid and form is Form.PROMISE)


def _claim(reading: Reading, context: Context, bond: Bond, coded: Sequence[Coded]) -> Claim:
    act = next((act for trigger, act in coded if bond.verb is not None and trigger.verb is bond.verb), None)
    named = [party for party in parties_in(bond.parties, context) if party.code]
    payload = Commitment(
        form=bond.form,
        party=tuple(named),
        toward=_toward(bond, reading, named),
        subject=bond.terms.subject,
        made=bond.terms.made if bond.status is Status.OPEN else None,
        due=bond.terms.ends(bond.status),
        condition=condition_of(reading),
        status=bond.status,
    )
    return claim(
        reading,
        context,
        payload,
        _span(bond),
        (bond.cue.entry.row.id,),
        bond.verb.first if bond.verb is not None else bond.cue.first,
        reality=bond.reality,
        when=act.when if act is not None else UNKNOWN,
        place=act.place if act is not None else None,
        track=act.track if act is not None else "talks",
    )


def _toward(bond: Bond, reading: Reading, named: Sequence[Party]) -> tuple[Party, ...]:
    """Whom the commitment is made to: the first party among the verb's complements that is not bound itself."""
    if bond.verb is None:
        return ()
    roles, codes = complements_of(reading.syntax, bond.verb).roles, {party.code for party in named}
    for marker in reading.words.markers.addressee:
        group = [party.party() for party in roles.get(marker, ()) if party.code and party.code not in codes]
        if group:
            return tuple(dict.fromkeys(group))
    return ()


def _span(bond: Bond) -> tuple[int, int]:
    """The smallest stretch that states it: who is bound, the verb, the noun, and the term."""
    firsts = [party.first for party in bond.parties]
    lasts = [party.last for party in bond.parties]
    if bond.verb is not None:
        firsts.append(bond.verb.group)
        lasts.append(bond.verb.last)
    return min([bond.cue.first, *firsts]), max([bond.cue.last, bond.terms.last, *lasts])
