import { describe, expect, it } from 'vitest';
import { loadEndpoint } from '../../src/contract/endpoints/load-endpoint.ts';
import { loadProfile } from '../../src/contract/profile.ts';
import { loadValidators } from '../../src/contract/schema/validators.ts';
import { createEndpointState } from '../../src/endpoints/endpoint-state.ts';
import { responsesCodec } from '../../src/endpoints/responses.ts';
import { openModels } from '../../src/mock/open-models.ts';
import { responseEvents } from '../support/responses.ts';
import { tokenizer } from '../support/tokenizer.ts';
import { officialRecordings, recordingsAbsent, whereRecorded, type Recording } from './recorded-responses.ts';

type Json = Readonly<Record<string, unknown>>;

const ITEMS: ReadonlySet<unknown> = new Set([undefined, 'message', 'function_call', 'function_call_output']);
const asList = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** Whether a request is all that the service has counted, and of things that can be counted without knowing what they hold. */
function isWhole(request: Json): boolean {
  const { input, tools, previous_response_id: previous, conversation, prompt } = request;
  const items = asList(input);
  return (
    [previous, conversation, prompt].every((value) => value === undefined || value === null) &&
    asList(tools).every(({ type }) => type === 'function') &&
    items.every(({ type }) => ITEMS.has(type)) &&
    !/"type":"input_(?:image|file)"/.test(JSON.stringify(items))
  );
}

function usageIn({ response }: Recording): { input_tokens: number } | null | undefined {
  const whole = typeof response === 'string' ? responseEvents(response).at(-1)?.['response'] : response;
  return (whole as { usage?: { input_tokens: number } | null } | undefined)?.usage;
}

const KINDS = ['words', 'reasoning model', 'reasoning model, tools', 'schema'] as const;
type Kind = (typeof KINDS)[number] | 'tools';

function kindOf({ tools, text }: Json, reasons: boolean): Kind {
  const { format } = (text ?? {}) as { format?: { type: string } };
  if (format?.type === 'json_schema') return 'schema';
  if (asList(tools).length > 0) return reasons ? 'reasoning model, tools' : 'tools';
  return reasons ? 'reasoning model' : 'words';
}

/** How far the counts of requests are from the recorded ones, by what the requests have. */
async function differences(): Promise<Map<Kind, number[]>> {
  const profile = await loadProfile('openai');
  const contract = await loadEndpoint(profile, 'responses');
  const context = {
    contract,
    validators: await loadValidators(contract),
    models: await openModels(profile, { any: true }),
    state: createEndpointState().of('oracle'),
    tokenizers: { of: () => tokenizer },
    seed: 'oracle',
  };
  const found = new Map<Kind, number[]>();
  for (const recording of officialRecordings('responses')) {
    const usage = usageIn(recording);
    if (!usage || recording.method.toLowerCase() !== 'post' || !isWhole(recording.request as Json)) continue;
    // oxlint-disable-next-line no-await-in-loop -- it is no promise here
    const read = await responsesCodec.read(recording.request, context);
    if (read.kind === 'error') continue;
    const counted = responsesCodec.count(read, tokenizer);
    if (!('prompt' in counted)) continue;
    const kind = kindOf(read.body as Json, read.model.reasoning !== undefined);
    found.set(kind, [...(found.get(kind) ?? []), counted.prompt - usage.input_tokens]);
  }
  return found;
}

describe.skipIf(recordingsAbsent)(`input_tokens of recorded responses${whereRecorded}`, async () => {
  const found = recordingsAbsent ? new Map<Kind, number[]>() : await differences();

  // Those that differ are of early 2025, or carry more than their words.
  it.each([
    ['words', 52, 0, 60],
    ['reasoning model', 19, 0, 21],
    ['reasoning model, tools', 34, 1, 42],
    ['schema', 4, 0, 4],
  ] as const)('are those of %s: %i within %i, of %i', (kind, least, within, of) => {
    const all = found.get(kind) ?? [];
    expect(all.filter((difference) => Math.abs(difference) <= within).length).toBeGreaterThanOrEqual(least);
    expect(all.length).toBeLessThanOrEqual(of);
  });
});
