import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type SentInvitation, SENT_BY, ThreadNotFound } from '#libs/threads';
import { type Chosen, chosenOf } from './choose.ts';
import { HELPERS, QUESTION } from './helpers.sql.ts';
import { type Helper, type Question } from './rules.ts';

/** Who is suggested for a question, and whom the reader asked already. */
export interface Helpers extends Chosen {
  question: Question & { id: string; title: string; ownMask: boolean; open: boolean };
  sent: SentInvitation[];
}

interface QuestionRow extends Question {
  id: string;
  title: string;
  /** The reader asked it under a mask. */
  ownMask: boolean;
  /** Whom the reader invites is let in. */
  opensTo: boolean;
  /** Somebody may still answer. */
  open: boolean;
  /** Null: a mask hides them from this reader. So are the next two. */
  asker: string | null;
  council: string | null;
  forms: string[];
  words: string[];
  sent: SentInvitation[];
}

@Injectable()
export class HelpersQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * Who could answer it, as far as this reader may know. Throws ThreadNotFound, also for who may not read the question.
   * Two statements. Under a mask nothing that another reader gets depends on who asked.
   */
  async of(actor: Actor, threadId: string): Promise<Helpers> {
    const row = await this.reads.row<QuestionRow>({
      name: 'helpers.question',
      text: QUESTION(SENT_BY('$3')),
      values: [actor.keys, threadId, actor.personId],
    });
    if (!row) throw ThreadNotFound();
    const { asker, council, forms, words, opensTo, sent, ...question } = row;
    if (!question.open) return { question, helpers: [], advisers: [], sent };
    const { topics, serviceAreas, stage, ownMask } = question;
    const found = await this.reads.rows<Helper>({
      // What is about as many things as there are takes another way than what is about one.
      name: null,
      text: HELPERS,
      values: [
        actor.keys,
        threadId,
        actor.personId,
        topics,
        serviceAreas,
        stage,
        twoOf(words),
        asker,
        council,
        forms,
        opensTo,
        ownMask,
        question.own,
        words,
      ],
    });
    return { question, ...chosenOf(found, question), sent };
  }
}

/** More words than these make no better a choice, and many more pairs. */
const PAIRED_MOST = 8;

/** A search for any two of these words: the longest of them, which are the rarest. Null where there are not two. */
function twoOf(words: readonly string[]): string | null {
  const rare = words
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, PAIRED_MOST)
    .map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`);
  return rare.flatMap((one, place) => rare.slice(place + 1).map((other) => `${one} & ${other}`)).join(' | ') || null;
}
