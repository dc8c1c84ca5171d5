"""The look, once: base page, navigation, lists, forms, charts, map."""
