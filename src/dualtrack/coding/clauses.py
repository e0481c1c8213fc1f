"""Where one clause ends and the next begins, without a parser: marks, subordinators, relatives, verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.tokens import Words
from dualtrack.model import PackRow

SUBORDINATING = frozenset(("subordinator", "conditional", "relative", "complementiser"))
AUXILIARY = frozenset(("be", "have", "do", "future", "would", "possible", "obligation", "negation", "adverb"))
JOINING = frozenset(("conjunction", "contrast"))
"""Classes of words that join a verb, a phrase or a clause to one before it."""
ASIDE = 14
"""Words between two commas that can tell who says what stands around them."""
NOMINAL = frozenset(("determiner", "possessive_pronoun"))
NOMINATIVE = frozenset(("nom",))
"""The case of a party that no preposition governs, whatever stands before it."""
MARKS = frozenset((";", ":", "—", "–", "(", ")", "“", "”", '"', "«", "»", "•", "|"))


@dataclass(slots=True)
class Verb:
    """A verb form over [first, last); its group with auxiliaries begins at `group`. `form` is base, third, past,
    participle, ing, or progressive ("were raining"); `rows` are the entries that may apply (acts, speech, modality),
    `row` the one by which it states an act. A `perfect` infinitive tells of what is done ("claimed to have struck").
    """

    first: int
    last: int
    group: int
    form: str
    rows: Sequence[Any] = ()
    passive: bool = False
    infinitive: bool = False
    perfect: bool = False
    row: PackRow | None = None
    apart: tuple[int, ...] = ()

    @property
    def helping(self) -> tuple[int, ...]:
        """The auxiliaries, negations and adverbs of its group, and those that stand `apart` in its bracket."""
        return (*range(self.group, self.first), *self.apart)

    @property
    def finite(self) -> bool:
        return not self.dependent

    @property
    def reduced(self) -> bool:
        """A participle with no auxiliary ("the truce declared by Putin"), or a past form that looks like one."""
        return self.passive and self.group == self.first

    @property
    def dependent(self) -> bool:
        """An infinitive, or a participle with no auxiliary: it hangs on another verb."""
        return self.infinitive or self.form == "ing"


@dataclass(slots=True)
class Syntax:
    """A sentence with its mentions and verbs, indexed by word; `people` were named in the sentences before.

    `clause_starts` are the words that open a subordinate clause, `relatives` the relative pronouns: every stage asks
    for them, and few words can be one. What is asked for again is kept: `groups` are the mentions joined to the one
    that begins at a word (see coordination.py), `governing` the preposition before one."""

    words: Words
    mentions: list[Mention]
    verbs: list[Verb] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)
    mention_at: dict[int, Mention] = field(init=False)
    verb_at: dict[int, Verb] = field(init=False)
    clause_starts: frozenset[int] = field(init=False)
    relatives: frozenset[int] = field(init=False)
    groups: dict[int, list[Mention]] = field(init=False, default_factory=dict)
    governing: dict[int, int | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.mention_at = {p: one for one in self.mentions for p in range(one.first, max(one.last, one.end))}
        self.verb_at = {p: one for one in self.verbs for p in range(one.group, one.last)}
        opening = [p for p, tags in enumerate(self.words.tags) if tags and not SUBORDINATING.isdisjoint(tags)]
        self.clause_starts = frozenset(p for p in opening if self._starts_clause(p))
        self.relatives = frozenset(p for p in opening if self._is_relative(p))

    def _starts_clause(self, index: int) -> bool:
        """Whether a subordinator opens a clause: a noun phrase and a verb follow it."""
        tags = self.words.tags[index]
        if ("preposition" in tags and "conditional" not in tags) or "determiner" in tags:
            return self._has_finite_verb_before_mark(index + 1)
        return True

    def _has_finite_verb_before_mark(self, index: int) -> bool:
        """ "after Russia struck" opens a clause; "after a call with Putin" and "as president" do not."""
        words = self.words
        for position in range(index, min(index + 12, len(words))):
            verb = self.verb_at.get(position)
            if verb is not None and verb.finite and not verb.passive:
                return True
            if words.tags[position] & {"be_finite", "have", "future", "would", "possible", "do"}:
                return True
            if words.folded[position] in (",", ";", ":") or "relative" in words.tags[position]:
                return False
        return False

    def _is_relative(self, index: int) -> bool:
        """Whether a word is a relative pronoun: it follows a noun phrase, not a verb of saying."""
        if "relative" not in self.words.tags[index]:
            return False
        before = index - 1
        if self.words.word(before) == "-" and self.words.starts[index] == self.words.ends[before]:
            return False  # "будь-яке": a part of a compound
        if self.words.word(before) == ",":
            before -= 1
        dated = self.words.dated
        while before in dated or (before + 1 in dated and "preposition" in self.words.tag(before)):
            before -= 1  # "said on Monday that"
        told = before >= 0 and before not in self.verb_at and not self.words.tag(before) & AUXILIARY
        return told and not self._tells(before, index)

    def _tells(self, before: int, index: int) -> bool:
        """ "warned Putin that a crisis ...": after a verb of saying and whom it tells, what a noun phrase follows is
        what is said."""
        addressee = self.mention_at.get(before)
        if addressee is None or "complementiser" not in self.words.tags[index] or self.words.marked:
            return False
        verb = self.verb_at.get(addressee.first - 1 - ("determiner" in self.words.tag(addressee.first - 1)))
        said = verb is not None and any(kind == "say" for kind, _ in verb.rows)
        return said and index + 1 not in self.verb_at and not self.words.tag(index + 1) & AUXILIARY

    def before_aside(self, index: int) -> int:
        """The word before ", Zelensky said," or ", speaking in Ohio," where `index` closes it; else `index`."""
        words = self.words
        if words.word(index) != ",":
            return index
        opening = index - 1
        while opening > 0 and words.folded[opening] != "," and index - opening < ASIDE:
            opening -= 1
        if opening < 1 or words.folded[opening] != ",":
            return index
        inside = [verb for verb in self.verbs if opening < verb.first < index]
        if not inside or opening + 1 in self.clause_starts:
            return index
        first = inside[0]
        said = first.finite and any(kind == "say" for kind, _ in first.rows)
        return opening - 1 if said or (first.form == "ing" and first.group == opening + 1) else index

    def preposition_before(self, index: int) -> int | None:
        """The preposition that governs the noun phrase whose name begins at `index`, across its adjectives."""
        if index not in self.governing:
            self.governing[index] = self._governing(index)
        return self.governing[index]

    def _governing(self, index: int) -> int | None:
        words, position = self.words, index - 1
        named = self.mention_at.get(index)
        if named is not None and words.marked and named.forms == NOMINATIVE:
            return None
        position -= "number_word" in words.tag(position)
        while position >= 0 and index - position <= 6:
            tags = words.tags[position]
            if position in words.dated or ("complementiser" in tags and "preposition" not in words.tag(position - 1)):
                return None
            if "preposition" in tags and not self._is_particle(position):
                return None if position in self.clause_starts else position
            if words.folded[position] == "," and position == index - 1:
                return self._before_town(position, index)
            if position in self.verb_at or words.folded[position] in (",", ";", ":") or "conjunction" in tags:
                return None
            if position in self.mention_at and self.mention_at[position].last <= index:
                inner = self.mention_at[position]
                if not inner.modifier or not words.owns(inner.last):
                    return None
                position = inner.first
            elif tags and not tags & {"determiner", "possessive_pronoun", "adverb", "agentive"}:
                return None
            position -= 1
        return None

    def _before_town(self, comma: int, land: int) -> int | None:
        """The preposition before a town that the comma parts from its country ("in Bydgoszcz, Poland")."""
        town, state = self.mention_at.get(comma - 1), self.mention_at.get(land)
        if state is None or state.kind != "state" or state.modifier or comma < 3:
            return None  # "In Malmö, Ukraine ...": what opens a sentence stands by itself
        if town is not None:
            return self.preposition_before(town.first) if (town.kind, town.code) == ("place", state.code) else None
        named = self.words.capital(comma - 1) and not self.words.tags[comma - 1] and comma - 1 not in self.words.dated
        return comma - 2 if named and "place_preposition" in self.words.tag(comma - 2) else None

    def opening_of(self, verb: Verb) -> int | None:
        """The preposition that opens an infinitive's clause with a subject of its own ("the demand for Ukraine to
        withdraw"); None where none does."""
        own = self.mention_at.get(verb.group - 1) if verb.infinitive else None
        while own is not None and "conjunction" in self.words.tag(own.first - 1):
            own = self.mention_at.get(own.first - 2)
        opening = self.preposition_before(own.first) if own is not None else None
        return opening if opening is not None and "purpose" in self.words.tags[opening] else None

    def _is_particle(self, index: int) -> bool:
        verb = self.verb_at.get(index)
        return verb is not None and verb.first <= index < verb.last
