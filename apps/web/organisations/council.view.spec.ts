import { type CouncilPage, type SimilarCouncil } from '#libs/organisations';
import { councilView, similarShown } from './council.view.ts';

const elmbridge = {
  type: 'NMD',
  nation: 'England',
  population: 140_024,
  startedOn: '1974-04-01',
  endedOn: '2027-04-01',
  successors: [
    {
      code: 'EAST-SURREY',
      name: 'East Surrey Council',
      niceName: 'East Surrey',
      on: '2027-04-01',
      status: 'announced 2025-10-28, subject to Parliament',
      source: null,
    },
  ],
  predecessors: [],
  caseNotes: [],
  nearNotes: [],
} as unknown as CouncilPage;
const eastSurrey = { ...elmbridge, startedOn: '2027-04-01', endedOn: null, successors: [] };

describe('councilView', () => {
  it.each([
    [
      'an announced end, the day before',
      { ...elmbridge, ended: false },
      '2027-03-31',
      'This council will be replaced on 1 April 2027.',
      'takes over its services. This page stays. Announced 28 October 2025, subject to Parliament.',
    ],
    [
      'the same on its day',
      { ...elmbridge, ended: true },
      '2027-04-01',
      'This council ended on 1 April 2027.',
      'took over its services. This page and its case notes stay.',
    ],
    [
      'an announced beginning, the day before',
      { ...eastSurrey, ended: false },
      '2027-03-31',
      'This council begins on 1 April 2027.',
      'It is announced and does not act yet.',
    ],
  ])('tells of %s', (_what, council, day, strong, rest) => {
    expect(councilView(council, [], day).notice).toMatchObject({ strong, rest });
  });

  it.each([
    ['of its own', [{ id: 'own' }], ['1', '2', '3'], ['4', 'n']],
    ['none of its own', [], ['1', '2', '3', '4'], ['n']],
  ])(
    'leaves out of its neighbours’ notes those alone that it shows above: with %s',
    (_what, caseNotes, above, near) => {
      const similar = ['1', '2', '3', '4'].map((id) => ({ note: { id } })) as unknown as SimilarCouncil[];
      const nearNotes = ['1', ...caseNotes.map(({ id }) => id), '4', 'n'].map((id) => ({ id }));
      const council = { ...elmbridge, caseNotes, nearNotes } as unknown as CouncilPage;
      expect(similarShown(council.caseNotes, similar).map(({ note }) => note.id)).toEqual(above);
      expect(councilView(council, similar).near.map(({ id }) => id)).toEqual(near);
    },
  );

  it('has nothing to tell once an announced council has begun', () => {
    expect(councilView({ ...eastSurrey, ended: false }, [], '2027-04-01').notice).toBeNull();
  });
});
