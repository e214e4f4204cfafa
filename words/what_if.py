"""What there is to say of a what-if: one sentence about all of it, and each loss with the step that prevents it."""

from data_model.rules.losses import Loss, Lost
from data_model.rules.what_if import WhatIf
from words.findings import WORDINGS
from words.language import N_, Words

REFUSALS = {
    "nobody_chosen": N_("Choose at least one person or organisation."),
    "too_many_chosen": N_("Choose at most {most} people and organisations together."),
    "not_there_yet": N_("{name} starts on {start_on}. Choose a later day."),
    "not_there_any_more": N_("{name} is not active in the network on {day}. Choose another day, or somebody else."),
    "not_yourself": N_("What changes when you leave yourself is something to look at with the coordinator."),
    "which_one": N_("Several are called {name}. Say which one: {names}."),
}

FIELDS = {"people": N_("Who leaves")}

HEADINGS = {
    Loss.CUT_OFF: N_("No longer reached by the municipality"),
    Loss.LOOSE: N_("Loose from the rest of the network"),
    Loss.LINK: N_("Links that are lost"),
    Loss.WEBBER: N_("Webber tasks without a person"),
    Loss.TASK: N_("Tasks that become free"),
    Loss.INGREDIENT: N_("What the covenant then lacks"),
    Loss.MANDATE: N_("Mandates to confirm again"),
    Loss.ACTION: N_("Actions without a person"),
    Loss.PROMISE: N_("Promises without a contact person"),
}

ROLES = {
    "coordinator": N_("coordinator of the network"),
    "deputy_coordinator": N_("stand-in for the coordinator"),
    "webber_deputy": N_("stand-in for the webber of {organisation}"),
}

_LOST = {
    Loss.CUT_OFF: N_("Nothing connects {organisation} with the municipality any more."),
    Loss.LOOSE: N_("Nothing connects {organisation} with the rest of the network any more."),
    Loss.LINK: N_("{organisation} – {partner}. Now kept by {people}."),
    Loss.WEBBER: N_("{person}, webber for {organisation}. Nobody stands in."),
    Loss.INGREDIENT: N_("“{covenant}”: {ingredient}. It is about: {concerns}."),
    Loss.MANDATE: N_("{person} signed or approved “{covenant}” for {organisation}. The signature stays valid."),
    Loss.ACTION: N_("“{action}”, now with {person} of {organisation}."),
    Loss.PROMISE: N_("A promise of {organisation} has no contact person any more."),
}
_NO_KEEPERS = N_("{organisation} – {partner}.")
_NO_NAME = N_("{organisation} as webber.")
_WITH_STAND_IN = N_("{person}, webber for {organisation}. {stand_ins} can stand in.")

# Where the step at a finding says something else.
_STEPS = {
    Loss.PROMISE: N_("Agree with {organisation} who answers for this promise from then on."),
    Loss.CUT_OFF: N_("Introduce {organisation} to somebody else in the network before that day."),
    Loss.LOOSE: N_("Introduce {organisation} to somebody else in the network before that day."),
}
_AGREE = N_("Agree with {partner} who in the network takes this over.")

FEW = 3


def told(lost: Lost, words: Words) -> str:
    values = lost.values
    if lost.loss is Loss.TASK:
        return f"{lost.about.name}, {words(ROLES[str(values['role'])], **values)}."
    sentence = _LOST[lost.loss]
    if lost.loss is Loss.LINK and not values["people"]:
        sentence = _NO_KEEPERS
    elif lost.loss is Loss.WEBBER:
        sentence = _NO_NAME if values["person"] is None else _WITH_STAND_IN if values["stand_ins"] else sentence
    return words(sentence, **values)


def step(lost: Lost, words: Words) -> str:
    """What would prevent it: the step at the findings of its kind, or one of its own."""
    sentence = _STEPS.get(lost.loss) or WORDINGS[lost.like].advice
    if lost.loss is Loss.LINK and lost.like != "turnover.single_carried":
        sentence = _AGREE
    return words(sentence, **lost.values)


def heading(answer: WhatIf, words: Words) -> str:
    return words("Without {who}, as of {day}", who=_who(answer), day=answer.on)


def summary(answer: WhatIf, words: Words) -> str:
    """One sentence with what weighs most, or that nothing changes."""
    parts = _lost(answer, words) or [_attention(answer, words)]
    return words.plural(
        "When {who} leaves on {day}, {what}.",
        "When {who} leave on {day}, {what}.",
        len(answer.who),
        who=_who(answer),
        day=answer.on,
        what=words.listed(parts),
    )


def _who(answer: WhatIf) -> tuple[str, ...]:
    return tuple(subject.name for subject in answer.who)


def _lost(answer: WhatIf, words: Words) -> list[str]:
    parts = []
    if links := len(answer.of(Loss.LINK)):
        parts.append(words.plural("{n} link is lost", "{n} links are lost", links))
    if away := answer.of(Loss.CUT_OFF):
        parts.append(_cut_off(tuple(one.about.name for one in away), words))
    if loose := len(answer.of(Loss.LOOSE)):
        parts.append(
            words.plural(
                "{n} organisation comes loose from the rest", "{n} organisations come loose from the rest", loose
            )
        )
    if tasks := len(answer.of(Loss.WEBBER, Loss.TASK)):
        parts.append(words.plural("{n} task becomes free", "{n} tasks become free", tasks))
    if actions := len(answer.of(Loss.ACTION)):
        parts.append(words.plural("{n} action has nobody", "{n} actions have nobody", actions))
    if answer.of(Loss.INGREDIENT):
        parts.append(words("the covenant is not up to date any more"))
    if mandates := len(answer.of(Loss.MANDATE)):
        parts.append(words.plural("{n} mandate needs a new face", "{n} mandates need a new face", mandates))
    if promises := len(answer.of(Loss.PROMISE)):
        parts.append(words.plural("{n} promise has no contact person", "{n} promises have no contact person", promises))
    return parts


def _cut_off(names: tuple[str, ...], words: Words) -> str:
    if len(names) > FEW:
        return words("{number} organisations are no longer within reach of the municipality", number=len(names))
    return words.plural(
        "{names} is no longer within reach of the municipality",
        "{names} are no longer within reach of the municipality",
        len(names),
        names=names,
    )


def _attention(answer: WhatIf, words: Words) -> str:
    """For when nothing is lost."""
    came = sum(len(one.came) + len(one.got_worse) for one in answer.questions)
    if not answer.differs:
        return words("nothing changes in what needs attention")
    if not came:
        return words("less needs attention than now")
    return words.plural("{n} more thing needs attention", "{n} more things need attention", came)
