// Proves src/engine/tools.
import { describe, expect, it } from 'vitest';
import type { JsonValue, Message } from '../../../../src/contract/api-types.ts';
import { isReminder } from '../../../../src/engine/read/reminder.ts';
import { hasFailed } from '../../../../src/engine/read/tool-result.ts';
import { operationTools, readSum } from '../../../../src/engine/tools/arithmetic-chain.ts';
import { askFor } from '../../../../src/engine/tools/ask-for.ts';
import { chooseOption } from '../../../../src/engine/tools/choose-option.ts';
import { conditionIn } from '../../../../src/engine/tools/condition.ts';
import { demandedTools, explainTools } from '../../../../src/engine/tools/demanded-tools.ts';
import { finishingTool } from '../../../../src/engine/tools/finishing-tool.ts';
import { bestHandoff, isHandoff } from '../../../../src/engine/tools/handoff.ts';
import { describedOperation, operationOf } from '../../../../src/engine/tools/operations.ts';
import { proposeEdit, withoutLineNumbers } from '../../../../src/engine/tools/propose-edit.ts';
import { readTurn } from '../../../../src/engine/tools/read-turn.ts';
import { profileTool, type ToolProfile } from '../../../../src/engine/tools/score-tools.ts';
import { workRules } from '../../../../src/engine/tools/system-rules.ts';
import { writtenCalls } from '../../../../src/engine/tools/written-calls.ts';
import { createFacts } from '../../../../src/engine/values/facts.ts';

const tool = (name: string, description = '', properties: Record<string, JsonValue> = {}): ToolProfile =>
  profileTool({
    kind: 'function',
    name,
    description,
    parameters: { type: 'object', properties, required: Object.keys(properties) },
    properties,
    required: Object.keys(properties),
    grammar: undefined,
  });
const names = (profiles: readonly ToolProfile[]): string[] => profiles.map((profile) => profile.tool.name);
const N = { type: 'number' };

describe('readTurn', () => {
  const call = (name: string, args: string, id = 'c'): Message => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id, type: 'function', function: { name, arguments: args } }],
  });
  const result = (content: string, id = 'c'): Message => ({ role: 'tool', tool_call_id: id, content });

  it('pairs calls with their results since the user asked', () => {
    const turn = readTurn([{ role: 'user', content: 'Depth?' }, call('depth', '{"lake":"Orro"}'), result('{"m":31}')]);
    expect(turn.task).toBe('Depth?');
    expect(turn.steps).toMatchObject([
      { name: 'depth', args: { lake: 'Orro' }, result: { value: { m: 31 }, failed: false } },
    ]);
  });

  it('passes over a reminder behind a result, but not over a new wish', () => {
    const before: Message[] = [{ role: 'user', content: 'Depth?' }, call('depth', '{}'), result('31')];
    expect(readTurn([...before, { role: 'user', content: '<env>time 10:02</env>' }]).task).toBe('Depth?');
    const next = readTurn([...before, { role: 'user', content: 'And the length?' }]);
    expect(next).toMatchObject({ task: 'And the length?', steps: [], past: [{ name: 'depth' }] });
  });

  it('reads calls and observations that stand in words', () => {
    const turn = readTurn([
      { role: 'user', content: 'Depth?' },
      {
        role: 'assistant',
        content: "Calling tools:\n[{'function': {'name': 'depth', 'arguments': {'lake': 'Tamm'}}}]",
      },
      { role: 'user', content: 'Observation:\nIt is 120 m deep.' },
    ]);
    expect(turn.steps).toMatchObject([
      { name: 'depth', args: { lake: 'Tamm' }, result: { text: 'It is 120 m deep.' } },
    ]);
  });
});

describe('isReminder', () => {
  it.each(['<environment>cwd: /srv</environment>', 'Reminder: be brief.', 'Continue.', 'Time: 10:02\nCwd: /srv', ''])(
    'takes "%s" for one',
    (text) => expect(isReminder(text)).toBe(true),
  );
  it.each(['<task>Count the ferns</task>', 'What about the ferns?', 'Delete the ferns.'])(
    'takes "%s" for a wish',
    (text) => expect(isReminder(text)).toBe(false),
  );
});

