"""The tables, the figures' curves and the report, on invented rows."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from router import benchmark, decision_tables, evaluation_tables
from router.bootstrap import resamples
from router.evaluation_report import write_report

RANDOM = np.random.default_rng(5)
SOURCES = ("zeroeval/crux", "mmlu-pro/stemez", "llmrouter/math", "bfcl/simple")


def invented_row(at):
    source = SOURCES[at % len(SOURCES)]
    weak, strong = float(RANDOM.random() < 0.4), float(RANDOM.random() < 0.8)
    outcomes = {benchmark.device_model_of(source): weak, benchmark.strong_model_of(source): strong}
    return {"source": source, "group": f"text {at}", "prompt": "x" * 400, "outcomes": outcomes}


ROWS = [invented_row(at) for at in range(400)]
BENCH = benchmark.benchmark_of(ROWS)
NAMES = ("random", "prompt length", "task identity", "hashed n-grams, ridge", "ours")
SCORES = {
    kind: {name: np.clip(0.5 * BENCH.wrong * (name == "ours") + RANDOM.random(400), 0, 1) for name in NAMES}
    for kind in evaluation_tables.KINDS
}
DRAWS = resamples(400, 20)


def cells_of(lines, start):
    """The cells of the row whose first cell begins so."""
    line = next(line for line in lines if line.startswith(f"| {start}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


class Benchmark(unittest.TestCase):
    def test_every_source_has_a_strong_model_with_a_price(self):
        for source in (*SOURCES, "llmrouter/natural_qa", "llmrouter/commongen", "zeroeval/math-l5", "bfcl/java"):
            self.assertIn(benchmark.strong_model_of(source), benchmark.PRICES_USD)

    def test_the_longest_start_of_a_source_counts(self):
        self.assertNotEqual(benchmark.strong_model_of("llmrouter/math"), benchmark.strong_model_of("llmrouter/arc_challenge"))

    def test_a_cloud_answer_costs_by_its_tokens(self):
        row = {"source": "zeroeval/crux", "prompt": "x" * 4000}
        self.assertAlmostEqual(benchmark.cloud_cost(row), (1000 * 2.5 + 256 * 10) / 1e6)
        self.assertGreater(benchmark.cloud_cost(row | {"tools": [{"name": "f"}]}), benchmark.cloud_cost(row))

    def test_a_question_without_the_strong_model_is_left_out_of_mixes_alone(self):
        row = {**ROWS[0], "outcomes": {benchmark.device_model_of(SOURCES[0]): 1.0}}
        bench = benchmark.benchmark_of([row, *ROWS])
        self.assertEqual((len(bench.wrong), int(bench.has_both.sum())), (401, 400))


class Tables(unittest.TestCase):
    def test_a_table_has_as_many_cells_in_each_row(self):
        for lines in (
            evaluation_tables.ranking_lines(BENCH, SCORES, DRAWS),
            evaluation_tables.routing_lines(BENCH, SCORES, "folds", DRAWS),
            evaluation_tables.calibration_lines(BENCH, SCORES, DRAWS),
            evaluation_tables.paired_lines(BENCH, SCORES, DRAWS, ["random"]),
        ):
            self.assertEqual(len({line.count("|") for line in lines}), 1)

    def test_task_identity_says_nothing_of_a_source_left_out(self):
        row = cells_of(evaluation_tables.ranking_lines(BENCH, SCORES, DRAWS), "task identity")
        self.assertEqual([cell == "–" for cell in row[1:]], [False, True] * 3)

    def test_only_probabilities_have_a_calibration_error(self):
        lines = evaluation_tables.calibration_lines(BENCH, SCORES, DRAWS)
        self.assertEqual([cell == "–" for cell in cells_of(lines, "prompt length")[1:]], [True] * 4 + [False] * 2)
        self.assertNotIn("–", cells_of(lines, "**ours**"))

    def test_the_oracle_is_the_last_row_and_gains_stand_before_it(self):
        gains = {"ours, by expected gain": SCORES["folds"]["ours"]}
        lines = evaluation_tables.routing_lines(BENCH, SCORES, "folds", DRAWS, gains)
        self.assertTrue(lines[-1].startswith("| oracle") and lines[-2].startswith("| ours, by expected gain"))

    def test_a_difference_clear_of_zero_is_bold(self):
        row = cells_of(evaluation_tables.paired_lines(BENCH, SCORES, DRAWS, ["random"]), "random")
        self.assertTrue(row[1].startswith("**0."))

    def test_a_bound_that_keeps_none_says_so(self):
        scores = {kind: {"ours": np.where(BENCH.wrong == 1, 0.0, 1.0)} for kind in evaluation_tables.KINDS}
        self.assertIn("none can be kept", "\n".join(decision_tables.risk_lines(BENCH, scores)))

    def test_what_is_kept_and_what_is_sent_make_the_threshold_table(self):
        scores = {kind: {"ours": BENCH.wrong.astype(float)} for kind in evaluation_tables.KINDS}
        row = cells_of(decision_tables.threshold_lines(BENCH, scores, 0.5, DRAWS), "five folds")
        self.assertTrue(row[1].startswith(f"{1 - BENCH.wrong.mean():.3f}"))
        self.assertTrue(row[2].startswith("0.000") and row[3].startswith("0.000"))


class Report(unittest.TestCase):
    def test_the_report_is_the_same_twice_and_shows_each_figure_it_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            first, second = (
                "\n".join(write_report(ROWS, SCORES, Path(folder) / name, 0.5, draws=10)) for name in ("one", "two")
            )
            self.assertEqual(first, second)
            for file in (Path(folder) / "one").iterdir():
                self.assertIn(f"]({file.name})", first)
                self.assertEqual(file.read_bytes(), (Path(folder) / "two" / file.name).read_bytes())


if __name__ == "__main__":
    unittest.main()
