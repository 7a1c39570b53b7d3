"""The parts of ``bench.deidentify``: its texts, what it runs, how it counts, how it reports."""
