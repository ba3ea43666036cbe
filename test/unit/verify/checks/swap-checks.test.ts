import { describe, expect, it } from 'vitest';
import { swapChecks } from '../../../../src/verify/checks/swap-checks.ts';
import { tokenizer } from '../../../support/tokenizer.ts';
import { evidenceOf, observed } from '../support/observed.ts';

const ANSWERS = 36;
const SCENES = ['a market square', 'a railway station', 'a lighthouse', 'an old mill', 'a harbor', 'a garden'] as const;
const LONG = 'is a place of many voices where people meet, talk, buy and sell from morning until late at night.';

/** Tokens around a message and a prompt, and around the text of an answer. */
const AROUND_PROMPT = 6;
const AROUND_ANSWER = 3;

/** Answers to open questions at temperature 0. @param extra prompt tokens beyond a recount */
const answered = (say: (index: number) => string, extra: (index: number) => number): ReturnType<typeof evidenceOf> =>
  evidenceOf(
    Array.from({ length: ANSWERS }, (_, index) => {
      const messages = [{ role: 'user', content: `Describe ${SCENES[index % SCENES.length]} in two sentences.` }];
      const prompt = tokenizer.count(messages[0]?.content ?? '') + AROUND_PROMPT + extra(index);
      const completion = tokenizer.count(say(index)) + AROUND_ANSWER;
      const message = { role: 'assistant', content: say(index), refusal: null, annotations: [] };
      return observed({
        probe: `open.${index + 1}`,
        request: { model: 'gpt-5.1', messages, max_tokens: 64, temperature: 0 },
        body: JSON.stringify({
          id: `chatcmpl-${index}`,
          object: 'chat.completion',
          created: 1_764_000_000,
          model: 'gpt-5.1',
          choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
          usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
          system_fingerprint: null,
        }),
      });
    }),
  );

const judge = (evidence: ReturnType<typeof evidenceOf>): object => swapChecks[0]?.judge(evidence) ?? {};
const equal = (index: number): string => `It ${LONG} ${SCENES[index % SCENES.length]}`;

describe('model.consistent', () => {
  it('has nothing to say of answers that agree', () => {
    expect(judge(answered(equal, () => 0))).toMatchObject({ kind: 'judged', findings: [] });
  });

  it('finds prompts that are counted by two rules', () => {
    const judged = judge(answered(equal, (index) => (index % 3 === 0 ? 2 : 0)));
    expect(judged).toMatchObject({ kind: 'judged' });
    expect(JSON.stringify(judged)).toContain('recount');
  });

  it('doubts an endpoint whose answers to one question begin in two ways', () => {
    const two = (index: number): string =>
      Math.floor(index / SCENES.length) % 3 === 1 ? `There ${LONG}` : equal(index);
    expect(judge(answered(two, () => 0))).toMatchObject({ kind: 'inconclusive' });
  });

  it('makes nothing of words that are drawn each time', () => {
    const drawn = (index: number): string => `${'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ'[index]} thing ${index} ${LONG}`;
    expect(judge(answered(drawn, () => 0))).toMatchObject({ kind: 'judged', findings: [] });
  });
});
