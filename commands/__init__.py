"""What the verbs of `manage.py` do."""
