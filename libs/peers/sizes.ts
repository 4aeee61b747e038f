/** Of a spin-out, by its staff: [least, most]. */
export const SIZES = {
  small: [0, 49],
  medium: [50, 249],
  large: [250, 1_000_000],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;
