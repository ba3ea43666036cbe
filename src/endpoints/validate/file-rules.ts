import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError } from '../api-error.ts';
import { missingParameter } from './field-error.ts';
import { asRecord, isRecord, type JsonRecord } from './json-record.ts';

const EXAMPLE = 'data:application/pdf;base64,aW1nIGJ5dGVzIGhlcmU=';

/** A file is named by its id, or comes along as a data URL with a name (openai-agents-python#1513, harness-sdk#3576). */
function checkFile(file: JsonRecord, path: string): ErrorPlan | undefined {
  if (typeof file['file_id'] === 'string') return undefined;
  const data = file['file_data'];
  if (typeof data !== 'string' || typeof file['filename'] !== 'string') return missingParameter(`${path}.file_id`);
  if (/^data:/i.test(data)) return undefined;
  const param = `${path}.file_data`;
  const message = `Invalid '${param}'. Expected a base64-encoded data URL with an application/pdf MIME type (e.g. '${EXAMPLE}'), but got a value without the 'data:' prefix.`;
  return apiError(message, { param, code: 'invalid_value' });
}

/** Whether every file of a conversation can be read. */
export function checkFiles(messages: readonly unknown[]): ErrorPlan | undefined {
  for (let turn = 0; turn < messages.length; turn++) {
    const content = asRecord(messages[turn])['content'];
    if (!Array.isArray(content)) continue;
    for (let place = 0; place < content.length; place++) {
      const { type, file } = asRecord(content[place]);
      if (type !== 'file' || !isRecord(file)) continue;
      const error = checkFile(file, `messages[${turn}].content[${place}].file`);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}
