"""Numbers with no noun of their own: they share that of their total or of a neighbour in the sentence."""

from __future__ import annotations

from dualtrack.coding.measures import governed
from dualtrack.coding.number_lists import REACH, Number, echoes, itemised, recalls
from dualtrack.coding.quantity_nouns import find_noun
from dualtrack.coding.units import Noun, thing_at, unit_at
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.grammar import Tokens
from dualtrack.model import Qualifier

PERSON = Noun("person", "", "", "person", None, ("person",))
"""What a number counts that stands alone by a verb of harm, or is a word for people alone."""
SHARED = 3
"""Words between the numbers of two verbs that share their object."""
LONE = 4
"""Words from "including" to the one person that it names ("including a pregnant woman")."""


def share_nouns(numbers: list[Number], tokens: Tokens, countables: Countables) -> None:
    """Give a number with no noun of its own that of its total (29 of 40 drones; 40 of them) or of its neighbour."""
    for index, number in enumerate(numbers):
        opens_part = number.last < len(tokens.words) and countables.has("of", tokens.words[number.last])
        if opens_part and (number.noun is None or number.noun.words is None):
            _take_whole(number, index, numbers, tokens, countables)
        elif number.noun is None or (number.noun.rules == ("guess",) and recalls(number, tokens, countables)):
            number.noun = _borrowed(index, numbers, tokens, countables)
        if number.noun is not None and number.part_of is None:
            number.part_of = _total_of(index, numbers, tokens, countables)


def _take_whole(number: Number, index: int, numbers: list[Number], tokens: Tokens, countables: Countables) -> None:
    """The whole after "of": another number (29 of 40), a pronoun (40 of them), or a noun (357 of the drones)."""
    after = number.last + 1
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if following is not None and following.noun and following.first - after <= 1:
        number.noun, number.part_of = following.noun._replace(own=False), following
    elif after < len(tokens.words) and countables.has("us", tokens.words[after]):
        number.noun = PERSON
    elif after < len(tokens.words) and countables.has("them", tokens.words[after]):
        totals = [total for total in numbers[:index] if total.noun is not None and total.part_of is None]
        if totals:
            number.part_of = totals[-1]
            number.noun = _named_part(number, after, _of_total(totals[-1]), tokens, countables)
        else:
            number.noun = _antecedent(number, tokens, countables)
    else:
        while after < len(tokens.words) and countables.has("articles", tokens.words[after]):
            after += 1
        number.noun = find_noun(tokens, after, after, 2.0, countables)


def _antecedent(number: Number, tokens: Tokens, countables: Countables) -> Noun | None:
    """What "81 of them" counts where no number told the whole: the nearest things that what governs it befalls."""
    for index in range(number.first - 1, -1, -1):
        unit = thing_at(tokens, index, countables)
        if unit is None or unit.kind != "noun" or not unit.plural:
            continue
        noun = Noun(unit.what, unit.unit, unit.scope, unit.family, (index - len(unit.words), index + 1), (unit.id,))
        if governed(tokens, number.first, number.last, noun, countables, near=True) is not None:
            return noun._replace(own=False)
    return None


def lone_parts(numbers: list[Number], tokens: Tokens, countables: Countables) -> list[Number]:
    """The one person named as a part of a number of people: "the bodies of three people, including a child"."""
    found = []
    for total in numbers:
        if total.noun is None or total.noun.kind != "person" or total.high <= 1:
            continue
        opens = range(total.last, min(total.last + REACH, len(tokens.words)))
        opening = next((at for at in opens if countables.has("part", tokens.words[at])), None)
        part = None if opening is None else _person_from(opening + 1, tokens, countables)
        if (
            part is not None
            and part.words is not None
            and not any(total.last <= n.first < part.words[1] for n in numbers)
        ):
            first = part.words[0]
            found.append(Number(first, part.words[1], 1.0, 1.0, Qualifier.EXACT, [], part, total.part_of or total))
    return found


def _person_from(first: int, tokens: Tokens, countables: Countables) -> Noun | None:
    for index in range(first, min(first + LONE, len(tokens.words))):
        unit, word = thing_at(tokens, index, countables), tokens.words[index]
        if index in tokens.values or not word[0].isalpha() or countables.has("range_and", word):
            return None
        if unit is not None:
            single = unit.family == "person" and (not unit.plural or countables.has("single", word))
            words = (index - len(unit.words), index + 1)
            return Noun(unit.what, unit.unit, unit.scope, unit.family, words, ("alone", unit.id)) if single else None
    return None


def _named_part(number: Number, after: int, whole: Noun | None, tokens: Tokens, countables: Countables) -> Noun | None:
    """The part that the words after "of them" name: its scope."""
    part = find_noun(tokens, after + 1, after + 1, 2.0, countables)
    if whole is None or part is None or part.rules == ("guess",) or part.kind == "time":
        return whole
    if part.scope or part.kind == whole.kind:
        named = tokens.words[part.words[1] - 1] if part.words else ""
        scope = part.scope or (part.what if part.what != whole.what else named)
        return whole._replace(scope=scope, rules=whole.rules + part.rules, words=part.words, own=True)
    return whole


