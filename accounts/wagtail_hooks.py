"""Hooks that let the owner of an account made in the admin sign in."""

from allauth.account.models import EmailAddress
from wagtail import hooks

from accounts.models import User
from accounts.proof import forget_ways_in


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def one_address_to_sign_in_with(request, user: User) -> None:
    """Make the account's address, in lower case, the only one that sign-in codes are sent to."""
    user.email = user.email.lower()
    if not user.password:
        user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    is_new = not EmailAddress.objects.filter(user=user, email=user.email).exists()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": False})
    # Somebody else reads the mail from now on, perhaps. Managers who change their own address keep their session and
    # their second factor until they prove it, because a slip of the pen would lock them out.
    if is_new and user != request.user:
        forget_ways_in(user)
