/** Words of a field, so that an answer about it talks of fitting things. All but `marks` are slots of the templates. */
export interface Domain {
  readonly name: string;
  /** Lower-case words by which a prompt shows that it belongs here. */
  readonly marks: string;
  /** Qualities that one weighs, as noun phrases without article. */
  readonly aspect: readonly string[];
  /** Who deals with it, plural. */
  readonly people: readonly string[];
  /** What one wants of it: verb phrases after "to". */
  readonly goal: readonly string[];
  /** What one does: imperatives without full stop. */
  readonly step: readonly string[];
  /** A thing one can take as an example, with article. */
  readonly sample: readonly string[];
}

const GENERAL: Domain = {
  name: 'general',
  marks: '',
  aspect: [
    'clarity',
    'consistency',
    'timing',
    'flexibility',
    'cost',
    'simplicity',
    'context',
    'quality',
    'long-term value',
    'everyday practice',
  ],
  people: ['beginners', 'experts', 'teams', 'most people', 'newcomers', 'practitioners', 'enthusiasts'],
  goal: [
    'keep things simple',
    'make better decisions',
    'save time',
    'avoid common mistakes',
    'see the bigger picture',
    'build a solid foundation',
    'get reliable results',
  ],
  step: [
    'write down what you want to achieve',
    'start with a small, concrete example',
    'gather the information you already have',
    'compare two or three options side by side',
    'ask someone with experience for feedback',
    'review what worked and what did not',
    'turn what works into a habit',
    'set a realistic time frame',
  ],
  sample: [
    'a small everyday situation',
    'a weekend project',
    'a simple checklist',
    'a short trial run',
    'a conversation with a colleague',
  ],
};

