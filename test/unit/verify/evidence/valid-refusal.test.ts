import { describe, expect, it } from 'vitest';
import { isValidRefusal } from '../../../../src/verify/evidence/valid-refusal.ts';
import { errorBody, seen } from '../support/observed.ts';

const refused = (error: Readonly<Record<string, unknown>>, status = 400): string | undefined =>
  isValidRefusal(seen({ status, body: errorBody(error) }));

describe('isValidRefusal', () => {
  it.each([
    ['temperature', 'temperature'],
    ['messages[0].content', 'messages'],
    ['response_format.json_schema', 'response_format'],
    ['tools[0].function.parameters', 'tools'],
  ])('names the field of the parameter %s', (param, field) => {
    expect(refused({ param })).toBe(field);
  });

  it.each(['unsupported_parameter', 'unsupported_value', 'unknown_parameter', 'unsupported_model', 'not_supported'])(
    'finds the field in the message where the code is %s',
    (code) => {
      expect(refused({ code, message: "Cannot take 'top_p' here." })).toBe('top_p');
      expect(refused({ code, message: 'Cannot take it.' })).toBeUndefined();
    },
  );

  it.each([
    "This model does not support the parameter 'seed'.",
    'Unsupported: `seed`',
    'unknown parameter "seed" in the body',
  ])('finds it by the words of the message: %s', (message) => {
    expect(refused({ message })).toBe('seed');
  });

  it('does not take any quoted word for a refusal', () => {
    expect(refused({ message: "Expected 'seed' to be a number." })).toBeUndefined();
  });

  it.each([401, 402, 403, 404, 408, 409, 429, 500, 503])('does not take %i for one', (status) => {
    expect(refused({ param: 'temperature' }, status)).toBeUndefined();
  });

  it.each([400, 413, 415, 422])('takes %i for one', (status) => {
    expect(refused({ param: 'temperature' }, status)).toBe('temperature');
  });

  it.each([
    ['no envelope', '{"detail":"temperature"}'],
    ['an error that is a text', '{"error":"temperature is not supported"}'],
    ['no JSON', '<html>temperature</html>'],
    ['nothing', ''],
  ])('wants the envelope: %s', (_, body) => {
    expect(isValidRefusal(seen({ status: 400, body }))).toBeUndefined();
  });

  it('knows no refusal where no answer came', () => {
    expect(isValidRefusal(seen({ status: 0 }))).toBeUndefined();
  });
});
