import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '#libs/platform/errors';
import { Choice, Flag, parseInput, Text, Whole } from '#libs/platform/inputs';

const ROLES = ['web', 'api', 'realtime', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const MADE_UP_SECRET = randomBytes(32).toString('base64url');

/** Every setting the platform reads, its type, and what it is when unset. Nothing else reads process.env. */
export class Config {
  @Choice({ label: 'NODE_ENV', of: ['development', 'test', 'production'] })
  readonly NODE_ENV: 'development' | 'test' | 'production' = 'development';

  /** 0 takes any free port. */
  @Whole({ label: 'PORT', min: 0, max: 65_535 })
  readonly PORT: number = 3000;

  /** Unset: 127.0.0.1, or 0.0.0.0 in production. */
  @Text({ label: 'HOST', max: 255, optional: true })
  readonly HOST?: string;

  /** How people reach us, without a slash at the end. Unset: http://localhost and the port. */
  @Text({ label: 'PUBLIC_URL', max: 300, optional: true })
  readonly PUBLIC_URL?: string;

  /** Unset: the embedded PostgreSQL, with its data under DATA_DIR. */
  @Text({ label: 'DATABASE_URL', max: 2_000, optional: true })
  readonly DATABASE_URL?: string;

  @Whole({ label: 'DATABASE_POOL_SIZE', min: 2, max: 200 })
  readonly DATABASE_POOL_SIZE: number = 10;

  @Text({ label: 'DATA_DIR', max: 90 })
  readonly DATA_DIR: string = '.data';

  /**
   * Where attached files are: a folder as `file:///srv/waymark/files`, or a bucket as
   * `s3://key:secret@host/bucket/folder?region=eu-west-2`. Unset: `files` under DATA_DIR.
   */
  @Text({ label: 'STORAGE_URL', max: 500, optional: true })
  readonly STORAGE_URL?: string;

  @Text({ label: 'ROLES', max: 100 })
  readonly ROLES: string = ROLES.join(',');

  /** Signs the links of mails. 32 characters or more. Unset in development: made up anew by each process. */
  @Text({ label: 'SESSION_SECRET', min: 32, max: 500, optional: true })
  readonly SESSION_SECRET?: string;

  /** Unset: mail is kept as files, in `mail` under DATA_DIR. */
  @Text({ label: 'SMTP_URL', max: 500, optional: true })
  readonly SMTP_URL?: string;

  @Text({ label: 'MAIL_FROM', max: 300 })
  readonly MAIL_FROM: string = 'Waymark <no-reply@localhost>';

  /** Where answers to mails go, as `reply.waymark.example`. Unset: mails cannot be answered. */
  @Text({ label: 'REPLY_DOMAIN', max: 200, optional: true })
  readonly REPLY_DOMAIN?: string;

  /** Where a process with the role `worker` takes mail. Unset: this one takes none. 0 takes any free port. */
  @Whole({ label: 'INBOUND_SMTP_PORT', min: 0, max: 65_535, optional: true })
  readonly INBOUND_SMTP_PORT?: number;

  /** Unset: 127.0.0.1, or 0.0.0.0 in production. */
  @Text({ label: 'INBOUND_SMTP_HOST', max: 255, optional: true })
  readonly INBOUND_SMTP_HOST?: string;

  @Choice({ label: 'LOG_LEVEL', of: LEVELS })
  readonly LOG_LEVEL: (typeof LEVELS)[number] = 'warn';

  /** How many proxies stand before us: whose X-Forwarded-For and X-Forwarded-Proto to believe. */
  @Whole({ label: 'TRUST_PROXY', min: 0, max: 10 })
  readonly TRUST_PROXY: number = 0;

  /** Unset: /metrics answers on loopback only. */
  @Text({ label: 'METRICS_TOKEN', min: 16, max: 200, optional: true })
  readonly METRICS_TOKEN?: string;

  @Choice({ label: 'RATE_LIMITS', of: ['on', 'off'] })
  readonly RATE_LIMITS: 'on' | 'off' = 'on';

  /** Load the demo network into an empty embedded database. */
  @Flag({ label: 'DEMO', optional: true })
  readonly DEMO: boolean = true;

  get roles(): ReadonlySet<Role> {
    return new Set(ROLES.filter((role) => this.ROLES.split(',').includes(role)));
  }

  get host(): string {
    return this.HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
  }

  /** The folder of attached files, where they are in none of their own and in no bucket. */
  get filesDir(): string {
    return this.STORAGE_URL?.startsWith('file:') ? fileURLToPath(this.STORAGE_URL) : path.join(this.DATA_DIR, 'files');
  }

  get inboundHost(): string {
    return this.INBOUND_SMTP_HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
  }

  get signingSecret(): string {
    return this.SESSION_SECRET ?? MADE_UP_SECRET;
  }

  get production(): boolean {
    return this.NODE_ENV === 'production';
  }

  /** The address people use; pages name it in links that leave the site. */
  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/$/, '');
  }

  get https(): boolean {
    return this.publicUrl.startsWith('https://');
  }

  /** `__Host-` binds the cookie to this host and to https; browsers refuse it over http. */
  get sessionCookie(): string {
    return this.https ? '__Host-waymark' : 'waymark';
  }
}

