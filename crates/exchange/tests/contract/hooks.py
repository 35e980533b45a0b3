"""Who makes which call, and what no schema can say.

Schemathesis loads this file. It sees to sessions that live, to lots that may stay in the pool, to keys that are new, and
to log-ins that are not made to wait. And it adds the one check that no schema can express: what fits the description is
never called malformed.
"""

import itertools
import json
import os
import time
import urllib.request
import zlib

import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response

URL = os.environ["CONTRACT_URL"]
PASSWORD = os.environ["CONTRACT_PASSWORD"]
COOKIE = os.environ["CONTRACT_COOKIE"]

# Nobody buys their own lot, so sellers and buyers differ; whoever ends sessions ends nobody else's; and passwords are
# guessed of somebody whom nobody waits for.
SELLER, BUYER, OPERATOR, LEAVER, GUESSED = "seller", "buyer", "operator", "leaver", "guessed"
ACTORS = {
    "deliver": SELLER,
    "revoke": SELLER,
    "showAccount": SELLER,
    "showGlobalData": OPERATOR,
    "persist": OPERATOR,
    "showPersisted": OPERATOR,
    "logOut": LEAVER,
    "listSessions": LEAVER,
    "endSession": LEAVER,
}
MALFORMED = {810, 820, 830}
TOMORROW = int(time.time() * 1000) + 86_400_000
COUNT = itertools.count(1)


def log_in(account: str) -> str:
    body = json.dumps({"account": account, "password": PASSWORD}).encode()
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    request = urllib.request.Request(f"{URL}/usr/login", body, headers)
    with urllib.request.urlopen(request) as response:
        return response.headers["Set-Cookie"].split(";")[0].split("=", 1)[1]


def operation_of(case: Case) -> str:
    return case.operation.definition.raw["operationId"]


@schemathesis.auth(refresh_interval=None)
class Session:
    """A session of whoever makes the call."""

    tokens: dict[str, str] = {}

    def get(self, case: Case, context) -> str:
        account = ACTORS.get(operation_of(case), BUYER)
        if account == LEAVER or account not in self.tokens:
            self.tokens[account] = log_in(account)
        return self.tokens[account]

    def set(self, case: Case, data: str, context) -> None:
        if case.operation.definition.raw.get("security"):
            case.cookies = {**(case.cookies or {}), COOKIE: data}


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs) -> None:
    operation = operation_of(case)
    if operation in ("logIn", "signUp"):
        # Whoever logs in has proved that their address guesses no passwords. Else all that follows would be answered
        # 829, and nothing else would be seen.
        log_in(BUYER)
        if isinstance(case.body, dict) and case.body.get("account") in ACTORS.values():
            case.body["account"] = GUESSED
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    # What is made up again is changed in the same way, or what follows from it would be another story.
    chance = zlib.crc32(json.dumps([case.body, dict(case.headers)], default=str).encode())
    if operation in ("deliver", "purchase") and chance % 8:
        # A key belongs to one request; one in eight is left as it is, and may have been used.
        case.headers["Idempotency-Key"] = f"contract-{chance}"
    if operation == "deliver" and chance % 7:
        stay(case.body["tx"], chance)
    if operation == "signUp" and chance % 2:
        # What is made up at random is too short, or easy to guess.
        case.body |= {"account": f"{next(COUNT)} of many", "password": PASSWORD}
    if operation == "logIn" and chance % 2:
        case.body |= {"account": GUESSED, "password": PASSWORD}


def stay(rows: list, chance: int) -> None:
    """A lot may stay for 60 seconds to 90 days, which no schema can say. The first one can be bought."""
    for row in rows:
        if isinstance(row, dict) and "timestampExpire" in row:
            row["timestampExpire"] = TOMORROW
    # It is bought at once, or held first.
    price = 5 if chance % 3 else 900
    rows[0] = {"type": "wind", "power": 2000, "amount": 5000, "value": price, "timestampExpire": TOMORROW}


@schemathesis.check
def what_fits_is_not_malformed(ctx: CheckContext, response: Response, case: Case) -> None:
    """A business refusal travels on 400 as well, so it is the code that tells whether the schema was too wide."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 400:
        return
    answer = response.json()
    if answer["status"] not in MALFORMED:
        return
    # A key is free until it was used, a lot is named once, and a file is known until the exchange forgets it.
    known = {("Idempotency-Key", "reused"), ("tx", "repeated"), ("txHash", "repeated"), ("handshakeId", "unknown")}
    problems = {(each["field"], each["problem"]) for each in answer.get("fields", [])}
    assert problems and problems <= known, f"{case.operation.label} calls it malformed: {answer}"
