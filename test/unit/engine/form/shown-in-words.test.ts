// Proves src/engine/form, src/engine/read, src/engine/fill.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { createMock } from '../../../../src/index.ts';

const mock = createMock({ speed: 'instant' });

async function answer(...messages: readonly Message[]): Promise<string> {
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-words', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.1', messages }),
  });
  const body = (await response.json()) as { choices: { message: { content: string } }[] };
  return body.choices[0]?.message.content ?? '';
}

const system = (content: string): Message => ({ role: 'system', content });
const user = (content: string): Message => ({ role: 'user', content });
const assistant = (content: string): Message => ({ role: 'assistant', content });

describe('a form that is told rather than shown with signs', () => {
  it('reads bare names with a sign between them as holes, for each line of the input', async () => {
    const orders = system(
      'Translate the signs into French. One output line per input line, in the form `N: translation`.',
    );
    expect((await answer(orders, user('1: Hello.\n2: Goodbye.'))).split('\n')).toEqual([
      expect.stringMatching(/^1: \S/),
      expect.stringMatching(/^2: \S/),
    ]);
    const pairs = system('Make quiz cards from the notes. One card per line: term;meaning. No header.');
    expect(await answer(pairs, user('Anode: gives electrons away.\nCathode: takes electrons in.'))).toBe(
      'Anode;gives electrons away\nCathode;takes electrons in',
    );
  });

  it('takes the names of kinds as the orders write them', async () => {
    const orders = system('Tag the names. One per line as KIND<TAB>text, where <TAB> is a tab. Kinds: PER, LOC, ORG.');
    const lines = (await answer(orders, user('Ingrid Solberg flew from Bergen to Lisbon.'))).split('\n');
    expect(lines).toEqual(['PER\tIngrid Solberg', 'LOC\tBergen', 'LOC\tLisbon']);
  });

  it('fills capitals that the words explain', async () => {
    const text =
      'Give the mood of the note in the form "MOOD (NN%)" where MOOD is GOOD or BAD and NN how sure you are.';
    expect(await answer(user(`${text}\n\nNote: The cake was wonderful!`))).toMatch(/^GOOD \(\d{1,3}%\)$/);
  });

  it('counts lines on that only differ in their number', async () => {
    const text = 'Make a plan of 3 stages. Return it as\n\nStage 1: ...\nStage 2: ...\n\nGoal: paint a shed';
    expect((await answer(user(text))).split('\n').map((line) => line.slice(0, 9))).toEqual([
      'Stage 1: ',
      'Stage 2: ',
      'Stage 3: ',
    ]);
  });

  it('gives numbers without a range that of the scale', async () => {
    const text =
      'Rate the talk on two scales, 0 (not at all) to 4 (fully), like so:\n\npace=<n>\nwit=<n>\n\nTalk: "Hello all."';
    expect(await answer(user(text))).toMatch(/^pace=[0-4]\nwit=[0-4]$/);
  });

  it('puts the same label before one of its alternatives', async () => {
    const orders = system('Check the bill. Explain, then finish with a line that reads RESULT: PAID or RESULT: OPEN.');
    expect(await answer(orders, user('Bill 12, 40 euros, not paid yet.'))).toMatch(/\nRESULT: (?:PAID|OPEN)$/);
  });

  it('ends prose with the marker that the orders put there', async () => {
    const orders = system(
      'Answer the question. When everything is done, put the word FINITO on a line of its own at the end.',
    );
    expect(await answer(orders, user('How many legs has a spider?'))).toMatch(/\S\nFINITO$/);
  });

  it('holds the children of a root, and the closing of a letter', async () => {
    const text = 'Turn this into XML with the root element <card> and the children <name> and <email>. Only XML.';
    expect(await answer(user(`${text}\n\nJon Lie, jon@lie.example`))).toBe(
      '<card>\n<name>Jon Lie</name>\n<email>jon@lie.example</email>\n</card>',
    );
    const layout = system(
      'Write the answer in this layout:\n\nDear <name>,\n\n<two sentences>\n\nWarm wishes,\nThe Mill',
    );
    expect(await answer(layout, user('From: Eva Dahl\nIs the mill open?'))).toMatch(
      /^Dear Eva Dahl,[\s\S]+Warm wishes,\nThe Mill$/,
    );
  });
});

