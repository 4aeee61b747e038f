import { type ComponentChildren, type VNode } from 'preact';
import { classes, ErrorSummary, Icon, SkipLink } from '#libs/ui';
import { type Problem } from '#libs/platform/inputs';
import { asset } from '../assets.ts';
import { useShell } from '../shell.ts';
import { Foot, Masthead } from './chrome.tsx';

interface LayoutProps {
  title: string;
  /** For search engines and previews; a sentence. */
  description?: string;
  problems?: readonly Problem[];
  /** Before the container: the hero of the home page. */
  hero?: ComponentChildren;
  /** More stylesheets and scripts, by their name in the manifest. */
  styles?: readonly string[];
  scripts?: readonly string[];
  /** What the box in the masthead holds. */
  query?: string;
  /** The path that this page has whatever way it was reached. */
  canonical?: string;
  /** An Atom feed of what the page lists. */
  feed?: { href: string; title: string };
  /** Search engines are to leave it out. */
  noIndex?: boolean;
  /** The page has its own search box in its hero. */
  withoutSearch?: boolean;
  bodyClass?: string;
  children: ComponentChildren;
}

const WHAT_THIS_IS =
  'The knowledge network for UK public service mutuals: what staff-led spin-outs did, what it saved, and people to ask.';

/** The whole document. A page with problems says so in its title, and first of all on the page. */
export function Layout({ title, problems = [], hero, styles = [], scripts = [], ...props }: LayoutProps): VNode {
  const { nonce, notice, publicUrl, demo } = useShell();
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${problems.length > 0 ? 'Error: ' : ''}${title} – Waymark`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#10382e" />
        <meta name="description" content={props.description ?? WHAT_THIS_IS} />
        {props.noIndex && <meta name="robots" content="noindex, nofollow" />}
        {props.canonical && <link rel="canonical" href={publicUrl + props.canonical} />}
        {props.feed && (
          <link rel="alternate" type="application/atom+xml" href={props.feed.href} title={props.feed.title} />
        )}
        <link rel="icon" href={asset('favicon.svg')} type="image/svg+xml" />
        <link rel="preload" href={asset('atkinson-latin.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
        {['core.css', ...styles].map((name) => (
          <link rel="stylesheet" href={asset(name)} key={name} />
        ))}
        {['site.js', ...scripts].map((name) => (
          <script type="module" src={asset(name)} nonce={nonce} key={name} />
        ))}
      </head>
      <body class={classes('govuk-template__body', props.bodyClass)}>
        <SkipLink href="#main">Skip to main content</SkipLink>
        <Masthead query={props.query} withoutSearch={props.withoutSearch} />
        {hero}
        <div class="govuk-width-container">
          <main class="govuk-main-wrapper" id="main">
            {notice && (
              <p class="wm-notice" role="status">
                <Icon name="tick" />
                {notice}
              </p>
            )}
            {problems.length > 0 && (
              <ErrorSummary errors={problems.map(({ field, message }) => ({ message, href: `#${field}` }))} />
            )}
            {props.children}
          </main>
        </div>
        <Foot demo={demo} />
      </body>
    </html>
  );
}
