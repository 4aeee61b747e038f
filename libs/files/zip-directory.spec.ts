import { zipSync } from 'fflate';
import { zipDirectory } from './zip-directory.ts';

describe('zipDirectory', () => {
  const zip = (): Buffer =>
    Buffer.from(zipSync({ 'a.txt': Buffer.from('one'), 'word/ŵ.xml': Buffer.from('two and more') }));
  const changed = (how: (bytes: Buffer) => unknown): Buffer => {
    const bytes = zip();
    how(bytes);
    return bytes;
  };
  const end = (bytes: Buffer): number => bytes.length - 22;

  it('says what is in it, and how large that gets', () => {
    const found = zipDirectory(zip());
    expect([[...found!.names], found!.unpacked, found!.encrypted]).toEqual([['a.txt', 'word/ŵ.xml'], 15, false]);
  });

  it('finds it before a comment', () => {
    expect(zipDirectory(Buffer.concat([zip(), Buffer.from('A comment')]))?.names.size).toBe(2);
  });

  it('sees that a part needs a password', () => {
    const bytes = zip();
    bytes.writeUInt16LE(1, bytes.readUInt32LE(end(bytes) + 16) + 8);
    expect(zipDirectory(bytes)?.encrypted).toBe(true);
  });

  it.each([
    ['of nothing', () => Buffer.alloc(0)],
    ['of no archive', () => Buffer.alloc(100)],
    ['of half an archive', () => zip().subarray(0, 60)],
    ['that says it has many parts and has two', () => changed((bytes) => bytes.writeUInt16LE(4_000, end(bytes) + 10))],
    ['that says it has 65,535 parts', () => changed((bytes) => bytes.writeUInt16LE(65_535, end(bytes) + 10))],
    ['that says it begins behind the end', () => changed((bytes) => bytes.writeUInt32LE(0xffff_ffff, end(bytes) + 16))],
    [
      'whose names are longer than it',
      () => changed((bytes) => bytes.writeUInt16LE(65_535, bytes.readUInt32LE(end(bytes) + 16) + 28)),
    ],
  ])('is none where it is %s', (_what, bytes) => {
    expect(zipDirectory(bytes())).toBeNull();
  });
});
