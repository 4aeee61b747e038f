import { tellingWords } from './telling-words.ts';

const names = {
  name: 'Siân O’Hare-Jones',
  email: 'sian@tidewell.example',
  bodies: ['Tidewell Council', 'Tidewell', 'Cyngor Tidewell', 'TC'],
  addresses: ['/councils/TWL', '0199aaaa-0000-7000-8000-000000000001'],
};

describe('tellingWords', () => {
  it.each<[string, string, string[]]>([
    ['finds nothing in what says nothing', 'We want to know what the actuary takes into account.', []],
    ['finds a whole name', 'Yours, Siân O’Hare-Jones', ['Siân O’Hare-Jones']],
    ['finds a part of it, without its accent and its capital', 'as SIAN said', ['Siân']],
    ['finds a straight apostrophe for a curly one', "ask O'Hare-Jones", ['O’Hare-Jones']],
    ['finds where they work', 'Here in Tidewell we tried.', ['Tidewell']],
    ['finds a name over two lines', 'the Tidewell\ncouncil', ['Tidewell Council']],
    ['finds their address', 'sian@tidewell.example', ['Siân', 'Tidewell', 'sian@tidewell.example']],
    ['finds anybody’s address', 'Write to bob@elsewhere.example.', ['bob@elsewhere.example']],
    ['finds a link to their council', 'See /councils/twl for more', ['/councils/TWL']],
    ['finds a link to them', '/people/0199AAAA-0000-7000-8000-000000000001', [names.addresses[1]!]],
    ['leaves a part of a word', 'Sianna and Tidewellians', []],
    ['leaves what is too short to say anything', 'TC', []],
  ])('%s', (_what, text, found) => {
    expect(tellingWords(text, names).toSorted()).toEqual(found.toSorted());
  });
});
