import 'reflect-metadata';
import { loadConfig } from '#libs/platform/config';
import { SignedAddresses } from './signed-addresses.ts';

const ID = '0194f2c0-7d0a-7e3c-9a51-3f2e8b6d4c10';
const of = (over: Record<string, string> = {}): SignedAddresses =>
  new SignedAddresses(
    loadConfig({
      REPLY_DOMAIN: 'Reply.waymark.example',
      SESSION_SECRET: 'at least thirty-two characters long',
      ...over,
    }),
  );

describe('SignedAddresses', () => {
  it('makes what mail servers take, and knows it again, whatever they make of its case', () => {
    const address = of().addressOf('reply', ID)!;

    expect(address).toMatch(/^reply\+[a-z2-7]{45}@reply\.waymark\.example$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(of().read(address)).toEqual({ purpose: 'reply', id: ID });
    expect(of().read(address.toUpperCase())).toEqual({ purpose: 'reply', id: ID });
    expect(of().read(of().addressOf('bounce', ID)!)).toEqual({ purpose: 'bounce', id: ID });
  });

  it('knows none where mail is not taken', () => {
    expect(new SignedAddresses(loadConfig({})).addressOf('reply', ID)).toBeNull();
    expect(new SignedAddresses(loadConfig({})).read(of().addressOf('reply', ID)!)).toBeNull();
  });

  it('knows no address that it did not make: not one letter of it may change', () => {
    const address = of().addressOf('reply', ID)!;
    const token = address.slice('reply+'.length, address.indexOf('@'));
    for (let at = 0; at < token.length; at += 1) {
      for (const letter of 'ab7') {
        if (letter === token[at]) continue;
        const forged = `reply+${token.slice(0, at)}${letter}${token.slice(at + 1)}@reply.waymark.example`;
        expect([at, of().read(forged)]).toEqual([at, null]);
      }
    }
  });

  it.each([
    ['of another purpose', (address: string) => address.replace('reply+', 'bounce+')],
    ['of another domain', (address: string) => address.replace('reply.waymark', 'waymark')],
    ['cut short', (address: string) => address.replace(/.@/, '@')],
    ['that goes on', (address: string) => address.replace('@', 'a@')],
    ['without a token', () => 'reply+@reply.waymark.example'],
    ['of nothing', () => ''],
  ])('knows none %s', (_what, change) => {
    expect(of().read(change(of().addressOf('reply', ID)!))).toBeNull();
  });

  it('knows none that was signed with another secret', () => {
    expect(of({ SESSION_SECRET: 'another of thirty-two characters' }).read(of().addressOf('reply', ID)!)).toBeNull();
  });
});
