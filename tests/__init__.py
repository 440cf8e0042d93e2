"""The tests of aftersales_core; a package, so that helper modules are imported as `from tests.oracle import ...`."""
