"""Provider of OpenID Connect, stricter than allauth's own.

A token counts only with a good signature. An address counts as proven only if the provider says so with a true
``email_verified``, and only in the domains that it may speak for.
"""

from allauth.account.models import EmailAddress
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest

from web.names import looks_like_a_link, shown_name


class OAuth2Adapter(OpenIDConnectOAuth2Adapter):
    def complete_login(self, request: HttpRequest, app, token, **kwargs):
        """Return the login, if the signed token and the answer about the user are about the same one."""
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no id_token")
        claims = self._decode_id_token(app, id_token)
        data = {"id_token": claims, "userinfo": {**claims, **self._fetch_user_info(token.token)}}
        if not claims.get("sub") or data["userinfo"].get("sub") != claims["sub"]:
            raise OAuth2Error("the user information is about somebody else")
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app, id_token: str) -> dict:
        """Return the claims in ``id_token``. allauth does not check the signature of what came straight from the provider."""
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = OAuth2Adapter

    def extract_extra_data(self, data: dict) -> dict:
        """Keep nothing of what the provider tells about somebody."""
        return {}

    def extract_common_fields(self, data: dict) -> dict:
        """Take the name and the address, whatever else the provider tells: no roles and no groups."""
        claims = data["userinfo"]
        found = {}
        for field, claim in (("first_name", "given_name"), ("last_name", "family_name"), ("name", "name")):
            name = shown_name(str(claims.get(claim) or ""))
            found[field] = "" if looks_like_a_link(name) else name[:150]
        return {"email": text_of(claims.get("email")), **found}

    def extract_email_addresses(self, data: dict) -> list[EmailAddress]:
        claims = data["userinfo"]
        email = text_of(claims.get("email")).lower()
        if not email:
            return []
        is_proven = claims.get("email_verified") is True and may_speak_for(email)
        return [EmailAddress(email=email, verified=is_proven, primary=True)]


def text_of(claim: object) -> str:
    return claim if isinstance(claim, str) else ""


def may_speak_for(email: str) -> bool:
    """Return whether the provider's word about ``email`` counts: always, unless OIDC_DOMAINS names its domains."""
    return not settings.OIDC_DOMAINS or email.rpartition("@")[2].lower() in settings.OIDC_DOMAINS


provider_classes = [Provider]
