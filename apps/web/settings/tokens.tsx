import { type VNode } from 'preact';
import { BackLink, Button, EmptyState, Input, MetaLine, Radios, Select } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Once } from '../parts/once.tsx';
import { day } from '../parts/words.ts';

interface TokensView {
  tokens: readonly {
    id: string;
    name: string;
    scope: 'read' | 'write';
    createdAt: Date;
    expiresAt: Date;
    lastUsedAt: Date | null;
  }[];
  form: Form;
}

export function TokensPage({ tokens, form }: TokensView): VNode {
  return (
    <Layout title="Access tokens" problems={form.problems}>
      <BackLink href="/settings">Back to settings</BackLink>
      <h1 class="govuk-heading-l">Access tokens</h1>
      <div class="wm-text">
        <p class="govuk-body">
          A token lets a program of yours use Waymark as you. Treat it like a password. What it can do is described at{' '}
          <a class="govuk-link" href="/api/openapi.json">
            /api/openapi.json
          </a>
          .
        </p>
        <section class="wm-sec">
          <h2 class="govuk-heading-m">Tokens that work</h2>
          {tokens.length === 0 ? (
            <EmptyState level={3} title="You have no tokens">
              Most people need none. A token you make below would stand here until you revoke it or its time is up.
            </EmptyState>
          ) : (
            <ul class="wm-plain wm-lines">
              {tokens.map((token) => (
                <Token token={token} key={token.id} />
              ))}
            </ul>
          )}
        </section>
        <form method="post" action="/settings/tokens" noValidate>
          <h2 class="govuk-heading-m">Make a token</h2>
          <Once />
          <Input
            name="name"
            label="What is it for?"
            hint="Such as: monthly report"
            value={valueOf(form, 'name')}
            error={problemWith(form, 'name')}
            attributes={{ maxLength: 100 }}
          />
          <Radios
            name="scope"
            legend="What may it do?"
            value={valueOf(form, 'scope') || 'read'}
            error={problemWith(form, 'scope')}
            items={[
              { value: 'read', label: 'Read what I may read' },
              { value: 'write', label: 'Also write in my name' },
            ]}
          />
          <Select
            name="days"
            label="How long does it work?"
            options={[
              { value: '30', text: '30 days' },
              { value: '90', text: '90 days' },
              { value: '365', text: 'A year' },
            ]}
            value={valueOf(form, 'days') || '90'}
            error={problemWith(form, 'days')}
          />
          <Button preventDoubleClick>Make token</Button>
        </form>
      </div>
    </Layout>
  );
}

function Token({ token }: { token: TokensView['tokens'][number] }): VNode {
  return (
    <li class="wm-row-between wm-row-between--line">
      <div>
        <b>{token.name}</b>
        <MetaLine>
          {token.scope === 'read' ? 'Reads' : 'Reads and writes'}
          <>Works until {day(token.expiresAt)}</>
          <>{token.lastUsedAt ? `Last used ${day(token.lastUsedAt)}` : 'Never used'}</>
        </MetaLine>
      </div>
      <form method="post" action={`/settings/tokens/${token.id}/revoke`}>
        <Button look="secondary" small>
          Revoke
          <span class="govuk-visually-hidden">
            {' '}
            {token.name}, made {day(token.createdAt)}
          </span>
        </Button>
      </form>
    </li>
  );
}
