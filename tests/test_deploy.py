"""What lies in deploy/ fits the product: the image holds what it needs, and names what there is."""

import ast
import re
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
import typer
import yaml  # type: ignore[import-untyped]

from commands.verbs import app
from manage import SERVE

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
IMAGE = DEPLOY / "image"
LET_THROUGH = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
SERVICES = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
REPLICAS = sorted(name for name in SERVICES if name.startswith("schakel"))
UNITS = sorted((DEPLOY / "systemd").iterdir())


def imported_by(file: Path) -> set[str]:
    """The top-level modules of ours that a file imports."""
    asked = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            asked |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            asked.add(node.module.partition(".")[0])
    return {name for name in asked if (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()}


def test_the_image_holds_every_module_that_its_modules_import_and_no_test() -> None:
    held = {name.removesuffix(".py") for name in LET_THROUGH}
    assert all((ROOT / name).exists() for name in LET_THROUGH)
    for name in LET_THROUGH:
        files = (ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / name]
        asked = set().union(*(imported_by(file) for file in files if file.suffix == ".py"))
        assert asked <= held, f"{name} asks for {asked - held}"
    assert not held & {"tests", "benchmarks", "var", "docs"}


def test_the_image_and_its_trial_without_docker_run_the_same_scripts() -> None:
    ran = re.findall(r"^RUN sh (\S+)$", (IMAGE / "Dockerfile").read_text(), re.MULTILINE)
    tried = re.findall(r"env -i .* sh (/app/\S+)$", (IMAGE / "try.sh").read_text(), re.MULTILINE)
    assert ran == tried and len(ran) == 2


def test_the_image_runs_as_a_user_who_owns_only_the_data() -> None:
    (user,) = re.findall(r"^USER (\d+):\1$", (IMAGE / "Dockerfile").read_text(), re.MULTILINE)
    settled = (IMAGE / "settle.sh").read_text()
    assert f"--uid {user} --gid {user}" in settled
    assert re.findall(r"install -d -o (\d+) .* (\S+)$", settled, re.MULTILINE) == [(user, "/data")]
    assert int(user) > 0


@pytest.mark.parametrize("script", sorted(IMAGE.glob("*.sh")), ids=lambda file: file.name)
def test_each_script_of_the_image_can_be_read_by_its_shell(script: Path) -> None:
    shell = script.read_text().splitlines()[0].removeprefix("#!")
    subprocess.run([shell, "-n", script], check=True)


def test_there_are_two_replicas_that_differ_in_nothing_and_nginx_waits_for_both() -> None:
    assert len(REPLICAS) == 2
    one, two = ({**SERVICES[name], "networks": None} for name in REPLICAS)
    assert one == two
    assert SERVICES["nginx"]["depends_on"] == REPLICAS


def test_nginx_is_told_all_that_its_file_leaves_open_and_where_the_replicas_are() -> None:
    given = SERVICES["nginx"]["environment"]
    assert {*re.findall(r"\$\{(\w+)\}", (DEPLOY / "nginx" / "schakel.conf").read_text())} == given.keys()
    for number, name in enumerate(REPLICAS, 1):
        assert given[f"SCHAKEL_REPLICA_{number}"] == f"{address(name)}:8501"
        assert SERVICES[name]["environment"]["FORWARDED_ALLOW_IPS"] == address("nginx")


def address(service: str) -> str:
    return str(SERVICES[service]["networks"]["inside"]["ipv4_address"])


def test_a_replica_may_do_little_and_is_given_time_to_finish() -> None:
    replica = SERVICES[REPLICAS[0]]
    assert replica["read_only"] and replica["cap_drop"] == ["ALL"]
    seconds = int(replica["stop_grace_period"].removesuffix("s"))
    (unit,) = re.findall(r"^TimeoutStopSec=(\d+)$", (DEPLOY / "systemd" / "schakel.service").read_text(), re.MULTILINE)
    assert seconds == int(unit) > 30


def test_every_verb_that_is_asked_for_exists() -> None:
    command = typer.main.get_command(app)
    verbs = {*command.commands, SERVE}  # type: ignore[attr-defined]
    told = "".join(file.read_text() for file in (*UNITS, ROOT / "docs" / "deployment.md", IMAGE / "try.sh"))
    asked = {*re.findall(r"manage\.py ([a-z]+)", told), *re.findall(r"schakel-verb@([a-z]+)", told)}
    assert asked and asked <= verbs, asked - verbs


@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_each_unit_of_systemd_can_be_read_and_keeps_to_its_own_user(unit: Path) -> None:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(unit.read_text())
    if unit.suffix == ".service":
        assert read["Service"]["User"] == "schakel" and read["Service"]["ProtectSystem"] == "strict"
    else:
        starts = read["Timer"].get("Unit", f"{unit.stem}.service")
        assert (DEPLOY / "systemd" / re.sub(r"@\w+", "@", starts)).is_file()
