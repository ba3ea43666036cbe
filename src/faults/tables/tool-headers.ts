import { asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import { inTurn, type SteppedEdit, onceSeen, perStream, seeEvents } from '../transforms/event-steps.ts';
import { firstOnly, laterOnly, mapCalls, mapFunctions, saidOfCalls } from '../transforms/edit-events.ts';
import { without } from '../transforms/edit-json.ts';

/** Edits the first delta of each call. */
const onHeader = (edit: (call: JsonObject) => JsonObject): WireTransform => transformEvents(mapCalls(firstOnly(edit)));

/** Edits every delta of each call. */
const onEveryDelta = (edit: (call: JsonObject) => JsonObject): WireTransform =>
  transformEvents(mapCalls((call) => edit(call)));

/** Edits the stream with the first delta of each call at hand, by the key of the call. */
const withHeaders = (make: (headers: ReadonlyMap<string, JsonObject>) => SteppedEdit): SteppedEdit =>
  perStream(() => {
    const headers = new Map<string, JsonObject>();
    const see = seeEvents((event) => {
      for (const { key, call } of saidOfCalls([event])) if ('id' in call) headers.set(key, call);
    });
    return inTurn(see, make(headers));
  });

/** Edits the later deltas of each call, with its header at hand. */
const withHeader = (edit: (call: JsonObject, header: JsonObject) => JsonObject): WireTransform =>
  transformEvents(
    withHeaders((headers) =>
      mapCalls((call, nth, key) => {
        const header = headers.get(key);
        return nth > 0 && header ? edit(call, header) : call;
      }),
    ),
  );

/** Edits the stream only where it has several calls, of which the first stays as it is. */
const ofSeveral = (edit: SteppedEdit): WireTransform =>
  transformEvents(
    perStream(() => {
      const keys = new Set<string>();
      return onceSeen((event) => {
        for (const { key, call } of saidOfCalls([event])) if ('id' in call) keys.add(key);
        return keys.size > 1;
      }, edit);
    }),
  );

/** Gives every call the id of the first. */
const sameId = withHeaders((headers) =>
  mapCalls(
    firstOnly((call) => {
      const [first] = headers.values();
      return { ...call, id: first?.['id'] };
    }),
  ),
);

const nameOf = (call: JsonObject | undefined): unknown => asObject(call?.['function'])['name'];

/** The name comes with the first piece that follows the header, not with the header. */
const lateName = withHeaders((headers) =>
  mapFunctions((body, nth, key) => {
    if (nth === 0) return without(body, 'name');
    return nth === 1 ? { name: nameOf(headers.get(key)), ...body } : body;
  }),
);

/** Defects of how a stream begins tool calls and tells them apart. */
export const toolHeaderFaults: readonly Fault[] = [
  {
    name: 'tool.call-split',
    title: 'A call is split into two entries: one with its name, one with its arguments.',
    harm: 'fatal',
    breaks: ['tool.header.complete'],
    mayBreak: [
      'stream.equals-plain',
      'tool.args.json',
      'tool.args.empty',
      'tool.args.schema',
      'tool.delta.schema',
      'tool.index.dense',
      'tool.name.known',
      'tool.id.unique',
      'tool.parallel',
      'tool.choice.named',
      'tool.choice.required',
      'tool.expected',
    ],
    seen: 'https://github.com/sgl-project/sglang/issues/23071',
    wire: transformEvents(
      mapCalls((call, nth) => (nth === 0 ? call : { ...call, index: Number(call['index'] ?? 0) + 1, id: null })),
    ),
  },
  {
    name: 'tool.index-missing',
    title: 'Tool call deltas have no index.',
    harm: 'fatal',
    breaks: ['tool.index.dense'],
    mayBreak: ['tool.args.json', 'stream.equals-plain'],
    seen: 'https://github.com/ollama/ollama/issues/7881',
    clients: '≠≠T≠≠≠T',
    wire: onEveryDelta((call) => without(call, 'index')),
  },
  {
    name: 'tool.index-null',
    title: 'The index of tool call deltas is null.',
    harm: 'fatal',
    breaks: ['tool.index.dense'],
    mayBreak: ['tool.args.json', 'stream.equals-plain'],
    seen: 'https://github.com/openai/openai-python/issues/2806',
    clients: '≠≠T≠≠≠T',
    wire: onEveryDelta((call) => ({ ...call, index: null })),
  },
  {
    name: 'tool.index-string',
    title: 'The index of tool call deltas is a string.',
    harm: 'fatal',
    breaks: ['tool.index.dense'],
    mayBreak: ['tool.args.json', 'stream.equals-plain'],
    seen: 'assumed',
    clients: '··TT···',
    wire: onEveryDelta((call) => ({ ...call, index: String(call['index']) })),
  },
  {
    name: 'tool.index-all-zero',
    title: 'Parallel calls all have index 0, so their arguments are merged.',
    harm: 'silent',
    breaks: ['tool.index.dense', 'tool.args.json'],
    mayBreak: ['tool.two', 'tool.header.once', 'stream.equals-plain'],
    seen: 'https://github.com/ai-dynamo/dynamo/pull/4723',
    clients: '≠≠≠≠≠≠≠',
    wire: ofSeveral(mapCalls((call) => ({ ...call, index: 0 }))),
  },
  {
    name: 'tool.index-one-based',
    title: 'Calls are numbered from 1.',
    harm: 'fatal',
    breaks: ['tool.index.dense'],
    seen: 'https://github.com/vercel/ai/issues/18333',
    clients: '·T····T',
    wire: onEveryDelta((call) => ({ ...call, index: Number(call['index']) + 1 })),
  },
  {
    name: 'tool.id-repeated',
    title: 'Every delta repeats the id of its call, which some clients concatenate.',
    harm: 'silent',
    breaks: ['tool.header.once'],
    seen: 'https://github.com/AstrBotDevs/AstrBot/pull/7735',
    clients: '······≠',
    wire: withHeader((call, { id }) => ({ ...call, id })),
  },
  {
    name: 'tool.id-name-repeated',
    title: 'Every delta repeats the id, type and name of its call.',
    harm: 'silent',
    breaks: ['tool.header.once'],
    seen: 'https://github.com/NousResearch/hermes-agent/issues/8259',
    clients: '≠····≠≠',
    wire: withHeader((call, header) => ({
      ...call,
      id: header['id'],
      type: header['type'],
      function: { name: nameOf(header), ...asObject(call['function']) },
    })),
  },
  {
    name: 'tool.name-null-later',
    title: 'Later deltas of a call have a null name.',
    harm: 'tolerated',
    breaks: ['tool.delta.schema'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/649',
    clients: '·······',
    wire: transformEvents(mapFunctions(laterOnly((body) => ({ name: null, ...body })))),
  },
  {
    name: 'tool.id-missing',
    title: 'Calls have no id.',
    harm: 'silent',
    breaks: ['tool.header.complete'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/830',
    clients: '≠≠≠≠≠≠≠',
    wire: onHeader((call) => without(call, 'id')),
  },
  {
    name: 'tool.id-empty',
    title: 'Call ids are empty.',
    harm: 'silent',
    breaks: ['tool.header.complete'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/830',
    clients: '≠≠≠≠≠≠≠',
    wire: onHeader((call) => ({ ...call, id: '' })),
  },
  {
    name: 'tool.id-number',
    title: 'Call ids are numbers.',
    harm: 'fatal',
    breaks: ['tool.header.complete', 'tool.delta.schema'],
    seen: 'assumed',
    clients: '≠≠TT≠≠≠',
    wire: onHeader((call) => ({ ...call, id: 1000 + Number(call['index']) })),
  },
  {
    name: 'tool.id-duplicate',
    title: 'Several calls have the same id, so results go to the wrong call.',
    harm: 'silent',
    breaks: ['tool.id.unique'],
    mayBreak: ['tool.two'],
    seen: 'https://github.com/cloudwego/eino-ext/pull/652',
    clients: '≠≠≠≠≠≠≠',
    wire: ofSeveral(sameId),
  },
  {
    name: 'tool.id-long',
    title: 'The call id is too long to be accepted when it is sent back.',
    harm: 'fatal',
    breaks: ['tool.id.length'],
    seen: 'https://github.com/AstrBotDevs/AstrBot/pull/7735',
    wire: onHeader((call) => ({ ...call, id: `${String(call['id'])}${'x'.repeat(60)}` })),
  },
  {
    name: 'tool.type-missing',
    title: 'Calls have no type.',
    harm: 'fatal',
    breaks: ['tool.header.complete'],
    seen: 'assumed',
    clients: '·T·····',
    wire: onHeader((call) => without(call, 'type')),
  },
  {
    name: 'tool.type-empty',
    title: 'The type of calls is an empty string.',
    harm: 'fatal',
    breaks: ['tool.header.complete', 'tool.delta.schema'],
    seen: 'assumed',
    clients: '·TT····',
    wire: onHeader((call) => ({ ...call, type: '' })),
  },
  {
    name: 'tool.name-missing',
    title: 'Calls have no tool name.',
    harm: 'fatal',
    breaks: ['tool.header.complete'],
    mayBreak: ['tool.name.known', 'tool.two', 'tool.choice.named', 'stream.equals-plain'],
    seen: 'assumed',
    clients: '≠≠TT≠≠≠',
    wire: transformEvents(mapFunctions(firstOnly((body) => without(body, 'name')))),
  },
  {
    name: 'tool.args-before-name',
    title: 'The tool name arrives with the arguments instead of the id.',
    harm: 'fatal',
    breaks: ['tool.header.complete'],
    mayBreak: ['tool.header.once'],
    seen: 'https://github.com/vercel/ai/pull/15879',
    clients: '··T····',
    wire: transformEvents(lateName),
  },
];
