import { Choice, Decimal, Text } from '#libs/platform/inputs';
import { ROUTES, SERVICE_AREAS, STAGES } from '#libs/taxonomy';

/** Which cases to learn from. */
export class CapacityFilterInput {
  @Choice({ label: 'Route', of: Object.keys(ROUTES), optional: true })
  readonly route?: string;

  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;
}

/** What one's own team has for a role at a stage; the same role again replaces it. */
export class OwnCapacityInput {
  @Choice({ label: 'Stage', of: Object.keys(STAGES), ask: 'Choose the stage' })
  readonly stage!: string;

  @Text({ label: 'Role', max: 120, ask: 'Enter the role, such as finance lead' })
  readonly role!: string;

  @Decimal({ label: 'Days a week', ask: 'Enter how many days a week your team has' })
  readonly daysPerWeek!: string;
}
