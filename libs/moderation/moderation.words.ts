import { type Notice } from '#libs/notifications';
import { isRule, RULES, type RuleCode } from './reasons.ts';
import { type Subject } from './subjects.ts';

type About = Pick<Subject, 'kind' | 'noun' | 'titled' | 'url'>;

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });

/** 'A moderator hid your reply in “How did you…”', or without the title for who may not read that. */
const naming = ({ noun, titled }: About, before: string, after: { named?: string; unnamed?: string } = {}) => ({
  title: `${before} ${noun} ${noun === 'reply' ? 'in ' : ''}“{title}”${after.named ?? ''}`,
  about: { ...titled, unnamed: `${before} ${noun}${after.unnamed ?? ''}` },
});

const REPORTED = { named: ', which you reported', unnamed: ' that you reported' };

const rulesAddress = (code: string): string => (isRule(code) ? `/rules#${code}` : '/rules');

/** What a moderator wrote, set apart from our own sentences. */
const written = (note: string): string => note && `The moderator writes: “${note}”`;

const because = (code: RuleCode, note: string): string => sentences(`House rule: ${RULES[code].rule}`, written(note));

/** One after the other, each with its full stop. */
const sentences = (...parts: string[]): string =>
  parts
    .filter(Boolean)
    .map((part) => (/[.!?]”?$/.test(part) ? part : `${part}.`))
    .join(' ');

const LOOKED = 'A moderator looked at who asked this under a mask';
const LOOK_REFUSED = 'A moderator wanted to know who asked this under a mask';

/** `log` is the line of the log that this act is: one act tells one person once. */
export const words = {
  hidden: (about: About, code: RuleCode, note: string, log: string): Notice => ({
    kind: 'moderation-hidden',
    cause: `moderation:${log}`,
    ...naming(about, 'A moderator hid your'),
    detail: sentences(because(code, note), 'You still see it yourself, marked as hidden'),
    url: rulesAddress(code),
  }),

  withdrawn: (about: About, code: RuleCode, note: string, log: string): Notice => ({
    kind: 'moderation-withdrawn',
    cause: `moderation:${log}`,
    ...naming(about, 'A moderator withdrew your'),
    detail: sentences(because(code, note), 'Its page says that it was withdrawn and shows no figures'),
    url: rulesAddress(code),
  }),

  toBeChecked: (about: About, code: RuleCode, note: string, log: string): Notice => ({
    kind: 'guidance-to-check',
    cause: `moderation:${log}`,
    ...naming(about, 'Check your'),
    detail: sentences(`A moderator agrees with a reader: ${RULES[code].label.toLowerCase()}`, because(code, note)),
    url: about.url,
  }),

  restored: (about: About, note: string, log: string): Notice => ({
    kind: 'moderation-restored',
    cause: `moderation:${log}`,
    ...naming(about, 'A moderator restored your'),
    detail: sentences('Others can read it again', written(note)),
    url: about.url,
  }),

  /** To whoever reported it. */
  reportUpheld: (about: About, code: RuleCode, log: string): Notice => ({
    kind: 'report-upheld',
    cause: `moderation:${log}`,
    ...naming(about, `A moderator ${DONE[about.kind]} the`, REPORTED),
    detail: sentences('Thank you for telling us', `House rule: ${RULES[code].rule}`),
    url: rulesAddress(code),
  }),

  reportDismissed: (about: About, note: string, log: string): Notice => ({
    kind: 'report-dismissed',
    cause: `moderation:${log}`,
    ...naming(about, 'A moderator kept the', REPORTED),
    detail: sentences('It does not break a house rule', written(note)),
    url: about.url,
  }),

  suspended: (until: Date, code: RuleCode, note: string, log: string): Notice => ({
    kind: 'moderation-suspended',
    cause: `moderation:${log}`,
    title: `Your account is suspended until ${DAY.format(until)}`,
    detail: because(code, note),
    url: rulesAddress(code),
  }),

  lookedBehindMask: (threadId: string, reason: string, look: string, refused: boolean): Notice => ({
    kind: 'mask-looked',
    cause: `mask-look:${look}`,
    title: `${refused ? LOOK_REFUSED : LOOKED}: {title}`,
    about: { kind: 'thread', id: threadId, unnamed: refused ? LOOK_REFUSED : LOOKED },
    detail: sentences(
      `The moderator's reason: “${reason}”`,
      refused ? 'They were not told who asked' : 'Everybody else still sees the mask',
    ),
    url: `/threads/${threadId}/mask`,
  }),

  unsuspended: (note: string, log: string): Notice => ({
    kind: 'moderation-unsuspended',
    cause: `moderation:${log}`,
    title: 'Your suspension is lifted',
    detail: sentences('You can sign in and write again', written(note)),
    url: '/rules',
  }),
};

const DONE = { post: 'hid', 'case-note': 'withdrew', guidance: 'asked for a check of', 'role-offer': 'hid' } as const;
