import { createFaultStage } from '../../src/mock/fault-stage.ts';
import { createIdentities } from '../../src/mock/identities.ts';
import { createService, type Service } from '../../src/mock/service.ts';
import { openWorks } from '../../src/mock/works.ts';
import { verify } from '../../src/verify/verify.ts';
import type { Report } from '../../src/verify/report.ts';
import { createPlayedClient } from './played-client.ts';

export function matrixService(seed: string, pace: number): Service {
  const works = openWorks('starmagic');
  return createService({
    seed, pace, apiKeys: new Set(), selfCheck: false, maxBody: 20_000_000, cors: true,
    identities: createIdentities({ freeze: false, entropy: seed, now: () => 1_764_000_000_000 }),
    openWorks: () => works,
    faults: createFaultStage({ faults: [], rate: 1, script: [], header: true, seed }),
    onBug: (error) => { throw error; },
  });
}
export async function run(service: Service, model: string, fault?: string, only: string[] = []): Promise<Report> {
  for await (const event of verify({ baseUrl: 'http://mock/v1', apiKey: 'sk-matrix-0123456789', models: [model], suite: 'full', only, budget: 1000, nonce: 'matrix', client: createPlayedClient(service, fault), pause: async () => {} }))
    if (event.type === 'end') return event.report;
  throw new Error();
}
if (process.argv[1]?.endsWith('bench.ts')) {
const s = matrixService('starmock', 0);
for (const fault of [undefined, undefined, 'sse.done-missing', 'finish.stop-with-tools', '429', 'sse.stall', 'net.reset', undefined]) {
  const t = performance.now();
  const r = await run(s, process.argv[2] ?? 'gpt-5.1', fault);
  console.log(fault, (performance.now() - t).toFixed(0), JSON.stringify(r.totals), r.results.filter(x => ['fail','warn','error'].includes(x.status)).map(x => x.check+':'+x.status).join(' ').slice(0,300));
}
}
