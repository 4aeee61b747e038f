import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = mkdtempSync(path.join(tmpdir(), 'wm-assets-'));
const out = path.join(folder, 'assets');

const build = (to = out): void => void execFileSync(process.execPath, ['scripts/build-assets.mjs', to]);
const manifest = (): Record<string, string> =>
  JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8')) as Record<string, string>;
const built = (name: string): string => path.join(out, path.basename(manifest()[name] ?? name));
const text = (name: string): string => readFileSync(built(name), 'utf8');
const size = (file: string): number => statSync(file).size;

beforeAll(() => build());
afterAll(() => rmSync(folder, { recursive: true }));

describe('built assets', () => {
  it('are all there, named by what is in them', () => {
    expect(Object.keys(manifest())).toEqual(
      expect.arrayContaining([
        'core.css',
        'home.css',
        'site.js',
        'favicon.svg',
        'atkinson-latin.woff2',
        'atkinson-latin-ext.woff2',
      ]),
    );
    for (const [name, address] of Object.entries(manifest())) {
      expect(address).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{8}\.\w+$/);
      expect(existsSync(built(name))).toBe(true);
    }
  });

  it('hold nothing that is GOV.UK’s alone', () => {
    for (const name of ['core.css', 'home.css']) expect(text(name).match(/GDS|crest|fonts\//i)).toBeNull();
  });

  it('link to other built files only', () => {
    const links = [...(text('core.css') + text('home.css')).matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address);

    expect(links).toHaveLength(2);
    for (const link of links) expect(Object.values(manifest())).toContain(link);
  });

  it('leave no rule out that a component needs', () => {
    const kept = `back-link breadcrumbs__link button--warning character-count__message checkboxes__conditional--hidden
      date-input__item details__summary error-summary__title fieldset__legend input--width-10 inset-text
      notification-banner--success pagination--block password-input__wrapper radios--small select skip-link
      summary-list__row--no-actions table__cell--numeric tag task-list__status warning-text__icon visually-hidden`;

    const core = text('core.css');
    expect(kept.split(/\s+/).filter((name) => !core.includes(`.govuk-${name}`))).toEqual([]);
    expect(core.match(/\.govuk-(accordion|footer|header|service-navigation)/)).toBeNull();
  });

  it('are compressed beforehand, without loss', () => {
    for (const name of ['core.css', 'home.css', 'site.js', 'favicon.svg']) {
      expect(gunzipSync(readFileSync(`${built(name)}.gz`)).toString()).toBe(text(name));
      expect(size(`${built(name)}.br`)).toBeLessThan(size(built(name)));
    }
  });

  it('weigh under 75 KB on a first visit, and the script under 12', () => {
    const script = size(`${built('site.js')}.gz`);

    expect(size(`${built('core.css')}.gz`) + size(built('atkinson-latin.woff2')) + script).toBeLessThan(75_000);
    expect(script).toBeLessThan(12_000);
  });

  it('come out the same each time', () => {
    const again = path.join(folder, 'again');

    build(again);

    expect(readdirSync(again)).toEqual(readdirSync(out));
    for (const file of readdirSync(out)) {
      expect(readFileSync(path.join(again, file)).equals(readFileSync(path.join(out, file)))).toBe(true);
    }
  });

  it('are left alone while nothing changes, and made again where one is missing', () => {
    const before = statSync(built('core.css')).mtimeMs;
    rmSync(`${built('home.css')}.gz`);

    build();

    expect(statSync(built('core.css')).mtimeMs).toBe(before);
    expect(existsSync(`${built('home.css')}.gz`)).toBe(true);
  });
});
