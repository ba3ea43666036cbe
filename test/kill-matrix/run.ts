// Computes the kill matrix of chat completions or, with --endpoint, of another endpoint, prints a summary, and writes docs/kill-matrix.md and
// its data. With --check it only compares them. With --profile openai it prints what is seen with that profile alone, and writes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { parseArgs } from 'node:util';
import { OTHER_ENDPOINTS } from './endpoint-extents.ts';
import { endpointData, runEndpointMatrix } from './endpoint-matrix.ts';
import { matrixData, type MatrixData } from './render-matrix.ts';
import { UNSEEN } from './matrix.ts';
import { dataFile, wholePage } from './whole-page.ts';
import { runMatrix } from './run-matrix.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { endpoint, check, profile } = parseArgs({
  options: {
    endpoint: { type: 'string', default: 'chat' },
    check: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
}).values;
if (profile !== undefined && (profile !== 'openai' || endpoint !== 'chat'))
  throw new Error('--profile takes openai, for chat completions');
const other = OTHER_ENDPOINTS.find((one) => one === endpoint);
if (other === undefined && endpoint !== 'chat')
  throw new Error(`Unknown endpoint "${endpoint}": expected chat, ${OTHER_ENDPOINTS.join(' or ')}`);

const matrix = other
  ? await runEndpointMatrix(other)
  : await runMatrix(profile === undefined ? {} : { profile: 'openai' });
for (const { fault, harm, missed, undeclared } of matrix.rows) {
  if (missed.length > 0 && !(fault in UNSEEN)) say(`${fault} (${harm}) isn't detected by ${missed.join(', ')}`);
  if (undeclared.length > 0) say(`${fault} (${harm}) is unexpectedly detected by ${undeclared.join(', ')}`);
}
const data = other ? await endpointData(other, matrix) : matrixData(matrix);
for (const { check: id, level, killedBy } of data.checks) {
  if (killedBy.length === 0) say(`${id} (${level}) detects no fault`);
}
for (const { profile: clean, seed, pace, findings } of matrix.clean) {
  for (const finding of findings) say(`without a fault, ${clean}, ${seed} at pace ${pace}: ${finding}`);
}
for (const [name, value] of Object.entries(data.summary)) say(`${name.padEnd(16)}${value}`);
const own = dataFile(other ?? 'chat');
const stored = (name: string): MatrixData =>
  name === own
    ? data
    : (JSON.parse(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')) as MatrixData);
const files = {
  [own]: `${JSON.stringify(data, null, 1)}\n`,
  'kill-matrix.md': await format(wholePage(stored), { parser: 'markdown', printWidth: 120 }),
};
for (const [name, text] of Object.entries(profile === undefined ? files : {})) {
  const file = new URL(`../../docs/${name}`, import.meta.url);
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    say(`docs/${name} is stale`);
    process.exitCode = 1;
  }
}
