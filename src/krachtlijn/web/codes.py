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


class LiveCodes(Codes):
    """A code list that lies outside the code, such as the areas of a city: read each time it is asked.

    What was kept stays as it was kept, also when its code is in the list no more.
    """

    def __init__(self, name, read):
        """``read``: gives the labels by their codes."""
        super().__init__(name)
        self._read = read

    def __bool__(self):
        # A list can be empty today; it is a list all the same.
        return True

    def __len__(self):
        return len(self._read())

    def __iter__(self):
        return iter(self._read())

    def __contains__(self, code):
        return code in self._read()

    def label(self, code):
        return self._read()[code]

    def pictogram(self, code):
        return ""

    def choices(self):
        return list(self._read().items())

    def pictograms(self):
        return {}
