"""Signs that nobody sees, in names and other lines: left out, but where a script is written with them.

Joiners stay where they change the look of a word (UAX 31, section 2.3.1) or make one emoji of several (UTS 51), marks
of direction on a line that has letters from right to left, spaces without a width where words stand without others,
and signs of variants behind what has some. What still looks the same counts as the same name: `alike()`.
"""

import re

# Controls, overrides of direction, soft hyphens and other signs without a shape or a width of their own.
NEVER_NEEDED = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
DIRECTIONS = r"\u061c\u200e\u200f"
VARIANTS = r"\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
SIGNS_UNSEEN = rf"{NEVER_NEEDED}{DIRECTIONS}\u200b"

# Letters that join the one after them, and those that join only the one before (Unicode's ArabicShaping.txt).
JOINING = (
    r"\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc"
    r"\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff\u0712-\u0714\u071a-\u071d\u071f-\u0727\u0729\u072b\u072d\u072e\u074e-\u0758"
    r"\u075c-\u076a\u076d-\u0770\u0772\u0775-\u0777\u077a-\u077f\u07ca-\u07ea\u08a0-\u08a9\u08af\u08b0\u08b3-\u08b8"
    r"\u08ba-\u08c8\u1820-\u1878"
)
JOINED = (
    r"\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf"
    r"\u06d2\u06d3\u06d5\u06ee\u06ef\u0710\u0715-\u0719\u071e\u0728\u072a\u072c\u072f\u074d\u0759-\u075b\u076b\u076c\u0771"
    r"\u0773\u0774\u0778\u0779\u08aa-\u08ac\u08ae\u08b1\u08b2\u08b9"
)
MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0730-\u074a"
VIRAMAS = r"\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
LETTER_OF_INDIA = r"(?=[\u0900-\u0dff])[^\W\d_]"
PICTURES = r"\u2190-\u2bff\U0001f000-\U0001faff"
HAVE_VARIANTS = (
    rf"#*0-9©®‼⁉™ℹ\u1000-\u109f\u1820-\u18af{PICTURES}\u2e80-\ua4cf\ua840-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
WITHOUT_SPACES = r"\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\ua9e0-\ua9fe\uaa60-\uaa7f"
RIGHT_TO_LEFT = (
    r"\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06d5\u06e5-\u06ef\u06fa-\u06ff\u0710-\u07f5\u0800-\u08c9\ufb1d-\ufdfb"
    r"\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)

# The flags of England, Scotland and Wales are a black one with tags; with any others it looks like the black one.
FLAGS = r"\U0001f3f4\U000e0067\U000e0062(?:{})\U000e007f".format(
    "|".join("".join(chr(0xE0000 + ord(letter)) for letter in country) for country in ("eng", "sct", "wls"))
)
UNSEEN = re.compile(rf"({FLAGS})|[\x7f-\x84\x86-\x9f{NEVER_NEEDED}]")
LOST_VARIANT = re.compile(rf"(?<![{HAVE_VARIANTS}])[{VARIANTS}]|(?<=[#*0-9])[{VARIANTS}](?!\u20e3)")
DIRECTION = re.compile(rf"[{DIRECTIONS}]")
LINE_FROM_LEFT_TO_RIGHT = re.compile(rf"^[^\n{RIGHT_TO_LEFT}]+$", re.MULTILINE)
NEEDED_SOMEWHERE = re.compile(rf"[{DIRECTIONS}\u200b-\u200d]+")

# What a sign stands between where it is needed: the end of what is before it, the beginning of what comes after.
NEEDED = {
    sign: [(re.compile(rf"(?:{before})\Z"), re.compile(after)) for before, after in places]
    for sign, places in {
        "\u200b": [(rf"[{WITHOUT_SPACES}]", rf"[{WITHOUT_SPACES}]")],
        "\u200c": [
            (rf"[{JOINING}][{MARKS}]*", rf"[{MARKS}]*[{JOINING}{JOINED}]"),
            (rf"[{VIRAMAS}]", LETTER_OF_INDIA),
        ],
        "\u200d": [
            # A letter joins what is not there, as the ه‍ of a Persian year does.
            (rf"[{JOINING}][{MARKS}]*", rf"(?![{MARKS}]*[{JOINING}{JOINED}\u0640])"),
            (rf"[{VIRAMAS}]", rf"{LETTER_OF_INDIA}|(?![\u0900-\u0dff])"),
            # Bengali's র‍্য, which is not র্য.
            (LETTER_OF_INDIA, rf"[{VIRAMAS}]"),
            (rf"[{PICTURES}]\ufe0f?", rf"[{PICTURES}]"),
        ],
        **{direction: [("", "")] for direction in "\u061c\u200e\u200f"},
    }.items()
}
AROUND = 40  # letters that are looked at on either side: one, with all its marks
# In PostgreSQL's patterns it means the same.
KEPT_SIGN = rf"[{DIRECTIONS}{VARIANTS}\u200b-\u200d]"


def without_unseen(text: str) -> str:
    """`text` without signs that nobody sees, but where its script needs one."""
    text = LOST_VARIANT.sub("", UNSEEN.sub(r"\1", text))
    text = LINE_FROM_LEFT_TO_RIGHT.sub(lambda line: DIRECTION.sub("", line[0]), text)
    return NEEDED_SOMEWHERE.sub(_needed, text)


def bare(name: str) -> str:
    """`name` without even the signs that stay in lines."""
    return re.sub(KEPT_SIGN, "", name)


def alike(name: str) -> str:
    """What names that look the same have in common, capitals aside."""
    return bare(name).lower()


def _needed(signs: re.Match[str]) -> str:
    """The first of some signs in a row that is needed where they stand."""
    before = signs.string[max(0, signs.start() - AROUND) : signs.start()]
    after = signs.string[signs.end() : signs.end() + AROUND]
    return next((sign for sign in signs[0] if _is_needed(sign, before, after)), "")


def _is_needed(sign: str, before: str, after: str) -> bool:
    return any(end.search(before) and beginning.match(after) for end, beginning in NEEDED[sign])
