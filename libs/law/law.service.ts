import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { LawEntry } from './law-entry.entity.ts';
import { LawVersion } from './law-version.entity.ts';
import { BadLaw, EntryNotFound, LawNotFound } from './law.errors.ts';
import {
  type EditClauseInput,
  type EditLawInput,
  type EditWayInput,
  type NewClauseInput,
  type NewLawInput,
} from './law.inputs.ts';
import { canEditLaw } from './law.policy.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type LawReceipt = { code: string; version: number };

const LAWS_MAX = 10;

@Injectable()
export class LawService {
  constructor(private readonly transactions: Transactions) {}

  addLaw(actor: Actor, { code, ...input }: NewLawInput, once: Once | null): Promise<LawReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustEdit(actor);
      if (await tx.findOneBy(LawVersion, { code })) throw BadLaw('code', 'There is a statement of this name already');
      await tx.save(tx.create(LawVersion, { code, ...(await lawColumns(tx, code, input)), updatedBy: actor.personId }));
      return { code, version: 1 };
    });
  }

  /** Also how a law is said to have ended: what cites it says so from then on. Throws Stale when it is not at `version`. */
  editLaw(actor: Actor, code: string, input: EditLawInput, version: number | null): Promise<LawReceipt> {
    return this.transactions.run(async (tx) => {
      const law = await tx.findOne(LawVersion, { where: { code }, lock: { mode: 'pessimistic_write' } });
      if (!law) throw LawNotFound();
      mustEdit(actor);
      if (version !== null && version !== law.version) {
        throw new Stale(law.version, await lawNow(tx, law));
      }
      await tx.update(LawVersion, law.id, { ...(await lawColumns(tx, code, input)), ...edited(law, actor) });
      return { code, version: law.version + 1 };
    });
  }

  addClause(actor: Actor, { code, ...input }: NewClauseInput, once: Once | null): Promise<LawReceipt> {
    return this.transactions.once(once, async (tx) => {
      mustEdit(actor);
      if (await tx.findOneBy(LawEntry, { kind: 'clause', code })) {
        throw BadLaw('code', 'There is a clause of this name already');
      }
      const [last] = await tx.query<{ position: number }[]>(
        `SELECT coalesce(max(position), 0) + 10 AS position FROM law_entries WHERE kind = 'clause'`,
      );
      const { laws, ...facts } = await entryColumns(tx, input);
      const clause = tx.create(LawEntry, {
        kind: 'clause',
        code,
        ...facts,
        position: last!.position,
        updatedBy: actor.personId,
      });
      await cite(tx, (await tx.save(clause)).id, laws);
      return { code, version: 1 };
    });
  }

  editWay(actor: Actor, code: string, input: EditWayInput, version: number | null): Promise<LawReceipt> {
    return this.editEntry(actor, 'way', code, input, version);
  }

  editClause(actor: Actor, code: string, input: EditClauseInput, version: number | null): Promise<LawReceipt> {
    return this.editEntry(actor, 'clause', code, input, version);
  }

  private editEntry(
    actor: Actor,
    kind: 'way' | 'clause',
    code: string,
    input: EditWayInput | EditClauseInput,
    version: number | null,
  ): Promise<LawReceipt> {
    return this.transactions.run(async (tx) => {
      const entry = await tx.findOne(LawEntry, { where: { kind, code }, lock: { mode: 'pessimistic_write' } });
      if (!entry) throw EntryNotFound(kind);
      mustEdit(actor);
      if (version !== null && version !== entry.version) {
        throw new Stale(entry.version, await entryNow(tx, entry));
      }
      const { laws, ...facts } = await entryColumns(tx, input, entry.noticeOcid);
      await tx.update(LawEntry, entry.id, { ...facts, ...edited(entry, actor) });
      await cite(tx, entry.id, laws);
      return { code, version: entry.version + 1 };
    });
  }
}

function mustEdit(actor: Actor): void {
  if (!canEditLaw(actor)) throw new NotAllowed('Only subject editors and data stewards keep the law.');
}

const edited = ({ version }: { version: number }, actor: Actor) => ({
  version: version + 1,
  updatedBy: actor.personId,
  updatedAt: new Date(),
});

