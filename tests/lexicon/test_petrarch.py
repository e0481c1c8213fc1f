"""PETRARCH dictionaries, imported and used: synonyms, dated codes, agents, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.evaluations import petrarch as suite
from typer.testing import CliRunner

from dualtrack import cli, code_sentence
from dualtrack.errors import PackError
from dualtrack.lexicon import load_case
from dualtrack.lexicon.petrarch import import_petrarch
from dualtrack.model import Case

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
ENVOY {ENVOYS} [~GOV]
CONGRESS!PERSON! [~LEG]
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "actors.txt").write_text(ACTORS, "utf-8")
    (tmp_path / "agents.txt").write_text(AGENTS, "utf-8")
    import_petrarch([tmp_path / "actors.txt", tmp_path / "agents.txt"], tmp_path / "ports", ["Valdorian"])
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


def test_bodies_keep_their_whole_code(case: Case) -> None:
    assert parties("Valdoria attacked the Union of Ports.", case)[1] == ["IGOUOP"]


def test_what_is_nobodys_or_everybodys_is_told(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(ACTORS, "utf-8")
    told = import_petrarch([tmp_path / "actors.txt"], tmp_path / "ports")[2]
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
    assert "8 rows of actors, 5 of agents, 2 notes" in written.stdout
    assert runner.invoke(cli.app, ["lint", str(tmp_path / "packs/cases/ports")]).exit_code == 0


def test_the_suite_of_a_peer(data: Path) -> None:
    assert suite.share_right()[0] >= suite.RIGHT
