import { chat } from '../../../contract/endpoints/chat.ts';
import { completions } from '../../../contract/endpoints/completions.ts';
import { embeddings } from '../../../contract/endpoints/embeddings.ts';
import { model } from '../../../contract/endpoints/model.ts';
import { modelList } from '../../../contract/endpoints/model-list.ts';
import { moderations } from '../../../contract/endpoints/moderations.ts';
import {
  response,
  responseCancel,
  responseDelete,
  responseInputItems,
  responses,
} from '../../../contract/endpoints/responses.ts';
import { asObject } from '../../../contract/schema/json-shape.ts';
import { observationsOfHar } from '../../har.ts';
import type { Observation } from '../../observation.ts';
import { importCurl, isCurl } from './import-curl.ts';
import { importVcr } from './import-vcr.ts';

const ENDPOINTS = [
  chat,
  modelList,
  model,
  embeddings,
  completions,
  moderations,
  responses,
  response,
  responseDelete,
  responseInputItems,
  responseCancel,
];

/** Formats whose files hold whole exchanges. */
export type ExchangeFormat = 'har' | 'vcr' | 'curl';

/** What a file of another tool is, by what it holds. */
export function formatOf(text: string): ExchangeFormat | 'aimock' | undefined {
  if (isCurl(text)) return 'curl';
  if (/^\uFEFF?\s*[{[]/.test(text)) {
    try {
      const { log, fixtures, interactions } = asObject(JSON.parse(text.replace(/^\uFEFF/, '')));
      return log !== undefined
        ? 'har'
        : Array.isArray(fixtures)
          ? 'aimock'
          : Array.isArray(interactions)
            ? 'vcr'
            : undefined;
    } catch {
      return undefined;
    }
  }
  return /^(?:---\s*\n)?(?:#.*\n|\w+:.*\n)*interactions:/.test(text) ? 'vcr' : undefined;
}

/**
 * Reads the exchanges of a file. Nothing is redacted yet.
 *
 * @throws StarmockError BAD_RECORDING
 */
export function importExchanges(format: ExchangeFormat, text: string, name: string): Observation[] {
  switch (format) {
    case 'har':
      return observationsOfHar(text, name, ENDPOINTS);
    case 'vcr':
      return importVcr(text, name);
    case 'curl':
      return importCurl(text, name);
  }
}
