// Proves src/scenarios/: the examples of docs/scenarios.md.
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';
import { POINTS } from '../../../src/scenarios/condition.ts';
import { unmatchedMessage } from '../../../src/scenarios/explain.ts';
import { parseFile } from '../../../src/scenarios/parse-file.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import type { Script, ScriptChoice } from '../../../src/scenarios/script.ts';
import type { Scenario } from '../../../src/scenarios/scenario.ts';
import type { Source } from '../../../src/scenarios/source.ts';
import { BLOCKS, examplesOf, requestIn, TEXT } from './doc-examples.ts';
import { factsOf, play, problemsOf, setFrom, setOf } from './support.ts';

async function sourceOf(yaml: string): Promise<Source> {
  const source = await parseFile('scenarios.md', yaml);
  if ('fault' in source) throw new Error(source.fault.message);
  return source;
}

const isJson = (text: string): boolean => {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
};

/** Calls as the documentation writes them. */
function callsOf({ draft }: ScriptChoice): unknown[] {
  return draft.calls.map(({ tool, name, input }) => {
    if (tool === 'custom') return { name, input };
    return { name, arguments: isJson(input) ? JSON.parse(input) : input };
  });
}

function choiceShown(choice: ScriptChoice): Record<string, unknown> {
  const { draft, finish, logprobs } = choice;
  return {
    ...(draft.reasoning === undefined ? {} : { reasoning_content: draft.reasoning }),
    ...(draft.text === '' ? {} : { [draft.says === 'refusal' ? 'refusal' : 'content']: draft.text }),
    ...(draft.calls.length === 0 ? {} : { tool_calls: callsOf(choice) }),
    ...(finish === undefined ? {} : { finish_reason: finish }),
    ...(logprobs === undefined ? {} : { logprobs }),
  };
}

/** A script as the documentation writes it. */
function shown(script: Script | undefined): unknown {
  if (!script) return 'unmatched';
  switch (script.kind) {
    case 'mismatch':
      return { mismatch: script.message };
    case 'error':
      return { error: script.error };
    case 'generate': {
      const { kind: _kind, seed, ...rest } = script;
      return { generate: seed, ...rest };
    }
    case 'answer': {
      const { kind: _kind, choices, ...rest } = script;
      const all = choices.map(choiceShown);
      return { ...(all.length === 1 ? all[0] : { choices: all }), ...rest };
    }
  }
}

describe('the documentation of scenarios', () => {
  test.each(examplesOf(BLOCKS, 'yaml').map((example) => ({ ...example })))(
    'shows what happens: $heading',
    async (example) => {
      const set = await setFrom(await sourceOf(example.yaml));
      const state = createScenarioState();
      let named: string | undefined;
      const requests = example.blocks.flatMap((block, index) => (block.info === 'json request' ? [index] : []));
      const seen = requests.map((index) => {
        const { body, headers } = requestIn(example.blocks[index]?.text ?? '');
        const facts = factsOf(body, headers, { state: named });
        named = set.match(facts, state)?.scenario.setState ?? named;
        const told = example.blocks[index + 1];
        if (told?.info === 'text unmatched') return [unmatchedMessage(set.explain(facts, state)), told.text.trimEnd()];
        return [shown(play(set, facts, state)), JSON.parse(told?.info === 'json answer' ? told.text : 'null')];
      });
      expect(seen.map(([got]) => got)).toEqual(seen.map(([, wanted]) => wanted));
      expect(seen).not.toEqual([]);
    },
  );

  test.each(examplesOf(BLOCKS, 'yaml problems'))('lists the problems of a file: $heading', async ({ yaml, blocks }) => {
    expect(await problemsOf([await sourceOf(yaml)])).toEqual(blocks[0]?.text.trimEnd().split('\n'));
  });

  test.each(BLOCKS.filter(({ info }) => info === 'ts'))('has values that compile: $heading', async ({ text }) => {
    const name = /const (\w+): Scenario/.exec(text)?.[1] ?? '';
    const code = `${stripTypeScriptTypes(text)}\nexport default ${name};`;
    const { default: value } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: Scenario;
    };
    expect((await setOf(value)).scenarios).toHaveLength(1);
  });

  test('has a predicate that decides', async () => {
    const { text = '' } = BLOCKS.find((block) => block.info === 'ts' && block.text.includes('predicate')) ?? {};
    const code = `${stripTypeScriptTypes(text)}\nexport default long;`;
    const { default: long } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: Scenario;
    };
    const set = await setOf(long);
    const said = [1, 20, 21].map((count) => {
      const messages = Array.from({ length: count }, () => ({ role: 'user' as const, content: 'Go on' }));
      return shown(play(set, factsOf({ model: 'gpt-5.1', messages }), createScenarioState()));
    });
    expect(said).toEqual(['unmatched', 'unmatched', { content: 'Let us begin anew.' }]);
  });

  test('gives the points that are really counted', () => {
    const table = TEXT.slice(TEXT.indexOf('| condition '), TEXT.indexOf('```yaml', TEXT.indexOf('| condition ')));
    const numbers = new Set((table.match(/\d+/g) ?? []).map(Number));
    expect(Object.values(POINTS).filter((points) => !numbers.has(Math.abs(points)))).toEqual([]);
  });
});
