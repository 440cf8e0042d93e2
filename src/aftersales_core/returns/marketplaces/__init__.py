"""What marketplaces promise beyond the law, as rule sets that a merchant's policy stands on."""
