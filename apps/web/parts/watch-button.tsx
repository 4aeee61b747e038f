import { type VNode } from 'preact';
import { type WatchAbout } from '#libs/watches';
import { Button } from '#libs/ui';

/** Where somebody says what they want to be told of one thing. */
export const watchHref = (about: WatchAbout, subject: string): string =>
  `/settings/watches/choose?about=${about}&subject=${encodeURIComponent(subject)}`;

/** Leads to where that is chosen, so that no page has to ask what its reader watches. */
export function WatchButton({ about, subject, name }: { about: WatchAbout; subject: string; name: string }): VNode {
  return (
    <Button look="secondary" href={watchHref(about, subject)} class="wm-hide-print">
      Watch<span class="govuk-visually-hidden"> {name}</span>
    </Button>
  );
}
