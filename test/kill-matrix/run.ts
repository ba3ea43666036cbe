// Computes the kill matrix, prints what it comes to, and writes the page and the data of the documentation.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { matrixJson, matrixPage, summarise } from './render-matrix.ts';
import { provedBy, UNSEEN } from './matrix.ts';
import { runMatrix } from './run-matrix.ts';
import { defaultContract } from '../../src/contract/contract.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const matrix = await runMatrix();
for (const { fault, harm, missed, undeclared } of matrix.rows) {
  if (missed.length > 0 && !(fault in UNSEEN)) say(`${fault} (${harm}) is not seen by ${missed.join(', ')}`);
  if (undeclared.length > 0) say(`${fault} (${harm}) is seen, unexpectedly, by ${undeclared.join(', ')}`);
}
for (const { check, level, killedBy } of provedBy(matrix.rows, defaultContract().requirements)) {
  if (killedBy.length === 0) say(`${check} (${level}) has seen no fault`);
}
for (const { profile, seed, pace, findings } of matrix.clean) {
  for (const finding of findings) say(`without a fault, ${profile}, ${seed} at pace ${pace}: ${finding}`);
}
for (const [name, value] of Object.entries(summarise(matrix))) say(`${name.padEnd(16)}${value}`);
const docs = new URL('../../docs/', import.meta.url);
writeFileSync(new URL('kill-matrix.json', docs), matrixJson(matrix));
const page = await format(matrixPage(matrix), { parser: 'markdown', printWidth: 120 });
writeFileSync(new URL('kill-matrix.md', docs), page);
