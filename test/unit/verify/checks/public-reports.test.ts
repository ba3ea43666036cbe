// Proves src/verify/checks.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../src/verify/analyse.ts';
import { checkById } from '../../../../src/verify/checks/endpoint-checks.ts';
import { judgeCheck, type Verdict } from '../../../../src/verify/checks/judge-model.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { evidenceOf, observed } from '../support/observed.ts';

const TOOLS = [{ type: 'function', function: { name: 'book', parameters: { type: 'object', properties: {} } } }];

const judged = async (message: Readonly<Record<string, unknown>>, asked = 'Hi', finish = 'stop'): Promise<string[]> => {
  const analysis = await analyse({
    request: { model: 'gpt-5.1', messages: [{ role: 'user', content: asked }], tools: TOOLS },
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_745_000_000,
      model: 'gpt-5.1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', refusal: null, ...message },
          finish_reason: finish,
          logprobs: null,
        },
      ],
    },
  });
  return analysis.findings.map(({ requirement }) => requirement);
};

describe('the tokens of a chat template', () => {
  it.each([
    'Hello<|im_end|>',
    '<|start_header_id|>assistant<|end_header_id|>\n\nHello',
    'Hello</s>',
    '<start_of_turn>model\nHello',
    '<|channel|>analysis<|message|>Hello',
    '[INST] Hello [/INST]',
    '<｜end▁of▁sentence｜>',
  ])('are found in %j', async (content) => {
    expect(await judged({ content })).toContain('body.template');
  });

  it.each(['a < b and b > c', '<summary>Hello</summary>', 'x |> f', '[1] Hello', '<|> is no token'])(
    'are not seen in %j',
    async (content) => {
      expect(await judged({ content })).not.toContain('body.template');
    },
  );

  it('may be spoken of where the prompt does', async () => {
    expect(await judged({ content: 'It is <|im_end|>.' }, 'What does <|im_end|> mean?')).not.toContain('body.template');
  });
});

describe('arguments in the content', () => {
  const calling = (content: string, args: string): Promise<string[]> =>
    judged(
      { content, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'book', arguments: args } }] },
      'Hi',
      'tool_calls',
    );

  it('are a call that leaked, as JSON or as a bare value', async () => {
    expect(await calling('{"room":"Lindos"}', '{"room":"Lindos"}')).toContain('tool.in-content');
    expect(await calling('Lindos', '{"room":"Lindos"}')).toContain('tool.in-content');
  });

  it('are what a model says of a call where there are other words', async () => {
    expect(await calling('I book the room Lindos.', '{"room":"Lindos"}')).not.toContain('tool.in-content');
    expect(await calling('', '{}')).not.toContain('tool.in-content');
  });
});

describe('reasoning', () => {
  const thinking = (reasoning: string): Promise<string[]> => judged({ content: 'Fine.', reasoning_content: reasoning });

  it('that repeats a phrase four times in a row loops', async () => {
    expect(await thinking(`So.\n${'Let me look again.\n'.repeat(4)}`)).toContain('reason.repeated');
    expect(await thinking('I should count the apples. '.repeat(5))).toContain('reason.repeated');
  });

  it('may come back to a phrase, and may have short lines', async () => {
    expect(await thinking('Let me look. A.\nLet me look. B.\nLet me look. C.\nLet me look. D.')).not.toContain(
      'reason.repeated',
    );
    expect(await thinking('Yes. '.repeat(9))).not.toContain('reason.repeated');
  });
});

const verdictOf = (check: string, observations: readonly Observation[]): Verdict => {
  const found = checkById(check);
  if (found === undefined) throw new Error(`Failed to judge: there is no check ${check}`);
  return judgeCheck(found, evidenceOf(observations), () => undefined);
};

const SSE = [['content-type', 'text/event-stream']] as const;
const ASKED = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hi' }], stream: true };
const FAILED = 'data: {"error":{"message":"No channel is left.","type":"server_error","param":null,"code":null}}\n\n';
const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_764_000_000,
    model: 'gpt-5.1',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;
const SAID = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ content: 'Hi' }),
  chunk({}, 'stop'),
  'data: [DONE]\n\n',
];
const stream = (sample: number, body: readonly string[]): Observation =>
  observed({ probe: 'stream.same', sample, request: ASKED, headers: SSE, body });

