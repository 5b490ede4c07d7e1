"""The part of a schema that some queries use: their fields, the arguments that they give, and the types of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    visit,
)

NOTICE = """\
# The part of GitHub's public GraphQL schema that our queries use, without its descriptions; made from schema.graphql of
# @octokit/graphql-schema by `python -m tests.github.validate PATH_TO_SCHEMA --trim`.
#
# Copyright (c) GitHub 2025 - Licensed as MIT.
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
# persons to whom the Software is furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
# Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
_BUILT_IN = ("Int", "Float", "String", "Boolean", "ID")


class _Used(Visitor):
    """Collects, by type, the fields that a query asks for and the arguments that it gives them."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info
        self.fields: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.members: dict[str, set[str]] = defaultdict(set)

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self._info.get_parent_type()
        if parent is not None and not node.name.value.startswith("__"):
            self.fields[parent.name][node.name.value] |= {argument.name.value for argument in node.arguments or ()}

    def enter_inline_fragment(self, node: InlineFragmentNode, *_: Any) -> None:
        outer = self._info.get_parent_type()
        if outer is not None and node.type_condition is not None:
            self.members[outer.name].add(node.type_condition.name.value)


def trimmed(schema: GraphQLSchema, queries: Iterable[str]) -> str:
    """The text of the smaller schema."""
    info = TypeInfo(schema)
    used = _Used(info)
    for query in queries:
        document: DocumentNode = parse(query)
        visit(document, TypeInfoVisitor(info, used))
    _spread(schema, used)
    named: set[str] = set(used.fields)
    for owner, fields in used.fields.items():
        for name, arguments in fields.items():
            field = _field(schema, owner, name)
            named.add(_named(field))
            named |= {_named(field.args[argument]) for argument in _given(field, arguments)}
    parts = [_text(schema, schema.type_map[name], used) for name in sorted(_with_inputs(schema, named))]
    return NOTICE + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def _spread(schema: GraphQLSchema, used: _Used) -> None:
    """What is asked of an interface is had by each type that is it."""
    for name in list(used.fields):
        kind = schema.type_map[name]
        if isinstance(kind, GraphQLInterfaceType):
            for member in schema.get_possible_types(kind):
                for field, arguments in used.fields[name].items():
                    used.fields[member.name][field] |= arguments


def _field(schema: GraphQLSchema, owner: str, name: str) -> GraphQLField:
    kind = schema.type_map[owner]
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
    field: GraphQLField = kind.fields[name]
    return field


def _written(typed: Any) -> str:
    """The type of a field or an argument as it is written; theirs has a type variable that nobody fills."""
    return str(typed.type)


def _named(typed: Any) -> str:
    """The name of the type within lists and non-nulls."""
    return _written(typed).strip("[]!")


def _given(field: GraphQLField, arguments: set[str]) -> list[str]:
    """The arguments of a field in the schema's order: those that are given."""
    return [name for name in field.args if name in arguments]


def _with_inputs(schema: GraphQLSchema, named: set[str]) -> set[str]:
    """The types and those that input types among them need."""
    waiting = list(named)
    while waiting:
        kind = schema.type_map[waiting.pop()]
        if isinstance(kind, GraphQLInputObjectType):
            more: set[str] = {_named(field) for field in kind.fields.values()} - named
            named |= more
            waiting += more
    return named


def _text(schema: GraphQLSchema, kind: GraphQLNamedType, used: _Used) -> str:
    name = kind.name
    if isinstance(kind, GraphQLScalarType):
        return "" if name in _BUILT_IN else f"scalar {name}"
    if isinstance(kind, GraphQLEnumType):
        return f"enum {name} {{\n" + "".join(f"  {value}\n" for value in kind.values) + "}"
    if isinstance(kind, GraphQLInputObjectType):
        return (
            f"input {name} {{\n" + "".join(f"  {one}: {_written(field)}\n" for one, field in kind.fields.items()) + "}"
        )
    if isinstance(kind, GraphQLUnionType):
        members = [member.name for member in kind.types if member.name in used.members[name]]
        return f"union {name} = " + " | ".join(members)
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
    word = "interface" if isinstance(kind, GraphQLInterfaceType) else "type"
    above = [one.name for one in kind.interfaces if one.name in used.fields]
    wanted = used.fields[name]
    fields = "".join(_line(one, field, wanted[one]) for one, field in kind.fields.items() if one in wanted)
    return f"{word} {name}{' implements ' + ' & '.join(above) if above else ''} {{\n{fields}}}"


def _line(name: str, field: GraphQLField, arguments: set[str]) -> str:
    given = ", ".join(f"{one}: {_written(field.args[one])}" for one in _given(field, arguments))
    return f"  {name}{f'({given})' if given else ''}: {_written(field)}\n"
