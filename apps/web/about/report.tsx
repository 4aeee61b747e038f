import { type VNode } from 'preact';
import { TextPage } from './text-page.tsx';

export function ReportPage(): VNode {
  return (
    <TextPage
      title="Report a problem"
      path="/report"
      description="How to report something that should not stand as it does, and who decides."
      lede="See something that should not be here, or that is wrong? Tell a moderator. It takes a minute."
    >
      <p>
        <strong>If somebody is in danger now, ring 999.</strong> Moderators are not an emergency service.
      </p>
      <h2>How to report</h2>
      <ol>
        <li>
          <a href="/sign-in">Sign in</a>.
        </li>
        <li>Go to the post, case note or guidance page, and choose “Report”.</li>
        <li>Choose what is wrong. Add what you see, if that helps.</li>
      </ol>
      <p>Whoever wrote it is not told who reported it.</p>
      <h2>What happens then</h2>
      <p>
        The report goes into a queue that all moderators see. One of them, who neither wrote nor reported it, decides by
        the <a href="/rules">house rules</a>. You find the decision in your inbox, and whoever wrote it finds the reason
        in theirs. See <a href="/rules#moderators">what moderators can do</a>.
      </p>
      <h2 id="places">A council or a spin-out is wrong or missing</h2>
      <p>
        Data stewards keep those pages. <a href="/questions/new">Ask a question</a> that says which council or spin-out
        it is, what is wrong or missing, and where that can be checked. They read along and put it right.
      </p>
      <h2>Something else is broken</h2>
      <p>
        For a page that does not work, report any post on it, or <a href="/questions/new">ask a question</a> that says
        which page it was and what happened. If a page showed you a reference, give it.
      </p>
      <h2>Without an account</h2>
      <p>
        If a case note names your organisation and is wrong, ask for a right of reply: open the note and choose “Is this
        about your organisation?”. You need no account. A moderator answers to the address that you give.
      </p>
      <p>
        For anything else, <a href="/sign-up">joining</a> is free and asks for an address and a name. Or write to the
        organisation that runs this copy of Waymark.
      </p>
    </TextPage>
  );
}
