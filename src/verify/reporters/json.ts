import type { Report } from '../report/report.ts';
import { printableJson } from './printable.ts';

/** The report as JSON, indented; `spec/schemas/report.schema.json` describes it. */
export const toJson = (report: Report): string => `${printableJson(report, 2)}\n`;
