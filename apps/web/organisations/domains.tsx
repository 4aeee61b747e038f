import { type VNode } from 'preact';
import { BackLink, Button, Input } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';

export function DomainsPage(props: { id: string; name: string; domains: readonly string[]; form: Form }): VNode {
  const { id, name, domains, form } = props;
  return (
    <Layout title={`Work addresses of ${name}`} problems={form.problems}>
      <BackLink href={`/organisations/${id}`}>Back to {name}</BackLink>
      <h1 class="govuk-heading-l">Work addresses of {name}</h1>
      <p class="wm-lede">
        Who gets a mail at one of these domains can confirm by it that they work here, and reads what colleagues here
        keep to themselves.
      </p>
      <div class="wm-text">
        {domains.length === 0 ? (
          <p class="wm-nil">No domain is recorded.</p>
        ) : (
          <ul class="wm-plain wm-lines">
            {domains.map((domain) => (
              <li key={domain}>
                <form method="post" action={`/organisations/${id}/domains/remove`}>
                  <b>{domain}</b> <input type="hidden" name="domain" value={domain} />
                  <Button look="secondary">
                    Remove<span class="govuk-visually-hidden"> {domain}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
        <form method="post" action={`/organisations/${id}/domains`} noValidate>
          <Input
            name="domain"
            label="Add a domain"
            hint="What stands after the @ in its addresses, like fenmarch.gov.uk. One that no other organisation uses."
            spellcheck={false}
            value={valueOf(form, 'domain')}
            error={problemWith(form, 'domain')}
            attributes={{ maxLength: 253, autocapitalize: 'none' }}
          />
          <Button preventDoubleClick>Add domain</Button>
        </form>
      </div>
    </Layout>
  );
}
