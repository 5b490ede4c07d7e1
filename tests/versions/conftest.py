"""A small plan to change, and the command's fixtures."""

from __future__ import annotations

import pytest
from tests.cli.conftest import call, document, roadweek, workspace

__all__ = ["call", "document", "plan_text", "roadweek", "workspace"]

PLAN = """---
title: A small plan
date: 2026-03-01
lang: en
---

# Small plan, March 2026 – August 2026

## Phase 1: Ground (1 March – 31 May 2026)

### March 2026

- Write a summary of projections
- Run a detector on the board

### April 2026

- Port the pipeline to the second board

## Phase 2: Depth (1 June – 31 August 2026)

- Build an offline demo
- Publish post 2 on the demo

## Normal week

- English listening: every weekday, 30 min
- Algorithms: Tuesday and Thursday, evening, 25 min
- Weekly review: Sunday, 30 min (mandatory)

## Business-trip week

- English listening: every day, 20 min
- No new tasks

## English listening, in detail

Listening should be 40 minutes every weekday.

## Milestones

- Blog post 1 online: 31 March 2026
- Talk given: 20 May 2026

## Rules

1. Never two heavy evenings in a row.

## Open decisions

- Second board: an Orin Nano or an N100?
"""


@pytest.fixture
def plan_text() -> str:
    return PLAN
