/** What a text may hold that is better left out, for who writes for a public authority. Only a hint: it stops nothing. */
export type Sign = 'tender' | 'price' | 'person' | 'document';

/** What a form says of itself that was sent without leaving the page. */
export const SENT = 'sent-in-place';

const TENDER = /\b(tender(s|ed|ing|er|ers)?|bid|bids|bidder|bidders|bidding|ITT|invitation to tender|lowest price)\b/i;
const PRICE = /£ ?\d|\b\d[\d,.]* ?(pounds|k|m|million)\b/i;
/** A price alone is what the network is for; beside whose it is, it may be theirs to keep. */
const SUPPLIER =
  /\b(Ltd|Limited|plc|LLP|CIC|Inc)\b|\b(supplier|provider|contractor|incumbent|quote|quoted|day rate|charges us)\b/i;
const PERSON = /\b(Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.? \p{Lu}\p{L}/u;
const DOCUMENT =
  /\b(attached|attachment|enclosed|consultant[’']?s?[’']? report|not for circulation|officer report|draft report|exempt report|slides|confidential)\b/i;

export function signsIn(text: string): Sign[] {
  const signs: Sign[] = [];
  if (TENDER.test(text)) signs.push('tender');
  if (PRICE.test(text) && SUPPLIER.test(text)) signs.push('price');
  if (PERSON.test(text)) signs.push('person');
  if (DOCUMENT.test(text)) signs.push('document');
  return signs;
}

/** Closes the questions before one posts, and opens them where what is written seems to need one. Once for each. */
export function askBeforePosting(questions: HTMLDetailsElement): void {
  const form = questions.closest('form');
  if (!form) return;
  questions.open = false;
  const seen = new Set<Sign>();
  let timer = 0;
  const look = (): void => {
    const texts = [...form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input[name=title]')];
    const found = signsIn(texts.map(({ value }) => value).join('\n'));
    for (const item of questions.querySelectorAll<HTMLElement>('[data-sign]')) {
      item.classList.toggle('is-likely', found.includes(item.dataset['sign'] as Sign));
    }
    if (found.some((sign) => !seen.has(sign))) questions.open = true;
    for (const sign of found) seen.add(sign);
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, 400);
  });
  look();
}

/**
 * Whoever posts with the note about records before them has seen it. A form that is sent as one says so itself. Nobody
 * waits for that, and nothing fails by it.
 */
export function noteSeen(note: HTMLElement): void {
  note.closest('form')?.addEventListener(SENT, () => {
    if (!note.isConnected) return;
    void fetch('/api/v1/me/records/noted', { method: 'POST', keepalive: true }).catch(() => undefined);
    note.remove();
  });
}
