"""What Slack itself calls people, for a list that names them by handle or e-mail; it is read, used and not kept."""

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.declaration.team_import import AddressBook
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person
from northstar_bot.slack import answers
from northstar_bot.slack.directory import PAGE, as_person


async def read_address_book(client: AsyncWebClient) -> AddressBook:
    """Everybody in the workspace. E-mail addresses are in it only where users:read.email was granted."""
    people: dict[PersonId, Person] = {}
    called: list[tuple[str, PersonId]] = []
    cursor = ""
    try:
        while True:
            page = await client.users_list(limit=PAGE, cursor=cursor or None)
            for user in page["members"]:
                person = as_person(user)
                people[person.id] = person
                names = (user.get("name"), (user.get("profile") or {}).get("email"))
                called += [(name, person.id) for name in names if name]
            if not (cursor := answers.next_cursor(page)):
                return AddressBook(people, tuple(called))
    except SlackApiError as error:
        raise BadInput(f"Slack does not list its people ({answers.reason(error)}).", _WITHOUT) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise BadInput("Slack cannot be reached.", _WITHOUT) from error


_WITHOUT = "Try again, or unset NORTHSTAR_SLACK_BOT_TOKEN to import by id and by the names known here."
