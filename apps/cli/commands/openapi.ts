import fs from 'node:fs';
import path from 'node:path';
import { type Command } from 'commander';
import { type Given } from '../terminal.ts';

/** The documents of the API and of the socket events. */
export type DescribeApi = () => Promise<{ openapi: object; asyncapi: object }>;

const FOLDER = 'docs';

export function addOpenapi(program: Command, { terminal }: Given, describeApi: DescribeApi): void {
  program
    .command('openapi')
    .description('Print the OpenAPI document of the API.')
    .option('--write', `keep it in ${FOLDER}/openapi.json instead, and the socket events in ${FOLDER}/asyncapi.json`)
    .action(async ({ write }: { write?: boolean }) => {
      const documents = await describeApi();
      if (!write) return terminal.out(JSON.stringify(documents.openapi, null, 2));
      fs.mkdirSync(FOLDER, { recursive: true });
      for (const [name, document] of Object.entries(documents)) {
        fs.writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify(document, null, 2)}\n`);
      }
      terminal.out(`Done: written to ${FOLDER}/openapi.json and ${FOLDER}/asyncapi.json.`);
    });
}
