"""What is true of a language or a country, whoever asks: words, endings, numbers, months.

It imports nothing of ours. Words are data, one YAML file a language in ``data/``; ``lists.py`` reads them.
"""
