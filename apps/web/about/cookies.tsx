import { type VNode } from 'preact';
import { SummaryList } from '#libs/ui';
import { TextPage } from './text-page.tsx';

export function CookiesPage({ session, notice, script }: { session: string; notice: string; script: string }): VNode {
  return (
    <TextPage
      title="Cookies"
      path="/cookies"
      description="The three cookies that Waymark sets, and what else it keeps in your browser."
      lede="Three cookies, all needed for what you ask for. That is why no banner asks you about them."
    >
      <h2>Cookies</h2>
      <SummaryList
        rows={[
          {
            key: session,
            value: 'Keeps you signed in. Set when you sign in or join, for 30 days or until you sign out.',
          },
          {
            key: notice,
            value: 'Carries one word to the next page, so that it can say what you have just done. Gone when it has.',
          },
          {
            key: script,
            value:
              'Says only that scripts run in your browser. With them a discussion keeps which posts you have really ' +
              'seen, without them those on the pages you opened. Gone when you close the browser.',
          },
        ]}
      />
      <p>
        Scripts cannot read the first two, and none is sent along with forms that another site made. There are no
        cookies for statistics, advertising or anybody else.
      </p>
      <h2>What else stays in your browser</h2>
      <p>
        What you have typed into a question, a reply or new guidance and not sent yet is kept on your device, under your
        name, so that a lost connection loses nothing. A draft of a question or a reply is saved at Waymark a second
        later, where only you can read it, and goes from the device when you sign out. On a computer that others use,
        sign out before you leave.
      </p>
    </TextPage>
  );
}
