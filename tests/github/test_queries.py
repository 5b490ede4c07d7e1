"""Our queries: six, none of them changes anything, each valid where GitHub publishes what may be asked."""

from __future__ import annotations

from importlib import resources

import pytest
from graphql import OperationDefinitionNode, OperationType, parse, print_ast, validate_schema
from tests.github.server import SCHEMA
from tests.github.trim import trimmed
from tests.github.validate import TRIMMED, faults, main

from roadweek.github.asking import QUERIES, query_text


def test_every_query_that_is_there_is_known_and_there_are_six() -> None:
    files = resources.files("roadweek.github").joinpath("queries").iterdir()
    assert sorted(file.name for file in files) == [f"{name}.graphql" for name in QUERIES]
    assert len(QUERIES) == 6


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_valid_reads_only_and_asks_what_it_costs(name: str) -> None:
    assert faults(SCHEMA, name) == []
    document = parse(query_text(name))
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    assert [one.operation for one in operations] == [OperationType.QUERY]
    asked = [print_ast(one).split() for one in operations[0].selection_set.selections]
    assert ["rateLimit", "{", "cost", "remaining", "resetAt", "}"] in asked


def test_the_trimmed_schema_is_valid_has_its_notice_and_trims_to_itself() -> None:
    assert validate_schema(SCHEMA) == []
    text = TRIMMED.read_text("utf-8")
    assert "Copyright (c) GitHub" in text
    assert "The above copyright notice and this permission notice" in text
    assert trimmed(SCHEMA, [query_text(name) for name in QUERIES]) == text


def test_the_documented_command_judges_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(TRIMMED)]) == 0
    assert "6 queries are valid" in capsys.readouterr().out
    assert main([]) == 2


def test_the_documented_command_names_what_a_schema_does_not_have(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("schema") / "schema.graphql"
    other.write_text(TRIMMED.read_text("utf-8").replace("  mergedAt: DateTime\n", ""), "utf-8")
    assert main([str(other)]) == 1
    told = capsys.readouterr().out
    assert "activity.graphql:" in told
    assert "mergedAt" in told
