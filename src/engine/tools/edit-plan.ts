import type { JsonSchema } from '../../contract/api-types.ts';
import { createFacts } from '../values/facts.ts';
import { describeField } from '../values/field.ts';
import type { Bindings } from '../values/making.ts';
import { isRecord, schemaAt } from '../values/schema.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { succeeded, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { proposeEdit, withoutLineNumbers, type Edit } from './propose-edit.ts';
import { wasCalled } from './read-turn.ts';
import type { ToolProfile } from './score-tools.ts';
import type { ToolSpec } from './tool-spec.ts';
import type { Wish } from './wishes.ts';
import { WORDS, wordSet } from '../words.ts';

/** The parameters by which a tool changes a file. */
interface EditTool {
  readonly path: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly content: string | undefined;
  readonly patch: string | undefined;
}

const BEFORE = new Set(['old', 'search', 'find', 'original', 'before', 'target']);
const AFTER = new Set(['new', 'replace', 'replacement', 'after', 'updated']);
const CONTENT = new Set(['content', 'contents', 'text', 'body', 'data']);
const PATCH = new Set(['patch', 'diff']);
const CHANGES = new Set([...wordSet(WORDS.tools.editPlanChanges)].map(stem));
const READS = new Set('read view open cat show display get return content'.split(' ').map(stem));
const LISTS = new Set('list search find grep glob ls tree browse directory'.split(' ').map(stem));

const namesOf = (tool: ToolSpec): readonly string[] => Object.keys(tool.properties);
const propertyOf = (tool: ToolSpec, name: string): JsonSchema => schemaAt(tool.properties, name) ?? true;
const isPath = (tool: ToolSpec, name: string): boolean =>
  describeField(propertyOf(tool, name), name, { path: [], required: true }).meaning === 'file';

function readEditTool(tool: ToolSpec): EditTool {
  const names = namesOf(tool);
  const path = names.find((name) => isPath(tool, name) && !CONTENT.has(splitName(name).at(-1) ?? ''));
  const find = (words: ReadonlySet<string>): string | undefined =>
    names.find((name) => name !== path && splitName(name).some((word) => words.has(word)));
  return { path, before: find(BEFORE), after: find(AFTER), content: find(CONTENT), patch: find(PATCH) };
}

const isEditor = (edit: EditTool): boolean =>
  (edit.before !== undefined && edit.after !== undefined) ||
  edit.patch !== undefined ||
  (edit.path !== undefined && edit.content !== undefined);

/** A tool that only takes a path and tells what the file holds. */
function readerIn(scene: AgentScene): { profile: ToolProfile; path: string } | undefined {
  for (const profile of scene.profiles) {
    const { tool } = profile;
    const required = tool.required;
    const path = required.length === 1 ? required[0] : undefined;
    if (profile.effect !== undefined || path === undefined || !isPath(tool, path)) continue;
    const words = [...splitName(tool.name), ...splitWords(tool.description.slice(0, 100))].map(stem);
    if (words.some((word) => READS.has(word)) && !LISTS.has(stem(splitName(tool.name)[0] ?? '')))
      return { profile, path };
  }
  return undefined;
}

const sameFile = (a: string, b: string): boolean => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);

function contentOf(value: unknown, text: string): string {
  if (!isRecord(value)) return typeof value === 'string' ? value : text;
  const found = Object.entries(value).find(([key, inner]) => CONTENT.has(key) && typeof inner === 'string');
  return typeof found?.[1] === 'string' ? found[1] : text;
}

/** What was read of a file, and under which path. */
function readFile(
  scene: AgentScene,
  reader: string,
  path: string | undefined,
): { path: string; text: string } | undefined {
  for (const step of [...scene.turn.past, ...scene.turn.steps].toReversed()) {
    if (step.name !== reader || !succeeded(step) || step.result === undefined) continue;
    const named = isRecord(step.args) ? Object.values(step.args).find((value) => typeof value === 'string') : undefined;
    if (typeof named !== 'string' || (path !== undefined && !sameFile(named, path))) continue;
    return { path: named, text: withoutLineNumbers(contentOf(step.result.value, step.result.text)) };
  }
  return undefined;
}

