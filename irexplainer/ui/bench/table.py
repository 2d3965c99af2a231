"""The figures as a table: what was reached, what should be."""

from typing import Any


def rows(data: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """(figure, measured, to reach, reached) of PERFORMANCE "Reach", in its order."""
    blit, scale, full = data["blit_ms"], data["smooth_scale_ms"], data["full_redraw_ms"]
    steady, travel, window = data["steady"], data["travel"], data["window"]
    large = int(data["size"].partition("x")[0]) > 2600
    steady_most, travel_most = (8.4, 16.7) if large else (5.6, 8.4)
    table = [
        _row("steady frame against full redraw", steady["cpu_ms"] / full, 1 / 15, "x"),
        _row("steady frame against blit", steady["cpu_ms"] / blit, 7, "x"),
        _row("steady frame p99", steady["p99_ms"], steady_most, "ms"),
        _row("camera travel against smooth scale", travel["median_ms"] / scale, 2, "x"),
        _row("camera travel p99", travel["p99_ms"], travel_most, "ms"),
        _row("whole window p99", window["p99_ms"], 16.7, "ms"),
        _row("sharp at rest against full redraw", data["sharp_ms"] / full, 2, "x"),
        _row("stage p99 meanwhile", data["sharp_stage_p99_ms"], steady_most, "ms"),
        _row("first picture against bare widget", data["first_frame_ms"] / data["bare_widget_ms"], 1.6, "x"),
        _row("click to first picture", data["open_procedure_ms"], 150, "ms"),
        _row("longest frame meanwhile", data["open_worst_frame_ms"], 33, "ms"),
    ]
    shares = {"fluoroscopy": 1 / 15, "angiography": 1 / 15, "ultrasound": 1 / 30, "ct": 1 / 8, "mri": 1 / 8}
    for name, times in data["monitor"].items():
        table.append(_row(f"{name} picture", times["median_ms"], 1.5, "ms"))
        if times["naive_ms"] > 0:
            table.append(_row(f"{name} against plain numpy", times["median_ms"] / times["naive_ms"], shares[name], "x"))
    table += [
        _row("paused: processor", data["idle_cpu_percent"], 0.2, "%"),
        _row("paused: paint events in 5 s", data["idle_paints"], 0, ""),
        _row("memory (PSS)", data["pss_mb"], 240, "MB"),
    ]
    if data.get("loop_growth_mb") is not None:
        table.append(_row("ten minutes of looping: growth", data["loop_growth_mb"], 2, "MB"))
    return table


def _row(name: str, value: float, most: float, unit: str) -> tuple[str, str, str, bool]:
    return name, f"{value:.3g} {unit}".strip(), f"≤ {most:.3g} {unit}".strip(), value <= most


def format_table(data: dict[str, Any]) -> str:
    """Text for a terminal; figures that are missed carry a word, not only a color."""
    lines = [f"{data['size']}, {data['platform']}", ""]
    lines.append(
        f"references: blit {data['blit_ms']} ms, smooth scale {data['smooth_scale_ms']} ms, "
        f"full redraw {data['full_redraw_ms']} ms, bare widget {data['bare_widget_ms']} ms"
    )
    table = rows(data)
    wide = max(len(row[0]) for row in table)
    for name, measured, reach, reached in table:
        lines.append(f"{name.ljust(wide)}  {measured:>12}  {reach:>12}  {'reached' if reached else 'MISSED'}")
    return "\n".join(lines)