/** The fields that the mock knows words of. */
export const DOMAINS: readonly Domain[] = [
  {
    name: 'software',
    marks:
      'code coding python javascript typescript java rust golang api apis database databases sql server servers software programming program function functions algorithm algorithms react vue angular node nodejs docker kubernetes git github linux cloud aws microservices microservice framework library libraries bug bugs debug testing tests deploy deployment backend frontend web app apps website opentelemetry openllmetry tracing logging cache caching recursion async await thread threads http rest graphql json yaml regex compiler variable class object oriented devops ci cd security encryption password authentication',
    aspect: [
      'performance',
      'readability',
      'error handling',
      'test coverage',
      'maintainability',
      'scalability',
      'security',
      'observability',
      'type safety',
      'developer experience',
      'backward compatibility',
      'deployment cost',
    ],
    people: [
      'developers',
      'engineering teams',
      'backend engineers',
      'maintainers',
      'architects',
      'operations teams',
      'newcomers to the code base',
    ],
    goal: [
      'ship changes with confidence',
      'keep the code base easy to change',
      'find problems before users do',
      'reduce operational surprises',
      'scale without a rewrite',
      'keep complexity under control',
      'shorten the feedback loop',
    ],
    step: [
      'set up a small example project',
      'write a failing test first',
      'measure before you optimise',
      'keep the public interface small',
      'add logging around the critical path',
      'automate the build and the checks',
      'review the change with a second pair of eyes',
      'roll it out behind a feature flag',
      'document the decision and its trade-offs',
      'pin the versions you depend on',
    ],
    sample: [
      'a small command-line tool',
      'a web service with a handful of endpoints',
      'a background job that runs every night',
      'a to-do application',
      'a payment workflow',
    ],
  },
  {
    name: 'ai',
    marks:
      'ai machine_learning deep_learning neural_network neural_networks neural model_training language_model language_models llm llms gpt chatgpt transformer transformers embedding embeddings dataset datasets data_science data_scientist data statistics regression classification prompt prompts rag quantum computing robotics nlp analytics',
    aspect: [
      'data quality',
      'model capacity',
      'generalisation',
      'interpretability',
      'training cost',
      'evaluation',
      'bias',
      'latency',
      'robustness',
      'reproducibility',
    ],
    people: ['researchers', 'data scientists', 'practitioners', 'product teams', 'engineers', 'students of the field'],
    goal: [
      'find patterns in data',
      'make reliable predictions',
      'automate repetitive decisions',
      'learn from examples instead of rules',
      'handle cases nobody wrote down',
      'measure progress honestly',
    ],
    step: [
      'define the question and the metric first',
      'collect and clean a representative data set',
      'begin with a simple baseline',
      'split the data before you look at it',
      'train, evaluate and inspect the errors',
      'tune one thing at a time',
      'test on data from another source',
      'monitor the results after release',
    ],
    sample: [
      'a spam filter',
      'a recommendation system',
      'a handwriting recogniser',
      'a support chatbot',
      'a demand forecast',
    ],
  },
  {
    name: 'food',
    marks:
      'cook cooking recipe recipes food dinner lunch breakfast bake baking bread cake pasta pizza soup salad coffee tea meal meals eat diet vegetarian vegan chicken rice cheese chocolate dessert ingredient ingredients kitchen wine restaurant avocado alfajores fruit vegetables',
    aspect: [
      'ingredient quality',
      'seasoning',
      'texture',
      'timing',
      'temperature',
      'balance of flavours',
      'presentation',
      'nutrition',
      'portion size',
      'preparation',
    ],
    people: ['home cooks', 'chefs', 'families', 'food lovers', 'bakers', 'busy people'],
    goal: [
      'bring out the flavour',
      'keep the texture right',
      'save time on weeknights',
      'eat well on a budget',
      'please a crowd',
      'waste less',
    ],
    step: [
      'read the whole recipe first',
      'measure and prepare the ingredients',
      'preheat the oven or pan',
      'season in small amounts and taste often',
      'cook on medium heat and keep an eye on it',
      'let it rest for a few minutes',
      'finish with fresh herbs or a squeeze of lemon',
      'serve while it is warm',
    ],
    sample: [
      'a simple tomato pasta',
      'a tray of roasted vegetables',
      'a weekday soup',
      'a loaf of bread',
      'a breakfast bowl',
    ],
  },
  {
    name: 'travel',
    marks:
      'travel trip visit vacation holiday flight flights hotel city cities tourist itinerary paris london tokyo york rome italy japan france spain beach beaches mountains hiking museum museums country countries weekend backpacking road island sightseeing',
    aspect: [
      'local food',
      'public transport',
      'the season',
      'budget',
      'location',
      'culture',
      'pacing',
      'safety',
      'advance planning',
      'local etiquette',
    ],
    people: ['travellers', 'first-time visitors', 'locals', 'families', 'solo travellers', 'photographers'],
    goal: [
      'see the highlights without rushing',
      'get a feel for local life',
      'avoid the crowds',
      'stay within budget',
      'leave room for surprises',
      'make the most of a few days',
    ],
    step: [
      'choose the season before the dates',
      'book transport and the first night early',
      'stay near a central station',
      'group the sights by neighbourhood',
      'reserve popular museums in advance',
      'keep one afternoon free',
      'carry a copy of important documents',
      'try the food at a local market',
    ],
    sample: [
      'a long weekend',
      'a walk through the old town',
      'a day trip by train',
      'an early morning at a viewpoint',
      'an evening at the market',
    ],
  },
  {
    name: 'health',
    marks:
      'health healthy exercise sleep workout fitness yoga meditation stress weight muscle running run vitamin vitamins doctor medicine disease symptoms pain headache anxiety mental therapy heart blood immune running',
    aspect: [
      'sleep',
      'regular movement',
      'nutrition',
      'recovery',
      'consistency',
      'stress management',
      'mobility',
      'hydration',
      'mental focus',
      'heart health',
    ],
    people: ['doctors', 'coaches', 'beginners', 'athletes', 'researchers', 'people with desk jobs'],
    goal: [
      'feel better day to day',
      'build lasting habits',
      'lower stress',
      'stay active as you get older',
      'recover well',
      'keep your energy steady',
    ],
    step: [
      'start with ten minutes a day',
      'pick a time that fits your routine',
      'increase the effort gradually',
      'drink enough water',
      'sleep seven to nine hours',
      'track how you feel for two weeks',
      'take a rest day when you need one',
      'ask a doctor if something feels wrong',
    ],
    sample: [
      'a brisk walk after lunch',
      'a short stretching routine',
      'a regular bedtime',
      'a breathing exercise',
      'a balanced breakfast',
    ],
  },
  {
    name: 'money',
    marks:
      'money invest investing investment stock stocks bank budget savings tax taxes mortgage loan finance financial crypto bitcoin economy economics inflation market markets price retirement insurance salary debt',
    aspect: [
      'risk',
      'cost',
      'liquidity',
      'diversification',
      'time horizon',
      'inflation',
      'tax treatment',
      'cash flow',
      'discipline',
      'transparency',
    ],
    people: ['investors', 'households', 'economists', 'savers', 'advisers', 'small businesses'],
    goal: [
      'protect what you have',
      'grow savings steadily',
      'plan for surprises',
      'understand the risks',
      'keep costs low',
      'reach long-term goals',
    ],
    step: [
      'list your income and fixed costs',
      'build an emergency fund first',
      'pay off expensive debt',
      'compare fees before you sign anything',
      'spread the risk',
      'automate a monthly amount',
      'review the plan once a year',
      'talk to a qualified adviser about your own case',
    ],
    sample: [
      'a monthly budget',
      'an index fund',
      'a savings account',
      'a household with one income',
      'a small business in its first year',
    ],
  },
  {
    name: 'science',
    marks:
      'science physics chemistry biology space planet planets star stars sun moon mars earth ocean oceans climate weather evolution gravity light energy atom atoms photosynthesis cell cells dna rain sky animals animal cats cat dogs dog birds whales dinosaurs volcano universe galaxy water relativity electricity temperature',
    aspect: [
      'energy',
      'observation',
      'scale',
      'measurement',
      'temperature',
      'pressure',
      'structure',
      'adaptation',
      'cause and effect',
      'evidence',
    ],
    people: ['scientists', 'researchers', 'students', 'observers', 'naturalists', 'teachers'],
    goal: [
      'explain what we observe',
      'make predictions that can be tested',
      'connect small causes with large effects',
      'compare theory with evidence',
      'understand how nature works',
    ],
    step: [
      'observe it closely',
      'note what changes and what stays the same',
      'form a simple hypothesis',
      'test it with a controlled experiment',
      'measure more than once',
      'compare the result with the prediction',
      'look for other explanations',
      'share the data',
    ],
    sample: [
      'a glass of water in sunlight',
      'a night sky far from the city',
      'a pond in spring',
      'a falling apple',
      'a weather balloon',
    ],
  },
  {
    name: 'history',
    marks:
      'history historical war wars empire roman rome ancient medieval king queen revolution president culture cultural art artist painting music literature writer book books novel philosophy religion museum century voltaire shakespeare democracy government politics political law society language languages film movie movies theatre architecture renaissance',
    aspect: [
      'power',
      'trade',
      'everyday life',
      'art',
      'law',
      'religion',
      'technology',
      'language',
      'social change',
      'memory',
    ],
    people: ['historians', 'contemporaries', 'later generations', 'artists', 'scholars', 'ordinary people'],
    goal: [
      'understand how ideas spread',
      'see the present in context',
      'tell causes from coincidences',
      'hear several points of view',
      'trace long-term change',
    ],
    step: [
      'start with a short timeline',
      'read one primary source',
      'look at a map of the period',
      'compare two historians who disagree',
      'ask who wrote the record and why',
      'follow one person through the events',
      'connect it with what came before',
      'note what changed afterwards',
    ],
    sample: [
      'a letter from the period',
      'a market town',
      'a single famous speech',
      'a painting and its patron',
      'a family across three generations',
    ],
  },
  {
    name: 'work',
    marks:
      'business company startup startups marketing sales customer customers product products team teams manager management meeting job career interview resume leadership project projects strategy brand productivity remote office employees boss email shop store socks name ideas',
    aspect: [
      'focus',
      'customer value',
      'communication',
      'ownership',
      'cost',
      'speed',
      'trust',
      'feedback',
      'hiring',
      'positioning',
    ],
    people: ['founders', 'managers', 'customers', 'small teams', 'colleagues', 'stakeholders'],
    goal: [
      'solve a real problem',
      'win the trust of customers',
      'keep the team aligned',
      'learn quickly from feedback',
      'grow at a healthy pace',
      'stand out from the competition',
    ],
    step: [
      'talk to five potential customers',
      'write the goal in one sentence',
      'agree on who owns what',
      'set a short deadline for a first version',
      'measure one number that matters',
      'share progress every week',
      'ask for honest feedback',
      'decide what not to do',
    ],
    sample: [
      'a neighbourhood shop',
      'a small online store',
      'a two-week pilot',
      'a first meeting with a client',
      'a remote team of five',
    ],
  },
  {
    name: 'music',
    marks:
      'guitar piano violin ukulele drums drumming bass flute cello saxophone singing sing song songs songwriting chords chord melody instrument instruments band concert choir orchestra chess painting drawing photography photo pottery knitting dance dancing hobby hobbies',
    aspect: [
      'rhythm',
      'posture',
      'technique',
      'regular practice',
      'listening',
      'patience',
      'expression',
      'good equipment',
      'relaxed hands',
      'enjoyment',
    ],
    people: ['beginners', 'hobbyists', 'teachers', 'players', 'performers', 'self-taught people'],
    goal: [
      'play with confidence',
      'keep practice fun',
      'build muscle memory',
      'learn your favourite pieces',
      'make steady progress',
      'perform for friends',
    ],
    step: [
      'practise ten to twenty minutes every day',
      'start slowly and use a metronome',
      'learn a few basics until they feel easy',
      'choose pieces you love',
      'record yourself and listen back',
      'repeat the hard part on its own',
      'keep your hands and shoulders relaxed',
      'play together with others',
    ],
    sample: [
      'a simple three-chord song',
      'a short warm-up',
      'a favourite tune',
      'a first lesson',
      'a small home concert',
    ],
  },
  {
    name: 'learning',
    marks:
      'learn learning study studying school student students teacher education course english spanish french german chinese japanese vocabulary grammar exam exams math maths mathematics calculus algebra homework university read reading write writing memory',
    aspect: [
      'regular practice',
      'feedback',
      'motivation',
      'spaced repetition',
      'goal setting',
      'active recall',
      'the choice of examples',
      'patience',
      'variety',
      'rest',
    ],
    people: ['learners', 'teachers', 'students', 'self-taught people', 'tutors', 'parents'],
    goal: [
      'remember more with less effort',
      'stay motivated',
      'build real fluency',
      'close the gaps step by step',
      'use the knowledge in practice',
      'make steady progress',
    ],
    step: [
      'set a small goal for the week',
      'practise a little every day',
      'test yourself instead of rereading',
      'repeat difficult parts after a few days',
      'use what you learned in a real situation',
      'find a partner or a teacher for feedback',
      'keep a short log of your progress',
      'celebrate small wins',
    ],
    sample: [
      'a twenty-minute session every morning',
      'a set of flash cards',
      'a short story in simple language',
      'a practice test',
      'a study group',
    ],
  },
  GENERAL,
];

