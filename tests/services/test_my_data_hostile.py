"""One's own data as a file, when everything that was said is hostile: JSON of one object, which says what was kept."""

import json
from dataclasses import replace

from tests.support.hostile import HOSTILE
from tests.support.recognition import ANA, BOB, COMPANY, recognised

from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.domain.company.company import Team
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.services.privacy.privacy import PrivacyService

SAID = [text[:3000] for text in HOSTILE if len(text.strip()) > 3 and "\ud83d" not in text]


async def test_my_data_holds_every_hostile_word_and_is_nothing_but_json(store, clock):
    teams = (Team("sales", SAID[0][:60], people=(ANA.id,), lead=ANA.id), Team("design", SAID[6][:60]))
    many = replace(COMPANY.recognition, allowance=len(SAID))
    thanks = await recognised(store, clock, replace(COMPANY, teams=teams, recognition=many))
    kept = [
        (await thanks.service.give(thanks.viewer(), Wish((BOB.id,), text=text), str(at))).shoutout.text
        for at, text in enumerate(SAID)
    ]
    service = PrivacyService(store, clock, NoSlack(), lambda: "gone-1")
    for person, about in ((ANA, "shout-outs they gave"), (BOB, "what they were thanked for")):
        file = await service.data_of("acme", person.id)
        found = json.loads(file.data)
        assert set(found) == {"person", "workspace", "made_at", "declared_as", "kept"}
        told = json.dumps(found["kept"][about], ensure_ascii=False)
        for text in kept:
            assert json.dumps(text, ensure_ascii=False)[1:-1] in told, ascii(text[:40])
        # Beside the line breaks that lay it out, no sign of it steers a terminal.
        assert not [sign for sign in file.data.decode() if ord(sign) < 32 and sign != "\n"]
