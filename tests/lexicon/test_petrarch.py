"""PETRARCH dictionaries, imported and used: synonyms, dated codes, agents, and what is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from bench.evaluations import petrarch as suite
from typer.testing import CliRunner

from dualtrack import cli, code_sentence
from dualtrack.errors import PackError
from dualtrack.lexicon import load_case
from dualtrack.lexicon.petrarch import import_petrarch
from dualtrack.model import Case

FLOORS = Path(__file__).resolve().parents[2] / "gold" / "floors.toml"
ACTORS = """<!-- a dictionary of our own
over two lines -->
VALDORIA [VDR] # a state
+VALDORIAN
+REPUBLIC_OF_VALDORIA
KESTREL_FRONT  # its dates stand below
+THE_KESTRELS
\t[VDRREB <20100131]
\t[VDRGOV 20100201 - 20191231]
\t[VDROPP >20200101]
MARIT_OSSEN [VDRGOV]
UNION_OF_PORTS [IGOUOP]
NOWHERE [---]
TWIN_CITIES [VDR/OST]
OSTMARK [OST]
"""
AGENTS = """!PERSON! = MAN, WOMAN
POLICE {} [~COP]
HARBOUR_WARDEN [~COP] # its plural by rule
RESIDENT [~BUS] # the language's own residents are civilians
ENVOY {ENVOYS} [~GOV]
CONGRESS!PERSON! [~LEG]
"""
VERBS = """# sets of synonyms
&PACT
+TREATY
+WRITTEN_ACCORD

&HAVEN
+HARBOUR_&PACT

--- CHASTEN [111] ---
CHASTEN {CHASTENED CHASTENS}   # blame
BEFOUL_THE_NAME_+OF
PARLEY [046:046]
+FEND_OFF [120]
- * &HAVEN [057]
- * CARGO (FROM) [071]
- * (OVER {OYSTER BEDS}) [160]
- * $ (ABOUT LIGHTHOUSES) [1011]
- % * [046]
- GLADLY * [050]
- * &UNKNOWN [050]
- * CREWS (OF SHIPS) (IN FOG) [050]
- * BUOYS [---]
--- UTTER [010] ---
UTTER
WILL
HOIST [999]
--- FEAST [051] ---
FEAST
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "actors.txt").write_text(ACTORS, "utf-8")
    (tmp_path / "agents.txt").write_text(AGENTS, "utf-8")
    (tmp_path / "verbs.txt").write_text(VERBS, "utf-8")
    files = [tmp_path / f"{name}.txt" for name in ("actors", "agents", "verbs")]
    import_petrarch(files, tmp_path / "ports", ["Valdorian"])
    return load_case(tmp_path / "ports")


def parties(text: str, case: Case, published: str = "2015-06-01") -> tuple[list[str], list[str]]:
    """The codes and sectors of the actors and the recipients of a sentence's first act."""
    act = next(claim.act for claim in code_sentence(text, case=case, language="en", published=published) if claim.act)
    return [f"{p.code}{p.role or ''}" for p in act.actors], [f"{p.code}{p.role or ''}" for p in act.recipients]


def test_synonyms_are_one_actor(case: Case) -> None:
    assert parties("The Republic of Valdoria attacked Ostmark.", case) == (["VDR"], ["OST"])


def test_a_known_adjective_qualifies_what_follows(case: Case) -> None:
    assert parties("Valdorian police attacked Ostmark.", case) == (["VDRCOP"], ["OST"])


@pytest.mark.parametrize(
    ("published", "code"), [("2009-05-01", "VDRREB"), ("2015-05-01", "VDRGOV"), ("2024-05-01", "VDROPP")]
)
def test_a_code_holds_within_its_dates(case: Case, published: str, code: str) -> None:
    assert parties("The Kestrel Front attacked Ostmark.", case, published)[0] == [code]


def test_agents_give_the_sector_of_the_actor_beside_them(case: Case) -> None:
    assert parties("Ostmark harbour wardens attacked Valdoria.", case)[0] == ["OSTCOP"]


def test_an_agent_of_the_case_is_read_before_the_language_s(case: Case) -> None:
    assert parties("Ostmark residents criticised Valdoria.", case)[0] == ["OSTBUS"]


def test_bodies_keep_their_whole_code(case: Case) -> None:
    assert parties("Valdoria attacked the Union of Ports.", case)[1] == ["IGOUOP"]


