"""Who may ask: a link that works once gives a browser a session; each session has a token for what changes
something."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

COOKIE = "tawthiq_session"
"""How the cookie's name begins; the port follows, since browsers share cookies between the ports of a host."""

HEADER = "x-tawthiq-token"
"""The header that every request which changes something must carry: another site can neither read nor send it."""

_BYTES = 32
_MOST = 64
"""Sessions that are remembered; the oldest ends when another begins."""


def cookie_name(host: str) -> str:
    """The name of the cookie for a Host header: two desks in one browser keep a session each."""
    return f"{COOKIE}_{host.rpartition(':')[2]}"


class Sessions:
    """The sessions of one run of the server, in memory. ``random`` gives so many random bytes; ``told`` is told the
    link's new token each time one was used."""

    def __init__(self, random: Callable[[int], bytes], told: Callable[[str], None] = lambda _: None) -> None:
        self._random, self._told = random, told
        self._key = random(_BYTES)
        self._known: dict[str, None] = {}
        self.start_token = random(_BYTES).hex()

    def begin(self, token: str) -> str | None:
        """A new session for the one who has the start token, which is used up; None for any other."""
        if not hmac.compare_digest(token.encode(), self.start_token.encode()):
            return None
        self.start_token = self._random(_BYTES).hex()
        session = self._random(_BYTES).hex()
        self._known[session] = None
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        self._told(self.start_token)
        return session

    def knows(self, session: str | None) -> bool:
        """Whether this is a session."""
        return session is not None and any(hmac.compare_digest(session.encode(), one.encode()) for one in self._known)

    def token(self, session: str) -> str:
        """The token of a session for requests that change something."""
        return hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()

    def allows(self, session: str, token: str | None) -> bool:
        """Whether ``token`` is that of the session."""
        return token is not None and hmac.compare_digest(token.encode(), self.token(session).encode())
