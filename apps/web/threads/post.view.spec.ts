import 'reflect-metadata';
import { type PostRow } from '#libs/threads';
import { renderMarkdown } from '#libs/platform/markdown';
import { postView } from './post.view.ts';

const ID = '0199aaaa-0000-7000-8000-000000000001';
const cited = { id: ID } as NonNullable<PostRow['citations']>[number];
const post = (body: string, citations: PostRow['citations']): PostRow =>
  ({
    bodyHtml: renderMarkdown(body),
    citations,
    authorName: 'Amina Okafor',
    authorRole: 'founder',
    createdAt: new Date(),
    mask: null,
    gone: null,
    replyToNumber: null,
    replyToName: null,
  }) as PostRow;

describe('postView', () => {
  it.each([
    [
      'lets the card stand for a line that is the address',
      `Read this.\n\n/case-notes/${ID}\n\nThen ask.`,
      [cited],
      '<p>Read this.</p>\n<p>Then ask.</p>\n',
    ],
    ['lets the card stand for an address with its slug', `/case-notes/${ID}-how-we-left`, [cited], ''],
    [
      'lets the card stand for a whole address',
      `Read this.\n\nhttps://waymark.example/case-notes/${ID}`,
      [cited],
      '<p>Read this.</p>\n',
    ],
    [
      'leaves an address in a sentence',
      `See /case-notes/${ID} first.`,
      [cited],
      `<p>See /case-notes/${ID} first.</p>\n`,
    ],
    ['leaves an address that has no card', `/case-notes/${ID}`, null, `<p>/case-notes/${ID}</p>\n`],
  ])('%s', (_what, body, citations, html) => {
    expect(postView(post(body, citations)).html?.html).toBe(html);
  });
});
