"""The facts that rules read, by the family of rules that reads them."""
