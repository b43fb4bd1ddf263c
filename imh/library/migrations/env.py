"""How alembic runs the migrations: inside the transaction of whoever opens the library."""

from alembic import context

from imh.library.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
