import { hasRole, type PlatformRole, type Reader } from '#libs/people';

/** Who keeps the statements of the law, and what rests on them. */
export const LAW_EDITORS: PlatformRole[] = ['subject_editor', 'data_steward'];

export const canEditLaw = (reader: Reader): boolean => hasRole(reader, ...LAW_EDITORS);
