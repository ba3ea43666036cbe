import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Contract } from '../contract.ts';
import type { Finding } from '../finding.ts';
import { loadCompiler, type Compile } from './schema-compiler.ts';
import { findingsOf } from './schema-findings.ts';
import { shortened } from '../shortened.ts';

export type { ErrorObject };

/** Compiled schemas of one contract. Each schema is compiled when it is first asked for. */
export interface Validators {
  /**
   * The first fault that ajv meets, or null for a valid body. This is the fast way: no list of errors is built.
   *
   * @param schema of the body; default: that of chat completions
   */
  request(body: unknown, schema?: string): ErrorObject[] | null;
  /**
   * Every fault of a request body, with `schema`, `parentSchema` and `data` on each error; empty for a valid body.
   * As many errors as a hostile body has faults: not for a server.
   */
  requestAll(body: unknown, schema?: string): ErrorObject[];
  /** Every fault of a value against a schema of `components.schemas`; empty for a valid value. */
  errors(schema: string, value: unknown): ErrorObject[];
  /** The same as findings: one a fault, each with the requirement that is nearest to the place. */
  response(schema: string, value: unknown): Finding[];
  /**
   * Judges the schemas themselves, all that are ever asked for: valid JSON Schema, no unknown keyword, no dangling reference.
   *
   * @throws Error naming the first fault
   */
  checkSchemas(): void;
}

/** Elements of lists in which all faults are looked for: ajv needs quadratic time for them, and a hostile answer has millions. */
const MAX_ELEMENTS = 1000;

async function build(contract: Contract): Promise<Validators> {
  const { request, answers } = contract.document['x-endpoint'];
  const compiler = await loadCompiler(contract.document.components.schemas);
  const first = compiler({});
  let every: Compile | undefined;
  let told: Compile | undefined;
  // The one schema that nearly every program needs.
  first(request);
  const errors = (schema: string, value: unknown): ErrorObject[] => {
    const validate = (every ??= compiler({ all: true }))(schema);
    return validate(value) ? [] : (validate.errors ?? []);
  };
  return {
    request: (body, schema = request) => {
      const validate = first(schema);
      return validate(body) ? null : (validate.errors ?? []);
    },
    requestAll: (body, schema = request) => errors(schema, body),
    errors,
    response: (schema, value) => {
      if (first(schema)(value)) return [];
      const all = errors(schema, shortened(value, MAX_ELEMENTS));
      if (all.length > 0) return findingsOf(contract, schema, all);
      // The first fault comes later than that; it has to do.
      const validate = (told ??= compiler({ told: true }))(schema);
      return validate(value) ? [] : findingsOf(contract, schema, validate.errors ?? []);
    },
    checkSchemas: () => [request, ...answers, 'ErrorResponse'].forEach(compiler({ checked: true })),
  };
}

const cache = new WeakMap<Contract, Promise<Validators>>();

/**
 * Loads ajv and compiles the request schema; later calls for the same contract give the same validators.
 * Nothing of ajv is loaded before the first call, so that a server starts without it.
 *
 * @throws Error when the request schema cannot be compiled (possible only with an overlay).
 * @example
 * const validators = await loadValidators(defaultContract());
 * validators.request({ model: 'gpt-5.1' })?.[0]?.message; // "must have required property 'messages'"
 */
export function loadValidators(contract: Contract): Promise<Validators> {
  let validators = cache.get(contract);
  if (validators === undefined) {
    validators = build(contract);
    cache.set(contract, validators);
  }
  return validators;
}
