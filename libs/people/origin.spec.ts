import { networkOf, originOf } from './origin.ts';

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('counts %s as %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });

  it('counts all addresses of one IPv6 network together', () => {
    expect(networkOf('2001:db8:1:2::a')).toBe(networkOf('2001:db8:1:2:ffff::b'));
  });
});

describe('originOf', () => {
  it('keeps no more of the browser’s name than the list of sessions can hold', () => {
    expect(originOf({ ip: '192.0.2.7', headers: { 'user-agent': 'x'.repeat(5_000) } }).device).toHaveLength(200);
    expect(originOf({ ip: '192.0.2.7', headers: {} }).device).toBe('');
  });
});
