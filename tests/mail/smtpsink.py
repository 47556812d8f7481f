#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-only
"""A real SMTP server that misbehaves on demand: smtpsink.py accept|refuse|defer|hang|flaky|starttls CERTIFICATE KEY

Prints its port, then one JSON line for each mail that it took. Ends when its standard input does."""
import email
import email.policy
import json
import ssl
import sys
import time

from aiosmtpd.controller import Controller


class Sink:
    def __init__(self, mode):
        self.mode = mode
        self.tries = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "refuse":
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.tries += 1
        if self.mode == "defer" or (self.mode == "flaky" and self.tries == 1):
            return "451 Try again later"
        if self.mode == "hang":
            time.sleep(600)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
        print(json.dumps({"to": envelope.rcpt_tos, "from": envelope.mail_from, "subject": mail["Subject"],
                          "id": mail["Message-ID"], "headers": mail.keys(), "tls": session.ssl is not None,
                          "text": parts.get("text/plain", ""), "html": parts.get("text/html", "")}), flush=True)
        return "250 Taken"


def main():
    mode = sys.argv[1]
    tls = None
    if mode == "starttls":
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(sys.argv[2], sys.argv[3])
    # Bound by hand first: the controller can't tell which port it was given.
    import socket
    probe = socket.socket()
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
    probe.close()
    controller = Controller(Sink(mode), hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=tls is not None)
    controller.start()
    print(port, flush=True)
    sys.stdin.read()
    controller.stop()


main()
