import type { CheckResult, Report } from '../../../../src/verify/report/report.ts';
import { testMock } from '../../../support/mock.ts';
import { errorBody } from './observed.ts';
import { asking, bodyOf, type Script, type Scripted } from './scripted-client.ts';

/** What a mock answers. */
export const answers: Script = asking(testMock());

/** The model that a request is for. */
export const modelOf = (request: Parameters<Script>[0]): unknown => bodyOf(request)?.['model'];

/** What a mock answers that takes a request for another one. */
export const taking =
  (change: Readonly<Record<string, unknown>>): Script =>
  (request, count, options) => {
    const body = new TextEncoder().encode(JSON.stringify({ ...bodyOf(request), ...change }));
    return answers({ ...request, body }, count, options);
  };

/** What a mock says of a model that it does not have. */
export const GONE: Script = taking({ model: 'gpt-5.1-that-was' });

/** An error without reasons. */
export const refused = (status: number): Scripted => ({ status, body: errorBody({}) });

/** Nobody listens. */
export const UNREACHABLE: Scripted = {
  failure: { phase: 'connect', code: 'ECONNREFUSED', message: 'nobody listens' },
};

/** What became of a check. */
export const told = (results: readonly CheckResult[], check: string, model = 'gpt-5.1'): CheckResult | undefined =>
  results.find((result) => result.check === check && result.model === model);

/** What is not as it should be. */
export const troubles = ({ results }: Report): string[] =>
  results
    .filter(({ status }) => ['fail', 'warn', 'inconclusive', 'error'].includes(status))
    .map(({ check, model, status }) => `${check} (${model}): ${status}`);
