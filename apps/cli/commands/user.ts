import { randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import { AccountsOperator, NewTokenInput, PLATFORM_ROLES, type PlatformRole, SignUpInput } from '#libs/people';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { PRACTITIONER_ROLES } from '#libs/taxonomy';
import { id, whole } from '../arguments.ts';
import { withServices } from '../open.ts';
import { BadUsage, type Given, type Terminal } from '../terminal.ts';

export function addUser(program: Command, given: Given): void {
  const user = program.command('user').description('People and how they sign in.');
  addCreate(user, given);
  addRole(user, given);
  addToken(user, given);
}

interface CreateOptions {
  email: string;
  name: string;
  practitionerRole: string;
  role: PlatformRole[];
}

function addCreate(user: Command, { terminal, config }: Given): void {
  user
    .command('create')
    .description('Make an account. The password is WAYMARK_PASSWORD, or is asked for, or is made up and shown once.')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'what other members see')
    .addOption(
      new Option('--practitioner-role <code>', 'what they are')
        .choices(Object.keys(PRACTITIONER_ROLES))
        .default('member_of_public'),
    )
    .addOption(
      new Option('--role <role...>', 'what they may do, beside member').choices([...PLATFORM_ROLES]).default([]),
    )
    .action(async ({ email, name, practitionerRole, role }: CreateOptions) => {
      const chosen = await passwordFrom(terminal);
      const password = chosen ?? randomBytes(15).toString('base64url');
      const input = parsed(SignUpInput, { email, name, practitionerRole, password });
      const { personId } = await withServices(config, (services) => services.get(AccountsOperator).create(input, role));
      terminal.out(`Done: ${input.name} signs in as ${input.email}. Their id is ${personId}.`);
      if (chosen === null) terminal.out(`The password, shown this once: ${password}`);
    });
}

/** Null: nobody gave one, so it has to be made up. */
async function passwordFrom({ env, askSecret }: Terminal): Promise<string | null> {
  const given = env['WAYMARK_PASSWORD'];
  if (given !== undefined && given !== '') return given;
  if (!askSecret) return null;
  const typed = await askSecret('Password (leave empty to have one made up): ');
  return typed === '' ? null : typed;
}

function addRole(user: Command, { terminal, config }: Given): void {
  user
    .command('role')
    .description('Give somebody a role, or take it back.')
    .argument('<email>', 'what they sign in with')
    .addArgument(user.createArgument('<role>', 'which role').choices([...PLATFORM_ROLES]))
    .option('--organisation <id>', 'over this organisation only (organisation_editor)', id)
    .option('--remove', 'take it back')
    .action(async (email: string, role: PlatformRole, options: { organisation?: string; remove?: boolean }) => {
      if (options.organisation !== undefined && role !== 'organisation_editor') {
        throw new BadUsage('--organisation goes with the role organisation_editor');
      }
      const held = !options.remove;
      const changed = await withServices(config, (services) =>
        services.get(AccountsOperator).setRole(email, role, held, options.organisation ?? null),
      );
      const state = held ? 'has the role' : 'does not have the role';
      terminal.out(`${changed ? 'Done' : 'Nothing to do'}: ${email} ${state} ${role}.`);
    });
}

function addToken(user: Command, { terminal, config }: Given): void {
  user
    .command('token')
    .description('Make a personal access token for the API, and print it. It is shown this once.')
    .argument('<email>', 'what they sign in with')
    .requiredOption('--name <name>', 'what the token is for')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(['read', 'write']).default('write'))
    .option('--days <number>', 'for how many days it works', whole(1, 365), 90)
    .action(async (email: string, options: { name: string; scope: string; days: number }) => {
      const input = parsed(NewTokenInput, options);
      const token = await withServices(config, (services) => services.get(AccountsOperator).createToken(email, input));
      terminal.out(token);
      terminal.err(`Done: works for ${options.days} days, to ${options.scope === 'read' ? 'read' : 'read and write'}.`);
    });
}

function parsed<T extends object>(Input: new () => T, raw: object): T {
  const result = parseInput(Input, raw);
  if (!result.ok) throw new InvalidInput(result.problems);
  return result.input;
}
