"""Sensors beside a load: where each is read, and the sampler that reads them on the load's own clock."""
