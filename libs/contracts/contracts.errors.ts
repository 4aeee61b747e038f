import { NotFound } from '#libs/platform/errors';

/** Also where there is a register and the reader may not see it. */
export const RegisterNotFound = (): NotFound => new NotFound('contracts.register-not-found', 'contract register');

export const ContractNotFound = (): NotFound => new NotFound('contracts.contract-not-found', 'contract');

export const AwardNotFound = (): NotFound => new NotFound('contracts.award-not-found', 'award');

export const BuyerNotFound = (): NotFound => new NotFound('contracts.buyer-not-found', 'name of a buyer');
