"""Mail out: the texts, and the way to the mail server. What waits is kept by `data_model`."""
