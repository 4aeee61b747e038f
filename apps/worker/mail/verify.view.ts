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

/** With a link to a new password, to the address of the account. */
export function resetView(token: string, publicUrl: string): LetterView {
  const said = 'Choose a new password';
  return {
    subject: said,
    heading: said,
    sentences: [
      'Somebody asked for a new password for your account on Waymark. If it was you, open the page and choose one. The link works once, for two hours.',
      'If it was not you, do nothing. Your password stays as it is, and nobody else has this link.',
    ],
    quoted: null,
    action: { text: 'Choose a new password', url: `${publicUrl}/reset-password/${token}` },
    because: 'You get this because somebody entered your address on the page for forgotten passwords.',
    settings: null,
    stop: null,
    replies: null,
  };
}
