import 'reflect-metadata';
import fs from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { loadConfig } from '#libs/platform/config';
import { sourcesBelow, textOf as read } from './sources.ts';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
}

const composeText = read('docker-compose.yml');
const { services, volumes } = parse(composeText, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
const dockerfile = read('Dockerfile');
const caddyfile = read('deploy/Caddyfile');
const example = read('.env.example');

/** What stands in .env.example, filled in as its comments say. */
const env: Record<string, string> = {
  SITE: 'waymark.example',
  POSTGRES_PASSWORD: 'f00dfeedf00dfeedf00dfeedf00dfeed',
  METRICS_TOKEN: 'facadefacadefacadefacade',
  SESSION_SECRET: 'cafebabecafebabecafebabecafebabe',
  MAIL_FROM: 'Waymark <no-reply@waymark.example>',
};
const filledIn = (value: string): string =>
  value.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    return env[name] ?? (kind === '-' ? (rest ?? '') : `${name} is not set`);
  });
const settingsOf = ({ environment = {} }: Service): Record<string, string> => ({
  NODE_ENV: /^ENV NODE_ENV=(\w+)$/m.exec(dockerfile)?.[1] ?? '',
  ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filledIn(value)])),
});

describe('docker-compose.yml', () => {
  it('is YAML without faults', () => {
    expect(parseAllDocuments(composeText).flatMap((document) => ('errors' in document ? document.errors : []))).toEqual(
      [],
    );
  });

  it.each(ours)('gives %s settings that production takes, and none that nobody reads', (_name, service) => {
    const known = new Set(
      [...read('libs/platform/config/config.ts').matchAll(/readonly ([A-Z_]+)\b/g)].map(([, name]) => name),
    );

    expect(() => loadConfig(settingsOf(service))).not.toThrow();
    expect(Object.keys(service.environment ?? {}).filter((name) => !known.has(name))).toEqual([]);
  });

  it('runs every role, the web twice, and believes exactly one proxy', () => {
    const roles = ours.filter(([name]) => name !== 'migrate').map(([, service]) => loadConfig(settingsOf(service)));

    expect(new Set(roles.flatMap((config) => [...config.roles]))).toEqual(
      new Set(['web', 'api', 'realtime', 'worker']),
    );
    expect(roles.filter((config) => config.roles.has('web'))).toHaveLength(2);
    expect(new Set(roles.map(({ TRUST_PROXY }) => TRUST_PROXY))).toEqual(new Set([1]));
  });

  it('gives no secret a default, and asks for nothing that .env.example does not name', () => {
    const asked = [...composeText.matchAll(/\$\{(\w+)(:.)?/g)];
    const named = new Set([...example.matchAll(/^#? ?([A-Z_]+)=(.*)$/gm)].map(([, name]) => name!));

    expect(asked.filter(([, name, operator]) => operator !== ':?' && name !== 'SMTP_URL')).toEqual([]);
    expect(new Set(asked.map(([, name]) => name!))).toEqual(named);
    expect([...example.matchAll(/^[A-Z_]+=(.+)$/gm)]).toEqual([]);
  });

  it('starts programs that the build makes', () => {
    const commands = ours.map(([, { command }]) => command).filter((command) => command !== undefined);
    const [, byDefault] = /^CMD (\[.*\])$/m.exec(dockerfile)!;

    for (const [node, program] of [...commands, JSON.parse(byDefault!) as string[]]) {
      expect(node).toBe('node');
      expect(fs.existsSync(program!.replace(/^dist\/(.*)\.js$/, '$1.ts'))).toBe(true);
    }
  });

  it('waits for services that exist, and for health where something tells of it', () => {
    for (const [name, { depends_on: needed = {} }] of Object.entries(services)) {
      for (const [other, { condition }] of Object.entries(needed)) {
        const tells = services[other]?.healthcheck !== undefined || services[other]?.build !== undefined;
        expect([name, other, services[other] !== undefined]).toEqual([name, other, true]);
        expect([name, other, condition !== 'service_healthy' || tells]).toEqual([name, other, true]);
      }
    }
  });

  it('mounts volumes that it declares and files that are here', () => {
    for (const [source] of Object.values(services)
      .flatMap((service) => service.volumes ?? [])
      .map((line) => line.split(':'))) {
      expect([source, Object.hasOwn(volumes, source!) || fs.existsSync(source!)]).toEqual([source, true]);
    }
  });

  it('has a proxy that knows both processes, and keeps a polling client on one', () => {
    const port = /^EXPOSE (\d+)$/m.exec(dockerfile)?.[1];
    const web = ours
      .filter(([, { environment }]) => environment?.['ROLES']?.includes('web'))
      .map(([name]) => `${name}:${port}`);
    const upstreams = [...caddyfile.matchAll(/reverse_proxy (.*) \{/g)].map(([, list]) => list!.split(' '));

    expect(upstreams).toEqual([web, web]);
    expect(caddyfile).toMatch(/handle \/socket\.io\/\* \{\s+reverse_proxy [^}]*lb_policy ip_hash/);
    expect(loadConfig(settingsOf(services['app-1']!)).PORT).toBe(Number(port));
  });
});

describe('Dockerfile', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) (\S+)$/gm)].flatMap(([, sources]) =>
    sources!.split(' '),
  );
  const kept = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) \.\/(\S*)$/gm)].map(([, source]) => source!);

  it('copies what is here and what .dockerignore lets through', () => {
    const letThrough = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));

    expect(copied.filter((source) => !fs.existsSync(source))).toEqual([]);
    expect(copied.toSorted()).toEqual(letThrough.toSorted());
  });

  it('keeps what the program reads while it runs', () => {
    const reads = sourcesBelow('apps', 'libs')
      .filter((file) => !file.startsWith('libs/demo/') && !file.endsWith('.spec.ts'))
      .flatMap((file) => [...read(file).matchAll(/path\.resolve\('([^']+)'/g)].map(([, target]) => target!));

    expect(reads).toContain('libs/taxonomy/taxonomy.json');
    expect(reads.filter((target) => !kept.some((folder) => target.startsWith(folder)))).toEqual([]);
  });

  it('runs as a user that is not root, and tells of its health', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));

    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK [^]*\/healthz/m);
  });
});
