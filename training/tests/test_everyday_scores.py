"""Agreement of labels, and the scores of heads on the everyday requests."""

import json
import tempfile
import unittest
from pathlib import Path

from router import everyday_scores
from router.agreement import commonest, kappa, macro_f1, share_equal
from router.data import read_lines


def perfect_estimates():
    """What a classifier would say that copies the first pass."""
    for row in read_lines(everyday_scores.FOLDER / "labels-first.jsonl"):
        yield {
            "id": row["id"],
            "task": row["task"],
            "domain": {row["domain"]: 0.6, "nothing": 0.4},
            "needsTools": 0.5 + 0.4 * row["needsTools"] - 0.2 * (1 - row["needsTools"]),
            "reasoningDepth": row["depth"],
            "language": row["id"].split(":")[1],
        }


def scored(estimates):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "estimates.jsonl"
        path.write_text("".join(json.dumps(estimate) + "\n" for estimate in estimates), encoding="utf-8")
        return everyday_scores.everyday_lines(path)


class Agreement(unittest.TestCase):
    def test_kappa_takes_away_what_chance_gives(self):
        first, second = "yyyyynnnnn", "yyyynnnnny"
        self.assertAlmostEqual(share_equal(first, second), 0.8)
        self.assertAlmostEqual(kappa(first, second), (0.8 - 0.5) / 0.5)
        self.assertAlmostEqual(kappa("yynn", "nnyy"), -1)

    def test_macro_f1_counts_every_label_once_also_one_that_was_only_guessed(self):
        self.assertAlmostEqual(macro_f1("aab", "aab"), 1)
        self.assertAlmostEqual(macro_f1("aab", "aaa"), (4 / 5 + 0) / 2)
        self.assertAlmostEqual(macro_f1("aa", "ac"), (2 / 3 + 0) / 2)

    def test_the_commonest_of_equals_is_the_first_by_name(self):
        self.assertEqual(commonest(["b", "a", "b", "a", "c"]), "a")


class EverydayScores(unittest.TestCase):
    def test_a_copy_of_the_first_pass_is_perfect_against_it(self):
        lines = scored(perfect_estimates())
        against_first = [line for line in lines if "| first pass |" in line]
        self.assertEqual(len(against_first), 4 * 3)
        for line in against_first:
            self.assertEqual(line.split("|")[4].strip(), "1.000 [1.000, 1.000]")
        self.assertEqual(lines[-1], "Language told rightly: 300 of 300.")

    def test_a_head_that_is_not_there_is_named(self):
        self.assertIn("needsFresh: no such head.", scored(perfect_estimates()))

    def test_a_head_that_always_says_the_commonest_scores_as_the_commonest(self):
        lines = scored(estimate | {"domain": "other"} for estimate in perfect_estimates())
        start = next(at for at, line in enumerate(lines) if line.startswith("| domain | against"))
        for line in lines[start + 2 : start + 11]:
            cells = [cell.strip() for cell in line.split("|")]
            self.assertEqual(cells[4].split()[0], cells[5])

    def test_a_missing_estimate_is_an_error_that_names_it(self):
        short = [estimate for estimate in perfect_estimates() if estimate["id"] != "everyday:ko:007"]
        with self.assertRaisesRegex(ValueError, "1 of 300 requests have no estimate, the first is everyday:ko:007"):
            scored(short)


if __name__ == "__main__":
    unittest.main()
