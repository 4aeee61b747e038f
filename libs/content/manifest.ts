import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Choice, Flag, parseInput, Several, Text, Whole } from '#libs/platform/inputs';
import { NotContent } from './content.errors.ts';
import { EXPORTED_TYPES, type ExportedType, fileOf } from './content-types.ts';

export const FORMAT_VERSION = 1;
export const MANIFEST_FILE = 'manifest.json';

export interface ManifestFile {
  readonly file: string;
  readonly type: ExportedType;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** No moment in it: the same content gives the same manifest. */
export interface Manifest {
  readonly format: 'waymark-content';
  readonly version: number;
  /** Whether figures that nobody may know yet are among them. */
  readonly confidential: boolean;
  readonly emails: boolean;
  readonly files: readonly ManifestFile[];
}

class FileInput {
  @Choice({ label: 'file', of: EXPORTED_TYPES.map(fileOf) })
  readonly file!: string;

  @Choice({ label: 'type', of: EXPORTED_TYPES })
  readonly type!: ExportedType;

  @Whole({ label: 'records', min: 0, max: Number.MAX_SAFE_INTEGER })
  readonly records!: number;

  @Whole({ label: 'bytes', min: 0, max: Number.MAX_SAFE_INTEGER })
  readonly bytes!: number;

  @Text({ label: 'sha256', min: 64, max: 64 })
  readonly sha256!: string;
}

class ManifestInput {
  @Choice({ label: 'format', of: ['waymark-content'] })
  readonly format!: 'waymark-content';

  @Whole({ label: 'version', min: 1, max: 1_000_000 })
  readonly version!: number;

  @Flag({ label: 'confidential' })
  readonly confidential!: boolean;

  @Flag({ label: 'emails' })
  readonly emails!: boolean;

  @Several({ label: 'files', of: FileInput, max: 20 })
  readonly files!: FileInput[];
}

/** The manifest of an export whose files are all there and as they were written. Throws NotContent. */
export async function checkedManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, MANIFEST_FILE), 'utf8').catch(() => {
    throw new NotContent(`${folder} holds no export: there is no ${MANIFEST_FILE} in it.`);
  });
  const parsed = parseInput(ManifestInput, parsedJson(text));
  if (!parsed.ok) throw new NotContent(`${MANIFEST_FILE} is not that of an export: ${parsed.problems[0]!.message}.`);
  const manifest = parsed.input;
  if (manifest.version !== FORMAT_VERSION) {
    throw new NotContent(
      `The export is in version ${manifest.version} of the format, and this program reads version ${FORMAT_VERSION}.`,
    );
  }
  for (const { file, sha256 } of manifest.files) {
    const found = await sha256Of(path.join(folder, file)).catch(() => null);
    if (found === null) throw new NotContent(`${file} is named in ${MANIFEST_FILE} and is not there.`);
    if (found !== sha256)
      throw new NotContent(`${file} is not as it was written: its SHA-256 differs. Nothing was restored.`);
  }
  return manifest;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
