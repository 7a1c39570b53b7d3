"""Words become keyed tokens; a query cannot be made without a viewer."""
