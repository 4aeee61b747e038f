import { NEXT_PROVIDER_KINDS } from '#libs/organisations';
import { Choice, Whole } from '#libs/platform/inputs';
import { SERVICE_AREAS } from '#libs/taxonomy';

/** Which number one wants the list behind. */
export class WhoWonInput {
  @Whole({ label: 'Year', min: 1900, max: 2200, optional: true })
  readonly year?: number;

  @Choice({ label: 'Kind', of: [...Object.keys(NEXT_PROVIDER_KINDS), 'not_recorded'], optional: true })
  readonly kind?: string;
}

export class AdoptionInput {
  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;
}
