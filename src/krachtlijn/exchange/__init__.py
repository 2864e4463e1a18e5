"""What leaves and enters as a whole: the JSON API."""
