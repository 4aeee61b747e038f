/** The reader may not see it any more: asking again is of no use. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`Refused: ${status}`);
  }
}
