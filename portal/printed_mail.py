"""E-mail as a demo sends it: printed as it reads, not as it travels."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    """Django's console backend without the transfer encoding, in which a Vietnamese letter cannot be read."""

    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(f"To: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}\n{'-' * 79}\n")