@pytest.mark.parametrize(
    ("text", "event_type", "recipients"),
    [
        ("Valdoria chastened Ostmark.", "ACCUSE", ["OST"]),
        ("Valdoria is chastening Ostmark.", "ACCUSE", ["OST"]),
        ("Valdoria chastened the raid by Ostmark harbour wardens.", "ACCUSE", ["OSTCOP"]),
        ("Valdoria chastened that Ostmark was no safe haven.", "ACCUSE", ["OST"]),
        ("Valdoria feasted at Ostmark with the Union of Ports.", "SUPPORT", ["IGOUOP"]),
        ("Valdoria fended off Ostmark.", "REJECT", ["OST"]),
        ("Valdoria parleyed with Ostmark.", "CONSULT", ["OST"]),
        ("Valdoria chastened harbour treaties with Ostmark.", "SUPPORT", ["OST"]),
        ("Valdoria chastened cargo from Ostmark.", "AID", ["OST"]),
        ("Valdoria chastened over oyster beds with Ostmark.", "SANCTION", ["OST"]),
        ("Valdoria chastened Ostmark about lighthouses.", "ACCUSE", ["OST"]),
    ],
)
def test_verbs_and_what_rows_can_say_of_their_patterns(
    case: Case, text: str, event_type: str, recipients: list[str]
) -> None:
    claim = next(claim for claim in code_sentence(text, case=case, language="en", published="2015-06-01") if claim.act)
    assert claim.act is not None
    assert claim.act.event_type == event_type
    assert claim.rule.startswith("petrarch.")
    others = [*claim.act.actors[1:], *claim.act.recipients]
    assert [f"{party.code}{party.role or ''}" for party in others] == recipients


def test_what_a_row_cannot_say_of_verbs_is_told(tmp_path: Path) -> None:
    (tmp_path / "verbs.txt").write_text(VERBS, "utf-8")
    told = import_petrarch([tmp_path / "verbs.txt"], tmp_path / "ports").left_out
    assert [line.split(":", 2)[1:] for line in told] == [
        ["25", " 'will' is a word of the language's grammar"],
        ["17", " pattern '* $ (ABOUT LIGHTHOUSES)' says more than a verb and its object"],
        ["19", " pattern 'GLADLY *' says more than a verb and its object"],
        ["20", " pattern '* &UNKNOWN' says more than a verb and its object"],
        ["21", " pattern '* CREWS (OF SHIPS) (IN FOG)' says more than a verb and its object"],
        ["24", " utter [010] has no type in PLOVER"],
        ["26", " hoist [999] has no type in PLOVER"],
    ]


def test_a_case_that_extends_another_has_its_verbs(tmp_path: Path) -> None:
    folder = tmp_path / "cases/harbours"
    (tmp_path / "verbs.txt").write_text(VERBS, "utf-8")
    import_petrarch([tmp_path / "verbs.txt"], tmp_path / "cases/ports")
    folder.mkdir()
    (folder / "case.toml").write_text('id = "harbours"\nname = "Harbours"\nextends = ["ports"]\n', "utf-8")
    assert load_case("harbours", [tmp_path]).verbs == load_case("ports", [tmp_path]).verbs != ()


def test_an_example_that_its_own_verb_does_not_code_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "cases/ports"
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text('id = "ports"\nname = "Ports"\n', "utf-8")
    header = "id,language,words,object,event_type,modes,actor,recipient,effect,example\n"
    rows = "moor,en,moor at,,AID,,,,,Soldiers moored at Rome.\nberth,en,berth,,AID,,,,,Soldiers slept.\n"
    (folder / "verbs.csv").write_text(header + rows, "utf-8")
    told = CliRunner().invoke(cli.app, ["lint", str(folder)])
    assert told.exit_code == 1
    assert "berth does not code its example 'Soldiers slept.'" in told.output
    assert "moor does not" not in told.output


def test_what_is_nobodys_or_everybodys_is_told(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(ACTORS, "utf-8")
    told = import_petrarch([tmp_path / "actors.txt"], tmp_path / "ports").left_out
    assert [line.split(": ", 1)[1] for line in told] == [
        "Nowhere [---] is nobody's code",
        "Twin Cities [VDR/OST] stands for several: only the first is kept",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[VDR]\n", "1: '[VDR]' belongs to no actor"),
        ("OSTMARK [OST 20101]\n", "1: '20101' is not a date"),
        ("OSTMARK [OST 20100101]\n", "is no time: write <YYYYMMDD"),
        ("# nothing\n", "no entry as NAME"),
        ("just words\n", "1: 'just words' has no code"),
    ],
)
def test_what_cannot_be_read_is_refused_by_line(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "actors.txt").write_text(text, "utf-8")
    with pytest.raises(PackError, match=r"actors\.txt") as error:
        import_petrarch([tmp_path / "actors.txt"], tmp_path / "ports")
    assert why in str(error.value)


def test_the_command_writes_a_pack_whose_examples_hold(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(ACTORS, "utf-8")
    (tmp_path / "agents.txt").write_text(AGENTS, "utf-8")
    files = [str(tmp_path / name) for name in ("actors.txt", "agents.txt")]
    runner = CliRunner()
    written = runner.invoke(
        cli.app, ["lexicon", "import-petrarch", *files, "--out", str(tmp_path / "packs/cases/ports")]
    )
    assert written.exit_code == 0
    assert "8 rows of actors, 6 of agents, 0 of verbs, 2 notes" in written.stdout
    assert runner.invoke(cli.app, ["lint", str(tmp_path / "packs/cases/ports")]).exit_code == 0


def test_the_suite_of_a_peer(data: Path) -> None:
    assert suite.share_right()[0] >= tomllib.loads(FLOORS.read_text("utf-8"))["outside"]["petrarch"]["f1"]
