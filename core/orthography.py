"""What the spelling of a text says about its language: script, alphabet, everyday words."""

import unicodedata
from collections.abc import Sequence

import regex

from core.language import Script

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"

# Letters of native words and of the loans that official texts are full of.
ALPHABETS: dict[str, frozenset[str]] = {
    "ru": frozenset(_RUSSIAN),
    "kk": frozenset(_RUSSIAN + "әғқңөұүһі"),
    "ky": frozenset(_RUSSIAN + "ңөү"),
    "tg": frozenset(_RUSSIAN + "ғӣқӯҳҷ") - frozenset("щы"),
    "uz-Cyrl": frozenset(_RUSSIAN + "ўқғҳ") - frozenset("щы"),
    "en": frozenset(_ENGLISH),
    "uz-Latn": frozenset(_ENGLISH) - frozenset("w"),
    "tk": frozenset(_ENGLISH + "çäžňöşüý") - frozenset("cqvx"),
    # Neighbours that a text must not be mistaken for.
    "tr": frozenset(_ENGLISH + "çğıöşüâîû") - frozenset("qwx"),
    "az": frozenset(_ENGLISH + "çəğıöşü") - frozenset("w"),
    "uk": frozenset(_RUSSIAN + "ґєії") - frozenset("ёъыэ"),
    "tt": frozenset(_RUSSIAN + "әөүҗңһ"),
    "kaa": frozenset(_RUSSIAN + "әғқңөүўҳ"),
}

