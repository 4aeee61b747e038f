import { emailOf } from './network/people.rows.ts';

/** One for all of the demo network, and no secret: it is printed at the start. */
export const DEMO_PASSWORD = 'waymark-demo';

export interface DemoSignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

const signIn = (key: string, who: string, role: string): DemoSignIn => ({
  who,
  email: emailOf(key),
  password: DEMO_PASSWORD,
  role,
});

/** One person of each kind of user. They exist only where the demo network was loaded. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  signIn('rosa', 'Rosa Velthorne', 'founder who asks'),
  signIn('omar', 'Omar Fennaweld', 'council officer'),
  signIn('maya', 'Maya Chandrowe', 'moderator'),
  signIn('idris', 'Idris Vaughmere', 'subject editor'),
  signIn('tomos', 'Tomos Penhyddel', 'data steward'),
  signIn('greta', 'Greta Holmwick', 'administrator'),
];

/** For people to read, a line each: after a load, and at the start of the server. */
export function demoSignInLines(): string[] {
  const widest = Math.max(...DEMO_SIGN_INS.map(({ email }) => email.length));
  return [
    `Sign in with the password ${DEMO_PASSWORD} as`,
    ...DEMO_SIGN_INS.map(({ who, email, role }) => `  ${email.padEnd(widest)}  ${who}, ${role}`),
  ];
}
