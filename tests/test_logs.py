"""What is logged: enough to mend a failure, and nobody's address, password or session."""

import json
import logging
import logging.config
from io import StringIO
from typing import Any

import pytest

from portal.logs import logging_settings

ROW = "DETAIL:  Failing row contains (7, Only a fool (or two)\nwould cross there, 2026-11-28 04:54:36+00)"
PERSON, SECRET = "ngan.bui+news@thư.example.com", "seven ferries at dawn"


def logged(*, as_json: bool) -> str:
    """The lines of a failure in which an address and a password are about."""
    settings: Any = logging_settings(as_json=as_json)
    formatter = logging.config.DictConfigurator(settings).configure_formatter(settings["formatters"]["line"])
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.Logger("accounts.test")
    logger.addHandler(handler)
    try:
        log_in(PERSON, SECRET)
    except ValueError:
        logger.exception("Writing to %s failed.", PERSON)
    return stream.getvalue()


def log_in(email: str, password: str) -> None:
    form = {"login": email, "password": password}
    raise ValueError(f"Key (lower(email))=({email}) already exists. {ROW}.", len(form))


@pytest.mark.parametrize("as_json", [True, False])
def test_no_line_holds_an_address_a_password_or_what_a_form_held(as_json: bool) -> None:  # noqa: FBT001
    lines = logged(as_json=as_json)
    assert PERSON not in lines
    assert "ngan" not in lines
    assert SECRET not in lines
    assert "fool" not in lines
    assert "cross there" not in lines
    assert "Writing to …@… failed." in lines
    assert "Key (lower(email))=(…@…) already exists." in lines


def test_a_line_of_production_stays_json_and_says_where_it_failed() -> None:
    line = json.loads(logged(as_json=True))
    frames = line["exception"][0]["frames"]
    assert frames[-1]["name"] == "log_in"
    assert not any(frame.get("locals") for frame in frames)
