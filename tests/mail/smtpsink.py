#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-only
"""A real SMTP server that misbehaves on demand: smtpsink.py MODE [--tls starttls|smtps --certificate C --key K]
[--user U --password P]. Modes: accept; refuse (5xx); spam (5xx once it has the mail); defer (4xx); flaky (defers once); hang (takes the mail and
never answers); hang-once; drop (takes the mail, says so and cuts the connection).

Prints its port, then a JSON line for each mail that it took and for each password that it was told. Ends when its
standard input does."""
import argparse
import asyncio
import email
import email.policy
import json
import socket
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


def tell(what):
    print(json.dumps(what), flush=True)


class Sink:
    def __init__(self, options):
        self.mode = options.mode
        self.tls = options.tls
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
        if self.mode == "spam":
            return "554 That looks like spam"
        if self.mode == "hang" or (self.mode == "hang-once" and self.tries == 1):
            await asyncio.sleep(600)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
        tell({"to": envelope.rcpt_tos, "from": envelope.mail_from, "subject": mail["Subject"],
              "id": mail["Message-ID"], "headers": mail.keys(), "addresses": [sender.addr_spec for sender in mail["From"].addresses],
              "tls": session.ssl is not None or self.tls == "smtps", "user": session.auth_data or "",
              "text": parts.get("text/plain", ""), "html": parts.get("text/html", "")})
        if self.mode == "drop":
            asyncio.get_running_loop().call_later(0.02, server.transport.abort)
        return "250 Taken"


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode")
    parser.add_argument("--tls", choices=["starttls", "smtps"])
    for name in ["certificate", "key", "user", "password"]:
        parser.add_argument("--" + name)
    return parser.parse_args()


def settings_of(given):
    settings = {}
    if given.tls:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(given.certificate, given.key)
        settings = {"ssl_context": tls} if given.tls == "smtps" else {"tls_context": tls, "require_starttls": True}
    if given.user:
        def judge(server, session, envelope, mechanism, login):
            is_right = (login.login, login.password) == (given.user.encode(), given.password.encode())
            tell({"login": login.login.decode(), "right": is_right})
            return AuthResult(success=is_right, auth_data=given.user if is_right else None, handled=False)
        settings |= {"authenticator": judge, "auth_required": True, "auth_require_tls": False}
    return settings


def main():
    given = options()
    # Bound by hand first: the controller can't tell which port it was given.
    probe = socket.socket()
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
    probe.close()
    controller = Controller(Sink(given), hostname="127.0.0.1", port=port, **settings_of(given))
    controller.start()
    print(port, flush=True)
    sys.stdin.read()
    controller.stop()


main()
