"""Whether the tests of a module notice when it is changed: one small change at a time, each by its tests."""
