"""The lifecycles of the trades, one file each: states, events, rules, and the switches where shops differ."""
