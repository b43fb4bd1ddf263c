"""What goes wrong is logged by its kind and its place in the program, in no words of a case."""

from __future__ import annotations

import logging
import traceback
from typing import Any

_usual = logging.getLogRecordFactory()


def redact_log() -> None:
    """Let no log line of this program hold the message of an error, which may quote a case."""
    logging.setLogRecordFactory(_discreet)


def _discreet(*arguments: Any, **named: Any) -> logging.LogRecord:
    record = _usual(*arguments, **named)
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = _kinds_and_places(record.exc_info[1])
        record.exc_info = None
    if isinstance(record.args, tuple):
        record.args = tuple(_kind(argument) for argument in record.args)
    return record


def _kind(argument: object) -> object:
    return type(argument).__name__ if isinstance(argument, BaseException) else argument


def _kinds_and_places(error: BaseException | None) -> str:
    """The errors that led to this one, each with its way through the program."""
    told = []
    while error is not None:
        told += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
        told.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return "\n".join(told)
