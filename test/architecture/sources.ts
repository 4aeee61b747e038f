import fs from 'node:fs';
import path from 'node:path';

/** The TypeScript files below these folders, as paths from the root of the repository. */
export const sourcesBelow = (...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );

export const textOf = (file: string): string => fs.readFileSync(file, 'utf8');
