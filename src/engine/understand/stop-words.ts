/** English words that carry no subject: articles, pronouns, auxiliaries, and the verbs in which requests are dressed. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those my your his her its our their some any each every no not i me you he she it we us they them who whom whose which what when where why how ' +
    'is are was were be been being am do does did done have has had will would can could shall should may might must ' +
    'and or but if then than so as of in on at by for with about from into to over under between through during without within onto upon per via ' +
    'please kindly just only also too very really quite much many more most less few lot lots thing things something anything stuff kind sort way ways ' +
    'tell explain describe write give show list create make help say answer reply respond use using used know think want need like get let generate compose provide discuss define ' +
    'summarize summarise summary compare analyze analyse translate find suggest recommend consider look want wants wanted ' +
    'hi hello hey ok okay yes there here now today again up out down off all both such other another same own one two three four five ' +
    "what's whats who's where's how's it's that's i'm i'd i'll i've you're don't can't let's difference differences example examples detail details step steps short long brief briefly best good " +
    'word words sentence sentences paragraph paragraphs exactly currently current main first last new old mean means work works happen happens exist become ' +
    'love loves like likes enjoy hate feel feeling feels went going bought made tried bit new ' +
    'hmm hm ah oh yeah yep nope wow lol haha test testing nice cool ' +
    'really actually basically simply maybe perhaps question following text above below'
  ).split(' '),
);

/** Words that may stand inside a name or noun phrase, never at its ends: "history of Rome", "Lord of the Rings". */
export const INNER_WORDS: ReadonlySet<string> = new Set('of the for in on to a an and with de la'.split(' '));
