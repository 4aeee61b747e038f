import { randomUUID } from 'node:crypto';
import { type VNode } from 'preact';

/** A one-time key in a form: sent twice, the form is taken once. */
export const Once = (): VNode => <input type="hidden" name="_once" value={randomUUID()} />;

/** Which version the form was filled in from, so that a save cannot overwrite somebody else's. */
export const Version = ({ version }: { version: number }): VNode => (
  <input type="hidden" name="_version" value={version} />
);
