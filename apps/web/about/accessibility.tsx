import { type VNode } from 'preact';
import { TextPage } from './text-page.tsx';

export function AccessibilityPage(): VNode {
  return (
    <TextPage
      title="Accessibility"
      path="/accessibility"
      description="What Waymark does so that everyone can use it, what is not good yet, and how to complain."
      lede="Everyone who works in public services should be able to use Waymark. It aims at the Web Content Accessibility Guidelines 2.2, level AA."
    >
      <h2>What you can do here</h2>
      <ul>
        <li>Use every page and form without JavaScript, and by keyboard alone.</li>
        <li>Zoom to 400 %, or read on a narrow phone, without scrolling sideways. Wide tables scroll by themselves.</li>
        <li>Rely on words: no colour, shape or picture says anything that is not also written.</li>
        <li>Listen to pages with a screen reader. New replies are announced and take no focus away.</li>
        <li>Use your own colours, or a high-contrast theme, and print any page.</li>
        <li>Turn movement off in your system: then nothing on a page moves.</li>
      </ul>
      <p>Letters are set in Atkinson Hyperlegible, which was made for readers with low vision.</p>
      <h2>What is not good yet</h2>
      <ul>
        <li>
          Nobody independent has audited Waymark yet, and it has not been tested with people who use assistive
          technology. Pages are checked by a program in a real browser, which finds only part of what can be wrong.
        </li>
        <li>What members write is theirs: it may lack headings, or be hard to read.</li>
        <li>The pages themselves are in English alone.</li>
      </ul>
      <h2>Tell us, or complain</h2>
      <p>
        If you are signed in, <a href="/questions/new">ask a question</a> and say which page is in your way, what you
        use, and what happened: moderators read along. If you would rather not do that in front of others, or cannot,
        write to the organisation that runs this copy of Waymark. If its answer does not help, turn to the{' '}
        <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>, or in Northern
        Ireland to the <a href="https://www.equalityni.org/">Equality Commission</a>.
      </p>
    </TextPage>
  );
}
