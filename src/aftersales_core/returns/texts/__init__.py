"""The texts of reason codes, in both languages, by the family of rules that gives them."""
