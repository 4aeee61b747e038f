import { type Command, Option } from 'commander';
import { MAIL_STATES, type MailRow, MailsInput, MailsOperator, type MailState } from '#libs/notifications';
import { parseInput } from '#libs/platform/inputs';
import { id, whole } from '../arguments.ts';
import { withServices } from '../open.ts';
import { BadUsage, count, type Given } from '../terminal.ts';

/** What became of mails: neither their words nor to whom they went. */
export function addMail(program: Command, given: Given): void {
  const mail = program.command('mail').description('Mails that were sent, wait, or were given up.');
  addList(mail, given);
  addRetry(mail, given);
}

interface ListOptions {
  state?: MailState;
  limit: number;
}

function addList(mail: Command, { terminal, config }: Given): void {
  mail
    .command('list')
    .description('Newest first: when, what became of it, how often it was tried, and why not.')
    .addOption(new Option('--state <state>', 'only those').choices([...MAIL_STATES]))
    .option('--limit <number>', 'at most so many, up to 100', whole(1, 100), 20)
    .action(async ({ state, limit }: ListOptions) => {
      const parsed = parseInput(MailsInput, { state, limit });
      if (!parsed.ok) throw new BadUsage(parsed.problems.map(({ message }) => message).join('. '));
      const { items, next } = await withServices(config, (services) => services.get(MailsOperator).list(parsed.input));
      for (const row of items) terminal.out(lineOf(row));
      terminal.out(`Done: ${count(items.length, 'mail')}${next === null ? '.' : ', and there are earlier ones.'}`);
    });
}

const lineOf = ({ id: mailId, createdAt, kind, state, tries, why }: MailRow): string =>
  [createdAt.toISOString(), mailId, kind, state, count(tries, 'try', 'tries'), ...(why === null ? [] : [why])].join(
    '  ',
  );

function addRetry(mail: Command, { terminal, config }: Given): void {
  mail
    .command('retry')
    .description('Have mails that were given up tried again, under the same Message-ID.')
    .argument('[ids...]', 'which of them', (text, before: string[]) => [...before, id(text)], [])
    .option('--all', 'all of them')
    .action(async (ids: string[], { all }: { all?: boolean }) => {
      if (ids.length > 0 === (all === true)) throw new BadUsage('name the mails, or say --all');
      const asked = all ? null : ids;
      const tried = await withServices(config, (services) => services.get(MailsOperator).retry(asked));
      const missed = (asked ?? []).filter((one) => !tried.includes(one));
      if (missed.length > 0) {
        throw new Error(
          `${count(tried.length, 'mail')} will be tried again; not given up, or not there: ${missed.join(', ')}`,
        );
      }
      terminal.out(`Done: ${count(tried.length, 'mail')} will be tried again.`);
    });
}
