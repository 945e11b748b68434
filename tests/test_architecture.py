"""The house rules that a machine can hold: direction of imports, sizes, one visibility rule."""

import ast
import re
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("articles", "accounts", "portal")
SOURCES = sorted(
    path for app in (*APPS, "demo", "tests") for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MAY_IMPORT = {"articles": {"articles"}, "accounts": {"accounts", "articles"}, "portal": {*APPS, "demo"}}

Import = ast.Import | ast.ImportFrom
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def statements_of(path: Path) -> list[Import | Function]:
    """What a module imports and defines, wherever in it; no expression holds any."""
    found, waiting = [], list(tree_of(path).body)
    while waiting:
        node = waiting.pop()
        found += [node] if isinstance(node, Import | Function) else []
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr)]
    return found


def imported_modules(path: Path) -> set[str]:
    plain = {name.name for node in statements_of(path) if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module for node in statements_of(path) if isinstance(node, ast.ImportFrom) and node.module}


@cache
def owners_of_modules() -> dict[str, list[str]]:
    """The distributions that each module at the top came with; reading it takes as long as parsing everything."""
    return dict(packages_distributions())


def rooms_imported(path: Path) -> set[str]:
    modules = imported_modules(path)
    return {module.partition(".")[0] for module in modules} & {*APPS, "demo", "tests"}


@pytest.mark.parametrize("app", APPS)
def test_imports_flow_one_way(app: str) -> None:
    against = {
        f"{name_of(path)} imports {room}"
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == app
        for room in rooms_imported(path) - MAY_IMPORT[app]
    }
    assert against == set()


def edges_between_modules() -> dict[str, set[str]]:
    """Which of our modules each of ours imports when it is loaded (imports inside functions left out)."""
    modules = {}
    for path in SOURCES:
        if path.relative_to(ROOT).parts[0] in APPS:
            parts = path.relative_to(ROOT).with_suffix("").parts
            modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = tree_of(path)
    edges = {}
    for name, tree in modules.items():
        named = {
            f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in modules else node.module
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        edges[name] = {other for other in named if other in modules and other != name}
    return edges


def test_no_two_modules_need_each_other() -> None:
    edges = edges_between_modules()

    def reachable(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for other in edges[waiting.pop()] - seen:
                seen.add(other)
                waiting.append(other)
        return seen

    # A package that gathers its own modules for others is not a circle with them.
    circles = {
        name for name in edges if name in reachable(name) and not any(other.startswith(f"{name}.") for other in edges)
    }
    assert circles == set()


def test_files_stay_small() -> None:
    assert {name_of(path) for path in SOURCES if path.read_text().count("\n") > 300} == set()


def test_functions_stay_small() -> None:
    functions = {
        f"{name_of(path)} {node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCES
        for node in statements_of(path)
        if isinstance(node, Function)
    }
    assert {name: lines for name, lines in functions.items() if lines > 50} == {}


def test_templates_stay_small_and_hold_no_inline_script_or_style() -> None:
    long = {name_of(path) for path in TEMPLATES if path.read_text().count("\n") > 120}
    with_source = r"\s(data-)?src=|application/(ld\+)?json|speculationrules"
    inline = re.compile(rf"<style|\sstyle=|\son\w+=|<script(?![^>]*({with_source}))", re.IGNORECASE)
    offending = {name_of(path) for path in TEMPLATES if inline.search(path.read_text()) and "email" not in path.parts}
    assert (long, offending) == (set(), set())


def test_one_place_decides_what_the_public_sees() -> None:
    """Only the queryset (and the desk, which must name the word) tells published articles from others."""
    tells = re.compile(r"status=.{0,20}(PUBLISHED|.published)|published_at__l")
    allowed = {"articles/models/article.py", "articles/models/correction.py"}
    readers = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in APPS]
    assert {name_of(path) for path in readers if tells.search(path.read_text())} <= allowed


@pytest.mark.parametrize("room", ["portal", "accounts", "articles", "demo"])
def test_what_serves_needs_nothing_that_only_developers_have(room: str) -> None:
    """The development environment holds more packages than a newsroom's, so a missing one would fail only there."""
    pins = (line.split("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line)
    locked, owners = set(pins), owners_of_modules()
    for path in sorted((ROOT / room).rglob("*.py")):
        for module in imported_modules(path):
            names = {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(module.split(".")[0], ())}
            assert not names or names & locked, f"{path.relative_to(ROOT)} needs {module}"


def test_what_several_tests_need_has_a_room_of_its_own() -> None:
    tests = (ROOT / "tests").rglob("test_*.py")
    borrowing = {name_of(path) for path in tests if any(m.startswith("tests.test_") for m in imported_modules(path))}
    assert borrowing == set()


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "helpers", "misc", "common", "manager"}
    assert [name_of(path) for path in SOURCES if path.stem in vague] == []
