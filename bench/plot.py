"""Plots on logarithmic axes as SVG, with nothing but the standard library."""
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 70, 20, 40, 50
COLOURS = ["#1f77b4", "#d62728", "#2ca02c"]


def decades(values):
    low = math.floor(math.log10(min(values)) + 1e-9)
    high = math.ceil(math.log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def label(power):
    return f"{10 ** power:,}" if 0 <= power < 4 else (
        f"{10.0 ** power:g}" if -3 <= power < 0 else f"10^{power}")


class Axes:
    def __init__(self, lines):
        self.x = decades([x for line in lines.values() for x, _ in line])
        self.y = decades([y for line in lines.values() for _, y in line])

    def across(self, x):
        low, high = self.x
        return LEFT + (math.log10(x) - low) / (high - low) * (
            WIDTH - LEFT - RIGHT)

    def down(self, y):
        low, high = self.y
        return HEIGHT - BOTTOM - (math.log10(y) - low) / (high - low) * (
            HEIGHT - TOP - BOTTOM)

    def grid(self):
        for power in range(self.x[0], self.x[1] + 1):
            x = self.across(10.0 ** power)
            yield (f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
                   f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" '
                   f'text-anchor="middle">{label(power)}</text>')
        for power in range(self.y[0], self.y[1] + 1):
            y = self.down(10.0 ** power)
            yield (f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 6}" y="{y + 4:.1f}" '
                   f'text-anchor="end">{label(power)}</text>')


def log_log(path, title, across, lines):
    """Writes `lines`, a dict of names to lists of (x, y), all above 0."""
    axes = Axes(lines)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
             f'height="{HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
             f'<text x="{LEFT}" y="20" font-size="14">{title}</text>',
             f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">'
             f'{across}</text>', *axes.grid()]
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        path_points = " ".join(
            f"{axes.across(x):.1f},{axes.down(y):.1f}" for x, y in points)
        parts.append(f'<polyline points="{path_points}" fill="none" '
                     f'stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{axes.across(x):.1f}" cy="{axes.down(y):.1f}" '
                  f'r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{LEFT + 10}" y="{TOP + 16 + 16 * number}" '
                     f'fill="{colour}">{name}</text>')
    path.write_text("\n".join(parts + ["</svg>"]) + "\n", encoding="utf-8")


def growth(series, folder):
    """One plot for each series of growth_bench."""
    folder.mkdir(parents=True, exist_ok=True)

    def points(name, field, least=0.0):
        return [(row["x"], max(row[field], least)) for row in series[name]]
    if "assessments" in series:
        log_log(folder / "assessments.svg", "One stream, VIEW_LEVEL",
                "assessments", {
                    "seconds": points("assessments", "seconds"),
                    "peak memory above idle, MiB (0.1 or less drawn as 0.1)":
                        points("assessments", "peak_mib_above_idle", 0.1)})
    if "callers" in series:
        log_log(folder / "callers.svg", "Unary calls at once, VIEW_LEVEL",
                "callers", {"p50, µs": points("callers", "p50_us"),
                            "p99, µs": points("callers", "p99_us"),
                            "calls/s": points("callers", "calls_per_second")})
    if "items" in series:
        log_log(folder / "items.svg", "One evaluation, bytes to bytes",
                "items of the model", {
                    "VIEW_LEVEL, µs": points("items", "level_us"),
                    "VIEW_FULL with all gaps, µs": points("items", "full_us")})
