import type { Language } from '../understand/ask.ts';

/** The small stock of a language in which the mock speaks only a little. */
export interface ForeignBank {
  readonly greetings: readonly string[];
  readonly thanks: readonly string[];
  readonly openings: readonly string[];
  readonly body: readonly string[];
  readonly closings: readonly string[];
}

export const FOREIGN: Readonly<Record<Exclude<Language, 'en' | 'zh'>, ForeignBank>> = {
  es: {
    greetings: [
      '¡Hola! ¿[En qué puedo ayudarte|Cómo puedo ayudarte] hoy?',
      '¡Hola! 👋 ¿[Qué necesitas|De qué te gustaría hablar]?',
      '¡Buenas! Estoy aquí para ayudarte. ¿Por dónde empezamos?',
    ],
    thanks: ['¡De nada! ¿[Hay algo más en lo que pueda ayudarte|Necesitas algo más]?', '¡Con mucho gusto! 😊'],
    openings: [
      '[Claro|Por supuesto], hablemos de "{topic}".',
      'Sobre "{topic}" hay [varias cosas|algunos puntos] que conviene saber.',
      '[Buena pregunta|Interesante pregunta]: "{topic}" es un tema con muchos matices.',
    ],
    body: [
      'En la práctica, lo más importante es empezar con un ejemplo sencillo.',
      'Conviene tener en cuenta el contexto antes de tomar una decisión.',
      'Muchas personas se fijan solo en un aspecto y olvidan los demás.',
      'Con el tiempo, la constancia da mejores resultados que la prisa.',
      'También ayuda comparar dos o tres opciones con calma.',
      'Cada caso es distinto, así que vale la pena observar los detalles.',
    ],
    closings: [
      '¿Quieres que lo explique con [un ejemplo|más detalle]?',
      'Espero que te sea útil. 😊',
      'Si quieres, puedo profundizar en algún punto.',
    ],
  },
  fr: {
    greetings: [
      "Bonjour ! Comment puis-je [vous aider|t'aider] aujourd'hui ?",
      'Bonjour ! 👋 [De quoi souhaitez-vous parler|Que puis-je faire pour vous] ?',
      'Bonjour et bienvenue ! Par où commençons-nous ?',
    ],
    thanks: ['Avec plaisir ! [Y a-t-il autre chose|Puis-je vous aider pour autre chose] ?', 'Je vous en prie ! 😊'],
    openings: [
      '[Bien sûr|Volontiers], parlons de « {topic} ».',
      'Au sujet de « {topic} », il y a [plusieurs choses|quelques points] à savoir.',
      '[Bonne question|Question intéressante] : « {topic} » est un sujet riche.',
    ],
    body: [
      'En pratique, il vaut mieux commencer par un exemple simple.',
      'Le contexte joue un rôle important dans la plupart des cas.',
      "On oublie souvent qu'il faut du temps pour obtenir de bons résultats.",
      'Il est utile de comparer deux ou trois approches avant de choisir.',
      "Les détails comptent, mais la vue d'ensemble compte davantage.",
      "Chaque situation est différente, et il faut s'adapter.",
    ],
    closings: [
      'Souhaitez-vous [un exemple|plus de détails] ?',
      "J'espère que cela vous aide. 😊",
      'Je peux approfondir un point si vous le souhaitez.',
    ],
  },
  de: {
    greetings: [
      'Hallo! Wie kann ich [dir|Ihnen] heute helfen?',
      'Hallo! 👋 [Was kann ich für dich tun|Worüber möchtest du sprechen]?',
      'Guten Tag! Womit sollen wir anfangen?',
    ],
    thanks: ['Gern geschehen! [Kann ich sonst noch helfen|Gibt es noch etwas]?', 'Sehr gerne! 😊'],
    openings: [
      '[Gerne|Natürlich], sprechen wir über „{topic}“.',
      'Zu „{topic}“ gibt es [einiges|ein paar Punkte] zu sagen.',
      '[Gute Frage|Interessante Frage]: „{topic}“ ist ein vielseitiges Thema.',
    ],
    body: [
      'In der Praxis beginnt man am besten mit einem einfachen Beispiel.',
      'Der Zusammenhang spielt dabei eine wichtige Rolle.',
      'Viele achten nur auf einen Aspekt und übersehen die anderen.',
      'Mit der Zeit zahlt sich Geduld aus.',
      'Es hilft, zwei oder drei Möglichkeiten in Ruhe zu vergleichen.',
      'Jeder Fall ist anders, daher lohnt sich ein genauer Blick.',
    ],
    closings: [
      'Soll ich [ein Beispiel nennen|mehr ins Detail gehen]?',
      'Ich hoffe, das hilft weiter. 😊',
      'Bei Bedarf kann ich einen Punkt vertiefen.',
    ],
  },
  pt: {
    greetings: [
      'Olá! Como posso ajudar [você|hoje]?',
      'Olá! 👋 [Sobre o que você quer conversar|O que você precisa]?',
      'Oi! Estou aqui para ajudar. Por onde começamos?',
    ],
    thanks: ['De nada! [Posso ajudar em mais alguma coisa|Precisa de algo mais]?', 'Disponha! 😊'],
    openings: [
      '[Claro|Com certeza], vamos falar sobre "{topic}".',
      'Sobre "{topic}", há [alguns pontos|várias coisas] importantes.',
      '[Boa pergunta|Pergunta interessante]: "{topic}" é um tema amplo.',
    ],
    body: [
      'Na prática, vale a pena começar com um exemplo simples.',
      'O contexto faz muita diferença na maioria dos casos.',
      'Muita gente olha apenas para um aspecto e esquece os outros.',
      'Com o tempo, a constância traz melhores resultados.',
      'Também ajuda comparar duas ou três opções com calma.',
    ],
    closings: [
      'Quer que eu dê [um exemplo|mais detalhes]?',
      'Espero ter ajudado. 😊',
      'Posso aprofundar algum ponto, se quiser.',
    ],
  },
  it: {
    greetings: [
      'Ciao! Come posso aiutarti [oggi|]?',
      'Ciao! 👋 [Di cosa vuoi parlare|Cosa posso fare per te]?',
      'Buongiorno! Da dove cominciamo?',
    ],
    thanks: ['Prego! [Posso aiutarti con altro|Serve altro]?', 'Figurati! 😊'],
    openings: [
      '[Certo|Volentieri], parliamo di "{topic}".',
      'Su "{topic}" ci sono [alcune cose|diversi punti] da sapere.',
      '[Bella domanda|Domanda interessante]: "{topic}" è un tema ricco.',
    ],
    body: [
      'In pratica conviene iniziare da un esempio semplice.',
      'Il contesto conta molto nella maggior parte dei casi.',
      'Spesso si guarda a un solo aspetto e si dimenticano gli altri.',
      'Con il tempo la costanza dà risultati migliori.',
      'È utile confrontare due o tre possibilità con calma.',
    ],
    closings: [
      'Vuoi [un esempio|più dettagli]?',
      'Spero che ti sia utile. 😊',
      'Se vuoi, posso approfondire un punto.',
    ],
  },
  ru: {
    greetings: [
      'Здравствуйте! Чем я могу [вам помочь|помочь]?',
      'Привет! 👋 [О чём поговорим|Чем могу помочь]?',
      'Добрый день! С чего начнём?',
    ],
    thanks: ['Пожалуйста! [Могу ли я ещё чем-то помочь|Нужно что-нибудь ещё]?', 'Всегда рад помочь! 😊'],
    openings: [
      '[Конечно|С удовольствием], поговорим о теме «{topic}».',
      'О теме «{topic}» стоит знать [несколько вещей|следующее].',
      '[Хороший вопрос|Интересный вопрос]: «{topic}» — многогранная тема.',
    ],
    body: [
      'На практике лучше начать с простого примера.',
      'Многое зависит от контекста.',
      'Часто смотрят только на одну сторону и забывают о других.',
      'Со временем постоянство даёт лучший результат.',
      'Полезно спокойно сравнить два или три варианта.',
    ],
    closings: ['Хотите [пример|больше подробностей]?', 'Надеюсь, это поможет. 😊', 'Могу рассказать подробнее.'],
  },
  ja: {
    greetings: [
      'こんにちは！[今日は何をお手伝いしましょうか|どのようなご用件でしょうか]？',
      'こんにちは！👋 [何についてお話ししましょうか|お気軽にご質問ください]。',
      'はじめまして！ご質問をどうぞ。',
    ],
    thanks: [
      'どういたしまして！[他に何かお手伝いできることはありますか|またいつでもどうぞ]。',
      'お役に立ててうれしいです！😊',
    ],
    openings: [
      '「{topic}」についてですね。[ご説明します|いくつかポイントがあります]。',
      '[良い質問ですね|興味深いご質問です]。「{topic}」にはいくつかの側面があります。',
      '「{topic}」について[簡単に|順番に]説明します。',
    ],
    body: [
      '実際には、簡単な例から始めるのがおすすめです。',
      '多くの場合、背景や状況が大切になります。',
      '一つの面だけを見て、他の面を忘れてしまうことがよくあります。',
      '時間をかけて続けることで、良い結果につながります。',
      '二つか三つの方法を比べてみるのも役に立ちます。',
    ],
    closings: [
      '[例を挙げましょうか|もっと詳しく説明しましょうか]？',
      'お役に立てばうれしいです。😊',
      '気になる点があれば、お聞きください。',
    ],
  },
  ko: {
    greetings: [
      '안녕하세요! [오늘 무엇을 도와드릴까요|어떻게 도와드릴까요]?',
      '안녕하세요! 👋 [무엇이 궁금하신가요|어떤 이야기를 나눠볼까요]?',
      '반갑습니다! 무엇부터 시작할까요?',
    ],
    thanks: ['천만에요! [더 도와드릴 일이 있을까요|언제든지 말씀해 주세요].', '도움이 되어 기뻐요! 😊'],
    openings: [
      '"{topic}"에 대해 [말씀드릴게요|설명해 드릴게요].',
      '[좋은 질문이에요|흥미로운 질문이네요]! "{topic}"에는 여러 측면이 있습니다.',
      '"{topic}"에 관해 알아두면 좋은 점이 [몇 가지|여러 가지] 있습니다.',
    ],
    body: [
      '실제로는 간단한 예시부터 시작하는 것이 좋습니다.',
      '대부분의 경우 상황과 맥락이 중요합니다.',
      '한 가지 면만 보고 다른 면을 놓치는 경우가 많습니다.',
      '시간이 지날수록 꾸준함이 더 좋은 결과를 만듭니다.',
      '두세 가지 방법을 비교해 보는 것도 도움이 됩니다.',
    ],
    closings: [
      '[예를 들어 드릴까요|더 자세히 설명해 드릴까요]?',
      '도움이 되셨으면 좋겠습니다. 😊',
      '궁금한 점이 있으면 말씀해 주세요.',
    ],
  },
};
