"""Words of an archive that nobody wrote: common ones of each language, rarer ones of its syllables, by Zipf's law."""

import random
from collections.abc import Iterator
from itertools import accumulate

COMMON = {
    "en": "the of and to in a is that for it was on are as with his they at be this from have or by one had not but "
    "what all were when we there can an your which their said if will each about how up out them then she "
    "many some so these would other into has more two like him time could no make than first been its who now "
    "people my made over did down only way find use water long little very after words called just where most "
    "know government city river minister market school police village rain price trade court law health "
    "bridge election harbour festival museum football",
    "vi": "và của là có trong được cho với những các một người không đã để khi này đến từ theo về ra cũng như nhiều "
    "trên năm việc vào tại sẽ phải còn hơn sau đó lại nên đang thành phố nước chính quyền thủ tướng thị "
    "trường trường học công an mưa giá thương mại toà án luật sức khoẻ cầu bầu cử cảng lễ hội bảo tàng bóng "
    "đá Hà Nội Đà Nẵng Huế biển sông",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si "
    "sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi "
    "porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese "
    "ahora cada vida otro después gobierno ciudad río ministro mercado escuela policía lluvia precio comercio "
    "corte ley salud puente elección puerto fútbol",
}
SYLLABLES = {
    "en": "ab ad al an ar bar bel ber bor cal cam can car den der dor el en er fal fen gar gle ham har hol in ing "
    "ker lan len lin lor mar mel mer mon nar nel nor or pal pen per ral ren rin ros sal sel sen sor tal tan "
    "tel ter tor val ver win",
    "vi": "anh bảo bình cẩm châu cường dũng duy đại đạo đình đông đức gia giang hạnh hiền hòa hồng hùng huyền khánh "
    "kiên lam lâm linh long lộc mai minh mỹ nam nga ngân ngọc nguyên nhật như phong phú phúc phương quang "
    "quân quỳnh sơn tâm tân thảo thắng thịnh thu thủy tiến trang trí trung tú tuấn uyên vân việt vinh vũ xuân "
    "yến",
    "es": "al ar bal ban bar ca car cer cin con cor da der do en er fe fo ga gar go jar la lan li lo mar men mi mon "
    "na nes no ño pa per pi qui ra ren rí ro sa sal se sol ta ten ti tor va ver vi za zón",
}
VOCABULARY = 20_000
SENTENCE = (8, 24)


def vocabulary(language: str, dice: random.Random) -> list[str]:
    """Words of a language, the most frequent first."""
    joint = " " if language == "vi" else ""
    words = dict.fromkeys(COMMON[language].split())
    syllables = SYLLABLES[language].split()
    while len(words) < VOCABULARY:
        words[joint.join(dice.choices(syllables, k=dice.randint(2, 4)))] = None
    return list(words)


class Writer:
    """Writes in one language; the n-th word of its vocabulary comes in a share of 1/n."""

    def __init__(self, language: str, seed: int) -> None:
        self.dice = random.Random(f"{language} {seed}")
        self.words = vocabulary(language, self.dice)
        self.shares = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def some(self, count: int) -> list[str]:
        return self.dice.choices(self.words, cum_weights=self.shares, k=count)

    def line(self, least: int, most: int) -> str:
        """A headline or standfirst of `least` to `most` words."""
        words = " ".join(self.some(self.dice.randint(least, most)))
        return words[:1].upper() + words[1:]

    def paragraph(self) -> str:
        """Sixty to a hundred and ten words in sentences."""
        left = self.dice.randint(60, 110)
        return " ".join(self._sentences(left))

    def _sentences(self, left: int) -> Iterator[str]:
        while left > 0:
            count = min(left, self.dice.randint(*SENTENCE))
            left -= count
            yield self.line(count, count) + "."
