import { type VNode } from 'preact';
import { PRACTITIONER_ROLES } from '#libs/taxonomy';
import { Input, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { optionsOf } from './subject-fields.tsx';

const FIRST_NAME = 'Beside what you write stands your first name alone.';

/** `before`: who sees the whole of it. */
export const OwnNameInput = ({ form, before }: { form: Form; before?: string }): VNode => (
  <Input
    name="name"
    label="Your name"
    hint={before === undefined ? FIRST_NAME : `${before} ${FIRST_NAME}`}
    autocomplete="name"
    spellcheck={false}
    value={valueOf(form, 'name')}
    error={problemWith(form, 'name')}
    attributes={{ maxLength: 100 }}
  />
);

export const RoleSelect = ({ form, optional, hint }: { form: Form; optional?: boolean; hint?: string }): VNode => (
  <Select
    name="practitionerRole"
    label={`What describes you best?${optional ? ' (optional)' : ''}`}
    {...(hint === undefined ? {} : { hint })}
    options={optionsOf(PRACTITIONER_ROLES, 'Choose one')}
    value={valueOf(form, 'practitionerRole')}
    error={problemWith(form, 'practitionerRole')}
  />
);

/** Where one says that one works somewhere. */
export const PlacesOfWork = (): VNode => (
  <>
    <a class="govuk-link" href="/councils">
      council
    </a>
    ,{' '}
    <a class="govuk-link" href="/spin-outs">
      spin-out
    </a>{' '}
    or{' '}
    <a class="govuk-link" href="/organisations">
      other organisation
    </a>
  </>
);
