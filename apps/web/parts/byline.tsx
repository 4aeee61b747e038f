import { type VNode } from 'preact';
import { firstNameOf } from '#libs/people';
import { labelOf, PRACTITIONER_ROLES } from '#libs/taxonomy';
import { FictionalMark } from '#libs/ui';

export { firstNameOf as shortName };

/** "Dee, finance lead": what a name is followed by is in lower case, abbreviations aside. */
export function nameAndRole(name: string, role: string): string {
  // That an adviser is paid stands beside the name as a tag of its own.
  const label = labelOf(PRACTITIONER_ROLES, role).replace(' (paid)', '');
  return `${firstNameOf(name)}, ${/^(HR|NHS)\b/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)}`;
}

interface BylineProps {
  name: string;
  role: string;
  organisation: string | null;
  fictional: boolean;
}

/** Where they write from, and the tag that a paid adviser cannot take off. */
export function Affiliation({ role, organisation, fictional }: Omit<BylineProps, 'name'>): VNode {
  return (
    <>
      {role === 'paid_adviser' && <span class="govuk-tag">Paid adviser</span>}
      {organisation && (
        <span>
          {organisation} {fictional && <FictionalMark />}
        </span>
      )}
      {!organisation && fictional && <FictionalMark />}
    </>
  );
}

/** The round initial. */
export function Face({ name }: { name: string }): VNode {
  return (
    <span class="wm-face" aria-hidden="true">
      {name.charAt(0).toUpperCase()}
    </span>
  );
}
