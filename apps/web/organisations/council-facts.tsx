import { Fragment, type VNode } from 'preact';
import { type CouncilLink, DEPRIVATION } from '#libs/organisations';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import { Details, SummaryList } from '#libs/ui';
import { day, number } from '../parts/words.ts';
import { councilPath } from './addresses.ts';
import { postureSince } from './council-posture.tsx';
import { type CouncilView, linkName } from './council.view.ts';

/** "E06000057, since 1 April 2013" or "E10000006 (former), until 1 April 2023". */
function gssInWords({ code, current, from, to }: CouncilView['council']['gssCodes'][number]): string {
  const days = [from && `${to ? 'from' : 'since'} ${day(from)}`, to && `until ${day(to)}`].filter(Boolean).join(' ');
  return `${code}${current ? '' : ' (former)'}${days && `, ${days}`}`;
}

/** What the register says. */
export function CouncilFacts({ council, tier, replaces }: Pick<CouncilView, 'council' | 'tier' | 'replaces'>): VNode {
  // Names without a capital are spellings for a search, and some of them are misspelt.
  const names = council.alternativeNames.filter((name) => name !== name.toLowerCase());
  return (
    <>
      <h2 class="govuk-heading-s">Facts</h2>
      <SummaryList
        rows={[
          { key: 'Type', value: labelOf(COUNCIL_TYPES, council.type) + tier },
          {
            key: 'Where',
            value:
              council.region && council.region !== council.nation
                ? `${council.region}, ${council.nation}`
                : council.nation,
          },
          {
            key: 'Population',
            value:
              council.population === null ? (
                <NotRecorded />
              ) : (
                `${number(council.population)}${council.populationYear ? ` (${council.populationYear})` : ''}`
              ),
          },
          { key: 'Area', value: council.areaKm2 === null ? <NotRecorded /> : `${number(council.areaKm2)} km²` },
          {
            key: 'Density',
            value:
              council.population === null || !council.areaKm2 ? (
                <NotRecorded />
              ) : (
                `${number(Math.round(council.population / council.areaKm2))} people per km²`
              ),
          },
          {
            key: 'Deprivation',
            value: council.deprivation === null ? <NotRecorded /> : DEPRIVATION[council.deprivation],
          },
          { key: 'Rural or urban', value: council.ruralUrban ?? <NotRecorded /> },
          council.posture !== null && {
            key: 'Where its team stands',
            value: postureSince(council.posture) + (council.posture.shown ? '' : ' (only your council reads this)'),
          },
          council.county && { key: 'County', value: <CouncilLinks councils={[council.county]} /> },
          council.combined && { key: 'Combined authority', value: <CouncilLinks councils={[council.combined]} /> },
          council.predecessors.length > 0 && {
            key: replaces,
            value: (
              <ul class="wm-plain">
                {council.predecessors.map((other) => (
                  <li key={other.code}>
                    <CouncilLinks councils={[other]} />
                    {other.on && <span class="wm-nil"> {day(other.on)}</span>}
                  </li>
                ))}
              </ul>
            ),
          },
          council.startedOn !== null && {
            key: council.provisional ? 'Begins' : 'Since',
            value: day(council.startedOn),
          },
          {
            key: 'Register code',
            value: council.provisional ? <span class="wm-nil">Not given yet</span> : council.code,
          },
          {
            key: 'GSS code',
            value: council.gssCodes.length === 0 ? <NotRecorded /> : council.gssCodes.map(gssInWords).join('; '),
          },
          names.length > 0 && { key: 'Also called', value: names.slice(0, 8).join('; ') },
          council.website !== null && {
            key: 'Website',
            value: (
              <a class="govuk-link" href={council.website} rel="nofollow">
                {council.website}
              </a>
            ),
          },
        ]}
      />
      {council.within.length > 0 && (
        <Details
          summary={
            council.type === 'CTY' ? `Its ${council.within.length} districts` : `Its ${council.within.length} councils`
          }
        >
          <ul class="wm-plain">
            {council.within.map((other) => (
              <li key={other.code}>
                <CouncilLinks councils={[other]} />
              </li>
            ))}
          </ul>
        </Details>
      )}
      {council.neighbours.length > 0 && (
        <Details
          summary={council.neighbours.length === 1 ? 'Its neighbour' : `Its ${council.neighbours.length} neighbours`}
        >
          <ul class="wm-plain">
            {council.neighbours.map((other) => (
              <li key={other.code}>
                <CouncilLinks councils={[other]} />
              </li>
            ))}
          </ul>
        </Details>
      )}
      {!council.fictional && (
        <p class="wm-meta wm-mb-4">
          <span>Council register and labels: mySociety, CC BY 4.0</span>
        </p>
      )}
    </>
  );
}

const NotRecorded = (): VNode => <span class="wm-nil">Not recorded</span>;

/** "A, B and C", each a link where the register has it. */
export function CouncilLinks({ councils }: { councils: readonly CouncilLink[] }): VNode {
  return (
    <>
      {councils.map((other, i) => (
        <Fragment key={other.code}>
          {i > 0 && (i === councils.length - 1 ? ' and ' : ', ')}
          {other.name === null ? (
            linkName(other)
          ) : (
            <a class="govuk-link" href={councilPath(other.code)}>
              {other.name}
            </a>
          )}
        </Fragment>
      ))}
    </>
  );
}
