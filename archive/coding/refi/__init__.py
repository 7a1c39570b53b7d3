"""REFI-QDA 1.0 exchange files (.qdpx): how coding travels to NVivo, ATLAS.ti, MAXQDA or QualCoder and back.

Pure: bytes in, plain data out, and the reverse. Nothing is unpacked to disk, and no word is let out here that
was not handed in: what may leave is decided before this package is asked.
"""
