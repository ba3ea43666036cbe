import { appendFileSync, existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { StarmockError } from '../contract/errors.ts';
import type { Report } from '../verify/report/report.ts';
import { annotations } from '../verify/reporters/annotations.ts';
import { toBadge } from '../verify/reporters/badge.ts';
import { toHtml } from '../verify/reporters/html.ts';
import { toJson } from '../verify/reporters/json.ts';
import { toJunit } from '../verify/reporters/junit.ts';
import { toMarkdown } from '../verify/reporters/markdown.ts';
import { toSarif, type SarifPlace } from '../verify/reporters/sarif.ts';
import type { CommandContext } from './command-context.ts';
import type { VerifyCommandOptions } from './verify-options.ts';
import { openFile, writeFile, writing } from './write-file.ts';

/** A format that has files of its own. */
export type ReportFormat = 'json' | 'junit' | 'sarif' | 'markdown' | 'html' | 'badge';

/** Formats that have a file of their own; each is named like its option. */
const FORMATS: ReadonlyArray<readonly [ReportFormat, (report: Report, place: SarifPlace | undefined) => string]> = [
  ['json', toJson],
  ['junit', toJunit],
  ['sarif', toSarif],
  ['markdown', toMarkdown],
  ['html', toHtml],
  ['badge', toBadge],
];

/** Formats by the end of a file's name; the longer end first. */
const ENDINGS: readonly (readonly [ending: string, format: ReportFormat])[] = [
  ['.badge.json', 'badge'],
  ['.sarif.json', 'sarif'],
  ['.sarif', 'sarif'],
  ['.json', 'json'],
  ['.xml', 'junit'],
  ['.md', 'markdown'],
  ['.html', 'html'],
];

/** The format of a report, by the name of its file. @throws StarmockError BAD_OPTION */
export function reportFormatOf(path: string): ReportFormat {
  const found = ENDINGS.find(([ending]) => path.toLowerCase().endsWith(ending));
  if (found) return found[1];
  const known = ENDINGS.map(([ending]) => ending).join(', ');
  throw new StarmockError('BAD_OPTION', `--report: the name of ${path} ends in none of ${known}`, { path });
}

/** Writes a report in the format that the name of the file asks for. @throws StarmockError BAD_OPTION */
export function writeReport(path: string, report: Report, baseline: string, context: CommandContext): void {
  const format = reportFormatOf(path);
  const [, write] = FORMATS.find(([name]) => name === format) ?? [];
  if (write) writeFile('--report', path, write(report, placeOf({ baseline }, context)), context);
}

/** Options that name a file, in the order of the help. */
const FILES = ['json', 'junit', 'sarif', 'markdown', 'html', 'badge', 'har', 'record'] as const;

/**
 * Opens the files of a run before its first request: results that can't be written would waste money.
 *
 * @throws StarmockError BAD_OPTION
 */
export function openFiles(options: VerifyCommandOptions, context: CommandContext): void {
  const named = FILES.flatMap((name): (readonly [string, string])[] => {
    const path = options[name];
    return typeof path === 'string' ? [[`--${name}`, path]] : [];
  });
  if (options.updateBaseline) named.push(['--baseline', options.baseline]);
  const taken = new Map<string, string>();
  for (const [option, path] of named) {
    const file = context.fileAt(path);
    const other = taken.get(file);
    if (other !== undefined)
      throw new StarmockError('BAD_OPTION', `${other} and ${option} name the same file: ${path}`, { path });
    taken.set(file, option);
    openFile(option, path, context);
  }
}

/** A file of the caller's repository that results can be shown at: the workflow that runs this, or else the baseline. */
function placeOf(
  { baseline }: Pick<VerifyCommandOptions, 'baseline'>,
  { env, fileAt }: CommandContext,
): SarifPlace | undefined {
  const workflow = /^[^/]+\/[^/]+\/(.+?)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1];
  const uri = workflow ?? (existsSync(fileAt(baseline)) && !isAbsolute(baseline) ? baseline : undefined);
  return uri === undefined ? undefined : { uri: uri.replaceAll('\\', '/').replace(/^\.\//, '') };
}

/** Writes each report that was asked for. */
export function writeReports(report: Report, options: VerifyCommandOptions, context: CommandContext): void {
  const place = placeOf(options, context);
  for (const [name, write] of FORMATS) {
    const path = options[name];
    if (typeof path === 'string') writeFile(`--${name}`, path, write(report, place), context);
  }
  if (options.json === true) context.stdout.write(toJson(report));
}

/**
 * What GitHub Actions shows by itself: annotations are lines of the log, the summary is a file that it names.
 *
 * @param write to the log
 */
export function tellGithub(report: Report, { env, fileAt }: CommandContext, write: (text: string) => void): void {
  if (env['GITHUB_ACTIONS'] !== 'true') return;
  write(annotations(report));
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary) writing('GITHUB_STEP_SUMMARY', summary, () => appendFileSync(fileAt(summary), toMarkdown(report)));
}