describe('hasFailed', () => {
  it.each<[string, JsonValue | undefined]>([
    ['Error: no such lake', undefined],
    ['The path must be absolute.', undefined],
    ['{"error":"none"}', { error: 'none' }],
    ['{"success":false}', { success: false }],
    ['{"status":"failed"}', { status: 'failed' }],
  ])('sees the failure in %s', (text, value) => expect(hasFailed(text, value)).toBe(true));
  it.each<[string, JsonValue | undefined]>([
    ['The lake is 31 m deep.', undefined],
    ['{"error":null}', { error: null }],
    ['[]', []],
  ])('sees none in %s', (text, value) => expect(hasFailed(text, value)).toBe(false));
});

describe('demandedTools', () => {
  const tools = [tool('count_ferns', 'Counts ferns'), tool('lake_faq', 'Questions about lakes')];
  it.each([
    ['First call count_ferns, then greet.', ['count_ferns']],
    ['Use the lake faq to answer the question.', ['lake_faq']],
    ['If the user asks about ferns, call count_ferns first.', []],
    ['Never call count_ferns before noon.', []],
    ['You are kind.', []],
  ])('reads "%s"', (system, expected) => expect(names(demandedTools(tools, system))).toEqual(expected));

  it('adds what the system text says of a tool to its description', () => {
    const specs = explainTools([tool('t7', 'Opaque').tool], 'Call t7 for questions about parking.');
    expect(specs[0]?.description).toContain('parking');
  });
});

describe('workRules', () => {
  const tools = [
    tool('open_ticket', 'Opens a ticket'),
    tool('search_tickets', 'Searches the tickets'),
    tool('run_tests', 'Runs the tests'),
    tool('edit_file', 'Edits a file'),
  ];
  it.each([
    ['Before you open a ticket, search for one.', 'search_tickets', 'open_ticket', 'before'],
    ['Never open a ticket without searching first.', 'search_tickets', 'open_ticket', 'before'],
    ['Run the tests after every edit.', 'edit_file', 'run_tests', 'after'],
    ['After an edit call run_tests.', 'edit_file', 'run_tests', 'after'],
  ])('reads "%s"', (system, first, then, kind) => {
    const rules = workRules(tools, system).map((rule) => [rule.first.tool.name, rule.then.tool.name, rule.kind]);
    expect(rules).toEqual([[first, then, kind]]);
  });
});

describe('handoffs', () => {
  const agents = [
    tool('transfer_to_lakes', 'Handoff to the agent for water and lakes'),
    tool('transfer_to_billing', 'Handoff to the billing agent'),
    tool('transfer_to_german_agent', 'Handoff to the agent who speaks German'),
  ];
  it('tells them from tools that move a thing of their own', () => {
    expect(agents.every(isHandoff)).toBe(true);
    expect(isHandoff(tool('assign_ticket', 'Assigns a ticket to an agent', { ticket_id: { type: 'string' } }))).toBe(
      false,
    );
  });
  it.each([
    ['My invoice is wrong.', 'transfer_to_billing'],
    ['Ich habe eine Frage und bitte um Hilfe.', 'transfer_to_german_agent'],
    ['How clean are the lakes?', 'transfer_to_lakes'],
  ])('chooses for "%s"', (text, expected) => expect(bestHandoff(agents, text)?.tool.name).toBe(expected));
});

describe('arithmetic', () => {
  const tools = operationTools([
    tool('add', 'Adds', { a: N, b: N }),
    tool('multiply', '', { x: N, y: N }),
    tool('divide', '', { p: N, q: N }),
    tool('subtract', '', { a: N, b: N }),
  ]);
  it.each<[string, unknown]>([
    ['Add 3 and 4. Multiply the output by 2.', { sign: '*', left: { sign: '+', left: 3, right: 4 }, right: 2 }],
    ['Subtract 5 from 9, then divide by 2', { sign: '/', left: { sign: '-', left: 9, right: 5 }, right: 2 }],
    ['Calculate (2 * 4) + 20', { sign: '+', left: { sign: '*', left: 2, right: 4 }, right: 20 }],
    ['Add a fern to the list', undefined],
  ])('reads "%s"', (text, expected) => expect(readSum(createFacts(text), tools)).toEqual(expected));

  it('knows the tools of one operation', () => {
    expect([...tools.keys()]).toEqual(['+', '*', '/', '-']);
    expect(operationOf(['add', 'contact'])).toBeUndefined();
    expect(describedOperation('Multiplies two numbers')).toBe('*');
  });
});