/** All that editLaw() changes, as it is now. */
async function lawNow(tx: Tx, law: LawVersion): Promise<Record<string, unknown>> {
  const { topic, nations, title, text, statute, source, sourceUrl, validFrom, validTo, checkedOn } = law;
  const other = law.replacedBy === null ? null : await tx.findOneBy(LawVersion, { id: law.replacedBy });
  const replacedBy = other?.code ?? null;
  return { topic, nations, title, text, statute, source, sourceUrl, validFrom, validTo, replacedBy, checkedOn };
}

/** All that an edit of the entry changes, as it is now. */
async function entryNow(tx: Tx, entry: LawEntry): Promise<Record<string, unknown>> {
  const laws = await tx.query<{ code: string }[]>(
    `SELECT l.code FROM law_citations c JOIN law_versions l ON l.id = c.law_id WHERE c.entry_id = $1 ORDER BY c.position`,
    [entry.id],
  );
  const { title, text, limits, stages, nations, family, origin, source, noticeOcid } = entry;
  const facts = { title, text, limits, stages, nations, laws: laws.map(({ code }) => code).join(', ') };
  return entry.kind === 'way' ? facts : { ...facts, family, origin, source, noticeOcid };
}

async function lawColumns(tx: Tx, code: string, input: EditLawInput): Promise<Partial<LawVersion>> {
  const { replacedBy, validFrom, validTo, checkedOn, sourceUrl, ...facts } = input;
  if (facts.nations.length === 0) throw BadLaw('nations', 'Choose at least one nation');
  if (validFrom && validTo && validTo < validFrom) {
    throw BadLaw('validTo', 'The last day must be on or after the first day');
  }
  if (replacedBy === code) throw BadLaw('replacedBy', 'A law cannot replace itself');
  const other = replacedBy ? await tx.findOneBy(LawVersion, { code: replacedBy }) : null;
  if (replacedBy && !other) throw BadLaw('replacedBy', 'There is no statement of the law of this name');
  return {
    ...facts,
    sourceUrl: sourceUrl ?? null,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
    checkedOn: checkedOn ?? null,
    unchecked: checkedOn === undefined,
    replacedBy: other?.id ?? null,
  };
}

async function entryColumns(
  tx: Tx,
  input: EditWayInput | EditClauseInput,
  ocidNow: string | null = null,
): Promise<Partial<LawEntry> & { laws: readonly string[] }> {
  const { laws: typed, limits, ...facts } = input;
  if (facts.nations.length === 0) throw BadLaw('nations', 'Choose at least one nation');
  const codes = [...new Set(typed.split(/[\s,]+/).filter((code) => code !== ''))];
  if (codes.length === 0 || codes.length > LAWS_MAX) throw BadLaw('laws', `Enter 1 to ${LAWS_MAX} laws`);
  const found = await tx.query<{ id: string; code: string }[]>(
    `SELECT id, code FROM law_versions WHERE code = ANY ($1::text[])`,
    [codes],
  );
  const missing = codes.find((code) => !found.some((law) => law.code === code));
  if (missing !== undefined) throw BadLaw('laws', `There is no statement of the law named ${missing}`);
  if ('origin' in facts) {
    const ocid = facts.noticeOcid ?? null;
    if (facts.origin === 'notice' && ocid === null) throw BadLaw('noticeOcid', 'Enter the id of the notice');
    if (ocid !== null && ocid !== ocidNow && !(await isTakenIn(tx, ocid))) {
      throw BadLaw('noticeOcid', 'No notice with this id has been taken in');
    }
  }
  return {
    ...facts,
    ...('origin' in facts && { noticeOcid: facts.noticeOcid ?? null }),
    limits: limits ?? '',
    laws: codes.map((code) => found.find((law) => law.code === code)!.id),
  };
}

async function isTakenIn(tx: Tx, ocid: string): Promise<boolean> {
  return (await tx.query<object[]>(`SELECT FROM procurement_notices WHERE ocid = $1 LIMIT 1`, [ocid])).length > 0;
}

async function cite(tx: Tx, entryId: string, laws: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM law_citations WHERE entry_id = $1`, [entryId]);
  await tx.query(
    `INSERT INTO law_citations (entry_id, law_id, position)
     SELECT $1, l.id, l.position FROM unnest($2::uuid[]) WITH ORDINALITY AS l (id, position)`,
    [entryId, laws],
  );
}
