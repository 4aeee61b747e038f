import { type VNode } from 'preact';
import { Layout } from '../layouts/layout.tsx';

const REPORTS = [
  ['/insights/adoption', 'How services spread', 'How many services went live each year, and how the curve bends.'],
  ['/insights/who-won-instead', 'Who won instead', 'What kind of provider came next when one ended.'],
  ['/councils/postures', 'Where councils stand', 'How many councils experiment, plan, watch or came back.'],
  ['/planner', 'Capacity planner', 'Which roles worked how many days a week, as cases report it.'],
] as const;

export function InsightsPage(_: object): VNode {
  return (
    <Layout title="Insights" description="What all profiles and case notes together show." canonical="/insights">
      <h1 class="govuk-heading-l">Insights</h1>
      <p class="wm-lede">What all profiles and case notes together show, with the numbers behind it.</p>
      <ul class="wm-rows">
        {REPORTS.map(([href, title, text]) => (
          <li class="wm-row" key={href}>
            <h2 class="wm-row__t">
              <a class="govuk-link" href={href}>
                {title}
              </a>
            </h2>
            <p class="wm-text wm-m-0">{text}</p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
