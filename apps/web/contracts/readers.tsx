import { type VNode } from 'preact';
import { type AllowedReader } from '#libs/contracts';
import { BackLink, Button, Checkboxes, Input, SectionHeading } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { day } from '../parts/words.ts';

export interface ReadersView {
  spinOut: { id: string; name: string };
  readers: AllowedReader[];
  tellsPeers: boolean;
  form: Form;
}

export function ReadersPage({ spinOut, readers, tellsPeers, form }: ReadersView): VNode {
  const at = `/spin-outs/${spinOut.id}/contracts`;
  return (
    <Layout title={`Who can see the contracts of ${spinOut.name}`} problems={form.problems}>
      <BackLink href={at}>Back to the contracts</BackLink>
      <h1 class="govuk-heading-l">Who can see the contracts of {spinOut.name}</h1>
      <p class="wm-text">
        Its verified members and editors always can. Nobody else can, not even the people who run this site, unless you
        allow them here. What is confidential until a day stays with you until then.
      </p>
      <section class="wm-sec" aria-labelledby="allowed">
        <SectionHeading id="allowed">Whom you allow</SectionHeading>
        {readers.length === 0 ? (
          <p class="wm-nil wm-mt-3">Nobody else.</p>
        ) : (
          <ul class="wm-plain wm-lines">
            {readers.map((reader) => (
              <li key={reader.id}>
                <p class="wm-meta">
                  <b>{reader.name}</b>
                  <span>{reader.kind === 'person' ? 'A person' : 'All its verified members'}</span>
                  <span>since {day(reader.allowedAt)}</span>
                </p>
                <form method="post" action={`${at}/readers/${reader.id}/remove`}>
                  <Button look="secondary" small preventDoubleClick>
                    Take back<span class="govuk-visually-hidden"> from {reader.name}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
        <form class="wm-text wm-mt-3" method="post" action={`${at}/readers`} noValidate>
          <Input
            name="person"
            label="A person"
            hint="Copy the address of their page in the directory of people"
            value={valueOf(form, 'person')}
            error={problemWith(form, 'person')}
          />
          <Input
            name="organisation"
            label="Or an organisation"
            hint="The code of a council, or the whole name of an organisation"
            value={valueOf(form, 'organisation')}
            error={problemWith(form, 'organisation')}
          />
          <Button preventDoubleClick>Let them see the contracts</Button>
        </form>
      </section>
      <section class="wm-sec" aria-labelledby="peers">
        <SectionHeading id="peers">What peers learn</SectionHeading>
        <form class="wm-text wm-mt-3" method="post" action={`${at}/peers`}>
          <Checkboxes
            name="tellsPeers"
            legend="Help others who depend on one payer"
            legendClass="govuk-fieldset__legend--s"
            hint="Members of the network then see your largest payer’s share then and now, how long a second payer took and how you won it. No payer, no contract and no amount."
            items={[{ value: 'yes', label: 'Tell peers that we diversified' }]}
            values={tellsPeers ? ['yes'] : []}
          />
          <Button look="secondary" preventDoubleClick>
            Save this choice
          </Button>
        </form>
      </section>
    </Layout>
  );
}
