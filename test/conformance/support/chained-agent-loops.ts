import { args, count, has, I, N, order, S, says, text, tool, type AgentLoop } from './agent-loop.ts';

/** Agents whose later calls take what earlier ones have brought. */
export const loops: readonly AgentLoop[] = [
  {
    id: 'three-lookups-by-id',
    messages: [says('user', 'Which vet looks after the dog of the tenant Ramona Silk?')],
    tools: [
      tool('vet_record', 'Vet and vaccinations of a pet', { chip_code: S('Chip code of the pet') }, ({ chip_code }) =>
        chip_code === 'CH-88-Q' ? { vet: 'Dr. Moser' } : { error: 'unknown chip' },
      ),
      tool('tenant_by_name', 'Finds the number of a tenant by name', { name: S('Full name') }, ({ name }) =>
        /silk/i.test(text(name)) ? { tenant_no: 'T-551' } : { error: 'no such tenant' },
      ),
      tool('pets_of_tenant', 'The pet of a tenant', { tenant_no: S('Number of the tenant') }, ({ tenant_no }) =>
        tenant_no === 'T-551' ? { chip_code: 'CH-88-Q', kind: 'dog' } : { error: 'unknown tenant' },
      ),
    ],
    check: (run) => [
      ...order(run, 'tenant_by_name', 'pets_of_tenant', 'vet_record'),
      ...args(run, 'vet_record', { chip_code: 'CH-88-Q' }),
      ...has(run, 'Moser'),
    ],
  },
  {
    id: 'details-of-each',
    messages: [says('user', 'How many litres does every boiler of the north wing hold?')],
    tools: [
      tool('boiler_details', 'Volume and age of one boiler', { boiler_id: S('Id of the boiler') }, ({ boiler_id }) => ({
        boiler_id: boiler_id ?? '',
        litres: boiler_id === 'b-7' ? 240 : 310,
      })),
      tool('boilers_of_wing', 'Ids of the boilers in a wing', { wing: S('Name of the wing') }, ({ wing }) =>
        /north/i.test(text(wing)) ? [{ boiler_id: 'b-7' }, { boiler_id: 'b-9' }] : [],
      ),
    ],
    check: (run) => [
      ...order(run, 'boilers_of_wing', 'boiler_details'),
      ...count(run, 'boiler_details', 2),
      ...has(run, '240', '310'),
    ],
  },
  {
    id: 'sql-after-the-schema',
    messages: [
      says(
        'system',
        'You have a database. First list the tables, then read the schema of the one you need, then query.',
      ),
      says('user', 'How many kayaks are there?'),
    ],
    tools: [
      tool('sql_query', 'Runs SQL and returns rows', { statement: S('SQL statement') }, ({ statement }) =>
        /select\b.*count.*\bfrom\s+kayaks/i.test(text(statement)) ? '[(41,)]' : 'Error: no such table',
      ),
      tool('sql_tables', 'Lists the tables of the database', {}, () => 'paddles, kayaks'),
      tool('sql_schema', 'Schema of a table', { table_name: S('Table') }, ({ table_name }) =>
        table_name === 'kayaks' ? 'kayaks(id INTEGER, color TEXT, seats INTEGER)' : 'Error: no such table',
      ),
    ],
    check: (run) => [...order(run, 'sql_tables', 'sql_schema', 'sql_query'), ...has(run, '41')],
  },
  {
    id: 'wait-for-the-render',
    messages: [says('user', 'Render the scene "harbour" and tell me the address of the video when it is finished.')],
    state: () => ({ asked: 0 }),
    tools: [
      tool('render_scene', 'Starts to render a scene; returns a render id', { scene: S('Name of the scene') }, () => ({
        render_id: 'rn-12',
        status: 'queued',
      })),
      tool(
        'render_state',
        'State of a render; the address of the video when it is finished',
        { render_id: S('Id of the render') },
        ({ render_id }, state) => {
          state['asked'] = Number(state['asked']) + 1;
          if (render_id !== 'rn-12') return { error: 'unknown render' };
          return state['asked'] < 3 ? { state: 'in progress' } : { state: 'finished', address: 'https://v.example/12' };
        },
      ),
    ],
    check: (run) => [
      ...order(run, 'render_scene', 'render_state'),
      ...count(run, 'render_scene', 1),
      ...count(run, 'render_state', 3),
      ...args(run, 'render_scene', { scene: 'harbour' }),
      ...has(run, 'v.example/12'),
    ],
  },
  {
    id: 'two-step-payment',
    messages: [
      says('system', 'A payment is prepared first. Execute it with the code that preparing returns.'),
      says('user', 'Pay 40 euros to Nils Brandt.'),
    ],
    tools: [
      tool('execute_payment', 'Carries a prepared payment out', { code: S('Code of the preparation') }, ({ code }) =>
        code === 'pp-31' ? { paid: true } : { error: 'wrong code' },
      ),
      tool(
        'prepare_payment',
        'Prepares a payment; returns a code',
        { amount: N('Amount in euros'), payee: S('Name of the payee') },
        () => ({ code: 'pp-31', valid_minutes: 5 }),
      ),
    ],
    check: (run) => [
      ...order(run, 'prepare_payment', 'execute_payment'),
      ...args(run, 'prepare_payment', { amount: 40, payee: 'Nils Brandt' }),
      ...args(run, 'execute_payment', { code: 'pp-31' }),
    ],
  },
  {
    id: 'sums-within-sums',
    messages: [says('user', 'Compute 90 / (4 + 11) + 2 with the tools.')],
    tools: ['plus', 'divided_by'].map((name) =>
      tool(
        name,
        name === 'plus' ? 'Sum of two numbers' : 'Quotient of two numbers',
        { left: N('first'), right: N('second') },
        ({ left, right }) => ({
          result: name === 'plus' ? Number(left) + Number(right) : Number(left) / Number(right),
        }),
      ),
    ),
    check: (run) => [
      ...args(run, 'plus', { left: 4, right: 11 }),
      ...args(run, 'divided_by', { left: 90, right: 15 }),
      ...args(run, 'plus', { left: 6, right: 2 }),
      ...has(run, '8'),
    ],
  },
  {
    id: 'second-source-when-empty',
    messages: [says('user', 'Look for the recipe "Aniseed braid" in my notes. If there is nothing, try the cookbook.')],
    tools: [
      tool('search_notes', 'Searches the notes', { query: S('Words') }, () => []),
      tool('search_cookbook', 'Searches the cookbook', { query: S('Words') }, ({ query }) =>
        /aniseed/i.test(text(query)) ? [{ title: 'Aniseed braid', page: 118 }] : [],
      ),
    ],
    check: (run) => [...order(run, 'search_notes', 'search_cookbook'), ...has(run, '118')],
  },
  {
    id: 'first-source-is-enough',
    messages: [says('user', 'Look for the recipe "Plum cake" in my notes. If there is nothing, try the cookbook.')],
    tools: [
      tool('search_notes', 'Searches the notes', { query: S('Words') }, () => [{ title: 'Plum cake', page: 7 }]),
      tool('search_cookbook', 'Searches the cookbook', { query: S('Words') }, () => [{ title: 'Plum', page: 118 }]),
    ],
    check: (run) => [...count(run, 'search_notes', 1), ...count(run, 'search_cookbook', 0), ...has(run, '7')],
  },
  {
    id: 'save-then-show',
    messages: [
      says('system', 'Once you have saved a note, open it again and say what it contains.'),
      says('user', 'Save the note "milk, rye bread" under shopping.'),
    ],
    tools: [
      tool('open_note', 'Content of a note', { name: S('Name of the note') }, ({ name }, state) =>
        text(state[text(name)] ?? 'Error: no such note'),
      ),
      tool(
        'save_note',
        'Saves a note under a name',
        { name: S('Name of the note'), content: S('What the note says') },
        ({ name, content }, state) => {
          state[text(name)] = content ?? '';
          return 'saved';
        },
      ),
    ],
    check: (run) => [
      ...order(run, 'save_note', 'open_note'),
      ...args(run, 'save_note', { name: 'shopping', content: 'milk, rye bread' }),
      ...args(run, 'open_note', { name: 'shopping' }),
      ...has(run, 'rye bread'),
    ],
  },
  {
    id: 'finish-with-the-owner',
    final: 'issue_fine',
    options: { tool_choice: 'required' },
    messages: [
      says('system', 'Process the report: look the vehicle up, then call issue_fine.'),
      says('user', 'The car KX 204 was parked on a crossing on 2026-02-11.'),
    ],
    tools: [
      tool('vehicle', 'Owner and color of a vehicle', { plate: S('Number plate') }, () => ({
        owner: 'Tilda Marsh',
        color: 'grey',
      })),
      tool(
        'issue_fine',
        'Issues the fine',
        { plate: S('Number plate'), owner: S('Owner of the vehicle'), date: S('Date, YYYY-MM-DD') },
        () => 'issued',
      ),
    ],
    check: (run) => [
      ...order(run, 'vehicle', 'issue_fine'),
      ...args(run, 'issue_fine', { owner: 'Tilda Marsh', date: '2026-02-11' }),
    ],
  },
  {
    id: 'look-for-the-page',
    messages: [
      says('system', 'You edit a site. When a path does not exist, search for the page.'),
      says('user', 'What title does imprint.md have?'),
    ],
    tools: [
      tool('open_page', 'Source of a page', { path: S('Path of the page') }, ({ path }) =>
        path === 'legal/imprint.md' ? 'title: Who we are\n---\nText' : `Error: ${text(path)} does not exist`,
      ),
      tool('find_files', 'Finds files by a pattern such as *.md', { pattern: S('Pattern') }, () => [
        'legal/imprint.md',
      ]),
    ],
    check: (run) => [...args(run, 'open_page', { path: 'legal/imprint.md' }), ...has(run, 'Who we are')],
  },
  {
    id: 'every-parent-gets-word',
    messages: [says('user', 'Tell the parents of class 4b by mail: "School ends at noon."')],
    tools: [
      tool(
        'mail',
        'Sends an e-mail to one address',
        { address: S('E-mail address'), body: S('Text of the mail') },
        ({ address }) => ({ sent_to: address ?? '' }),
      ),
      tool('class_parents', 'Parents of the pupils of a class', { class: S('Name of the class') }, () => [
        { name: 'Ute', address: 'ute@example.com' },
        { name: 'Per', address: 'per@example.com' },
      ]),
    ],
    check: (run) => [
      ...order(run, 'class_parents', 'mail'),
      ...args(run, 'mail', { address: 'ute@example.com' }),
      ...args(run, 'mail', { address: 'per@example.com' }),
      ...count(run, 'mail', 2),
    ],
  },
  {
    id: 'pages-to-the-end',
    messages: [says('user', 'List all the lighthouses of the register.')],
    tools: [
      tool(
        'lighthouses',
        'One page of the register of lighthouses',
        { page: I('Number of the page, from 1') },
        ({ page }) =>
          page === 2
            ? { items: [{ name: 'Skarv' }], next_page: null }
            : { items: [{ name: 'Torrin' }, { name: 'Ulva' }], next_page: 2 },
        [],
      ),
    ],
    check: (run) => [...count(run, 'lighthouses', 2), ...has(run, 'Torrin', 'Skarv')],
  },
  {
    id: 'length-in-feet',
    messages: [says('user', 'How long is the ferry Astrid in feet?')],
    tools: [
      tool('meters_to_feet', 'Converts meters to feet', { meters: N('Meters') }, ({ meters }) => ({
        feet: Math.round(Number(meters) * 3.28084),
      })),
      tool('ship_data', 'Length of a ship in meters', { ship: S('Name of the ship') }, () => ({ length_meters: 61 })),
    ],
    check: (run) => [
      ...order(run, 'ship_data', 'meters_to_feet'),
      ...args(run, 'meters_to_feet', { meters: 61 }),
      ...has(run, '200'),
    ],
  },
  {
    id: 'earliest-slot',
    messages: [says('user', 'Reserve the earliest court in Malmo for Petra Lind.')],
    tools: [
      tool(
        'reserve_court',
        'Reserves a court',
        { slot_id: S('Id of the slot'), player: S('Name of the player') },
        ({ slot_id }) => ({ reservation: `R-${text(slot_id)}` }),
      ),
      tool('free_courts', 'Free courts of a city with their hours', { city: S('City') }, () => [
        { slot_id: 's5', hour: '17:00' },
        { slot_id: 's2', hour: '09:30' },
      ]),
    ],
    check: (run) => [
      ...order(run, 'free_courts', 'reserve_court'),
      ...args(run, 'reserve_court', { slot_id: 's2', player: 'Petra Lind' }),
      ...count(run, 'reserve_court', 1),
      ...has(run, 'R-s2'),
    ],
  },
  {
    id: 'hint-of-the-error',
    messages: [says('user', 'How high is the water at the gauge Hollen?')],
    tools: [
      tool('water_level', 'Water level at a gauge', { gauge: S('Name of the gauge') }, ({ gauge }) =>
        gauge === 'Hollen-Upper' ? { level_cm: 312 } : 'Error: unknown gauge. Did you mean Hollen-Upper?',
      ),
    ],
    check: (run) => [...args(run, 'water_level', { gauge: 'Hollen-Upper' }), ...has(run, '312')],
  },
  {
    id: 'create-and-link',
    messages: [says('user', 'Create an album called "Fjords" and add the photo ph-90 to it.')],
    tools: [
      tool(
        'add_photo',
        'Adds a photo to an album',
        { album_id: S('Id of the album'), photo_id: S('Id of the photo') },
        ({ album_id }) => (album_id === 'al-3' ? 'added' : 'Error: unknown album'),
      ),
      tool('create_album', 'Creates an album; returns its id', { title: S('Title') }, () => ({ album_id: 'al-3' })),
    ],
    check: (run) => [
      ...order(run, 'create_album', 'add_photo'),
      ...args(run, 'create_album', { title: 'Fjords' }),
      ...args(run, 'add_photo', { album_id: 'al-3', photo_id: 'ph-90' }),
    ],
  },
  {
    id: 'only-if-frost',
    messages: [says('user', 'Check the forecast for Visby and close the greenhouse if it gets below 2 degrees.')],
    tools: [
      tool('close_greenhouse', 'Closes the greenhouse', {}, () => 'closed'),
      tool('forecast', 'Lowest temperature of the night in a town', { town: S('Town') }, () => ({ lowest: 6 })),
    ],
    check: (run) => [...count(run, 'forecast', 1), ...count(run, 'close_greenhouse', 0)],
  },
];