describe('proposeEdit', () => {
  const edit = (text: string, request: string, path = 'a.py'): string => {
    const found = proposeEdit(text, request, path);
    if (found === undefined) return 'none';
    expect(text).toContain(found.before);
    return text.replace(found.before, () => found.after);
  };
  it.each([
    ['def f(nm):\n    return nm\n', 'Rename nm to name.', 'def f(name):\n    return name\n'],
    ['port = 80\nhost = 1\n', 'Set the port to 8080.', 'port = 8080\nhost = 1\n'],
    ['{"mode": "dark"}', 'Change mode to light', '{"mode": "light"}'],
    ['return a-b', 'It should return a+b.', 'return a+b'],
    ['x = y / 3', 'It divides by 3; make it divide by 2.', 'x = y / 2'],
    ['one\ntwo\nthree', 'Remove the line "two".', 'one\nthree'],
    ['import a\n', 'Add "import b" at the end', 'import a\nimport b\n'],
    ['a = 1\nb = 1\n', 'Replace "a = 1" with "a = 2"', 'a = 2\nb = 1\n'],
  ])('changes %j as "%s" wants', (text, request, expected) => expect(edit(text, request)).toBe(expected));

  it('takes along what makes the piece the only one of its kind', () => {
    const text = 'a\nx = 1\nb\nx = 1\n';
    const found = proposeEdit(text, 'Set x to 5', 'a.py');
    expect(text.split(found?.before ?? '').length).toBe(2);
  });

  it('drops line numbers that a reader has put in front', () => {
    expect(withoutLineNumbers('1| a\n2|  b')).toBe('a\n b');
    expect(withoutLineNumbers('1 apple\nno number')).toBe('1 apple\nno number');
  });
});

describe('small parts', () => {
  it('reads conditions', () => {
    expect(conditionIn('Order it if it costs less than 50.')).toEqual({
      clause: 'it costs less than 50',
      denied: false,
    });
    expect(conditionIn("Cancel it if it hasn't shipped")).toMatchObject({ denied: true });
    expect(conditionIn('Order it.')).toBeUndefined();
  });

  it('finds the tool that ends the work', () => {
    const S = { type: 'string' };
    expect(finishingTool([tool('look'), tool('final_answer', '', { answer: S })])?.tool.name).toBe('final_answer');
    expect(
      finishingTool([tool('submit_order', 'Orders', { id: S }), tool('complete_todo', 'Checks off', { id: S })]),
    ).toBeUndefined();
  });

  it('chooses options by words that mean the same', () => {
    expect(chooseOption(['billing', 'technical', 'other'], '', 'I was charged twice on my invoice')).toBe('billing');
    expect(chooseOption(['a1', 'a2'], "'a1' for parking, 'a2' for meals", 'Where is the parking lot?')).toBe('a1');
    expect(chooseOption(['red', 'blue'], '', 'Good evening')).toBeUndefined();
  });

  it('asks for what is missing in the language of the answer', () => {
    expect(askFor(['seat'], 'en')).toBe('Could you tell me the seat?');
    expect(askFor(['code', 'seat', 'date'], 'de')).toBe('Können Sie mir bitte Folgendes nennen: code, seat und date?');
  });

  it('reads calls that Python has printed', () => {
    expect(writtenCalls("{'name': 'f', 'arguments': {'a': True, 'b': None}}")).toEqual([
      { name: 'f', args: '{"a": true, "b": null}' },
    ]);
    expect(writtenCalls('no call')).toEqual([]);
  });
});
