import { type ComponentChildren, type VNode } from 'preact';
import { type Difference, type TextLine } from '#libs/platform/diff';

/** A sign to see, a word to hear, and the element: never a colour alone. */
export const Gone = ({ children }: { children: ComponentChildren }): VNode => (
  <del class="wm-gone">
    <b aria-hidden="true">−</b>
    <b class="govuk-visually-hidden">Taken out: </b>
    {children}
  </del>
);
export const Come = ({ children }: { children: ComponentChildren }): VNode => (
  <ins class="wm-come">
    <b aria-hidden="true">+</b>
    <b class="govuk-visually-hidden">Put in: </b>
    {children}
  </ins>
);

/** What the signs mean, above a list of changes. */
export const ChangesKey = (): VNode => (
  <p class="wm-nil">
    <Gone>words taken out</Gone> <Come>words put in</Come>
  </p>
);

/** What changed, with one line around it. */
export function ChangedLines({ lines }: { lines: readonly TextLine[] }): VNode {
  const isNear = (i: number): boolean =>
    [i - 1, i, i + 1].some((j) => lines[j] !== undefined && lines[j].kind !== 'same');
  const shown = lines.flatMap((line, i): (TextLine | null)[] =>
    isNear(i) ? [line] : i === 0 || isNear(i - 1) ? [null] : [],
  );
  return (
    <ul class="wm-diff">
      {shown.map((line, i) =>
        line === null ? (
          <li class="wm-diff__gap" key={i}>
            Lines that stayed the same
          </li>
        ) : (
          <li key={i}>
            {line.kind === 'changed' ? line.words.map((words, j) => <Words key={j} {...words} />) : <Words {...line} />}
          </li>
        ),
      )}
    </ul>
  );
}

function Words({ kind, text }: Difference): VNode {
  if (kind === 'added') return <Come>{text}</Come>;
  return kind === 'removed' ? <Gone>{text}</Gone> : <>{text}</>;
}
