"""The made-up neighbourhood of Waterdam and its cast, for the demo, the tests and the benchmarks."""

# In the data folder of a demo, and of nothing else: the letters of the cast's cards, in the clear.
CARDS = "demo-cards.json"
