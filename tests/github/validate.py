"""Hold each of our queries against GitHub's published schema: ``python -m tests.github.validate PATH_TO_SCHEMA``.

The schema is ``schema.graphql`` of the npm package ``@octokit/graphql-schema`` (MIT): ``npm pack`` brings it. As it is
published it is not wholly valid itself (fields defined twice, deprecations that an interface lacks): only our queries
are judged. ``--trim`` writes from it the part that they use, tests/github/schema.graphql.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graphql import GraphQLSchema, build_schema, parse, validate
from tests.github.trim import trimmed

from roadweek.github.asking import QUERIES, query_text

TRIMMED = Path(__file__).with_name("schema.graphql")


def schema_of(text: str) -> GraphQLSchema:
    return build_schema(text, assume_valid=True, assume_valid_sdl=True)


def faults(schema: GraphQLSchema, name: str) -> list[str]:
    """What is wrong with a query, by line; nothing where it is valid."""
    return [
        f"{name}.graphql:{error.locations[0].line if error.locations else '?'}: {error.message}"
        for error in validate(schema, parse(query_text(name)))
    ]


def main(arguments: list[str]) -> int:
    paths = [one for one in arguments if not one.startswith("--")]
    if len(paths) != 1:
        print(__doc__)
        return 2
    schema = schema_of(Path(paths[0]).read_text("utf-8"))
    wrong = [fault for name in QUERIES for fault in faults(schema, name)]
    print("\n".join(wrong) or f"{len(QUERIES)} queries are valid against {len(schema.type_map)} types")
    if "--trim" in arguments and not wrong:
        TRIMMED.write_text(trimmed(schema, [query_text(name) for name in QUERIES]), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
