import type { Report } from '../report/report.ts';

/** The report as JSON, indented; `spec/schemas/report.schema.json` describes it. */
export const toJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
