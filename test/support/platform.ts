import 'reflect-metadata';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { hashPassword, hashToken, newToken, Person, type PlatformRole } from '#libs/people';
import { loadConfig } from '#libs/platform/config';
import { connect } from '#libs/platform/database';
import { startPlatform } from '../../apps/start.ts';
import { cloneDatabase } from './database.ts';

export type TestPlatform = Awaited<ReturnType<typeof startTestPlatform>>;

/** Somebody with an account, signed in both ways. */
export interface Member {
  id: string;
  name: string;
  email: string;
  cookie: string;
  token: string;
}

export const PASSWORD = 'correct horse battery';
let passwordHash: Promise<string> | undefined;

/** The whole platform on a free port and a database of its own, as `npm start` runs it. */
export async function startTestPlatform(settings: Record<string, string> = {}) {
  const database = await cloneDatabase();
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'error',
    ROLES: 'web,api,realtime',
    DATABASE_URL: database.url,
    ...settings,
  });
  const dataSource = await connect(database.url, 8);
  const { url, mailPort, stop } = await startPlatform(config, dataSource);
  const sockets: Socket[] = [];
  let people = 0;

  const given = {
    /** A member with a session and a token; roles as asked. */
    async member(over: Partial<Person> = {}, ...roles: PlatformRole[]): Promise<Member> {
      people += 1;
      const email = `person-${people}@waymark.example`;
      const person = await dataSource.manager.save(Person, {
        name: 'Amina Okafor',
        practitionerRole: 'founder',
        ...over,
      });
      passwordHash ??= hashPassword(PASSWORD);
      await dataSource.query(`INSERT INTO accounts (person_id, email, password_hash) VALUES ($1, $2, $3)`, [
        person.id,
        email,
        await passwordHash,
      ]);
      for (const role of ['member', ...roles]) {
        await dataSource.query(`INSERT INTO role_grants (person_id, role) VALUES ($1, $2)`, [person.id, role]);
      }
      return { id: person.id, name: person.name, email, ...(await given.signIn(person.id)) };
    },

    /** A session and a token of somebody who is there already. */
    async signIn(personId: string): Promise<Pick<Member, 'cookie' | 'token'>> {
      const session = newToken();
      const token = newToken('wm_');
      await dataSource.query(
        `INSERT INTO sessions (person_id, token_hash, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
        [personId, hashToken(session)],
      );
      await dataSource.query(
        `INSERT INTO access_tokens (person_id, name, token_hash, expires_at) VALUES ($1, 'test', $2, now() + interval '1 day')`,
        [personId, hashToken(token)],
      );
      return { cookie: `${config.sessionCookie}=${session}`, token };
    },

    /** A thread by somebody, asked through the API as any program would. */
    async thread(by: Member, over: Record<string, unknown> = {}): Promise<{ id: string; postId: string }> {
      const { status, body } = await request(url)
        .post('/api/v1/threads')
        .set('authorization', `Bearer ${by.token}`)
        .send({ title: 'How did you handle the pension bond?', body: 'We need a second option by May.', ...over });
      if (status !== 201) throw new Error(`No thread: ${status} ${JSON.stringify(body)}`);
      return { id: body.id as string, postId: body.posts[0].id as string };
    },

    /** A circle of these people; its id. */
    async circle(...members: Pick<Member, 'id'>[]): Promise<string> {
      const [circle] = await dataSource.query<{ id: string }[]>(
        `INSERT INTO circles (name) VALUES ('Pensions') RETURNING id`,
      );
      for (const { id } of members) await given.join(circle!.id, id);
      return circle!.id;
    },

    join: (circleId: string, personId: string) =>
      dataSource.query(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [circleId, personId]),

    /** A guest of these circles, and of the network no member. */
    async guest(name: string, ...circleIds: string[]): Promise<Member> {
      const guest = await given.member({ name });
      await dataSource.query(`DELETE FROM role_grants WHERE person_id = $1`, [guest.id]);
      await dataSource.query(`INSERT INTO guests (person_id) VALUES ($1)`, [guest.id]);
      await dataSource.query(`UPDATE people SET visible_to = '{}' WHERE id = $1`, [guest.id]);
      for (const circleId of circleIds) await given.join(circleId, guest.id);
      return guest;
    },

    async reply(by: Member, threadId: string, over: Record<string, unknown> = {}) {
      const { status, body } = await request(url)
        .post(`/api/v1/threads/${threadId}/posts`)
        .set('authorization', `Bearer ${by.token}`)
        .send({ body: 'Ask the fund for pass-through.', ...over });
      if (status !== 201) throw new Error(`No reply: ${status} ${JSON.stringify(body)}`);
      return body as { id: string; number: number; seq: number; threadId: string };
    },
  };

  return {
    url,
    mailPort,
    given,
    config,
    dataSource,
    databaseUrl: database.url,
    /** A request to the API; `by` null: nobody. */
    api: (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, by: Member | null = null) => {
      const asked = request(url)[method](`/api/v1${path}`);
      return by ? asked.set('authorization', `Bearer ${by.token}`) : asked;
    },
    /** A request for a page; forms are sent by `.type('form').send({…})`. */
    page: (method: 'get' | 'post' | 'put', path: string, by: Member | null = null) => {
      const asked = request(url)[method](path);
      return by ? asked.set('cookie', by.cookie) : asked;
    },
    async socket(by: Member | null, transports: ('websocket' | 'polling')[] = ['websocket']): Promise<Socket> {
      const socket = io(url, { transports, auth: by ? { token: by.token } : {}, forceNew: true });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve).once('connect_error', reject);
      });
      return socket;
    },
    async stop() {
      for (const socket of sockets) socket.close();
      await stop();
      await dataSource.destroy();
      await database.drop();
    },
  };
}
