import { type DueMail } from '#libs/notifications';
import { oneLine } from '#libs/platform/mail';
import { type LetterView } from './letter.view.ts';

/** With a link to verify an address. Nothing in it is a member's words: they chose the address, which may be anybody's. */
export function verifyView({ workplace }: NonNullable<DueMail['link']>, token: string, publicUrl: string): LetterView {
  const said = `Confirm ${workplace === null ? 'your email address' : `that you work at ${oneLine(workplace)}`}`;
  return {
    subject: said,
    heading: said,
    sentences: [
      'Open the page and press the button there, signed in as you were when you asked for this. It works once, for two days.',
      'If you did not ask for it, do nothing. Nobody can confirm it without you.',
    ],
    quoted: null,
    action: { text: 'Open the page', url: `${publicUrl}/verify-email/${token}` },
    because: 'You get this because a member of Waymark gave this address as theirs. Waymark sends it nothing else.',
    settings: `${publicUrl}/settings/notifications`,
    stop: null,
    replies: null,
  };
}
