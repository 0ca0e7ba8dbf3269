"""The pages of ``parley docs``: the commands and the data as the code has them, and the method."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from maps.dictionary import dictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

METHOD = Path(__file__).parent / "data" / "method.md"


def commands() -> str:
    """Return every command with its arguments and options, made from the commands themselves."""
    from typer.main import get_command

    from maps.cli import app, main

    lines = ["# Commands", "", "Exit codes and streams:", "", *(f"    {line}" for line in _told(main)), ""]
    return "\n".join([*lines, *_group("parley", get_command(app))]) + "\n"


def method() -> str:
    """Return how articles are read, how well, and what cannot be done."""
    return METHOD.read_text(encoding="utf-8")


PAGES: dict[str, Callable[[], str]] = {"commands": commands, "dictionary": dictionary, "method": method}


def _told(main: Callable[[], None]) -> list[str]:
    from importlib import import_module

    text = import_module(main.__module__).__doc__ or ""
    return [line for line in text.partition("\n\n")[2].splitlines() if line]


def _group(name: str, command: Any) -> Iterator[str]:
    if hasattr(command, "commands"):
        for word, inner in sorted(command.commands.items()):
            yield from _group(f"{name} {word}", inner)
    else:
        yield from (f"## {name}", "", command.help or "", "", "| parameter | means |", "| --- | --- |")
        choices = _choices(command)
        for parameter in command.params:
            if not getattr(parameter, "hidden", False) and parameter.name != "help":
                yield f"| {_named(parameter)} | {_meaning(parameter, choices.get(parameter.name, ''))} |"
        yield ""


def _named(parameter: Any) -> str:
    is_option = parameter.opts[0].startswith("-")
    value = "" if getattr(parameter, "is_flag", False) else parameter.metavar or ""
    told = f"{', '.join(parameter.opts)} {value}".strip() if is_option else value or parameter.name
    return f"`{told}`".replace("|", "\\|")


def _meaning(parameter: Any, choices: str) -> str:
    """Return what a parameter means, what it may be, and what it is where it is not given."""
    default = parameter.default
    if isinstance(parameter.show_default, str):
        default = parameter.show_default
    elif default is None or default is False or callable(default) or not parameter.show_default:
        default = ""
    told = [(parameter.help or "").rstrip("."), choices and f"one of {choices}"]
    told.append(f"default: {getattr(default, 'value', default)}" if default != "" else "")
    told.append("needed" if parameter.required else "")
    return "; ".join(filter(None, told)).replace("|", "\\|")


def _choices(command: Any) -> dict[str, str]:
    """Return the words that parameters may have, by their names."""
    callback = getattr(command.callback, "__wrapped__", command.callback)
    hints = get_type_hints(callback)
    found = {}
    for name, hint in hints.items():
        kinds = [kind for kind in (hint, *get_args(hint)) if isinstance(kind, type) and issubclass(kind, Enum)]
        if kinds:
            found[name] = ", ".join(str(one.value) for one in kinds[0])
    return found
