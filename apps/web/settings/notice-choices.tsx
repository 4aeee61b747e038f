import { type VNode } from 'preact';
import { CHOSEN_IN_INBOX, NOTICE_KINDS } from '#libs/notifications';
import { BackLink, Button, Checkboxes } from '#libs/ui';
import { type Form, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { By } from '../parts/once.tsx';
import { NOTICE_KIND_WORDS } from '../parts/notice-kinds.ts';

export function NoticeChoicesPage({ email, form }: { email: string; form: Form }): VNode {
  return (
    <Layout title="Inbox and mail" problems={form.problems}>
      <div class="wm-text">
        <BackLink href="/settings">Back to settings</BackLink>
        <h1 class="govuk-heading-l">Inbox and mail</h1>
        <p class="wm-lede">
          Mail goes to <b>{email}</b>, which no other member sees. Nothing is sent about what you have read by then, or
          about a discussion that you muted.
        </p>
        <form method="post" action="/settings/notifications" noValidate>
          <By />
          {NOTICE_KINDS.map((kind) => {
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
