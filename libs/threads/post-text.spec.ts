import { namedIn, renderPost, withNames } from './post-text.ts';

const DEE = '01900000-0000-7000-8000-00000000000d';
const ORG = '01900000-0000-7000-8000-00000000000a';

describe('namedIn', () => {
  it.each([
    ['a mention', `Ask @[Dee](person:${DEE}).`, [DEE]],
    ['a profile’s address by itself', `Ask\nhttps://waymark.example/people/${DEE}-dee-m\nagain`, [DEE]],
    ['two beside each other', `/people/${DEE} /people/${ORG}`, [DEE, ORG]],
    ['the same twice', `@[Dee](person:${DEE}) @[D](person:${DEE.toUpperCase()})`, [DEE]],
    ['code', `\`@[Dee](person:${DEE})\`\n\n\`\`\`\n@[Dee](person:${DEE})\n\`\`\``, []],
    ['code that is not closed', `\`\`\`\n@[Dee](person:${DEE})`, []],
    ['an address in a sentence’s link', `[Dee](https://x.example/people/${DEE})`, []],
    ['no id', '@[Dee](person:dee)', []],
    ['an address as mail has it', `dee@[x](person:${DEE.slice(1)})`, []],
  ])('finds the people of %s', (_what, text, people) => {
    expect(namedIn(text).people).toEqual(people);
  });

  it('finds what is named by address, each once, ten at most', () => {
    const text = `See /guidance/keep-the-bond, https://waymark.example/councils/lnd-x and (/councils/LND-X)
      [q](/threads/${DEE}-who-pays) /spin-outs/${ORG} </organisations/${ORG}> /tactics/${DEE} /guidance/keep-the-bond/edit`;
    expect(namedIn(text).references).toEqual([
      { kind: 'guidance', by: 'slug', key: 'keep-the-bond' },
      { kind: 'organisation', by: 'code', key: 'LND-X' },
      { kind: 'thread', by: 'id', key: DEE },
      { kind: 'organisation', by: 'id', key: ORG },
      { kind: 'tactic', by: 'id', key: DEE },
    ]);
    const many = Array.from({ length: 15 }, (_, n) => `/guidance/page-${n}`).join(' ');
    expect(namedIn(many).references).toHaveLength(10);
  });
});

describe('withNames', () => {
  const names = new Map([
    [DEE, 'Dee'],
    [ORG, 'Bond & [Sons] *Ltd*'],
  ]);

  it.each([
    ['a name that is not theirs', `@[The Mayor](person:${DEE})`, `@[Dee](person:${DEE})`],
    ['a name with marks', `@[x](organisation:${ORG})`, `@[Bond & Sons Ltd](organisation:${ORG})`],
    ['somebody who may not be seen', `@[Rosa](person:${ORG.replace('a', 'b')})`, '@Rosa'],
    ['a pasted address', `Ask /people/${DEE}-dee about it`, `Ask @[Dee](person:${DEE}) about it`],
    ['a role', '@[finance](role:finance)', '@[Finance lead](role:finance)'],
    ['no role', '@[king](role:king)', '@king'],
    ['code', `\`@[The Mayor](person:${DEE})\``, `\`@[The Mayor](person:${DEE})\``],
  ])('mends %s', (_what, text, mended) => {
    expect(withNames(text, names)).toBe(mended);
    expect(withNames(mended, names)).toBe(mended);
  });
});

describe('renderPost', () => {
  it('links a mention to whom it names', () => {
    expect(renderPost(`@[Dee](person:${DEE}) and @[Finance lead](role:finance)`)).toBe(
      `<p><a href="/people/${DEE}" class="govuk-link">@Dee</a> and ` +
        `<a href="/people?role=finance" class="govuk-link">@Finance lead</a></p>\n`,
    );
  });

  it.each([
    ['a script', `@[<script>alert(1)</script>](person:${DEE})`],
    ['an address of its own', `@[x](person:${DEE}) [y](javascript:alert(1)) @[z](javascript:alert)`],
    ['an attribute', `@[a" onmouseover="alert(1)](person:${DEE})`],
  ])('takes no %s', (_what, text) => {
    expect(renderPost(text)).not.toMatch(/<script|href="javascript|<a[^>]*onmouse/i);
  });
});
