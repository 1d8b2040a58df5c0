"""What a column of a stakeholder sheet holds, by its heading in the six UN languages."""

import re
from functools import lru_cache

from vnr_app.importing.folding import fold_text

_EXACT: dict[str, str] = {
    "organisation": "organisation|organization|institution|actor|actors|stakeholder|entity|company"
    "|company name|submitted by|submitting organisation|lead organisation|lead institution"
    "|organisation name|organization name|name of organisation|name of organization"
    "|name of the organisation|name of the organization|name of institution|name of your "
    "organisation|name of your organization|your organisation|your organization|stakeholder name"
    "|organisme|acteur|structure|nom de l'organisation|nom de l'organisme|votre organisation"
    "|organisation ou institution|nom de l'institution"
    "|organización|institución|entidad|nombre de la organización|nombre de la institución"
    "|su organización|организация|учреждение|ведомство|название организации|ваша организация"
    "|наименование организации|название вашей организации|участник|заинтересованная сторона"
    "|المنظمة|المؤسسة|الجهة|اسم المنظمة|اسم المؤسسة|اسم الجهة|组织|组织名称|机构|机构名称|单位名称"
    "|уюм|уюмдун аталышы|ұйым|ұйым атауы",
    "group": "group|major group|stakeholder group|stakeholder type|type of organisation"
    "|type of organization|organisation type|organization type|type of stakeholder|category"
    "|actor category|stakeholder category|sector|constituency|which group do you represent|groupe"
    "|grand groupe|groupe principal|catégorie|type d'organisation|secteur"
    "|grupo|grupo principal|categoría|tipo de organización"
    "|группа|основная группа|категория|тип организации|вид организации|сектор"
    "|المجموعة|المجموعة الرئيسية|الفئة|نوع المنظمة|القطاع|群体|主要群体|类别|组织类型|机构类型",
    "links": "goal|goals|sdg|sdgs|target|targets|sdg goal|sdg goals|sdg target|sdg targets"
    "|related sdg|related sdgs|related goal|related goals|related target|goal or target"
    "|which goal|which sdg|which goals|which sdgs"
    "|objectif|objectifs|odd|cible|cibles|cible des odd|objectif de développement durable"
    "|objetivo|objetivos|ods|meta|metas|meta ods"
    "|цель|цели|цур|задача|задачи|цель или задача|задача цур|цели устойчивого развития"
    "|الهدف|الأهداف|الغاية|الغايات|أهداف التنمية المستدامة|هدف التنمية المستدامة"
    "|目标|具体目标|可持续发展目标|相关目标|子目标|максат|максаттар",
    "title": "title|measure|activity|project|policy|measure title|activity title|project title"
    "|title of measure|title of the measure|name of measure|name of the measure|project name"
    "|name of project|name of activity|name of the activity|titre|intitulé|mesure|activité|projet"
    "|nom du projet|titre de la mesure|título|medida|actividad|proyecto|nombre del proyecto"
    "|título de la medida|название|наименование|мера|мероприятие|проект|название меры"
    "|название проекта|наименование меры|العنوان|التدبير|النشاط|المشروع|اسم المشروع"
    "|标题|题目|措施|活动|项目|名称|项目名称|措施名称",
    "text": "text|contribution|contributions|comment|comments|description|statement|input|inputs"
    "|message|messages|answer|response|your contribution|your comment|your comments|your views"
    "|view|views|opinion|details|summary|suggestion|suggestions|proposal|proposals"
    "|recommendation|recommendations|content|raw text"
    "|commentaire|commentaires|texte|déclaration|avis|proposition|propositions|recommandation"
    "|recommandations|votre contribution|réponse|résumé"
    "|contribución|contribuciones|aporte|aportes|comentario|comentarios|descripción|texto|mensaje"
    "|declaración|propuesta|propuestas|recomendación|recomendaciones|su contribución|respuesta"
    "|вклад|комментарий|комментарии|описание|текст|предложение|предложения|рекомендация"
    "|рекомендации|мнение|замечания|ваш вклад|ваше предложение|ответ|содержание"
    "|المساهمة|مساهمتكم|التعليق|التعليقات|الوصف|النص|الاقتراح|الاقتراحات|الرسالة|التوصيات"
    "|意见|评论|描述|内容|贡献|建议|说明|意见和建议|сүрөттөө|сунуш|сунуштар",
    "commitment": "commitment|commitments|pledge|voluntary commitment|commitment text|engagement"
    "|engagements|engagement volontaire|compromiso|compromisos|compromiso voluntario"
    "|обязательство|обязательства|добровольное обязательство|الالتزام|التزام|التعهد|承诺|自愿承诺",
    "level": "level|administrative level|level of government|niveau|nivel|уровень|المستوى"
    "|级别|层级",
    "status": "status|state|state of implementation|implementation status|statut|état"
    "|état d'avancement|estado|estado de ejecución|статус|состояние|ход выполнения|الحالة"
    "|状态|进展情况|实施状况",
    "references": "references|reference|link|url|web page|website|références|référence|lien"
    "|referencias|referencia|enlace|ссылки|ссылка|المراجع|الرابط|参考|参考资料|链接",
    "flag": "no comment|nocomment|completed|required fields filled|complete",
    "type": "type|kind|art|genre|tipo|тип|вид|النوع|类型",
    "name": "name|nom|nombre|имя|الاسم|姓名|аты",
    "id": "id|response id|submission id|record id|external id|uuid|entry id|answer id",
    "time": "timestamp|horodateur|marca temporal|отметка времени|طابع زمني|时间戳记|时间戳",
    "start": "start time|heure de début|hora de inicio|время начала|وقت البدء|开始时间",
    "end": "completion time|heure de fin|hora de finalización|время выполнения|время завершения"
    "|وقت الإكمال|完成时间",
}

