"""The bound on the share wrong among what stays on the device."""

import unittest

import numpy as np

from router.risk_control import DELTA, least_quality_for, risk_check

ALPHAS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9)


def sample(rows, seed):
    """Rows whose quality is the true chance of being right: above t a share (1 − t) / 2 is wrong."""
    random = np.random.default_rng(seed)
    quality = random.random(rows)
    return quality, (random.random(rows) < quality).astype(int)


class RiskControl(unittest.TestCase):
    def test_the_bound_fails_no_more_often_than_stated(self):
        for alpha in (0.1, 0.2):
            found = [least_quality_for(alpha, *sample(2000, seed)) for seed in range(300)]
            failed = [threshold is not None and (1 - threshold) / 2 > alpha for threshold in found]
            self.assertLessEqual(np.mean(failed), DELTA + 2 * np.sqrt(DELTA * (1 - DELTA) / 300))

    def test_it_keeps_nearly_all_that_it_may(self):
        found = [least_quality_for(0.2, *sample(20_000, seed)) for seed in range(10)]
        self.assertAlmostEqual(np.mean(found), 0.6, delta=0.03)

    def test_the_threshold_never_rises_with_alpha(self):
        for seed in range(30):
            quality, right = sample(500, seed)
            found = [least_quality_for(alpha, quality, right) for alpha in ALPHAS]
            found = [np.inf if threshold is None else threshold for threshold in found]
            self.assertEqual(found, sorted(found, reverse=True))

    def test_testing_ends_at_the_first_threshold_that_fails(self):
        quality = np.linspace(1, 0, 6000)
        right = np.where((quality < 0.95) & (quality > 0.85), 0, 1)
        threshold = least_quality_for(0.2, quality, right)
        self.assertTrue(0.85 < threshold < 0.95)

    def test_none_can_be_kept_where_all_is_wrong_or_too_little_is_known(self):
        quality, _ = sample(1000, 0)
        self.assertIsNone(least_quality_for(0.2, quality, np.zeros(1000, dtype=int)))
        self.assertIsNone(least_quality_for(0.2, quality[:50], np.ones(50, dtype=int)))

    def test_all_is_kept_where_all_is_right(self):
        quality, _ = sample(1000, 0)
        self.assertEqual(least_quality_for(0.05, quality, np.ones(1000, dtype=int)), 0)

    def test_the_other_half_keeps_the_bound(self):
        quality, right = sample(16_000, 1)
        for alpha in (0.05, 0.1, 0.2):
            check = risk_check(alpha, quality, right)
            self.assertLessEqual(check.wrong, alpha + 0.01)
            self.assertEqual((check.found, check.splits), (20, 20))
            self.assertAlmostEqual(check.kept, 2 * alpha, delta=0.15 * 2 * alpha + 0.02)

    def test_a_check_that_keeps_nothing_says_so(self):
        quality, _ = sample(1000, 0)
        check = risk_check(0.1, quality, np.zeros(1000, dtype=int))
        self.assertTrue(np.isnan(check.wrong) and check.kept == 0 and check.found == 0)

    def test_duplicates_share_a_half(self):
        # Each text stands twice, once right and once wrong on the same side: no half may see only its right copies.
        quality = np.tile(np.linspace(0, 1, 1000), 2)
        right = np.repeat([1, 0], 1000)
        together = risk_check(0.3, quality, right, groups=np.tile(np.arange(1000), 2))
        self.assertEqual(together.found, 0)
        half = risk_check(0.6, quality, right, groups=[f"text {at}" for at in np.tile(np.arange(1000), 2)])
        self.assertAlmostEqual(half.wrong, 0.5)


if __name__ == "__main__":
    unittest.main()
