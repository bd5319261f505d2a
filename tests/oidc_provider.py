"""Provider of OpenID Connect on the loopback interface: real HTTP, RSA-signed tokens, one user, and faults on demand."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, SECRET = "wijkverband", "a secret of the client"


@dataclass
class LocalProvider:
    """Answers of the provider. A test changes them: ``claims`` in the token, ``userinfo`` besides, ``fault``."""

    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    """Parameters of the last request to sign in."""

    def __post_init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.another_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path: str, form: dict[str, list[str]]) -> tuple[int, Any]:
        if self.fault == path:
            return 500, "nonsense"
        match path:
            case "/.well-known/openid-configuration":
                return 200, {
                    "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "jwks_uri": f"{self.url}/keys",
                    "token_endpoint": f"{self.url}/token", "userinfo_endpoint": f"{self.url}/userinfo",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }  # fmt: skip
            case "/keys":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
                return 200, {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}
            case "/token":
                if form.get("client_secret") != [SECRET] or "code_verifier" not in form:
                    return 401, {"error": "invalid_client"}
                return 200, {"access_token": "token", "token_type": "Bearer", "id_token": self.id_token()}
            case "/userinfo":
                return 200, {"sub": "noor", **self.claims, **self.userinfo}
        return 404, "nothing"

    def id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "sub": "noor", "iat": now, "exp": now + 300, **self.claims}
        match self.fault:
            case "signed by another":
                return jwt.encode(claims, self.another_key, "RS256", {"kid": "one"})
            case "unsigned":
                return jwt.encode(claims, None, "none", {"kid": "one"})
            case "for another":
                claims["aud"] = "another"
            case "from another":
                claims["iss"] = "https://elders.example"
            case "expired":
                claims["exp"] = now - 3600
        return jwt.encode(claims, self.key, "RS256", {"kid": "one"})


def _handler_of(provider: LocalProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            status, answer = provider.answer(urlsplit(self.path).path, parse_qs(self.rfile.read(length).decode()))
            body = json.dumps(answer).encode() if status == 200 or isinstance(answer, dict) else answer.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  http.server looks for this name

        def log_message(self, *args: object) -> None:
            pass

    return Handler
