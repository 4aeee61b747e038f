import 'reflect-metadata';
import { CannotStart } from '#libs/platform/errors';
import { loadConfig } from './config.ts';

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://waymark.example',
  DATABASE_URL: 'postgres://waymark:secret@postgres:5432/waymark',
  SESSION_SECRET: 'at least thirty-two characters long',
};
const faultsOf = (env: Record<string, string>): string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(CannotStart);
    return (error as Error).message.split('\n').slice(1);
  }
};

describe('loadConfig', () => {
  it('needs no setting in development, and then keeps to this machine', () => {
    const config = loadConfig({});

    expect([config.PORT, config.host, config.publicUrl]).toEqual([3000, '127.0.0.1', 'http://localhost:3000']);
    expect([...config.roles]).toEqual(['web', 'api', 'realtime', 'worker']);
    expect([config.https, config.sessionCookie]).toEqual([false, 'waymark']);
  });

  it('listens everywhere in production, and binds the cookie to https', () => {
    const config = loadConfig(production);

    expect([config.host, config.publicUrl]).toEqual(['0.0.0.0', 'https://waymark.example']);
    expect([config.https, config.sessionCookie]).toEqual([true, '__Host-waymark']);
  });

  it.each(['PUBLIC_URL', 'DATABASE_URL', 'SESSION_SECRET'])('has no default for %s in production', (name) => {
    expect(faultsOf({ ...production, [name]: '' })).toEqual([expect.stringContaining(name)]);
  });

  it.each(['SMTP_URL', 'MAIL_FROM'])('asks for no %s in production', (name) => {
    expect(faultsOf(Object.fromEntries(Object.entries(production).filter(([set]) => set !== name)))).toEqual([]);
  });

  it.each([
    ['a port that is no number', { PORT: 'high' }, 'PORT must be a whole number from 0 to 65535'],
    ['a role that is none', { ROLES: 'web,cook' }, 'ROLES must be some of web, api, realtime, worker'],
    ['an empty list of roles', { ROLES: ',' }, 'ROLES must be some of web, api, realtime, worker'],
    [
      'an address with a path',
      { PUBLIC_URL: 'https://a.example/b' },
      'PUBLIC_URL must be like https://waymark.example',
    ],
    [
      'plain http in production',
      { PUBLIC_URL: 'http://a.example' },
      'PUBLIC_URL must be an https address in production',
    ],
    [
      'another database',
      { DATABASE_URL: 'mysql://a/b' },
      'DATABASE_URL must be like postgres://user:password@host:5432/name',
    ],
    ['a mail server of no kind', { SMTP_URL: 'mail.example' }, 'SMTP_URL must be like smtp://user:password@host:587'],
    [
      'a domain that is none',
      { REPLY_DOMAIN: 'reply@waymark.example' },
      'REPLY_DOMAIN must be the name of a domain, like reply.waymark.example',
    ],
    [
      'mail without a domain',
      { INBOUND_SMTP_PORT: '2525' },
      'REPLY_DOMAIN is required with INBOUND_SMTP_PORT: what is sent to addresses there is taken',
    ],
    [
      'mail where pages are',
      { INBOUND_SMTP_PORT: '3000', REPLY_DOMAIN: 'reply.waymark.example' },
      'INBOUND_SMTP_PORT must be another port than PORT',
    ],
    [
      'a port for mail that is no number',
      { INBOUND_SMTP_PORT: 'x' },
      'INBOUND_SMTP_PORT must be a whole number from 0 to 65535',
    ],
    ['a short secret', { SESSION_SECRET: 'short' }, 'SESSION_SECRET must be 32 characters or more'],
    ['no rate limits in production', { RATE_LIMITS: 'off' }, 'RATE_LIMITS cannot be off in production'],
    [
      'a log level of its own',
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
    ],
  ])('refuses %s', (_what, settings, fault) => {
    expect(faultsOf({ ...production, ...settings })).toEqual([`- ${fault}`]);
  });

  it('takes mail on this machine alone outside production', () => {
    const mail = { INBOUND_SMTP_PORT: '2525', REPLY_DOMAIN: 'localhost' };

    expect(loadConfig(mail).inboundHost).toBe('127.0.0.1');
    expect(loadConfig({ ...production, ...mail }).inboundHost).toBe('0.0.0.0');
    expect(faultsOf({ ...mail, INBOUND_SMTP_HOST: '0.0.0.0' })).toEqual([
      '- INBOUND_SMTP_HOST must be an address of this machine alone outside production, like 127.0.0.1',
    ]);
  });

  it('names every fault at once, also what is missing beside what is malformed', () => {
    expect(faultsOf({ NODE_ENV: 'production', PORT: '-1', LOG_LEVEL: 'loud' })).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('LOG_LEVEL'),
      expect.stringContaining('SESSION_SECRET'),
      expect.stringContaining('DATABASE_URL'),
      expect.stringContaining('PUBLIC_URL'),
    ]);
  });

  it('never repeats a secret in what it says', () => {
    const said = faultsOf({ ...production, SESSION_SECRET: 'hush-hush', DATABASE_URL: 'mysql://me:hush-hush@x/y' });

    expect(said.join('\n')).not.toContain('hush');
  });
});
