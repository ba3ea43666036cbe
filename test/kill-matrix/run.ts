// Computes the kill matrix, prints a summary, and writes docs/kill-matrix.md and .json. With --check it only compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { matrixData, matrixPage } from './render-matrix.ts';
import { provedBy, UNSEEN } from './matrix.ts';
import { runMatrix } from './run-matrix.ts';
import { defaultContract } from '../../src/contract/contract.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const matrix = await runMatrix();
for (const { fault, harm, missed, undeclared } of matrix.rows) {
  if (missed.length > 0 && !(fault in UNSEEN)) say(`${fault} (${harm}) isn't detected by ${missed.join(', ')}`);
  if (undeclared.length > 0) say(`${fault} (${harm}) is unexpectedly detected by ${undeclared.join(', ')}`);
}
for (const { check, level, killedBy } of provedBy(matrix.rows, defaultContract().requirements)) {
  if (killedBy.length === 0) say(`${check} (${level}) detects no fault`);
}
for (const { profile, seed, pace, findings } of matrix.clean) {
  for (const finding of findings) say(`without a fault, ${profile}, ${seed} at pace ${pace}: ${finding}`);
}
const data = matrixData(matrix);
for (const [name, value] of Object.entries(data.summary)) say(`${name.padEnd(16)}${value}`);
const files = {
  'kill-matrix.json': `${JSON.stringify(data, null, 1)}\n`,
  'kill-matrix.md': await format(matrixPage(data), { parser: 'markdown', printWidth: 120 }),
};
for (const [name, text] of Object.entries(files)) {
  const file = new URL(`../../docs/${name}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    say(`docs/${name} is stale`);
    process.exitCode = 1;
  }
}
