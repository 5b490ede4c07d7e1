"""Any foreign file: which tool wrote it is read from what stands in it."""

from __future__ import annotations

import json

from roadweek.benchmarking.foreign.found import ForeignRun
from roadweek.benchmarking.foreign.llama_bench import read_llama_bench
from roadweek.benchmarking.foreign.servers import read_aiperf, read_guidellm
from roadweek.benchmarking.foreign.tegrastats_log import read_tegrastats_log
from roadweek.benchmarking.foreign.trtexec import read_trtexec_log, read_trtexec_times
from roadweek.errors import InputError

TOOLS = (
    "trtexec (log, --exportTimes), llama-bench (-o json, jsonl, csv, md), guidellm (JSON), aiperf (JSON), "
    "tegrastats (log, as a replay)"
)


def read_foreign(text: str, name: str) -> list[ForeignRun]:
    """The runs of a file called ``name``.

    Raises InputError for a file of none of the tools, and for one of which nothing can be read.
    """
    text = text.lstrip("\ufeff")
    try:
        document: object = json.loads(text)
    except ValueError:
        document = None
    except RecursionError as error:
        raise InputError("foreign_unreadable", name=name, tools=TOOLS) from error
    if document is not None:
        found = read_guidellm(document) or read_aiperf(document)
        if not found and (times := read_trtexec_times(document)):
            found = [times]
    else:
        log = read_trtexec_log(text)
        found = [log] if log else []
    found = found or read_llama_bench(text)
    if not found and (replay := read_tegrastats_log(text)):
        found = [replay]
    if not found:
        raise InputError("foreign_unreadable", name=name, tools=TOOLS)
    return found
