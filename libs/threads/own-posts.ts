import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Reads } from '#libs/platform/database';
import { type Block, blocksOf, csvOf, type Document, write } from '#libs/platform/documents';
import { Choice, Day } from '#libs/platform/inputs';
import { count, day, dayAndTime } from '#libs/platform/words';
import { type Audience } from './thread.entity.ts';
import { postAddress } from './post-address.ts';

export class OwnPostsInput {
  @Choice({ label: 'Format', of: ['html', 'csv'], optional: true })
  readonly format: 'html' | 'csv' = 'html';

  /** The first day of what the file holds. */
  @Day({ label: 'From', optional: true })
  readonly from?: string;

  /** The last day. */
  @Day({ label: 'To', optional: true })
  readonly to?: string;
}

interface OwnPost {
  id: string;
  threadId: string;
  number: number;
  /** Null: they may no longer read the discussion. */
  title: string | null;
  audience: Audience;
  /** What others see in place of their name: who passes the file on tells whose it is. Null: their name. */
  mask: string | null;
  body: string;
  createdAt: Date;
  editedAt: Date | null;
  hiddenAt: Date | null;
  gone: 'deleted' | null;
  /** The names of what stands beside it. Null: nothing. */
  files: string[] | null;
}

/** One file holds no more; who wrote more asks for it in parts. */
const MOST = 2_000;

const READERS: Readonly<Record<Audience, string>> = {
  public: 'everyone',
  network: 'all members',
  circle: 'one circle',
  organisation: 'one organisation',
  invited: 'people who were invited',
};

/** What somebody wrote in discussions, as a dated file for the records of the authority that they work for. */
@Injectable()
export class OwnPosts {
  constructor(
    private readonly reads: Reads,
    private readonly config: Config,
  ) {}

  /** Theirs alone, newest first, whatever became of it; what others wrote there is not in it. */
  async file(
    actor: Actor,
    { format, from, to }: OwnPostsInput,
    at: Date,
  ): Promise<{ body: Buffer; type: string; name: string }> {
    const posts = await this.posts(actor, from ?? '0001-01-01', to ?? '9999-12-31');
    const name = `waymark-records-${at.toISOString().slice(0, 10)}.${format}`;
    if (format === 'csv') return { body: Buffer.from(this.csv(posts, at)), type: 'text/csv; charset=utf-8', name };
    const body = await write(this.document(actor, posts, at), 'html');
    return { body, type: 'text/html; charset=utf-8', name };
  }

  private posts(actor: Actor, from: string, to: string): Promise<OwnPost[]> {
    return this.reads.rows<OwnPost>({
      name: 'threads.own-posts',
      text: `SELECT p.id, p.thread_id AS "threadId", p.number, CASE WHEN t.visible_to && $2::text[] THEN t.title END AS title,
                    t.audience, p.mask, p.body, p.created_at AS "createdAt", p.edited_at AS "editedAt", p.hidden_at AS "hiddenAt", p.gone,
                    CASE WHEN p.has_files THEN (
                      SELECT array_agg(f.name ORDER BY pf.position) FROM post_files pf JOIN files f ON f.id = pf.file_id
                       WHERE pf.post_id = p.id AND pf.removed_at IS NULL) END AS files
               FROM posts p JOIN threads t ON t.id = p.thread_id
              WHERE p.author_id = $1 AND p.gone IS DISTINCT FROM 'moved' AND p.created_at >= $3::date AND p.created_at < $4::date + interval '1 day'
              ORDER BY p.created_at DESC, p.id DESC
              LIMIT $5`,
      values: [actor.personId, actor.keys, from, to, MOST + 1],
    });
  }

  private csv(posts: readonly OwnPost[], at: Date): string {
    return csvOf([
      ['Written', 'Changed', 'Discussion', 'Who may read it', 'Under the mask', 'Address', 'Text', 'Files', 'Copied'],
      ...posts
        .slice(0, MOST)
        .map((post) => [
          post.createdAt.toISOString(),
          post.editedAt?.toISOString() ?? '',
          titleOf(post),
          READERS[post.audience],
          post.mask ?? '',
          this.addressOf(post),
          post.body,
          (post.files ?? []).join('; '),
          at.toISOString(),
        ]),
    ]);
  }

  private document(actor: Actor, posts: readonly OwnPost[], at: Date): Document {
    const shown = posts.slice(0, MOST);
    return {
      title: `What ${actor.name} wrote on Waymark`,
      marks: ['Copy for an authority’s records'],
      lang: 'en',
      blocks: [
        {
          kind: 'paragraph',
          look: 'lede',
          runs: [
            {
              text: `${count(shown.length, 'post', 'posts')}, newest first, as on ${dayAndTime(at)}. What others wrote is not in it.`,
            },
          ],
        },
        ...(posts.length > MOST
          ? [
              {
                kind: 'paragraph' as const,
                look: 'mark' as const,
                runs: [
                  {
                    text: `There is more: one file holds ${MOST.toLocaleString('en-GB')} posts. Ask for a shorter time.`,
                  },
                ],
              },
            ]
          : []),
        ...shown.flatMap((post) => this.blocks(post)),
      ],
      sources: [],
      colophon: [
        [
          {
            text: `Made by Waymark, ${this.config.publicUrl}, on ${dayAndTime(at)}, for ${actor.name} at their own request.`,
          },
        ],
      ],
      at,
      onePage: false,
    };
  }

  private blocks(post: OwnPost): Block[] {
    const changed = post.editedAt ? `, changed on ${day(post.editedAt)}` : '';
    const hidden = post.hiddenAt ? `, ${post.gone ?? 'hidden'} on ${day(post.hiddenAt)}` : '';
    return [
      { kind: 'heading', level: 2, text: titleOf(post) },
      {
        kind: 'paragraph',
        runs: [
          {
            text: `Written on ${dayAndTime(post.createdAt)}${changed}${hidden}, for ${READERS[post.audience]}${post.mask ? `, under the mask “${post.mask}”` : ''}: `,
          },
          { text: this.addressOf(post), href: this.addressOf(post) },
        ],
      },
      ...blocksOf(post.body),
      ...(post.files
        ? [{ kind: 'paragraph' as const, runs: [{ text: `Files beside it: ${post.files.join('; ')}.` }] }]
        : []),
    ];
  }

  private addressOf({ threadId, number }: OwnPost): string {
    return `${this.config.publicUrl}${postAddress(threadId, number)}`;
  }
}

const titleOf = ({ title }: OwnPost): string => title ?? 'A discussion that you can no longer read';
