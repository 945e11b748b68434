"""What the newsroom writes to its standard error: plain lines in the demo, JSON lines in production."""

import re
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

# An e-mail address, as a mail server's refusal or a broken constraint names it. It begins where a word does, and a row
# ends with the line at last: a line holds what was asked for, which may be long and made to be slow to read.
LETTER = r"""[^\s@<>()\[\]{}=,;:"'\\]"""
ADDRESS = re.compile(rf"(?<!{LETTER}){LETTER}++@{LETTER}+\.[\w-]+")
# A row that PostgreSQL refused, with the words of whoever wrote it.
ROW = re.compile(r"Failing row contains \(.*?(?:\)\.|\Z)", re.DOTALL)

SHARED: list[Any] = [
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def without_people(_logger: Any, _method: str, line: str) -> str:
    """The finished line without anybody's e-mail address or words: what is logged outlives an account."""
    return ADDRESS.sub("…@…", ROW.sub("Failing row contains (…).", line))


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: warnings and errors, one event a line, with its traceback where there is one."""
    if as_json:
        # Without the variables of each frame, among which are forms, passwords and sessions.
        tracebacks = structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
        last = [tracebacks, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last, without_people],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            # A reader's wrong address is no news; a page that fails is.
            "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "django.security.DisallowedHost": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
            # Who published, scheduled or withdrew what, a line a step.
            "articles.publishing": {"level": "INFO"},
        },
    }


def lead_structlog_to_logging() -> None:
    """Have what is logged with structlog go where everything else goes."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
