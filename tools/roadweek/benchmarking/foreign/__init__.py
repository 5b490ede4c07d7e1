"""Runs of other tools: trtexec, llama-bench, guidellm and aiperf, read into ours with their source named.

A figure has our name only where its definition is ours; any other keeps its tool's name in front, so that it is never
compared with what it is not. ``docs/benchmarks`` lists both.
"""
