import { type VNode } from 'preact';
import { type LetterSection, type LetterView } from './letter.view.ts';

const FONT = 'Arial, Helvetica, sans-serif';
const INK = '#14231e';
const INK_2 = '#46564f';
const RIVER = '#0a5878';
const text = (size: number, more = ''): string =>
  `margin:0 0 16px;font-family:${FONT};font-size:${size}px;line-height:1.5;color:${INK};word-break:break-word;${more}`;

/**
 * Tables and styles in place: Outlook draws with Word, which knows neither style sheets nor boxes beside each other. No
 * picture and nothing from elsewhere, so that opening a mail tells nobody.
 */
export function LetterPage({
  subject,
  heading,
  sentences,
  quoted,
  sections = [],
  action,
  replies,
  because,
  settings,
  stop,
}: LetterView): VNode {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{subject}</title>
      </head>
      <body style="margin:0;padding:0;background-color:#f4f8f5">
        <div role="main" lang="en">
          <Rows width="100%" style="background-color:#f4f8f5">
            <tr>
              <td align="center" style="padding:0 12px 24px">
                <Rows width="100%" style="max-width:600px">
                  <tr>
                    <td
                      style={`background-color:#10382e;padding:16px 24px;font-family:${FONT};font-size:22px;font-weight:bold;color:#ffffff`}
                    >
                      Waymark
                    </td>
                  </tr>
                  <tr>
                    <td style="background-color:#ffffff;padding:28px 24px 12px">
                      <h1 style={text(24, 'font-weight:bold;line-height:1.25;')} dir="auto">
                        {heading}
                      </h1>
                      {sentences.map((sentence) => (
                        <p style={text(17)} key={sentence}>
                          {sentence}
                        </p>
                      ))}
                      {quoted && <Quoted {...quoted} />}
                      {sections.map((section) => (
                        <Section {...section} key={section.heading} />
                      ))}
                      <Button {...action} />
                      {replies !== null && <p style={text(16, `color:${INK_2};`)}>{replies}</p>}
                    </td>
                  </tr>
                  <tr>
                    <td style={`padding:20px 24px;font-family:${FONT};font-size:16px;line-height:1.5;color:${INK_2}`}>
                      {because}{' '}
                      {stop !== null && (
                        <a href={stop} style={`color:${RIVER}`}>
                          {settings === null ? 'Decline, and have your address forgotten' : 'Stop these mails'}
                        </a>
                      )}
                      {stop !== null && settings !== null && ' or '}
                      {settings !== null && (
                        <a href={settings} style={`color:${RIVER}`}>
                          {stop === null ? 'Choose what you are told' : 'choose what you are told'}
                        </a>
                      )}
                      .{replies === null && ' Nobody reads replies to this address.'}
                    </td>
                  </tr>
                </Rows>
              </td>
            </tr>
          </Rows>
        </div>
      </body>
    </html>
  );
}

function Rows({ children, ...table }: { children: VNode | VNode[]; width: string; style: string }): VNode {
  return (
    <table role="presentation" cellPadding="0" cellSpacing="0" {...table}>
      <tbody>{children}</tbody>
    </table>
  );
}

function Quoted({ by, lang, paragraphs, cut }: NonNullable<LetterView['quoted']>): VNode {
  return (
    <Rows width="100%" style="margin:0 0 20px">
      <tr>
        <td style="border-left:4px solid #1a6448;padding:2px 0 2px 16px">
          <p style={text(16, `margin-bottom:8px;color:${INK_2};`)}>{by} wrote</p>
          <div lang={lang} dir="auto">
            {paragraphs.map((paragraph) => (
              <p style={text(17, 'margin-bottom:10px;')} key={paragraph}>
                {paragraph}
              </p>
            ))}
          </div>
          {cut && <p style={text(16, `margin-bottom:0;color:${INK_2};`)}>There is more on Waymark.</p>}
        </td>
      </tr>
    </Rows>
  );
}

function Section({ heading, items, none }: LetterSection): VNode {
  return (
    <Rows width="100%" style="margin:0 0 8px">
      <tr>
        <td style="border-top:2px solid #cfdad3;padding:16px 0 4px">
          <h2 style={text(16, `margin-bottom:10px;font-weight:bold;color:#1a6448;`)}>{heading}</h2>
          {items.length === 0 ? <p style={text(17, `margin-bottom:12px;color:${INK_2};`)}>{none}</p> : items.map(Item)}
        </td>
      </tr>
    </Rows>
  );
}

function Item({ title, lang, url, facts, text: words }: LetterSection['items'][number]): VNode {
  return (
    <div key={url} style="margin:0 0 18px">
      <p style={text(18, 'margin-bottom:4px;font-weight:bold;line-height:1.35;')} lang={lang} dir="auto">
        <a href={url} style={`color:${RIVER}`}>
          {title}
        </a>
      </p>
      <p style={text(16, `margin-bottom:4px;color:${INK_2};`)}>{facts}</p>
      {words !== null && (
        <p style={text(17, 'margin-bottom:0;')} lang={lang} dir="auto">
          {words}
        </p>
      )}
    </div>
  );
}

function Button({ text: words, url }: LetterView['action']): VNode {
  return (
    <table role="presentation" cellPadding="0" cellSpacing="0" style="margin:0 0 20px">
      <tbody>
        <tr>
          <td style="background-color:#1a6448;padding:12px 20px">
            <a
              href={url}
              style={`font-family:${FONT};font-size:17px;font-weight:bold;color:#ffffff;text-decoration:none`}
            >
              {words}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
