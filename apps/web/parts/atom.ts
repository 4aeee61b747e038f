import { Download } from '../page.ts';

interface Feed {
  title: string;
  path: string;
  entries: {
    id: string;
    title: string;
    path: string;
    updatedAt: Date;
    publishedAt: Date;
    /** As it stands beside what they wrote. */
    author: string;
    summary?: string;
  }[];
}

/** An Atom feed (RFC 4287) of what a list shows to this reader. */
export function atomFeed(publicUrl: string, { title, path, entries }: Feed): Download {
  const updated = entries[0]?.updatedAt ?? new Date(0);
  const lines = [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">`,
    `<title>${escape(title)}</title>`,
    `<id>${escape(publicUrl + path)}</id>`,
    `<link rel="self" href="${escape(publicUrl + path)}"/>`,
    `<updated>${updated.toISOString()}</updated>`,
    ...entries.flatMap((entry) => [
      `<entry>`,
      `<title>${escape(entry.title)}</title>`,
      `<id>urn:uuid:${entry.id}</id>`,
      `<link href="${escape(publicUrl + entry.path)}"/>`,
      `<published>${entry.publishedAt.toISOString()}</published>`,
      `<updated>${entry.updatedAt.toISOString()}</updated>`,
      `<author><name>${escape(entry.author)}</name></author>`,
      ...(entry.summary ? [`<summary>${escape(entry.summary)}</summary>`] : []),
      `</entry>`,
    ]),
    `</feed>`,
  ];
  return new Download(lines.join('\n'), 'application/atom+xml; charset=utf-8');
}

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // Characters that XML 1.0 cannot hold at all.
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
