"""What is possible nearby: help, places, activities."""
