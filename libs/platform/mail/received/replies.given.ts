/** Mails as mail programs make them, each answering one of ours; what Siân Prys wrote in them; and what is told apart. */
export interface GivenReply {
  program: string;
  text?: string;
  html?: string;
  /** As it would be posted. Null: nobody can tell, so nothing is posted. */
  written: string | null;
}

const OURS = 'Waymark <no-reply@waymark.example>';
const OURS_HTML = 'Waymark &lt;<a href="mailto:no-reply@waymark.example">no-reply@waymark.example</a>&gt;';
const LETTER_TEXT = [
  'How did you handle the pension bond?',
  'Amina named you.',
  'Amina wrote:',
  '> Ask Siân about the bond.',
  '> What did the fund ask for?',
  'Read it on Waymark:',
  'https://waymark.example/threads/1#post-2',
  '--',
  'Waymark',
  'You get this because a member named you. Reply to this mail and it is posted.',
  'Stop these mails: https://waymark.example/mail/stop/1',
];
const quoted = LETTER_TEXT.map((line) => `> ${line}`).join('\n');
const LETTER_HTML = `<div role="main"><table><tbody><tr><td>Waymark</td></tr><tr><td><h1>How did you handle the pension bond?</h1><p>Amina named you.</p><p>Ask Siân about the bond.</p><p>What did the fund ask for?</p></td></tr><tr><td>You get this because a member named you. Reply to this mail and it is posted.</td></tr></tbody></table></div>`;
const HEADINGS_HTML = `<b>From:</b> ${OURS_HTML}<br><b>Sent:</b> 30 November 2026 09:12<br><b>To:</b> Si&acirc;n Prys &lt;sian@porthgain.example&gt;<br><b>Subject:</b> Amina named you: How did you handle the pension bond?`;

