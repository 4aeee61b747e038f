import { renderMarkdown } from '#libs/platform/markdown';
import { contentsOf, withHeadingIds } from './headings.ts';

const render = (source: string): string => withHeadingIds(renderMarkdown(source, { firstHeading: 2 }));

describe('the headings of a guidance page', () => {
  it('can be linked to, each by an id of its own', () => {
    const html = render('## Who does what\n\nText\n\n## Who does what\n\n## Q&A for **you**');

    expect(contentsOf(html)).toEqual([
      { id: 's-who-does-what', text: 'Who does what' },
      { id: 's-who-does-what-2', text: 'Who does what' },
      { id: 's-q-a-for-you', text: 'Q&A for you' },
    ]);
  });

  it('get an id of their own also where one reads like the second of another', () => {
    expect(contentsOf(render('## A\n\n## A\n\n## A 2\n\n## A')).map(({ id }) => id)).toEqual([
      's-a',
      's-a-2',
      's-a-2-2',
      's-a-3',
    ]);
  });

  it('leave out no level on the way down', () => {
    expect(render('#### Deep\n\n### Less deep\n\n###### Deepest').match(/<h\d/g)).toEqual(['<h2', '<h3', '<h4']);
  });

  it('hold no markup that the sanitiser would not let through', () => {
    expect(render('## "><script>alert(1)</script>')).toBe(
      '<h2 id="s-script-alert-1-script">"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h2>\n',
    );
  });
});
