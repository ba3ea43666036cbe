import { describe, expect, it } from 'vitest';
import { resolveModel, type ModelInfo, type Refusal } from '../../../../src/contract/models.ts';
import type { Capability } from '../../../../src/verify/capability.ts';
import { discoverCapabilities, usesField } from '../../../../src/verify/checks/discover-capabilities.ts';
import type { CapabilityState } from '../../../../src/verify/evidence/evidence.ts';
import type { ParsedExchange } from '../../../../src/verify/evidence/parsed-exchange.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { errorBody, seen, TOOLS } from '../support/observed.ts';

const base = resolveModel(TOOLS.contract.models, 'gpt-5.1');

interface Facts {
  readonly refuses?: readonly Refusal[];
  readonly reasons?: boolean;
  readonly declared?: readonly Capability[];
}

function state(
  capability: Capability,
  exchanges: readonly ParsedExchange[],
  facts: Facts = {},
): CapabilityState | undefined {
  const { refuses = [], reasons = false, declared = [] } = facts;
  const info: ModelInfo | undefined = base && { ...base, refuses };
  return discoverCapabilities(PROBES, exchanges, info, reasons, new Set(declared)).get(capability);
}

const refused = (probe: string, param: string, status = 400): ParsedExchange =>
  seen({ probe, status, body: errorBody({ param }) });

describe('discoverCapabilities', () => {
  it('knows nothing before anything is seen', () => {
    const all = discoverCapabilities(PROBES, [], undefined, false, new Set());
    expect(new Set(all.values())).toEqual(new Set(['unknown']));
    expect(all.size).toBeGreaterThan(15);
  });

  it('takes a capability for present where a probe of it is answered', () => {
    expect(state('stop', [seen({ probe: 'stop' })])).toBe('present');
    expect(state('stop', [refused('stop', 'stop'), seen({ probe: 'stop.array' })])).toBe('present');
    expect(state('stop', [seen({ probe: 'text' })])).toBe('unknown');
  });

  it('takes it for absent where the field of it is refused', () => {
    expect(state('stop', [refused('stop', 'stop')])).toBe('absent');
    expect(state('stream-usage', [refused('stream.text', 'stream_options.include_usage')])).toBe('absent');
  });

  it('does not take the refusal of another field for one', () => {
    expect(state('stop', [refused('stop', 'max_tokens')])).toBe('unknown');
    expect(state('stop', [refused('stop', 'stop', 500)])).toBe('unknown');
  });

  it.each(['stop', 'tools', 'vision', 'models'] as const)('never takes what is declared for absent: %s', (declared) => {
    const users = PROBES.filter(({ uses, wants }) => uses.includes(declared) && wants !== 'refusal');
    const param = { stop: 'stop', tools: 'tools', vision: 'messages', models: 'model' }[declared];
    const exchanges = users.map(({ id }) => refused(id, param, declared === 'models' ? 404 : 400));
    expect(state(declared, exchanges)).toBe('absent');
    expect(state(declared, exchanges, { declared: [declared] })).toBe('unknown');
  });

  it.each([404, 405, 501])('takes a list of models that answers %i for absent', (status) => {
    expect(state('models', [seen({ probe: 'models', method: 'GET', path: '/models', status })])).toBe('absent');
  });

  it.each([401, 429, 500])('does not know whether there is a list of models that answers %i', (status) => {
    expect(state('models', [seen({ probe: 'models', method: 'GET', path: '/models', status })])).toBe('unknown');
  });

  it('learns nothing from probes that hope to be refused', () => {
    expect(state('models', [seen({ probe: 'model.unknown', method: 'GET', path: '/models/x', status: 404 })])).toBe(
      'unknown',
    );
  });

  it.each<[string, Refusal, boolean, CapabilityState]>([
    ['always', { param: 'stop', when: 'always' }, false, 'absent'],
    ['while the model reasons, and it does', { param: 'stop', when: 'reasoning' }, true, 'absent'],
    ['while the model reasons, and it does not', { param: 'stop', when: 'reasoning' }, false, 'unknown'],
    ['with any value but one', { param: 'stop', when: 'always', only: 'x' }, false, 'absent'],
    ['of another parameter', { param: 'seed', when: 'always' }, false, 'unknown'],
  ])('takes what the catalogue says that the model refuses for absent: %s', (_, refusal, reasons, expected) => {
    expect(state('stop', [], { refuses: [refusal], reasons, declared: ['stop'] })).toBe(expected);
  });

  it('takes a capability of several fields for absent only where all of them are refused', () => {
    const one: Refusal = { param: 'max_tokens', when: 'always' };
    expect(state('limit', [], { refuses: [one] })).toBe('unknown');
    expect(state('limit', [], { refuses: [one, { param: 'max_completion_tokens', when: 'always' }] })).toBe('absent');
  });
});

describe('usesField', () => {
  it('knows the fields of a capability', () => {
    expect([usesField('sampling', 'top_p'), usesField('sampling', 'stop'), usesField('reasoning', 'stop')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
