import { Injectable } from '@nestjs/common';
import { DISPUTED_SINCE } from '#libs/organisations';
import { type Reader } from '#libs/people';
import { fromCursor, Reads, toCursor } from '#libs/platform/database';
import { type ResultType, type SearchInput, type SimilarInput } from './search.inputs.ts';
import {
  alikeTo,
  allBut,
  asked,
  COUNTED_NAMES,
  type CountedName,
  countsOf,
  DETAILS,
  filters,
  headlines,
  IS_EXACT,
  MATCHES,
  score,
  Values,
  WEIGHTS,
} from './search.sql.ts';
import { closestSpelling } from './spelling.ts';
import { type Asked, understand } from './words.ts';

/** What only some types have. Days are "2026-11-23". */
export interface ResultDetails {
  status?: string;
  council?: string | null;
  councilType?: string | null;
  checkedOn?: string | null;
  goodUntil?: string | null;
  lawAsAt?: string | null;
  kind?: 'question' | 'discussion';
  replyCount?: number;
  audience?: string;
  /** The role of who wrote the answer that was found. */
  replyBy?: string | null;
  code?: string;
  endedOn?: string | null;
  parent?: string | null;
  endedHow?: string | null;
  role?: string;
  jobTitle?: string | null;
}

export interface ResultRow {
  type: ResultType;
  id: string;
  title: string;
  url: string;
  /** With marks around what was found; see pieces() and markedHtml(). */
  titleMarked: string;
  snippetMarked: string;
  /** The number of the answer that was found, or 0 for the thing itself. */
  part: number;
  /** That answer was accepted. */
  accepted: boolean;
  lang: string;
  serviceAreas: string[];
  topics: string[];
  stage: string | null;
  nation: string | null;
  region: string | null;
  councilType: string | null;
  legalForm: string | null;
  verdict: 'better' | 'same' | 'worse' | 'mixed' | 'unknown' | null;
  evidenced: boolean | null;
  /** Pounds, as text. */
  savingAmount: string | null;
  savingPer: 'year' | 'once' | 'contract' | null;
  grade: 'audited' | 'inspected' | 'commissioner' | 'self' | 'media' | 'none' | null;
  /** Of a case note: members, or a moderator, take it to be out of date. */
  doubted: boolean;
  /** A day, of a case note that is disputed. */
  disputedSince: string | null;
  result: string | null;
  answered: 'unanswered' | 'answered' | 'accepted' | null;
  fictional: boolean;
  updatedAt: Date;
  details: ResultDetails | null;
}

export interface Found {
  items: ResultRow[];
  next: string | null;
  total: number;
  /** There are more than `total`, which were not counted. */
  more: boolean;
  /** The facets are of the newest thousand alone. */
  uncounted: boolean;
  /** How many of what was found have each value, were the facet's own filter not set. */
  facets: Record<CountedName, Record<string, number>>;
  /** Other words that were searched for. */
  expanded: readonly string[];
  /** What may have been meant, where nothing was found. */
  didYouMean: string | null;
}

export interface Likely {
  type: 'question' | 'case-note' | 'guidance';
  id: string;
  title: string;
  url: string;
  snippet: string;
  answered: string | null;
  evidenced: boolean | null;
  verdict: ResultRow['verdict'];
  /** Pounds, as text. */
  savingAmount: string | null;
  savingPer: ResultRow['savingPer'];
  lang: string;
  fictional: boolean;
}

/** No list of results goes on for longer: the next best word finds more than the next page. */
const DEEPEST = 200;
/** Without words nothing is counted further; who browses a thousand things needs a filter, not their number. */
const MOST_COUNTED = 1_000;

const ORDER = {
  best: 'h.score DESC, h.updated_at DESC, h.type, h.id',
  newest: 'h.updated_at DESC, h.type, h.id',
  evidence: 'h.evidence_rank DESC NULLS LAST, h.score DESC, h.updated_at DESC, h.type, h.id',
} as const;