const index: ReadonlyMap<string, Domain> = new Map(
  DOMAINS.toReversed().flatMap((domain) =>
    domain.marks === '' ? [] : domain.marks.split(' ').map((word): [string, Domain] => [word, domain]),
  ),
);

/** First words of the fields that have two: a pair is made up only behind one of these. */
const FIRST_OF_PAIR: ReadonlySet<string> = new Set(
  [...index.keys()].filter((mark) => mark.includes('_')).map((mark) => mark.slice(0, mark.indexOf('_'))),
);

/** Words that occur in every field, and only tell where nothing else does. */
const WEAK: ReadonlySet<string> = new Set(
  'learn learning study studying read reading write writing work app data name names ideas price energy art language culture society price team teams project market'.split(
    ' ',
  ),
);

/** The field to which most of the keywords belong; the general one when none is known. */
export function domainOf(keywords: readonly string[]): Domain {
  let best = GENERAL;
  let most = 0;
  const votes = new Map<Domain, number>();
  let before = '';
  for (const word of keywords) {
    // "machine learning" is a field, "learning" what one does in any.
    const pair = FIRST_OF_PAIR.has(before) ? index.get(`${before}_${word}`) : undefined;
    before = word;
    const domain = pair ?? index.get(word);
    if (domain === undefined) continue;
    const count = (votes.get(domain) ?? 0) + (pair === undefined ? (WEAK.has(word) ? 0.5 : 1) : 2);
    votes.set(domain, count);
    if (count > most) [best, most] = [domain, count];
  }
  return best;
}
