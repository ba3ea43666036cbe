import { StarmockError } from '../contract/errors.ts';
import { compileSchema } from './compile-schema.ts';
import type { Report } from './report.ts';
import schema from './generated/report-schema.json' with { type: 'json' };

/**
 * Reads the text of a JSON report.
 *
 * @param name of the file, for messages
 * @throws StarmockError BAD_OPTION where it is none
 */
export function readReport(text: string, name: string): Report {
  const failure = (cause: string): StarmockError =>
    new StarmockError(
      'BAD_OPTION',
      `Failed to read report "${name}": ${cause}; name a file that "starmock verify --json" wrote`,
      { name },
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
  const problem = compileSchema(schema)(value);
  if (problem !== undefined) throw failure(problem);
  // JSON boundary: the schema has just been held against it.
  return value as Report;
}
