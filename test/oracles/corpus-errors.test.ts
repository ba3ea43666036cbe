import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import type { ModelInfo } from '../../src/contract/models.ts';
import { loadProfile } from '../../src/contract/profile.ts';
import { loadValidators } from '../../src/contract/schema/validators.ts';
import type { ErrorPlan } from '../../src/engine/plan.ts';
import { chatRules } from '../../src/endpoints/chat.ts';
import { createModelDirectory } from '../../src/endpoints/model-directory.ts';
import { validateBody } from '../../src/endpoints/validate/validate-body.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = join(resolve(ROOT, process.env['STARMOCK_CORPUS'] ?? '../shared/corpus'), 'api.openai.com.ndjson');
const exists = existsSync(FILE);

interface Recorded {
  readonly id: string;
  readonly status: number;
  readonly request: { readonly model: string };
  readonly response: { readonly error: { type: string; param: string | null; code: string | null; message: string } };
}

/** The recordings cut base64 and say so; what is left of it is still base64 without the note. */
const uncut = (line: string): string => line.replaceAll(/…\[\d+ chars of base64 cut\]/g, '');

const recorded: readonly Recorded[] = exists
  ? readFileSync(FILE, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(uncut(line)) as Recorded)
  : [];
const accepted = recorded.filter(({ status }) => status < 300);
const refused = recorded.filter(({ status }) => status >= 400);

/**
 * Models of the recordings that the catalogue does not have. They are judged without refusals, because what each of them
 * takes is not in the catalogue; none of the recorded ones but those below was refused anything.
 */
function withModel(contract: Contract, id: string, change: Partial<ModelInfo> = {}): Contract {
  const [base] = contract.models;
  if (base === undefined) throw new TypeError('Failed to add a model: the catalogue is empty');
  const reasoning = { ...base.reasoning, efforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] };
  const model = { ...base, reasoning, refuses: [], ...change, id } as ModelInfo;
  return { ...contract, models: [model] };
}

const openai = await loadProfile('openai');
const validators = await loadValidators(openai);
const judge = (request: unknown, contract: Contract): ErrorPlan | undefined => {
  const judged = validateBody(request, chatRules, {
    contract,
    validators,
    models: createModelDirectory({ profile: contract }),
  });
  return judged.kind === 'error' ? judged : undefined;
};

/** Models that no longer existed when they were asked for. */
const isMissing = ({ response }: Recorded): boolean => response.error.code === 'model_not_found';
/** The service remembers what a retired model was called; the catalogue knows only what exists. */
function expectedWords({ request, response }: Recorded): string {
  const { message } = response.error;
  return message.includes('has been deprecated')
    ? `The model \`${request.model}\` does not exist or you do not have access to it.`
    : message;
}

/** gpt-5-mini does not hear; the refusal is a property of the model. */
const DEAF: Partial<ModelInfo> = { refuses: [{ param: 'input_audio', when: 'always' }] };

describe.skipIf(!exists)(`recorded exchanges with api.openai.com (${exists ? 'found' : 'no corpus here'})`, () => {
  it('accepts every request that got an answer', () => {
    const faults = accepted.flatMap(({ id, request }) => {
      const error = judge(request, withModel(openai, request.model))?.error;
      return error === undefined ? [] : [{ id, ...error }];
    });
    expect(accepted.length).toBeGreaterThan(300);
    expect(faults).toEqual([]);
  });

  it.each(refused.map((entry) => [entry.response.error.message ?? '', entry.id, entry] as const))(
    'answers as it did: %s (%s)',
    (_message, _id, entry) => {
      const contract = isMissing(entry) ? openai : withModel(openai, entry.request.model, DEAF);
      const { type, param, code } = entry.response.error;
      const error = { message: expectedWords(entry), type, param, code };
      expect(judge(entry.request, contract)).toMatchObject({ status: entry.status, error });
    },
  );
});
