"""Runs of other tools: trtexec, llama-bench, guidellm, aiperf and logs of tegrastats, read into ours with their source.

A figure has our name only where its definition is ours; any other keeps its tool's name in front, so that it is never
compared with what it is not. ``docs/benchmarks`` lists both.
"""
