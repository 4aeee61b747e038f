import { randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import { ActionInput, ModerationService, RULES } from '#libs/moderation';
import { AccountsOperator, NewTokenInput, PLATFORM_ROLES, type PlatformRole, SignUpInput } from '#libs/people';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { PRACTITIONER_ROLES } from '#libs/taxonomy';
import { id, whole } from '../arguments.ts';
import { withServices } from '../open.ts';
import { BadUsage, count, type Given, type Terminal } from '../terminal.ts';

export function addUser(program: Command, given: Given): void {
  const user = program.command('user').description('People and how they sign in.');
  addCreate(user, given);
  addRole(user, given);
  addSuspend(user, given);
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

interface SuspendOptions {
  by: string;
  until?: string;
  reason?: string;
  note?: string;
  lift?: boolean;
}

/** Through moderation, so that it is in the log and the person is told why, as if the other had done it on the site. */
function addSuspend(user: Command, { terminal, config }: Given): void {
  user
    .command('suspend')
    .description('Sign somebody out everywhere and keep them out until a day, in the name of a moderator.')
    .argument('<email>', 'what they sign in with')
    .requiredOption('--by <address>', 'the moderator or administrator who decided it')
    .option('--until <day>', 'the day they may sign in again, as 2027-01-31')
    .addOption(new Option('--reason <rule>', 'the house rule').choices(Object.keys(RULES)))
    .option('--note <text>', 'to the person, in your own words')
    .option('--lift', 'let them in again')
    .action(async (email: string, { by, until, reason, note, lift }: SuspendOptions) => {
      if (!lift && (until === undefined || reason === undefined)) throw new BadUsage('--until and --reason are needed');
      if (lift && (until !== undefined || reason !== undefined)) throw new BadUsage('--lift goes with neither of them');
      await withServices(config, async (services) => {
        const accounts = services.get(AccountsOperator);
        const moderator = await accounts.actor(by);
        const { personId } = await accounts.actor(email);
        const action = lift ? 'unsuspend' : 'suspend';
        const input = { action, subject: 'person', subjectId: personId, until, reasonCode: reason, note };
        await services.get(ModerationService).act(moderator, parsed(ActionInput, input), null);
      });
      terminal.out(lift ? `Done: ${email} may sign in again.` : `Done: ${email} may not sign in until ${until}.`);
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
      terminal.err(
        `Done: works for ${count(options.days, 'day')}, to ${options.scope === 'read' ? 'read' : 'read and write'}.`,
      );
    });
}

function parsed<T extends object>(Input: new () => T, raw: object): T {
  const result = parseInput(Input, raw);
  if (!result.ok) throw new InvalidInput(result.problems);
  return result.input;
}
