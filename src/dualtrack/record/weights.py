"""How claims are matched to one happening: every weight and threshold, in one list.

Calibrated by hand on the groups of gold/reconcile so that a false merge (which makes a false conflict of figures)
costs more than a missed one. A sum of at least SAME is one happening; between UNSURE and SAME the pair is kept for an
editor; below, two. A VETO decides alone. Two claims whose sum is below zero are never joined by way of a third, where
the sum passes over that one of them has no date.
"""

VETO = -100.0

WEIGHTS: dict[str, float] = {
    # when
    "same interval": 3.0,
    "same long interval": 1.0,
    "overlapping interval": 2.0,
    "a day within a longer time": -1.0,
    "a time without an end": 0.5,
    "night ends on the day": 2.5,
    "planned day near the other": 1.5,
    "planned, and held soon after": 0.5,
    "undated, told beside it": 2.0,
    "undated, told after it": 1.0,
    "undated, in the same article": -0.5,
    "undated, published just after": 0.0,
    "undated, published on one day": 0.0,
    "undated, published together": -1.0,
    "undated, published apart": VETO,
    "different days": VETO,
    "different hours": VETO,
    "planned only after the other was held": VETO,
    "acts of a different standing": VETO,
    "two rows of one list of events": VETO,
    # where
    "same place": 2.5,
    "same country": 1.0,
    "one place holds the other": 1.0,
    "one place unknown": 0.0,
    "both places unknown": 0.0,
    "perhaps parts of one raid": -2.0,
    "planned for another place": -0.5,
    "different places": VETO,
    # who
    "same parties": 2.0,
    "one names more parties": 1.0,
    "one side unnamed": 0.0,
    "a meeting of two beside a summit": -6.0,
    "nobody in common": -6.0,
    "each blames another": -2.0,
    "each blames another for the same harm": -1.0,
    # what
    "same modes": 1.0,
    "one names no mode": 0.5,
    "different modes": -2.0,
    "interception of the raid": 0.5,
    "both count what was launched": 2.0,
    "on the ground and from the air": -6.0,
    "a call and a meeting at a place": -6.0,
    "said in other words": -5.0,
    # how many
    "same number": 2.0,
    "same number, a rare one": 3.5,
    "numbers can both hold": 0.5,
    "numbers clash": -0.5,
    "numbers clash within one article": -2.5,
    # from where
    "headline of the same article": 1.0,
    "same article": 0.5,
    "counted apart in one article": VETO,
    "its outcome, told after it": 1.5,
    "told of again, without a name": 1.5,
    "a part of it, told after it": 1.5,
    "told apart in one sentence": -1.5,
}
# What is said where one of two acts has no date.
DATELESS = frozenset(
    reason for reason in WEIGHTS if reason.startswith("undated") or reason == "planned, and held soon after"
)
SAME = 4.5
UNSURE = 3.0

# Types whose reports may be of one happening, though coded differently by different sentences.
FAMILIES: dict[str, str] = {
    "ASSAULT": "violence",
    "COERCE": "coercion",
    "CONSULT": "meeting",
    "AGREE": "agreement",
    "COOPERATE": "agreement",
    "RETREAT": "retreat",
    "CONCEDE": "concession",
    "SANCTION": "sanction",
    "AID": "aid",
    "THREATEN": "threat",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "rejection",
    "PROTEST": "protest",
    "MOBILIZE": "mobilisation",
    "SUPPORT": "support",
}
SYMMETRIC = ("meeting", "agreement")
# Acts of speech: two of them on one day between the same parties are one only if said in similar words.
SPOKEN = ("agreement", "threat", "request", "accusation", "rejection", "support")
GROUND = frozenset({"advance", "capture", "clash", "encircle", "repel", "firearms", "heavy-weapons"})
AIR = frozenset({"drone", "missile", "aerial", "energy-strike", "shoot-down"})
# What an attack leaves behind: told without saying who did it, it is the toll of the attack told just before.
HARM = frozenset({"killed", "wounded", "killed_or_wounded", "without_power", "hit", "destroyed"})
LAUNCHED = "launched"  # the measure that counts a raid as a whole
SUMMIT = 4  # parties from which a meeting is a summit, of which a meeting of two is only a part
SHORT = 3  # days that a raid or a battle may be said to have lasted
LONG = 8  # days from which the same interval says little
MORNING = 9 * 60  # minute of the day by which a night's raid is over
BESIDE = 2  # sentences between an undated act and the dated one that it continues
FOLLOWING = 1  # sentences between a number that belongs to no act and the attack whose outcome it is
COMMON_COUNT = 20  # up to which two happenings may well have the same count
JUST_AFTER = 3  # days between an act and the article that tells of it without a date
PLANNED_SLACK = 10  # days between the day a meeting was planned for and the day it took place
COMMON_WORDS = 0.3  # share of the shorter quote's words that the longer has, from which both say the same
LARGEST_BLOCK = 60  # claims compared within a block; beyond, each is compared with its nearest by day and place
LARGEST_GROUP = 40  # claims of each of two groups that are compared before they are joined
