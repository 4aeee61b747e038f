import { type Actor, hasRole } from '#libs/people';
import {
  type Audience,
  type AudienceRow,
  isWider,
  type OpensTo,
  type Readership,
  whyNotReadership,
} from '#libs/threads';

/** What of the choices of an audience this person may make here, so that no page offers what is refused. */
export interface AudienceOffer {
  readonly mayChoose: (audience: Audience, audienceId: string | null) => boolean;
  /** To whom it may open on a day, with one of those choices. */
  readonly mayOpenTo: readonly OpensTo[];
  /** Why some are not there, in sentences. */
  readonly because: readonly string[];
}

export function audienceOffer(actor: Actor, thread: AudienceRow): AudienceOffer {
  const { own, masked, writers } = thread;
  // A moderator gives the reason with the form.
  const changing = { own, masked, writers, moderator: hasRole(actor, 'moderator') };
  const why = (after: Partial<Readership>) =>
    whyNotReadership(changing, thread, { ...thread, confidentialUntil: null, opensTo: null, ...after });
  const wide = (['network', 'public'] as const).filter((audience) => audience !== thread.audience);
  const refused = new Set([
    ...wide.map((audience) => why({ audience, audienceId: null })),
    ...(['circle', 'organisation', 'invited'] as const).map((audience) => why({ audience, audienceId: '' })),
  ]);
  return {
    mayChoose: (audience, audienceId) => why({ audience, audienceId }) === null,
    mayOpenTo: (['network', 'public'] as const).filter((opensTo) =>
      ([thread.audience, 'network', 'invited'] as const)
        .filter((audience) => isWider(opensTo, audience))
        .map((audience) => ({ audience, audienceId: audience === thread.audience ? thread.audienceId : null }))
        .some((until) => why({ ...until, confidentialUntil: LATE, opensTo }) === null),
    ),
    because: [
      ...(refused.has('others-have-written') ? [OTHERS_WROTE] : []),
      ...(refused.has('masked') ? [MASKED] : []),
      ...(refused.has('not-theirs') ? [NOT_THEIRS] : []),
    ],
  };
}

/** No earlier than any day that was told to anybody. */
const LATE = '9999-12-31';

const OTHERS_WROTE =
  'Only those choices are here that let nobody read what others wrote who could not when they wrote it. For more people, ask again.';
const MASKED = 'It was asked under a mask, which hides nobody among fewer people, so it cannot be for a group.';
const NOT_THEIRS = 'Only who asked can choose a group or people, as you might choose one that they are not in.';
