"""Templates are read without the white space that only those who write them need."""

from django.template import Context, Template

from portal.indentation import unindented

SOURCE = """
{% load i18n %}
<ul>
  {% for each in words %}
  <li>{{ each }}</li>
  {% endfor %}
</ul>
<p>
  {% if words %}
  <b>one</b>
  {% endif %}
  <b>two</b>
  {% if not words %}<b>three</b>{% endif %}
  {% if words %}<b>four</b>{% endif %}
</p>
"""


def test_lines_that_show_nothing_leave_nothing_and_words_stay_apart() -> None:
    html = Template(unindented(SOURCE)).render(Context({"words": "ab"}))
    assert html == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>\n<b>one</b>\n<b>two</b>\n<b>four</b>\n</p>"
