import type { Capability } from '../capability.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { ask, STATUS_TOOL, streamed, TIME_TOOL, user, WEATHER_TOOL } from './request-body.ts';

const WEATHER = [user("What's the weather in Paris right now?")];
const BOTH = [user("What's the weather in Paris right now, and what time is it in Tokyo?")];
const TOOLS = [WEATHER_TOOL, TIME_TOOL];
const VISIBLE = 96;

const tools = (
  id: string,
  title: string,
  messages: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, unknown>>,
  uses: readonly Capability[],
): Probe => ({
  id,
  title,
  wants: 'answer',
  uses: ['tools', ...uses],
  visible: VISIBLE,
  request: (context: ProbeContext) => ask(context, messages, VISIBLE, { tools: TOOLS, ...more }),
});

/** Tool calls: of the model's own will, and forced. */
export const toolProbes: readonly Probe[] = [
  tools('tools.auto', 'question that needs a tool', WEATHER, { tool_choice: 'auto' }, []),
  tools('stream.tools.auto', 'question that needs a tool, streamed', WEATHER, { tool_choice: 'auto', ...streamed }, [
    'stream',
    'stream-usage',
  ]),
  tools('stream.tools.two', 'question that needs two tools, streamed', BOTH, streamed, [
    'stream',
    'stream-usage',
    'parallel-tools',
  ]),
  tools('tools.two', 'question that needs two tools', BOTH, {}, ['parallel-tools']),
  tools('tools.required', 'tool_choice = required', [user('Hi!')], { tool_choice: 'required' }, ['tool-choice']),
  tools(
    'stream.tools.required',
    'tool_choice = required, streamed',
    [user('Hi!')],
    { tool_choice: 'required', ...streamed },
    ['tool-choice', 'stream', 'stream-usage'],
  ),
  tools(
    'tools.named',
    'tool_choice = named tool',
    [user('Hi!')],
    { tool_choice: { type: 'function', function: { name: 'get_time' } } },
    ['tool-choice'],
  ),
  tools('tools.none', 'tool_choice = none', WEATHER, { tool_choice: 'none' }, ['tool-choice']),
  tools(
    'tools.no-args',
    'tool without parameters',
    [user('What is the status of the server?')],
    {
      tools: [STATUS_TOOL],
      tool_choice: { type: 'function', function: { name: 'get_server_status' } },
    },
    ['tool-choice'],
  ),
  tools('tools.single', 'parallel_tool_calls = false', BOTH, { parallel_tool_calls: false }, ['parallel-tools']),
];