@Injectable()
export class SearchQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * What the reader may see of what they look for, best first, with its facets. One statement, a second where nothing
   * was found. Without words, what passes the filters, newest first; without either, nothing.
   */
  async search(reader: Reader, input: SearchInput): Promise<Found> {
    const q = input.q ?? '';
    const words = understand(q, input.exact);
    const offset = Math.min(DEEPEST, Number(fromCursor(input.after, 'number')?.[0] ?? 0) || 0);
    const values = new Values();
    const set = filters(input, values.add);
    if (q === '' && set.size === 0) return { ...NOTHING, expanded: [] };

    const keys = `${values.add(reader.keys)}::text[]`;
    const order = q === '' && input.sort === 'best' ? ORDER.newest : ORDER[input.sort];
    const alike = input.similarTo === undefined ? '' : `${alikeTo(values.add(input.similarTo), 'current_date')}, `;
    const head = headlines(q !== '', values.add);
    const limit = Math.min(input.limit, DEEPEST - offset);
    const row = await this.reads.row<{
      found: { items: ResultRow[]; total: number; beyond: boolean; facets: Found['facets'] };
    }>({
      name: null,
      text: `
        WITH ${alike}${q === '' ? browsed(keys, set) : `${asked(q, words, values.add)}, ${matched(keys, words)}`},
        shown AS (
          SELECT h.*, row_number() OVER (ORDER BY ${order}) AS place FROM hits h WHERE ${allBut(set)}
           ORDER BY place OFFSET ${Math.max(0, Math.trunc(offset))} LIMIT ${limit})
        SELECT json_build_object(
          'total', (SELECT count(*) FROM hits h WHERE ${allBut(set)}), 'beyond', ${q === '' ? beyond(set) : 'false'},
          'facets', json_build_object(${COUNTED_NAMES.map((name) => `'${name}', ${countsOf(name, set)}`).join(', ')}),
          'items', (SELECT coalesce(json_agg(item ORDER BY place), '[]') FROM (
             SELECT s.place, json_build_object(
                'type', d.type, 'id', d.id, 'title', d.title, 'url', d.url, 'titleMarked', ${head.title},
                'snippetMarked', ${head.snippet}, 'part', d.part, 'accepted', d.accepted, 'lang', d.lang,
                'serviceAreas', d.service_areas, 'topics', d.topics, 'stage', d.stage, 'nation', d.nation,
                'region', d.region, 'councilType', d.council_type, 'legalForm', d.legal_form, 'verdict', d.verdict,
                'evidenced', d.evidenced, 'savingAmount', d.saving_amount::text, 'savingPer', d.saving_per,
                'grade', d.grade, 'doubted', n.doubted_at IS NOT NULL, 'disputedSince', ${DISPUTED_SINCE('n')},
                'result', d.result, 'answered', d.answered, 'fictional', d.fictional,
                'updatedAt', d.updated_at, 'details', ${DETAILS}) AS item
               FROM shown s JOIN search_documents d ON d.type = s.type AND d.id = s.id AND d.part = s.part
               LEFT JOIN case_notes n ON d.type = 'case-note' AND n.id = d.id AND n.visible_to && ${keys}) AS rows)
        ) AS found`,
      values: values.list,
    });
    const { beyond: uncounted, facets } = row!.found;
    const total = q === '' ? Math.min(MOST_COUNTED, row!.found.total) : row!.found.total;
    // JSON has no moments.
    const items = row!.found.items.map((item) => ({ ...item, updatedAt: new Date(item.updatedAt) }));
    const to = offset + items.length;
    return {
      items,
      total,
      more: total < row!.found.total,
      uncounted,
      facets,
      next: to < total && to < DEEPEST && items.length > 0 ? toCursor([to]) : null,
      expanded: words.expanded,
      didYouMean: total === 0 && q !== '' ? await this.suggestion(reader, q, words.words) : null,
    };
  }

  /**
   * Up to five things that may answer a question that is being written, likeliest first. A thing is likely when its
   * title or summary has words of the new title, and it shares at least two words with all that was written.
   */
  similar(reader: Reader, { title, body = '' }: SimilarInput): Promise<Likely[]> {
    return this.reads.rows<Likely>({
      name: null,
      text: `
        WITH q AS MATERIALIZED (
          SELECT ${anyOf('search_en', '$2')} AS title_en, ${anyOf('search_cy', '$2')} AS title_cy,
                 ${anyOf('search_en', '$3')} AS en, ${anyOf('search_cy', '$3')} AS cy),
        near AS (
          SELECT d.type, d.id, d.lang, d.tsv,
                 (ts_rank(${WEIGHTS}, ts_filter(d.tsv, '{a,b}'), CASE d.lang WHEN 'cy' THEN q.title_cy ELSE q.title_en END)
                  + ts_rank(${WEIGHTS}, d.tsv, CASE d.lang WHEN 'cy' THEN q.cy ELSE q.en END, 1))
                 * CASE WHEN d.evidenced OR d.answered = 'accepted' OR d.type = 'guidance' THEN 1.3
                        WHEN d.answered = 'unanswered' THEN 0.5 ELSE 1 END AS score
            FROM search_documents d, q
           WHERE d.part = 0 AND d.visible_to && $1::text[] AND d.type IN ('question', 'case-note', 'guidance')
             AND ((ts_filter(d.tsv, '{a,b}') @@ (SELECT title_en FROM q) AND d.lang <> 'cy')
               OR (ts_filter(d.tsv, '{a,b}') @@ (SELECT title_cy FROM q) AND d.lang = 'cy'))
           ORDER BY score DESC, d.id
           LIMIT 40),
        written AS (
          SELECT tsvector_to_array(to_tsvector('search_en', $3)) AS en, tsvector_to_array(to_tsvector('search_cy', $3)) AS cy)
        SELECT d.type, d.id, d.title, d.url, d.answered, d.evidenced, d.verdict, d.lang, d.fictional,
               d.saving_amount::text AS "savingAmount", d.saving_per AS "savingPer",
               CASE WHEN length(d.body) > 200 THEN left(d.body, 200) || '…' ELSE d.body END AS snippet
          FROM near n CROSS JOIN written w
          JOIN search_documents d ON d.type = n.type AND d.id = n.id AND d.part = 0
         WHERE (SELECT count(*) FROM (SELECT unnest(tsvector_to_array(n.tsv))
                                      INTERSECT SELECT unnest(CASE n.lang WHEN 'cy' THEN w.cy ELSE w.en END)) AS shared)
               >= least(2, cardinality(w.en))
         ORDER BY n.score DESC, n.id
         LIMIT 5`,
      values: [reader.keys, title, `${title} ${body.slice(0, 1_000)}`],
    });
  }

  /** The search with words spelt as in a title that the reader may see; null where none comes near. */
  private async suggestion(reader: Reader, q: string, words: readonly string[]): Promise<string | null> {
    const asking = [...new Set(words)].filter((word) => word.length > 3).slice(0, 4);
    if (asking.length === 0) return null;
    const rows = await this.reads.rows<{ word: string; title: string }>({
      name: 'search.suggestion',
      text: `SELECT w.word, near.title
               FROM unnest($1::text[]) AS w (word)
              CROSS JOIN LATERAL (
                SELECT d.title FROM search_documents d
                 WHERE d.part = 0 AND d.visible_to && $2::text[]
                 ORDER BY d.title <->> w.word
                 LIMIT 5) AS near`,
      values: [asking, reader.keys],
    });
    return closestSpelling(q, rows);
  }
}

