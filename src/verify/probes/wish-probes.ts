import { coloredSquare, LARGE, SMALL, SQUARE_COLORS } from './colored-square.ts';
import { drawsFrom, notes, pick, type Draw } from './natural-text.ts';
import type { Probe } from './probe.ts';
import { assistant } from './recall-probes.ts';
import { ask, functionTool, user, type ProbeMessage } from './request-body.ts';
import { alternately, series, type Write } from './series.ts';

const COLORS = Object.keys(SQUARE_COLORS);
const ORDINALS = ['first', 'second', 'third'] as const;

/** Three images, of which one is asked or all; large ones in every third request, which cost what they weigh. */
const images: Write = (context, draw, index, more) => {
  const start = draw(COLORS.length);
  const colors = [0, 1, 2].map((step) => COLORS[(start + step) % COLORS.length] ?? 'red');
  const which = ORDINALS[draw(ORDINALS.length)] ?? 'second';
  const text =
    index % 2 ? 'What colors are these images?' : `What color fills the ${which} image? Reply with one word.`;
  const side = index % 3 === 2 ? LARGE : SMALL;
  const shown = colors.map((color) => ({
    type: 'image_url',
    image_url: { url: coloredSquare(side, color), detail: 'high' },
  }));
  return ask(context, [user([{ type: 'text', text }, ...shown])], 32, more);
};

const TOOL_WORDS = [
  ['book_table', 'Book a table'],
  ['send_invoice', 'Send an invoice'],
  ['open_ticket', 'Open a support ticket'],
  ['find_customer', 'Find a customer'],
  ['list_orders', 'List orders'],
  ['cancel_order', 'Cancel an order'],
  ['track_parcel', 'Track a parcel'],
  ['convert_currency', 'Convert an amount of money'],
  ['translate_text', 'Translate a text'],
  ['create_event', 'Create an event in the calendar'],
  ['set_reminder', 'Set a reminder'],
  ['search_flights', 'Search for flights'],
  ['rent_bike', 'Rent a bike'],
  ['reset_password', 'Reset a password'],
  ['measure_noise', 'Measure the noise in a room'],
  ['water_plants', 'Water the plants in a room'],
] as const;

/** Sixteen tools in another order each time, the one that is named among the last. */
const wideTools: Write = (context, draw, index, more) => {
  const order = TOOL_WORDS.map((words) => ({ words, at: draw(1_000_000) })).toSorted((a, b) => a.at - b.at);
  const tools = order.map(({ words: [name, does] }) =>
    functionTool(name, does, {
      type: 'object',
      properties: { subject: { type: 'string', description: 'What or whom it is about' } },
      required: ['subject'],
      additionalProperties: false,
    }),
  );
  const late = order.at(-1 - (index % 3))?.words[0] ?? 'rent_bike';
  return ask(context, [user(`Call the tool for this case: ${context.nonce}.`)], 64, {
    tools,
    tool_choice: { type: 'function', function: { name: late } },
    ...more,
  });
};

/** Numbers of an answer of about 700 tokens. */
export const COUNT_TO = 350;

const counting: Write = (context, draw, _index, more) => {
  const from = 101 + draw(50);
  const text = `Count from ${from} to ${from + COUNT_TO - 1}, separated by spaces. Write nothing else.`;
  return ask(context, [user(text)], 760, more);
};

const puzzle =
  (effort: string, limit: number): Write =>
  ({ model, limitField }, _draw, index) => {
    // The same sum for both efforts, so that they differ in the effort alone.
    const [a, b] = [137 + 46 * index, 229 + 38 * index];
    return {
      body: {
        model,
        messages: [user(`What is ${a} times ${b}? Think it through, then reply with the number.`)],
        [limitField]: limit,
        reasoning_effort: effort,
      },
    };
  };

/** What comes before a sum: nothing, a text, a conversation, a long text. */
const BEFORE: readonly ((draw: Draw) => readonly ProbeMessage[])[] = [
  () => [],
  (draw) => [user(notes(40, draw)), assistant('Thank you, I have noted that.')],
  (draw) => [1, 2, 3, 4].flatMap(() => [user(notes(1, draw)), assistant('Thank you, I have noted that.')]),
  (draw) => [user(notes(150, draw)), assistant('Thank you, I have noted that.')],
];

/** Tokens for a sum and the thoughts about it; a model that needs more has thought all the same. */
const THOUGHT = 512;

/** A sum that a model which reasons by default thinks about. */
const thought: Write = ({ model, limitField }, draw, index, more) => {
  const sum = user(`What is ${211 + draw(700)} times ${101 + draw(800)}, minus ${draw(5000)}?`);
  const before = BEFORE[index % 2 === 0 ? 0 : 1 + (((index - 1) / 2) % 3)]?.(draw) ?? [];
  return { body: { model, messages: [...before, sum], [limitField]: THOUGHT, ...more } };
};

/** A form whose values a model would not choose by itself. */
const strictForm: Write = (context, draw, _index, more) => {
  const codes = [1, 2, 3].map((place) => `${String.fromCodePoint(97 + draw(26))}${place}-${100 + draw(900)}`);
  const schema = {
    type: 'object',
    properties: {
      subject: { type: 'string' },
      shelf: { type: 'string', enum: codes },
      count: { type: 'integer' },
      checked: { type: 'boolean' },
    },
    required: ['subject', 'shelf', 'count', 'checked'],
    additionalProperties: false,
  };
  return ask(context, [user(`${notes(1, draw)} Please make an entry for ${context.nonce}.`)], 64, {
    response_format: { type: 'json_schema', json_schema: { name: 'entry', strict: true, schema } },
    ...more,
  });
};

