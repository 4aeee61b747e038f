import { hasRole, type Reader } from '#libs/people';

/** Who may do what. Reading is `visible_to && keys` in the queries. */
export const organisationsPolicy = {
  /** An organisation editor without a scope may change every one; with a scope, that one. */
  canEdit: (reader: Reader, organisationId: string): boolean =>
    hasRole(reader, 'data_steward', 'administrator', 'organisation_editor') ||
    reader.keys.includes(`edits:${organisationId}`),

  /** Adds organisations and says whose membership is true. */
  canSteward: (reader: Reader): boolean => hasRole(reader, 'data_steward', 'administrator'),

  /** Nobody confirms their own. */
  canVerify: (reader: Reader, personId: string): boolean =>
    organisationsPolicy.canSteward(reader) && reader.personId !== personId,
};
