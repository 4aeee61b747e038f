import { domainOf, isShared } from './domains.ts';

describe('the domain of a work address', () => {
  it.each([
    ['rosa@fenmarch.example', 'fenmarch.example'],
    ["o'hara.smith-jones+wm@fenmarch.example", 'fenmarch.example'],
    ['rosa@mail.fenmarch.example', 'mail.fenmarch.example'],
    ['rosa@fenmarch.example.evil.example', 'fenmarch.example.evil.example'],
    ['rosa@evil-fenmarch.example', 'evil-fenmarch.example'],
    // Cyrillic letters, a full stop that is none, an at sign that is none.
    ['rosa@fеnmarch.example', null],
    ['rosa@fenmarch。example', null],
    ['rosa＠fenmarch.example', null],
    ['rosa@evil.example@fenmarch.example', null],
    ['"rosa@evil.example"@fenmarch.example', null],
    ['rosa%evil.example@fenmarch.example', null],
    ['evil.example!rosa@fenmarch.example', null],
    ['rosa@fenmarch.example\r\nBcc: all@evil.example', null],
    ['rosa@fenmarch.example,all@evil.example', null],
    ['<rosa@fenmarch.example>', null],
    ['rosa@[127.0.0.1]', null],
    ['rosa@localhost', null],
    ['rosa@-fenmarch.example', null],
    ['@fenmarch.example', null],
    ['rosa', null],
  ])('%j: %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  it.each(['gmail.com', 'nhs.net', 'gov.uk'])('is nobody’s where it is %s', (domain) => {
    expect(isShared(domain)).toBe(true);
  });
});
