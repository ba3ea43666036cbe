import { StarmockError } from '../../contract/errors.ts';
import { parseChecked } from '../parse-checked.ts';
import type { Report } from './report.ts';
import schema from '../generated/report-schema.json' with { type: 'json' };

/**
 * Reads the text of a JSON report.
 *
 * @param name of the file, for messages
 * @throws StarmockError BAD_OPTION where it is none
 */
export function readReport(text: string, name: string): Report {
  return parseChecked<Report>(
    text,
    schema,
    (cause) =>
      new StarmockError(
        'BAD_OPTION',
        `Cannot read report "${name}": ${cause}; expected a file written by "starmock verify --json"`,
        { name },
      ),
  );
}
