import { type Config } from '#libs/platform/config';

export const SESSION_DAYS = 30;

/** How the session cookie is set and cleared. Its name is `config.sessionCookie`. */
export const sessionCookie = ({ https }: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: SESSION_DAYS * 86_400 }) as const;
