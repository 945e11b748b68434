"""The scripts of a page are asked for once it is drawn: nothing needs them, and its lead photo would wait for them.

Who comes from another page of the newsroom has them, and gets them at once. A script is written
`<script type="later" data-src="…">`. What is pressed meanwhile is kept in `pressed`, and done by its script.
"""

from articles.inline import csp_source

# Each page carries it, so it is short. Loaded is not drawn yet: the 200 ms are for the frame with the lead photo.
SCRIPT = """{
const later = () => document.querySelectorAll("[type=later]")
.forEach((each) => { each.type = "module"; each.src = each.dataset.src; });
if (document.referrer.startsWith(location.origin)) addEventListener("DOMContentLoaded", later);
else onload = () => setTimeout(later, 200);
onclick = (click) => (window.pressed = click.target);
}"""
CSP_SOURCE = csp_source(SCRIPT)
