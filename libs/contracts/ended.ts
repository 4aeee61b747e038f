interface Ending {
  end: string | null;
  extensionTo: string | null;
  extensionCertain: boolean;
  endedReason: string | null;
  nextProviderKind: string | null;
}

/** Its last day is past, that of an agreed extension too. */
export const hasEnded = ({ end, extensionTo, extensionCertain }: Ending, today: string): boolean =>
  end !== null && end < today && !(extensionCertain && extensionTo !== null && extensionTo >= today);

/** It has ended, and nobody has said why or who provides the service now. */
export const asksWhatCameNext = (contract: Ending, today: string): boolean =>
  hasEnded(contract, today) && (contract.endedReason === null || contract.nextProviderKind === null);
