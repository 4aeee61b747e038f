import fs from 'node:fs';
import path from 'node:path';
import { parseInput } from '#libs/platform/inputs';
import { type DemoFiles } from '../demo-files.ts';
import { CouncilsFile } from '../files/councils.file.ts';
import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { organisationId } from './organisations.rows.ts';
import { personId } from './people.rows.ts';

const FILE = path.resolve('libs/demo/data/councils.json');

/** Labels, neighbours and postures of the councils. Throws one error that names every fault of the file. */
export function councilRows({ organisations, people }: DemoFiles): TableRows[] {
  const parsed = parseInput(CouncilsFile, JSON.parse(fs.readFileSync(FILE, 'utf8')), { unknownFields: 'refuse' });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field, message }) => `${field}: ${message}`).join('\n- '));
  const { labels, neighbours, postures } = parsed.input;
  const codes = new Map(organisations.councils.map(({ key, code }) => [key, code]));
  const places = new Map(people.map(({ key, organisation }) => [key, organisation]));
  const faults = [
    ...[...labels, ...neighbours, ...postures].map(({ council }) => council),
    ...neighbours.map(({ other }) => other),
  ]
    .filter((key) => !codes.has(key))
    .map((key) => `there is no council ${key}`);
  for (const { council, by } of postures) {
    if (places.get(by) !== council) faults.push(`${by} does not work at ${council}`);
  }
  if (faults.length > 0) throw new Error(['councils.json is wrong:', ...faults].join('\n- '));

  const latest = new Map(postures.map((posture) => [posture.council, posture]));
  return [
    {
      table: 'council_labels',
      rows: labels.map(({ council, imdQuintile, ruralUrban }) => ({
        council_id: organisationId(council),
        imd_quintile: imdQuintile,
        rural_urban: ruralUrban,
        imported_at: '2026-01-12T09:00:00.000Z',
      })),
    },
    {
      table: 'council_adjacencies',
      rows: neighbours
        .map(({ council, other }) => [codes.get(council), codes.get(other)] as const)
        .flatMap(([code, other]) => [
          { code, other_code: other },
          { code: other, other_code: code },
        ]),
    },
    {
      table: 'council_postures',
      rows: [...latest.values()].map(({ council, posture, shown, on }) => ({
        council_id: organisationId(council),
        posture,
        shown,
        since: at(on),
        version: postures.filter((other) => other.council === council).length,
      })),
    },
    {
      table: 'council_posture_changes',
      rows: postures.map(({ council, by, posture, shown, on, note }, index) => ({
        id: idOf('council-posture', `${council}/${index}`),
        council_id: organisationId(council),
        posture,
        shown,
        note: note ?? null,
        changed_by: personId(by),
        changed_at: at(on),
      })),
    },
  ];
}

const at = (day: string): string => `${day}T10:15:00.000Z`;
