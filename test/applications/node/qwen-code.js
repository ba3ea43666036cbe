// Qwen Code: a coding agent on the command line reads a file, edits it and says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const work = mkdtempSync(path.join(tmpdir(), 'qwen-code-'));
const file = path.join(work, 'server.js');
writeFileSync(file, 'const port = 8080;\nconsole.log(`listening on ${port}`);\n');
const cli = fileURLToPath(new URL('node_modules/@qwen-code/qwen-code/cli-entry.js', import.meta.url));
const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [
    cli,
    '--bare',
    '--yolo',
    '--auth-type',
    'openai',
    '-m',
    'gpt-4.1',
    '--chat-recording=false',
    'In server.js change the port from 8080 to 9090.',
  ],
  {
    cwd: work,
    encoding: 'utf8',
    timeout: 180_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, OPENAI_MODEL: 'gpt-4.1' },
  },
);
assert.equal(status, 0, stderr || stdout);
assert.equal(readFileSync(file, 'utf8'), 'const port = 9090;\nconsole.log(`listening on ${port}`);\n');
assert.notEqual(stdout.trim(), '');
