"""The monthly private notes about thanks, drawn."""

from northstar_bot.domain.recognition.lead_notes import LeadlessNote, LeadNote, QuietTeams
from northstar_bot.render.recognition import lead_notes as drawn
from northstar_bot.slack.feature import Feature

FEATURE = Feature(posts={LeadNote: drawn.note, LeadlessNote: drawn.leadless, QuietTeams: drawn.quiet})
