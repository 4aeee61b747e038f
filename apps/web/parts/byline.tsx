import { type VNode } from 'preact';
import { firstNameOf } from '#libs/people';
import { type Author, isOwnMask } from '#libs/threads';
import { labelOf, PRACTITIONER_ROLES } from '#libs/taxonomy';
import { FictionalMark, Icon } from '#libs/ui';

export { firstNameOf as shortName };

/**
 * "Dee, finance lead": what a name is followed by is in lower case, abbreviations aside. No role: the name is what stands
 * for somebody who is masked.
 */
export function nameAndRole(name: string, role: string | null): string {
  if (role === null) return name;
  // That an adviser is paid stands beside the name as a tag of its own.
  const label = labelOf(PRACTITIONER_ROLES, role).replace(' (paid)', '');
  return `${firstNameOf(name)}, ${/^(HR|NHS)\b/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)}`;
}

/** The same for who wrote a thread or post; under a mask the label, and to themself that it is them. */
export const writerOf = (author: Author): string =>
  `${isOwnMask(author) ? 'You, as ' : ''}${nameAndRole(author.authorName, author.authorRole)}`;

interface BylineProps {
  paidAdviser: boolean;
  organisation: string | null;
  fictional: boolean;
}

/** Where they write from, and the tag that a paid adviser cannot take off. */
export function Affiliation({ paidAdviser, organisation, fictional }: BylineProps): VNode {
  return (
    <>
      {paidAdviser && <span class="govuk-tag">Paid adviser</span>}
      {organisation && (
        <span>
          {organisation} {fictional && <FictionalMark />}
        </span>
      )}
      {!organisation && fictional && <FictionalMark />}
    </>
  );
}

/** The round initial; of who is masked, a mask in a dashed ring. */
export function Face({ name, masked = false }: { name: string; masked?: boolean }): VNode {
  if (masked) {
    return (
      <span class="wm-face wm-face--mask" aria-hidden="true">
        <Icon name="mask" />
      </span>
    );
  }
  return (
    <span class="wm-face" aria-hidden="true">
      {name.charAt(0).toUpperCase()}
    </span>
  );
}
