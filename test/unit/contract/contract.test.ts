import { describe, expect, it } from 'vitest';
import { contractData } from '../../../src/contract/contract-data.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import type { Finding } from '../../../src/contract/finding.ts';
import bundle from '../../../src/contract/generated/bundle.json' with { type: 'json' };
import { judgeStream } from '../../../src/contract/grammar/stream-grammar.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';
import { exampleRequests } from '../../oracles/bodies.ts';

const chat = bundle.paths['/v1/chat/completions'].post;
const validators = loadValidators(defaultContract());

describe('defaultContract', () => {
  it('gives the same object each time, so that whatever is cached by it stays', () => {
    expect(defaultContract()).toBe(defaultContract());
  });

  it('brings models, grammar and requirements along', () => {
    const { name, models, grammar, requirements } = defaultContract();
    expect(name).toBe('starmagic');
    expect(models.map(({ id }) => id)).toContain('gpt-5.1-thinking');
    expect(grammar.choice.states.length).toBeGreaterThan(3);
    expect(requirements.length).toBeGreaterThan(60);
  });

  it('lists the request fields in the order in which faults are reported', () => {
    const fields = defaultContract().document.components.schemas['ChatCompletionRequest']?.['properties'] ?? {};
    const observed = [
      'model',
      'messages',
      'tools',
      'max_tokens',
      'n',
      'stop',
      'temperature',
      'top_p',
      'stream',
      'metadata',
    ];
    expect(Object.keys(fields).filter((field) => observed.includes(field))).toEqual(observed);
  });
});

describe('contractData', () => {
  const schema = { description: 'prose', properties: { description: { type: 'string', description: 'prose' } } };
  const document = { openapi: '3.2.0', components: { schemas: { A: schema } } };

  it('drops prose and keeps properties that are called like it', () => {
    const { schemas } = contractData('x', document).document.components;
    expect(schemas).toEqual({ A: { properties: { description: { type: 'string' } } } });
  });

  it('keeps ids in place and moves the requirements themselves aside', () => {
    const entry = { id: 'a.b', level: 'MUST', judge: 'schema', text: 'T.', source: 'openai', breaks: [] };
    const data = contractData('x', { openapi: '3.2.0', 'x-requirements': [entry] });
    expect(data.document).toHaveProperty('x-requirements', ['a.b']);
    expect(data.requirements).toEqual([{ ...entry, pointer: '' }]);
  });
});

describe('examples', () => {
  it.each([...exampleRequests])('has a valid request "%s"', async (_name, body) => {
    expect((await validators).requestAll(body)).toEqual([]);
  });

  it.each(Object.entries(chat.requestBody.content['application/json'].examples))(
    'shows the request "%s" from its file',
    (name, example) => expect(example.value).toEqual(exampleRequests.get(name)),
  );

  it.each(Object.entries(chat.responses['200'].content['application/json'].examples))(
    'has a valid answer "%s" whose counts add up',
    async (_name, { value }) => {
      expect((await validators).response('ChatCompletion', value)).toEqual([]);
      expect(value.usage.prompt_tokens + value.usage.completion_tokens).toBe(value.usage.total_tokens);
    },
  );

  const errors = Object.entries(bundle.components.responses).flatMap(([response, { content }]) =>
    Object.entries(content['application/json'].examples).map(([name, { value }]) => [`${response} ${name}`, value]),
  );
  it.each(errors)('has a valid error "%s"', async (_name, value) => {
    expect((await validators).response('ErrorResponse', value)).toEqual([]);
  });

  it('has valid models', async () => {
    const list = bundle.paths['/v1/models'].get.responses['200'].content['application/json'].examples.series.value;
    const one = bundle.paths['/v1/models/{model}'].get.responses['200'].content['application/json'].examples.base.value;
    expect((await validators).response('ModelList', list)).toEqual([]);
    expect((await validators).response('Model', one)).toEqual([]);
    expect(list.data).toContainEqual(one);
    expect(list.data.map(({ id }) => id)).toEqual(defaultContract().models.map(({ id }) => id));
  });
});

describe.each(Object.entries(chat.responses['200'].content['text/event-stream'].examples))(
  'stream example "%s"',
  (name, { serializedValue }) => {
    const events = serializedValue.split('\n\n').slice(0, -1);
    const jsons = events.map((event) => event.slice('data: '.length)).filter((data) => data !== '[DONE]');

    it('consists of data lines that a blank line ends', () => {
      expect(serializedValue.endsWith('\n\n')).toBe(true);
      expect(events.filter((event) => !/^data: .+$/.test(event))).toEqual([]);
    });

    it('has valid chunks, and ends with [DONE] or an error', async () => {
      const { response } = await validators;
      const last = JSON.parse(jsons.at(-1) ?? '') as unknown;
      const chunks = name === 'error' ? jsons.slice(0, -1) : jsons;
      expect(chunks.flatMap((json) => response('ChatCompletionChunk', JSON.parse(json)))).toEqual([]);
      expect(name === 'error' ? response('ErrorResponse', last) : [events.at(-1)]).toEqual(
        name === 'error' ? [] : ['data: [DONE]'],
      );
    });

    it('is accepted by the stream grammar, except for the failure it shows', async () => {
      const { response } = await validators;
      const request = { stream: true, stream_options: { include_usage: name === 'usage' } };
      const schema = (value: unknown): Finding[] => response('ChatCompletionChunk', value);
      const findings = judgeStream(defaultContract().grammar, serializedValue, request, { schema });
      expect(findings.map(({ requirement }) => requirement)).toEqual(name === 'error' ? ['err.in-stream'] : []);
    });

    it('pads all events to a length of 1 modulo 16, or none', () => {
      const padded = jsons.filter((json) => json.includes('"obfuscation"'));
      expect(padded.filter((json) => json.length % 16 !== 1)).toEqual([]);
    });
  },
);

describe('the document', () => {
  it('has a real example for each media type and each error response', () => {
    const contents = [
      chat.requestBody.content['application/json'],
      ...Object.values(chat.responses['200'].content),
      ...Object.values(bundle.components.responses).flatMap(({ content }) => Object.values(content)),
    ];
    expect(contents.filter(({ examples }) => Object.keys(examples).length === 0)).toEqual([]);
  });

  it('documents every status of the API on the chat path', () => {
    const statuses = ['200', '400', '401', '402', '403', '404', '405', '413', '415', '422', '429', '500', '502', '503'];
    expect(Object.keys(chat.responses)).toEqual(expect.arrayContaining([...statuses, 'default']));
  });

  it('puts a type beside each discriminator, without which validators let anything pass', () => {
    const unions = Object.values(defaultContract().document.components.schemas).filter((s) => s['discriminator']);
    expect(unions.length).toBeGreaterThan(5);
    expect(unions.filter((schema) => schema['type'] !== 'object')).toEqual([]);
  });

  it('never says nullable, which JSON Schema does not know', () => {
    expect(JSON.stringify(bundle)).not.toContain('"nullable"');
  });
});
