"""The fixed words of the domain as the database stores them."""

from enum import StrEnum

LANGUAGES = ("nl", "en")


class Domain(StrEnum):
    """The field an organisation works in (seed 003, 'Wie?'; the five pillars of the pilots come first)."""

    MUNICIPALITY = "municipality"
    EDUCATION = "education"
    YOUTH_HEALTH = "youth_health"
    SOCIAL_WORK = "social_work"
    LIVED_EXPERIENCE = "lived_experience"
    DEBT_HELP = "debt_help"
    FAITH = "faith"
    VOLUNTEERS = "volunteers"
    OTHER = "other"


PILLARS = (
    Domain.MUNICIPALITY,
    Domain.EDUCATION,
    Domain.YOUTH_HEALTH,
    Domain.SOCIAL_WORK,
    Domain.LIVED_EXPERIENCE,
)


class Topic(StrEnum):
    """What a working agreement is about (seed 002, ingredient 4)."""

    INVOLVEMENT = "involvement"
    REFERRAL = "referral"
    FREQUENCY = "frequency"
    HANDLING = "handling"
    MONITORING = "monitoring"
    ANCHORING = "anchoring"
    OTHER = "other"


REQUIRED_TOPICS = tuple(topic for topic in Topic if topic is not Topic.OTHER)


class TurnoverKind(StrEnum):
    """What kind of change it is. Never why."""

    LEAVES = "leaves"
    OTHER_FUNCTION = "other_function"
    AWAY = "away"
    PUTS_DOWN_WEBBER = "puts_down_webber"
    ORGANISATION_STOPS = "organisation_stops"
    JOINS = "joins"


class NetworkTask(StrEnum):
    """What somebody does for the network as a whole."""

    COORDINATOR = "coordinator"
    DEPUTY_COORDINATOR = "deputy_coordinator"
    PROJECT_TEAM = "project_team"
    MANAGER = "manager"
    EXPERT_BY_EXPERIENCE = "expert_by_experience"


class ActionState(StrEnum):
    """How far an individual action is."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class SignatureState(StrEnum):
    """Where a party stands with its signature."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    SUBJECT_TO_MANDATE = "signed_subject_to_mandate"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class HandoverItemKind(StrEnum):
    """What somebody who leaves hands over."""

    CONTACT_DATA = "contact_data"
    RELATIONS = "relations"
    ACTIONS = "actions"
    WEBBER_TASKS = "webber_tasks"
    COVENANT_KNOWLEDGE = "covenant_knowledge"
    SYSTEM_ACCESS = "system_access"


class QuietSign(StrEnum):
    """By what one notices that an organisation grows quiet. It is about the organisation, never about a person."""

    MEETINGS = "missed_the_last_meetings"
    CONTACT = "contact_data_not_confirmed"
    ACTIONS = "no_update_on_actions"
    LINKS = "links_not_confirmed"
    NEWCOMER = "newcomer_not_introduced"


class SignInMethod(StrEnum):
    """Through which door somebody came in."""

    PERSONA = "persona"
    PROVIDER = "provider"
    LINK = "link"
