import { openRun, planRun } from '../../src/verify/run/open-run.ts';

/** Models whose price is told, each with its profile. */
const PRICED = [
  ['starmagic', 'gpt-5.1'],
  ['starmagic', 'gpt-5.1-thinking'],
  ['openai', 'gpt-5.1'],
  ['openai', 'gpt-4o'],
] as const;

/** What suite `reseller` costs a model at most. */
export interface CourseCost {
  readonly profile: string;
  readonly model: string;
  readonly requests: number;
  readonly amount: number;
  readonly currency: string;
}

/** What `--plan` says. */
export const costOfCourse = (): Promise<CourseCost[]> =>
  Promise.all(
    PRICED.map(async ([profile, model]) => {
      const asked = { baseUrl: 'http://mock/v1', apiKey: 'sk-plan', suite: 'reseller', nonce: 'plan' } as const;
      const planned = planRun(await openRun({ ...asked, profile, models: [model] }));
      const amount = planned.reduce((sum, { worst }) => sum + worst.amount, 0);
      return { profile, model, requests: planned.length, amount, currency: planned[0]?.worst.currency ?? '' };
    }),
  );
