/** english|french|spanish|german|italian|portuguese|japanese|chinese|korean|russian */
const ROWS = `
hello|bonjour|hola|hallo|ciao|olá|こんにちは|你好|안녕하세요|привет
hello world|bonjour le monde|hola mundo|hallo Welt|ciao mondo|olá mundo|こんにちは世界|你好，世界|안녕, 세상아|привет, мир
hi|salut|hola|hallo|ciao|oi|やあ|嗨|안녕|привет
goodbye|au revoir|adiós|auf Wiedersehen|arrivederci|adeus|さようなら|再见|안녕히 가세요|до свидания
thank you|merci|gracias|danke|grazie|obrigado|ありがとう|谢谢|감사합니다|спасибо
thanks|merci|gracias|danke|grazie|obrigado|ありがとう|谢谢|고마워요|спасибо
please|s'il vous plaît|por favor|bitte|per favore|por favor|お願いします|请|제발|пожалуйста
yes|oui|sí|ja|sì|sim|はい|是|네|да
no|non|no|nein|no|não|いいえ|不|아니요|нет
good morning|bonjour|buenos días|guten Morgen|buongiorno|bom dia|おはようございます|早上好|좋은 아침입니다|доброе утро
good night|bonne nuit|buenas noches|gute Nacht|buonanotte|boa noite|おやすみなさい|晚安|안녕히 주무세요|спокойной ночи
how are you|comment allez-vous|¿cómo estás|wie geht es dir|come stai|como você está|お元気ですか|你好吗|어떻게 지내세요|как дела
i love you|je t'aime|te quiero|ich liebe dich|ti amo|eu te amo|愛してる|我爱你|사랑해요|я тебя люблю
welcome|bienvenue|bienvenido|willkommen|benvenuto|bem-vindo|ようこそ|欢迎|환영합니다|добро пожаловать
sorry|désolé|lo siento|Entschuldigung|scusa|desculpe|すみません|对不起|미안합니다|извините
friend|ami|amigo|Freund|amico|amigo|友達|朋友|친구|друг
cat|chat|gato|Katze|gatto|gato|猫|猫|고양이|кошка
dog|chien|perro|Hund|cane|cachorro|犬|狗|개|собака
water|eau|agua|Wasser|acqua|água|水|水|물|вода
house|maison|casa|Haus|casa|casa|家|房子|집|дом
book|livre|libro|Buch|libro|livro|本|书|책|книга
bread|pain|pan|Brot|pane|pão|パン|面包|빵|хлеб
sun|soleil|sol|Sonne|sole|sol|太陽|太阳|해|солнце
moon|lune|luna|Mond|luna|lua|月|月亮|달|луна
love|amour|amor|Liebe|amore|amor|愛|爱|사랑|любовь
world|monde|mundo|Welt|mondo|mundo|世界|世界|세계|мир
day|jour|día|Tag|giorno|dia|日|日子|날|день
night|nuit|noche|Nacht|notte|noite|夜|夜晚|밤|ночь
food|nourriture|comida|Essen|cibo|comida|食べ物|食物|음식|еда
red|rouge|rojo|rot|rosso|vermelho|赤|红色|빨간색|красный
blue|bleu|azul|blau|blu|azul|青|蓝色|파란색|синий
apple|pomme|manzana|Apfel|mela|maçã|りんご|苹果|사과|яблоко
good|bon|bueno|gut|buono|bom|良い|好|좋은|хороший
beautiful|beau|hermoso|schön|bello|bonito|美しい|美丽|아름다운|красивый
where is the bathroom|où sont les toilettes|¿dónde está el baño|wo ist die Toilette|dov'è il bagno|onde fica o banheiro|トイレはどこですか|洗手间在哪里|화장실이 어디예요|где туалет
i am hungry|j'ai faim|tengo hambre|ich habe Hunger|ho fame|estou com fome|お腹が空きました|我饿了|배고파요|я голоден
what is your name|comment vous appelez-vous|¿cómo te llamas|wie heißt du|come ti chiami|qual é o seu nome|お名前は何ですか|你叫什么名字|이름이 뭐예요|как тебя зовут
the weather is nice today|il fait beau aujourd'hui|hoy hace buen tiempo|das Wetter ist heute schön|oggi il tempo è bello|o tempo está bom hoje|今日はいい天気です|今天天气很好|오늘 날씨가 좋아요|сегодня хорошая погода
see you tomorrow|à demain|hasta mañana|bis morgen|a domani|até amanhã|また明日|明天见|내일 봐요|до завтра
nice to meet you|enchanté|mucho gusto|freut mich|piacere|prazer em conhecê-lo|はじめまして|很高兴认识你|만나서 반갑습니다|приятно познакомиться
i would like a coffee|je voudrais un café|quisiera un café|ich hätte gern einen Kaffee|vorrei un caffè|eu gostaria de um café|コーヒーをください|我想要一杯咖啡|커피 한 잔 주세요|я бы хотел кофе
how much does it cost|combien ça coûte|¿cuánto cuesta|wie viel kostet das|quanto costa|quanto custa|いくらですか|多少钱|얼마예요|сколько это стоит
can you help me|pouvez-vous m'aider|¿puedes ayudarme|kannst du mir helfen|puoi aiutarmi|você pode me ajudar|手伝ってもらえますか|你能帮我吗|도와주실 수 있나요|вы можете мне помочь
i don't understand|je ne comprends pas|no entiendo|ich verstehe nicht|non capisco|não entendo|わかりません|我不明白|이해하지 못해요|я не понимаю
`;
const COLUMNS = [
  'english',
  'french',
  'spanish',
  'german',
  'italian',
  'portuguese',
  'japanese',
  'chinese',
  'korean',
  'russian',
];

let rows: ReadonlyMap<string, readonly string[]> | undefined;

function buildRows(): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const row of ROWS.trim().split('\n')) {
    const words = row.split('|');
    // Every column is a key too, so that "你好" can be turned into English; the first row that has a word keeps it.
    for (const word of words) if (!map.has(word.toLowerCase())) map.set(word.toLowerCase(), words);
  }
  return map;
}

/**
 * The translation of a word or phrase that the small dictionary holds.
 * @param to the language by its English name, lower case.
 * @example translateWord('Hello!', 'french') // 'bonjour'
 */
export function translateWord(text: string, to: string): string | undefined {
  rows ??= buildRows();
  const column = COLUMNS.indexOf(to);
  const key = text
    .trim()
    .toLowerCase()
    .replace(/[.!?。！？¿¡]+/g, '')
    .trim();
  return column < 0 ? undefined : rows.get(key)?.[column];
}
