"""The guides of ``docs/beheer``, followed line by line on a bare folder: ``python -m tests.guides`` (needs root)."""
