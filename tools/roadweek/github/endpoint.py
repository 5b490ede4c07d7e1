"""Where a GitHub is asked: the address of its GraphQL from the one that a browser shows.

Sources: GitHub's docs, "Forming calls with GraphQL" (github.com: ``https://api.github.com/graphql``, Enterprise Server:
``https://HOST/api/graphql``) and "Data residency" (``https://api.SUBDOMAIN.ghe.com/graphql``). Only config.toml names
another host, so nobody else sends a token elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["GITHUB", "Endpoint", "endpoint_of"]

GITHUB = "github.com"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``host`` names this GitHub, with its port where it has one; ``graphql`` is where it is asked."""

    host: str
    graphql: str

    @property
    def is_enterprise(self) -> bool:
        """Whether it is somebody's own server, for which ``gh`` and we keep another token."""
        return self.host != GITHUB and not self.host.endswith(".ghe.com")


def endpoint_of(url: str | None) -> Endpoint:
    """``url`` as ``github.url`` has it; null for github.com."""
    if url is None:
        return Endpoint(GITHUB, f"https://api.{GITHUB}/graphql")
    parts = urlsplit(url)
    host = parts.netloc.casefold()
    path = parts.path.rstrip("/")
    if host in (GITHUB, f"api.{GITHUB}", f"www.{GITHUB}"):
        return endpoint_of(None)
    if host.endswith(".ghe.com"):
        host = host.removeprefix("api.")
        return Endpoint(host, f"https://api.{host}/graphql")
    tail = {"": "/api/graphql", "/api": "/api/graphql", "/api/v3": "/api/graphql"}.get(path, path)
    return Endpoint(host, f"{parts.scheme}://{host}{tail if tail.endswith('/graphql') else tail + '/api/graphql'}")
