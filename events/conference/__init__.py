"""The regional conference: programme, places at sessions, open formats.

So far the parts that need no database: ``facts`` of a programme, its ``clashes``, ``changes`` between two versions, the
``allotment`` by preference and ``schedule_files``. ``EventDate.part_of`` and ``registration.parts`` hold the rules for
places at sessions.

``released`` reads a version of the programme, and ``programme`` adds what became of each run since. ``choosing``,
``table``, ``cards``, ``showing``, ``screen``, ``exporting`` and ``feeds`` make of it what visitors see at the addresses in
``views``.
"""