export const REPLIES: readonly GivenReply[] = [
  {
    program: 'Outlook on the desktop',
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head><body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">The fund asked for 400,000 pounds.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">We offered a guarantee from the council in place of it.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Kind regards,<o:p></o:p></p><p class="MsoNormal"><b>Si&acirc;n Prys</b><o:p></o:p></p><p class="MsoNormal">Head of Libraries | Porthgain Mutual<o:p></o:p></p><p class="MsoNormal">T: 01646 496 0000 | <a href="https://porthgain.example/">porthgain.example</a><o:p></o:p></p><p class="MsoNormal"><img src="cid:image001.png@01DC61" alt="Logo"></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${HEADINGS_HTML}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>${LETTER_HTML}</div></body></html>`,
    written: 'The fund asked for 400,000 pounds.\n\nWe offered a guarantee from the council in place of it.',
  },
  {
    program: 'Outlook on the desktop, as text',
    text: `The fund asked for 400,000 pounds.\n\nWe offered a guarantee from the council in place of it.\n\nSian\n\nFrom: ${OURS}\nSent: 30 November 2026 09:12\nTo: Siân Prys <sian@porthgain.example>\nSubject: Amina named you: How did you handle the pension bond?\n\n${LETTER_TEXT.join('\n')}`,
    written: 'The fund asked for 400,000 pounds.\n\nWe offered a guarantee from the council in place of it.',
  },
  {
    program: 'Outlook 2010, as text',
    text: `We paid nothing.\n\n-----Original Message-----\nFrom: Waymark [mailto:no-reply@waymark.example]\nSent: 30 November 2026 09:12\nTo: Siân Prys\nSubject: Amina named you\n\n${LETTER_TEXT.join('\n')}`,
    written: 'We paid nothing.',
  },
  {
    program: 'Outlook on the web',
    html: `<html><body><div class="elementToProof" style="font-family:Aptos">They took a guarantee.</div><div class="elementToProof"><br></div><div class="elementToProof">It took nine days.</div><div id="Signature"><p>Siân Prys</p><p>Porthgain Mutual, 01646 496 0000</p><img src="cid:logo@porthgain"></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">${HEADINGS_HTML}</font><div>&nbsp;</div></div><div>${LETTER_HTML}</div></body></html>`,
    written: 'They took a guarantee.\n\nIt took nine days.',
  },
  {
    program: 'Outlook on the web, with what it is about above and no signature',
    html: `<div>They took a guarantee.</div><div id="x_appendonsend"></div><div id="x_divRplyFwdMsg">${HEADINGS_HTML}</div>${LETTER_HTML}`,
    written: 'They took a guarantee.',
  },
  {
    program: 'Outlook for iOS',
    html: `<div dir="ltr">Ask for pass-through.</div><div id="ms-outlook-mobile-signature"><div><br></div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr><div class="ms-outlook-mobile-reference-message skipProofing">${HEADINGS_HTML}</div>${LETTER_HTML}</div>`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'Outlook for Android, as text',
    text: `Ask for pass-through.\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: ${OURS}\nSent: Monday, November 30, 2026 9:12:04 AM\nTo: sian@porthgain.example <sian@porthgain.example>\nSubject: Amina named you\n\n${LETTER_TEXT.join('\n')}`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'Outlook for Mac',
    html: `<div>Ask for pass-through.</div><div><br></div><div>On 30/11/2026, 09:12, "Waymark" &lt;no-reply@waymark.example&gt; wrote:</div>${LETTER_HTML}`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'Outlook in Welsh',
    html: `<p class="MsoNormal">Gofynnwch am warant gan y cyngor.</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">Cofion cynnes,</p><p class="MsoNormal">Siân</p><div><p class="MsoNormal"><b>Oddi wrth:</b> ${OURS_HTML}<br><b>Anfonwyd:</b> 30 Tachwedd 2026 09:12<br><b>At:</b> Siân Prys<br><b>Pwnc:</b> Amina named you</p></div>${LETTER_HTML}`,
    written: 'Gofynnwch am warant gan y cyngor.',
  },
  {
    program: 'Gmail on the web',
    text: `The fund asked for 400,000 pounds, and we offered a guarantee from the\ncouncil in place of it.\n\nOn Mon, 30 Nov 2026 at 09:12, ${OURS} wrote:\n\n${quoted}\n`,
    html: `<div dir="ltr">The fund asked for 400,000 pounds, and we offered a guarantee from the council in place of it.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 30 Nov 2026 at 09:12, ${OURS_HTML} wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${LETTER_HTML}</blockquote></div>`,
    written: 'The fund asked for 400,000 pounds, and we offered a guarantee from the council in place of it.',
  },
  {
    program: 'Gmail as text alone',
    text: `The fund asked for 400,000 pounds, and we offered a guarantee from the\ncouncil in place of it.\n\nIt took:\n* nine days\n* two letters\n\nOn Mon, 30 Nov 2026 at 09:12, Waymark <\nno-reply@waymark.example> wrote:\n\n${quoted}\n`,
    written:
      'The fund asked for 400,000 pounds, and we offered a guarantee from the\ncouncil in place of it.\n\nIt took:  \n* nine days\n* two letters',
  },
  {
    program: 'Gmail with a signature',
    html: `<div dir="ltr"><div>Two steps:</div><div><ol><li>Ask for the figures.</li><li>Ask for a <a href="https://www.lgpsboard.org/guide">guide</a>.</li></ol></div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><div>Siân Prys</div><div>01646 496 0000</div></div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 30 Nov 2026 at 09:12, ${OURS_HTML} wrote:<br></div><blockquote class="gmail_quote">${LETTER_HTML}</blockquote></div>`,
    written: 'Two steps:\n\n1. Ask for the figures.\n2. Ask for a [guide](https://www.lgpsboard.org/guide).',
  },
  {
    program: 'Gmail in Welsh',
    text: `Gofynnwch am warant gan y cyngor.\n\nAr Llun, 30 Tach 2026 am 09:12 ysgrifennodd ${OURS}:\n\n${quoted}\n`,
    written: 'Gofynnwch am warant gan y cyngor.',
  },
  {
    program: 'Gmail, answers between the questions',
    html: `<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">On Mon, 30 Nov 2026 at 09:12, ${OURS_HTML} wrote:<br></div><blockquote class="gmail_quote"><p>Amina named you.</p><p>Which fund was it?</p></blockquote><div>The one of the county.</div><blockquote class="gmail_quote"><p>What did the fund ask for?</p></blockquote><div>A bond of 400,000 pounds.</div><blockquote class="gmail_quote"><p>Stop these mails</p></blockquote></div></div>`,
    written:
      '> Amina named you.\n>\n> Which fund was it?\n\nThe one of the county.\n\n> What did the fund ask for?\n\nA bond of 400,000 pounds.',
  },
  {
    program: 'Apple Mail',
    html: `<html><body style="overflow-wrap: break-word;">Ask for pass-through.<div><br></div><div>It is in the admission agreement.</div><br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 30 Nov 2026, at 09:12, ${OURS_HTML} wrote:</div><br class="Apple-interchange-newline"><div>${LETTER_HTML}</div></blockquote></div><br></body></html>`,
    written: 'Ask for pass-through.\n\nIt is in the admission agreement.',
  },
  {
    program: 'Apple Mail as text, written below',
    text: `> On 30 Nov 2026, at 09:12, ${OURS} wrote:\n>\n${quoted}\n\nAsk for pass-through.\n\nSiân`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'iPhone',
    html: `<html><body dir="auto">Ask for pass-through.<br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 30 Nov 2026, at 09:12, ${OURS_HTML} wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${LETTER_HTML}</div></blockquote></body></html>`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'iPhone in Welsh, as text',
    text: `Gofynnwch am warant.\n\nAnfonwyd o fy iPhone\n\n> Ar 30 Tach 2026, am 09:12, ysgrifennodd ${OURS}:\n> \n${quoted}`,
    written: 'Gofynnwch am warant.',
  },
  {
    program: 'Samsung phone, as text',
    text: `Ask for pass-through.\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: ${OURS}\nDate: 30/11/2026 09:12 (GMT+00:00)\nTo: sian@porthgain.example\nSubject: Amina named you\n\n${LETTER_TEXT.join('\n')}`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'Thunderbird, written below, with a signature',
    text: `On 30/11/2026 09:12, Waymark wrote:\n${quoted}\n\nAsk for pass-through. It moves the risk of the pension fund to the council,\nwhich carries it already.\n\n-- \nSiân Prys\nPorthgain Mutual`,
    written: 'Ask for pass-through. It moves the risk of the pension fund to the council,\nwhich carries it already.',
  },
  {
    program: 'Thunderbird, answers between, in HTML',
    html: `<html><body><div class="moz-cite-prefix">On 30/11/2026 09:12, Waymark wrote:<br></div><blockquote type="cite" cite="mid:1@waymark.example"><p>Which fund was it?</p></blockquote><p>The one of the county.</p><blockquote type="cite"><p>What did the fund ask for?</p></blockquote><p>A bond.</p><div class="moz-signature">-- <br>Siân Prys</div></body></html>`,
    written: '> Which fund was it?\n\nThe one of the county.\n\n> What did the fund ask for?\n\nA bond.',
  },
  {
    program: 'Yahoo',
    html: `<div class="ydp1"><div>Ask for pass-through.</div><div><br></div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, 30 November 2026 at 09:12:04 GMT, Waymark &lt;no-reply@waymark.example&gt; wrote:</div><div>${LETTER_HTML}</div></div>`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'Proton Mail',
    html: `<div>Ask for pass-through.</div><div class="protonmail_signature_block"><div>Sent with <a href="https://proton.me/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Monday, 30 November 2026 at 09:12, Waymark &lt;no-reply@waymark.example&gt; wrote:<br><blockquote class="protonmail_quote">${LETTER_HTML}</blockquote></div>`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'a mail program in another language',
    text: `Ask for pass-through.\n\nAm 30.11.2026 um 09:12 schrieb ${OURS}:\n${quoted}`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'a council that adds its conditions below',
    text: `Ask for pass-through.\n\nRegards\nSian Prys\nHead of Libraries\n\nThis email and any files transmitted with it are confidential and intended\nsolely for the addressee.\n\nMae'r e-bost hwn yn gyfrinachol.\n\nFrom: ${OURS}\nSent: 30 November 2026 09:12\nTo: Siân Prys\nSubject: Amina named you\n\n${LETTER_TEXT.join('\n')}`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'a council that adds its conditions below a quotation',
    text: `Ask for pass-through.\n\nOn 30 Nov 2026 at 09:12, ${OURS} wrote:\n${quoted}\n\n**********\nThis message is intended for the named recipient only.\n`,
    written: 'Ask for pass-through.',
  },
  {
    program: 'HTML alone, with lines and a table',
    html: `<p>Write to:<br>The Pension Fund<br>County Hall</p><table><tr><td>Bond</td><td>400,000</td></tr><tr><td>Guarantee</td><td>0</td></tr></table><p>See <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Flgps&amp;data=05">https://www.gov.uk/lgps</a></p>`,
    written:
      'Write to:  \nThe Pension Fund  \nCounty Hall\n\nBond | 400,000  \nGuarantee | 0\n\nSee https://www.gov.uk/lgps',
  },
  {
    program: 'nothing but a new mail',
    text: 'Ask for pass-through.\n\n# of staff: 96\n    It is in the agreement.\n---\nDone.',
    written: 'Ask for pass-through.\n\n\\# of staff: 96  \nIt is in the agreement.\n\nDone.',
  },
  {
    program: 'somebody who goes on below their name',
    text: 'Ask for pass-through.\n\nThanks\nSian\n\nI forgot to say that the fund has to agree to it first.',
    written: 'Ask for pass-through.\n\nThanks  \nSian\n\nI forgot to say that the fund has to agree to it first.',
  },
  {
    program: 'somebody who quotes a council in their own words',
    text: 'On 3 May 2026 the council wrote:\nWe will carry the risk.\n\nSo ask them for that letter.',
    written: 'On 3 May 2026 the council wrote:  \nWe will carry the risk.\n\nSo ask them for that letter.',
  },
  {
    program: 'somebody who writes between the lines of Outlook',
    html: `<p>Hi, please see my answers below in red.</p><div id="divRplyFwdMsg">${HEADINGS_HTML}</div><p>What did the fund ask for?</p><p style="color:red">A bond.</p>`,
    written: null,
  },
  {
    program: 'a mail program that marks no quotation',
    text: `${LETTER_TEXT.join('\n')}\n\nAsk for pass-through.`,
    written: null,
  },
];
