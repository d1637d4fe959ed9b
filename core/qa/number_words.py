"""Small numbers written as words, and the words for thousands and more."""

import regex

from core.normal import normal_form

# Language tag → words for 1–9, for 10, 20 … 100, and for 11–19 where those are not “ten” with
# a unit; a hyphen stands for any ending. Apostrophes and case are those of the normal form.
_ONES = {
    "en": "one|first|once|single|sole two|second|secondly|twice|both three|third|thirdly"
    " four|fourth five|fifth six|sixth seven|seventh eight|eighth nine|ninth",
    "ru": "один|одна|одно|одну|одного|одной|одному|одним|одном|перв-|однодн-|одноразов-"
    " два|две|дву-|двое|двой-|втор-|дважд- три|трё-|трех-|трем-|трое|трой-|трет-|трижд-"
    " четыр-|четвер-|четвёр- пять|пяти-|пятый|пятая|пятое|пятого|пятую|пятом|пятым|пятой"
    " шест- семь|семи|седьм-|семидн-|семилет- восьм-|восем- девят-",
    "kk": "бір|бірінші-|біреу- екі-|екеу- үш- төрт- бес|бесінші-|бесеу-|бесте-|беске алты-|алтау-"
    " жеті|жетінші-|жетеу-|жетіге сегіз- тоғыз-",
    "ky": "бир|биринчи-|бирөө- эки-|экөө- үч- төрт- беш- алты-|алтоо- жети|жетинчи-|жетөө-"
    " сегиз- тогуз-",
    "tg": "як|яке|якум-|якто ду|дуто|дуюм-|дуввум-|дувум- се|сето|сеюм-|севвум-|севум-"
    " чор|чорто|чаҳор-|чорум- панҷ|панҷум-|панҷто шаш|шашум-|шашто ҳафт|ҳафтум-|ҳафтто"
    " ҳашт|ҳаштум-|ҳаштто нуҳ-",
    "tk": "bir|birinji- iki- üç- dört-|dörd- bäş- alty- ýedi- sekiz- dokuz-",
    "uz-Latn": "bir|birinchi-|bitta- ikki- uch|uchinchi-|uchta-|uchala to'rt- besh- olti- yetti-"
    " sakkiz- to'qqiz-",
    "uz-Cyrl": "бир|биринчи-|битта- икки- уч|учинчи-|учта-|учала тўрт- беш- олти- етти- саккиз-"
    " тўққиз-",
}
_TENS = {
    "en": "ten|tenth twenty|twentieth thirty|thirtieth forty|fortieth fifty|fiftieth sixty|sixtieth"
    " seventy|seventieth eighty|eightieth ninety|ninetieth hundred|hundredth",
    "ru": "десят- двадцат- тридцат- сорок- пятьдесят-|пятидесят- шестьдесят-|шестидесят-"
    " семьдесят-|семидесят- восемьдесят-|восьмидесят- девяност- сто|ста|сотн-|стодн-",
    "kk": "он|оныншы- жиырма- отыз- қырық-|қырқын- елу- алпыс- жетпіс- сексен- тоқсан- жүз-",
    "ky": "он|онунчу- жыйырма- отуз- кырк- элүү- алтымыш- жетимиш- сексен- токсон- жүз-",
    "tg": "даҳ|даҳум-|даҳто бист- сӣ|си|сию|сиву|сиюм- чил|чилу|чилум- панҷоҳ- шаст- ҳафтод-"
    " ҳаштод- навад- сад|садум-",
    "tk": "on|onunjy- ýigrimi- otuz- kyrk- elli- altmyş- ýetmiş- segsen- togsan- ýüz-",
    "uz-Latn": "o'n|o'ninchi- yigirma- o'ttiz- qirq- ellik- oltmish- yetmish- sakson- to'qson-"
    " yuz-",
    "uz-Cyrl": "ўн|ўнинчи- йигирма- ўттиз- қирқ- эллик- олтмиш- етмиш- саксон- тўқсон- юз-",
}
_TEENS = {
    "en": "eleven- twelve|twelfth thirteen- fourteen- fifteen- sixteen- seventeen- eighteen-"
    " nineteen-",
    "ru": "одиннадцат- двенадцат- тринадцат- четырнадцат- пятнадцат- шестнадцат- семнадцат-"
    " восемнадцат- девятнадцат-",
    "tg": "ёздаҳ- дувоздаҳ- сездаҳ- чордаҳ- понздаҳ- шонздаҳ- ҳабдаҳ-|ҳафдаҳ- ҳаждаҳ-|ҳиждаҳ-"
    " нуздаҳ-",
}

_SCALES = (
    (10**3, "thousand k(?!\\w) тыс мың миң ҳазор müň ming минг"),
    (10**6, "million миллион млн mln"),
    (10**9, "billion bn миллиард млрд milliard mlrd"),
    (10**12, "trillion триллион трлн trln"),
)


def _patterns(words: str) -> list[regex.Pattern[str]]:
    return [
        regex.compile(r"(?<!\w)(?:" + forms.replace("-", r"\w*") + r")(?!\w)")
        for forms in words.split()
    ]


_PATTERNS = {
    tag: [
        *zip(range(1, 10), _patterns(_ONES[tag]), strict=True),
        *zip(range(10, 101, 10), _patterns(_TENS[tag]), strict=True),
        *zip(range(11, 20), _patterns(_TEENS.get(tag, "")), strict=False),
    ]
    for tag in _ONES
}
_SCALE_PATTERNS = [
    (factor, regex.compile(rf"[\s-]*(?:{'|'.join(words.split())})", regex.IGNORECASE))
    for factor, words in _SCALES
]


def small_numbers(text: str, language: str) -> set[int]:
    """The numbers up to a hundred that `text` may say in words of `language` (a program tag).

    Tens and units make every number that they could make: “он сегіз” says 8, 10 and 18.
    """
    folded = normal_form(text)
    said = {number for number, pattern in _PATTERNS[language] if pattern.search(folded)}
    tens = {number for number in said if number % 10 == 0 and number < 100}
    ones = {number for number in said if number < 10}
    return said | {ten + one for ten in tens for one in ones}


def scale_after(text: str, place: int) -> int:
    """What the word at `place` multiplies a number before it with: 1000 for “тыс.”, mostly 1."""
    return next((factor for factor, p in _SCALE_PATTERNS if p.match(text, place)), 1)
