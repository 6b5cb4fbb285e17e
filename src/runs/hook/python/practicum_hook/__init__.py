"""What Practicum knows of training frameworks: one file for each, read when the framework is imported."""
