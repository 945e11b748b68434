"""What was measured, as a table and a picture for docs/performance.md."""

import math
from collections.abc import Iterator

Measured = dict[int, dict[str, dict[str, float]]]

MOST, FLOOR = 50.0, 10.0  # ms: what a page may take; below which nothing is said to grow
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 56, 16, 210, 40
COLOURS = ("#7a1f2b", "#1f5a7a", "#3c6e3f", "#8a5a00", "#5b3a8c", "#444444")
DASHES = ("", "6 3", "2 3")


def is_quick(found: Measured, name: str) -> bool:
    return found[max(found)][name]["p95"] <= MOST


def is_even(found: Measured, name: str) -> bool:
    """Whether it grows no faster than the logarithm of the number of articles."""
    least, most = min(found), max(found)
    before, after = found[least][name]["p50"], found[most][name]["p50"]
    return after <= max(before * math.log(most) / math.log(least), FLOOR)


def verdict(found: Measured, name: str) -> str:
    return "yes" if is_quick(found, name) and is_even(found, name) else "**no**"


def table(found: Measured) -> str:
    sizes = sorted(found)
    head = ["page", *(f"{size:,}" for size in sizes), f"waited, {sizes[-1]:,}", "queries", "within"]
    lines = [head, ["---"] + ["--:"] * (len(sizes) + 2) + [":-:"]]
    for name in found[sizes[-1]]:
        times = [f"{found[size][name]['p50']:.1f} · {found[size][name]['p95']:.1f}" for size in sizes]
        last = found[sizes[-1]][name]
        lines.append([name, *times, f"{last['waited']:.0f}", f"{last['queries']:.0f}", verdict(found, name)])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def picture(found: Measured) -> str:
    """The 95th percentiles over the number of articles, the latter on a logarithmic scale; SVG."""
    body = "\n".join([*grid(found), *curves(found)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="sans-serif" font-size="11">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def across(found: Measured, size: int) -> float:
    sizes = sorted(found)
    share = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def up(milliseconds: float) -> float:
    return HEIGHT - BOTTOM - min(milliseconds, MOST * 1.1) / (MOST * 1.1) * (HEIGHT - TOP - BOTTOM)


def grid(found: Measured) -> Iterator[str]:
    for line in range(0, int(MOST) + 1, 10):
        colour = "#c00" if line == MOST else "#ddd"
        yield f'<path d="M{LEFT} {up(line):.1f}H{WIDTH - RIGHT}" stroke="{colour}" fill="none"/>'
        yield f'<text x="{LEFT - 8}" y="{up(line) + 4:.1f}" text-anchor="end">{line} ms</text>'
    for size in found:
        yield f'<text x="{across(found, size):.1f}" y="{HEIGHT - 18}" text-anchor="middle">{size:,}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 3}" text-anchor="middle">articles</text>'


def curves(found: Measured) -> Iterator[str]:
    sizes = sorted(found)
    for number, name in enumerate(sorted(found[sizes[-1]], key=lambda each: -found[sizes[-1]][each]["p95"])):
        points = " ".join(f"{across(found, size):.1f},{up(found[size][name]['p95']):.1f}" for size in sizes)
        stroke = f'stroke="{COLOURS[number % len(COLOURS)]}" stroke-dasharray="{DASHES[number // len(COLOURS) % 3]}"'
        height = TOP + 8 + number * 16
        yield f'<polyline points="{points}" fill="none" stroke-width="1.5" {stroke}/>'
        yield f'<path d="M{WIDTH - RIGHT + 14} {height - 4}h22" stroke-width="1.5" {stroke}/>'
        yield f'<text x="{WIDTH - RIGHT + 42}" y="{height}">{name}</text>'
