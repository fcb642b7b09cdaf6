"""A mail server for tests: STARTTLS and AUTH are required, and a recipient's local part asks for a fault.

    smtp_server.py FOLDER USER CERTIFICATE KEY [--no-starttls]

The password is the first line of standard input. Standard output carries one JSON object a line: first {"port": N},
then what happens. A message is stored in FOLDER before it is told. The server ends when its standard input closes,
so it cannot outlive the test.
"""
import asyncio
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

FOLDER, USER, CERTIFICATE, KEY = sys.argv[1:5]
STARTTLS = "--no-starttls" not in sys.argv
PASSWORD = sys.stdin.readline().rstrip("\n")


def tell(**what):
    print(json.dumps(what), flush=True)


def asked_for(address):
    return address.partition("@")[0].lower()


class Handler:
    stored = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        fault = asked_for(address)
        if fault == "gone":
            return "550 5.1.1 No such user here"
        if fault == "busy":
            return "451 4.3.2 Try again later"
        if fault == "cut-at-rcpt":
            server.transport.abort()
            return "421 cut"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        fault = asked_for(envelope.rcpt_tos[0])
        if fault == "refused":
            return "554 5.6.0 Content refused"
        if fault == "busy-at-data":
            return "452 4.2.2 Mailbox full"
        if fault == "slow":
            await asyncio.sleep(30)
        if fault == "cut-before-store":
            server.transport.abort()
            return "421 cut"
        self.store(envelope)
        if fault == "cut-after-store":
            server.transport.abort()
        return "250 OK"

    def store(self, envelope):
        self.stored += 1
        path = os.path.join(FOLDER, f"{self.stored:04}.eml")
        with open(path + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(path + ".part", path)
        tell(event="stored", path=path, sender=envelope.mail_from, recipients=envelope.rcpt_tos)


class Server(SMTP):
    def connection_made(self, transport):
        # STARTTLS makes a second transport on the same connection.
        if self.transport is None:
            tell(event="connected")
        super().connection_made(transport)

    async def smtp_AUTH(self, arg):
        tell(event="auth-asked")
        await super().smtp_AUTH(arg)


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and data.login == USER.encode() and data.password == PASSWORD.encode()
    tell(event="auth", success=right)
    return AuthResult(success=right, handled=right)


def make():
    tls = None
    if STARTTLS:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(CERTIFICATE, KEY)
    return Server(HANDLER, hostname="localhost", tls_context=tls, require_starttls=STARTTLS, auth_required=True, auth_require_tls=STARTTLS,
                  authenticator=authenticate, enable_SMTPUTF8=True, data_size_limit=20_000_000)


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(make, "127.0.0.1", 0)
    tell(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


HANDLER = Handler()
asyncio.run(serve())
