import { type VNode } from 'preact';
import { Icon, type IconName } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

const KINDS: readonly { icon: IconName; href: string; name: string; what: string }[] = [
  {
    icon: 'note',
    href: '/case-notes',
    name: 'Case notes',
    what: 'what a team did, whether the service got worse, what it saved',
  },
  { icon: 'chat', href: '/questions', name: 'Questions', what: 'what people asked, and the answers that helped' },
  { icon: 'book', href: '/guidance', name: 'Guidance', what: 'how to do one thing right, checked and dated' },
  { icon: 'plus', href: '/tactics', name: 'Tactics', what: 'moves that members tried, and what came of them' },
  { icon: 'chat', href: '/objections', name: 'Objections', what: 'what is said against it, and what answers it' },
  { icon: 'flag', href: '/councils', name: 'Councils', what: 'every one in the UK, by name, council code or GSS code' },
  {
    icon: 'link',
    href: '/spin-outs',
    name: 'Spin-outs',
    what: 'organisations that left a council or the NHS, by name, service or legal form',
  },
  { icon: 'people', href: '/people', name: 'People', what: 'who has done it before, for members to find' },
];

/** Nothing was asked yet: what can be. */
export function SearchStartPage({ signedIn }: { signedIn: boolean }): VNode {
  return (
    <Layout title="Search" description="Search case notes, questions, guidance, councils and spin-outs." withoutSearch>
      <h1 class="govuk-heading-l">Search Waymark</h1>
      <form action="/search" method="get" role="search" class="wm-search__box">
        <label class="govuk-label" for="q">
          What are you trying to find out?
        </label>
        <div class="wm-find">
          <input type="search" id="q" name="q" autocomplete="off" maxLength={300} />
          <button type="submit">
            <Icon name="find" />
            Search
          </button>
        </div>
        <p class="wm-mt-3">
          Try{' '}
          <a class="govuk-link" href="/search?q=pension+bond">
            pension bond
          </a>
          ,{' '}
          <a class="govuk-link" href="/search?q=library+savings">
            library savings
          </a>{' '}
          or{' '}
          <a class="govuk-link" href="/search?q=TUPE">
            TUPE
          </a>
        </p>
      </form>
      <div class="wm-cols">
        <section>
          <h2 class="govuk-heading-m">What you can find</h2>
          <ul class="wm-rows">
            {KINDS.map(({ icon, href, name, what }) => (
              <li class="wm-row wm-row--tight" key={href}>
                <h3 class="wm-row__t">
                  <Icon name={icon} />{' '}
                  <a class="govuk-link" href={href}>
                    {name}
                  </a>
                </h3>
                <p class="wm-m-0">{what.charAt(0).toUpperCase() + what.slice(1)}.</p>
              </li>
            ))}
          </ul>
        </section>
        <aside aria-label="How to search">
          <div class="wm-box wm-box--tint">
            <h2 class="govuk-heading-s">How to search</h2>
            <ul class="govuk-list govuk-list--bullet">
              <li>
                A result has all of your words, or others for the same: LGPS finds local government pension scheme
              </li>
              <li>“Quotes” keep words together</li>
              <li>OR between two words finds either</li>
              <li>A minus before a word leaves it out: bond -guarantee</li>
            </ul>
          </div>
          {!signedIn && (
            <p class="wm-nil wm-mt-3">
              Most questions, and people, are for members.{' '}
              <a class="govuk-link" href="/sign-in?next=%2Fsearch">
                Sign in
              </a>{' '}
              to find them.
            </p>
          )}
        </aside>
      </div>
    </Layout>
  );
}
