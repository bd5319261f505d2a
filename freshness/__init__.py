"""What everybody may see, kept as finished bytes under a version that moves with every change: fast, and never stale.

``version`` says how much has changed, ``triggers`` sees to it that nothing is missed, ``kept`` holds the bytes of one process,
``pages`` serves pages from them. Imports no other app of ours. The reasoning is in docs/decisions/0009.
"""
