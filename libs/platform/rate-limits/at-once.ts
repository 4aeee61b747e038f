/** Counts what this process has under way: in all, and of one, be it a person or an address. */
export class AtOnce {
  private readonly underWay = new Map<string, number>();

  constructor(private readonly most: { readonly ofOne: number; readonly inAll: number }) {}

  /** What ends it, to be called once; null where enough is under way. */
  begin(one: string): (() => void) | null {
    const own = this.underWay.get(one) ?? 0;
    const all = [...this.underWay.values()].reduce((sum, count) => sum + count, 0);
    if (own >= this.most.ofOne || all >= this.most.inAll) return null;
    this.underWay.set(one, own + 1);
    return () => {
      const left = (this.underWay.get(one) ?? 1) - 1;
      if (left > 0) this.underWay.set(one, left);
      else this.underWay.delete(one);
    };
  }
}
