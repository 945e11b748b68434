"""What is pasted into an article: links to videos and posts, and text as clipboards have it."""

TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
LINKS = [
    (TUBE, "YouTube", TUBE),
    ("http://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=42s", "YouTube", TUBE),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube", TUBE),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "YouTube", TUBE),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "YouTube", TUBE),
    ("HTTPS://WWW.YouTube.com/shorts/dQw4w9WgXcQ", "YouTube", "https://www.youtube.com/shorts/dQw4w9WgXcQ"),
    ("https://vimeo.com/76979871", "Vimeo", "https://vimeo.com/76979871"),
    ("https://vimeo.com/channels/staffpicks/76979871", "Vimeo", "https://vimeo.com/76979871"),
    ("https://vimeo.com/76979871/8272103f6e?share=copy", "Vimeo", "https://vimeo.com/76979871/8272103f6e"),
    ("https://player.vimeo.com/video/76979871", "Vimeo", "https://vimeo.com/76979871"),
    (
        "https://www.dailymotion.com/video/x8abcde?playlist=x",
        "Dailymotion",
        "https://www.dailymotion.com/video/x8abcde",
    ),
    ("https://dai.ly/x8abcde", "Dailymotion", "https://www.dailymotion.com/video/x8abcde"),
    (
        "https://geo.dailymotion.com/player.html?video=x8abcde",
        "Dailymotion",
        "https://www.dailymotion.com/video/x8abcde",
    ),
    (
        "https://www.tiktok.com/@vov.vn/video/7106594312292453675?is_from_webapp=1",
        "TikTok",
        "https://www.tiktok.com/@vov.vn/video/7106594312292453675",
    ),
    ("https://twitter.com/NASA/status/1445000000000000000?s=20", "X", "https://x.com/NASA/status/1445000000000000000"),
    ("https://x.com/NASA/status/1445000000000000000/photo/1", "X", "https://x.com/NASA/status/1445000000000000000"),
    (
        "https://www.facebook.com/watch/?v=10153231379946729",
        "Facebook",
        "https://www.facebook.com/watch/?v=10153231379946729",
    ),
    (
        "https://m.facebook.com/facebook/videos/some-words/10153231379946729/",
        "Facebook",
        "https://www.facebook.com/facebook/videos/10153231379946729",
    ),
    (
        "https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Freel%2F12345678",
        "Facebook",
        "https://www.facebook.com/reel/12345678",
    ),
    (
        "https://www.facebook.com/zuck/posts/pfbid02abcDEF",
        "Facebook",
        "https://www.facebook.com/zuck/posts/pfbid02abcDEF",
    ),
    ("https://www.instagram.com/p/CUbHfhpswxt/?igshid=1", "Instagram", "https://www.instagram.com/p/CUbHfhpswxt/"),
    ("https://instagram.com/nasa/reel/CUbHfhpswxt", "Instagram", "https://www.instagram.com/reel/CUbHfhpswxt/"),
    (
        "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l",
        "Bluesky",
        "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l",
    ),
    ("https://t.me/s/durov/142", "Telegram", "https://t.me/durov/142"),
    (
        "https://open.spotify.com/intl-vi/episode/0WvHJQU4pJjZQ7xJ2CqjNk?si=1",
        "Spotify",
        "https://open.spotify.com/episode/0WvHJQU4pJjZQ7xJ2CqjNk",
    ),
    ("https://soundcloud.com/forss/flickermood", "SoundCloud", "https://soundcloud.com/forss/flickermood"),
]
STRANGE = [
    "",
    "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
    "https://youtu.be.evil.example/dQw4w9WgXcQ",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://user@youtu.be/dQw4w9WgXcQ",
    "https://youtu.be:8000/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ\n<script>",
    "https://www.youtube.com/@channel",
    "https://youtu.be/đQw4w9WgXcQ",
    "//youtu.be/dQw4w9WgXcQ",
    "https://[",
    "https://vm.tiktok.com/ZMabc/",
    "https://youtu.be/dQw4w9WgXcQ?x=" + "x" * 600,
]
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
