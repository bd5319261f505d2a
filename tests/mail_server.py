"""A slow mail server on loopback that accepts everything and keeps it in order of arrival."""

import threading
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer

PAUSE = 0.01
"""Seconds between accepting a mail and acknowledging it. A client killed in between cannot know whether it was sent."""


class Conversation(StreamRequestHandler):
    """The part of RFC 5321 that a client needs to send one mail after another."""

    server: "MailServer"

    def handle(self) -> None:
        self.server.conversations += 1
        self.say("220 hello")
        taken = 0
        for line in self.rfile:
            match line[:4].upper():
                case b"MAIL" if taken == self.server.most_in_a_conversation:
                    return self.say("421 that is enough")
                case b"DATA":
                    taken += 1
                    self.say("354 go on")
                    self.take()
                case b"QUIT":
                    return self.say("221 bye")
                case _:
                    self.say("250 ok")
        return None

    def take(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                self.server.taken.append(b"".join(lines))
                time.sleep(PAUSE)
                return self.say("250 ok")
            lines.append(line.removeprefix(b"."))
        return None  # the client went away before the end, so there is no mail

    def say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            self.server.left_alone += 1


class MailServer(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, *, most_in_a_conversation: int | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[bytes] = []
        self.most_in_a_conversation, self.conversations = most_in_a_conversation, 0
        self.left_alone = 0
        """Number of times that a client went away before it received the reply."""
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address) -> None:
        """Count a client that was killed halfway."""
        self.left_alone += 1

    def messages(self, since: int = 0) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.taken[since:]]
