"""The application: window, actions, pages, errors, input methods, background tasks."""
