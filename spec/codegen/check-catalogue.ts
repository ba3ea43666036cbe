import type { Requirement } from '../../src/contract/requirements.ts';
import type { Check } from '../../src/verify/checks/check.ts';
import { ENDPOINT_CHECKS } from '../../src/verify/checks/endpoint-checks.ts';
import { areaOf, holds, suitesOf as suitesFor } from '../../src/verify/checks/suites.ts';
import type { Proof } from '../../src/verify/report/proof.ts';
import { areaTitle, byArea, impactText } from '../../src/verify/reporters/words.ts';
import { anchored, code, codes, facts, links, page } from './markdown.ts';

/** Faults shown for a check; the rest are counted. */
const MAX_FAULTS = 3;

const INTRODUCTION = `<!-- Generated from spec/ and src/verify/ by \`npm run generate\`. Do not edit. -->

# Checks

Every check of \`starmock verify\`. \`starmock explain <check>\` shows the same facts in the terminal, and \`--example\` demonstrates a
violation. [verify.md](verify.md) explains how to run the checks.

- **Requirement** levels follow RFC 2119. \`INFO\` checks report facts and never fail.
- **Impact** lists the measured effects of a violation on client libraries.
- **Proved by** links to the [faults](fault-catalogue.md) that the check is tested with; \`--fault\` injects them.`;

const LEVELS: Readonly<Record<string, string>> = { INFO: '`INFO` (reports a fact, never fails)' };

function faultLinks(names: readonly string[]): string {
  const shown = links('fault-catalogue.md', names.slice(0, MAX_FAULTS));
  return names.length > MAX_FAULTS ? `${shown} and ${names.length - MAX_FAULTS} more` : shown;
}

/** Suites of the first endpoint that has the check. */
function suitesOf(check: Check): string {
  const offered = suitesFor(Object.values(ENDPOINT_CHECKS).find((checks) => checks.includes(check)) ?? []);
  const suites = offered.filter((suite) => holds(suite, check));
  return suites.length === offered.length ? 'all' : codes(suites);
}

const placeOf = ({ source, endpoint = 'openapi' }: Requirement): string =>
  `\`${source}\`, in [${endpoint}.yaml](../spec/${endpoint}.yaml)`;

function section(check: Check, requirement: Requirement, proof: Proof | undefined): string {
  const { level, text } = requirement;
  const { impact = {}, faults = [], benign = [] } = proof ?? {};
  return [
    anchored(check.id),
    '',
    text,
    '',
    facts([
      ['Level', LEVELS[level] ?? code(level)],
      ['Impact', impactText(impact) || 'none measured'],
      ['Fix', check.fix],
      ['Proved by', faultLinks(faults)],
      ['Legal variants', faultLinks(benign)],
      ['Suites', suitesOf(check)],
      ['Source', placeOf(requirement)],
    ]),
  ].join('\n');
}

/** The page with a section for every check, area by area. */
export function checkCatalogue(
  requirements: readonly Requirement[],
  proofs: Readonly<Record<string, Proof>>,
): Promise<string> {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const all = [...new Set(Object.values(ENDPOINT_CHECKS).flat())];
  const areas = [...Map.groupBy(all, ({ id }) => areaOf(id))].toSorted(([a], [b]) => byArea(a, b));
  const sections = areas.flatMap(([area, checks]) => [
    `## ${areaTitle(area)}: \`${area}\``,
    ...checks.flatMap((check) => {
      const requirement = byId.get(check.id);
      return requirement === undefined ? [] : [section(check, requirement, proofs[check.id])];
    }),
  ]);
  return page([INTRODUCTION, `${all.length} checks.`, ...sections]);
}
