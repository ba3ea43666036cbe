import { defaultContract } from '../contract/contract.ts';
import { StarmockError } from '../contract/errors.ts';
import type { Finding } from '../contract/finding.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import { nameHint } from '../contract/did-you-mean.ts';
import type { Violation } from '../scenarios/script.ts';

/** What is wrong with the options themselves: nothing can be built from them, whatever is allowed. */
export function refuse(what: string, cause: string): StarmockError {
  return new StarmockError('BAD_SCENARIO', `Could not build ${what}: ${cause}`);
}

/** @throws StarmockError `BAD_SCENARIO` for a key that is not known */
export function checkKeys(what: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    throw refuse(what, `unknown option "${key}"; ${nameHint(key, known) ?? `known are ${known.join(', ')}`}`);
  }
}

/** A finding as a sentence. MAY and INFO are ignored. */
export function violationsIn(findings: readonly Finding[]): Violation[] {
  return findings
    .filter(({ level }) => level === 'MUST' || level === 'SHOULD')
    .map(({ requirement, expected, received, path }) => {
      const place = path === '' ? '' : ` at ${path}`;
      return { requirement, message: `expected ${expected}${place}, but got ${received}` };
    });
}

function checkAllow(what: string, allow: readonly RequirementId[]): void {
  const known = defaultContract().requirements.map(({ id }) => id);
  const wrong = allow.find((id) => !known.includes(id));
  if (wrong === undefined) return;
  const hint = nameHint(wrong, known);
  throw refuse(what, `there is no requirement "${wrong}"${hint === undefined ? '' : `; ${hint}`}`);
}

/**
 * Lets a value pass that breaks nothing but what it may.
 *
 * @throws StarmockError `BAD_SCENARIO`, with all that is wrong as evidence
 */
export function settle(what: string, violations: readonly Violation[], allow: readonly RequirementId[] = []): void {
  if (allow.length > 0) checkAllow(what, allow);
  const broken = violations.filter(({ requirement }) => !allow.includes(requirement));
  const [first] = broken;
  if (first === undefined) return;
  const ids = [...new Set(broken.map(({ requirement }) => requirement))];
  const meant = `if this is intended, set allow: [${ids.map((id) => `'${id}'`).join(', ')}]`;
  throw new StarmockError(
    'BAD_SCENARIO',
    `Could not build ${what}: ${first.message} (${first.requirement}); ${meant}`,
    {
      violations: broken,
    },
  );
}
