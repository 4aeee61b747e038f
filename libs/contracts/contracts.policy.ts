import { type Reader } from '#libs/people';

/**
 * Who may do what with a spin-out's register. No role of the platform opens it: stewards and moderators read what its
 * members allow them, like anybody else.
 */
export const contractsPolicy = {
  /** Its verified members and its editors; others as they allow. */
  isInsider: (reader: Reader, spinOutId: string): boolean =>
    reader.keys.includes(`organisation:${spinOutId}`) || contractsPolicy.canEdit(reader, spinOutId),

  canEdit: (reader: Reader, spinOutId: string): boolean => reader.keys.includes(`edits:${spinOutId}`),
};
