import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { Contract } from './contract.entity.ts';
import { ContractNotFound, RegisterNotFound } from './contracts.errors.ts';
import { type AllowReaderInput, type EditContractInput, type NewContractInput } from './contracts.inputs.ts';
import { contractsPolicy } from './contracts.policy.ts';
import { CONTRACTS_MAX } from './contracts.queries.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type ContractReceipt = { id: string; version: number };

/** Years outside are slips of the pen. */
const FIRST_DAY = '1980-01-01';
const LAST_DAY = '2100-12-31';
const READERS_MAX = 50;

@Injectable()
export class ContractsService {
  constructor(private readonly transactions: Transactions) {}

  /** By the spin-out's editors. To others without sight of the register there is none. */
  add(actor: Actor, spinOutId: string, input: NewContractInput, once: Once | null): Promise<ContractReceipt> {
    return this.transactions.once(once, async (tx) => {
      await lockRegister(tx, actor, spinOutId);
      return { id: await addContract(tx, actor, spinOutId, input), version: 1 };
    });
  }

  /** Throws Stale when it is no longer at `version`. */
  edit(
    actor: Actor,
    spinOutId: string,
    id: string,
    input: EditContractInput,
    version: number | null,
  ): Promise<ContractReceipt> {
    return this.transactions.run(async (tx) => {
      const contract = await this.lock(tx, actor, spinOutId, id);
      if (version !== null && version !== contract.version) throw new Stale(contract.version, shownOf(contract));
      const { start = contract.startsOn, end, extensionTo, annualValue, totalValue, ...rest } = input;
      checkDaysAndAmounts({
        start,
        end: 'end' in input ? end : contract.endsOn,
        extensionTo: 'extensionTo' in input ? extensionTo : contract.extensionTo,
        annualValue,
        totalValue,
        // As with the novation: one recorded before it was asked for stays as it is until somebody changes it.
        ...(('endedReason' in input || 'nextProviderKind' in input) && {
          endedReason: 'endedReason' in input ? input.endedReason : contract.endedReason,
          nextProviderKind: 'nextProviderKind' in input ? input.nextProviderKind : contract.nextProviderKind,
        }),
        // One recorded before there was a day for it stays as it is until somebody changes it.
        ...(('novatedTo' in input || 'novatedOn' in input || contract.novatedOn !== null) && {
          novatedTo: 'novatedTo' in input ? input.novatedTo : contract.novatedTo,
          novatedOn: 'novatedOn' in input ? input.novatedOn : contract.novatedOn,
        }),
      });
      for (const field of ['payer', 'title', 'route'] as const) {
        if (field in input && input[field] === undefined) {
          throw refused(
            field,
            field === 'payer'
              ? 'Enter who pays'
              : field === 'title'
                ? 'Enter what the contract is for'
                : 'Choose how the contract was won',
          );
        }
      }
      const changes: Record<string, unknown> = { startsOn: start };
      if ('end' in input) changes['endsOn'] = end ?? null;
      for (const [field, value] of Object.entries({
        ...rest,
        ...('extensionTo' in input && { extensionTo }),
        ...('annualValue' in input && { annualValue }),
        ...('totalValue' in input && { totalValue }),
      })) {
        changes[field] = value ?? EMPTY[field] ?? null;
      }
      if (input.payer !== undefined) changes['payerId'] = await payerNamed(tx, actor, input.payer);
      if ('novatedTo' in input) changes['novatedToId'] = await payerNamed(tx, actor, input.novatedTo);
      await tx.update(Contract, id, { ...changes, version: contract.version + 1, updatedAt: new Date() });
      return { id, version: contract.version + 1 };
    });
  }

  /** Throws Stale when it is no longer at `version`. */
  remove(actor: Actor, spinOutId: string, id: string, version: number | null): Promise<void> {
    return this.transactions.run(async (tx) => {
      const contract = await this.lock(tx, actor, spinOutId, id);
      if (version !== null && version !== contract.version) throw new Stale(contract.version, shownOf(contract));
      await tx.delete(Contract, id);
    });
  }

