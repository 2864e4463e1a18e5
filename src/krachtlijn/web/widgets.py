from django import forms


class Tiles(forms.widgets.ChoiceWidget):
    """Choices as large tiles with a pictogram, made of real inputs: keyboard and voice work."""

    template_name = "web/widgets/tiles.html"
    option_template_name = "web/widgets/tile.html"

    def __init__(self, attrs=None, choices=(), pictograms=None):
        super().__init__(attrs, choices)
        self.pictograms = pictograms or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["pictogram"] = self.pictograms.get(str(value), "")
        return option


class TileSelect(Tiles, forms.RadioSelect):
    """One choice, none preset."""


class TileSelectMultiple(Tiles, forms.CheckboxSelectMultiple):
    """Several choices, none preset."""


def offer(form: forms.BaseForm, **choices) -> None:
    """Give fields of a form what can be chosen now: `offer(self, area=[("", _("Everywhere"))])`."""
    for name, chosen_from in choices.items():
        field = form.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} is no field to choose in")
        field.choices = chosen_from
