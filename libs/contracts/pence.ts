/** Whole pence of an amount as text, "1234.5" or "1234.50": never through a floating point number. */
export function penceOf(amount: string): bigint {
  const [, sign, pounds = '0', pence = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (sign === undefined) throw new RangeError(`not an amount: ${amount}`);
  const value = BigInt(pounds) * 100n + BigInt(pence.padEnd(2, '0'));
  return sign === '-' ? -value : value;
}

/** 123450n → "1234.50" */
export function amountOf(pence: bigint): string {
  const digits = String(pence < 0n ? -pence : pence).padStart(3, '0');
  return `${pence < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** a ÷ b, halves up; b above 0 and a not below 0. */
export const divided = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b);

/** The part in per cent with `places` decimals, exact until it is rounded. */
export function percentOf(part: bigint, whole: bigint, places = 1): number {
  const scale = 10n ** BigInt(places);
  const sign = part < 0n ? -1 : 1;
  return (sign * Number(divided((part < 0n ? -part : part) * 100n * scale, whole))) / Number(scale);
}
