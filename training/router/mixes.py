"""Metrics of a mix of two models: a share of the questions goes to the strong one, highest score first.

`weak` and `strong` are the qualities (0..1) of each model's answer per question, `scores` grows with P(the weak model
is wrong), `weights` are bootstrap draws (router/bootstrap.py); without them a metric gives one number. Questions with
equal scores are shared: their quality counts as if a coin had picked among them."""

import numpy as np

from router.metrics import ratio
from router.rankings import Ranking, mean_over, over_draws

#: RouteLLM's eleven quantile thresholds (Ong et al. 2024, section 3): none, a tenth ... all of the questions.
SHARES = np.arange(11) / 10
#: Part of the strong model's quality that a mix has to keep.
FLOOR = 0.95


def gain_of(weak, strong):
    return np.asarray(strong, dtype=float) - np.asarray(weak, dtype=float)


def quality_at_shares(weak, strong, scores, weights, shares=SHARES):
    """Mean quality of the mix at each share of questions sent to the strong model (draws × shares)."""
    ranking = Ranking.of(-np.asarray(scores), weights)
    return mean_over(weak, weights)[:, None] + ranking.at_shares(gain_of(weak, strong), shares)


def recovered_at_shares(weak, strong, scores, weights, shares=SHARES):
    """PGR: the part of the gap between the two models that the mix recovers (draws × shares), not clipped.

    No number where the strong model is not better."""
    ranking = Ranking.of(-np.asarray(scores), weights)
    gained = ranking.at_shares(gain_of(weak, strong), shares)
    return ratio(gained, mean_over(gain_of(weak, strong), weights)[:, None])


@over_draws
def apgr(weak, strong, scores, weights):
    """Mean PGR over cloud shares 0..1 by the trapezoid rule at eleven shares (RouteLLM). Chance gives .5."""
    return np.trapezoid(recovered_at_shares(weak, strong, scores, weights), SHARES, axis=1)


@over_draws
def cloud_share_for(weak, strong, scores, part, weights):
    """CPT: least share of questions sent to the strong model at which the mix first recovers `part` of the gap."""
    gain = gain_of(weak, strong)
    gap = weights @ gain
    share = Ranking.of(-np.asarray(scores), weights).first_share(gain, part * gap)
    return np.where(gap > 0, share, np.nan)


@over_draws
def device_share_at_floor(weak, strong, scores, weights, floor=FLOOR):
    """Largest share of questions answered by the weak model with at least `floor` of the strong model's quality."""
    target = floor * (weights @ np.asarray(strong, dtype=float)) - weights @ np.asarray(weak, dtype=float)
    return 1 - Ranking.of(-np.asarray(scores), weights).first_share(gain_of(weak, strong), target)


def cost_and_quality(weak, strong, scores, cost, weights, shares=SHARES):
    """Mean cost and mean quality per question of the mix at each share (both draws × shares). The weak model is free."""
    spent = Ranking.of(-np.asarray(scores), weights).at_shares(cost, shares)
    return spent, quality_at_shares(weak, strong, scores, weights, shares)


@over_draws
def average_quality(weak, strong, scores, cost, weights):
    """AIQ (RouterBench, Hu et al. 2024, section 3): area under the non-decreasing hull of (cost, quality) over the cost range."""
    spent, quality = cost_and_quality(weak, strong, scores, cost, weights)
    return np.array([hull_mean(x, y) for x, y in zip(spent, quality, strict=True)])


def hull_mean(cost, quality):
    """Mean height of the least concave, non-decreasing curve above the points, which come by rising cost."""
    hull = []
    for point in zip(cost, np.maximum.accumulate(quality), strict=True):
        while len(hull) > 1 and is_under(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    x, y = np.array(hull).T
    return np.trapezoid(y, x) / (x[-1] - x[0]) if x[-1] > x[0] else np.nan


def is_under(left, middle, right):
    """Whether the middle point lies on or under the line from left to right."""
    return (middle[1] - left[1]) * (right[0] - left[0]) <= (right[1] - left[1]) * (middle[0] - left[0])


@over_draws
def regret(weak, strong, scores, threshold, weights, price=0.0):
    """Mean quality lost against an oracle that knows both answers, when scores above the threshold go to the cloud.

    `price` is what a cloud answer costs in units of quality (a number, or one per question: λ · USD)."""
    away = np.asarray(strong, dtype=float) - price
    near = np.asarray(weak, dtype=float)
    chosen = np.where(np.asarray(scores) > threshold, away, near)
    return mean_over(np.maximum(near, away) - chosen, weights)
