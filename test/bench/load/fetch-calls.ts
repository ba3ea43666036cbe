import { SERIAL_DIGITS, type FetchOrder, type FetchResult, type RequestText } from './orders.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Built {
  createMock(): { readonly fetch: Fetch; close(): Promise<void> };
}

let serial = 0;

const bodyOf = ({ before, after }: RequestText): string =>
  after === undefined ? before : `${before}${String(serial++).padStart(SERIAL_DIGITS, '0')}${after}`;

/** One call after the other, each read to its end; microseconds a call. */
async function timeCalls(fetch: Fetch, url: string, body: RequestText, calls: number): Promise<number> {
  const headers = { authorization: 'Bearer sk-bench', 'content-type': 'application/json' };
  const started = performance.now();
  for (let call = 0; call < calls; call++) {
    const response = await fetch(`${url}/chat/completions`, { method: 'POST', headers, body: bodyOf(body) });
    const text = await response.text();
    if (response.status !== 200 || text === '') throw new Error(`A call was answered ${response.status}: ${text}`);
  }
  return ((performance.now() - started) * 1000) / calls;
}

/** The built package as its users get it. It need not exist when the types are checked. */
async function loadBuilt(): Promise<Built> {
  const place = new URL('../../../dist/index.js', import.meta.url).href;
  return (await import(place)) as Built;
}

export async function fetchCalls({ url, bodies, rounds, calls }: FetchOrder): Promise<FetchResult> {
  const { createMock } = await loadBuilt();
  const mock = createMock();
  const result = { inProcess: bodies.map((): number[] => []), loopback: bodies.map((): number[] => []) };
  for (let round = 0; round <= rounds; round++) {
    for (const [index, body] of bodies.entries()) {
      const inProcess = await timeCalls(mock.fetch, url, body, calls);
      const loopback = await timeCalls(fetch, url, body, calls);
      // The first round warms both up.
      if (round === 0) continue;
      result.inProcess[index]?.push(inProcess);
      result.loopback[index]?.push(loopback);
    }
  }
  await mock.close();
  return result;
}
