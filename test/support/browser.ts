import fs from 'node:fs';
import { createRequire } from 'node:module';
import { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Member } from './platform.ts';

const axeSource = fs.readFileSync(
  createRequire(`${process.cwd()}/package.json`).resolve('axe-core/axe.min.js'),
  'utf8',
);

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 320, height: 640 };

/** A real Chromium, and people in it. */
export async function openBrowser(url: string) {
  const browser: Browser = await chromium.launch({
    executablePath: process.env['TEST_CHROMIUM_PATH'],
    args: JSON.parse(process.env['TEST_CHROMIUM_ARGS'] ?? '[]') as string[],
    env: { ...process.env, ...(JSON.parse(process.env['TEST_CHROMIUM_ENV'] ?? '{}') as Record<string, string>) },
    chromiumSandbox: false,
  });
  const errors: string[] = [];

  return {
    browser,
    /** What any page wrote to its console as an error, or threw. */
    errors,
    /** Somebody with a browser of their own; signed in where `member` is given. */
    async person(
      member: Member | null,
      { viewport = DESKTOP, javaScriptEnabled = true } = {},
    ): Promise<{ page: Page; context: BrowserContext }> {
      const context = await browser.newContext({ viewport, javaScriptEnabled, baseURL: url });
      if (member) {
        const [name = '', value = ''] = member.cookie.split('=');
        await context.addCookies([{ name, value, url }]);
      }
      const page = await context.newPage();
      page.on('console', (message) => {
        // A connection that the test itself cut is no fault of the page.
        if (message.type() === 'error' && !/ERR_INTERNET_DISCONNECTED|WebSocket connection/.test(message.text())) {
          errors.push(`${page.url()}: ${message.text()}`);
        }
      });
      page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
      return { page, context };
    },
    close: () => browser.close(),
  };
}

/** Until the page of a discussion hears of what happens in it. */
export const live = (page: Page): Promise<void> => page.locator('[data-live][data-state=live]').waitFor();

/** What axe finds against WCAG 2.2 AA and its best practices, each with where. */
export async function faults(page: Page): Promise<string[]> {
  // By evaluation, not as a script of the page, which its content security policy would refuse.
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
  );
}

/** Whether the page can be scrolled sideways: it must not. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What is wrong with these pages for somebody: an answer that is no page, what axe finds, a sideways scroll at 320 pixels. */
export async function unsound(
  browser: Awaited<ReturnType<typeof openBrowser>>,
  member: Member,
  paths: readonly string[],
): Promise<string[]> {
  const { page, context } = await browser.person(member);
  const { page: phone, context: pocket } = await browser.person(member, { viewport: PHONE });
  const wrong: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(path);
    if (answer?.status() !== 200) wrong.push(`${path}: ${answer?.status()}`);
    for (const fault of await faults(page)) wrong.push(`${path}: ${fault}`);
    await phone.goto(path);
    if (await overflows(phone)) wrong.push(`${path}: scrolls sideways`);
  }
  await context.close();
  await pocket.close();
  return wrong;
}
