"""Parts of addresses that mean something to the newsroom, and the numbers in them."""

LARGEST_NUMBER = 2**63 - 1


def number_in(text: str) -> int:
    """The number of a row that `text` is; 0, which no row has, for anything else."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_NUMBER))
    return int(text) if is_number and int(text) <= LARGEST_NUMBER else 0


class WordsAndNumber:
    """The last part of an article's address, `some-words-582236`, as (words, number); the words may be missing."""

    regex = r"(?:[^/]*-)?[0-9]{1,19}"

    def to_python(self, value: str) -> tuple[str, int]:
        words, _dash, number = value.rpartition("-")
        if not (number.isascii() and int(number) <= LARGEST_NUMBER):
            raise ValueError("no article has this number")
        return words, int(number)

    def to_url(self, value: tuple[str, int]) -> str:
        words, number = value
        return f"{words}-{number}" if words else str(number)


class Number:
    """A number that a row can have: 0 to 2⁶³ − 1."""

    regex = r"[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        if int(value) > LARGEST_NUMBER:
            raise ValueError("no row has this number")
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