describe('what may be answered', () => {
  it('is read from the rows of a table', async () => {
    const rows = '| code | meaning |\n|---|---|\n| K1 | leaking pipes, taps |\n| K2 | lamps, sockets, fuses |';
    expect(
      await answer(
        system(`Pick the code for the report.\n\n${rows}\n\nReply with the code alone.`),
        user('The fuses blew.'),
      ),
    ).toBe('K2');
  });

  it('is no number of sentences and no element', async () => {
    const text = 'Please write a passage that answers the question. Write two or three sentences, nothing else.';
    expect(await answer(user(`${text}\n\nQuestion: How do heat pumps work?\n\nPassage:`))).toMatch(/heat pumps/);
    const quote = system('Copy the sentence that answers the question, word for word, between <quote> and </quote>.');
    const given =
      '<document>\nThe kiln burned in 1871. It was never rebuilt.\n</document>\n<question>When did the kiln burn?</question>';
    expect(await answer(quote, user(given))).toBe('<quote>The kiln burned in 1871.</quote>');
  });

  it('has a second line only on its condition', async () => {
    const text =
      'May the post stay? Rules:\nR1 Insults\nR2 Selling goods\n\nReply on line one with ALLOW or BLOCK. If BLOCK, put the code of the rule on line two.';
    expect(await answer(user(`${text}\n\nPost: """What a nice day."""`))).toMatch(/^ALLOW$|^BLOCK\nR\d$/);
  });

  it('comes from the list that an empty name stands for', async () => {
    const orders =
      'Available workers:\n- baker: bread and cakes\n- smith: iron and hinges\n\nReturn JSON {"worker": "<worker>", "task": "<what to do>"}.';
    expect(JSON.parse(await answer(system(orders), user('Mend the iron hinges.')))).toMatchObject({ worker: 'smith' });
  });

  it('is one of what the examples have, where their inputs do not name it', async () => {
    const orders =
      'Choose a desk.\n\nexamples:\nask: "is gold a good investment?"\nreply: {"desk": "Money Desk"}\nask: "where to eat in Rome?"\nreply: {"desk": "Travel Desk"}';
    expect(JSON.parse(await answer(system(orders), user('ask: "what to see in Porto?"\nreply:')))).toEqual({
      desk: expect.stringMatching(/^(?:Money|Travel) Desk$/),
    });
  });
});

describe('what is given and what is told', () => {
  it('tells words above a block from the block', async () => {
    const text =
      'The page was scanned. Join the broken lines and undo hyphenation. Reply with the corrected text only.\n\n---\nThe lan-\ntern hangs\nhigh.\n---';
    expect(await answer(user(text))).toBe('The lantern hangs high.');
  });

  it('takes rules around facts for no form', async () => {
    const text =
      'Use ONLY the facts between the ### lines.\n###\nThe mast is 9 m high. The builder was Ana Reis.\n###\nWho was the builder of the mast?\nAnswer in at most three words.';
    expect(await answer(user(text))).toMatch(/Ana Reis/);
  });

  it('takes an order behind a text for an order', async () => {
    expect(
      (
        await answer(
          user('Here are my notes: feed the cat, water the figs. Turn them into a Markdown checklist (- [ ]).'),
        )
      ).split('\n'),
    ).toEqual(['- [ ] feed the cat', '- [ ] water the figs']);
  });

  it('answers with what a tool gave behind a call of the assistant', async () => {
    const tools = system(
      'Tools are XML elements, one per message.\n\n## look\nUsage:\n<look>\n<query>words</query>\n</look>\n\n## finish\nUsage:\n<finish>\n<answer>the answer</answer>\n</finish>',
    );
    const said = await answer(
      tools,
      user('Which port has the relay?'),
      assistant('<look>\n<query>relay port</query>\n</look>'),
      user('[look] Result:\nThe relay has port 9021.'),
    );
    expect(said).toMatch(/^<finish>\n<answer>[^<]*9021/);
  });

  it('knows fields by their names in other languages', async () => {
    const text =
      'Lies die Felder aus und antworte nur mit JSON: "kundenname", "rechnungsnummer".\n\nNachricht: Guten Tag, hier ist Uwe Brandt, es geht um Rechnung R-4410.';
    expect(JSON.parse(await answer(user(text)))).toEqual({ kundenname: 'Uwe Brandt', rechnungsnummer: 'R-4410' });
  });

  it('carries the words of pairs over into another case with other signs', async () => {
    expect(
      await answer(user('Make keys.\n\nOpen Door -> open_door\nRed Lamp Post -> red_lamp_post\nOld Iron Gate ->')),
    ).toBe('old_iron_gate');
  });
});

describe('JSON that shows how a tool is called', () => {
  const rule = '- Use the `harbor_map` tool to draw a map (never `map_harbor`): {"map":"Oslo harbor","zoom":3}';

  it('is no form of the answer', async () => {
    const said = await answer(
      system(`You help sailors.\n\n## Rules\n${rule}\n- Be brief.`),
      user('What is the capital of Norway?'),
    );
    expect(said).toContain('Oslo');
    expect(said).not.toContain('{');
  });

  it('is the form where the answer is to be the call', async () => {
    const orders = system(
      'Use the `harbor_map` tool when asked for a map. Respond with JSON: {"tool": "harbor_map", "city": string}',
    );
    expect(JSON.parse(await answer(orders, user('Draw a map of Oslo.')))).toMatchObject({ city: 'Oslo' });
  });
});
