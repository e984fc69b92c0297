"""The figures of docs/evaluation as SVG, written by hand: reliability, risk against coverage, quality against share and cost.

Each takes {panel title: {line name: (x values, y values)}} with shares as 0..1 (reliability: {panel title: bins}) and
gives the file's text. "ours" is drawn strong: from amber (near: the device) to blue (far: the cloud) where the
x axis runs from one to the other. Every other line is grey and carries its name."""

from router import plot_frame as frame
from router.label_places import Place, place_labels

#: Classes of lines by name; any other line takes the next pattern.
KNOWN = {"random": "grey", "oracle": "grey dash-2", "ours, by expected gain": "also dash-2"}
PATTERNS = ("dash-1", "dash-3", "dash-2", "dash-4")


def reliability_svg(curves):
    """Share wrong against predicted probability, in equal-mass bins (`metrics.reliability`) with 95 % intervals."""
    x = frame.Axis.of([0, 100], "predicted probability that the device is wrong, %")
    y = frame.Axis.of([0, 100], "wrong in fact, %")
    panels = frame.panels_of(curves, x, y, 250)
    body = []
    for panel, bins in zip(panels, curves.values(), strict=True):
        body.append(frame.segment(*panel.at(0, 0), *panel.at(100, 100), "line grey dash-2"))
        for entry in bins:
            here = [100 * value for value in (entry.predicted, entry.low, entry.high, entry.observed)]
            ends = (*panel.at(here[0], here[1]), *panel.at(here[0], here[2]))
            body.append(frame.segment(*ends, "line near-line"))
            body.append(frame.dot(*panel.at(here[0], here[3]), "near"))
        error = sum(abs(entry.predicted - entry.observed) for entry in bins) / len(bins)
        corner = panel.at(100, 0)
        words = f"calibration error {error:.3f}"
        body.append(frame.text(corner[0] - 6, corner[1] - 10, words, "label", "end"))
    sentence = "15 bins of equal size, with 95 % intervals. On the dotted line a probability means what it says."
    return frame.sheet("Does the probability mean anything?", sentence, panels, body)


def risk_coverage_svg(curves):
    """Share wrong among what stays on the device, against the share that stays."""
    scaled = percent(curves)
    x = frame.Axis.of([0, 100], "share kept on the device, surest first, %")
    y = frame.Axis.of(heights(scaled), "wrong among those kept, %", floor=0)
    sentence = "The surest questions stay first. Lower is better; the right end is the device alone."
    return lines_sheet("Risk against coverage", sentence, scaled, x, y, (None, "near"))


def pareto_svg(curves):
    """Quality of the mix against the share of questions sent to the cloud (the curve behind PGR and APGR)."""
    scaled = percent(curves)
    x = frame.Axis.of([0, 100], "share sent to the cloud, %")
    y = frame.Axis.of(heights(scaled), "mean quality, %")
    sentence = "From the device alone (left) to the cloud alone (right). Higher is better; chance is the straight line."
    return lines_sheet("Quality against share sent to the cloud", sentence, scaled, x, y, ("near", "far"))


def cost_quality_svg(curves):
    """Quality of the mix against what it costs. x values are US dollars per question."""
    scaled = {
        title: {name: ([1000 * x for x in xs], [100 * y for y in ys]) for name, (xs, ys) in lines.items()}
        for title, lines in curves.items()
    }
    costs = [x for lines in scaled.values() for xs, _ in lines.values() for x in xs]
    x = frame.Axis.of(costs, "cost, US$ per 1,000 questions", floor=0)
    y = frame.Axis.of(heights(scaled), "mean quality, %")
    sentence = "The device is free; each cloud answer costs by its length. Higher is better."
    return lines_sheet("Quality against cost", sentence, scaled, x, y, ("near", "far"))


def percent(curves):
    return {
        title: {name: ([100 * x for x in xs], [100 * y for y in ys]) for name, (xs, ys) in lines.items()}
        for title, lines in curves.items()
    }


def heights(curves):
    """All y values, and one a little under the least: room for the figure at the left end."""
    values = [y for lines in curves.values() for _, ys in lines.values() for y in ys]
    return [*values, min(values) - 0.07 * (max(values) - min(values))]


def lines_sheet(title, sentence, curves, x, y, ends):
    """A sheet of line panels. `ends` are the colours of what "ours" comes from and goes to: two make it run from one to the
    other, and without a left one it has the right one's colour all along."""
    panels = frame.panels_of(curves, x, y, 250)
    body = []
    for index, (panel, lines) in enumerate(zip(panels, curves.values(), strict=True)):
        pixels = {name: [panel.at(*point) for point in zip(*line, strict=True)] for name, line in lines.items()}
        body += drawn_lines(pixels, f"road-{index}" if all(ends) else None)
        dots, words = ends_of(lines["ours"][1], pixels["ours"], ends) if "ours" in lines else ([], [])
        body += dots
        body += [frame.text(at.x, at.y, at.name, f"label bold {colour}", "middle") for at, colour in words]
        box = (panel.left, panel.top, panel.left + panel.width, panel.top + panel.height)
        body += labels(pixels, box, [place for place, _ in words])
    return frame.sheet(title, sentence, panels, body)


def drawn_lines(pixels, road):
    """The grey lines, then ours above them."""
    patterns = iter(PATTERNS * len(pixels))
    out = []
    for name, points in pixels.items():
        if name != "ours":
            kind = KNOWN[name] if name in KNOWN else f"grey {next(patterns)}"
            out.append(frame.path(points, f"line {kind}"))
    if "ours" not in pixels:
        return out
    points = pixels["ours"]
    if road is None:
        return [*out, frame.path(points, "line ours near-line")]
    span = f'x1="{frame.number(points[0][0])}" x2="{frame.number(points[-1][0])}" y1="0" y2="0"'
    stops = '<stop class="near-stop"/><stop offset="1" class="far-stop"/>'
    out.append(f'<linearGradient id="{road}" gradientUnits="userSpaceOnUse" {span}>{stops}</linearGradient>')
    return [*out, frame.path(points, "line ours", f' style="stroke:url(#{road})"')]


def ends_of(heights, points, colours):
    """Dots where "ours" begins and ends, and places for the height there in figures, each with its colour."""
    ends = [(points[0], heights[0], colours[0], 1), (points[-1], heights[-1], colours[1], -1)]
    dots, words = [], []
    for (x, y), height, colour, side in ends:
        if colour is not None:
            dots.append(frame.dot(x, y, colour))
            words.append((Place(f"{height:.1f}", x + 16 * side, y + 4 + 14 * side, y), colour))
    return dots, words


def labels(pixels, box, taken):
    """Names beside their lines; ours and the oracle choose first."""
    names = sorted(pixels, key=lambda name: not name.startswith(("ours", "oracle")))
    out = []
    for place in place_labels({name: pixels[name] for name in names}, box, taken):
        if place.is_led():
            near_text = place.y + 4 if place.y < place.anchor else place.y - 12
            out.append(frame.segment(place.x, near_text, place.x, place.anchor, "lead"))
        kind = "label bold" if place.name == "ours" else "label"
        out.append(frame.text(place.x, place.y, place.name, kind, "middle"))
    return out
