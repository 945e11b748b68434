"""The demonstration newsroom, The Red River Post: loaded once into an empty site, never in production."""

from portal.demo.loading import DemoRefused, is_wanted, load
from portal.demo.people import LogIn, log_ins

__all__ = ["DemoRefused", "LogIn", "is_wanted", "load", "log_ins"]