# Words too frequent to be missing from a paragraph, those that headings of laws are made of, and
# the months that make a date readable.
EVERYDAY_WORDS: dict[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": """
            i you we they him me my your our us do does did not no so if or but what who when where
            how why there here about into than then only also very can could would should person
            the of and to in a is are was were be been by for with on at from that this which it
            its as or not shall has have had will may must he she they their his her mr mrs law
            court right rights human article section chapter kazakhstan kyrgyzstan tajikistan
            turkmenistan uzbekistan january february march april june july august september
            october november december
        """,
        "ru": """
            я ты мы вы он она они меня мне мой моя мои этот эта эти это только уже очень там тут где
            когда чем чтобы есть нет бы же ли все всех каждый другой того этого быть может
            и в во на с со к по о об от до из за для при не что как это или также его её ее их
            закон суд право права человека глава раздел пункт казахстан казахстана республики был
            была были быть который которая которые а но если года году год январь января февраля
            марта апреля мая июня июля августа сентября октября ноября декабря
        """,
        "kk": """
            мен сен біз сіз ешкім кім не бірақ да деген еді екен ғана сондай оны оған онда осындай
            бойы жақсы үлкен жаңа әлі тек өте күн сол бір егер барлығы әркім үкімет республикасы
            және мен бен пен үшін бұл осы деп бойынша туралы болып табылады болды немесе емес бап
            тарау заң сот адам құқық құқығы керек жоқ болуы әр өз барлық қазақстан жылғы жылы жыл
            оның ол олар бар мүмкін кейін дейін арқылы тиіс қаңтар ақпан наурыз сәуір мамыр маусым
            шілде тамыз қыркүйек қазан қараша желтоқсан
        """,
        "ky": """
            мен сен биз сиз эч ким эмне бирок деген келген болсо бир башка жаңы чоң күн экен сот
            кандай ошол бардыгы ар кыргыз кыргызстан республикасынын эгер баары бала жакшы
            жана менен үчүн бул же деп боюнча жөнүндө болуп эсептелет болду болгон эмес жылы
            жылдын жыл анын ал алар бар мүмкүн кийин чейин аркылуу тийиш ошондой эле бир катары
            тууралуу ага аны жок керек өз бардык адам укук укугу мыйзам берене бөлүм
        """,
        "tg": """
            ман ту мо шумо чунки вале ҳам дигар худ худро пас бар як ҳеҷ кас чи хуб хеле намуд
            намояд мешавад мекунад кунад гардад дода гирифта дорад доранд бошад буд будан шахсро
            судя
            ва дар аз ба бо барои ки ин он аст ё то мегардад мебошад шуд шуда карда кард онҳо вай
            ҳар соли сол бояд мумкин нест ҳамчун ҳамчунин тибқи мувофиқи оид бораи метавонад
            нисбати январи феврали марти апрели майи июни июли августи сентябри октябри ноябри
            декабри моддаи боби фасли қонун ҳуқуқи инсон шахс бе чунин агар вале
        """,
        "uz-Cyrl": """
            ҳар бир мен сен биз сиз ҳеч ким нима эди экан бўлса бўлди ана шундай лекин аммо агар
            томонидан йўқ эга қатъи назар сўнг ўз ўзи ўзининг эса ҳам бошқа янги жуда яхши қандай
            деди менинг бизнинг уларнинг унга асосида тартибда зарур шахс шахснинг давлат мактаб
            эмасман бугун киши
            ва билан учун бу ушбу ёки деб бўйича тўғрисида ҳақида бўлган бўлиб эмас йил йилнинг
            йилда унинг у улар бор мумкин кейин қадар орқали лозим керак ҳамда этиш қилиш бўлади
            каби шу мазкур модда боб қонун инсон ҳуқуқи ҳуқуқлари барча
        """,
        "uz-Latn": """
            har men sen biz siz hech kim nima edi ekan ana shunday lekin ammo agar tomonidan ega
            nazar esa ham boshqa yangi juda yaxshi qanday dedi mening bizning ularning unga asosida
            tartibda zarur shaxs shaxsning davlat
            va bilan uchun bu ushbu yoki deb haqida emas yil yilning yilda uning u ular bor mumkin
            keyin qadar orqali lozim kerak hamda etish qilish kabi shu mazkur bir modda bob qonun
            sud inson huquqi huquqlari barcha yanvar fevral aprel iyun iyul avgust sentabr oktabr
            noyabr dekabr
        """,
        "tk": """
            men sen biz siz hiç kim näme emma ýöne eger tarapyndan ýok gün gowy täze uly bir köp öz
            özüniň edýär bolýar her adamlar
            we bilen üçin bu şu ýa ýa-da diýip boýunça barada hakda bolan bolup däl ýyl ýylyň
            ýylda onuň ol olar bar mümkin soň çenli arkaly degişli hem-de hem edip etmek şol madda
            bap kanun kazyýet adam hukuk hukugy hukuklary ähli ýanwar fewral aprel iýun iýul
            awgust sentýabr oktýabr noýabr dekabr
        """,
        "tr": """
            ama nasıl neden onun onu ona bana sana beni seni benim senin bizim bunu bunun şey gün
            iyi çünkü hiç kim mı mu mü yeni büyük eğer dedi oldu etti tarafından zaman bunlar onlar
            ve ile için bir bu şu olarak olan değil var yok daha en çok ya veya ki mi gibi ise
            kadar sonra her ne o da de hak hakkı madde ben sen biz
        """,
        "az": """
            və ilə üçün bir bu olan deyil var yox daha ən çox ya ki kimi isə qədər sonra hər
        """,
        "uk": """
            і й та в у на що не з до за як це або його її їх є був була були але якщо року
        """,
        "tt": """
            бик генә гына инде әле кеше яхшы эш барысы нәрсә ничек кайда нигә булыр булды юк безнең
            аңа аны шул шундый теге миңа сиңа минем синең миндә
            һәм белән өчен бу бер мин син ул без сез алар да дә та тә түгел бар юк иде булган
            минем аның яки кебек кирәк
        """,
        "kaa": """
            мен сен биз сиз ҳеш ким егер тийис ҳуқықы ҳуқықына инсан болыўы арқалы өз өзиниң барлық
            бойынша ямаса қәлеген жәмийет еркин тең ҳәмме адам мәмлекет ҳүкимет
            ҳәм менен ушын бул яки ямаса болып емес деп оның ол ҳәр бир керек мүмкин
        """,
    }.items()
}

_LETTERS = regex.compile(r"\p{L}+")
_LETTERS_OF = {
    Script.CYRILLIC: regex.compile(r"\p{Cyrillic}+"),
    Script.LATIN: regex.compile(r"\p{Latin}+"),
}
# Kazakh і and ә are often typed as the Latin i and ə, and both as parts of Cyrillic words.
_WORDS_OF = {
    Script.CYRILLIC: regex.compile(r"\p{Cyrillic}(?:[\p{Cyrillic}iə]|[’ʼ'-](?=\p{L}))*"),
    Script.LATIN: regex.compile(r"\p{Latin}(?:[\p{Latin}ʻʼ‘’'`]|-(?=\p{L}))*"),
}
_TYPED_FOR = str.maketrans("iə", "іә")
_MARKS = frozenset("ʻʼ‘’'`-")
_C_ALONE = regex.compile("c(?!h)")


def script_shares(text: str) -> dict[Script, float]:
    """The share that each script has of the letters of `text`, 0 for both where it has none."""
    total = sum(map(len, _LETTERS.findall(text))) or 1
    return {
        script: sum(map(len, pattern.findall(text))) / total
        for script, pattern in _LETTERS_OF.items()
    }


def words(text: str, script: Script) -> list[str]:
    """The words of `text` in one script, in small letters and NFC."""
    found = _WORDS_OF[script].findall(unicodedata.normalize("NFC", text).replace("İ", "ı").lower())
    return [word.translate(_TYPED_FOR) for word in found] if script is Script.CYRILLIC else found


def misfits(found: Sequence[str], language: str) -> int:
    """How many of the words have a letter that `language` does not write."""
    signs = ALPHABETS[language] | _MARKS
    return sum(
        not signs.issuperset(word) or (language == "uz-Latn" and _C_ALONE.search(word) is not None)
        for word in found
    )


def everyday(found: Sequence[str], language: str) -> int:
    """How many of the words are everyday words of `language`."""
    return sum(word in EVERYDAY_WORDS[language] for word in found)
