import 'reflect-metadata';
import { Drawings, Drawn } from './drawn.tsx';
import { fragment } from './page.ts';

const shell = { reader: { personId: null, keys: [], roles: new Set<never>() }, nonce: '', path: '/', notice: null };
const drawn = (view: () => ReturnType<typeof Drawn>): string =>
  fragment(view, {})
    .toBytes({ ...shell, publicUrl: '', demo: false })
    .toString();

describe('a part that was drawn before', () => {
  it('stands where it was put, in order, among text in any letters', () => {
    const drawings = new Drawings(10_000);
    const part = (text: string) => drawings.of(text, () => <b>{text} – “£”</b>);

    const html = drawn(() => (
      <p>
        Ŵ
        <Drawn bytes={[part('one')]} />
        <Drawn bytes={[part('two')]} />·<Drawn bytes={[part('one')]} />
      </p>
    ));

    expect(html).toBe('<p>Ŵ<b>one – “£”</b><b>two – “£”</b>·<b>one – “£”</b></p>');
  });

  it('is drawn once for a key', () => {
    const drawings = new Drawings(10_000);
    let times = 0;
    const draw = () => <b>{(times += 1)}</b>;

    expect([drawings.of('a', draw), drawings.of('a', draw), drawings.of('b', draw)].map(String)).toEqual([
      '<b>1</b>',
      '<b>1</b>',
      '<b>2</b>',
    ]);
  });

  it('cannot be asked for by text that somebody typed', () => {
    const part = new Drawings(10_000).of('a', () => <b>a</b>);

    const html = drawn(() => (
      <p>
        {'\0\0 \0'}
        <Drawn bytes={[part]} />
      </p>
    ));

    expect(html).toBe('<p>\0\0 \0<b>a</b></p>');
  });
});
