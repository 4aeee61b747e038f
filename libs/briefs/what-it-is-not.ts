import { type CaseNoteDetail, evidenceOf } from '#libs/case-notes';

type Told = Pick<CaseNoteDetail, 'result' | 'legalForm' | 'outcomes' | 'money' | 'authorTie'>;

/** Three sentences against a wrong hope: of what came of it, of its form, of what its figures show. No figures. */
export function whatItIsNot(note: Told): string[] {
  const { evidenced } = evidenceOf(note.outcomes, note.money, note.authorTie);
  return [
    ofResult(note.result),
    ofForm(note.legalForm),
    evidenced
      ? 'Not proof that it would go the same way elsewhere: this is one service in one place.'
      : 'Not evidence yet: a measure before and after, or a dated figure for money, has no source.',
  ];
}

function ofResult(result: Told['result']): string {
  switch (result) {
    case 'went-ahead': {
      return 'Not finished for good: whoever runs it has to win the work again.';
    }
    case 'in-progress': {
      return 'Not finished: what comes of it is not known yet.';
    }
    case 'decided-not-to': {
      return 'Not a plan that was tried: it was decided not to go ahead.';
    }
    case 'insourced': {
      return 'Not the end of the service: it came back in-house.';
    }
    case 'merged': {
      return 'Not a closure: it went on inside a larger organisation.';
    }
    case 'lost-bid':
    case 'lost-contract': {
      return 'Not a judgement on the people who did the work: somebody else won the contract.';
    }
    case 'closed': {
      return 'Not a failure to learn from alone: how it was closed is a part of the account.';
    }
    case null:
    default: {
      return 'Not a finished account: what came of it is not recorded.';
    }
  }
}

function ofForm(form: string | null): string {
  if (form === null) return 'Not a legal form: which one it would take is not recorded.';
  if (form === 'none_in_house') return 'Not a new organisation: the service stayed with the council or its contractor.';
  if (form === 'latc' || form === 'aleo') return 'Not independent: the council owns or controls it.';
  if (form === 'joint_venture_company')
    return 'Not the council’s alone, nor the staff’s: a joint venture has several owners.';
  return 'Not a council company: the council steers it by its contract, not as its owner.';
}
