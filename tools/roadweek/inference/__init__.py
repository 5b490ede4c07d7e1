"""Inference endpoints and devices: reading streams, load, telemetry.

I/O; what the numbers mean is in ``benchmarking``.
"""
