import { PASSWORD } from '#libs/people';
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

export class PasswordResetInput {
  @Email({ label: 'Your email address' })
  readonly email!: string;
}

export class NewPasswordInput {
  @Secret({ ...PASSWORD, label: 'New password', ask: 'Choose a new password' })
  readonly newPassword!: string;
}
