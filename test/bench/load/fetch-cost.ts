import { pathToFileURL } from 'node:url';
import { SERIAL } from '../requests.ts';

// Prints what one call of `mock.fetch` costs: `node fetch-cost.ts <dist> <body> <calls>`. Half of the calls warm it up.

interface Build {
  createMock(): { fetch(url: string, init: RequestInit): Promise<Response> };
}

const [, , dist = '', body = '', calls = ''] = process.argv;
const { createMock } = (await import(pathToFileURL(`${dist}/index.js`).href)) as Build;
const mock = createMock();
const half = Number(calls) / 2;
let before = process.cpuUsage();
for (let call = 0; call < 2 * half; call++) {
  if (call === half) before = process.cpuUsage();
  // oxlint-disable-next-line no-await-in-loop
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-bench', 'content-type': 'application/json' },
    body: body.replace(SERIAL, String(call).padStart(SERIAL.length, '0')),
  });
  // oxlint-disable-next-line no-await-in-loop
  await response.text();
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${(user + system) / half}\n`);
