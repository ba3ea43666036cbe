import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { missingParameter } from '../validate/field-error.ts';
import { checkImage } from '../validate/image-rules.ts';
import { asRecord, type JsonRecord } from '../validate/json-record.ts';

const EXAMPLE = 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ==';
const SUPPORTED =
  'Please see https://platform.openai.com/docs/assistants/tools/file-search#supported-files for supported file types.';

/** Documents of any kind; the service reads neither sound nor pictures from files (recorded for sound). */
const DOCUMENT = /^(?:text|application)\//i;

/** Recorded words. */
function unreadableFile(path: string, got: string): ErrorPlan {
  const message = `Invalid file data: '${path}'. Expected a base64-encoded data URL with a valid file MIME type (e.g. '${EXAMPLE}'), but got ${got}. ${SUPPORTED}`;
  return apiError(message, { param: path, code: 'invalid_value' });
}

/** A file is named by an id or an address, which is not fetched, or comes along as a data URL. */
function checkFile({ file_data: data, file_id: id, file_url: url }: JsonRecord, path: string): ErrorPlan | undefined {
  if (typeof data !== 'string') return (id ?? url ?? null) === null ? missingParameter(`${path}.file_id`) : undefined;
  const param = `${path}.file_data`;
  if (!/^data:/i.test(data)) return unreadableFile(param, "a value without the 'data:' prefix");
  const mime = /^data:([^;,]*)/i.exec(data.slice(0, 256))?.[1] ?? '';
  return DOCUMENT.test(mime) ? undefined : unreadableFile(param, `unsupported MIME type '${echo(mime)}'`);
}

function checkPart(part: JsonRecord, path: string): ErrorPlan | undefined {
  const { type, image_url: url } = part;
  if (type === 'input_file') return checkFile(part, path);
  // The words are quoted in anomalyco/opencode#23983 (2026-04).
  return type === 'input_image' ? checkImage(url, `${path}.image_url`, `Invalid '${path}.image_url'`) : undefined;
}

/** Whether every image and file can be used that messages and results of tools bring along. */
export function checkMedia(items: readonly JsonRecord[]): ErrorPlan | undefined {
  for (let index = 0; index < items.length; index++) {
    for (const key of ['content', 'output']) {
      const parts = items[index]?.[key];
      if (!Array.isArray(parts)) continue;
      for (let place = 0; place < parts.length; place++) {
        const error = checkPart(asRecord(parts[place]), `input[${index}].${key}[${place}]`);
        if (error !== undefined) return error;
      }
    }
  }
  return undefined;
}
