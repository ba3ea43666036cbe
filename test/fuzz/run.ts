// `npm run fuzz -- --requests 200000 --seed 1`: sends damaged requests to a server, and fails where it errs, stalls or grows.
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
});
const result = await fuzz(Number(values.requests), Number(values.seed));
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
const failures = [
  ...(result.errors.length > 0 ? [`${result.errors.length} internal errors`] : []),
  ...(result.longestMs > 200 ? [`a step of ${Math.round(result.longestMs)} ms`] : []),
  ...(result.rss > 600 ? [`${Math.round(result.rss)} MB`] : []),
];
if (failures.length > 0) process.stderr.write(`${failures.join('\n')}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