/** The path that the words name, or of the paths that tools have listed the one the words come nearest to. */
function pathFor(scene: AgentScene, wish: Wish): string | undefined {
  const own = wish.facts.paths()[0];
  if (own !== undefined)
    return own.startsWith('/') || scene.base === undefined
      ? own
      : `${scene.base.replace(/\/$/, '')}/${own.replace(/^\.\//, '')}`;
  const listed = scene.turn.steps.flatMap((step) =>
    succeeded(step) ? createFacts(step.result?.text ?? '').paths() : [],
  );
  const words = new Set(splitWords(scene.turn.task));
  const scored = listed.map((path) => ({ path, score: splitWords(path).filter((word) => words.has(word)).length }));
  return scored.toSorted((a, b) => b.score - a.score)[0]?.path;
}

function patchOf(edit: Edit, text: string, path: string, description: string): string {
  const minus = edit.before
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `-${line}`);
  const plus = edit.after === '' ? [] : edit.after.split('\n').map((line) => `+${line}`);
  if (!/unified|git diff|---/i.test(description) || description.includes('*** Begin'))
    return ['*** Begin Patch', `*** Update File: ${path}`, '@@', ...minus, ...plus, '*** End Patch'].join('\n');
  const at = text.slice(0, text.indexOf(edit.before)).split('\n').length;
  const head = [`--- a/${path}`, `+++ b/${path}`, `@@ -${at},${minus.length} +${at},${plus.length} @@`];
  return [...head, ...minus, ...plus, ''].join('\n');
}

function argumentsOf(tool: ToolSpec, roles: EditTool, edit: Edit, text: string, path: string): Record<string, string> {
  const { before, after, patch, content } = roles;
  const where = roles.path === undefined ? {} : { [roles.path]: path };
  if (before !== undefined && after !== undefined) return { ...where, [before]: edit.before, [after]: edit.after };
  if (patch !== undefined)
    return {
      ...where,
      [patch]: patchOf(edit, text, path, `${tool.description} ${JSON.stringify(tool.parameters ?? '')}`),
    };
  return { ...where, [content ?? 'content']: text.replace(edit.before, () => edit.after) };
}

const changes = (wish: Wish, scene: AgentScene): boolean =>
  [...CHANGES].some((root) => wish.facts.stems().has(root) || createFacts(scene.turn.task).stems().has(root));

const STRONG = new Set([...wordSet(WORDS.tools.editPlanStrong)].map(stem));
const MAKES =
  /\bmake (?:it|the|them|that|sure)\b|\bshould (?:be|return|say|print|read|use)\b|^\W*(?:add|set|delete)\b/i;

/** The tool that changes a file, for words that only seemed to want it read: "half divides by 3 in math.js; make it 2". */
export function editorFor(scene: AgentScene, profile: ToolProfile): ToolProfile | undefined {
  const facts = createFacts(scene.turn.task);
  const wanted = MAKES.test(facts.text) || [...STRONG].some((root) => facts.stems().has(root));
  if (!wanted || readerIn(scene)?.profile !== profile) return undefined;
  const editors = scene.profiles.filter((one) => one.effect !== undefined && isEditor(readEditTool(one.tool)));
  return editors.find(({ tool }) => readEditTool(tool).before !== undefined) ?? editors[0];
}

/**
 * The call that comes next for a wish to change a file: reading it first, then the change itself, with the piece to replace
 * copied from what was read. `undefined` where the tool changes no file or nothing can read one.
 */
export function editPlan(scene: AgentScene, wish: Wish, bindings: Bindings): PlannedCall | undefined {
  const { profile } = wish;
  const roles = readEditTool(profile.tool);
  if (profile.effect === undefined || !isEditor(roles) || !changes(wish, scene)) return undefined;
  const reader = readerIn(scene);
  const path = pathFor(scene, wish);
  if (reader === undefined || (path === undefined && roles.patch === undefined)) return undefined;
  const read = readFile(scene, reader.profile.tool.name, path);
  if (read === undefined) {
    return wasCalled(scene.turn, reader.profile.tool.name) || path === undefined
      ? undefined
      : { profile: reader.profile, facts: wish.facts, bindings, fixed: { [reader.path]: path } };
  }
  const edit = proposeEdit(read.text, scene.turn.task, read.path);
  if (edit === undefined) return undefined;
  return { profile, facts: wish.facts, bindings, fixed: argumentsOf(profile.tool, roles, edit, read.text, read.path) };
}
