import { CIRCLE_LIMITS, type CircleKind, type Visibility } from '#libs/circles';

export const KIND_WORDS: Record<CircleKind, { label: string; hint: string }> = {
  topic: { label: 'Topic', hint: 'People who work on the same thing, such as pensions' },
  region: { label: 'Region', hint: 'People of one part of the country' },
  cohort: {
    label: 'Cohort',
    hint: 'Teams that go the same way at the same time, with milestones and a check-in each month',
  },
  peer: {
    label: 'Peer circle',
    hint: `${CIRCLE_LIMITS.peersToMeet} to ${CIRCLE_LIMITS.peers} people who meet and work on each other’s cases, with an agenda`,
  },
};

/** What each promises, in the words of the form and of the circle’s own page. */
export const VISIBILITY_WORDS: Record<Visibility, { label: string; hint: string; now: string }> = {
  open: {
    label: 'Open',
    hint: 'Every member of Waymark sees its name, what it is for, who facilitates it and how many are in it, and may join at once.',
    now: 'Open: every member of Waymark may join at once',
  },
  restricted: {
    label: 'Restricted',
    hint: 'Every member of Waymark sees the same. They ask to join, and a facilitator decides.',
    now: 'Restricted: members of Waymark ask to join',
  },
  private: {
    label: 'Private',
    hint: 'Every member of Waymark sees its name and what it is for, and nothing else. You invite people, or send them a link.',
    now: 'Private: one joins by invitation or link',
  },
  confidential: {
    label: 'Confidential',
    hint: 'Nobody else can see that it is there: not in lists, not in search, not in mail. You invite people, or send them a link.',
    now: 'Confidential: nobody outside can see that it is there',
  },
};

/** What never depends on it. */
export const INSIDE_WORDS = 'What is written in a circle is read by its members alone, whichever of these you choose.';
