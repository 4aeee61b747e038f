import { type VNode } from 'preact';
import { type KeptMail } from '#libs/platform/mail';
import { BackLink, EmptyState, SummaryList } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { dayAndTime } from '../parts/words.ts';

export function DevMailsPage({ mails }: { mails: readonly KeptMail[] }): VNode {
  return (
    <Layout title="Mail on this machine">
      <div class="wm-text">
        <h1 class="govuk-heading-l">Mail on this machine</h1>
        {mails.length === 0 ? (
          <EmptyState title="No mail yet">
            What Waymark would send stands here while no mail server is set. Name somebody in a discussion: after five
            minutes there is a mail.
          </EmptyState>
        ) : (
          <ol class="wm-rows">
            {mails.map(({ name, at, letter }) => (
              <li class="wm-row wm-row--tight" key={name}>
                <h2 class="wm-row__t">
                  <a class="govuk-link" href={`/dev/mail/${name}`}>
                    {letter.subject}
                  </a>
                </h2>
                <p class="wm-meta">
                  <span>To {letter.to.name}</span>
                  <time dateTime={at}>{dayAndTime(new Date(at))}</time>
                </p>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Layout>
  );
}

export function DevMailPage({ name, letter }: KeptMail): VNode {
  return (
    <Layout title={letter.subject}>
      <div class="wm-text">
        <BackLink href="/dev/mail">Back to mail on this machine</BackLink>
        <h1 class="govuk-heading-l">{letter.subject}</h1>
        <SummaryList
          rows={[
            { key: 'To', value: `${letter.to.name} <${letter.to.address}>` },
            { key: 'Message-ID', value: <code>{letter.messageId}</code> },
            {
              key: 'As HTML',
              value: (
                <a class="govuk-link" href={`/dev/mail/${name}/html`}>
                  Open as a mail program draws it
                </a>
              ),
            },
          ]}
        />
        <h2 class="govuk-heading-m">As text</h2>
        <pre class="wm-mailtext" tabIndex={0}>
          {letter.text}
        </pre>
      </div>
    </Layout>
  );
}
