import fs from 'node:fs';
import path from 'node:path';
import { type Command } from 'commander';
import { type Given } from '../terminal.ts';

export type DescribeApi = () => Promise<object>;

const FILE = path.join('docs', 'openapi.json');

export function addOpenapi(program: Command, { terminal }: Given, describeApi: DescribeApi): void {
  program
    .command('openapi')
    .description('Print the OpenAPI document of the API.')
    .option('--write', `keep it in ${FILE} instead`)
    .action(async ({ write }: { write?: boolean }) => {
      const document = JSON.stringify(await describeApi(), null, 2);
      if (!write) return terminal.out(document);
      fs.mkdirSync(path.dirname(FILE), { recursive: true });
      fs.writeFileSync(FILE, `${document}\n`);
      terminal.out(`Done: written to ${FILE}.`);
    });
}
