"""A declaration without a person names them nowhere."""

from northstar_bot.domain.company.company import Company, Kind, Metric, Scope, Squad, Team
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.privacy import SOMEONE, Forgotten, company_without, names_to_remove

BO, CY = PersonId("U0BO"), PersonId("U0CY")


def test_who_is_forgotten_leads_owns_and_decides_nothing():
    company = Company(
        "acme",
        "Acme",
        metrics=(Metric("lessons", "Lessons", Kind.INPUT, owner=BO),),
        teams=(Team("sales", "Sales", people=(BO, CY), lead=BO), Team("legal", "Legal", lead=CY)),
        squads=(Squad("core", "Core", people=(BO,)),),
        owners=(BO, CY),
        stewards=(BO,),
        deciders=(BO,),
        scopes=(Scope(BO, inputs=("lessons",)),),
    )
    left = company_without(company, Forgotten(BO, ("Bo",), PersonId("gone-1")))
    assert BO not in repr(left)
    assert (left.teams[0].lead, left.teams[1].lead) == (None, CY)
    assert (left.teams[0].people, left.owners) == ((CY,), (CY,))


def test_a_short_name_goes_where_it_is_a_mention_and_stays_where_it_is_a_word():
    leaving = Forgotten(BO, names_to_remove(["Bo", " "]), PersonId("gone-1"))
    assert leaving.without("@Bo and @Boris read the Bo list") == f"{SOMEONE} and @Boris read the Bo list"
