"""One grammar for sentences and plans: words are data, rules are rows, and no character is used twice.

``data/*.toml`` hold the words, ``dimensions/`` the rules; how to read and to explain:

* :func:`roadweek.grammar.read.read` ``(text) -> TextReading``: the cover of a text by readings without overlap that
  explains most of it. ``reading.of("duration")`` gives the nodes of one kind, those inside others too, in order;
  ``reading.ties`` other covers that explain as much. Kept for texts seen lately; ``read.forget()`` lets go of them.
* A :class:`roadweek.grammar.lattice.Node` has ``kind``, ``value``, ``start``, ``end`` (places in the text as it was
  given), ``name`` (the rule, or the word) and ``parts``.
* :func:`roadweek.grammar.explain.explain` prints the tree of rules behind a node.

A new dimension is one module in ``dimensions/`` with ``RULES``, named in ``dimensions/__init__.py``; see
:class:`roadweek.grammar.rule.Row` for what a pattern may say and ``docs/reading.md`` for how to teach a phrase.
The grammar knows neither plans nor edits.
"""
