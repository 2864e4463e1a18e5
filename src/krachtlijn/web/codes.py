class Codes:
    """A code list: what a person may choose, each with a label and a pictogram.

    >>> WEIGHT = Codes("weight", light=(_("Light"), "feather"), heavy=(_("Heavy"), "weight"))
    """

    def __init__(self, name, /, **codes):
        self.name = name
        self._codes = codes

    def __iter__(self):
        return iter(self._codes)

    def __len__(self):
        return len(self._codes)

    def __contains__(self, code):
        return code in self._codes

    def __repr__(self):
        return f"Codes({self.name!r}: {', '.join(self)})"

    def label(self, code):
        return self._codes[code][0]

    def pictogram(self, code):
        return self._codes[code][1]

    def choices(self):
        """For a form field; hand over the method itself, so that labels follow the reader's language."""
        return [(code, label) for code, (label, _) in self._codes.items()]

    def pictograms(self):
        """For a widget of tiles."""
        return {code: pictogram for code, (_, pictogram) in self._codes.items()}
