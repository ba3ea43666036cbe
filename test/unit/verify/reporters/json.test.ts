import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../../../src/verify/reporters/json.ts';
import schema from '../../../../spec/schemas/report.schema.json' with { type: 'json' };
import { report, sampleReport } from './support/sample-report.ts';

const ajv = addFormats.default(new Ajv2020({ allErrors: true }));
const validate = ajv.compile(schema);

describe('the schema of reports', () => {
  it.each([
    ['with everything in it', sampleReport()],
    ['with nothing in it', report([])],
  ])('describes a report %s', (_, one) => {
    validate(JSON.parse(toJson(one)));
    expect(validate.errors).toBeNull();
  });

  it('is named by the report', () => {
    expect(sampleReport().$schema).toBe(schema.$id);
  });

  it('knows no key beyond those of a report', () => {
    expect(validate({ ...sampleReport(), extra: 1 })).toBe(false);
  });
});
