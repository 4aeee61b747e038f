import { randomUUID } from 'node:crypto';
import { type VNode } from 'preact';
import { useShell } from '../shell.ts';

/** Whose form it is: so that what one person wrote is never carried on by another (see sign-in/carried.ts). */
export function By(): VNode | null {
  const { reader } = useShell();
  return reader.personId === null ? null : <input type="hidden" name="_by" value={reader.personId} />;
}

/** A one-time key in a form: sent twice, the form is taken once. */
export const Once = (): VNode => (
  <>
    <input type="hidden" name="_once" value={randomUUID()} />
    <By />
  </>
);

/** Which version the form was filled in from, so that a save cannot overwrite somebody else's. */
export const Version = ({ version }: { version: number }): VNode => (
  <>
    <input type="hidden" name="_version" value={version} />
    <By />
  </>
);
