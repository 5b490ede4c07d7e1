"""Documents of `batch`."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict


class BatchWorkspaceView(TypedDict):
    """A workspace: ``proposed`` with its proposal, ``standing`` where nothing changes, ``failed`` with ``error``;
    ``tries`` is more than 1 where workers were killed meanwhile."""

    workspace: str
    state: Literal["proposed", "standing", "failed"]
    proposal: str | None
    weeks: list[str]
    changes: int
    unplaced: int
    tries: int
    error: str | None


class BatchView(TypedDict):
    by: Literal["processes", "dask"]
    workspaces: list[BatchWorkspaceView]
    failed: list[str]
