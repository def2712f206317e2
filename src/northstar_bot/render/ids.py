"""Every action, callback and block id that more than one room needs, and how ids travel in a button's value."""

REQUEST_FROM_TEXT = "northstar.requests.from_text"
LOADING = "northstar.loading"
NOTICE = "northstar.notice"
EVENT_TYPE = "northstar_post"
SETTINGS_OPEN = "northstar.settings.open"
SETTINGS_SAVE = "northstar.settings.save"
