/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const list = (words: string): string[] => words.split('|');

const SUBJECTS = list(
  'the pension bond|the transfer list|the first contract|the lease on the main building|the IT split|the measures letter|the business plan|the staff ballot|the extension clause|the client side|the recharges|the VAT on what we buy|the exit schedule|the admission agreement|the social value questions|the library vans|the shadow board|the first audit|the cash forecast|the service specification|the grant from the county|the out-of-hours rota|the data sharing agreement|the price for year two|the outcome measures|the payroll contract|the community benefit society|the reserved procedure|the pay award|the share offer',
);
const PEOPLE = list(
  'our finance lead|the council|the section 151 officer|our staff directors|the fund|two of the trustees|the scrutiny committee|the transition team|our commissioner|the union branch|the landlord|a paid adviser|the board|the county|our auditor|the new cabinet|the head of service|seven of the team leaders|the monitoring officer|the buyer',
);
const VERBS = list(
  'asked about|wrote a paper on|put off|agreed|went back to|costed|argued over|signed|tested|paid for|split|shared|dropped|rewrote|published|checked|forgot|warned us about|queried|settled',
);
const WHEN = list(
  'in the first winter|six weeks before go-live|after the second ballot|in March|at the end of year one|before the cabinet paper|on the day itself|in the third quarter|two years in|during the pre-election period|a month too late|well before anyone asked|once the valuation was out|when the rate came back|in the week of the transfer',
);
const WHY = list(
  'because nobody had a date for it|and it cost us £14,000|so the saving came to less than we had said|which left us with nine days of cash|and members noticed|because the old contract was silent|so we kept one post for it|and I would do the same again|which no one had written down|because the quote left it out|so the staff heard it from us first|and the risk stayed where it was|which took two meetings rather than nine|because we asked in writing|so there was no second paper',
);
const ASK = list(
  'How did you handle {s} {w}?|Who paid for {s} {w}?|What did {p} say about {s} {w}?|Has anyone changed {s} {w}?|When did {p} last look at {s}?|What would you do again about {s} {w}?|Did {p} accept {s} as it was {w}?|What did it cost to settle {s} {w}?|How do you explain {s} to {p} {w}?|Is {s} worth the trouble {w}?',
);

export const FIRST_NAMES = list(
  'Ada|Amir|Anwen|Bethan|Bilal|Cara|Chidi|Dafydd|Dilys|Ebo|Elin|Esme|Farah|Finlay|Gwen|Hamza|Idris|Ines|Isla|Jarek|Joss|Kemi|Kiran|Leila|Lewin|Mabli|Marta|Nadia|Niall|Odile|Owain|Petra|Priya|Rafe|Rhian|Ruth|Sana|Seren|Tamsin|Tomos|Una|Wanda|Xan|Yara|Zeb|Zora',
);
export const LAST_NAMES = list(
  'Abberlow|Ashgrave|Bankomer|Birchenall|Brackhurst|Caldermoor|Chantrel|Copperwaite|Dunmarrow|Eastavon|Elderfen|Farrowmont|Fennimarsh|Garrowby-Lane|Glasswick|Harkentree|Hollinbrake|Icklesmere|Jessamoor|Kettlethwaite|Lambrigg-Shaw|Larkenby|Marlingate|Mossfarrow|Netherwain|Oakenhurst-Bell|Orrelby|Pennimoor|Quillandry|Ravensleigh|Rowanthwaite|Saltonbury|Skeffingdale|Tarnbrook|Thistlegarth|Underhayes|Vallowby|Wetherlam|Winterslow-Dane|Yaxenholme',
);
export const BODIES = list(
  'Fallowmere Libraries|Copperdale Home Support|Ridgewell Youth Society|Harbour Lane Leisure|Winterbourne Wheels|Marshgate Early Years|Oldacre Museums|Tallowfield Community Nursing|Brackenside Parks|Eastmoor Adult Learning|Pilgrim Street Advice|Stonebeck Housing Support|Linnet Road Arts|Waterhead Schools Catering|Northfold Public Health|Quarry Bank Digital',
);

/** Paragraphs of 150 to 298 characters, plain words only: what they become as HTML is `<p>` and the same text. */
export function paragraphs(seed: number, count: number): string[] {
  const random = randomFrom(seed);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)]!;
  const sentence = (): string =>
    capital(`${pick(PEOPLE)} ${pick(VERBS)} ${pick(SUBJECTS)} ${pick(WHEN)}, ${pick(WHY)}.`);
  const paragraph = (): string => {
    const least = 150 + Math.floor(random() * 60);
    let text = sentence();
    for (let next = sentence(); text.length < least || text.length + next.length < 220; next = sentence()) {
      if (text.length + 1 + next.length > 298) break;
      text += ` ${next}`;
    }
    return text;
  };
  const made: string[] = [];
  while (made.length < count) {
    const text = paragraph();
    if (text.length >= 150) made.push(text);
  }
  return made;
}

export function titles(seed: number, count: number): string[] {
  const random = randomFrom(seed + 1);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)]!;
  return Array.from({ length: count }, () =>
    pick(ASK).replace('{s}', pick(SUBJECTS)).replace('{p}', pick(PEOPLE)).replace('{w}', pick(WHEN)),
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
