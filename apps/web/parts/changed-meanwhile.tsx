import { type VNode } from 'preact';
import { SummaryList, WarningText } from '#libs/ui';

/** Over a form that was filled in from an earlier version: how it is now, as label and value. */
export function ChangedMeanwhile({ now }: { now: readonly (readonly [string, string])[] | undefined }): VNode | null {
  if (now === undefined) return null;
  return (
    <>
      <WarningText>
        Someone changed this while you were editing. Below is how it is now. Your own text is still in the form: save
        again to use it.
      </WarningText>
      <SummaryList rows={now.map(([key, value]) => ({ key, value }))} />
    </>
  );
}
