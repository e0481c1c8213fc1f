"""How claims are matched to one happening: every weight and threshold, in one list.

Calibrated by hand on the groups of gold/reconcile so that a false merge (which makes a false conflict of figures)
costs more than a missed one. A sum of at least SAME is one happening; between UNSURE and SAME the pair is kept for an
editor; below, two. A VETO decides alone.
"""

VETO = -100.0

WEIGHTS: dict[str, float] = {
    # when
    "same interval": 3.0,
    "overlapping interval": 2.0,
    "night ends on the day": 1.5,
    "planned day near the held one": 1.5,
    "one date unknown": -0.5,
    "both dates unknown": -0.5,
    "different days": VETO,
    # where
    "same place": 2.5,
    "one place holds the other": 1.0,
    "one place unknown": 0.0,
    "both places unknown": 0.0,
    "different places": VETO,
    # who
    "same parties": 2.0,
    "one names more parties": 1.0,
    "one side unnamed": 0.0,
    "nobody in common": -4.0,
    "actor and recipient swapped": -4.0,
    # what
    "same modes": 1.0,
    "one names no mode": 0.5,
    "different modes": -2.0,
    # how many
    "same number": 2.0,
    "numbers can both hold": 0.5,
    "numbers clash": -0.5,
    # from where
    "headline of the same article": 1.0,
    "same article": 0.5,
    "acts of a different standing": VETO,
}
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
PLANNED_SLACK = 10  # days between the day a meeting was planned for and the day it took place
LARGEST_BLOCK = 60  # claims compared within a block; beyond, each is compared with its nearest by number and place