const choices =
  (temperature: number): Write =>
  (context, draw, _index, more) =>
    ask(context, [user(`Write one sentence about rain near ${pick(WHEREABOUTS, draw)}.`)], 20, {
      n: 6,
      temperature,
      ...more,
    });

const WHEREABOUTS = ['a harbor town', 'an old mill', 'a mountain lake', 'a railway station', 'a lighthouse'] as const;

const SCENES = [
  'a market square',
  'a railway station',
  'a lighthouse',
  'an old mill',
  'a harbor at dawn',
  'a mountain village',
  'a vegetable garden',
  'a night bus',
  'a small bakery',
  'a frozen lake',
  'a school yard',
  'a flea market',
] as const;

/** Scenes that are asked for after a long text, and after a conversation. */
const AFTER_TEXT = 10;
const AFTER_TALK = 8;

const describe = (scene: string): ProbeMessage => user(`Describe ${scene} in two sentences.`);

/** Questions for which two models have different words, the same for all models of a run; at three sizes. */
function openQuestion(place: number): readonly ProbeMessage[] {
  const scene = SCENES[place] ?? SCENES[0];
  if (place >= AFTER_TEXT) return [user(`${notes(40, drawsFrom(scene))}\n\nDescribe ${scene} in two sentences.`)];
  if (place < AFTER_TALK) return [describe(scene)];
  const turns = Array.from({ length: 4 }, (_, turn) => [
    user(notes(1, drawsFrom(`${scene}/${turn}`))),
    assistant('Thank you, I have noted that.'),
  ]);
  return [user('Hello!'), assistant('Hello! How can I help you?'), ...turns.flat(), describe(scene)];
}

const open: Write = (context, _draw, index, more) =>
  ask(context, openQuestion(index % SCENES.length), 32, { temperature: 0, ...more });

/** One question with another seed each time. */
const seeded: Write = (context, _draw, index) =>
  ask(context, [user('Write one sentence about rain near a harbor town.')], 40, { seed: 11 + index, temperature: 1 });

const weighed: Write = (context, draw) =>
  ask(context, [user(`Write one sentence about rain near ${pick(WHEREABOUTS, draw)}.`)], 40, {
    logprobs: true,
    top_logprobs: 3,
  });

/** Name, effort, limit and number; what is cut short shows that nothing is charged beyond the limit. */
const EFFORTS = [
  ['low', 'low', 400, 6],
  ['high', 'high', 800, 6],
  ['cut', 'high', 150, 5],
] as const;

/** Name, temperature and number. */
const CHOICES = [
  ['cold', 0, 9],
  ['warm', 1, 3],
] as const;

/** Requests that wish for something: images to be seen, tools, long answers, effort, schemas, choices, seeds, probabilities. */
export const wishProbes: readonly Probe[] = [
  ...series({ id: 'images', title: 'one of three images', count: 18, visible: 32, uses: ['vision'], write: images }),
  ...series({
    id: 'tools.wide',
    title: 'sixteen tools of which a late one is named',
    count: 12,
    visible: 64,
    uses: ['tools', 'tool-choice'],
    streams: alternately,
    write: wideTools,
  }),
  ...series({
    id: 'count',
    title: 'an answer of 700 tokens',
    count: 6,
    visible: 760,
    streams: alternately,
    write: counting,
  }),
  ...EFFORTS.flatMap(([name, effort, limit, count]) =>
    series({
      id: `effort.${name}`,
      title: `a sum with effort "${effort}"`,
      count,
      visible: limit,
      uses: ['reasoning-effort'],
      only: 'low-effort',
      write: puzzle(effort, limit),
    }),
  ),
  ...series({
    id: 'thought',
    title: 'a sum that takes thought',
    count: 42,
    visible: THOUGHT,
    only: 'reasoning',
    asIs: true,
    streams: (index) => index % 4 > 1,
    write: thought,
  }),
  ...series({
    id: 'strict',
    title: 'a form that a schema fixes',
    count: 14,
    visible: 64,
    uses: ['json-schema'],
    streams: alternately,
    write: strictForm,
  }),
  ...CHOICES.flatMap(([name, temperature, count]) =>
    series({
      id: `choices.${name}`,
      title: `six choices at temperature ${temperature}`,
      count,
      visible: 120,
      uses: ['n', 'sampling'],
      write: choices(temperature),
    }),
  ),
  ...series({
    id: 'seeded',
    title: 'one question with another seed',
    count: 12,
    visible: 40,
    uses: ['seed', 'sampling'],
    only: 'not-reasoning',
    write: seeded,
  }),
  ...series({
    id: 'open',
    title: 'an open question at temperature 0',
    count: 36,
    visible: 32,
    uses: ['sampling'],
    only: 'not-reasoning',
    write: open,
  }),
  ...series({
    id: 'weighed',
    title: 'log probabilities of a sentence',
    count: 2,
    visible: 40,
    uses: ['logprobs'],
    only: 'not-reasoning',
    write: weighed,
  }),
];
