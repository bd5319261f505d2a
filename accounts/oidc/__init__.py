"""Signing in at one provider by OpenID Connect, if the settings name one. It opens an account, and grants no role."""
