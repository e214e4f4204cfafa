"""What the findings about personnel changes and the map say."""

from words.finding import Wording
from words.language import N_

WORDING = {
    "turnover.sole_contact": Wording(
        N_("{organisation} is left without a contact person"),
        N_("As of {effective_on} {person} is not there for {organisation}. Nobody else is known there."),
        N_("Ask the organisation for a successor. Use its general phone number or e-mail address."),
    ),
    "turnover.becomes_sole_contact": Wording(
        N_("{organisation} keeps one contact person"),
        N_("As of {effective_on} {person} is not there for {organisation}. One person is left."),
        N_("Ask the organisation for a second contact person."),
    ),
    "turnover.webber_leaves": Wording(
        N_("The webber task of {person} becomes free"),
        N_(
            "As of {effective_on} {person} is not available as webber for {organisation}. "
            "There is no successor or stand-in. Webbers that remain: {left}."
        ),
        N_("Look for a new webber together, and put the new name in the covenant."),
    ),
    "turnover.webber_leaves_deputy": Wording(
        N_("The webber task of {person} goes to the stand-in"),
        N_("As of {effective_on} {person} is not available as webber for {organisation}. There is a stand-in."),
        N_("Ask the stand-in to take over, and confirm this in the next webber meeting."),
    ),
    "turnover.signatory_leaves": Wording(
        N_("The mandate of {organisation} needs a new face"),
        N_(
            "{person} signed or approved for {organisation}, and is not there as of {effective_on}. "
            "The signature stays valid."
        ),
        N_("Ask the new manager to confirm the mandate."),
    ),
    "turnover.breakpoint_organisation": Wording(
        N_("Without {organisation} the network falls apart"),
        N_(
            "{organisation} stops as of {effective_on}. These organisations lose their link with the rest: {cut_off}. "
            "The map is {map_age_days} old."
        ),
        N_("Introduce these organisations to others in the network before that day."),
    ),
    "turnover.breakpoint_person": Wording(
        N_("With {person} the network loses a link nobody else has"),
        N_(
            "As of {effective_on} {person} is not there for {organisation}. "
            "These organisations lose their link with the rest: {cut_off}. The map is {map_age_days} old."
        ),
        N_("Introduce the successor to exactly these organisations."),
    ),
    "turnover.single_carried": Wording(
        N_("The link between {organisation} and {partner} needs attention"),
        N_("Only {person} keeps this link for {organisation}, until {effective_on}. The map is {map_age_days} old."),
        N_("Ask who at {organisation} can take over this link."),
    ),
    "turnover.open_actions": Wording(
        N_("Open actions of {person} need a new owner"),
        N_("As of {effective_on} {person} is not there for {organisation}. Open actions: {actions}."),
        N_("Hand over the actions one by one, or drop them."),
    ),
    "turnover.organisation_actions": Wording(
        N_("Open actions for {organisation} need another place"),
        N_("{organisation} stops or merges as of {effective_on}. Open actions of people there: {actions}."),
        N_("Ask who goes on with each action, and for which organisation. Then hand it over."),
    ),
    "turnover.handover_missing": Wording(
        N_("The handover at {organisation} is not finished"),
        N_("The change concerns {person} and takes effect on {effective_on}."),
        N_("Walk through the handover list together."),
    ),
    "turnover.coordinator_leaves": Wording(
        N_("The network is left without a coordinator"),
        N_("As of {effective_on} {person} is not available as coordinator. There is no stand-in or successor yet."),
        N_("Ask the municipality who takes over, and for how many hours."),
    ),
    "turnover.organiser_leaves": Wording(
        N_("The meeting of {meeting_on} needs another organiser"),
        N_("{person} would organise this meeting, but is not there as of {effective_on}."),
        N_("Agree on who organises the meeting."),
    ),
    "turnover.changing_contacts": Wording(
        N_("The contact person of {organisation} changes often"),
        N_("Changes in the past year: {changes}."),
        N_("Talk with the manager about a fixed contact person."),
    ),
    "turnover.churn": Wording(
        N_("Many people left the network"),
        N_("In the past year {leavers} people left. On average {average} took part."),
        N_("Plan a meeting in which people get to know each other."),
    ),
    "turnover.domain_lost": Wording(
        N_("Nobody is left in the domain {domain}"),
        N_("The network rests on five domains. In {domain} nobody takes part any more, or soon will not."),
        N_("Invite an organisation from this domain."),
    ),
    "turnover.newcomer_not_introduced": Wording(
        N_("{person} has not been introduced yet"),
        N_(
            "{person} joined for {organisation} on {joined_on}. The organisation was not at a meeting since. "
            "Meetings held: {meetings}."
        ),
        N_("Invite the newcomer to the next meeting. Knowing each other makes it easier to call."),
    ),
    "turnover.one_contact": Wording(
        N_("{organisation} has one contact person"),
        N_("When that one person is not there, nobody in {organisation} can be reached."),
        N_("Ask the organisation for a second contact person."),
    ),
    "turnover.webber_without_deputy": Wording(
        N_("{person} has no stand-in as webber"),
        N_("Nobody takes over the webber task for {organisation} when {person} is not there."),
        N_("Ask a colleague to stand in."),
    ),
    "turnover.webber_without_person": Wording(
        N_("{organisation} is webber without a name"),
        N_("The organisation is webber, but it is not known whom people can call."),
        N_("Ask the organisation who does this."),
    ),
    "turnover.breakpoint_person_standing": Wording(
        N_("Much depends on {person}"),
        N_("Only {person} keeps the link with these organisations: {cut_off}. The map is {map_age_days} old."),
        N_("Introduce a colleague to these organisations as well."),
    ),
    "turnover.breakpoint_organisation_standing": Wording(
        N_("Much depends on {organisation}"),
        N_("These organisations are connected through {organisation} alone: {cut_off}. The map is {map_age_days} old."),
        N_("Introduce these organisations to others in the network."),
    ),
    "turnover.single_carrier": Wording(
        N_("Links of {organisation} rest on one person"),
        N_("This goes for the links with {partners}. The map is {map_age_days} old."),
        N_("Introduce a second person for these links."),
    ),
    "turnover.coordinator_without_deputy": Wording(
        N_("The coordinator has no stand-in"),
        N_("When the coordinator is not there, nobody watches over the network."),
        N_("Ask the municipality who can stand in."),
    ),
    "turnover.few_webbers": Wording(
        N_("There are too few webbers"),
        N_("Confirmed webbers: {webbers}. A network needs at least {wanted}."),
        N_("Talk about new webbers in the next meeting."),
    ),
    "turnover.map_provisional": Wording(
        N_("The network map is still provisional"),
        N_("The map has been provisional since {provisional_on}."),
        N_("Go through the map in the next meeting and agree on it."),
    ),
    "turnover.relation_without_carrier": Wording(
        N_("Of some links it is not known who keeps them"),
        N_("This goes for {relations} of {all} links. The map is {map_age_days} old."),
        N_("Write down for each link who keeps it. Then Schakel sees what a departure means."),
    ),
    "turnover.organisation_quiet": Wording(
        N_("It grows quiet around {organisation}"),
        N_("These signs stand out together: {signs}. Nobody announced anything."),
        N_("Call the organisation. Ask how things are, and what makes it easy to take part."),
    ),
    "turnover.not_connected": Wording(
        N_("{organisation} is not connected"),
        N_("{organisation} has no link with another organisation on the map. The map is {map_age_days} old."),
        N_("Ask with whom the organisation works, and add that to the map."),
    ),
}
