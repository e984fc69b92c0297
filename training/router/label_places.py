"""Finds room for the name of each line of a plot, beside the line itself, so that no legend is needed."""

from dataclasses import dataclass
from math import hypot

import numpy as np

#: Width of a character and height of a line of the label's 12 px type, in pixels.
CHARACTER, LINE_HEIGHT = 6.4, 14
#: Offsets of a label's baseline from its line, nearest first; from the third on a thin line leads to it.
OFFSETS = (-8, 17, -24, 33, -40, 49, -56, 65, -72, 81, -88, 97, -104, 113, -120, 129)
LED_FROM = 20
#: Pixels between sampled points of a line, and between points that a label may belong to.
SAMPLE, OPTION = 4, 12
#: Two lines nearer than this, in pixels, cannot be told apart where the label points.
NEAR = 7
#: Costs, in points: each sampled point under a label, each line across its leading line, each line too near its anchor,
#: each other label covered, leaving the drawing area, and each pixel of distance from the line.
UNDER, ACROSS, AMBIGUOUS, COVERED, OUTSIDE, DISTANCE = 12, 40, 30, 1000, 10000, 0.15


@dataclass(frozen=True)
class Place:
    """A label centred at (x, y), for the point (x, anchor) of its line."""

    name: str
    x: float
    y: float
    anchor: float

    def is_led(self):
        return abs(self.y - self.anchor) > LED_FROM

    def rectangle(self):
        half = len(self.name) * CHARACTER / 2 + 2
        return self.x - half, self.y - LINE_HEIGHT + 1, self.x + half, self.y + 5

    def leading_line(self):
        """The rectangle of the thin line from the label to its point; of no height where there is none."""
        low, high = sorted((self.y, self.anchor)) if self.is_led() else (self.y, self.y)
        return self.x - 3, low, self.x + 3, high

    def covers(self, other):
        """Whether one of the two labels lies on the other, or on the line that leads to it."""
        return (
            overlaps(self.rectangle(), other.rectangle())
            or overlaps(self.leading_line(), other.rectangle())
            or overlaps(self.rectangle(), other.leading_line())
        )


def place_labels(lines, box, taken=()):
    """A place per line, in the order given: the first get the best room. Deterministic.

    `lines` maps a name to pixels by rising x, `box` is (left, top, right, bottom) of the drawing area, `taken` are places
    of other words in it."""
    marks = {name: np.array(sampled(points, SAMPLE)) for name, points in lines.items()}
    places = []
    for name, points in lines.items():
        anchors = sampled(points, OPTION)
        others = np.concatenate([np.zeros((0, 2)), *(marks[other] for other in lines if other != name)])
        options = [Place(name, x, y + offset, y) for x, y in anchors for offset in OFFSETS]
        places.append(min(options, key=lambda at: cost(at, marks[name], others, [*taken, *places], box)))
    return places


def sampled(points, step):
    """Points at every `step` pixels along the line."""
    out, due = [], 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        length = hypot(x2 - x1, y2 - y1)
        while due <= length:
            part = due / length if length > 0 else 0
            out.append((x1 + part * (x2 - x1), y1 + part * (y2 - y1)))
            due += step
        due -= length
    return out


def cost(place, own, others, taken, box):
    """How bad a place is, in points; `own` and `others` are samples of its line and of the other lines."""
    left, top, right, bottom = place.rectangle()
    if left < box[0] or top < box[1] or right > box[2] or bottom > box[3]:
        return OUTSIDE
    x, y = np.concatenate([own, others]).T
    total = DISTANCE * abs(place.y - place.anchor)
    total += UNDER * np.sum((left < x) & (x < right) & (top < y) & (y < bottom))
    beside = others[np.abs(others[:, 0] - place.x) <= SAMPLE / 2, 1]
    _, low, _, high = place.leading_line()
    total += ACROSS * np.sum((low < beside) & (beside < high))
    total += AMBIGUOUS * np.sum(np.abs(beside - place.anchor) < NEAR)
    return total + COVERED * sum(place.covers(other) for other in taken)


def overlaps(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
