"""The parts of the example on a retailer's returns: reading, matching, the promises, and the tables."""
