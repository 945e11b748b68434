"""How far a command is: a bar on a terminal, elsewhere a line for each tenth."""

from django.core.management.base import OutputWrapper

LENGTH = 30  # signs


def several(number: int, noun: str) -> str:
    """`1 article`, `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Bar:
    def __init__(self, output: OutputWrapper) -> None:
        self.output, self.tenths_told = output, 0

    def tell(self, share: float, words: str) -> None:
        """Show how much is done, from 0 to 1, and what, in a few words."""
        if self.output.isatty():
            filled = round(share * LENGTH)
            bar = "█" * filled + "░" * (LENGTH - filled)
            self.output.write(f"\r{bar} {share:4.0%}  {words}", ending="")
            self.output.flush()
        elif int(share * 10) > self.tenths_told:
            self.tenths_told = int(share * 10)
            self.output.write(f"{share:4.0%}  {words}")

    def clear(self) -> None:
        """Give the line to something else."""
        if self.output.isatty():
            self.output.write("\r\033[K", ending="")
