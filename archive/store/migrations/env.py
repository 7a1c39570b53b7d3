"""What Alembic runs: the migrations, on the connection that ``archive.store.schema`` opened.

It configures no logging and knows no URL: there is one way to migrate, and that is in the transaction
of whoever asked.
"""

from alembic import context

given = context.config.attributes
context.configure(connection=given["connection"], version_table=given["version_table"])
context.run_migrations()
