"""What is not a page: signing in and out, health, and what surrounds every answer."""
