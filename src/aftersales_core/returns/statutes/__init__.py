"""The rules of law, each in its own file, with sources, confidence and date on every rule. Not legal advice."""
