"""Small models (linear-chain conditional random fields), one a language, trained by ``bench.train``."""
