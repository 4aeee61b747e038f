import { type ComponentChildren, type VNode } from 'preact';
import { isSignedIn, hasRole, type Reader } from '#libs/people';
import { Brand, ErrorSummary, Icon, SkipLink } from '#libs/ui';
import { type Problem } from '#libs/platform/inputs';
import { asset } from '../assets.ts';
import { shortName } from '../parts/byline.tsx';
import { useShell } from '../shell.ts';

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
  /** The page has its own search box in its hero. */
  withoutSearch?: boolean;
  children: ComponentChildren;
}

const SECTIONS = [
  ['/questions', 'Questions', /^\/(questions|threads)/],
  ['/case-notes', 'Case notes', /^\/case-notes/],
  ['/guidance', 'Guidance', /^\/guidance/],
  ['/spin-outs', 'Spin-outs', /^\/spin-outs/],
  ['/councils', 'Councils', /^\/councils/],
  ['/people', 'People', /^\/people/],
] as const;

const ABOUT = [
  ['/about', 'About'],
  ['/rules', 'House rules'],
  ['/privacy', 'Privacy'],
  ['/accessibility', 'Accessibility'],
  ['/cookies', 'Cookies'],
  ['/report', 'Report a problem'],
] as const;

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
      <body class="govuk-template__body">
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
        <footer class="wm-foot">
          <div class="govuk-width-container wm-foot__in">
            <div>
              <Brand ground="light" />
              <p>
                Run by and for staff-led public services. Waymark is not a government website and does not speak for any
                council.
              </p>
              <p>
                Members’ notes are shared under CC BY 4.0.
                {demo &&
                  ' This is a demonstration: people, councils and organisations marked “Fictional” do not exist.'}
              </p>
            </div>
            <ul>
              {ABOUT.map(([href, name]) => (
                <li key={href}>
                  <a class="govuk-link" href={href}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Masthead({ query, withoutSearch }: { query?: string; withoutSearch?: boolean }): VNode {
  const { reader, path } = useShell();
  const sections = hasRole(reader, 'moderator')
    ? [...SECTIONS, ['/moderation', 'Moderation', /^\/moderation/] as const]
    : SECTIONS;
  return (
    <header>
      <div class="wm-mast">
        <div class="govuk-width-container wm-mast__in">
          <Brand />
          {withoutSearch ? <span /> : <SearchBox query={query} />}
          <Me reader={reader} path={path} />
        </div>
      </div>
      <nav class="wm-nav" aria-label="Main">
        <div class="govuk-width-container">
          <ul>
            {sections.map(([href, name, pattern]) => (
              <li key={href}>
                <a href={href} aria-current={pattern.test(path) ? (path === href ? 'page' : 'true') : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </nav>
    </header>
  );
}

function SearchBox({ query = '' }: { query?: string }): VNode {
  return (
    <form class="wm-find wm-find--mast" action="/search" method="get" role="search" aria-label="Site">
      <input
        type="search"
        id="q"
        name="q"
        value={query}
        aria-label="Search Waymark"
        placeholder="Search notes, questions and guidance"
        autocomplete="off"
        maxLength={300}
      />
      <button type="submit">
        <Icon name="find" />
        <span class="govuk-visually-hidden">Search</span>
      </button>
    </form>
  );
}

function Me({ reader, path }: { reader: Reader; path: string }): VNode {
  if (!isSignedIn(reader)) {
    const next = path === '/' || path.startsWith('/sign-') ? '' : `?next=${encodeURIComponent(path)}`;
    return (
      <div class="wm-me">
        <a href={`/sign-in${next}`}>Sign in</a>
        <a href={`/sign-up${next}`}>Join</a>
      </div>
    );
  }
  return (
    <div class="wm-me">
      <a href="/notifications">
        Inbox
        {reader.unread > 0 && (
          <>
            <span class="wm-count" data-unread>
              {reader.unread > 99 ? '99+' : reader.unread}
            </span>
            <span class="govuk-visually-hidden"> unread</span>
          </>
        )}
      </a>
      <a href="/settings">
        <span class="govuk-visually-hidden">Settings for </span>
        {shortName(reader.name)}
      </a>
    </div>
  );
}
