"""The figures: well-formed, the same bytes for the same numbers, and no two labels on one another."""

import re
import unittest
from xml.etree import ElementTree

import numpy as np

from router import metrics, plots
from router.label_places import place_labels
from router.plot_frame import Axis, number

X = np.arange(0, 101) / 100
LINES = {"ours": (X, 0.5 + 0.2 * np.sqrt(X)), "random": (X, 0.5 + 0.2 * X), "n-grams & <more>": (X, 0.5 + 0.2 * X**0.7)}
LINES["oracle"] = (X, 0.5 + np.minimum(X, 0.3))
BINS = metrics.reliability(np.tile([0, 0, 1], 200), np.linspace(0.1, 0.6, 600))
FIGURES = {
    "reliability": lambda: plots.reliability_svg({"one": BINS, "other": BINS}),
    "risk": lambda: plots.risk_coverage_svg({"one": LINES, "other": LINES}),
    "share": lambda: plots.pareto_svg({"one": LINES, "other": LINES, "third": LINES}),
    "cost": lambda: plots.cost_quality_svg({"one": {name: (x / 400, y) for name, (x, y) in LINES.items()}}),
}


class Plots(unittest.TestCase):
    def test_every_figure_is_xml_with_a_title_720_wide(self):
        for name, draw in FIGURES.items():
            root = ElementTree.fromstring(draw())
            self.assertEqual(root.get("width"), "720", name)
            self.assertTrue(root[0].tag.endswith("title") and root[1].tag.endswith("desc"), name)

    def test_the_same_numbers_give_the_same_bytes(self):
        for name, draw in FIGURES.items():
            self.assertEqual(draw(), draw(), name)

    def test_coordinates_are_numbers_of_one_decimal(self):
        for name, draw in FIGURES.items():
            text = draw()
            self.assertNotIn("nan", text, name)
            self.assertEqual(re.findall(r'="[^"]*\d\.\d\d[^"]*"', text.split("</style>")[1]), [], name)

    def test_both_colour_schemes_are_there_and_nothing_outside_the_figure_is_styled(self):
        style = FIGURES["share"]().split("<style>")[1].split("</style>")[0]
        light, dark = style.split("@media (prefers-color-scheme:dark)")
        for rule in re.findall(r"([^{}]+)\{", light):
            self.assertTrue(all(part.startswith(".plot") for part in rule.split(",")), rule)
        self.assertIn("#b45309", light)
        self.assertIn("#f59e0b", dark)

    def test_every_line_carries_its_name_and_no_words_become_markup(self):
        words = [element.text for element in ElementTree.fromstring(FIGURES["risk"]()).iter() if element.tag.endswith("text")]
        for name in LINES:
            self.assertEqual(words.count(name), 2)

    def test_the_ends_of_ours_say_their_height(self):
        words = [element.text for element in ElementTree.fromstring(FIGURES["cost"]()).iter() if element.tag.endswith("text")]
        self.assertIn("50.0", words)
        self.assertIn("70.0", words)

    def test_labels_stay_inside_and_off_one_another(self):
        lines = {f"line {at}": [(50, 200 - at * 9), (150, 160 - at * 9), (300, 60 - at * 3)] for at in range(5)}
        places = place_labels(lines, (50, 20, 300, 220))
        for at, place in enumerate(places):
            left, top, right, bottom = place.rectangle()
            self.assertTrue(left >= 50 and top >= 20 and right <= 300 and bottom <= 220)
            self.assertFalse(any(place.covers(other) for other in places[:at]))

    def test_an_axis_holds_all_values_between_round_ticks(self):
        for values in ([0.471, 0.771], [3, 3], [0, 100], [-2, 7.2]):
            axis = Axis.of(values, "x")
            self.assertTrue(axis.low <= min(values) and axis.high >= max(values))
            self.assertTrue(2 <= len(axis.ticks) <= 9, axis.ticks)
        self.assertEqual(Axis.of([0, 100], "x").ticks, (0, 20, 40, 60, 80, 100))

    def test_a_pixel_has_no_trailing_zero_and_no_minus_zero(self):
        self.assertEqual([number(value) for value in (2.0, 2.04, -0.01, 10.0, 0.25)], ["2", "2", "0", "10", "0.2"])


if __name__ == "__main__":
    unittest.main()
