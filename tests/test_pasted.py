"""Text pasted from Word, Google Docs and other sites, as their clipboards have it."""

import pytest

from articles import body
from articles.pasted import unwrapped

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><title>Bridge</title>
<style><!-- p.MsoNormal {mso-style-unhide:no; font-family:"Calibri",sans-serif;} --></style>
<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='margin-top:12pt'><span lang=EN-GB>The bridge<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=EN-GB>Bold</span></b><span lang=EN-GB>
and <i style='mso-bidi-font-style:normal'>italic</i>,&nbsp; two&nbsp;&nbsp;spaces.<span class=MsoCommentReference>
<span style='font-size:8.0pt'><a style='mso-comment-reference:LM_1' href="#_msocom_1">[LM1]</a></span></span><o:p></o:p
></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Six lanes<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>two for bicycles</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>A footpath</p>
<p class=MsoNormal>Then:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>Open</p>
<p class=MsoNormal><del cite="mailto:Minh"><span style='mso-prop-change:x'>was cut</span></del><ins
cite="mailto:Minh">was added</ins></p>
<img width=602 height=401 src="file:///C:/Users/clip_image001.jpg" v:shapes="Picture_x0020_1">
<div style='mso-element:comment-list'>
<div style='mso-element:comment'><p class=MsoCommentText>Is this true?</p></div></div>
<!--EndFragment--></body></html>
"""
GOOGLE = """
<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-6f2d">
<h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400;">Cầu mới</span></h2>
<p dir="ltr" style="line-height:1.38"><span style="font-weight:700;white-space:pre-wrap;">Đậm</span><span
style="font-weight:400;font-style:italic;"> nghiêng</span><span style="font-weight:400;"> thường </span><a
href="https://www.google.com/url?q=https://example.org/a?b%3D1&amp;sa=D&amp;ust=1" style="text-decoration:none;"><span
style="text-decoration:underline;color:#1155cc">liên kết</span></a><sup
><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>
<br />
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr"
role="presentation"><span
style="font-weight:400">một</span></p></li></ul>
<p dir="ltr"><span><span style="border:none;display:inline-block;width:602px"><img src="https://lh7.googleusercontent.com/x"
width="602" height="401" /></span></span></p></b>
"""
SITE = """
<div class="article__body"><h4 class="x">Read more</h4><div class="para">First.<br><br>Second&nbsp;km.</div>
<p style="display: none">hidden tracker</p><span style="font-weight: bold">Third.</span>
<section><p>Fourth <font color="red">in red</font>.</p></section><aside>Aside</aside>
<script>alert(1)</script><iframe src="https://ads.example"></iframe></div>
"""


def test_word_comes_out_clean() -> None:
    assert body.sanitised(WORD).split("\n") == [
        "<h2>The bridge</h2>",
        "<p><b>Bold</b>",
        "and <i>italic</i>, two spaces.</p>",
        "<ul><li>Six lanes<ul><li>two for bicycles</li></ul></li><li>A footpath</li></ul>",
        "<p>Then:</p>",
        "<ol><li>Open</li></ol>",
        "<p>was added</p>",
    ]


def test_google_docs_come_out_clean() -> None:
    assert body.sanitised(GOOGLE).split("\n") == [
        "<h2>Cầu mới</h2>",
        "<p><strong>Đậm</strong><em> nghiêng</em> thường "
        '<a href="https://example.org/a?b=1" rel="noopener">liên kết</a></p>',
        "<ul><li><p>một</p></li></ul>",
    ]


def test_another_site_comes_out_clean() -> None:
    assert body.sanitised(SITE).split("\n") == [
        "<h3>Read more</h3>",
        "<p>First.</p>",
        "<p>Second\N{NO-BREAK SPACE}km.</p>".replace("\N{NO-BREAK SPACE}", "&nbsp;"),
        "<p><strong>Third.</strong></p>",
        "<p>Fourth in red.</p>",
        "<p>Aside</p>",
    ]


@pytest.mark.parametrize("markup", [WORD, GOOGLE, SITE])
def test_what_is_clean_stays_as_it_is(markup: str) -> None:
    assert body.sanitised(body.sanitised(markup)) == body.sanitised(markup)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2F", "https://example.org/"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=x", "https://example.org/"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org", "https://example.org"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/search?q=x", "https://www.google.com/search?q=x"),
        ("https://[", "https://["),
    ],
)
def test_a_redirecting_link_leads_to_what_was_meant(address: str, meant: str) -> None:
    assert unwrapped(address) == meant
