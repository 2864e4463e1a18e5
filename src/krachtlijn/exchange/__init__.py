"""What leaves and enters as a whole: my data, the plan on paper, and the JSON API."""
