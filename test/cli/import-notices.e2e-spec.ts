import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { contentGiven, type ContentGiven } from './content.given.ts';

jest.setTimeout(60_000);

const release = (n: number, over: object = {}) => ({
  ocid: `ocds-test-${n}`,
  id: `release-${n}`,
  date: '2026-02-18T00:00:00Z',
  tag: ['tender'],
  buyer: { name: 'Ardenshire County Council' },
  tender: { title: 'Home support.rnrnTwo lots' },
  ...over,
});

describe('import notices and awards', () => {
  let site: ContentGiven;
  beforeAll(async () => {
    site = await contentGiven();
  });
  afterAll(() => site.stop());
  const file = (name: string, text: string): string => {
    const at = path.join(site.folder, name);
    fs.writeFileSync(at, text);
    return at;
  };

  it('takes what is sound, says what was refused and why, and nothing new the second time', async () => {
    const at = file('notices.json', JSON.stringify({ releases: [release(1), { id: 'x' }, release(2)] }));
    const first = await site.run('import', 'notices', at);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('2 notices added') });
    expect(first.err).toContain('Entry 2');
    expect((await site.run('import', 'notices', at)).out).toContain(
      '0 notices added, 0 changed, 2 unchanged, 1 refused',
    );
  });

  it('mends text that has lost its line breaks', async () => {
    expect(await site.rows(`SELECT DISTINCT title FROM procurement_notices`)).toEqual([
      { title: 'Home support. Two lots' },
    ]);
  });

  it.each([
    ['without releases', '{"uri":"x"}'],
    ['with none in the list', '{"releases":[]}'],
  ])('refuses a JSON file %s with a sentence', async (_what, text) => {
    expect(await site.run('import', 'notices', file('other.json', text))).toMatchObject({
      code: 1,
      err: expect.stringContaining('has no releases, so it is no OCDS release package'),
    });
  });

  it('takes the award table, and nothing new the second time', async () => {
    const at = file(
      'awards.csv',
      'award_ref,buyer_name,supplier_name,award_value,award_date\nA1,Ardenshire County Council,Arden Care CIC,100,2026-01-01\nA2,,,,',
    );
    const first = await site.run('import', 'awards', at);
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 award added, 0 changed, 0 unchanged, 1 refused'),
    });
    expect(first.err).toContain('Line 3');
    expect((await site.run('import', 'awards', at)).out).toContain('0 awards added, 0 changed, 1 unchanged');
  });
});