  /** Lets a person or an organisation's members read the register. Saying it twice changes nothing. */
  allow(actor: Actor, spinOutId: string, { person, organisation }: AllowReaderInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockRegister(tx, actor, spinOutId);
      if (person && organisation) throw refused('organisation', 'Enter a person or an organisation, not both');
      if (!person && !organisation) throw refused('person', 'Enter a person or an organisation');
      const [column, id] = person
        ? (['person_id', await personNamed(tx, actor, person)] as const)
        : (['organisation_id', await organisationNamed(tx, actor, organisation!)] as const);
      const [{ count } = { count: 0 }] = await tx.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM contract_readers WHERE spin_out_id = $1`,
        [spinOutId],
      );
      if (count >= READERS_MAX) throw refused('person', `A register can be opened to ${READERS_MAX} readers`);
      await tx.query(
        `INSERT INTO contract_readers (spin_out_id, ${column}, allowed_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [spinOutId, id, actor.personId],
      );
      await keepKeys(tx, spinOutId);
    });
  }

  /** Takes it back, at once. */
  disallow(actor: Actor, spinOutId: string, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockRegister(tx, actor, spinOutId);
      await tx.query(
        `DELETE FROM contract_readers WHERE spin_out_id = $1 AND $2::uuid IN (person_id, organisation_id)`,
        [spinOutId, id],
      );
      await keepKeys(tx, spinOutId);
    });
  }

  tellPeers(actor: Actor, spinOutId: string, tellsPeers: boolean): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockRegister(tx, actor, spinOutId);
      await tx.query(`UPDATE contract_registers SET tells_peers = $2 WHERE spin_out_id = $1`, [spinOutId, tellsPeers]);
    });
  }

  private async lock(tx: Tx, actor: Actor, spinOutId: string, id: string): Promise<Contract> {
    await lockRegister(tx, actor, spinOutId);
    const contract = await tx.findOne(Contract, { where: { id, spinOutId }, lock: { mode: 'pessimistic_write' } });
    if (!contract) throw ContractNotFound();
    return contract;
  }
}

/** What a field is where it is taken away. */
const EMPTY: Readonly<Record<string, unknown>> = {
  currency: 'GBP',
  valueBasis: 'reported',
  extensionCertain: false,
  lightTouch: false,
  role: 'prime',
  source: 'self',
};

/** As an edit would send them, so that a person can compare. */
const NOT_EDITED = new Set([
  'id',
  'spinOutId',
  'payerId',
  'novatedToId',
  'version',
  'createdBy',
  'createdAt',
  'updatedAt',
]);

/** All that edit() changes. */
const shownOf = (contract: Contract): Record<string, unknown> => {
  const { startsOn, endsOn, ...facts } = contract;
  const kept = Object.entries(facts).filter(([name]) => !NOT_EDITED.has(name));
  return { ...Object.fromEntries(kept), start: startsOn, end: endsOn };
};

/** Locks the register, and makes it with the first write. Throws RegisterNotFound for who may not read it. */
export async function lockRegister(tx: Tx, actor: Actor, spinOutId: string): Promise<void> {
  if (!contractsPolicy.isInsider(actor, spinOutId)) {
    const [seen] = await tx.query<object[]>(
      `SELECT FROM contract_registers WHERE spin_out_id = $1 AND visible_to && $2::text[]`,
      [spinOutId, actor.keys],
    );
    if (!seen) throw RegisterNotFound();
  }
  const [spinOut] = await tx.query<object[]>(
    `SELECT FROM spin_outs s JOIN organisations o ON o.id = s.organisation_id
      WHERE o.id = $1 AND o.visible_to && $2::text[]`,
    [spinOutId, actor.keys],
  );
  if (!spinOut) throw RegisterNotFound();
  if (!contractsPolicy.canEdit(actor, spinOutId)) {
    throw new NotAllowed('Only the editors of this spin-out can change its contracts.');
  }
  await tx.query(`INSERT INTO contract_registers (spin_out_id) VALUES ($1) ON CONFLICT DO NOTHING`, [spinOutId]);
  await tx.query(`SELECT FROM contract_registers WHERE spin_out_id = $1 FOR UPDATE`, [spinOutId]);
}

