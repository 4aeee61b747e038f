import { Injectable } from '@nestjs/common';
import { fieldIsOpen, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { ProgrammeNotFound } from './support.errors.ts';
import { type SUPPORT_SHOWN, type SupportListInput } from './support.inputs.ts';

export interface ProgrammeRow {
  id: string;
  name: string;
  provider: string;
  summary: string;
  nation: string | null;
  topics: string[];
  opensOn: string | null;
  closesOn: string | null;
  url: string | null;
  source: string;
  checkedOn: string;
  fictional: boolean;
  version: number;
  state: keyof typeof SUPPORT_SHOWN;
}

export interface Directory {
  /** Open ones first, those that closed last at the end. */
  programmes: ProgrammeRow[];
  advisers: { id: string; name: string; summary: string | null; nation: string | null; fictional: boolean }[];
  /** Of those whom the reader may see. */
  peers: { id: string; name: string; practitionerRole: string; topicsOffered: string[]; fictional: boolean }[];
}

const STATE = `CASE WHEN s.closes_on < current_date THEN 'closed' WHEN s.opens_on > current_date THEN 'soon' ELSE 'open' END`;
const ROW = `
  s.id, s.name, s.provider, s.summary, s.nation, s.topics, s.opens_on::text AS "opensOn", s.closes_on::text AS "closesOn",
  s.url, s.source, s.checked_on::text AS "checkedOn", s.fictional, s.version, ${STATE} AS state`;
const COLUMN_MAX = 50;
/** Advisers and peers have lists of their own, that one can go on in. */
const FIRST = 10;

@Injectable()
export class SupportQueries {
  constructor(private readonly reads: Reads) {}

  /** All three columns in one statement. */
  async directory(reader: Reader, { state, topic, nation }: SupportListInput): Promise<Directory> {
    const row = await this.reads.row<Directory>({
      name: 'support.directory',
      text: `SELECT coalesce((SELECT json_agg(p) FROM (
                      SELECT ${ROW} FROM support_programmes s
                       WHERE s.visible_to && $1::text[]
                         AND ($2::text IS NULL OR ${STATE} = $2)
                         AND ($3::text IS NULL OR s.topics @> ARRAY[$3::text])
                         AND ($4::text IS NULL OR s.nation = $4 OR s.nation IS NULL)
                       ORDER BY ${STATE} = 'closed', ${STATE} = 'soon', s.closes_on DESC NULLS FIRST, s.name
                       LIMIT ${COLUMN_MAX}) p), '[]') AS programmes,
                    coalesce((SELECT json_agg(a) FROM (
                      SELECT o.id, o.name, o.summary, o.nation, o.fictional FROM organisations o
                       WHERE o.kind = 'adviser' AND o.visible_to && $1::text[]
                         AND ($4::text IS NULL OR o.nation = $4 OR o.nation IS NULL)
                       ORDER BY o.name, o.id LIMIT ${FIRST}) a), '[]') AS advisers,
                    coalesce((SELECT json_agg(q) FROM (
                      SELECT p.id, p.name, p.practitioner_role AS "practitionerRole",
                             p.topics_offered AS "topicsOffered", p.fictional
                        FROM people p
                       WHERE p.topics_offered <> '{}' AND p.practitioner_role <> 'paid_adviser'
                         AND p.visible_to && $1::text[]
                         AND ${fieldIsOpen('topicsOffered', { of: 'p', keys: '$1', reader: '$5' })}
                         AND ($3::text IS NULL OR p.topics_offered @> ARRAY[$3::text])
                       ORDER BY p.sort_name, p.id LIMIT ${FIRST}) q), '[]') AS peers`,
      values: [reader.keys, state ?? null, topic ?? null, nation ?? null, reader.personId],
    });
    return row!;
  }

  /** Throws ProgrammeNotFound. */
  async programme(reader: Reader, id: string): Promise<ProgrammeRow> {
    const row = await this.reads.row<ProgrammeRow>({
      name: 'support.programme',
      text: `SELECT ${ROW} FROM support_programmes s WHERE s.id = $2 AND s.visible_to && $1::text[]`,
      values: [reader.keys, id],
    });
    if (!row) throw ProgrammeNotFound();
    return row;
  }
}
