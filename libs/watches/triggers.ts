/** What can be watched. */
export const WATCHED = ['case-note', 'council', 'spin-out', 'service-area', 'question', 'council-type'] as const;
export type WatchAbout = (typeof WATCHED)[number];

/** What somebody can wait for. */
export interface Trigger {
  readonly about: WatchAbout;
  /** After "Tell me". */
  readonly when: string;
  /** Of what was found, in a line about it. */
  readonly found: string;
  /**
   * What happens at a moment counts where it is later than the watch. What is a state counts where it was not so before:
   * that is found, as known, when the watch is made.
   */
  readonly is: 'moment' | 'state';
  /**
   * SQL: what happened, of which nothing is older than $1 that would be news. `subject` or `code` is what it concerns, `key`
   * makes it the same event, `by` did it.
   */
  readonly events: string;
}

const columns = (of: {
  subject?: string;
  code?: string;
  key: string;
  kind: 'case-note' | 'thread' | 'organisation';
  item: string;
  at: string;
  row: string;
  by: string;
}): string => `${of.subject ?? 'NULL::uuid'} AS subject, ${of.code ?? 'NULL::text'} AS code, ${of.key} AS key,
  '${of.kind}' AS kind, ${of.item} AS item, ${of.at} AS at, ${of.row}.visible_to, ${of.by} AS by`;

const noteOf = (of: { subject?: string; code?: string }): string =>
  columns({
    ...of,
    key: `'note:' || n.id`,
    kind: 'case-note',
    item: 'n.id',
    at: 'n.published_at',
    row: 'n',
    by: 'n.author_id',
  });
const NEW_NOTES = `n.status = 'published' AND n.published_at > $1`;

const spinOut = (key: string, over: { subject?: string; code?: string }): string =>
  columns({
    ...over,
    key,
    kind: 'organisation',
    item: 's.organisation_id',
    at: 'now()',
    row: 'o',
    by: 'NULL::uuid',
  });
const IN_YEAR_THREE = `s.went_live_on + interval '3 years' <= current_date AND s.ended_on IS NULL`;

/** By their codes, which stand in rows and addresses. */
export const TRIGGERS = {
  'note-evidenced': {
    about: 'case-note',
    when: 'when its result is evidenced',
    found: 'its result is evidenced now',
    is: 'state',
    events: `SELECT ${columns({
      subject: 'n.id',
      key: `'evidenced'`,
      kind: 'case-note',
      item: 'n.id',
      at: 'now()',
      row: 'n',
      by: 'n.author_id',
    })} FROM case_notes n WHERE n.status = 'published' AND n.evidenced`,
  },
  'note-changed': {
    about: 'case-note',
    when: 'when it is changed or withdrawn',
    found: 'it was changed or withdrawn',
    is: 'moment',
    events: `SELECT ${columns({
      subject: 'n.id',
      key: `'version:' || v.version`,
      kind: 'case-note',
      item: 'n.id',
      at: 'v.at',
      row: 'n',
      by: 'v.changed_by',
    })} FROM case_note_versions v JOIN case_notes n ON n.id = v.case_note_id
       WHERE v.at > $1 AND v.status IN ('published', 'withdrawn')`,
  },
  'council-note': {
    about: 'council',
    when: 'when there is a new case note about it',
    found: 'a new case note about it',
    is: 'moment',
    events: `SELECT ${noteOf({ subject: 'n.council_id' })} FROM case_notes n WHERE ${NEW_NOTES} AND n.council_id IS NOT NULL`,
  },
  'council-year-three': {
    about: 'council',
    when: 'when one of its spin-outs reaches year 3',
    found: 'one of its spin-outs reached year 3',
    is: 'state',
    events: `SELECT ${spinOut(`'year-3:' || s.organisation_id`, { subject: 's.parent_id' })}
       FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id
      WHERE ${IN_YEAR_THREE} AND s.parent_id IS NOT NULL`,
  },
  'spin-out-note': {
    about: 'spin-out',
    when: 'when there is a new case note about it',
    found: 'a new case note about it',
    is: 'moment',
    events: `SELECT ${noteOf({ subject: 'n.spin_out_id' })} FROM case_notes n WHERE ${NEW_NOTES} AND n.spin_out_id IS NOT NULL`,
  },
  'spin-out-stage': {
    about: 'spin-out',
    when: 'when it comes to another stage',
    found: 'it came to another stage',
    is: 'moment',
    events: `SELECT ${columns({
      subject: 'e.spin_out_id',
      key: `'stage:' || e.id`,
      kind: 'organisation',
      item: 'e.spin_out_id',
      at: 'e.created_at',
      row: 'o',
      by: 'e.created_by',
    })} FROM stage_events e JOIN organisations o ON o.id = e.spin_out_id
       WHERE e.created_at > $1 AND e.removed_at IS NULL`,
  },
  'spin-out-year-three': {
    about: 'spin-out',
    when: 'when it reaches year 3',
    found: 'it reached year 3',
    is: 'state',
    events: `SELECT ${spinOut(`'year-3'`, { subject: 's.organisation_id' })}
       FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id WHERE ${IN_YEAR_THREE}`,
  },
  'area-new': {
    about: 'service-area',
    when: 'of every new case note and question about it',
    found: 'new about it',
    is: 'moment',
    events: `SELECT ${noteOf({ code: 'area' })} FROM case_notes n, unnest(n.service_areas) AS area WHERE ${NEW_NOTES}
      UNION ALL
      SELECT ${columns({
        code: 'area',
        key: `'thread:' || t.id`,
        kind: 'thread',
        item: 't.id',
        at: 't.created_at',
        row: 't',
        by: 't.author_id',
      })} FROM threads t, unnest(t.service_areas) AS area
       WHERE t.last_post_at > $1 AND t.created_at > $1 AND t.hidden_at IS NULL AND t.merged_at IS NULL`,
  },
  'question-settled': {
    about: 'question',
    when: 'when an answer to it is accepted',
    found: 'an answer was accepted',
    is: 'state',
    events: `SELECT ${columns({
      subject: 't.id',
      key: `'accepted'`,
      kind: 'thread',
      item: 't.id',
      at: 'now()',
      row: 't',
      by: 't.author_id',
    })} FROM threads t WHERE t.accepted_count > 0 AND t.hidden_at IS NULL`,
  },
  'type-note': {
    about: 'council-type',
    when: 'of every new case note from a council of this type',
    found: 'a new case note from such a council',
    is: 'moment',
    events: `SELECT ${noteOf({ code: 'c.type' })} FROM case_notes n JOIN councils c ON c.organisation_id = n.council_id WHERE ${NEW_NOTES}`,
  },
  'type-year-three': {
    about: 'council-type',
    when: 'when a spin-out from a council of this type has come to year 3, with evidence',
    found: 'a spin-out from such a council has come to year 3, with evidence',
    is: 'state',
    events: `SELECT ${spinOut(`'year-3:' || s.organisation_id`, { code: 'c.type' })}
       FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id JOIN councils c ON c.organisation_id = s.parent_id
      WHERE ${IN_YEAR_THREE} AND EXISTS (
        SELECT FROM case_notes n WHERE n.spin_out_id = s.organisation_id AND n.status = 'published' AND n.evidenced)`,
  },
} as const satisfies Record<string, Trigger>;

export type TriggerCode = keyof typeof TRIGGERS;

/** What can be waited for, of one kind of thing. */
export const triggersOf = (about: WatchAbout): TriggerCode[] =>
  (Object.keys(TRIGGERS) as TriggerCode[]).filter((code) => TRIGGERS[code].about === about);
