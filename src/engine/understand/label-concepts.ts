/** Label words | words of texts to which such a label fits. Both are stems: a word fits that begins with one. */
const ROWS = `
billing bill payment payments invoice charge finance money pricing|charg bill invoice payment paid pay refund credit card price cost subscription receipt money fee overcharg twice
technical tech bug bugs error issue support it engineering incident problem|error crash bug broken broke fail exception freez slow load install update app website page 500 404 timeout login connect screen doesn't won't can't server
account login access profile authentication security|password login log account username email profile sign reset locked verif two-factor 2fa deactivat access delete
shipping delivery order orders logistics tracking|order package deliver ship arriv track late courier parcel address delay
refund refunds return returns cancellation cancel|refund return money back cancel exchange
sales purchase buying lead|pric quote demo buy purchas plan upgrade discount offer enterprise trial
feature request suggestion enhancement idea|feature add would could wish please suggest idea support dark integrat option
complaint negative angry dissatisfied unhappy|terribl awful worst disappoint unacceptabl rude angry late broken never wast refund
praise compliment positive happy feedback|love great thank amaz excellent best happy perfect good
question inquiry query ask|what how when where why who which can could does is ?
urgent high critical p0 p1 emergency priority|urgent asap immediat now down outage critical emergency production everyone deadline today bleeding
low minor p3 p4 trivial|minor small whenever typo cosmetic nice eventually later
spam scam phishing junk promotional advertisement|free won win winner prize click offer lottery congratulations cash claim buy cheap limited act guarantee viagra bank iphone gift bitcoin
sports sport football athletics|match game team goal score player coach league tournament championship cup olympic won football basketball tennis race
politics political government policy|president election vote government minister parliament senate law policy party campaign congress tax
technology tech science software computing|software computer ai app phone chip data device internet code robot startup technology cloud apple google laptop
business finance economy economics market|stock market company profit revenue shares bank economy invest quarter earnings merger ceo inflation
entertainment culture movies music arts celebrity|movie film music actor album concert show star series director song award theatre
health medical medicine wellness|doctor hospital patient disease health vaccine drug symptom medical diet treatment pain
travel tourism hotel flight flights|trip flight hotel travel visit vacation beach tour airport book
food restaurant cooking recipe|food restaurant meal eat cook taste recipe dinner menu delicious chef
education learning school academic|school student teacher university course class exam learn college
weather climate environment|rain sun weather storm temperature snow climate forecast wind
toxic offensive hate harmful unsafe abusive inappropriate hateful|idiot stupid hate kill shut dumb moron loser ugly die trash
greeting hello smalltalk chitchat|hi hello hey morning evening greet thanks
booking reservation schedule appointment|book reserv schedul appointment table meeting slot calendar
joy happiness happy excited joyful|happy joy love great excit wonderful amaz delight glad birthday yay thrill
sadness sad grief|sad cry lonel miss lost died depress unhappy tears heartbr
anger angry mad furious|angry furious mad hate annoy unacceptabl rage outrag again cancel ridiculous fed sick idiot terribl worst
fear scared anxious worried afraid|afraid scar fear worr anxi nervous terrif panic
surprise surprised shocked|surpris unexpect shock wow suddenly believe
`;

interface Concept {
  readonly labels: ReadonlySet<string>;
  readonly stems: readonly string[];
}

const concepts: readonly Concept[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [labels = '', stems = ''] = row.split('|');
    return { labels: new Set(labels.split(' ')), stems: stems.split(' ') };
  });

/** Shortest stem that may be the beginning of a longer word; a shorter one must be the whole word. */
const LOOSE = 4;

const fits = (word: string, stem: string): boolean => word === stem || (stem.length >= LOOSE && word.startsWith(stem));

/**
 * How well a label fits a text: words that the two share count most, then the words that usually go with such a label.
 * @param labelWords lower-case words of the label, and of its description where the request has one.
 * @param textWords lower-case words of the text.
 */
export function fitOf(labelWords: readonly string[], textWords: readonly string[]): number {
  let score = 0;
  const own = labelWords.filter((word) => word.length > 2);
  const known = concepts.filter(({ labels }) => labelWords.some((word) => labels.has(word)));
  for (const word of textWords) {
    if (own.some((label) => fits(word, label) || (word.length >= LOOSE && label.startsWith(word)))) score += 2;
    if (known.some(({ stems }) => stems.some((stem) => fits(word, stem)))) score += 1;
  }
  return score;
}
