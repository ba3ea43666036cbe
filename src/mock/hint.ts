import type { ErrorPlan } from '../engine/plan.ts';
import { BASE } from './route.ts';

/** The start of a path: its base and the first name. */
function wantedPath(path: string): string {
  const [first = '', second] = path.split('/').slice(1);
  return second !== undefined && `/${first}` === BASE ? `/${first}/${second}` : `/${first}`;
}

/**
 * What the developer of a client can do about an error that says nothing of it, because it is the API's own. Logs tell it, and
 * answers do not.
 *
 * @param model the one that was asked for
 * @example hintFor('/v1/images/generations', undefined, error) // 'starmock does not serve /v1/images; base URLs end in /v1'
 */
export function hintFor(path: string, model: string | undefined, { error }: ErrorPlan): string | undefined {
  if (error.code === 'unknown_url') return `starmock does not serve ${wantedPath(path)}; base URLs end in ${BASE}`;
  if (error.code !== 'model_not_found') return undefined;
  return `--model-alias ${model ?? 'my-model'}=gpt-5.1 gives a model a further name; --any-model answers every name`;
}
