"""What Alembic runs: the migrations, on the connection that ``archive.store.schema`` opened.

It configures no logging and knows no URL: there is one way to migrate, and that is in the transaction
of whoever asked.
"""

from alembic import context

from archive.store.schema import VERSION_TABLE
from archive.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, version_table=VERSION_TABLE)
context.run_migrations()
