"""Ranking, calibration and selection metrics, and their bootstrap intervals."""

import time
import unittest

import numpy as np

from router import metrics
from router.bootstrap import interval, paired_difference, resamples

RANDOM = np.random.default_rng(7)
SCORES = RANDOM.integers(0, 12, 300) / 12
WRONG = (RANDOM.random(300) < SCORES).astype(int)
SOURCES = RANDOM.integers(0, 3, 300)
MEASURES = {
    "auroc": lambda wrong, scores, sources, **draws: metrics.auroc(wrong, scores, **draws),
    "auroc_within": metrics.auroc_within,
    "auprc": lambda wrong, scores, sources, **draws: metrics.auprc(wrong, scores, **draws),
    "calibration_error": lambda wrong, scores, sources, **draws: metrics.calibration_error(wrong, scores, **draws),
    "brier": lambda wrong, scores, sources, **draws: metrics.brier(wrong, scores, **draws),
    "area": lambda wrong, scores, sources, **draws: metrics.risk_coverage_area(wrong, scores, **draws),
    "wrong-local": lambda wrong, scores, sources, **draws: metrics.wrong_local_rate(wrong, scores, 0.4, **draws),
    "over-escalation": lambda wrong, scores, sources, **draws: metrics.over_escalation_rate(wrong, scores, 0.4, **draws),
}


class Metrics(unittest.TestCase):
    def test_auroc_is_the_share_of_pairs_in_the_right_order_with_ties_halved(self):
        pairs = SCORES[WRONG == 1][:, None] - SCORES[WRONG == 0][None, :]
        self.assertAlmostEqual(metrics.auroc(WRONG, SCORES), np.mean((pairs > 0) + (pairs == 0) / 2))

    def test_auroc_is_no_number_where_only_one_class_is_there(self):
        self.assertTrue(np.isnan(metrics.auroc(np.ones(4), SCORES[:4])))

    def test_auroc_within_counts_each_source_once_and_leaves_out_those_of_one_class(self):
        wrong, scores = np.array([1, 0, 0, 1, 1, 1]), np.array([0.9, 0.1, 0.2, 0.8, 0.9, 0.1])
        self.assertEqual(metrics.auroc_within(wrong, scores, ["a", "a", "b", "b", "c", "c"]), 1)

    def test_auprc_is_the_precision_at_each_right_answer(self):
        self.assertAlmostEqual(metrics.auprc([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.6]), (1 + 2 / 3) / 2)
        self.assertAlmostEqual(metrics.auprc(WRONG, np.zeros(300)), WRONG.mean())

    def test_ece_is_that_of_fifteen_equal_bins(self):
        scores = np.sort(RANDOM.random(300))
        bins = np.array_split(np.arange(300), 15)
        expected = sum(len(b) * abs(scores[b].mean() - WRONG[b].mean()) for b in bins) / 300
        self.assertAlmostEqual(metrics.calibration_error(WRONG, scores), expected)

    def test_ece_does_not_depend_on_the_order_of_equal_probabilities(self):
        order = RANDOM.permutation(300)
        again = metrics.calibration_error(WRONG[order], SCORES[order])
        self.assertAlmostEqual(metrics.calibration_error(WRONG, SCORES), again)
        self.assertAlmostEqual(metrics.calibration_error(WRONG, np.full(300, 0.9)), 0.9 - WRONG.mean())

    def test_brier_is_the_mean_square(self):
        self.assertAlmostEqual(metrics.brier([1, 0], [0.5, 0.2]), (0.25 + 0.04) / 2)

    def test_reliability_bins_are_those_of_the_ece_and_lie_in_their_intervals(self):
        bins = metrics.reliability(WRONG, SCORES)
        error = np.mean([abs(entry.predicted - entry.observed) for entry in bins])
        self.assertAlmostEqual(error, metrics.calibration_error(WRONG, SCORES))
        for entry in bins:
            self.assertTrue(0 <= entry.low <= entry.observed + 1e-9 and entry.observed <= entry.high + 1e-9 <= 1.1)

    def test_risk_ends_at_the_share_wrong_and_is_flat_for_equal_scores(self):
        one = np.ones((1, 300))
        self.assertAlmostEqual(metrics.risk_at_coverages(WRONG, SCORES, one)[0, -1], WRONG.mean())
        self.assertAlmostEqual(metrics.risk_coverage_area(WRONG, np.zeros(300)), WRONG.mean())

    def test_risk_coverage_area_prefers_a_score_that_knows(self):
        knows, chance = (metrics.risk_coverage_area(WRONG, s) for s in (WRONG, np.zeros(300)))
        self.assertLess(knows, metrics.risk_coverage_area(WRONG, SCORES))
        self.assertLess(metrics.risk_coverage_area(WRONG, SCORES), chance)

    def test_rates_at_a_threshold_are_shares_of_what_went_each_way(self):
        wrong, scores = [1, 0, 0, 1, 0], [0.1, 0.2, 0.3, 0.8, 0.9]
        self.assertAlmostEqual(metrics.kept_share(scores, 0.3), 3 / 5)
        self.assertAlmostEqual(metrics.wrong_local_rate(wrong, scores, 0.3), 1 / 3)
        self.assertAlmostEqual(metrics.over_escalation_rate(wrong, scores, 0.3), 1 / 2)
        self.assertTrue(np.isnan(metrics.wrong_local_rate(wrong, scores, 0)))


