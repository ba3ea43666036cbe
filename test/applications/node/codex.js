// Codex CLI: one turn over Responses in which it runs a command and answers with what it printed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const work = mkdtempSync(path.join(tmpdir(), 'codex-'));
writeFileSync(path.join(work, 'notes.txt'), 'The tide turns at 14:20.\n');
const cli = fileURLToPath(new URL('node_modules/@openai/codex/bin/codex.js', import.meta.url));
const provider = [
  'model_provider="mock"',
  'model_providers.mock.name="mock"',
  `model_providers.mock.base_url="${process.env.OPENAI_BASE_URL}"`,
  'model_providers.mock.env_key="OPENAI_API_KEY"',
  'model_providers.mock.wire_api="responses"',
];
const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [
    cli,
    'exec',
    '--json',
    '--skip-git-repo-check',
    '--dangerously-bypass-approvals-and-sandbox',
    '-m',
    'gpt-5.1',
    ...provider.flatMap((entry) => ['-c', entry]),
    'Run `cat notes.txt` and tell me when the tide turns.',
  ],
  { cwd: work, encoding: 'utf8', timeout: 180_000, stdio: ['ignore', 'pipe', 'pipe'] },
);
assert.equal(status, 0, stderr || stdout);
const items = stdout
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line))
  .filter(({ type }) => type === 'item.completed')
  .map(({ item }) => item);
const command = items.find(({ type }) => type === 'command_execution');
assert.match(command?.aggregated_output ?? '', /14:20/, stdout);
assert.match(items.findLast(({ type }) => type === 'agent_message')?.text ?? '', /14:20/, stdout);
