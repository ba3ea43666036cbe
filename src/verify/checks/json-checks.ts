import { isJsonObject } from '../../contract/requirements.ts';
import { compileSchema } from '../../recordings/compile-schema.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { PERSON_SCHEMA } from '../probes/special-probes.ts';
import { contentOf, isCut, parsed } from './answers.ts';
import type { Check } from './check.ts';
import { isSound } from '../evidence/predicates.ts';
import { exchangeCheck, type Flaw, everySample } from './define-check.ts';

function jsonObject(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isSound(seen) || isCut(seen)) return undefined;
  const content = contentOf(seen);
  return isJsonObject(parsed(content))
    ? []
    : [
        {
          path: seen.reading.places.content,
          expected: 'one JSON object',
          received: JSON.stringify(content.slice(0, 80)),
        },
      ];
}

function fitsSchema(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isSound(seen) || isCut(seen) || seen.choices[0]?.refusal) return undefined;
  const value = parsed(contentOf(seen));
  const problem = value === undefined ? 'no JSON' : compileSchema(PERSON_SCHEMA)(value);
  return problem === undefined
    ? []
    : [{ path: seen.reading.places.content, expected: 'JSON that matches the schema', received: problem }];
}

/** Checks of JSON mode. */
export const jsonChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'json.object',
      ...everySample,
      probes: ['json.object'],
      needs: ['json-object'],
      fix: 'Constrain the output to JSON, and remove code fences.',
    },
    jsonObject,
  ),
  exchangeCheck(
    {
      id: 'json.stream',
      ...everySample,
      probes: ['stream.json'],
      needs: ['json-object', 'stream'],
      fix: 'Constrain the output of streams as well.',
    },
    jsonObject,
  ),
  exchangeCheck(
    {
      id: 'json.schema',
      ...everySample,
      probes: ['json.schema'],
      needs: ['json-schema'],
      fix: 'Constrain the output to the schema, or reject strict.',
    },
    fitsSchema,
  ),
];
