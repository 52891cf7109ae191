"""Why there is nothing to watch, or what there will be."""

from explorer.session.session import Session


def probe_hint(session: Session) -> str:
    """Return a sentence for the place where the signals would stand."""
    settings = session.training.settings
    if not session.edits.report.trainable:
        return "Once the stack has no problem any more, its network reads this review here."
    if not any(layer.group == "Recurrent" for layer in session.edits.stack.active):
        return "This stack has no recurrent layer, so there are no gates or states to watch."
    if not settings.probe_every:
        return "The probe is off: set “Probe every” in the recipe to watch it during training."
    often = "batch" if settings.probe_every == 1 else f"{settings.probe_every} batches"
    drawn = f"is read again every {often}, and what every unit does at every word is drawn here."
    if session.probes.shown is None:
        return f"Choose a review to watch: while training runs, it {drawn}"
    return f"While training runs, this review {drawn}"
