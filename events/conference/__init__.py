"""The regional conference: programme, places at sessions, open formats.

So far the parts that need no database: ``facts`` of a programme, its ``clashes``, ``changes`` between two versions, the
``allotment`` by preference and ``schedule_files``. ``EventDate.part_of`` and ``registration.parts`` hold the rules for
places at sessions.
"""
