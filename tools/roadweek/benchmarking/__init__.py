"""Honest benchmarks as pure functions: what a figure means, runs and their cards, experiments, comparisons."""
