import { EMPTY_HASH, signed } from './s3-signature.ts';

/** The examples of AWS, "Signature Calculations for the Authorization Header". */
describe('signed', () => {
  const keys = {
    id: 'AKIAIOSFODNN7EXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  };
  const at = new Date('2013-05-24T00:00:00Z');
  const host = 'https://examplebucket.s3.amazonaws.com';

  it.each([
    [
      'a GET',
      { method: 'GET', url: new URL(`${host}/test.txt`), headers: { range: 'bytes=0-9' }, bodyHash: EMPTY_HASH },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'a PUT',
      {
        method: 'PUT',
        url: new URL(`${host}/test%24file.text`),
        headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        bodyHash: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
  ])('signs %s as S3 expects it', (_what, request, signature) => {
    expect(signed(request, keys, at)['authorization']).toContain(`Signature=${signature}`);
  });
});
