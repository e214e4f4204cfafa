"""What Schakel says of the time since the trajectory: its figures, and what was lost and came."""

from data_model.rules.differences import What
from words.language import N_

FIGURES = {
    "links": N_("Links that work"),
    "organisations": N_("Organisations that take part"),
    "reachable": N_("Organisations linked with the municipality"),
    "signed": N_("Parties that signed the covenant"),
    "webbers": N_("Webbers with a person"),
}
FINDINGS = {
    "rhythm": N_("Attention: meetings"),
    "covenant": N_("Attention: covenant"),
    "actions": N_("Attention: actions"),
    "contacts": N_("Attention: contact data"),
    "turnover": N_("Attention: changes"),
}
KINDS = {
    What.LINK: N_("Link"),
    What.ORGANISATION: N_("Organisation"),
    What.PARTY: N_("Signature"),
}
LOST = {
    What.LINK: N_("does not work any more"),
    What.ORGANISATION: N_("does not take part any more"),
    What.PARTY: N_("is not under the covenant any more"),
}
CAME = {
    What.LINK: N_("works now"),
    What.ORGANISATION: N_("takes part now"),
    What.PARTY: N_("is under the covenant now"),
}
REFUSALS = {
    "no_trajectory_end": N_("It is not known when the trajectory ended. Fill in that day first."),
    "trajectory_goes_on": N_("The trajectory ends on {ended_on}. Keep the baseline on or after that day."),
    "baseline_kept": N_("The baseline of {stood_on} is kept already. It never changes."),
}
FIELDS = {"trajectory_ended_on": N_("Last day of the trajectory")}
