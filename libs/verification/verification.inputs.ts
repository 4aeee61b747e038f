import { Email, Secret } from '#libs/platform/inputs';

/** The address that an organisation gave to who works there. */
export class WorkAddressInput {
  @Email({ label: 'Your work address' })
  readonly email!: string;
}

export class AddressLinkInput {
  /** What stands at the end of the link. */
  @Secret({ label: 'Token', max: 100 })
  readonly token!: string;
}
