from django.core.exceptions import BadRequest


class Refused(BadRequest):
    """Something that a reader or a colleague asked for and that cannot be done now; it says why in plain words."""
