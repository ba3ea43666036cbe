import { args, count, has, I, N, order, S, says, text, tool, type AgentLoop } from './agent-loop.ts';

/** More agents, for what a plan has to mind beside the chain of its arguments. */
export const loops: readonly AgentLoop[] = [
  {
    id: 'bought-if-cheap-enough',
    messages: [says('user', 'If the oak desk costs less than 300, order one for me.')],
    tools: [
      tool('price_of', 'Price of an article in the shop', { article: S('Article') }, ({ article }) => ({
        article: article ?? '',
        price: 249,
      })),
      tool(
        'order_article',
        'Orders an article',
        { article: S('Article'), quantity: I('How many') },
        ({ article, quantity }) => ({ ordered: article ?? '', quantity: quantity ?? 0, number: 'ORD-9' }),
      ),
    ],
    check: (run) => [
      ...order(run, 'price_of', 'order_article'),
      ...args(run, 'order_article', { quantity: 1 }),
      ...has(run, 'ORD-9'),
    ],
  },
  {
    id: 'not-bought-if-too-dear',
    messages: [says('user', 'Order the brass lamp if it costs less than 50.')],
    tools: [
      tool('price_of', 'Price of an article in the shop', { article: S('Article') }, ({ article }) => ({
        article: article ?? '',
        price: 89,
      })),
      tool('order_article', 'Orders an article', { article: S('Article') }, () => ({ ordered: true })),
    ],
    check: (run) => [...count(run, 'price_of', 1), ...count(run, 'order_article', 0), ...has(run, '89')],
  },
  {
    id: 'job-is-started-and-watched',
    messages: [says('user', 'Render the clip intro.mov and tell me where the output is.')],
    state: () => ({ asked: 0 }),
    tools: [
      tool(
        'start_render',
        'Starts rendering a clip; returns the id of the job',
        { clip: S('Name of the clip') },
        () => ({ job_id: 'j-3', status: 'queued' }),
      ),
      tool('job_status', 'State of a job and where its output is', { job_id: S('Id of the job') }, ({ job_id }) =>
        job_id === 'j-3' ? { status: 'done', output: '/out/intro.mp4' } : { error: 'unknown job' },
      ),
    ],
    check: (run) => [
      ...order(run, 'start_render', 'job_status'),
      ...args(run, 'start_render', { clip: 'intro.mov' }),
      ...has(run, '/out/intro.mp4'),
    ],
  },
  {
    id: 'next-page',
    messages: [says('user', 'Who won the raffle? Look through all pages of the list of winners.')],
    tools: [
      tool('list_winners', 'One page of the list of winners', { page: I('Number of the page, from 1') }, ({ page }) =>
        page === 1 ? { winners: ['Bo Falk'], next_page: 2 } : { winners: ['Ines Roth'], next_page: null },
      ),
    ],
    check: (run) => [
      ...args(run, 'list_winners', { page: 1 }),
      ...args(run, 'list_winners', { page: 2 }),
      ...count(run, 'list_winners', 2),
      ...has(run, 'Ines Roth'),
    ],
  },
  {
    id: 'calendar-is-checked-first',
    messages: [
      says('system', 'Today is 2026-03-02. Always check the calendar before creating an appointment.'),
      says('user', 'Set up a budget review tomorrow at 10:00 with Kaito.'),
    ],
    tools: [
      tool(
        'create_appointment',
        'Creates an appointment',
        { title: S('Title'), date: S('YYYY-MM-DD'), time: S('HH:MM') },
        ({ date, time }) => ({ created: `${text(date)} ${text(time)}`, id: 'ap-4' }),
      ),
      tool('check_calendar', 'Appointments of a day', { date: S('YYYY-MM-DD') }, () => []),
    ],
    check: (run) => [
      ...order(run, 'check_calendar', 'create_appointment'),
      ...args(run, 'check_calendar', { date: '2026-03-03' }),
      ...args(run, 'create_appointment', { date: '2026-03-03', time: '10:00' }),
      ...has(run, 'ap-4'),
    ],
  },
  {
    id: 'summary-is-saved',
    messages: [says('user', 'Get the minutes of meeting 88 and save them as minutes.txt.')],
    tools: [
      tool(
        'save_text',
        'Saves a text as a file',
        { filename: S('Name of the file'), content: S('Text') },
        () => 'saved',
      ),
      tool('get_minutes', 'Minutes of a meeting', { meeting: I('Number of the meeting') }, ({ meeting }) =>
        meeting === 88 ? 'Decided: paint the shed green.' : 'Error: none',
      ),
    ],
    check: (run) => [
      ...order(run, 'get_minutes', 'save_text'),
      ...args(run, 'save_text', { filename: 'minutes.txt' }),
      run.calls.some((call) => text(call.args['content']).includes('paint the shed green'))
        ? ''
        : 'the minutes are not in the file',
    ],
  },
  {
    id: 'user-of-the-session',
    messages: [
      says('system', 'The user who is logged in has user_id 5512.'),
      says('user', 'What are my loyalty points?'),
    ],
    tools: [
      tool('loyalty_points', 'Loyalty points of a user', { user_id: S('Id of the user') }, ({ user_id }) =>
        text(user_id) === '5512' ? { points: 730 } : { error: 'unknown user' },
      ),
    ],
    check: (run) => [...args(run, 'loyalty_points', { user_id: '5512' }), ...has(run, '730')],
  },
  {
    id: 'who-am-i',
    messages: [says('user', 'Which devices are registered on my account?')],
    tools: [
      tool(
        'list_devices',
        'Devices that are registered for an account',
        { account_id: S('Id of the account') },
        ({ account_id }) =>
          account_id === 'acc-19' ? { devices: ['Nora phone', 'old tablet'] } : { error: 'no such account' },
      ),
      tool('current_account', 'The account of the user who is signed in', {}, () => ({ account_id: 'acc-19' })),
    ],
    check: (run) => [...order(run, 'current_account', 'list_devices'), ...has(run, 'old tablet')],
  },
  {
    id: 'correction-of-the-user',
    messages: [says('user', 'Will it snow in Tromso on Friday? Sorry, I mean in Bodo.')],
    tools: [
      tool('snow_forecast', 'Snow forecast of a place', { place: S('Place') }, ({ place }) => ({
        place: place ?? '',
        snow_cm: 12,
      })),
    ],
    check: (run) => [
      ...args(run, 'snow_forecast', { place: 'Bodo' }),
      ...count(run, 'snow_forecast', 1),
      ...has(run, '12'),
    ],
  },
  {
    id: 'list-as-argument',
    messages: [says('user', 'Put milk, rye bread and 6 eggs on the shopping list.')],
    tools: [
      tool(
        'add_to_list',
        'Adds items to the shopping list',
        { items: { type: 'array', items: S('Item'), description: 'What to buy' } },
        ({ items }) => ({ added: Array.isArray(items) ? items.length : 0 }),
      ),
    ],
    check: (run) => [
      run.calls.some(
        (call) =>
          /milk/.test(JSON.stringify(call.args)) &&
          /rye bread/.test(JSON.stringify(call.args)) &&
          /eggs/.test(JSON.stringify(call.args)),
      )
        ? ''
        : 'not all items',
      ...count(run, 'add_to_list', 1),
    ],
  },
  {
    id: 'enum-by-synonym',
    messages: [says('user', 'Raise a ticket: the checkout page is down, this is really urgent!')],
    tools: [
      tool(
        'create_ticket',
        'Creates a support ticket',
        { summary: S('Short summary'), priority: { type: 'string', enum: ['low', 'normal', 'high'] } },
        ({ summary, priority }) => ({ ticket: 'S-1', summary: summary ?? '', priority: priority ?? '' }),
      ),
    ],
    check: (run) => [
      ...args(run, 'create_ticket', { priority: 'high' }),
      run.calls.some((call) => /checkout/i.test(text(call.args['summary']))) ? '' : 'no summary',
      ...has(run, 'S-1'),
    ],
  },
  {
    id: 'two-wishes-two-tools',
    messages: [says('user', 'What is the exchange rate from CHF to SEK, and what time is it in Lima?')],
    tools: [
      tool(
        'exchange_rate',
        'Exchange rate between two currencies',
        { base: S('ISO code'), target: S('ISO code') },
        ({ base, target }) => ({ base: base ?? '', target: target ?? '', rate: 11.42 }),
      ),
      tool('local_time', 'Local time in a city', { city: S('City') }, ({ city }) => ({
        city: city ?? '',
        time: '06:55',
      })),
      tool('population', 'Population of a city', { city: S('City') }, () => 1),
    ],
    check: (run) => [
      ...args(run, 'exchange_rate', { base: 'CHF', target: 'SEK' }),
      ...args(run, 'local_time', { city: 'Lima' }),
      ...count(run, 'population', 0),
      ...has(run, '11.42', '06:55'),
    ],
  },
  {
    id: 'second-source-after-a-failure',
    messages: [says('user', 'What is the melting point of gallium?')],
    tools: [
      tool(
        'element_data',
        'Physical data of a chemical element',
        { element: S('Element') },
        () => 'Error: service unavailable',
      ),
      tool(
        'element_data_backup',
        'Physical data of a chemical element from the backup server',
        { element: S('Element') },
        ({ element }) => ({ element: element ?? '', melting_point_c: 29.8 }),
      ),
    ],
    check: (run) => [
      ...order(run, 'element_data', 'element_data_backup'),
      ...args(run, 'element_data_backup', { element: 'gallium' }),
      ...has(run, '29.8'),
    ],
  },
  {
    id: 'a-date-in-the-wanted-form',
    messages: [says('user', 'How many beds are free on June 5, 2026?')],
    tools: [
      tool('free_beds', 'Free beds on a day', { day: S('Day') }, ({ day }) =>
        text(day) === '2026-06-05' ? { free: 9 } : 'Error: invalid date, expected YYYY-MM-DD',
      ),
    ],
    check: (run) => [
      ...args(run, 'free_beds', { day: '2026-06-05' }),
      run.calls.length <= 2 ? '' : 'too many tries',
      ...has(run, '9'),
    ],
  },
  {
    id: 'query-the-database',
    messages: [says('user', 'How many members joined in 2025?')],
    tools: [
      tool(
        'get_schema',
        'Tables of the database with their columns; look here before you write SQL',
        {},
        () => 'members(id, name, joined_year)',
      ),
      tool('run_sql', 'Runs an SQL query and returns the rows', { sql: S('Query') }, ({ sql }) =>
        /from\s+members/i.test(text(sql)) ? [{ count: 57 }] : 'Error: no such table',
      ),
    ],
    check: (run) => [...order(run, 'get_schema', 'run_sql'), ...has(run, '57')],
  },
  {
    id: 'escalates-to-a-human',
    final: 'escalate_to_human',
    messages: [
      says('system', 'You are a support bot.'),
      says('user', 'This is useless, I want to talk to a real person!'),
    ],
    tools: [
      tool('search_articles', 'Searches the help articles', { query: S('Words') }, () => []),
      tool('escalate_to_human', 'Hands the conversation over to a human agent', { reason: S('Why') }, () => 'ok'),
    ],
    check: (run) => [...count(run, 'escalate_to_human', 1)],
  },
  {
    id: 'no-tool-for-knowledge',
    messages: [says('user', 'Explain what a monad is.')],
    tools: [
      tool('restart_service', 'Restarts a service', { service: S('Name') }, () => 'ok'),
      tool('tail_log', 'Last lines of a log', { file: S('Path') }, () => ''),
    ],
    check: (run) => [run.calls.length === 0 ? '' : 'a tool was called', run.text === '' ? 'says nothing' : ''],
  },
  {
    id: 'average-of-lookups',
    messages: [says('user', 'What is the average height of the Alder hill and the Beech hill?')],
    tools: [
      tool('hill_height', 'Height of a hill in meters', { hill: S('Hill') }, ({ hill }) => ({
        hill: hill ?? '',
        meters: /alder/i.test(text(hill)) ? 300 : 500,
      })),
      tool('average', 'Average of numbers', { numbers: { type: 'array', items: N('Number') } }, ({ numbers }) =>
        Array.isArray(numbers) ? numbers.reduce<number>((sum, one) => sum + Number(one), 0) / numbers.length : 0,
      ),
    ],
    check: (run) => [
      ...order(run, 'hill_height', 'average'),
      run.calls.some((call) => call.name === 'average' && JSON.stringify(call.args['numbers']) === '[300,500]')
        ? ''
        : 'not of both',
      ...has(run, '400'),
    ],
  },
  {
    id: 'translate-what-was-found',
    messages: [says('user', 'Fetch the notice of 4 May and translate it to Spanish.')],
    tools: [
      tool('fetch_notice', 'The notice of a day', { day: S('Day') }, () => 'The pool is closed.'),
      tool('translate', 'Translates a text', { text: S('Text'), target_language: S('Language') }, ({ text: words }) =>
        /pool is closed/.test(text(words)) ? 'La piscina está cerrada.' : 'Error: nothing to translate',
      ),
    ],
    check: (run) => [...order(run, 'fetch_notice', 'translate'), ...has(run, 'piscina')],
  },
  {
    id: 'commands-of-a-shell',
    messages: [
      says('system', 'You are a coding agent. Run the tests after every change.'),
      says('user', 'In app/limits.py set MAX_ITEMS to 50.'),
    ],
    state: () => ({ 'app/limits.py': 'MIN_ITEMS = 1\nMAX_ITEMS = 20\n' }),
    tools: [
      tool('bash', 'Runs a shell command', { command: S('Command') }, () => '5 passed'),
      tool(
        'read_file',
        'Reads a file',
        { path: S('Path') },
        ({ path }, state) => state[text(path)] ?? 'Error: not found',
      ),
      tool(
        'edit',
        'Edits a file: replaces oldText by newText',
        { path: S('Path'), oldText: S('Old text'), newText: S('New text') },
        ({ path, oldText, newText }, state) => {
          const before = text(state[text(path)]);
          if (!before.includes(text(oldText))) return 'Error: oldText not found';
          state[text(path)] = before.replace(text(oldText), text(newText));
          return { now: text(state[text(path)]) };
        },
      ),
    ],
    check: (run) => [
      ...order(run, 'read_file', 'edit'),
      run.calls.some((call) => call.out.includes('MAX_ITEMS = 50') && call.out.includes('MIN_ITEMS = 1'))
        ? ''
        : 'not set',
    ],
  },
];
