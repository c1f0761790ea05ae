"""Logistic regression: weights of a few plain values, the last one the constant."""
from __future__ import annotations

import numpy as np


def fit_logistic(
    values: np.ndarray, right: np.ndarray, ridge: float = 1.0, prior: np.ndarray | None = None
) -> np.ndarray:
    """Returns the weights that make `right` likeliest, by Newton steps with a ridge penalty on all but the constant.
    With `prior`, weights are drawn to it instead of to nought; its last value is where the constant starts."""
    table = np.hstack([values, np.ones((len(values), 1))]).astype(np.float64)
    penalty = np.full(table.shape[1], ridge)
    penalty[-1] = 1e-6
    centre = np.zeros(table.shape[1]) if prior is None else prior
    weights = centre.copy()
    for _ in range(50):
        chance = probability(weights, values)
        slope = table.T @ (chance - right) + penalty * (weights - centre)
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def probability(weights: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Returns the probability of each row."""
    return 1 / (1 + np.exp(-np.clip(values @ weights[:-1] + weights[-1], -30, 30)))
