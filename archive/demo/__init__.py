"""The whole story on the bundled collection: invented people, real files, the real program.

What ``heard demo`` shows is what the archive does: nothing here bypasses the pipeline, and nothing is
prepared but the consents' days, which are moved so that the collection always looks a few weeks old.
"""
