/**
 * Verification: an address is somebody's when they open a link that was mailed to it, signed in as who asked for it. A
 * work address so confirms where they work; the address of an account, that it is theirs.
 *
 * Promises: a link works once and for two days; who only opens it has done nothing, since programs open links too; no
 * page and no answer shows a work address, and it is not kept once its link was used or has expired.
 */
export { PasswordResets } from './password-resets.service.ts';
export { AddressLinkInput, NewPasswordInput, PasswordResetInput, WorkAddressInput } from './verification.inputs.ts';
export { VerificationModule } from './verification.module.ts';
export { Verification } from './verification.service.ts';
