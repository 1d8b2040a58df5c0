"""Exports of Kobo, Google Forms and Microsoft Forms."""

import pytest

from vnr_app.domain.records import PERSONAL, RecordKind

KOBO = [
    "start", "end", "username", "about/organisation_name", "about/group_of", "goals",
    "goals/goal_3", "goals/goal_5", "Your contribution", "satisfaction", "consent_publish",
    "email", "_id", "_uuid", "_submission_time", "__version__", "_index",
]  # fmt: skip


def kobo_row(name, group, goals, text, score, consent, email, number):
    flags = [int("3" in goals), int("5" in goals)]
    return [
        "2026-01-02T10:00", "2026-01-02T10:09", "enumerator7", name, group, goals, *flags, text,
        score, consent, email, number, f"uuid-{number}", "2026-01-02T10:10", "v1", number,
    ]  # fmt: skip


def test_kobo(plan_rows):
    rows = [
        KOBO,
        kobo_row("Youth Net", "youth", "goal_3 goal_5", "We trained peers.", 4, "yes", "a@b.c", 1),
        kobo_row("Elders", "older persons", "goal_3", "Clinics are far.", 2, "no", None, 2),
    ]
    rows[0] = ["type of stakeholder" if each == "about/group_of" else each for each in KOBO]
    plan = plan_rows(rows)
    assert [table.layout for table in plan.tables] == ["kobo"]
    assert plan.tables[0].numbers_unused == ()
    assert not plan.observations
    first, second = plan.records
    assert first.kind is RecordKind.ANSWER
    assert (first.organisation, first.group) == ("Youth Net", "children-youth")
    assert (first.links, second.links) == (("3", "5"), ("3",))
    assert first.text == "We trained peers."
    assert first.scales == (("satisfaction", "4"),)
    assert (first.consents, second.consents) == ((("publish", True),), (("publish", False),))
    assert (first.external_id, second.external_id) == ("uuid-1", "uuid-2")
    extra = dict(first.extra)
    assert extra[f"{PERSONAL}email"] == "a@b.c"
    assert extra[f"{PERSONAL}username"] == "enumerator7"
    assert extra["_submission_time"] == "2026-01-02T10:10"
    assert not any("goal_3" in heading for heading in extra)


def test_kobo_options_without_their_question_are_gathered(plan_rows):
    headings = ["name of organisation", "needs/Money", "needs/Training", "comment", "_uuid", "_id"]
    plan = plan_rows(
        [headings, ["A", 1, 1, "Some words of ours.", "u1", 1], ["B", 0, 1, "Others.", "u2", 2]]
    )
    assert [dict(record.extra).get("needs") for record in plan.records] == [
        "Money; Training",
        "Training",
    ]


@pytest.mark.parametrize(
    "first",
    ["Timestamp", "Horodateur", "Marca temporal", "Отметка времени", "طابع زمني", "时间戳记"],
)
def test_google_forms(plan_rows, first):
    plan = plan_rows(
        [
            [first, "Name of your organisation", "Which SDG?", "What have you done?", "Email"],
            ["2026-01-02 10:00", "Sea Club", "SDG 14", "We clean every beach each month.", "a@b.c"],
            ["2026-01-02 10:00", "Hill Club", "15", "We plant trees on every slope.", None],
        ]
    )
    assert [table.layout for table in plan.tables] == ["google-forms"]
    sea, hill = plan.records
    assert (sea.organisation, sea.links) == ("Sea Club", ("14",))
    assert sea.text == "We clean every beach each month."
    assert (sea.external_id, hill.external_id) == ("2026-01-02 10:00", "2026-01-02 10:00#2")
    assert (f"{PERSONAL}Email", "a@b.c") in sea.extra


@pytest.mark.parametrize(
    "service",
    [
        ["ID", "Start time", "Completion time", "Email", "Name"],
        ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"],
        ["ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"],
        ["ID", "Время начала", "Время выполнения", "Электронная почта", "Имя"],
    ],
)
def test_microsoft_forms(plan_rows, service):
    plan = plan_rows(
        [
            [*service, "Organisation", "Goal", "Main challenges", "May we publish your name?"],
            [7, "2026-01-02", "2026-01-02", "a@b.c", "A person", "Sea Club", "14",
             "Plastic on every beach of the island.", "No"],
        ]
    )  # fmt: skip
    assert [table.layout for table in plan.tables] == ["microsoft-forms"]
    (record,) = plan.records
    assert record.organisation == "Sea Club"
    assert record.text == "Plastic on every beach of the island."
    assert record.external_id == "7@2026-01-02"
    assert record.consents == (("publish-name", False),)
    personal = [text for heading, text in record.extra if heading.startswith(PERSONAL)]
    assert personal == ["a@b.c", "A person"]


def test_closed_questions_of_a_form_are_scales(plan_rows):
    answers = ["Agree", "Disagree", "Agree", "Agree", "Neutral", "Agree"]
    rows = [["Timestamp", "Organisation", "Public services work", "In your own words"]]
    rows += [
        [f"2026-01-0{n} 10:00", f"Club {n}", answer, f"What club {n} thinks of it, at some length."]
        for n, answer in enumerate(answers, 1)
    ]
    plan = plan_rows(rows)
    assert [record.scales for record in plan.records] == [
        (("Public services work", answer),) for answer in answers
    ]
    assert all(record.kind is RecordKind.ANSWER for record in plan.records)
    assert plan.records[0].text == "What club 1 thinks of it, at some length."


@pytest.mark.parametrize(
    ("headings", "answers", "group", "publish"),
    [
        (
            ["Marca temporal", "Nombre de la organización", "¿A qué grupo pertenece?",
             "¿Con qué ODS se relaciona?", "Describa su contribución",
             "¿Autoriza la publicación de su respuesta?"],
            ["2027/01/15 10:12:33", "Red", "Mujeres", "ODS 5", "Capacitamos a 300 mujeres.", "Sí"],
            "women",
            True,
        ),
        (
            ["Horodateur", "Nom de l'organisation", "Quel groupe représentez-vous ?",
             "Objectifs de développement durable (ODD)", "Votre contribution",
             "Acceptez-vous que votre réponse soit publiée ?"],
            ["15/01/2027 10:12:33", "Réseau", "Milieu académique", "ODD 5", "Formation.", "Non"],
            "education-academia",
            False,
        ),
        (
            ["Отметка времени", "Название организации", "К какой группе вы относитесь?",
             "К каким ЦУР относится ваш вклад?", "Опишите ваш вклад",
             "Согласны ли вы на публикацию?"],
            ["15.01.2027 10:12:33", "Совет", "Молодёжь", "ЦУР 5", "Обучение.", "Нет"],
            "children-youth",
            False,
        ),
    ],
    ids=["es", "fr", "ru"],
)  # fmt: skip
def test_questions_of_groups_and_consent_in_other_languages(
    plan_rows, headings, answers, group, publish
):
    plan = plan_rows([headings, answers])
    (record,) = plan.records
    assert (record.group, record.links) == (group, ("5",))
    assert dict(record.consents) == {"publish": publish}
    assert plan.problems == ()
