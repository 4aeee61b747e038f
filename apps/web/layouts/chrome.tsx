import { type VNode } from 'preact';
import { hasRole, isSignedIn } from '#libs/people';
import { Brand, Icon } from '#libs/ui';
import { Drawings, Drawn } from '../drawn.tsx';
import { shortName } from '../parts/byline.tsx';
import { useShell } from '../shell.ts';

const SECTIONS = [
  ['/questions', 'Questions', /^\/(questions|threads)/],
  ['/case-notes', 'Case notes', /^\/case-notes/],
  ['/guidance', 'Guidance', /^\/guidance/],
  ['/spin-outs', 'Spin-outs', /^\/spin-outs/],
  ['/councils', 'Councils', /^\/councils/],
  ['/people', 'People', /^\/people/],
  ['/support', 'Support', /^\/(support|planner)/],
  ['/moderation', 'Moderation', /^\/moderation/],
] as const;

const ABOUT = [
  ['/about', 'About'],
  ['/rules', 'House rules'],
  ['/privacy', 'Privacy'],
  ['/accessibility', 'Accessibility'],
  ['/cookies', 'Cookies'],
  ['/report', 'Report a problem'],
] as const;

/** Room for some thousand people and paths. */
const drawings = new Drawings(6_000_000);

interface MastheadProps {
  /** What the search box holds. */
  query?: string;
  withoutSearch?: boolean;
}

/** All that the masthead shows, and so what it is kept by. */
interface MastheadView {
  withoutSearch: boolean;
  /** The address of the section that is open, and whether this is its first page. */
  open: string | null;
  isStart: boolean;
  moderator: boolean;
  me: { name: string; unread: number } | null;
  /** Where to go on after signing in. */
  next: string | null;
}

export function Masthead({ query, withoutSearch = false }: MastheadProps): VNode {
  const { reader, path } = useShell();
  const open = SECTIONS.find(([, , pattern]) => pattern.test(path))?.[0] ?? null;
  const view: MastheadView = {
    withoutSearch,
    open,
    isStart: path === open,
    moderator: hasRole(reader, 'moderator'),
    me: isSignedIn(reader) ? { name: shortName(reader.name), unread: reader.unread } : null,
    next: isSignedIn(reader) || path === '/' || path.startsWith('/sign-') ? null : path,
  };
  // What was typed into the search box is seldom typed again.
  if (query !== undefined) return <MastheadAlone {...view} query={query} />;
  const drawing = drawings.of(JSON.stringify(view), () => <MastheadAlone {...view} />);
  return <Drawn bytes={[drawing]} />;
}

export function Foot({ demo }: { demo: boolean }): VNode {
  const drawing = drawings.of(`foot ${demo}`, () => <FootAlone demo={demo} />);
  return <Drawn bytes={[drawing]} />;
}

function MastheadAlone({
  withoutSearch,
  open,
  isStart,
  moderator,
  query,
  ...who
}: MastheadView & MastheadProps): VNode {
  return (
    <header>
      <div class="wm-mast">
        <div class="govuk-width-container wm-mast__in">
          <Brand />
          {withoutSearch ? <span /> : <SearchBox query={query} />}
          <Me {...who} />
        </div>
      </div>
      <nav class="wm-nav" aria-label="Main">
        <div class="govuk-width-container">
          <ul>
            {SECTIONS.filter(([href]) => href !== '/moderation' || moderator).map(([href, name]) => (
              <li key={href}>
                <a href={href} aria-current={href === open ? (isStart ? 'page' : 'true') : undefined}>
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

function Me({ me, next }: Pick<MastheadView, 'me' | 'next'>): VNode {
  if (!me) {
    const then = next === null ? '' : `?next=${encodeURIComponent(next)}`;
    return (
      <div class="wm-me">
        <a href={`/sign-in${then}`}>Sign in</a>
        <a href={`/sign-up${then}`}>Join</a>
      </div>
    );
  }
  return (
    <div class="wm-me">
      <a href="/notifications">
        Inbox
        {me.unread > 0 && (
          <>
            <span class="wm-count" data-unread>
              {me.unread > 99 ? '99+' : me.unread}
            </span>
            <span class="govuk-visually-hidden"> unread</span>
          </>
        )}
      </a>
      <a href="/settings">
        <span class="govuk-visually-hidden">Settings for </span>
        {me.name}
      </a>
    </div>
  );
}

const FootAlone = ({ demo }: { demo: boolean }): VNode => (
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
          {demo && ' This is a demonstration: people, councils and organisations marked “Fictional” do not exist.'}
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
);