_INSIDE: tuple[tuple[str, str], ...] = (
    (
        "consent",
        r"\bpublish\w*|\bconsent\w*|\banonym\w*|may we (?:quote|name|contact)|agree (?:that|to)|"
        r"permission|publier|publiée?s?\b|publication|consente\w+|j'accepte|acceptez|autoris\w+|"
        r"publicar|publicación|publique|consentimiento|acept[ao]\w*|autoriz\w+|"
        r"соглас\w+|опубликова\w+|публикац\w+|анонимн\w*|أوافق|الموافقة|نشر|同意|公开|匿名",
    ),
    (
        "personal",
        r"e ?mail|courriel|messagerie|adresse électronique|"
        r"correo electr|эл(?:ектронн\w*|\.)? ?почт|"
        r"البريد الإلكتروني|电子邮|邮箱|\bphones?\b|phone ?number|telephone|mobile number|"
        r"téléphone|teléfono|телефон|الهاتف|电话|手机|full name|your name|contact person|"
        r"contact name|first name|last name|surname|respondent name|name of respondent|"
        r"nom et prénom|prénom|votre nom|nombre y apellido|su nombre|apellidos|\bфио\b|"
        r"фамилия|контактное лицо|ваше имя|الاسم الكامل|联系人|您的姓名|username|submitted by|"
        r"ip address|geolocation|device ?id|sim ?(?:id|serial)",
    ),
    (
        "reason",
        r"\breason\w*|justification|\bexplain|why\b|raison|pourquoi|expliquez|razón|por qué|"
        r"explique|обоснован\w+|почему|поясн\w+|السبب|لماذا|理由|原因",
    ),
    (
        "scale",
        r"ambition|\btrend|urgency|impact abroad|\brating\b|\brate (?:the|your|how)|\bscore\b|"
        r"satisf\w+|how (?:important|urgent|satisfied|likely|far|well|much)|to what extent|"
        r"on a scale|urgence|tendance|dans quelle mesure|ambición|tendencia|urgencia|"
        r"en qué medida|амбици\w+|тенденци\w+|срочност\w+|оцените|в какой (?:мере|степени)|"
        r"الطموح|الاتجاه|إلى أي مدى|程度|评分",
    ),
    ("commitment", r"\bcommit(?:s|ment|ments)?\b|\bpledges?\b|обязательств|التزام|承诺"),
    (
        "organisation",
        r"(?:name|title) of (?:the |your )?(?:organi[sz]ation|institution|company|agency)|"
        r"(?:which|what) organi[sz]ation|nom de (?:votre|l'|la ).*(?:organi|institution|structure)|"
        r"nombre de (?:su|la) (?:organi|institu|entidad)|"
        r"(?:название|наименование) (?:вашей )?(?:организации|учреждения|компании)|"
        r"اسم (?:المنظمة|المؤسسة|الجهة)|(?:组织|机构|单位)(?:的)?名称",
    ),
    (
        "group",
        r"major group|stakeholder group|(?:type|kind) of (?:organi[sz]ation|stakeholder|actor)|"
        r"(?:what|which) (?:group|sector|stakeholder)|grand groupe|"
        r"quel(?:le)? (?:groupe|catégorie)|"
        r"type (?:d'organi|d'acteur|de structure|d'institution)|qué (?:grupo|sector)|"
        r"tipo de (?:organi|entidad|actor|institu)|как(?:ой|ую|ая) (?:групп|сектор|категори)|"
        r"(?:тип|вид) (?:вашей )?организации|"
        r"нوع المنظمة|组织类型",
    ),
    (
        "links",
        r"\bindicators?\b|\bsdgs?\b|\bgoals?\b|\btargets?\b|\bodd\b|\bods\b|"
        r"\bцур\b|цел(?:ь|и|ей) устойчив|"
        r"objectifs? de développement|objetivos? de desarrollo|أهداف التنمية|可持续发展目标",
    ),
    (
        "text",
        r"\bcontributions?\b|\bcomments?\b|\bdescri(?:be|ption)|\bsuggest|\bpropos|\brecommend|"
        r"\bmessage|\bviews?\b|\bopinion|\bstatement|\bchallenges?\b|\bachievements?\b|"
        r"commentaire|décri|suggestion|recommand|comentario|descri[bp]|sugerencia|propuesta|"
        r"recomend|комментар|опиш|предложен|рекоменд|мнени|вклад|تعليق|صف |اقتراح|مساهم|"
        r"评论|描述|意见|建议",
    ),
)

