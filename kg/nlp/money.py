"""Sums of money, told by currency and number: small models take many of them for mere numbers, or for parts of names."""

import re

from spacy.tokens import Doc, Span

CURRENCIES = (
    "dollar", "euro", "pound", "yen", "yuan", "renminbi", "franc", "rupee", "rupiah", "krone", "krona", "kronor", "kroner",
    "koruna", "peso", "real", "reais", "rand", "won", "ruble", "rouble", "lira", "dirham", "dinar", "riyal", "rial", "naira",
    "shilling", "zloty", "forint", "baht", "ringgit", "dong", "shekel", "hryvnia", "tenge", "taka", "cedi", "kwacha", "birr",
    "leu", "lei", "lev", "sol", "bolivar", "guarani",
)  # fmt: skip
"""Names of currencies in the singular, and plurals that are no singular with an s."""
PLAIN = ("dollar", "euro")
"""Those that mean nothing else: "3 won" is a score."""
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_GREAT = r"(?:\s?-?(?:thousand|million|billion|trillion|crore|lakh|mln|mn|bn|tn)\b|[mbk]\b)"
_SIGN = r"(?:(?:\b(?:US|HK|NT|NZ|A|C|S|R))?\$|[€£¥₹₦₩₺₽₴]|\b(?:USD|EUR|GBP|CHF|CNY|JPY|Rs\.?)\s?)"
_NAME = rf"(?:(?:[A-Z][\w.]+|sterling)\s)?(?:{'|'.join(CURRENCIES)})s?\b"
MONEY = re.compile(
    rf"{_SIGN}\s?{_NUMBER}{_GREAT}?"
    rf"|\b{_NUMBER}{_GREAT}\s{_NAME}"
    rf"|\b\d{{1,3}}(?:,\d{{3}})+\s{_NAME}"
    rf"|\b{_NUMBER}\s(?:US\s)?(?:{'|'.join(PLAIN)})s?\b"
)
NUMERIC = frozenset({"MONEY", "CARDINAL", "QUANTITY", "ORDINAL", "DATE", "TIME", "PERCENT"})


def tell_money(doc: Doc) -> None:
    """Make an entity MONEY of each sum; what is a name or holds more than the sum stays as it is."""
    sums: list[Span] = []
    for match in MONEY.finditer(doc.text):
        span = doc.char_span(*match.span(), label="MONEY", alignment_mode="expand")
        if span is None or (sums and span.start < sums[-1].end):
            continue  # "$106m:£54m" is one token
        met = [entity for entity in doc.ents if entity.start < span.end and span.start < entity.end]
        numbers = all(each.label_ in NUMERIC for each in met)
        inside = all(span.start <= each.start and each.end <= span.end for each in met)
        known = len(met) == 1 and met[0].label_ == "MONEY" and len(met[0]) == len(span)
        if numbers and inside and not known:
            sums.append(span)
    if sums:
        doc.set_ents(sums, default="unmodified")