/** Needs the register's lock. `payerId`: the payer, where that is known already. */
export async function addContract(
  tx: Tx,
  actor: Actor,
  spinOutId: string,
  input: NewContractInput,
  payerId?: string | null,
): Promise<string> {
  const { start, end, ...facts } = input;
  checkDaysAndAmounts(input);
  const [{ count } = { count: 0 }] = await tx.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM contracts WHERE spin_out_id = $1`,
    [spinOutId],
  );
  if (count >= CONTRACTS_MAX) throw refused('title', `A register can hold ${CONTRACTS_MAX} contracts`);
  const { id } = await tx.save(
    tx.create(Contract, {
      ...facts,
      spinOutId,
      startsOn: start,
      endsOn: end ?? null,
      payerId: payerId ?? (await payerNamed(tx, actor, input.payer)),
      novatedToId: await payerNamed(tx, actor, input.novatedTo),
      createdBy: actor.personId,
    }),
  );
  return id;
}

const refused = (field: string, message: string): Refused =>
  new Refused('contracts.bad-contract', [{ field, message }]);

function checkDaysAndAmounts(facts: {
  start: string;
  end?: string | null;
  extensionTo?: string | null;
  annualValue?: string;
  totalValue?: string;
  novatedTo?: string | null;
  novatedOn?: string | null;
  endedReason?: string | null;
  nextProviderKind?: string | null;
}): void {
  const { start, end, extensionTo, novatedTo, novatedOn } = facts;
  for (const [field, date] of Object.entries({ start, end, extensionTo, novatedOn })) {
    if (date && (date < FIRST_DAY || date > LAST_DAY)) throw refused(field, 'The year must be from 1980 to 2100');
  }
  if (end && end < start) throw refused('end', 'The last day must be on or after the first day');
  if (extensionTo && !end) throw refused('end', 'Enter the last day without extensions');
  if (extensionTo && end && extensionTo <= end) {
    throw refused('extensionTo', 'The last day with extensions must be after the last day without');
  }
  if (novatedOn && !novatedTo) throw refused('novatedTo', 'Enter who it was novated to');
  if (novatedTo && !novatedOn) throw refused('novatedOn', 'Enter the day it was novated');
  if (novatedOn && novatedOn <= start) throw refused('novatedOn', 'It must be novated after the first day');
  const lastDay = extensionTo ?? end;
  if (novatedOn && lastDay && novatedOn > lastDay) {
    throw refused('novatedOn', 'It must be novated on or before the last day');
  }
  if (facts.endedReason && !facts.nextProviderKind) {
    throw refused('nextProviderKind', 'Choose who provides it next. It may be “Not known”');
  }
  for (const field of ['annualValue', 'totalValue'] as const) {
    if (facts[field]?.startsWith('-')) throw refused(field, 'The value must be 0 or more');
  }
}

/** The council or organisation of this code or whole name, where there is exactly one; else null. */
async function payerNamed(tx: Tx, actor: Actor, text: string | undefined): Promise<string | null> {
  if (text === undefined) return null;
  const found = await tx.query<{ id: string; exact: boolean }[]>(
    `SELECT o.id, (c.code = upper($1)) IS TRUE AS exact
       FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
      WHERE o.visible_to && $2::text[]
        AND (c.code = upper($1) OR lower(o.name) = lower($1) OR lower(c.nice_name) = lower($1))
      ORDER BY exact DESC LIMIT 2`,
    [text, actor.keys],
  );
  return found.length === 1 || found[0]?.exact ? found[0]!.id : null;
}

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

async function personNamed(tx: Tx, actor: Actor, text: string): Promise<string> {
  const id = ID.exec(text)?.[0] ?? null;
  const [person] = await tx.query<{ id: string }[]>(
    `SELECT id FROM people WHERE id = $1::uuid AND visible_to && $2::text[]`,
    [id, actor.keys],
  );
  if (!person) throw refused('person', 'Enter the address of the person’s page in the directory');
  return person.id;
}

/** The one council or organisation of this code or whole name; else Refused, naming `organisation`. */
export async function organisationNamed(tx: Tx, actor: Actor, text: string): Promise<string> {
  const id = await payerNamed(tx, actor, text);
  if (id === null) throw refused('organisation', 'There is no one council or organisation with this name or code');
  return id;
}

const keepKeys = (tx: Tx, spinOutId: string): Promise<unknown> =>
  tx.query(
    `UPDATE contract_registers r
        SET allowed = ARRAY(SELECT coalesce('person:' || a.person_id::text, 'organisation:' || a.organisation_id::text)
                              FROM contract_readers a WHERE a.spin_out_id = r.spin_out_id ORDER BY 1)
      WHERE r.spin_out_id = $1`,
    [spinOutId],
  );
