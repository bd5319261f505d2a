"""Storage of uploads: what everybody may fetch by its address, apart from what only a view may hand out."""

from secrets import token_hex

from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible

PHOTOS = "original_images/"
PRIVATE = ("documents/", PHOTOS)
"""Folders of Wagtail's originals. Pages show renditions of photos, and link to the view that checks a document's collection."""


@deconstructible
class Uploads(Storage):
    """Storage that keeps the folders ``PRIVATE`` in ``STORAGES["private"]``, and the rest in ``STORAGES["public"]``.

    Names stay as Wagtail makes them, so that the database does not know where a file lies.
    """

    def of(self, name: str) -> Storage:
        return storages["private" if str(name).startswith(PRIVATE) else "public"]

    def generate_filename(self, filename: str) -> str:
        """Put a random text before the name of a photo, and with it before the names of its renditions.

        Renditions are served without a check. Whoever may not see the page must not be able to guess their addresses.
        """
        filename = super().generate_filename(filename)
        return f"{PHOTOS}{token_hex(8)}-{filename.removeprefix(PHOTOS)}" if filename.startswith(PHOTOS) else filename

    def url(self, name: str | None) -> str:
        """Return the address, or an empty text for a file that has none."""
        name = str(name)
        return "" if name.startswith(PRIVATE) else self.of(name).url(name)

    def _open(self, name, mode="rb"):
        return self.of(name).open(name, mode)

    def _save(self, name, content):
        return self.of(name).save(name, content)

    def path(self, name):
        return self.of(name).path(name)

    def delete(self, name):
        self.of(name).delete(name)

    def exists(self, name):
        return self.of(name).exists(name)

    def listdir(self, path):
        return self.of(f"{path.rstrip('/')}/").listdir(path)

    def size(self, name):
        return self.of(name).size(name)

    def get_accessed_time(self, name):
        return self.of(name).get_accessed_time(name)

    def get_created_time(self, name):
        return self.of(name).get_created_time(name)

    def get_modified_time(self, name):
        return self.of(name).get_modified_time(name)