def _of_total(number: Number) -> Noun | None:
    return number.noun._replace(own=False) if number.noun else None


def _borrowed(index: int, numbers: list[Number], tokens: Tokens, countables: Countables) -> Noun | None:
    """The noun of the number before, where the words between say a part ("including 12", "of which 40") or the next
    item of a list ("killed 12 people and wounded 30"); of the one after in "six or eight drones"."""
    number = numbers[index]
    if recalls(number, tokens, countables):
        return next((_of_total(total) for total in reversed(numbers[:index]) if total.noun is not None), None)
    if not _stands_alone(tokens, number.last, countables) or _ends_name(number, tokens):
        return None
    tallied = _tallied(number, tokens, countables)
    if tallied is not None:
        return tallied
    totals = [total for total in numbers[:index] if total.noun is not None and number.first - total.last <= REACH]
    if totals:
        between = tokens.words[totals[-1].last : number.first]
        if any(countables.has("part", word) or countables.has("them", word) for word in between):
            return _of_total(totals[-1].part_of or totals[-1])
        listed = itemised(totals[-1], number, tokens, countables) is not None
        if listed or echoes(between, number, tokens, countables):
            return _of_total(totals[-1])
        noun = totals[-1].noun
        measure = governed(tokens, number.first, number.last, noun, countables, near=True)
        if measure is not None and noun is not None:
            # Of casualties, the killed are people.
            of_people = noun.what == "casualty" and measure[0] != "killed_or_wounded"
            return PERSON if of_people else _of_total(totals[-1].part_of or totals[-1])
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if following is not None and following.noun and following.first - number.last == 1:
        joined = countables.has("range_and", tokens.words[number.last])
        return _of_total(following) if joined else None
    if following is not None and following.noun and _shares_object(number, following, tokens, countables):
        return _of_total(following)
    if countables.has("people", tokens.words[number.last - 1]):
        return PERSON
    grouped = _grouped(number, tokens, countables)
    return grouped or (PERSON if governed(tokens, number.first, number.last, PERSON, countables, near=True) else None)


def _tallied(number: Number, tokens: Tokens, countables: Countables) -> Noun | None:
    """What a sentence's subject says is numbered: "the number of victims rose to 17", "the death toll reached 17"."""
    for index in range(number.first - 1, max(-1, number.first - 1 - REACH), -1):
        word = tokens.words[index]
        if index in tokens.values or word in ".;:":
            return None
        if countables.has("tallies", word):
            start = index + 1 + _is_of(tokens, index + 1, countables)
            found = find_noun(tokens, start, start, 2.0, countables)
            unit = unit_at(tokens, index - 1, countables, ("noun",))
            if found is not None and found.rules != ("guess",):
                return found._replace(own=False)
            return Noun(unit.what, unit.unit, "", unit.family, None, (unit.id,)) if unit is not None else None
    return None


def _is_of(tokens: Tokens, index: int, countables: Countables) -> bool:
    return index < len(tokens.words) and countables.has("of", tokens.words[index])


def _grouped(number: Number, tokens: Tokens, countables: Countables) -> Noun | None:
    """The people of "a family of six"."""
    if number.first < 2 or tokens.capital(number.first) or not countables.has("of", tokens.words[number.first - 1]):
        return None
    return PERSON if countables.has("groups", tokens.words[number.first - 2]) else None


def _ends_name(number: Number, tokens: Tokens) -> bool:
    """Whether digits right after a capital inside a sentence belong to a name or a title."""
    before = number.first - 1
    return (
        before > 0
        and tokens.words[before].isalpha()
        and tokens.capital(before)
        and tokens.words[number.first].isdigit()
    )


def _shares_object(number: Number, following: Number, tokens: Tokens, countables: Countables) -> bool:
    """Whether two verbs share what they count: "destroyed five and intercepted three drones"."""
    between = tokens.words[number.last : following.first]
    joined = 2 <= len(between) <= SHARED and countables.has("range_and", between[0])
    return joined and any(countables.governors_of(word) for word in between[1:])


def _stands_alone(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether the word after a number can follow one with no noun: a verb that governs, a small word, a mark."""
    if index >= len(tokens.words):
        return True
    word = tokens.words[index]
    if word == "-" and index + 1 < len(tokens.words) and tokens.joined(index) and tokens.joined(index + 1):
        return False  # one word with what follows
    return not word[0].isalnum() or countables.has("stops", word) or bool(countables.governors_of(word))


def _total_of(index: int, numbers: list[Number], tokens: Tokens, countables: Countables) -> Number | None:
    """The total that a number is a part of, where the words between say so."""
    for total in reversed(numbers[:index]):
        if total.noun is None:
            continue
        if numbers[index].first - total.last > REACH:
            return None
        between = tokens.words[total.last : numbers[index].first]
        if any(countables.has("part", word) for word in between):
            return total.part_of or total
        whole = itemised(total, numbers[index], tokens, countables)
        if whole is not None:
            return whole
    return None
