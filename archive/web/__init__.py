"""Pages and API over the pipeline; every route declares its action."""