describe('streams that fail', () => {
  it('are counted, and break a MUST where they are many', () => {
    const all = Array.from({ length: 6 }, (_, sample) => stream(sample, sample < 2 ? [FAILED] : SAID));
    const { status, note, findings } = verdictOf('stream.completes', all);
    expect({ status, note, findings: findings.length }).toEqual({
      status: 'fail',
      note: '2 of 6 streams failed',
      findings: 2,
    });
  });

  it('break a SHOULD where they are few, and nothing where there are none', () => {
    const all = Array.from({ length: 20 }, (_, sample) => stream(sample, sample < 1 ? [SAID[0] ?? '', FAILED] : SAID));
    expect(verdictOf('stream.completes', all).status).toBe('warn');
    expect(verdictOf('stream.completes', all.slice(1)).status).toBe('pass');
  });

  it('are not the fault of a stream that speaks of errors', () => {
    const words = [SAID[0] ?? '', chunk({ content: '{"error":"none"}' }), ...SAID.slice(2)];
    expect(verdictOf('stream.completes', [stream(0, words)]).status).toBe('pass');
  });
});

describe('requests that fail at first', () => {
  const attempt = (sample: number, attempt_: number, status: number): Observation =>
    observed({ sample, attempt: attempt_, status, body: '{}' });

  it('are counted although a repetition went well', () => {
    const all = [
      attempt(0, 0, 502),
      attempt(0, 1, 200),
      ...Array.from({ length: 5 }, (_, i) => attempt(i + 1, 0, 200)),
    ];
    const { status, note } = verdictOf('err.server', all);
    expect({ status, note }).toEqual({ status: 'fail', note: '1 of 7 requests failed' });
  });
});

describe('what is documented and refused', () => {
  const image = {
    model: 'gpt-5.1',
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }],
  };
  const refused = (status: number): Verdict =>
    verdictOf('param.declared', [
      observed({
        probe: 'vision.red',
        request: image,
        status,
        body: JSON.stringify({
          error: { message: 'Not today.', type: 'invalid_request_error', param: null, code: null },
        }),
      }),
    ]);

  it('is found also where the error names no parameter', () => {
    expect(refused(400).status).toBe('fail');
    expect(refused(422).status).toBe('fail');
  });

  it('is no finding where the account or the moment is to blame', () => {
    expect(refused(429).status).toBe('pass');
    expect(refused(402).status).toBe('pass');
  });
});

describe('a breach that readers can do without', () => {
  const roleless = [chunk({ content: 'plo' }), chunk({ content: 'ver' }), chunk({}, 'stop'), 'data: [DONE]\n\n'];

  it('does not hide another one', () => {
    const asked = { ...ASKED, messages: [{ role: 'user', content: 'The code word is curlew-1234. What is it?' }] };
    const one = observed({ probe: 'history.parts', request: asked, headers: SSE, body: roleless });
    expect(verdictOf('history.parts', [one]).status).toBe('fail');
  });

  it('is named where it does hide others', () => {
    const broken = observed({ probe: 'history.read', request: ASKED, headers: SSE, body: SAID.slice(0, 2) });
    const { status, note } = verdictOf('history.read', [broken]);
    expect(status).toBe('skip');
    expect(note).toMatch(/^blocked by .*finish\.once/);
  });
});

const FOLDER = resolve(import.meta.dirname, '../../../../../shared/cases');
const REPORTS = [
  ['b-args-leak-in-content-before', 'tool.in-content'],
  ['b-azure-async-filter-mid', 'chunk.delta.object'],
  ['b-eos', 'body.template'],
  ['b-finish-stop-every-chunk', 'finish.once'],
  ['b-glm-box', 'body.template'],
  ['b-harmony', 'body.template'],
  ['b-litellm-summary-double-encoded', 'tool.args.json'],
  ['b-minimax-second-entry-null', 'tool.header.complete'],
  ['b-n2-all-index0', 'finish.once'],
] as const;

describe.skipIf(!existsSync(FOLDER))('streams of public reports (skipped where ../shared is absent)', () => {
  it.each(REPORTS)('show %s as %s', async (name, requirement) => {
    const request = { ...ASKED, tools: TOOLS, ...(name.includes('n2') ? { n: 2 } : {}) };
    const body = readFileSync(resolve(FOLDER, `${name}.sse`), 'utf8');
    const { findings } = await analyse({ request, body });
    expect(findings.map((finding) => finding.requirement)).toContain(requirement);
  });
});
