/** Domains that are many organisations', or anybody's: an address there says nothing of where somebody works. */
const SHARED = new Set(
  [
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com live.co.uk msn.com yahoo.com',
    'yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.co.uk proton.me protonmail.com',
    'pm.me btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com tiscali.co.uk zoho.com',
    'fastmail.com tutanota.com mail.com yandex.com nhs.net nhs.uk gov.uk gov.scot gov.wales co.uk org.uk',
    'ac.uk sch.uk police.uk ltd.uk',
  ].flatMap((line) => line.split(' ')),
);

export const isShared = (domain: string): boolean => SHARED.has(domain);

/** One that can stand in an address of work: plain letters alone, so that no letter can look like another's. */
export const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Without what some mail servers take as a way to somewhere else. */
const LOCAL = /^[a-z0-9](?:[a-z0-9._'+-]{0,62}[a-z0-9])?$/;

/** What stands after the @ of a plain address, in lower case; null: it is not one. */
export function domainOf(address: string): string | null {
  const at = address.indexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  return at > 0 && LOCAL.test(local) && DOMAIN.test(domain) ? domain : null;
}
