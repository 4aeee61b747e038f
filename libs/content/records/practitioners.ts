import { randomBytes } from 'node:crypto';
import { hashPassword } from '#libs/people';
import { Choice, Codes, Day, Email, Moment, Several, Text, Texts, Whole } from '#libs/platform/inputs';
import { PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { fullOf } from '../canonical.ts';
import { type Full, type RecordKind } from '../kinds.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import { inOrder, list, moment, Reference, text, texts, VisibleTo, WrittenInput } from './common.ts';

class MembershipInput {
  @Reference('organisation', { optional: false })
  readonly organisation!: string;

  @Text({ label: 'jobTitle', max: 120, optional: true })
  readonly jobTitle?: string;

  @Day({ label: 'from', optional: true })
  readonly from?: string;

  @Day({ label: 'to', optional: true })
  readonly to?: string;

  @Moment({ label: 'verifiedAt', optional: true })
  readonly verifiedAt?: string;

  @Choice({ label: 'verifiedBy', of: ['steward', 'work-address', 'colleagues'], optional: true })
  readonly verifiedBy?: string;
}

class FieldAudienceInput {
  @Text({ label: 'field', max: 40, pattern: /^[a-z][A-Za-z]*$/ })
  readonly field!: string;

  @Choice({ label: 'audience', of: ['shared', 'me'] })
  readonly audience!: string;
}

export class PractitionerRecord extends WrittenInput {
  @Text({ label: 'name', max: 100 })
  readonly name!: string;

  @Choice({ label: 'practitionerRole', of: Object.keys(PRACTITIONER_ROLES), optional: true })
  readonly practitionerRole?: string;

  @Text({ label: 'jobTitle', max: 120, optional: true })
  readonly jobTitle?: string;

  @Text({ label: 'bio', max: 1_000, optional: true })
  readonly bio?: string;

  @Codes({ label: 'serviceAreas', of: Object.keys(SERVICE_AREAS), max: 30, optional: true })
  readonly serviceAreas?: string[];

  @Codes({ label: 'stagesLived', of: Object.keys(STAGES), max: 30, optional: true })
  readonly stagesLived?: string[];

  @Codes({ label: 'topicsOffered', of: Object.keys(TOPICS), max: 80, optional: true })
  readonly topicsOffered?: string[];

  @Codes({ label: 'topicsWanted', of: Object.keys(TOPICS), max: 80, optional: true })
  readonly topicsWanted?: string[];

  /** BCP 47 primary tags. */
  @Texts({ label: 'languages', max: 20, each: 3, pattern: /^[a-z]{2,3}$/, optional: true })
  readonly languages?: string[];

  @Choice({ label: 'availability', of: ['open', 'limited', 'away'], optional: true })
  readonly availability?: string;

  @Whole({ label: 'helpsAWeek', min: 0, max: 20, optional: true })
  readonly helpsAWeek?: number;

  @Text({ label: 'interests', max: 1_000, optional: true })
  readonly interests?: string;

  /** Fields that not all who see the profile may see. */
  @Several({ label: 'fieldAudiences', of: FieldAudienceInput, max: 20, optional: true })
  readonly fieldAudiences?: FieldAudienceInput[];

  @VisibleTo()
  readonly visibleTo?: string[];

  @Several({ label: 'memberships', of: MembershipInput, max: 200, optional: true })
  readonly memberships?: MembershipInput[];

  /** Makes an account whose password nobody knows, where there is none yet. Written out only where it is asked for. */
  @Email({ label: 'email', optional: true })
  readonly email?: string;
}

const READ = `
  SELECT p.id, ${moment('p.created_at')} AS "createdAt", p.lang, p.fictional, p.version, p.name,
         p.practitioner_role AS "practitionerRole", p.job_title AS "jobTitle", p.bio, p.service_areas AS "serviceAreas",
         p.stages_lived AS "stagesLived", p.topics_offered AS "topicsOffered", p.topics_wanted AS "topicsWanted",
         p.languages, p.availability, p.helps_a_week AS "helpsAWeek", p.interests, p.visible_to AS "visibleTo",
         (SELECT coalesce(json_agg(json_build_object('field', a.key, 'audience', a.value) ORDER BY a.key), '[]')
            FROM jsonb_each_text(p.field_audiences) AS a) AS "fieldAudiences",
         (SELECT coalesce(json_agg(json_build_object('organisation', m.organisation_id, 'jobTitle', m.job_title,
                   'from', m.from_on, 'to', m.to_on, 'verifiedAt', m.verified_at, 'verifiedBy', m.verified_by) ORDER BY m.organisation_id), '[]')
            FROM memberships m WHERE m.person_id = p.id) AS memberships,
         CASE WHEN $2 THEN (SELECT a.email FROM accounts a WHERE a.person_id = p.id) END AS email
    FROM people p WHERE p.id = ANY ($1::uuid[])`;

export const practitioners: RecordKind = {
  type: 'practitioner',
  Input: PractitionerRecord,
  table: 'people',
  listKeys: { memberships: 'organisation', fieldAudiences: 'field' },

  async read(tx, ids, { emails }) {
    const rows = await tx.query<Row[]>(READ, [ids, emails]);
    return inOrder(
      rows.map((row) => fullOf(PractitionerRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const memberships: Full[] = [];
    for (const [index, membership] of list(full['memberships']).entries()) {
      const body = await refs.organisation(`memberships.${index}.organisation`, membership['organisation']);
      memberships.push({ ...membership, organisation: body?.id ?? null });
    }
    return { ...full, memberships };
  },

  defaults: (full, now) => ({
    ...full,
    createdAt: full['createdAt'] ?? now,
    lang: full['lang'] ?? 'en',
    fictional: full['fictional'] ?? false,
    version: full['version'] ?? 1,
    practitionerRole: full['practitionerRole'] ?? 'member_of_public',
    availability: full['availability'] ?? 'open',
    helpsAWeek: full['helpsAWeek'] ?? 2,
    visibleTo: texts(full['visibleTo']).length > 0 ? full['visibleTo'] : ['network'],
  }),

  async keep(tx, full) {
    const id = text(full['id']);
    const email = full['email'] as string | null;
    if (email !== null) {
      const taken = await tx.query<object[]>(`SELECT FROM accounts WHERE email = $1 AND person_id <> $2`, [email, id]);
      if (taken.length > 0) return [{ field: 'email', message: 'Somebody else has an account with this address' }];
    }
    await keepRows(
      tx,
      'people',
      ['id'],
      [
        {
          id,
          name: full['name'],
          practitioner_role: full['practitionerRole'],
          job_title: full['jobTitle'],
          bio: full['bio'],
          service_areas: full['serviceAreas'],
          stages_lived: full['stagesLived'],
          topics_offered: full['topicsOffered'],
          topics_wanted: full['topicsWanted'],
          languages: full['languages'],
          availability: full['availability'],
          helps_a_week: full['helpsAWeek'],
          interests: full['interests'],
          field_audiences: Object.fromEntries(
            list(full['fieldAudiences']).map(({ field, audience }) => [text(field), text(audience)]),
          ),
          lang: full['lang'],
          fictional: full['fictional'],
          visible_to: full['visibleTo'],
          version: full['version'],
          created_at: full['createdAt'],
        },
      ],
    );
    await replaceRows(
      tx,
      'memberships',
      ['person_id', id],
      list(full['memberships']).map((membership) => ({
        person_id: id,
        organisation_id: membership['organisation'],
        job_title: membership['jobTitle'],
        from_on: membership['from'],
        to_on: membership['to'],
        verified_at: membership['verifiedAt'],
        verified_by: membership['verifiedAt'] == null ? null : membership['verifiedBy'],
      })),
    );
    if (email !== null) {
      const [account] = await tx.query<{ email: string }[]>(`SELECT email FROM accounts WHERE person_id = $1`, [id]);
      if (!account) {
        await tx.query(`INSERT INTO accounts (person_id, email, password_hash) VALUES ($1, $2, $3)`, [
          id,
          email,
          await hashPassword(randomBytes(32).toString('base64url')),
        ]);
        await tx.query(`INSERT INTO role_grants (person_id, role) VALUES ($1, 'member') ON CONFLICT DO NOTHING`, [id]);
      } else if (account.email !== email) {
        return [{ field: 'email', message: 'They sign in with another address. Only they can change it' }];
      }
    }
    return [];
  },
};
