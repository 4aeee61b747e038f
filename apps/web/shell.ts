import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { ANONYMOUS, type Reader } from '#libs/people';

/** Where parts that were drawn before are put: see drawn.tsx. */
interface DrawnSink {
  readonly mark: string;
  add(bytes: readonly Buffer[]): void;
}

/** What the document around a page needs to know of the request. By context, never from a module variable. */
export interface Shell {
  readonly reader: Reader;
  readonly nonce: string;
  /** The path without its query: which section of the menu is open. */
  readonly path: string;
  /** A sentence about what was just done, shown once. */
  readonly notice: string | null;
  readonly publicUrl: string;
  /** Whether this is the demo network: the footer says so. */
  readonly demo: boolean;
  /** Collects what was drawn before; null outside a page. */
  readonly drawn: DrawnSink | null;
}

export const ShellContext = createContext<Shell>({
  reader: ANONYMOUS,
  nonce: '',
  path: '/',
  notice: null,
  publicUrl: '',
  demo: false,
  drawn: null,
});

export const useShell = (): Shell => useContext(ShellContext);
