import { args, count, has, I, N, order, S, says, text, tool, type AgentLoop } from './agent-loop.ts';

/** Further agents, each with words and tools of another trade. */
export const loops: readonly AgentLoop[] = [
  {
    id: 'kelvin-of-a-furnace',
    messages: [says('user', 'How hot is furnace 3 in kelvin?')],
    tools: [
      tool(
        'celsius_to_kelvin',
        'Converts degrees Celsius to kelvin',
        { celsius: N('Degrees Celsius') },
        ({ celsius }) => ({ kelvin: Number(celsius) + 273 }),
      ),
      tool(
        'furnace_sensor',
        'Temperature of a furnace in degrees Celsius',
        { furnace: I('Number of the furnace') },
        ({ furnace }) => ({ furnace: furnace ?? 0, temperature_c: 927 }),
      ),
    ],
    check: (run) => [
      ...order(run, 'furnace_sensor', 'celsius_to_kelvin'),
      ...args(run, 'furnace_sensor', { furnace: 3 }),
      ...args(run, 'celsius_to_kelvin', { celsius: 927 }),
      ...has(run, '1200'),
    ],
  },
  {
    id: 'mailbox-then-message',
    messages: [
      says('system', 'You look after a mailbox. List the messages before you open one.'),
      says('user', 'What does the landlord want?'),
    ],
    tools: [
      tool('open_message', 'Text of one message', { message_id: S('Id of the message') }, ({ message_id }) =>
        message_id === 'm2' ? 'The boiler will be checked on 9 June.' : 'Error: no such message',
      ),
      tool('list_messages', 'Sender and id of all messages', {}, () => [
        { message_id: 'm1', sender: 'bank' },
        { message_id: 'm2', sender: 'landlord' },
      ]),
    ],
    check: (run) => [
      ...order(run, 'list_messages', 'open_message'),
      ...args(run, 'open_message', { message_id: 'm2' }),
      ...has(run, '9 June'),
    ],
  },
  {
    id: 'three-at-once',
    messages: [says('user', 'Give me the depth of Lake Orro, Lake Winsk and Lake Tamm.')],
    tools: [
      tool('lake_depth', 'Greatest depth of a lake in metres', { lake: S('Name of the lake') }, ({ lake }) => ({
        lake: lake ?? '',
        depth_m: /orro/i.test(text(lake)) ? 31 : /winsk/i.test(text(lake)) ? 74 : 120,
      })),
    ],
    check: (run) => [...count(run, 'lake_depth', 3), ...has(run, '31', '74', '120')],
  },
  {
    id: 'check-before-delete',
    messages: [
      says('system', 'Never delete a branch without checking first whether it is merged.'),
      says('user', 'Delete the branch fix-login.'),
    ],
    tools: [
      tool('delete_branch', 'Deletes a branch', { branch: S('Name of the branch') }, ({ branch }) => ({
        deleted: branch ?? '',
      })),
      tool('is_merged', 'Tells whether a branch is merged', { branch: S('Name of the branch') }, ({ branch }) => ({
        branch: branch ?? '',
        merged: true,
      })),
    ],
    check: (run) => [
      ...order(run, 'is_merged', 'delete_branch'),
      ...args(run, 'delete_branch', { branch: 'fix-login' }),
      ...has(run, 'fix-login'),
    ],
  },
  {
    id: 'plate-to-owner',
    messages: [says('user', 'Who owns the car with the plate KX-4410?')],
    tools: [
      tool('owner_record', 'Name and town of a registered owner', { owner_id: I('Id of the owner') }, ({ owner_id }) =>
        owner_id === 61 ? { name: 'Dorte Vang', town: 'Ribe' } : { error: 'unknown owner' },
      ),
      tool('plate_lookup', 'Finds the owner id for a licence plate', { plate: S('Licence plate') }, ({ plate }) =>
        plate === 'KX-4410' ? { owner_id: 61 } : { error: 'unknown plate' },
      ),
    ],
    check: (run) => [
      ...order(run, 'plate_lookup', 'owner_record'),
      ...args(run, 'plate_lookup', { plate: 'KX-4410' }),
      ...has(run, 'Dorte Vang'),
    ],
  },
  {
    id: 'the-red-one',
    messages: [says('user', 'Unlock the red bike, please.')],
    tools: [
      tool('unlock_bike', 'Unlocks a bike', { bike_id: S('Id of the bike') }, ({ bike_id }) => ({
        unlocked: bike_id ?? '',
      })),
      tool('nearby_bikes', 'Bikes that stand nearby, with their colors', {}, () => [
        { bike_id: 'b1', color: 'blue' },
        { bike_id: 'b2', color: 'red' },
      ]),
    ],
    check: (run) => [
      ...order(run, 'nearby_bikes', 'unlock_bike'),
      ...args(run, 'unlock_bike', { bike_id: 'b2' }),
      ...count(run, 'unlock_bike', 1),
      ...has(run, 'b2'),
    ],
  },
  {
    id: 'no-hit',
    messages: [says('user', 'Do we have a spare part for the pump PX9?')],
    tools: [
      tool('search_parts', 'Searches the spare parts in the warehouse', { query: S('Words') }, () => ({ hits: [] })),
    ],
    check: (run) => [
      ...count(run, 'search_parts', 1),
      run.calls.some((call) => /PX9/.test(text(call.args['query']))) ? '' : 'query without the pump',
      run.text === '' ? 'says nothing' : '',
    ],
  },
  {
    id: 'answer-with-number',
    final: 'answer',
    options: { tool_choice: 'required' },
    messages: [
      says('system', 'Use the tools. Call answer with the number at the end.'),
      says('user', 'How many chairs are in the blue hall?'),
    ],
    tools: [
      tool('hall_inventory', 'Furniture in a hall', { hall: S('Name of the hall') }, ({ hall }) => ({
        hall: hall ?? '',
        chairs: 64,
        tables: 12,
      })),
      tool('answer', 'Gives the final answer', { value: I('The number') }, () => 'ok'),
    ],
    check: (run) => [...order(run, 'hall_inventory', 'answer'), ...args(run, 'answer', { value: 64 })],
  },
  {
    id: 'every-unpaid-member',
    max: 12,
    messages: [says('user', 'Send a reminder to each member who has not paid.')],
    tools: [
      tool('list_members', 'All members and whether they have paid', {}, () => [
        { member_id: 'A', name: 'Ona', paid: false },
        { member_id: 'B', name: 'Rui', paid: true },
        { member_id: 'C', name: 'Eli', paid: false },
      ]),
      tool('send_reminder', 'Sends a reminder to a member', { member_id: S('Id of the member') }, ({ member_id }) => ({
        sent_to: member_id ?? '',
      })),
    ],
    check: (run) => [
      ...order(run, 'list_members', 'send_reminder'),
      ...args(run, 'send_reminder', { member_id: 'A' }),
      ...args(run, 'send_reminder', { member_id: 'C' }),
      ...count(run, 'send_reminder', 2),
    ],
  },
  {
    id: 'edit-then-lint',
    messages: [
      says('system', 'You edit code. Read first. After an edit call lint and report its result.'),
      says('user', 'In web/nav.css replace the color teal by navy.'),
    ],
    state: () => ({ 'web/nav.css': '.nav { color: teal; }\n.nav a { color: teal; }\n' }),
    tools: [
      tool('lint', 'Checks the style of the code', {}, (_, state) =>
        /teal/.test(text(state['web/nav.css'])) ? '1 problem' : 'no problems',
      ),
      tool(
        'cat',
        'Prints a file',
        { path: S('Path') },
        ({ path }, state) => state[text(path)] ?? 'Error: no such file',
      ),
      tool(
        'edit_file',
        'Replaces a piece of a file',
        { path: S('Path'), old_text: S('Piece as it stands'), new_text: S('New piece') },
        ({ path, old_text, new_text }, state) => {
          const before = text(state[text(path)]);
          if (old_text === '' || !before.includes(text(old_text))) return 'Error: old_text not found';
          state[text(path)] = before.replace(text(old_text), text(new_text));
          return 'edited';
        },
      ),
    ],
    check: (run) => [
      ...order(run, 'cat', 'edit_file', 'lint'),
      run.calls.some((call) => call.out === 'no problems') ? '' : 'teal is left',
      ...has(run, 'no problems'),
    ],
  },
  {
    id: 'clock-then-reminder',
    messages: [says('user', 'Remind me in two days to water the ferns. Look up the date of today yourself.')],
    tools: [
      tool('get_date', 'Current date', {}, () => ({ date: '2026-07-30' })),
      tool(
        'add_reminder',
        'Adds a reminder',
        { date: S('Date, YYYY-MM-DD'), text: S('What of') },
        ({ date, text: what }) => ({ reminder: `${text(date)} ${text(what)}` }),
      ),
    ],
    check: (run) => [
      ...order(run, 'get_date', 'add_reminder'),
      ...args(run, 'add_reminder', { date: '2026-08-01' }),
      run.calls.some((call) => /water the ferns/i.test(text(call.args['text']))) ? '' : 'not about the ferns',
      ...has(run, '2026-08-01'),
    ],
  },
  {
    id: 'hint-of-another-name',
    messages: [says('user', 'What is the balance of the account savings?')],
    tools: [
      tool(
        'account_balance',
        'Balance of an account',
        { account_name: S('Name of the account') },
        ({ account_name }) =>
          account_name === 'savings_eur'
            ? { balance: 512.75 }
            : 'Error: no account with this name. Available accounts: giro_eur, savings_eur, card_usd',
      ),
    ],
    check: (run) => [
      ...args(run, 'account_balance', { account_name: 'savings_eur' }),
      run.calls.length <= 3 ? '' : 'too many tries',
      ...has(run, '512.75'),
    ],
  },
  {
    id: 'stock-before-order',
    messages: [says('user', 'Order 5 boxes of printer paper if there are enough in stock.')],
    tools: [
      tool('check_stock', 'How many of an article are in stock', { article: S('Article') }, ({ article }) => ({
        article: article ?? '',
        in_stock: 40,
      })),
      tool('place_order', 'Orders an article', { article: S('Article'), quantity: I('How many') }, ({ quantity }) => ({
        order: 'PO-3',
        quantity: quantity ?? 0,
      })),
    ],
    check: (run) => [
      ...order(run, 'check_stock', 'place_order'),
      ...args(run, 'place_order', { quantity: 5 }),
      run.calls.some((call) => call.name === 'place_order' && /printer paper/i.test(text(call.args['article'])))
        ? ''
        : 'not printer paper',
      ...has(run, 'PO-3'),
    ],
  },
  {
    id: 'invite-those-who-are-free',
    messages: [says('user', 'What is the total weight of the parcels P-1 and P-2?')],
    tools: [
      tool('sum', 'Sum of a list of numbers', { values: { type: 'array', items: N('Number') } }, ({ values }) =>
        Array.isArray(values) ? values.reduce<number>((all, one) => all + Number(one), 0) : 0,
      ),
      tool('parcel_info', 'Weight and address of a parcel', { parcel_id: S('Id of the parcel') }, ({ parcel_id }) => ({
        parcel_id: parcel_id ?? '',
        weight_kg: parcel_id === 'P-1' ? 3.5 : 8,
      })),
    ],
    check: (run) => [...count(run, 'parcel_info', 2), ...order(run, 'parcel_info', 'sum'), ...has(run, '11.5')],
  },
  {
    id: 'poem-needs-nothing',
    messages: [says('user', 'Write a short poem about the sea.')],
    tools: [tool('sea_temperature', 'Temperature of the sea at a beach', { beach: S('Beach') }, () => 18)],
    check: (run) => [...count(run, 'sea_temperature', 0)],
  },
  {
    id: 'deploy-after-the-tests',
    messages: [
      says('system', 'Run the tests before you deploy. Deploy only when they pass.'),
      says('user', 'Please deploy the service billing-api.'),
    ],
    tools: [
      tool('deploy', 'Deploys a service', { service: S('Name of the service') }, ({ service }) => ({
        deployed: service ?? '',
        version: '2.8.0',
      })),
      tool(
        'run_tests',
        'Runs the tests of a service',
        { service: S('Name of the service') },
        () => 'all 31 tests passed',
      ),
    ],
    check: (run) => [
      ...order(run, 'run_tests', 'deploy'),
      ...args(run, 'deploy', { service: 'billing-api' }),
      ...has(run, '2.8.0'),
    ],
  },
  {
    id: 'two-parts-of-a-name',
    messages: [says('user', 'Add a contact: Yara Benali, phone +32 470 11 22 33.')],
    tools: [
      tool(
        'add_contact',
        'Adds a contact',
        { first_name: S('First name'), last_name: S('Last name'), phone: S('Phone number') },
        ({ last_name }) => ({ added: last_name ?? '' }),
      ),
    ],
    check: (run) => [
      ...args(run, 'add_contact', { first_name: 'Yara', last_name: 'Benali', phone: '+32 470 11 22 33' }),
      ...has(run, 'Benali'),
    ],
  },
  {
    id: 'nothing-is-deleted-unasked',
    messages: [says('user', 'Which backups are older than a year?')],
    tools: [
      tool('list_backups', 'All backups with their age', {}, () => [
        { backup_id: 'k1', age_days: 400 },
        { backup_id: 'k2', age_days: 20 },
      ]),
      tool('delete_backup', 'Deletes a backup', { backup_id: S('Id') }, () => 'deleted'),
    ],
    check: (run) => [...count(run, 'list_backups', 1), ...count(run, 'delete_backup', 0), ...has(run, 'k1')],
  },
  {
    id: 'timer-of-a-recipe',
    messages: [says('user', 'Look up how long the lentil stew has to cook and set a timer for it.')],
    tools: [
      tool('set_timer', 'Sets a timer', { minutes: I('Minutes') }, ({ minutes }) => ({ timer: minutes ?? 0 })),
      tool('find_recipe', 'Recipe with cooking time', { name: S('Name of the dish') }, ({ name }) => ({
        name: name ?? '',
        cook_minutes: 35,
      })),
    ],
    check: (run) => [
      ...order(run, 'find_recipe', 'set_timer'),
      ...args(run, 'set_timer', { minutes: 35 }),
      ...has(run, '35'),
    ],
  },
  {
    id: 'assign-to-the-freest',
    messages: [says('user', 'Assign ticket T-77 to the agent with the fewest open tickets.')],
    tools: [
      tool('list_agents', 'Agents with the number of their open tickets', {}, () => [
        { agent_id: 'ag-1', open_tickets: 7 },
        { agent_id: 'ag-2', open_tickets: 2 },
        { agent_id: 'ag-3', open_tickets: 5 },
      ]),
      tool(
        'assign_ticket',
        'Assigns a ticket to an agent',
        { ticket_id: S('Id of the ticket'), agent_id: S('Id of the agent') },
        ({ agent_id }) => ({ assigned_to: agent_id ?? '' }),
      ),
    ],
    check: (run) => [
      ...order(run, 'list_agents', 'assign_ticket'),
      ...args(run, 'assign_ticket', { ticket_id: 'T-77', agent_id: 'ag-2' }),
      ...has(run, 'ag-2'),
    ],
  },
];
