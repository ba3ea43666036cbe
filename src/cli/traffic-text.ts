import { printableLine } from '../verify/reporters/printable.ts';
import { counted, money } from '../verify/reporters/words.ts';
import type { RequestFinding } from '../tap/judge/request-findings.ts';
import type { UsageAudit } from '../tap/judge/usage-audit.ts';

/** Findings about requests that are printed. */
const MAX_FINDINGS = 20;

const named = (numbers: readonly number[]): string =>
  `exchange ${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ` and ${numbers.length - 5} more` : ''}`;

/** What the client does wrong, apart from what the endpoint does. */
export function requestsText(findings: readonly RequestFinding[]): string {
  if (findings.length === 0) return 'Requests: no violations\n';
  const lines = findings
    .slice(0, MAX_FINDINGS)
    .map(
      ({ model, path, message, exchanges }) =>
        `   ${printableLine(`${model} ${path || 'body'} ${message}`)} (${named(exchanges)})`,
    );
  const more = findings.length > MAX_FINDINGS ? [`   and ${findings.length - MAX_FINDINGS} more`] : [];
  return `${['Requests: the client violates the contract', ...lines, ...more].join('\n')}\n`;
}

function auditLines({ models, pairs, mismatches, counted: recounted, miscounted, cut }: UsageAudit): string[] {
  const others = models.filter(({ asked, answered }) => asked !== answered);
  const cost = cut.reduce((sum, one) => sum + one.cost.amount, 0);
  const [first] = cut;
  return [
    ...others.map(({ asked, answered, count }) =>
      printableLine(`${asked} was answered by ${answered || 'an unnamed model'} (${counted(count, 'response')})`),
    ),
    ...(pairs === 0
      ? []
      : [
          `${counted(pairs, 'request')} made both streamed and plain: ${mismatches.length} with different prompt tokens`,
        ]),
    ...mismatches.map(({ plain, stream, exchanges }) => `${plain} plain, ${stream} streamed (${named(exchanges)})`),
    ...(recounted === 0
      ? []
      : [`usage of ${counted(recounted, 'response')} counted again: ${miscounted.length} out of bounds`]),
    ...(miscounted.length === 0 ? [] : [`out of bounds: ${named(miscounted)}`]),
    ...(first === undefined
      ? []
      : [
          `${counted(cut.length, 'stream')} cut or left, with about ${money({ ...first.cost, amount: cost })} spent (${named(cut.map(({ exchange }) => exchange))})`,
        ]),
  ];
}

/** Whether what was billed is what was asked for and answered. */
export function auditText(audits: readonly UsageAudit[]): string {
  const lines = audits.flatMap(auditLines);
  return lines.length === 0 ? '' : `${['Usage:', ...lines.map((line) => `   ${line}`)].join('\n')}\n`;
}
