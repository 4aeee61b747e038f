import { type VNode } from 'preact';
import { TextPage } from './text-page.tsx';

export function RulesPage({ rules }: { rules: readonly { code: string; rule: string }[] }): VNode {
  return (
    <TextPage
      title="House rules"
      path="/rules"
      description="What members promise each other, and what moderators do."
      lede="Be useful, be fair, be specific. Say what you did, when, for how much, and how you know."
    >
      <h2 id="other">The rules</h2>
      <ol>
        {rules.map(({ code, rule }) => (
          <li id={code} key={code}>
            {rule}
          </li>
        ))}
      </ol>
      <h2>What makes an answer good</h2>
      <ul>
        <li>You tried it, or saw it done. If you only heard of it, say so.</li>
        <li>A figure has a period and a source. “Not known” is a fine answer.</li>
        <li>What went wrong is in it too. That is what the next person needs most.</li>
      </ul>
      <h2>Who you are</h2>
      <p>
        Say truthfully what you are. A paid adviser is marked as one on every post and cannot take the mark off. If you
        work for a council, what you write about its business may be asked for under freedom of information law.
      </p>
      <h2 id="foi">If you work for a public authority</h2>
      <p>
        What you write about its business is likely to be information that it holds, also where only a few people can
        read it and also when you write in your own time (Freedom of Information Act 2000, section 3(2)(b)). Somebody
        may ask your authority for it, and it decides what it has to give: information that would harm commercial
        interests may be kept back (section 43). To delete or hide it once it was asked for, so that it is not given, is
        an offence (section 77).
      </p>
      <ul>
        <li>Write as if your authority’s information officer reads it.</li>
        <li>
          Keep a copy: <a href="/settings/records">download what you wrote</a> for your authority’s records.
        </li>
        <li>
          If you were asked to keep records, <a href="/settings/records">say so</a>, and you are warned before you
          delete anything.
        </li>
      </ul>
      <h2 id="moderators">What moderators do</h2>
      <p>
        Anybody signed in can <a href="/report">report</a> a post, a case note or a guidance page. A moderator who wrote
        none of it and did not report it decides. They can hide a post, withdraw a case note, have a guidance page
        checked, keep what was reported, or suspend a person for a time. Whoever wrote it is told what was done, by
        which rule and why; whoever reported it is told the outcome. Every decision is kept in a log in which nothing is
        ever changed. A decision that turns out wrong is undone, and the log says that too.
      </p>
      <h2>Your words</h2>
      <p>
        What you write stays yours. Case notes are shared under{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>: others may use them if they name who wrote
        them. Earlier versions of what you edit are kept and can be read by whoever may read the text itself.
      </p>
    </TextPage>
  );
}
