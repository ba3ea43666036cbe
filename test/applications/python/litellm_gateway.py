"""LiteLLM as a gateway between two taps: what it changes, and who breaks what."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from openai import BadRequestError, OpenAI

STARMOCK = ["node", str(Path(__file__).parents[3] / "bin/starmock.js")]
MESSAGES = [{"role": "user", "content": "Say exactly: ready"}]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process):
    for _ in range(240):
        assert process.poll() is None, f"{process.args} ended"
        try:
            return urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


def tap(upstream, port, folder):
    options = ["--upstream", upstream, "--port", str(port), "--record", folder, "--log", "silent"]
    process = subprocess.Popen([*STARMOCK, "tap", *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("http://"), "the tap does not listen"
    return process


def use(base_url):
    client = OpenAI(base_url=base_url, api_key="sk-client", max_retries=0)
    create = client.chat.completions.create
    assert create(model="fast", messages=MESSAGES, user="u1").choices[0].message.content == "ready"
    parts = create(model="fast", messages=MESSAGES, stream=True)
    assert "".join(part.choices[0].delta.content or "" for part in parts if part.choices) == "ready"
    assert client.responses.create(model="fast", input="Say exactly: ready").output_text == "ready"
    try:
        create(model="fast", messages=MESSAGES, temperature=9)
        raise AssertionError("a temperature of 9 was accepted")
    except BadRequestError:
        pass


front, gateway, behind = free_port(), free_port(), free_port()
Path("gateway.json").write_text(
    json.dumps(
        {
            "model_list": [
                {
                    "model_name": "fast",
                    "litellm_params": {
                        "model": "openai/gpt-5.1",
                        "api_base": f"http://127.0.0.1:{behind}/v1",
                        "api_key": "sk-upstream",
                    },
                }
            ],
            "litellm_settings": {"num_retries": 0},
        }
    )
)
running = [tap(os.environ["OPENAI_BASE_URL"], behind, "behind")]
try:
    litellm = [str(Path(sys.executable).parent / "litellm"), "--config", "gateway.json", "--telemetry", "False"]
    environment = os.environ | {"LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true"}
    address = ["--host", "127.0.0.1", "--port", str(gateway)]
    running.append(subprocess.Popen([*litellm, *address], env=environment, stdout=subprocess.DEVNULL))
    wait_for(f"http://127.0.0.1:{gateway}/health/liveliness", running[-1])
    running.append(tap(f"http://127.0.0.1:{gateway}/v1", front, "front"))
    use(f"http://127.0.0.1:{front}/v1")
finally:
    for process in reversed(running):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()

files = ["front/default.starlog", "behind/default.starlog"]
compared = subprocess.run(
    [*STARMOCK, "compare", "taps", *files, "--json"], capture_output=True, text=True
)
assert compared.stdout, compared.stderr
exchanges = json.loads(compared.stdout)["exchanges"]
assert len(exchanges) == 4, compared.stdout
assert all('model: client sent "fast", upstream got "gpt-5.1"' in one["request"] for one in exchanges), exchanges
blamed = {(finding["requirement"], finding["blame"]) for one in exchanges for finding in one["findings"]}
assert ("http.request-id", "gateway") in blamed, blamed
assert {blame for _, blame in blamed} == {"gateway"}, blamed
assert compared.returncode == 1, compared.returncode
