"""A line between two programs on this machine, which a test can cut or stop.

While `flows` is clear it takes everything and passes nothing on, as a stopped process does.
"""

import socket
from contextlib import suppress
from threading import Event, Thread

from tests.served import HOST, free_port


class Line:
    """Carries what comes to `port` to the `end`, an address of this machine, and back."""

    def __init__(self, end: tuple[str, int]) -> None:
        self.end, self.port = end, free_port()
        self.flows = Event()
        self.open: list[socket.socket] = []
        self.mend()

    def mend(self) -> None:
        self.flows.set()
        self.listening = socket.create_server((HOST, self.port))
        Thread(target=self.connect, args=[self.listening], daemon=True).start()

    def connect(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listening.accept()
                far = socket.create_connection(self.end)
                self.open += [near, far]
                for source, sink in ((near, far), (far, near)):
                    Thread(target=self.carry, args=[source, sink], daemon=True).start()

    def carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.flows.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        self.flows.set()
        for each in (self.listening, *self.open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.open = []
