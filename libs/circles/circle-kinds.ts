export const CIRCLE_KINDS = ['topic', 'region', 'cohort', 'peer'] as const;
export type CircleKind = (typeof CIRCLE_KINDS)[number];

/** From what most may know of it to what fewest may. */
export const VISIBILITIES = ['open', 'restricted', 'private', 'confidential'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** As data, so that what is said and what is checked cannot differ. */
export const CIRCLE_LIMITS = {
  /** That one person facilitates, and is in. */
  facilitated: 20,
  joined: 100,
  members: 200,
  /** A peer circle: so many are in it at most, and meet at least. */
  peers: 8,
  peersToMeet: 4,
  questions: 3,
  /** Whoever facilitates it was not here for so many days: somebody else does. */
  awayDays: 60,
  /** Requests of one person that wait for an answer. */
  requestsOpen: 10,
  /** Who was declined may ask the same circle again after so many days. */
  askAgainDays: 30,
  /** Invitations by one person in a day, and the days in which one can be accepted. */
  invitationsADay: 50,
  invitationDays: 30,
  /** Invitations by mail: by one person in a day, that wait for one address, and the days in which one can be accepted. */
  guestsADay: 20,
  invitationsToOne: 5,
  guestDays: 14,
  /** Of one member in one circle. */
  milestones: 20,
  /** Links of one circle that still work. */
  links: 10,
} as const;

export const mostMembers = (kind: CircleKind): number =>
  kind === 'peer' ? CIRCLE_LIMITS.peers : CIRCLE_LIMITS.members;

const AGENDA = `## Since last time

What each of us said we would do, and what came of it.

## What we talk about

- 

## What we agreed

- 

## Next time

When, where, and who prepares it.`;

/** 90 minutes for four to eight people who do the same work. */
const PEER_AGENDA = `## Arriving (10 minutes)

One sentence each: what is on your mind today. Is everybody still content that what is said here stays here?

## Since last time (15 minutes)

What each of us said we would do, and what came of it.

## First case (25 minutes)

- Whose it is, and the question in one sentence:
- What they have tried:
- Questions first, no advice (10 minutes):
- What each of us would do or has done (10 minutes):
- What they take from it:

## Second case (25 minutes)

- Whose it is, and the question in one sentence:
- What they have tried:
- Questions first, no advice (10 minutes):
- What each of us would do or has done (10 minutes):
- What they take from it:

## Closing (15 minutes)

What each of us does until next time. Who brings a case, and who keeps the time.`;

const COHORT_AGENDA = `## Check-in

Where each of us stands, and the milestone that is next.

## What moved, and what did not

- 

## Who needs what, and from whom

- 

## Until next month

What each of us does.`;

const AGENDAS: Record<CircleKind, string> = { topic: AGENDA, region: AGENDA, cohort: COHORT_AGENDA, peer: PEER_AGENDA };

/** What a meeting begins from, in Markdown. `own`: as its facilitators wrote it. */
export const agendaOf = ({ kind, agenda }: { kind: CircleKind; agenda: string | null }): string =>
  agenda ?? AGENDAS[kind];