/** What the words find: of a question's rows the best one stands for all. */
const matched = (keys: string, words: Asked): string => `hits AS MATERIALIZED (
  SELECT DISTINCT ON (type, id) * FROM (
    SELECT ${COLUMNS}, ${score(words)} + CASE WHEN ${IS_EXACT} THEN 10 ELSE 0 END AS score
      FROM search_documents d
     WHERE d.visible_to && ${keys} AND ${MATCHES}) AS found
   ORDER BY type, id, score DESC, part)`;

/**
 * Without words: the newest that pass the filters, and for each facet the newest that pass all but its own. Each is read
 * in the order of its index and no further, so that it costs the same however much there is.
 */
const browsed = (keys: string, set: FilterSet): string => `hits AS MATERIALIZED (
  SELECT DISTINCT ON (type, id) *, 0 AS score FROM (
    ${asCounted(set)
      .map(
        (where) => `(SELECT ${COLUMNS.replaceAll(/\bd\./g, 'h.')} FROM search_documents h
          WHERE h.part = 0 AND h.visible_to && ${keys} AND ${where}
          ORDER BY h.updated_at DESC, h.type, h.id LIMIT ${MOST_COUNTED + 1})`,
      )
      .join(' UNION ALL ')}) AS newest
   ORDER BY type, id)`;

type FilterSet = ReadonlyMap<keyof SearchInput, string>;

/** What passes all filters, and what passes all but one, for each: what the counts are of. */
const asCounted = (set: FilterSet): string[] => [allBut(set), ...[...set.keys()].map((name) => allBut(set, name))];

/** Whether there are more of any of these than are counted. */
const beyond = (set: FilterSet): string =>
  asCounted(set)
    .map((where) => `(SELECT count(*) FROM hits h WHERE ${where}) > ${MOST_COUNTED}`)
    .join(' OR ');

const COLUMNS = `d.type, d.id, d.part, d.updated_at, d.service_areas, d.topics, d.stage, d.nation, d.region, d.council_type,
  d.legal_form, d.verdict, d.result, d.evidenced, d.grade, d.evidence_rank, d.answered`;

/** Any of the words of a text. A lexeme may hold an & (of an address): then it finds nothing, which is no loss. */
const anyOf = (config: string, text: string): string =>
  `replace(plainto_tsquery('${config}', ${text})::text, ' & ', ' | ')::tsquery`;

const NOTHING: Omit<Found, 'expanded'> = {
  items: [],
  next: null,
  total: 0,
  more: false,
  uncounted: false,
  facets: Object.fromEntries(COUNTED_NAMES.map((name) => [name, {}])) as Found['facets'],
  didYouMean: null,
};
