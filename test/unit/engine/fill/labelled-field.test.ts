import { describe, expect, it } from 'vitest';
import { createMock } from '../../../../src/index.ts';

const mock = createMock({ speed: 'instant' });

async function extract(content: string, properties: Readonly<Record<string, unknown>>): Promise<unknown> {
  const schema = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-label', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-5.1',
      messages: [{ role: 'user', content }],
      response_format: { type: 'json_schema', json_schema: { name: 'extract', strict: true, schema } },
    }),
  });
  const answer = (await response.json()) as { choices: { message: { content: string } }[] };
  return JSON.parse(answer.choices[0]?.message.content ?? 'null');
}

const S = { type: 'string' };
const N = { type: 'number' };
const DATE = { type: 'string', format: 'date' };

describe('fields whose names stand before their values', () => {
  it('takes the label that the name speaks of first, and numbers as numbers', async () => {
    const text = 'Permit P-7\nDate: 2025-02-01\nDue: 2025-03-01\nHolder: Ada Okoye\nSubtotal: 40.00\nTotal: 48.00';
    const wanted = { permit_date: '2025-02-01', due_date: '2025-03-01', holder: 'Ada Okoye', subtotal: 40, total: 48 };
    const found = await extract(text, { permit_date: DATE, due_date: DATE, holder: S, subtotal: N, total: N });
    expect(found).toEqual(wanted);
  });

  it('takes what is said to be missing for nothing', async () => {
    const nullable = { anyOf: [S, { type: 'null' }] };
    const found = await extract('Name: Otis Wren\nTown: Bath\nPhone: not given', { name: S, town: S, phone: nullable });
    expect(found).toEqual({ name: 'Otis Wren', town: 'Bath', phone: null });
  });

  it('gives each thing in a row of brackets its own fields', async () => {
    const item = {
      type: 'object',
      properties: { name: S, email: S },
      required: ['name', 'email'],
      additionalProperties: false,
    };
    const text = 'From the fair: Lena Ortiz (lena@sol.example) and Tom Reed (tom@reed.example).';
    const found = await extract(text, { contacts: { type: 'array', items: item } });
    expect(found).toEqual({
      contacts: [
        { name: 'Lena Ortiz', email: 'lena@sol.example' },
        { name: 'Tom Reed', email: 'tom@reed.example' },
      ],
    });
  });
});
