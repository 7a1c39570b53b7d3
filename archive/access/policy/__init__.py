"""Which role may do what, for which purposes; who may not see whose codings; who may be counted. Pure."""
