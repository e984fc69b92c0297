"""The frame of a hand-written SVG plot: sheet, panels, axes. Bytes are the same for the same numbers (one decimal of a pixel)."""

import math
from dataclasses import dataclass
from html import escape

from router.plot_style import style_sheet

WIDTH = 720
COLUMNS = 2
#: Pixels round the drawing area of a panel: room for its title, tick labels and axis labels.
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 52, 46
#: Height of the title and its sentence above the panels.
HEAD = 54


def number(value):
    """A coordinate as few characters: one decimal, no trailing zero, no minus zero."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True)
class Axis:
    """Range of one axis with its ticks; `label` names the quantity and its unit."""

    low: float
    high: float
    label: str
    ticks: tuple

    @staticmethod
    def of(values, label, steps=6, floor=None):
        """An axis round the values, with about `steps` ticks at 1, 2 or 5 times a power of ten."""
        low, high = min(values) if floor is None else floor, max(values)
        raw = max(high - low, 1e-9) / steps
        power = 10 ** math.floor(math.log10(raw))
        step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
        first = math.floor(low / step + 1e-9)
        last = max(first + 1, math.ceil(high / step - 1e-9))
        ticks = tuple(round(at * step, 10) for at in range(first, last + 1))
        return Axis(ticks[0], ticks[-1], label, ticks)


@dataclass(frozen=True)
class Panel:
    """One small multiple: where its drawing area lies, and how numbers become pixels in it."""

    title: str
    left: float
    top: float
    width: float
    height: float
    x: Axis
    y: Axis

    def at(self, x, y):
        """Pixels of a point."""
        across = (x - self.x.low) / (self.x.high - self.x.low)
        up = (y - self.y.low) / (self.y.high - self.y.low)
        return self.left + across * self.width, self.top + (1 - up) * self.height

    def frame(self):
        """Title, grid, ticks and axis labels."""
        right, bottom = self.left + self.width, self.top + self.height
        parts = [text(self.left - 36, self.top - 32, self.title, "name")]
        parts.append(text(self.left - 36, self.top - 14, self.y.label, "quiet"))
        for tick in self.y.ticks:
            _, y = self.at(self.x.low, tick)
            parts.append(segment(self.left, y, right, y, "rule"))
            parts.append(text(self.left - 8, y + 4, f"{tick:g}", "quiet", "end"))
        for tick in self.x.ticks:
            x, _ = self.at(tick, self.y.low)
            parts.append(segment(x, bottom, x, bottom + 4, "axis"))
            parts.append(text(x, bottom + 17, f"{tick:g}", "quiet", "middle"))
        parts.append(segment(self.left, bottom, right, bottom, "axis"))
        parts.append(text(self.left + self.width / 2, bottom + 36, self.x.label, "quiet", "middle"))
        return parts


def panels_of(titles, x, y, height):
    """Panels in rows of two, all on the same axes."""
    outer = WIDTH / COLUMNS
    return [
        Panel(
            title,
            (at % COLUMNS) * outer + LEFT,
            HEAD + (at // COLUMNS) * (height + TOP + BOTTOM) + TOP,
            outer - LEFT - RIGHT,
            height,
            x,
            y,
        )
        for at, title in enumerate(titles)
    ]


def text(x, y, words, kind, anchor="start"):
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}" class="{kind}"{end}>{escape(words, quote=False)}</text>'


def segment(x1, y1, x2, y2, kind):
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} class="{kind}"/>'


def dot(x, y, kind, radius=4):
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{radius}" class="{kind}"/>'


def path(points, kind, attributes=""):
    """A line through pixels."""
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path d="M{steps}" class="{kind}"{attributes}/>'


def sheet(title, sentence, panels, body):
    """The whole file: background, title, one sentence, the panels' frames and what is drawn in them."""
    height = max(panel.top + panel.height for panel in panels) + BOTTOM
    size = f'viewBox="0 0 {WIDTH} {number(height)}" width="{WIDTH}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="plot" role="img">'
    lines = [head, f"<title>{escape(title, quote=False)}</title>", f"<desc>{escape(sentence, quote=False)}</desc>"]
    lines += [f"<style>{style_sheet()}</style>", f'<rect width="{WIDTH}" height="{number(height)}" rx="8" class="paper"/>']
    lines += [text(8, 26, title, "head"), text(8, 46, sentence, "quiet")]
    for panel in panels:
        lines += panel.frame()
    return "\n".join([*lines, *body, "</svg>", ""])
