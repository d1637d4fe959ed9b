def write_tmx(units: Sequence[TranslationUnit], source_language: str, version: str) -> Written:
    """A TMX 1.4b of `units` in UTF-8, one pair in each `tu`; `version` is the program's own.

    `source_language` (a program tag) goes into the header. The same units give the same bytes.
    Characters that XML cannot hold are left out, and a warning names each unit.
    """
    out = BytesIO()
    warnings: list[str] = []
    header = {
        "creationtool": "Terjiman",
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": "Terjiman",
        "adminlang": "en",
        "srclang": language(source_language).bcp47,
        "datatype": "plaintext",
    }
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", header), "\n")
            with xml.element("body"):
                for unit in units:
                    xml.write("\n", _tu(_holdable(unit, warnings), source_language))
                xml.write("\n")
            xml.write("\n")
    return Written(out.getvalue() + b"\n", tuple(warnings))


def _holdable(unit: TranslationUnit, warnings: list[str]) -> TranslationUnit:
    """The unit without characters that XML cannot hold; a warning where its texts lost some."""


def _tu(unit: TranslationUnit, source_language: str) -> etree._Element:
    element = etree.Element("tu")
    return element
