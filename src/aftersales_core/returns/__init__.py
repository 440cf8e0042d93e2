"""Return eligibility: which rights a buyer has, until when, to what, for how much, at whose cost, and why."""