_WORDS = {phrase: role for role, phrases in _EXACT.items() for phrase in phrases.split("|")}
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _INSIDE)
_BETWEEN = re.compile(r"[/|\n]| - ")
_LONGEST = 500
"""Signs from which on a text is no heading."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERING = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})?\s*[.):–-]\s*", re.IGNORECASE)


def plain_heading(text: str) -> str:
    """A heading as it is looked up: folded, lower case, no numbering, underscores as blanks."""
    folded = _CAMEL.sub(" ", fold_text(text).replace("’", "'")).lower()
    folded = _NUMBERING.sub("", folded.replace("_", " ").strip(" *?:.？：؟-–"))
    return " ".join(folded.split())


@lru_cache(maxsize=5_000)
def role_of_heading(text: str) -> str:
    """What a column with this heading holds; empty where the heading does not tell.

    A heading in two languages ("Organisation / Организация") is understood by its parts.
    """
    whole, *parts = _parts(text)
    for each in (whole, *parts):
        if each in _WORDS:
            return _WORDS[each]
    return next((role for role, pattern in _PATTERNS if pattern.search(whole)), "")


def is_exact(text: str) -> bool:
    """Whether a heading, or a part of it, is a word for its column and nothing more."""
    return any(part in _WORDS for part in _parts(text))


def _parts(text: str) -> list[str]:
    """A heading as it is looked up, and after it the parts that it may have."""
    if len(text) > _LONGEST:
        return [""]
    return [plain_heading(part) for part in (text, *_BETWEEN.split(text))]
