import { type VNode } from 'preact';
import { useShell } from '../shell.ts';
import { TextPage } from './text-page.tsx';

export function AboutPage(): VNode {
  const { demo } = useShell();
  return (
    <TextPage
      title="About Waymark"
      path="/about"
      description="What Waymark is, who it is for, and where its data comes from."
      lede="Every group that takes a public service out of a council or the NHS meets the same questions. Waymark keeps what the ones before them found out."
    >
      <h2>What it is</h2>
      <p>
        Waymark is a knowledge network for staff-led public services, also called public service mutuals or spin-outs,
        in the whole of the United Kingdom. It has four parts that lead into each other:
      </p>
      <ul>
        <li>
          <a href="/case-notes">Case notes</a> say what a council or a mutual did, and answer two questions first: did
          the service get worse, and what was saved? Notes about what failed or came back in-house count as much as the
          others.
        </li>
        <li>
          <a href="/questions">Questions</a> go to people who have done it.
        </li>
        <li>
          <a href="/guidance">Guidance</a> is made from answers and case notes that held, with credit to who wrote them.
        </li>
        <li>
          <a href="/councils">Councils</a>, <a href="/spin-outs">spin-outs</a> and <a href="/people">people</a> tie them
          to places and to those you can ask.
        </li>
      </ul>
      <h2>Who can read and write</h2>
      <p>
        Published case notes, guidance, councils and spin-outs are open to everyone. Questions and people are for
        members, unless whoever asked made the question public. Anyone who works on or studies staff-led public services
        can <a href="/sign-up">join</a>. The <a href="/rules">house rules</a> are short.
      </p>
      <h2>What it is not</h2>
      <p>
        It is not a government website and does not speak for any council. It is not legal or financial advice. A figure
        in a case note is as good as the source that stands beside it.
      </p>
      {demo && (
        <>
          <h2>This is a demonstration</h2>
          <p>
            People, councils and organisations marked “Fictional” do not exist. They were written for this project, to
            show what the network looks like in use.
          </p>
        </>
      )}
      <h2 id="sources">Where the data comes from</h2>
      <p>Where these are loaded, they are used under their licences:</p>
      <ul>
        <li>
          Council register, labels and similarity: mySociety,{' '}
          <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a> (
          <a href="https://github.com/mysociety/uk_local_authority_names_and_codes">
            uk_local_authority_names_and_codes
          </a>
          , commit 67ef8b1; <a href="https://github.com/mysociety/la_distance">la_distance</a>, commit 350658b).
        </li>
        <li>
          Contains public sector information licensed under the{' '}
          <a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">
            Open Government Licence v3.0
          </a>{' '}
          (Contracts Finder, GOV.UK bank holidays, Local Government Service List: LG Inform Plus programme). Older
          releases: Open Government Licence v2.
        </li>
        <li>Award table: mySociety procurement_data v1.0.0, CC BY 4.0, commit 415f38b, reduced and filtered here.</li>
        <li>
          Example of open contracting data: Open Contracting Partnership, BSD-3-Clause, sample-data commit 703affd.
        </li>
        <li>
          The typeface is <a href="https://www.brailleinstitute.org/freefont/">Atkinson Hyperlegible Next</a>, under the
          SIL Open Font License 1.1.
        </li>
      </ul>
      <p>Members’ notes are shared under CC BY 4.0: use them, and say who wrote them.</p>
    </TextPage>
  );
}
