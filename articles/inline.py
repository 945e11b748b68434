"""Scripts that stand in the page itself: the policy (SECURE_CSP) lets in those whose hash it names, and no others."""

import base64
import hashlib


def csp_source(script: str) -> str:
    """The hash of a script's text, as a source of `script-src` (W3C CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
