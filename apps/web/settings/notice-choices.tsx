import { type VNode } from 'preact';
import { BOXED_KINDS, CHOSEN_IN_INBOX, WEEKDAYS } from '#libs/notifications';
import { BackLink, Button, Checkboxes, Radios, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { By } from '../parts/once.tsx';
import { NOTICE_KIND_WORDS } from '../parts/notice-kinds.ts';

interface NoticeChoicesView {
  email: string;
  /** The last mails found no such address. */
  isUnreachable: boolean;
  form: Form;
}

export function NoticeChoicesPage({ email, isUnreachable, form }: NoticeChoicesView): VNode {
  return (
    <Layout title="Inbox and mail" problems={form.problems}>
      <div class="wm-text">
        <BackLink href="/settings">Back to settings</BackLink>
        <h1 class="govuk-heading-l">Inbox and mail</h1>
        <p class="wm-lede">
          Mail goes to <b>{email}</b>, which no other member sees. Nothing is sent about what you have read by then, or
          about a discussion that you muted.
        </p>
        {isUnreachable && (
          <form method="post" action="/settings/notifications/reachable" class="govuk-inset-text">
            <By />
            <p>
              The last three mails came back: the mail server says that there is no such address. Nothing more is sent
              to it for 30 days.
            </p>
            <Button look="secondary" small preventDoubleClick>
              Send mail to it again
            </Button>
          </form>
        )}
        <form method="post" action="/settings/notifications" noValidate>
          <By />
          <DigestFields form={form} />
          {BOXED_KINDS.map((kind) => {
            const names = [...(CHOSEN_IN_INBOX.includes(kind) ? [`${kind}Inbox`] : []), `${kind}Mail`];
            return (
              <Checkboxes
                key={kind}
                name={kind}
                legend={NOTICE_KIND_WORDS[kind].when}
                legendClass="govuk-fieldset__legend--s"
                hint={NOTICE_KIND_WORDS[kind].more}
                items={names.map((name) => ({
                  name,
                  value: 'yes',
                  checked: valueOf(form, name) !== '',
                  label: name.endsWith('Mail') ? 'Send me mail' : 'Count it as new in my inbox',
                }))}
              />
            );
          })}
          <Button preventDoubleClick>Save</Button>
        </form>
        <p>
          How much you are told of replies is chosen for{' '}
          <a class="govuk-link" href="/settings/following">
            what you take part in and what you follow
          </a>
          .
        </p>
      </div>
    </Layout>
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function DigestFields({ form }: { form: Form }): VNode {
  return (
    <Radios
      name="digest"
      legend="How often do you want a digest?"
      legendClass="govuk-fieldset__legend--s"
      hint="One mail with something that worked, something that did not, an open question and what your watches found. It leaves out what you have read, and does not come when nothing is new."
      value={valueOf(form, 'digest')}
      error={problemWith(form, 'digest')}
      items={[
        { value: 'daily', label: 'Every day' },
        {
          value: 'weekly',
          label: 'Once a week',
          conditional: (
            <Select
              name="digestDay"
              label="Day"
              hint="In the morning, at seven."
              value={valueOf(form, 'digestDay')}
              error={problemWith(form, 'digestDay')}
              options={WEEKDAYS.map((one) => ({ value: one, text: capital(one) }))}
            />
          ),
        },
        { value: 'quarterly', label: 'Once a quarter, and only what my watches found' },
        { value: 'off', label: 'Never' },
      ]}
    />
  );
}
