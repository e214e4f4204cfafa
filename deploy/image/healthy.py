"""Whether the Schakel in this container answers: for HEALTHCHECK, which has no curl."""

import os
import sys
from urllib.request import urlopen

with urlopen(f"http://127.0.0.1:{os.environ['PORT']}/gezond", timeout=4) as answer:
    sys.exit(answer.status != 200)
