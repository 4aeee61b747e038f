import { QueryFailedError } from 'typeorm';
import { isUnavailable } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { type RecordProblem } from './content-types.ts';

/** Of a constraint of the database, whose name says what it is about. */
const BROKEN: Readonly<Record<string, string>> = {
  '23502': 'Something that is needed is missing',
  '23503': 'It refers to something that is not there',
  '23505': 'Another record has the same',
  '23514': 'It breaks a rule of the database',
  '22001': 'A text is too long',
  '22P02': 'A value is not of its kind',
  '22007': 'A day or a moment is none',
  '22008': 'A day or a moment is none',
  '22003': 'A number is too large',
};

/** What was wrong with the record. What was wrong with the database is thrown on. */
export function problemsIn(error: unknown): readonly RecordProblem[] {
  if (error instanceof Refused) return error.problems;
  if (!(error instanceof QueryFailedError) || isUnavailable(error)) throw error;
  const {
    code = '',
    constraint,
    column,
  } = error.driverError as { code?: string; constraint?: string; column?: string };
  const sentence = BROKEN[code];
  if (sentence === undefined) throw error;
  const what = constraint ?? column;
  return [{ field: '', message: what ? `${sentence} (${what})` : sentence }];
}
