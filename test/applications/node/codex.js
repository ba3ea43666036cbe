// Codex CLI: a turn over Responses in which it runs a command and answers with what that printed, and a turn that goes on from it.
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

/** Runs one turn, and gives the items that it completed. */
function turn(...words) {
  const flags = ['--json', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '-m', 'gpt-5.1'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, 'exec', ...flags, ...provider.flatMap((entry) => ['-c', entry]), ...words],
    { cwd: work, encoding: 'utf8', timeout: 180_000, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  assert.equal(status, 0, stderr || stdout);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'item.completed')
    .map(({ item }) => item);
}
const said = (items) => items.findLast(({ type }) => type === 'agent_message')?.text ?? '';

const items = turn('Run `cat notes.txt` and tell me when the tide turns.');
const command = items.find(({ type }) => type === 'command_execution');
assert.match(command?.aggregated_output ?? '', /14:20/, JSON.stringify(items));
assert.match(said(items), /14:20/, JSON.stringify(items));

const next = turn('resume', '--last', 'Say exactly: the harbor is closed');
assert.equal(said(next), 'the harbor is closed', JSON.stringify(next));
