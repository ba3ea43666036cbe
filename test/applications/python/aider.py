"""aider applies an edit to a file."""

import pathlib
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "greet.py")
    file.write_text('def greet(name):\n    return "Hello " + name\n\n\nprint(greet("world"))\n')
    flags = "--yes-always --no-git --no-check-update --no-analytics --no-show-model-warnings --no-stream --no-pretty --no-detect-urls"
    for form, word in (("diff", "salute"), ("whole", "welcome")):
        order = f"Rename the function {'greet' if form == 'diff' else 'salute'} to {word}"
        command = [sys.executable, "-m", "aider", *flags.split(), "--model", "openai/gpt-4o", "--edit-format", form]
        done = subprocess.run([*command, "--message", order, str(file)], cwd=folder, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        text = file.read_text()
        assert f"def {word}(name)" in text and f"{word}(\"world\")" in text, f"{form}: {text}\n{done.stdout[-1500:]}"
