import { type GuestLetter } from '#libs/circles';
import { firstNameOf } from '#libs/people';
import { oneLine } from '#libs/platform/mail';
import { type LetterView } from './letter.view.ts';

/** An invitation to an address that may be nobody's here. Of a circle that few may know of not even the name. */
export function guestLetterView({ token, circle }: GuestLetter, publicUrl: string): LetterView {
  const at = `${publicUrl}/invitations/${token}`;
  const said = circle
    ? `${oneLine(firstNameOf(circle.by))} invites you to ${oneLine(circle.name)}`
    : 'You are invited to a circle on Waymark';
  return {
    subject: said,
    heading: said,
    sentences: [
      'Waymark is the network of people who run public services that left councils and the NHS. A circle is a group there that writes to each other.',
      circle
        ? 'You can join this one circle as a guest.'
        : 'You can join this one circle as a guest. Who invites you, and to what, stands behind the link.',
      'The link works once, for 14 days. If you do nothing, your address is forgotten then.',
    ],
    quoted: null,
    action: { text: 'See the invitation', url: at },
    replies: null,
    because: 'You get this once, because somebody who facilitates a circle typed your address.',
    settings: null,
    stop: `${at}/decline`,
  };
}
