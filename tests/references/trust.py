"""What Python's packages say of the same ratings: reads them as JSON, answers figures as JSON."""

import json
import sys

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from scipy.stats import binom
from sklearn.metrics import cohen_kappa_score, precision_recall_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint


def of_pairs(pairs, scale):
    first, second = zip(*pairs)
    table = [[sum(1 for a, b in pairs if a == i and b == j) for j in scale] for i in scale]
    return {
        "kappa (scikit-learn)": cohen_kappa_score(first, second, labels=scale),
        "kappa (statsmodels)": cohens_kappa(table).kappa,
        "quadratic kappa (scikit-learn)": cohen_kappa_score(first, second, labels=scale, weights="quadratic"),
    }


def of_items(items, scale):
    """Items by raters, None for a gap."""
    by_rater = np.array([[np.nan if value is None else value for value in item] for item in items], dtype=float).T
    figures = {
        f"{level} alpha (krippendorff)": krippendorff.alpha(
            reliability_data=by_rater, value_domain=scale, level_of_measurement=level
        )
        for level in ("nominal", "ordinal", "interval")
    }
    ratings = CAC(pd.DataFrame(by_rater.T), categories=[float(value) for value in scale], digits=12)
    figures["AC1 (irrCAC)"] = ratings.gwet()["est"]["coefficient_value"]
    if not np.isnan(by_rater).any():
        table = [[item.count(value) for value in scale] for item in items]
        figures["Fleiss kappa (statsmodels)"] = fleiss_kappa(np.array(table))
    return figures


def of_differing(first, second):
    table = [[0, first], [second, 0]]
    exact = mcnemar(table, exact=True).pvalue
    at_point = binom.pmf(min(first, second), first + second, 0.5)
    return {"exact (statsmodels)": exact, "mid-p (scipy)": 1 - at_point / 2 if first == second else exact - at_point}


def of_graded(items):
    precision, recall, thresholds = precision_recall_curve(
        [item["isWrong"] for item in items], [item["probability"] for item in items]
    )
    return {"precision": precision[:-1].tolist(), "recall": recall[:-1].tolist(), "thresholds": thresholds.tolist()}


question = json.load(sys.stdin)
json.dump(
    {
        "pairs": [of_pairs(one["pairs"], one["scale"]) for one in question["pairs"]],
        "items": [of_items(one["items"], one["scale"]) for one in question["items"]],
        "differing": [of_differing(*one) for one in question["differing"]],
        "shares": [list(proportion_confint(count, of, method="wilson")) for count, of in question["shares"]],
        "graded": [of_graded(one) for one in question["graded"]],
    },
    sys.stdout,
)
