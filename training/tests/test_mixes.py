"""Metrics of a mix of two models, beside what random, an oracle and plain counting say."""

import unittest

import numpy as np

from router import mixes

RANDOM = np.random.default_rng(3)
ROWS = 2000
WEAK = (RANDOM.random(ROWS) < 0.6).astype(float)
STRONG = (RANDOM.random(ROWS) < 0.8).astype(float)
SCORES = RANDOM.random(ROWS) - 0.3 * WEAK
ONE = np.ones((1, ROWS))


def counted_recovery(scores):
    """PGR after each of 0, 1, 2 ... questions sent, one at a time."""
    order = np.argsort(-scores, kind="stable")
    return np.concatenate([[0], np.cumsum((STRONG - WEAK)[order])]) / (STRONG - WEAK).sum()


class Mixes(unittest.TestCase):
    def test_apgr_of_equal_scores_is_half_and_of_random_scores_about_half(self):
        self.assertAlmostEqual(mixes.apgr(WEAK, STRONG, np.zeros(ROWS)), 0.5)
        several = [mixes.apgr(WEAK, STRONG, RANDOM.random(ROWS)) for _ in range(30)]
        self.assertAlmostEqual(np.mean(several), 0.5, delta=0.02)

    def test_apgr_is_the_trapezoid_at_eleven_shares(self):
        recovered = np.interp(np.arange(11) / 10, np.arange(ROWS + 1) / ROWS, counted_recovery(SCORES))
        expected = sum((recovered[at] + recovered[at + 1]) / 20 for at in range(10))
        self.assertAlmostEqual(mixes.apgr(WEAK, STRONG, SCORES), expected)

    def test_the_oracle_exceeds_one_and_nothing_beats_it(self):
        oracle = mixes.apgr(WEAK, STRONG, STRONG - WEAK)
        self.assertGreater(oracle, 1)
        others = [SCORES, 1 - WEAK, STRONG, *(RANDOM.random(ROWS) for _ in range(20))]
        self.assertGreater(oracle, max(mixes.apgr(WEAK, STRONG, scores) for scores in others))
        self.assertLess(mixes.apgr(WEAK, STRONG, WEAK - STRONG), 0)

    def test_pgr_begins_at_zero_ends_at_one_and_is_not_clipped(self):
        recovered = mixes.recovered_at_shares(WEAK, STRONG, STRONG - WEAK, ONE)[0]
        self.assertAlmostEqual(recovered[0], 0)
        self.assertAlmostEqual(recovered[-1], 1)
        self.assertGreater(recovered.max(), 1)

    def test_pgr_is_no_number_where_the_strong_model_is_not_better(self):
        self.assertTrue(np.isnan(mixes.apgr(STRONG, WEAK, SCORES)))
        self.assertTrue(np.isnan(mixes.cloud_share_for(STRONG, WEAK, SCORES, 0.5)))

    def test_cpt_is_the_first_share_that_reaches_the_part_of_the_gap(self):
        recovered = counted_recovery(SCORES)
        found = [mixes.cloud_share_for(WEAK, STRONG, SCORES, part) for part in (0, 0.5, 0.8, 1)]
        for part, share in zip((0, 0.5, 0.8, 1), found, strict=True):
            self.assertAlmostEqual(share, np.argmax(recovered >= part - 1e-9) / ROWS, delta=1.01 / ROWS)
        self.assertEqual(found, sorted(found))

    def test_the_floor_is_kept_exactly_at_the_device_share(self):
        share = mixes.device_share_at_floor(WEAK, STRONG, SCORES)
        quality = mixes.quality_at_shares(WEAK, STRONG, SCORES, ONE, np.array([1 - share]))[0, 0]
        self.assertAlmostEqual(quality, 0.95 * STRONG.mean())

    def test_a_device_as_good_as_the_cloud_answers_all_and_a_useless_one_little(self):
        self.assertEqual(mixes.device_share_at_floor(STRONG, STRONG, SCORES), 1)
        self.assertAlmostEqual(mixes.device_share_at_floor(np.zeros(ROWS), np.ones(ROWS), SCORES), 0.05)

    def test_a_first_loss_does_not_spoil_a_floor_that_the_device_keeps_alone(self):
        self.assertEqual(mixes.device_share_at_floor([1, 1, 1, 1], [0, 1, 1, 1], [9, 1, 1, 1]), 1)

    def test_aiq_of_chance_is_half_way_between_the_two_models(self):
        half_way = (WEAK.mean() + STRONG.mean()) / 2
        self.assertAlmostEqual(mixes.average_quality(WEAK, STRONG, np.zeros(ROWS), np.full(ROWS, 0.01)), half_way)

    def test_aiq_rises_when_cheap_questions_go_first(self):
        cost = RANDOM.random(ROWS)
        cheap, dear = (mixes.average_quality(WEAK, STRONG, scores, cost) for scores in (-cost, cost))
        self.assertGreater(cheap, dear)

    def test_the_hull_is_concave_and_never_falls(self):
        self.assertAlmostEqual(mixes.hull_mean([0, 1, 2], [0, 0, 1]), 0.5)
        self.assertAlmostEqual(mixes.hull_mean([0, 1, 2], [0, 1, 0]), 0.75)
        self.assertTrue(np.isnan(mixes.hull_mean([0, 0], [0, 1])))

    def test_the_oracle_has_no_regret_and_a_price_makes_it_stay(self):
        self.assertEqual(mixes.regret(WEAK, STRONG, STRONG - WEAK, 0), 0)
        self.assertAlmostEqual(mixes.regret(WEAK, STRONG, np.ones(ROWS), 0), np.maximum(WEAK - STRONG, 0).mean())
        self.assertEqual(mixes.regret(WEAK, STRONG, np.zeros(ROWS), 0, price=2), 0)

    def test_equal_scores_share_what_they_gain(self):
        quality = mixes.quality_at_shares([0, 0, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0], np.ones((1, 4)), np.array([0.25]))
        self.assertAlmostEqual(quality[0, 0], 1 / 8)


if __name__ == "__main__":
    unittest.main()
