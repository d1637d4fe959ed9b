"""Numbers written as words, and the words for thousands and more."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import regex

from core.normal import normal_form

# Language tag → words for 1–9, for 10, 20 … 100, and for 11–19 where those are not “ten” with
# a unit; a hyphen stands for any ending. Apostrophes and case are those of the normal form.
# What is left out are common words that begin alike: “for” (үшін, üçin), gold (алтын), Thursday.
_ONES = {
    "en": "one|first|once|single|sole two|second|secondly|twice|both three|third|thirdly"
    " four|fourth five|fifth six|sixth seven|seventh eight|eighth nine|ninth",
    "ru": "один|одна|одно|одну|одного|одной|одному|одним|одном|перв(?!онач|ич)-|однодн-|одноразов-"
    " два|две|дву-|двое|двой-|втор(?!ник|ж|ич|г)-|дважд-"
    " три|трё-|трех-|трем-|трое|трой-|трет(?!ей)-|трижд-"
    " четыр-|четвер(?!г)-|четвёр- пять|пяти-|пятый|пятая|пятое|пятого|пятую|пятом|пятым|пятой"
    " шест(?!в)- семь|семи|седьм-|семидн-|семилет- восьм-|восем- девят-",
    "kk": "бір|бірі|бірінші-|біреу- екі-|екеу- үш(?!ін\\b)- төрт- бес|бесінші-|бесеу-|бесте-|беске"
    " алты(?!н(?!шы))-|алтау- жеті|жетінші-|жетеу-|жетісі-|жетіге|жетіде- сегіз- тоғыз-",
    "ky": "бир|бири|биринчи-|бирөө- эки-|экөө- үч(?!үн\\b)- төрт- беш- алты(?!н(?!чы))-|алтоо-"
    " жети|жетинчи-|жетөө-|жетиси-|жетиге|жетиде- сегиз- тогуз-",
    "tg": "як|яке|якум-|якто ду|дуто|дуюм-|дуввум-|дувум- се|сето|сеюм-|севвум-|севум-"
    " чор|чорто|чаҳор-|чорум- панҷ|панҷум-|панҷто шаш|шашум-|шашто ҳафт|ҳафтум-|ҳафтто"
    " ҳашт|ҳаштум-|ҳаштто нуҳ-|нӯҳ-",
    "tk": "bir|biri|birinji- iki- üç(?!in\\b)- dört-|dörd- bäş- alty(?!n(?!jy))- ýedi- sekiz-"
    " dokuz-",
    "uz-Latn": "bir|biri|birinchi-|bitta- ikki- uch|uchinchi-|uchta-|uchala|uchdan to'rt- besh-"
    " olti(?!n(?!chi))- yetti- sakkiz- to'qqiz-",
    "uz-Cyrl": "бир|бири|биринчи-|битта- икки- уч|учинчи-|учта-|учала|учдан тўрт- беш-"
    " олти(?!н(?!чи))- етти- саккиз- тўққиз-",
}
_TENS = {
    "en": "ten|tenth twenty|twentieth thirty|thirtieth forty|fortieth fifty|fiftieth sixty|sixtieth"
    " seventy|seventieth eighty|eightieth ninety|ninetieth hundred|hundredth",
    "ru": "десят- двадцат- тридцат- сорок- пятьдесят-|пятидесят- шестьдесят-|шестидесят-"
    " семьдесят-|семидесят- восемьдесят-|восьмидесят- девяност- сто|ста|сотн-|стодн-",
    "kk": "он|оныншы-|оннан|онға жиырма- отыз- қырық-|қырқын- елу- алпыс- жетпіс- сексен- тоқсан-"
    " жүз|жүзінші-|жүзден|жүзге",
    "ky": "он|онунчу-|ондон|онго жыйырма- отуз- кырк- элүү- алтымыш- жетимиш- сексен- токсон-"
    " жүз|жүзүнчү-|жүздөн|жүзгө",
    "tg": "даҳ|даҳум-|даҳто бист- сӣ|си|сию|сиву|сиюм- чил|чилу|чилум- панҷоҳ- шаст- ҳафтод-"
    " ҳаштод- навад- сад|саду|садум-|яксад-",
    "tk": "on|onunjy- ýigrimi- otuz- kyrk- elli- altmyş- ýetmiş- segsen- togsan-"
    " ýüz(?!\\s+tut)|ýüzünji-|ýüzden",
    "uz-Latn": "o'n|o'ninchi-|o'nta-|o'ndan|o'nga- yigirma- o'ttiz- qirq- ellik- oltmish- yetmish-"
    " sakson- to'qson- yuz(?!\\s+ber)|yuzinchi-|yuzta-|yuzdan|yuzga-",
    "uz-Cyrl": "ўн|ўнинчи-|ўнта-|ўндан|ўнга- йигирма- ўттиз- қирқ- эллик- олтмиш- етмиш- саксон-"
    " тўқсон- юз(?!\\s+бер)|юзинчи-|юзта-|юздан|юзга-",
}
_TEENS = {
    "en": "eleven- twelve|twelfth thirteen- fourteen- fifteen- sixteen- seventeen- eighteen-"
    " nineteen-",
    "ru": "одиннадцат- двенадцат- тринадцат- четырнадцат- пятнадцат- шестнадцат- семнадцат-"
    " восемнадцат- девятнадцат-",
    "tg": "ёздаҳ- дувоздаҳ- сездаҳ- чордаҳ- понздаҳ- шонздаҳ- ҳабдаҳ-|ҳафдаҳ- ҳаждаҳ-|ҳиждаҳ-"
    " нуздаҳ-",
}
# 200–900 where those are one word.
_HUNDREDS = {
    "ru": "двест-|двухсот-|двухст-|двумст-|двумяст- трист-|тр[её]хсот-|тр[её]хст-|тр[её]мст-"
    "|тремяст- четырест-|четыр[её]хсот-|четыр[её]хст-|четыр[её]мст-|четырьмяст-"
    " пятьсот|пятьюст-|пятис- шестьсот|шестьюст-|шестис- семьсот|семьюст-|семис-"
    " восемьсот|восемьюст-|восьмис- девятьсот|девятьюст-|девятис-",
    "tg": "дусад- сесад- чорсад-|чаҳорсад- панҷсад- шашсад- ҳафтсад- ҳаштсад- нуҳсад-|нӯҳсад-",
}
_HALVES = {
    "en": "half", "ru": "половин-", "kk": "жарым-", "ky": "жарым-", "tg": "ним", "tk": "ýarym-",
    "uz-Latn": "yarim-", "uz-Cyrl": "ярим-",
}  # fmt: skip
_ONE_AND_A_HALF = {"ru": "полтор-|полутор-", "tg": "якуним"}

_THOUSANDS = (
    (10**3, "thousand тыс мың миң ҳазор müň ming минг"),
    (10**6, "million миллион млн mln"),
    (10**9, "billion bn миллиард млрд milliard mlrd"),
    (10**12, "trillion триллион трлн trln"),
)
# What stands between words of one number: “thirty-five”, “two hundred and one”, “два с половиной”.
_WITHIN = regex.compile(r"[\s-]+(?:and\s+(?:a\s+)?|с\s+)?")


def _patterns(words: str) -> list[regex.Pattern[str]]:
    return [
        regex.compile(r"(?<!\w)(?:" + forms.replace("-", r"\w*") + r")(?!\w)")
        for forms in words.split()
    ]


def _thousands() -> Iterator[tuple[Decimal, regex.Pattern[str]]]:
    for factor, words in _THOUSANDS:
        yield from (
            (Decimal(factor), pattern) for pattern in _patterns(words.replace(" ", "- ") + "-")
        )


def _words(tag: str) -> Iterator[tuple[Decimal, regex.Pattern[str]]]:
    for numbers, words in (
        (range(1, 10), _ONES[tag]),
        (range(10, 101, 10), _TENS[tag]),
        (range(11, 20), _TEENS.get(tag, "")),
        (range(200, 1000, 100), _HUNDREDS.get(tag, "")),
        ((Decimal("0.5"),), _HALVES[tag]),
        ((Decimal("1.5"),), _ONE_AND_A_HALF.get(tag, "")),
    ):
        if words:
            yield from zip(map(Decimal, numbers), _patterns(words), strict=True)
    yield from _thousands()


_PATTERNS = {tag: tuple(_words(tag)) for tag in _ONES}
_SCALE_PATTERNS = [
    (factor, regex.compile(rf"[\s-]*(?:{'|'.join(words.split())})", regex.IGNORECASE))
    for factor, words in (*_THOUSANDS, (10**3, "k(?!\\w)"))
]


def numbers_in_words(text: str, language: str) -> set[str]:
    """The numbers that `text` says in words of `language` (a program tag), as plain figures.

    Each word counts by itself as well as with its neighbours: “он сегіз” says 8, 10 and 18, and
    “полтора” says 1.5.
    """
    said: set[Decimal] = set()
    for run in _runs(normal_form(text), language):
        said.update(run)
        said.update(_together(run))
    return {format(number.normalize(), "f") for number in said}


def _runs(folded: str, language: str) -> Iterator[list[Decimal]]:
    """The values of number words, those together that stand next to each other."""
    found = (
        (match.start(), match.end(), value)
        for value, pattern in _PATTERNS[language]
        for match in pattern.finditer(folded)
    )
    run: list[Decimal] = []
    last = 0
    # Of words that begin alike the longest counts, and of forms of one word the greatest value.
    for start, end, value in sorted(found, key=lambda each: (each[0], -each[1], -each[2])):
        if start < last:
            continue
        if run and not _WITHIN.fullmatch(folded, last, start):
            yield run
            run = []
        run.append(value)
        last = end
    if run:
        yield run


def _together(words: Sequence[Decimal]) -> Iterator[Decimal]:
    """What number words say together: 2, 100 and 50 are 250, but 2, 100, 5 and 100 are two."""
    total = current = Decimal(0)
    room = scale = Decimal("Infinity")  # what follows in the same number is less
    for value in _with_hundreds(words):
        if value >= 1000:
            if value >= scale:
                yield total
                total = Decimal(0)
            total, current = total + (current or 1) * value, Decimal(0)
            room, scale = Decimal(1000), value
            continue
        if value >= room:
            yield total + current
            total = current = Decimal(0)
            scale = Decimal("Infinity")
        current += value
        room = next((Decimal(unit) for unit in (100, 10, 1) if value % unit == 0), Decimal(0))
    yield total + current


def _with_hundreds(words: Iterable[Decimal]) -> list[Decimal]:
    """Number words, with “two hundred” as one."""
    found: list[Decimal] = []
    for value in words:
        if value == 100 and found and 1 <= found[-1] < 10:
            found[-1] *= value
        else:
            found.append(value)
    return found


def scale_after(text: str, place: int) -> int:
    """What the word at `place` multiplies a number before it with: 1000 for “тыс.”, mostly 1."""
    return next((factor for factor, p in _SCALE_PATTERNS if p.match(text, place)), 1)
