const WORDS = `
a about after again all also am an and any are as at be because been before being below between both but by can could did do does
doing down during each few for from further had has have having he her here hers him his how i if in into is it its just me more
most my no nor not now of off on once only or other our ours out over own please same she should so some such than that the their
theirs them then there these they this those through to too under until up us very was we were what when where which while who
whom why will with would you your yours
aber als am an auch auf aus bei das dem den der des die du ein eine einem einen einer er es für hat ich ihr im in ist mit nach
nicht oder sich sie sind und von war was wie wir zu zum zur
au aux avec ce ces dans de des du elle en est et il je la le les leur lui mais ne nous on ou par pas pour que qui sa se ses son
sont sur un une vous
como con de del el en es esta este la las lo los más no para pero por que se su sus un una y
`;

/** Words that say little of what a text is about: English ones, and the commonest German, French and Spanish ones. */
export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
