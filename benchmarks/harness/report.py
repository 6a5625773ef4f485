"""Medians and pairwise ratios, as Markdown and as JSON."""

from statistics import median

COLUMNS = ("wall", "user", "system", "cpu", "read", "written", "calls_read", "calls_written", "rss")


def summary(row, registry, costs, failed):
    """One row as plain data: medians of each side, and the first side against each other one, run by run."""
    sides = {name: {column: median(getattr(run, column) for run in runs) for column in COLUMNS} for name, runs in costs.items()}
    first = next((name for name in costs if row.first and name.startswith(row.first)), None)
    against = {}
    for name, runs in costs.items():
        if name != first and first is not None:
            pairs = list(zip(costs[first], runs))
            against[name] = {
                "wall": spread([a.wall / b.wall for a, b in pairs]),
                "cpu": spread([a.cpu / b.cpu for a, b in pairs]),
                "written": spread([a.written / b.written for a, b in pairs if b.written]),
                "wallDifference": spread([a.wall - b.wall for a, b in pairs]),
                "cpuDifference": spread([a.cpu - b.cpu for a, b in pairs]),
            }
    return {
        "row": row.name,
        "registry": registry,
        "first": first,
        "medians": sides,
        "against": against,
        "runs": {name: [run.as_dict() for run in runs] for name, runs in costs.items()},
        "failed": failed,
    }


def spread(values):
    return {"median": median(values), "min": min(values), "max": max(values)} if values else None


def markdown(result):
    lines = [f"### {result['row']}" + (f", {result['registry']}" if result["registry"] else ""), ""]
    lines += [
        "| | wall s | CPU s | user + system | read from disk MB | written MB | read(2) MB | peak RSS MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, m in result["medians"].items():
        lines.append(
            f"| {name} | {m['wall']:.2f} | {m['cpu']:.2f} | {m['user']:.2f} + {m['system']:.2f} | {m['read'] / 1e6:.1f} |"
            f" {m['written'] / 1e6:.1f} | {m['calls_read'] / 1e6:.0f} | {m['rss'] / 1e6:.0f} |"
        )
    if result["against"]:
        lines += [
            "",
            f"| {result['first']} against | wall | CPU | written | wall, s more | CPU, s more |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for name, a in result["against"].items():
            cells = [cell(a[key]) for key in ("wall", "cpu", "written", "wallDifference", "cpuDifference")]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [f"\nLeft out: {reason}" for reason in result["failed"].values()]
    return "\n".join(lines) + "\n"


def cell(spread):
    return "-" if spread is None else f"{spread['median']:.2f} ({spread['min']:.2f}–{spread['max']:.2f})"
