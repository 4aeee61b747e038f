// Makes dist/assets: what pages load, each file named by its content, and manifest.json, which says what became of a
// name ("core.css" → "/assets/core.3fa9c1b2.css"). Text is there as .br and .gz too. Does nothing when nothing changed.
//
//   node scripts/build-assets.mjs [directory]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const out = process.argv[2] ?? 'dist/assets';
const stamp = `${out}.stamp.json`; // Beside the folder, as all that lies in it is served.
const own = 'apps/web/assets';
const fonts = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next';
const govuk = 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css';

/** Files that are taken as they are. No italics: emphasis is by weight. */
const copied = {
  'atkinson-latin.woff2': `${fonts}-latin-wght-normal.woff2`,
  'atkinson-latin-ext.woff2': `${fonts}-latin-ext-wght-normal.woff2`,
  'favicon.svg': `${own}/favicon.svg`,
};
const styles = { 'core.css': [govuk, `${own}/waymark.css`], 'home.css': [`${own}/waymark-home.css`] };
const scripts = readdirSync(own).filter((file) => file.endsWith('.ts') && !/\.(d|spec)\.ts$/.test(file));

/** Parts of govuk-frontend that no page uses: their rules are left out. */
const unused = `accordion accordion-nav cookie-banner drop-zone exit-this-page exit-this-page-hide-content
  exit-this-page-overlay feedback file-upload-button file-upload-wrapper footer generic-header header
  language-navigation logo-dot panel phase-banner service-navigation summary-card tabs`.split(/\s+/);
const unusedClass = new RegExp(`\\.govuk-(?:${unused.join('|')})(?:__|--|(?![\\w-]))`);
const isUnused = (selector) => unusedClass.test(selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, ''));

const hash = (...contents) =>
  contents.reduce((sum, content) => sum.update(content), createHash('sha256')).digest('hex');

/** `{ name: contents }` of the bundles of our scripts, and the files they were made from. */
async function bundle() {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: scripts.map((file) => `${own}/${file}`),
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    outdir: 'out',
    conditions: ['source'],
    legalComments: 'none',
    logLevel: 'error',
  });
  const bundles = outputFiles.map((file) => [path.basename(file.path), Buffer.from(file.contents)]);
  return { bundles, inputs: Object.keys(metafile.inputs) };
}

/** Splits at `mark` where it stands outside of brackets, strings and escapes. */
function split(text, mark) {
  const parts = [''];
  let depth = 0;
  for (const [token] of text.matchAll(/\\.|"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[^]/g)) {
    if ('([{'.includes(token)) depth++;
    if (')]}'.includes(token)) depth--;
    if (token === mark && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
    if (token === '}' && depth === 0 && mark === '') parts.push('');
  }
  return parts.filter((part) => part.trim() !== '');
}

/** The rules without those that only style what is unused. */
function withoutUnused(css) {
  return split(css, '')
    .map((rule) => {
      const open = rule.indexOf('{');
      const prelude = rule.slice(0, open);
      const body = rule.slice(open + 1, -1);
      if (/^@(media|supports|-moz-document)/.test(prelude)) {
        const inner = withoutUnused(body);
        return inner && `${prelude}{${inner}}`;
      }
      if (prelude.startsWith('@')) return rule;
      const selectors = split(prelude, ',').filter((selector) => !isUnused(selector));
      return selectors.length > 0 ? `${selectors.join(',')}{${body}}` : '';
    })
    .join('');
}

/** govuk-frontend without what is GOV.UK's alone (its typeface, its crest) and without what is unused. */
function ungoverned(css) {
  const plain = css
    .replace(/^@charset "UTF-8";/, '')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', 'var(--font)')
    .replace(/[\w-]+:url\([^)]*govuk-crest\.svg\);?/g, '');
  return `/*! Includes govuk-frontend, MIT licence */${withoutUnused(plain)}`;
}

const tidied = (css) => css.replace(/\/\*[^]*?\*\//g, '').replace(/\n/g, '');

/** Writes by renaming, so that a server that runs on the same folder never reads half a file. */
function write(target, contents) {
  writeFileSync(`${target}.${process.pid}`, contents);
  renameSync(`${target}.${process.pid}`, target);
}

async function makeAll() {
  const manifest = {};
  const written = new Set(['manifest.json']);

  const put = (name, contents) => {
    const extension = path.extname(name);
    const file = `${path.basename(name, extension)}.${hash(contents).slice(0, 8)}${extension}`;
    manifest[name] = `/assets/${file}`;
    const variants = [[file, () => contents]];
    if (extension !== '.woff2') {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
      variants.push([`${file}.br`, () => brotliCompressSync(contents, { params })]);
      variants.push([`${file}.gz`, () => gzipSync(contents, { level: 9 })]);
    }
    for (const [variant, made] of variants) {
      written.add(variant);
      const target = path.join(out, variant);
      if (!existsSync(target)) write(target, made());
    }
  };

  mkdirSync(out, { recursive: true });
  for (const [name, file] of Object.entries(copied)) put(name, readFileSync(file));
  for (const [name, files] of Object.entries(styles)) {
    const css = files.map((file) => {
      const text = readFileSync(file, 'utf8');
      return file === govuk ? ungoverned(text) : tidied(text);
    });
    const linked = css.join('\n').replace(/url\(([\w.-]+)\)/g, (_, asset) => {
      if (!manifest[asset]) throw new Error(`${name} asks for ${asset}, which is not among the assets.`);
      return `url(${manifest[asset]})`;
    });
    put(name, Buffer.from(linked));
  }
  const { bundles, inputs } = scripts.length > 0 ? await bundle() : { bundles: [], inputs: [] };
  for (const [name, contents] of bundles) put(name, contents);

  write(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  write(stamp, JSON.stringify({ inputs, sum: sumOf(inputs), files: [...written] }));
  const stale = readdirSync(out).filter((file) => /\.[0-9a-f]{8}\.\w+(\.br|\.gz)?$/.test(file) && !written.has(file));
  for (const file of stale) rmSync(path.join(out, file), { force: true });
}

/** What decides the result: this script, every file that goes in, and which scripts there are. */
function sumOf(bundled) {
  const files = [import.meta.filename, ...Object.values(copied), ...Object.values(styles).flat(), ...bundled];
  return hash(scripts.join(), ...files.map((file) => (existsSync(file) ? readFileSync(file) : '')));
}

function isUpToDate() {
  if (!existsSync(stamp)) return false;
  const { inputs, sum, files } = JSON.parse(readFileSync(stamp, 'utf8'));
  return sum === sumOf(inputs) && files.every((file) => existsSync(path.join(out, file)));
}

if (!isUpToDate()) await makeAll();
