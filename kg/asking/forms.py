"""The forms of questions, most particular first.

Each form is a line of elements. Small letters are words of the question itself, `|` stands between alternatives,
`?` behind what may be missing. Capitals are parts that `reading` fills:

    WH      who, what, which companies, how many countries, name the people who
    BE AUX  forms of "be"; these and "do", "have", "will", "may"
    MOOD    plans to, no longer, has denied: any number of them
    ACTIVE PASSIVE STATE NOUN    words of `words.yaml`: owns, owned, (is) based in, owner
    WHERE WHERESTATE             the same without their preposition: where does it *operate*
    NEAR    former, next
    WANT    plan, want to do
    CLASS   companies, banks
    NUMBER  10
    LEFT RIGHT    who does it, and what it is done to: a name, or "whom" and "what"
    ABOUT SPEAKER         a name

A question may go on with "in Hong Kong", "since May 2024", "according to Microsoft": see `reading`.
"""

from dataclasses import dataclass

from kg.asking.question import Kind
from kg.model import Status


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its elements, and what a question of this form asks for."""

    pattern: str
    kind: Kind = Kind.STATEMENTS
    side: str = ""
    """The side that is asked for, "left" or "right"; by default the one that has no name."""
    qualifier: str | None = None
    status: Status | None = None
    """The status it asks for, where its words before the verb name no other."""

    @property
    def elements(self) -> tuple[str, ...]:
        return tuple(self.pattern.split())


def _forms(
    kind: Kind, *patterns: str, side: str = "", qualifier: str | None = None, status: Status | None = None
) -> tuple[Form, ...]:
    return tuple(Form(pattern, kind, side, qualifier, status) for pattern in patterns)


LINKED = "connected|related|linked|tied|associated"

CONNECTIONS = _forms(
    Kind.CONNECTION,
    f"how is|are|was|were LEFT and RIGHT {LINKED} to? with? each? other?",
    f"how is|are|was|were LEFT {LINKED} to|with RIGHT",
    f"is|are|was|were LEFT {LINKED} to|with RIGHT",
    f"are|were LEFT and RIGHT {LINKED}",
    "what|who connects|links|ties|connected|linked LEFT and|to|with RIGHT",
    "what is|are the? connection|connections|relationship|relation|relations|link|links|tie|ties between LEFT and RIGHT",
    "what connection|connections|relationship|relation|relations|link|links|tie|ties does|do LEFT have to|with RIGHT",
    "connection|connections|relationship|link|links|path|ties between LEFT and RIGHT",
    "is|are there a|any? connection|connections|relationship|link|links|ties between LEFT and RIGHT",
    "what do|does LEFT and RIGHT have in common",
    "what has|does LEFT have|got? to do with RIGHT",
    "how does|do|did LEFT relate to RIGHT",
    "how do|did LEFT and RIGHT relate|connect",
    "what is LEFT 's relationship|connection|link with|to RIGHT",
)

SOURCES = "statements|reports|articles|sources|documents|texts|claims|facts|news|papers|they"
DISPUTES = _forms(
    Kind.DISPUTE,
    f"which|what {SOURCES} about|on|of ABOUT disagree|conflict|contradict|differ each? other?",
    f"which|what {SOURCES} disagree|conflict|contradict|differ each? other?",
    f"which|what {SOURCES} disagree|conflict|differ about|on|over ABOUT",
    f"what|where|do {SOURCES} disagree|conflict|contradict|differ each? other? about|on|over ABOUT",
    f"what|where|do|on do? {SOURCES} disagree|conflict|contradict|differ each? other? about? on? over?",
    f"what|where|how do {SOURCES} disagree|differ|conflict about|on|over ABOUT",
    f"what do {SOURCES} disagree|differ|conflict about|on|over",
    f"on which|what points|facts? do {SOURCES} disagree|conflict|contradict|differ each? other?",
    f"on which|what points|facts? do {SOURCES} about|on ABOUT disagree|conflict|contradict|differ each? other?",
    f"on which|what points|facts? do {SOURCES} disagree|conflict|differ about|on|over ABOUT",
    "what is|are|was disputed|contested|contradicted|contradictory|unclear about|on|of|with|around ABOUT",
    "what is|are|was disputed|contested|contradicted|contradictory|unclear",
    "which statements|facts|claims about|on|of ABOUT are|is disputed|contested|contradicted",
    "which statements|facts|claims are|is disputed|contested|contradicted",
    "contradictions|disagreements|disputes about|on|over? ABOUT",
    "are|is there any|a? contradictions|contradiction|disagreements|disagreement|disputes|dispute about|on|over ABOUT",
    "are|is there any|a? contradictions|contradiction|disagreements|disagreement|disputes|dispute",
    "what is|are in dispute",
)

SPOKEN = "mentioned|named|discussed|quoted|covered|connected|discussed"
RANKINGS = _forms(
    Kind.RANKING,
    f"WH is|are|was|were|gets|get {SPOKEN} the? most often? frequently?",
    f"WH is|are|was|were the? most often|frequently? {SPOKEN}",
    "WH is|are|was|were spoken|talked|written of|about the? most often?",
    "WH is|are|was|were in the news the? most",
    "WH appears|appear|comes|come up? the? most often?",
    "WH is|are the? top|main|biggest|most-mentioned CLASS?",
    f"who|what|which is|are the? NUMBER most {SPOKEN} CLASS",
    f"who|what|which is|are the? most {SPOKEN} CLASS",
    f"the? NUMBER most {SPOKEN} CLASS",
    f"the? most {SPOKEN} CLASS",
    f"the? top NUMBER {SPOKEN}? CLASS",
    f"what|who are the? top NUMBER {SPOKEN}? CLASS",
    "the? top CLASS",
)
RANKINGS_BY = (
    *_forms(
        Kind.RANKING,
        "WH ACTIVE the? most CLASS?",
        "WH has|have ACTIVE the? most CLASS?",
        side="left",
    ),
    *_forms(
        Kind.RANKING,
        "WH BE PASSIVE the? most often?",
        "WH BE the? most PASSIVE CLASS?",
        "the? most PASSIVE CLASS",
        side="right",
    ),
)

SAY = "says|said|say|claims|claimed|claim|reports|reported|report|states|stated|thinks|believes|alleges|alleged|announced"
SPEAKERS = (
    *_forms(
        Kind.SPEAKERS,
        f"who {SAY} that? LEFT MOOD ACTIVE RIGHT",
        f"who {SAY} that? LEFT BE MOOD STATE RIGHT",
        f"who {SAY} that? LEFT MOOD be? MOOD STATE RIGHT",
        f"who {SAY} that? RIGHT BE MOOD PASSIVE by LEFT",
        f"who {SAY} that? RIGHT MOOD be? PASSIVE by LEFT",
        f"who {SAY} that? LEFT BE the|a|an? NEAR NOUN of|at|in|to|for RIGHT",
        f"who|which articles|article|papers|paper|sources|source|documents|document {SAY} that? LEFT MOOD ACTIVE RIGHT",
        f"who {SAY} what about|of|on ABOUT",
        f"who {SAY} something|anything about|of|on ABOUT",
        f"who {SAY} what",
        "who is quoted on|about ABOUT",
        "who is quoted",
    ),
    *_forms(
        Kind.STATEMENTS,
        f"what does|do|did|has SPEAKER {SAY} about|of|on ABOUT",
        f"what does|do|did|has SPEAKER {SAY}",
        f"what {SAY} SPEAKER about|of|on ABOUT",
        f"what did SPEAKER {SAY} happened?",
    ),
)

PLANS = _forms(
    Kind.STATEMENTS,
    "what does|do|did|is|are|has LEFT WANT next?",
    "what does|do|did|is|are LEFT MOOD do next?",
    "what will LEFT do next?",
    "what is|are LEFT MOOD",
    "what is|are LEFT planning|seeking|proposing next?",
    "what is|are LEFT 's plans|goals|aims|intentions|ambitions",
    "what is|are the? plans|goals|aims|intentions|ambitions of LEFT",
    "what plans|goals|aims|ambitions does|do|has LEFT have?",
    "LEFT 's plans|goals|aims",
    "plans of LEFT",
    "WH MOOD do? what",
    "WH WANT what|something|anything",
    "WH has|have what plans",
    "what is|was|has been? planned",
    "what is|are|was planned for|about|by|with|around ABOUT",
    "which|what plans is|are there? for|about|concerning ABOUT",
    "which|what plans is|are there",
    "what plans|plan",
    status=Status.PLANNED,
)

HAPPEN = "known|said|reported|written|told|stated|new|mentioned"
ABOUT = _forms(
    Kind.STATEMENTS,
    f"what is|was|has been? {HAPPEN} about|of|on|with ABOUT",
    "what do|does|did we|you|i|they|the? articles|documents|texts|reports|news know|say|tell|have about|of|on ABOUT",
    "what do|does|did we|you|i|they|articles|documents|texts|reports|news know|say|tell|have about|of|on ABOUT",
    "what happened|happens|happen to|with|at ABOUT",
    "what has happened to|with|at ABOUT",
    "what is going on|happening with|at|in|around? ABOUT",
    "what about ABOUT",
    "tell me everything|all|more|something|anything? about ABOUT",
    "everything|all|facts|news|statements|anything about|on|of ABOUT",
    "what is|are the? latest|news|facts about|on|with|from|of ABOUT",
    "anything new? about|on ABOUT",
    "what else? can you tell me? about ABOUT",
)

NOUNS = (
    *_forms(
        Kind.STATEMENTS,
        "WH BE the|a|an|some|one? of? the? NEAR NOUN of|at|in|to|for|from|on|with|against|behind RIGHT",
        "WH BE RIGHT 's NEAR NOUN",
        "WH BE the|a|an? NEAR RIGHT NOUN",
        "WH BE NEAR NOUN of|at|to|for|in RIGHT",
        "WH MOOD be the|a|an|one? of? the? NEAR NOUN of|at|to|for|in RIGHT",
        "WH MOOD be RIGHT 's NEAR NOUN",
        "WH MOOD be the? RIGHT NOUN",
        "list|name|show? all? the|a? NEAR NOUN of|at|to|for|in RIGHT",
        "RIGHT 's NEAR NOUN",
        "the? NEAR RIGHT NOUN",
        "which|what NOUN does|do|did RIGHT have",
        "how many NOUN does|do|did|has RIGHT have?",
        "who|what does|do|did|has RIGHT have? as the|a? NEAR NOUN",
        "which|what NOUN are|is there in|of|at|for RIGHT",
        "who|what BE the? NOUN MOOD RIGHT",
        side="left",
    ),
    *_forms(
        Kind.STATEMENTS,
        "what|which company|firm|organization|country|organisation|office|companies|countries BE LEFT the|a|an? NEAR NOUN of|at|for",
        "what|who BE LEFT the|a|an? NEAR NOUN of|at|for",
        "what|which company|country|firm|organization BE LEFT 's NEAR NOUN of|at|for",
        side="right",
    ),
    *_forms(
        Kind.WHETHER,
        "BE LEFT the|a|an|one? of? the? NEAR NOUN of|at|in|to|for|on|with RIGHT",
        "BE LEFT RIGHT 's NEAR NOUN",
        "BE LEFT still|now|currently? the|a|an? NEAR NOUN of|at|in|to|for|on|with RIGHT",
        "BE LEFT not? the|a|an? NEAR RIGHT NOUN",
        "BE LEFT and RIGHT NOUN",
    ),
    *_forms(Kind.WHETHER, "does|do|did|has RIGHT have? a|an|any NOUN", side="left"),
)

SUBJECTS = (
    *_forms(
        Kind.STATEMENTS,
        "WH MOOD ACTIVE RIGHT",
        "WH MOOD ACTIVE RIGHT or ACTIVE it",
        "WH BE MOOD STATE RIGHT",
        "WH MOOD be STATE RIGHT",
        "WH BE MOOD ACTIVE RIGHT",
        "WH AUX MOOD ACTIVE RIGHT",
        "WH ACTIVE",
        side="left",
    ),
    *_forms(
        Kind.STATEMENTS,
        "WH BE MOOD PASSIVE by LEFT",
        "WH MOOD be|been PASSIVE by LEFT",
        "WH AUX MOOD be|been PASSIVE by LEFT",
        "WH BE RIGHT MOOD PASSIVE by",
        "WH BE MOOD PASSIVE",
        "WH AUX MOOD be|been PASSIVE",
        "RIGHT BE MOOD PASSIVE by who|whom|what",
    ),
)

OBJECTS = (
    *_forms(
        Kind.STATEMENTS,
        "WH AUX LEFT MOOD ACTIVE",
        "WH BE LEFT MOOD ACTIVE",
        "WH BE LEFT MOOD STATE",
        "how much BE LEFT MOOD STATE",
        "WH AUX LEFT MOOD be STATE",
        "where AUX LEFT MOOD WHERE",
        "where AUX LEFT MOOD have its|their|an|a? offices|office|operations|business|stores|branches",
        "where BE LEFT MOOD WHERESTATE",
        "LEFT MOOD ACTIVE RIGHT",
        "LEFT BE MOOD STATE RIGHT",
        side="right",
    ),
    *_forms(Kind.STATEMENTS, "what is|are LEFT up to", side="right", status=Status.PLANNED),
)

TIMES = (
    *_forms(
        Kind.WHETHER,
        "when AUX LEFT MOOD ACTIVE RIGHT",
        "when BE RIGHT MOOD PASSIVE by LEFT",
        "when BE RIGHT MOOD PASSIVE",
        "when AUX RIGHT MOOD be|been PASSIVE",
        "when AUX LEFT and RIGHT MOOD ACTIVE",
        "when BE LEFT MOOD STATE RIGHT",
        "since when AUX|BE LEFT MOOD ACTIVE|STATE RIGHT",
        qualifier="time",
    ),
    *_forms(
        Kind.WHETHER,
        "where AUX LEFT MOOD ACTIVE RIGHT",
        "where AUX LEFT and RIGHT MOOD ACTIVE",
        "where BE RIGHT MOOD PASSIVE by LEFT",
        "WH AUX LEFT MOOD ACTIVE RIGHT in|at",
        "WH BE RIGHT MOOD PASSIVE in|at",
        qualifier="place",
    ),
    *_forms(
        Kind.WHETHER,
        "why AUX|BE LEFT MOOD ACTIVE RIGHT",
        "why BE RIGHT MOOD PASSIVE by? LEFT?",
        qualifier="purpose",
    ),
    *_forms(
        Kind.WHETHER,
        "how much of RIGHT AUX LEFT MOOD ACTIVE",
        "what|which share|stake|percentage of RIGHT AUX LEFT MOOD ACTIVE",
        "how big|large is LEFT 's stake|share in RIGHT",
        qualifier="share",
    ),
    *_forms(Kind.WHETHER, "how much AUX LEFT MOOD ACTIVE RIGHT", qualifier="amount"),
)

WHETHERS = _forms(
    Kind.WHETHER,
    "AUX LEFT MOOD ACTIVE RIGHT",
    "BE LEFT MOOD ACTIVE RIGHT",
    "BE LEFT MOOD STATE RIGHT",
    "AUX LEFT MOOD be STATE RIGHT",
    "BE RIGHT MOOD PASSIVE by LEFT",
    "AUX RIGHT MOOD be|been PASSIVE by LEFT",
    "AUX LEFT and RIGHT MOOD ACTIVE each? other?",
    "BE RIGHT MOOD PASSIVE",
    "LEFT MOOD ACTIVE RIGHT",
    "LEFT BE MOOD STATE RIGHT",
    "RIGHT BE MOOD PASSIVE by LEFT",
    "is it true that LEFT MOOD ACTIVE RIGHT",
    "is it true that RIGHT BE MOOD PASSIVE by LEFT",
    "is it true that LEFT BE MOOD STATE RIGHT",
)

LAST = _forms(Kind.STATEMENTS, "who|what|where is|are|was|were ABOUT")

FORMS = (
    *CONNECTIONS,
    *DISPUTES,
    *RANKINGS,
    *RANKINGS_BY,
    *SPEAKERS,
    *PLANS,
    *ABOUT,
    *TIMES,
    *SUBJECTS,
    *OBJECTS,
    *WHETHERS,
    *NOUNS,
    *LAST,
)

EXAMPLES = (
    "Who leads Nissan?",
    "Who is the chief executive of Apple?",
    "Who owns Credit Suisse?",
    "What does Adani Group own?",
    "Which companies are based in France?",
    "Who acquired Activision Blizzard?",
    "Who plans to buy U.S. Steel?",
    "Who no longer supplies Huawei?",
    "What does Alibaba Cloud operate in Hong Kong?",
    "Who sanctions John Lee?",
    "Who is sanctioned by the United States?",
    "Whom did Xi Jinping meet?",
    "What does Nippon Steel plan?",
    "Who plans what in Arizona?",
    "Does Microsoft own LinkedIn?",
    "Is Finland a member of NATO?",
    "When did Microsoft acquire Activision Blizzard?",
    "What is known of Renault since 2023?",
    "How are TSMC and Apple connected?",
    "Who says that Renault invests in Ampere?",
    "What does Microsoft say about Sony?",
    "Which statements about Sweden disagree?",
    "Which countries are mentioned most?",
    "Who owns the most companies?",
)
"""One question for each thing that can be asked, over the sample articles."""
