// Tries every cheat of the catalogue at its strengths with twenty seeds, prints what is found, and writes docs/cheats.md. Takes half an
// hour; `--seeds 5` takes a quarter of that. `npm run cheats -- swap` tries those that have "swap" in their names, and writes nothing.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { costOfCourse } from './cost-of-course.ts';
import { cheatRows, cheatsPage } from './render-cheats.ts';
import { CHEATS, runCheats } from './run-cheats.ts';

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const count = Number(values.seeds);
const seeds = Array.from({ length: count }, (_, index) => `cheat-${index + 1}`);
const chosen = CHEATS.filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)));
const rows = cheatRows(await runCheats(chosen, seeds));
for (const { cheat, found, doubted, of } of rows)
  process.stdout.write(`${cheat.padEnd(50)} ${found}/${of}${doubted > found ? ` (${doubted} doubted)` : ''}\n`);
if (positionals.length === 0) {
  const page = await format(cheatsPage(rows, await costOfCourse()), { parser: 'markdown', printWidth: 140 });
  writeFileSync(new URL('../../docs/cheats.md', import.meta.url), page);
}
