"""What is not a page: signing in and out, health, and what surrounds every answer."""

from web import lean as lean  # before anything else loads Streamlit