/** The settings, or one error that names every setting that is wrong. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = parseInput(Config, env);
  if (parsed.ok) return fit(parsed.input, []);
  // Those that are wrong are taken as unset, so that what the others lack is found as well.
  const wrong = new Set(parsed.problems.map(({ field }) => field));
  const rest = parseInput(Config, Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.has(name))));
  const faults = parsed.problems.map(({ message }) => message);
  return fit(rest.ok ? rest.input : new Config(), faults, wrong);
}

function fit(config: Config, faults: readonly string[], wrong: ReadonlySet<string> = new Set()): Config {
  const all = [...faults, ...unfit(config).filter((fault) => !wrong.has(fault.split(' ')[0]!))];
  if (all.length === 0) return config;
  throw new CannotStart(['The settings are wrong:', ...all.map((fault) => `- ${fault}`)].join('\n'));
}

function unfit(config: Config): string[] {
  const faults: string[] = [];
  const unknown = config.ROLES.split(',').filter((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown.length > 0) faults.push(`ROLES must be some of ${ROLES.join(', ')}`);
  if (config.PUBLIC_URL !== undefined && !/^https?:\/\/[^/]+\/?$/.test(config.PUBLIC_URL)) {
    faults.push('PUBLIC_URL must be like https://waymark.example');
  }
  if (config.DATABASE_URL !== undefined && !/^postgres(ql)?:\/\/./.test(config.DATABASE_URL)) {
    faults.push('DATABASE_URL must be like postgres://user:password@host:5432/name');
  }
  if (config.SMTP_URL !== undefined && !/^smtps?:\/\/./.test(config.SMTP_URL)) {
    faults.push('SMTP_URL must be like smtp://user:password@host:587');
  }
  faults.push(...unfitForReplies(config));
  if (config.STORAGE_URL !== undefined && !isStorage(config.STORAGE_URL)) {
    faults.push(
      'STORAGE_URL must be a folder, like file:///srv/waymark/files, or a bucket, like s3://key:secret@host/bucket?region=eu-west-2',
    );
  }
  if (!config.production) return faults;
  if (config.SESSION_SECRET === undefined) faults.push('SESSION_SECRET is required in production');
  if (config.DATABASE_URL === undefined) faults.push('DATABASE_URL is required in production');
  if (config.RATE_LIMITS === 'off') faults.push('RATE_LIMITS cannot be off in production');
  if (!config.https) faults.push('PUBLIC_URL must be an https address in production');
  return faults;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

function unfitForReplies({ REPLY_DOMAIN, INBOUND_SMTP_PORT, PORT, inboundHost, production }: Config): string[] {
  const faults: string[] = [];
  if (
    REPLY_DOMAIN !== undefined &&
    !/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63}$/i.test(REPLY_DOMAIN)
  ) {
    faults.push('REPLY_DOMAIN must be the name of a domain, like reply.waymark.example');
  }
  if (INBOUND_SMTP_PORT === undefined) return faults;
  if (REPLY_DOMAIN === undefined) {
    faults.push('REPLY_DOMAIN is required with INBOUND_SMTP_PORT: what is sent to addresses there is taken');
  }
  if (INBOUND_SMTP_PORT !== 0 && INBOUND_SMTP_PORT === PORT)
    faults.push('INBOUND_SMTP_PORT must be another port than PORT');
  if (!production && !LOOPBACK.test(inboundHost)) {
    faults.push('INBOUND_SMTP_HOST must be an address of this machine alone outside production, like 127.0.0.1');
  }
  return faults;
}

function isStorage(text: string): boolean {
  if (/^file:\/\/\/[^?#%]+$/.test(text)) return true;
  if (!text.startsWith('s3://') || !URL.canParse(text)) return false;
  const { username, password, host, pathname } = new URL(text);
  return [username, password, host].every((part) => part !== '') && /^\/[^/]/.test(pathname);
}
