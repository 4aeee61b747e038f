import fs from 'node:fs';
import { type Command } from 'commander';
import { contentSchema } from '#libs/content';
import { type Given } from '../terminal.ts';

const FILE = 'docs/content.schema.json';

export function addContentSchema(program: Command, { terminal }: Given): void {
  program
    .command('content-schema')
    .description('Print the JSON Schema of the content format.')
    .option('--write', `keep it in ${FILE} instead`)
    .action(({ write = false }: { write?: boolean }) => {
      const text = JSON.stringify(contentSchema(), null, 2);
      if (!write) return terminal.out(text);
      fs.writeFileSync(FILE, `${text}\n`);
      terminal.out(`Done: written to ${FILE}.`);
    });
}