class Bootstrap(unittest.TestCase):
    def test_a_weight_counts_a_question_as_often_as_if_it_were_repeated(self):
        counts = RANDOM.integers(0, 4, 300)
        again = np.repeat(np.arange(300), counts)
        for name, measure in MEASURES.items():
            weighted = measure(WRONG, SCORES, SOURCES, weights=counts[None, :].astype(float))
            self.assertAlmostEqual(weighted[0], measure(WRONG[again], SCORES[again], SOURCES[again]), msg=name)

    def test_the_first_draw_is_the_sample_itself_and_a_seed_gives_the_same_draws(self):
        draws = resamples(300, 20)
        self.assertTrue((draws[0] == 1).all() and (draws.sum(axis=1) == 300).all())
        self.assertTrue((draws == resamples(300, 20)).all())
        self.assertFalse((draws == resamples(300, 20, seed=2)).all())

    def test_an_interval_is_about_as_wide_as_theory_says(self):
        found = interval(lambda weights: metrics.brier(WRONG, np.zeros(300), weights=weights), resamples(300))
        spread = np.sqrt(WRONG.mean() * (1 - WRONG.mean()) / 300)
        self.assertAlmostEqual(found.value, WRONG.mean())
        self.assertAlmostEqual((found.high - found.low) / (2 * 1.96 * spread), 1, delta=0.15)

    def test_a_score_differs_from_itself_by_nothing_and_from_noise_clearly(self):
        draws = resamples(300)

        def auroc(scores, weights):
            return metrics.auroc(WRONG, scores, weights=weights)

        same = paired_difference(auroc, SCORES, SCORES, draws)
        self.assertEqual((same.value, same.low, same.high), (0, 0, 0))
        self.assertFalse(same.is_clear_of_zero())
        self.assertTrue(paired_difference(auroc, SCORES, RANDOM.random(300), draws).is_clear_of_zero())

    def test_an_undefined_metric_has_no_interval_and_raises_nothing(self):
        found = interval(lambda weights: metrics.auroc(np.ones(9), np.arange(9), weights=weights), resamples(9))
        self.assertTrue(np.isnan(found.value) and np.isnan(found.low) and np.isnan(found.high))

    def test_five_hundred_draws_of_the_benchmark_take_seconds(self):
        scores, wrong = RANDOM.random(10_700), RANDOM.integers(0, 2, 10_700)
        began = time.monotonic()
        interval(lambda weights: metrics.auroc(wrong, scores, weights=weights), resamples(10_700))
        self.assertLess(time.monotonic() - began, 10)


if __name__ == "__main__":
    unittest.main()
