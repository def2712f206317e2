"""What is never changed is not replaced by an insert either, nor emptied at a stroke."""

from northstar_bot.storage.migrations import append_only

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# Each with what makes an inserted row take the place of one that is there.
_KEPT = {
    "verdict": "id = NEW.id",
    "request_step": (
        "id = NEW.id OR (act = 'appeal' AND NEW.act = 'appeal'"
        " AND workspace_id = NEW.workspace_id AND number = NEW.number)"
    ),
    "second_verdict": "second = NEW.second",
    "shipment": "workspace_id = NEW.workspace_id AND number = NEW.number",
    "look_back": "id = NEW.id",
    "annotation": "id = NEW.id",
    "star_answer": "id = NEW.id",
    "squad_pick": "id = NEW.id",
}


def upgrade() -> None:
    """One step up."""
    append_only.refuse_replacing(_KEPT)


def downgrade() -> None:
    """One step down."""
    append_only.allow_replacing(_KEPT)
