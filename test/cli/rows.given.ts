import { type ContentGiven } from './content.given.ts';

/** In every table that is carried as it is, rows in which every column says something; on top of the demo network. */
export async function rowsOfEveryTable({ rows }: ContentGiven): Promise<void> {
  const [of] = await rows<
    Record<
      | 'answer'
      | 'one'
      | 'other'
      | 'spinOut'
      | 'council'
      | 'note'
      | 'second'
      | 'fact'
      | 'stage'
      | 'thread'
      | 'post'
      | 'circle'
      | 'guest'
      | 'inIt',
      string
    >
  >(
    `SELECT (SELECT id FROM posts WHERE number = 2 AND reply_to_id IS NULL ORDER BY id LIMIT 1) AS answer,
            (SELECT id FROM people ORDER BY id LIMIT 1) AS one,
            (SELECT id FROM people ORDER BY id OFFSET 1 LIMIT 1) AS other,
            (SELECT spin_out_id FROM contract_registers ORDER BY 1 LIMIT 1) AS "spinOut",
            (SELECT organisation_id FROM councils ORDER BY 1 LIMIT 1) AS council,
            (SELECT id FROM case_notes WHERE status = 'published' ORDER BY id DESC LIMIT 1) AS note,
            (SELECT id FROM case_notes WHERE status = 'published' ORDER BY id DESC OFFSET 1 LIMIT 1) AS second,
            (SELECT id FROM spin_out_facts ORDER BY id LIMIT 1) AS fact,
            (SELECT id FROM stage_events ORDER BY id LIMIT 1) AS stage,
            (SELECT id FROM threads WHERE audience = 'network' ORDER BY id LIMIT 1) AS thread,
            (SELECT id FROM posts ORDER BY id LIMIT 1) AS post,
            (SELECT id FROM circles ORDER BY id LIMIT 1) AS circle,
            (SELECT id FROM people ORDER BY id OFFSET 2 LIMIT 1) AS guest,
            (SELECT person_id FROM circle_members ORDER BY circle_id, person_id LIMIT 1) AS "inIt"`,
  );
  const { answer, one, other, spinOut, council, note, second, fact, stage, thread, post, circle, guest, inIt } = of!;
  const every: [string, Record<string, unknown>[]][] = [
    [
      'post_tries',
      [
        {
          post_id: answer,
          person_id: one,
          result: 'partly',
          council_type: 'UA',
          service_area: 'libraries',
          year: 2024,
          note: 'Half of it.',
          at: '2026-02-01T09:00:00.120Z',
        },
      ],
    ],
    ['post_marks', [{ post_id: answer, person_id: one, kind: 'risky', comment: 'Ŵ "ask" first' }]],
    [
      'council_gss_validity',
      [{ council_id: council, gss_code: 'E07000991', valid_from: '2009-04-01', valid_to: '2021-03-31' }],
    ],
    [
      'council_pre_election_periods',
      [
        {
          council_id: council,
          from_on: '2027-03-24',
          to_on: '2027-05-06',
          set_by: one,
          set_at: '2026-11-02T09:00:00Z',
        },
      ],
    ],
    [
      'post_references',
      [
        { post_id: post, kind: 'thread', target_id: note, position: 1 },
        { post_id: post, kind: 'guidance', target_id: council, position: 2 },
      ],
    ],
    ['post_mentions', [{ post_id: post, person_id: one, at: '2026-02-03T08:00:00.120Z' }]],
    [
      'subject_follows',
      [
        { person_id: one, kind: 'topic', code: 'pensions', level: 'muted', at: '2026-02-03T08:00:00.120Z' },
        { person_id: one, kind: 'service-area', code: 'libraries', level: 'every' },
      ],
    ],
    [
      'follow_defaults',
      [{ person_id: other, on_ask: 'every', on_answer: 'none', updated_at: '2026-02-03T08:00:00.120Z' }],
    ],
    [
      'notice_choices',
      [
        { person_id: other, kind: 'mention', in_inbox: false, by_mail: true, updated_at: '2026-02-03T08:00:00.120Z' },
        { person_id: other, kind: 'answers', in_inbox: true, by_mail: false },
        { person_id: other, kind: 'digest', by_mail: true, every: 'week', weekday: 5 },
      ],
    ],
    [
      'bookmarks',
      [
        {
          person_id: one,
          post_id: post,
          note: 'For the board: "ask"',
          remind_on: '2027-01-05',
          reminded_at: '2027-01-05T09:00:00.120Z',
          version: 3,
          created_at: '2026-02-03T08:00:00.120Z',
        },
        { person_id: other, post_id: post },
      ],
    ],
    [
      'thread_reads',
      [
        { person_id: one, thread_id: thread, read_number: 3, own_ahead: '{4,6}', at: '2026-02-03T08:00:00.120Z' },
        { person_id: other, thread_id: thread, read_number: 1 },
      ],
    ],
    [
      'watches',
      [
        {
          id: '01a22000-0000-7000-8000-000000000001',
          person_id: one,
          trigger: 'council-note',
          subject_id: council,
          created_at: '2026-02-01T08:00:00.120Z',
        },
        { id: '01a22000-0000-7000-8000-000000000002', person_id: other, trigger: 'area-new', code: 'libraries' },
      ],
    ],
    [
      'watch_findings',
      [
        {
          id: '01a22000-0000-7000-8000-000000000003',
          watch_id: '01a22000-0000-7000-8000-000000000001',
          key: `note:${note}`,
          item_kind: 'case-note',
          item_id: note,
          known: true,
          found_at: '2026-02-02T08:00:00.120Z',
        },
      ],
    ],
    [
      'digests',
      [
        {
          person_id: one,
          kind: 'digest',
          day: '2026-02-03',
          worked: `{${note}}`,
          failed: `{${second}}`,
          asked: `{${thread}}`,
          field: `{${thread},${post}}`,
          found: `{${answer}}`,
          created_at: '2026-02-03T07:00:01.120Z',
        },
        { person_id: other, kind: 'watches', day: '2026-01-01' },
      ],
    ],
    [
      'spin_out_changes',
      [
        { spin_out_id: spinOut, field: 'staff', person_id: one, what: 'changed', was: '40' },
        { spin_out_id: spinOut, stage_event_id: stage, person_id: other, what: 'recorded' },
      ],
    ],
    [
      'spin_out_fact_challenges',
      [
        {
          spin_out_id: spinOut,
          stage_event_id: stage,
          challenger_id: one,
          reason: 'It was later.',
          outcome: 'stands',
          answer: 'No.',
          answered_by: other,
          answered_at: '2026-03-01T10:00:00.120Z',
        },
        { spin_out_id: spinOut, profile_field: 'staff', challenger_id: other, reason: 'There were 41.' },
      ],
    ],
    [
      'spin_out_fact_log',
      [{ fact_id: fact, person_id: one, what: 'changed', was: { details: { staff: 12.5 }, note: 'Ŵ "then"' } }],
    ],
    [
      'assurance_packs',
      [
        {
          spin_out_id: spinOut,
          insurer: 'A mutual insurer',
          step_in: 'The council',
          exit_plan: 'Six months',
          key_people: 'Two\nof them',
          inspections: 'None',
          checked_on: '2026-02-01',
          updated_by: one,
          version: 3,
        },
      ],
    ],
    [
      'support_programmes',
      [
        {
          name: 'Start-up help',
          provider: 'A foundation',
          summary: 'Grants',
          nation: 'Wales',
          topics: ['pensions'],
          opens_on: '2026-01-01',
          closes_on: '2026-12-01',
          url: 'https://example.org',
          source: 'Their page',
          checked_on: '2026-01-02',
          created_by: one,
        },
      ],
    ],
    [
      'answer_invitations',
      [
        {
          thread_id: thread,
          invited_by: one,
          person_id: other,
          note: 'You did this',
          withheld: true,
          declined_at: '2026-11-03T10:00:00Z',
          expires_at: '2026-11-16T10:00:00Z',
          created_at: '2026-11-02T10:00:00Z',
        },
      ],
    ],
    [
      'record_keeping',
      [
        {
          person_id: one,
          hold_about: 'The leisure trust',
          hold_since: '2026-05-04T09:00:00Z',
          noted_at: '2026-06-01T10:00:00Z',
        },
      ],
    ],
    ['unseen_people', [{ person_id: one, since: '2026-05-04T09:00:00Z' }]],
    ['capacity_entries', [{ person_id: one, stage: 'forming', role: 'Finance lead', days_per_week: '2.5' }]],
    [
      'contract_readers',
      [
        { spin_out_id: spinOut, person_id: other, allowed_by: one },
        { spin_out_id: spinOut, organisation_id: council, allowed_by: one },
      ],
    ],
    [
      'contract_awards',
      [
        {
          origin: 'table',
          ref: 'R1',
          ocid: 'ocds-x',
          title: 'Home help',
          buyer_name: 'Somewhere',
          buyer_id: council,
          supplier_name: 'Arden Care',
          supplier_key: 'arden care',
          supplier_scheme: 'GB-COH',
          supplier_number: '012',
          sme: true,
          vcse: false,
          psm: true,
          value: '1234.50',
          currency: 'GBP',
          awarded_on: '2026-01-01',
          starts_on: '2026-02-01',
          ends_on: '2027-01-31',
          published_on: '2026-01-03',
          hash: '\\xdeadbeef',
        },
      ],
    ],
    [
      'unmatched_buyers',
      [
        {
          name_key: 'the old council',
          name: 'The Old Council',
          organisation_id: council,
          decided_at: '2026-01-01',
          decided_by: one,
        },
      ],
    ],
    [
      'contract_watches',
      [{ person_id: one, kind: 'peers-who-diversified', subject_id: spinOut, told_at: '2026-01-01' }],
    ],
    [
      'introductions',
      [
        {
          asked_by: one,
          person_id: other,
          reason: 'You have done it.',
          answer: 'agreed',
          answer_note: 'Gladly',
          answered_at: '2026-02-01',
          expires_at: '2026-03-01',
        },
        { asked_by: other, person_id: one, reason: 'How?', withdrawn_at: '2026-02-01', expires_at: '2026-03-01' },
      ],
    ],
    [
      'role_offers',
      [
        {
          person_id: one,
          kind: 'need',
          role: 'chair',
          title: 'A "chair" for year one',
          body: 'Two days a month.',
          service_areas: ['libraries'],
          nation: 'England',
          region: 'South West',
          pay: 'either',
          interests: 'Sits on a board, elsewhere.',
          declared_on: '2026-02-01',
          listed_at: '2026-02-01T10:00:00.120Z',
          expires_at: '2027-02-01T10:00:00.120Z',
          reminded_at: '2027-01-20T10:00:00.120Z',
          closed_at: '2027-01-21T10:00:00.120Z',
          hidden_at: '2027-01-22T10:00:00.120Z',
          version: 3,
          created_at: '2026-01-01T10:00:00.120Z',
        },
      ],
    ],
    [
      'pledges',
      [
        {
          person_id: one,
          text: 'Ring the "fund", about pass-through',
          due_on: '2026-03-01',
          audience: 'network',
          about: 'thread',
          about_id: thread,
          state: 'done',
          ended_at: '2026-03-02T10:00:00.120Z',
          nudged_at: '2026-03-01T10:00:00.120Z',
          version: 2,
          created_at: '2026-02-01T10:00:00.120Z',
        },
        { person_id: other, text: 'Write it down', due_on: '2026-04-01', about: 'organisation', about_id: spinOut },
      ],
    ],
    [
      'skill_assessments',
      [
        {
          organisation_id: spinOut,
          person_id: one,
          bidding: 0,
          pricing: 1,
          cash: 2,
          governance: 3,
          tupe: 0,
          pensions: 1,
          marketing: 2,
          data: 3,
          named: true,
          version: 2,
          updated_at: '2026-02-01T10:00:00.120Z',
        },
        { organisation_id: spinOut, person_id: other },
      ],
    ],
    [
      'circle_invitations',
      [
        {
          circle_id: circle,
          person_id: one,
          invited_by: other,
          note: 'You would "fit"',
          state: 'declined',
          created_at: '2026-02-01T10:00:00.120Z',
          answered_at: '2026-02-02T10:00:00.120Z',
        },
        { circle_id: circle, person_id: other, invited_by: one },
      ],
    ],
    [
      'circle_requests',
      [
        {
          circle_id: circle,
          person_id: one,
          answers: [{ question: 'Why?', answer: 'Because\nof it' }],
          state: 'declined',
          sentence: 'Not yet',
          decided_by: other,
          created_at: '2026-02-01T10:00:00.120Z',
          decided_at: '2026-02-02T10:00:00.120Z',
        },
        { circle_id: circle, person_id: other },
      ],
    ],
    ['guests', [{ person_id: guest, since: '2026-05-04T09:00:00.120Z' }]],
    [
      'circle_notes',
      [
        {
          id: '01990000-0000-7000-8000-00000000c1c1',
          circle_id: circle,
          title: 'The second Thursday',
          met_on: '2026-02-12',
          body: '## Agreed\n\nTo *ask*.',
          body_html: '<h2>Agreed</h2>\n<p>To <em>ask</em>.</p>\n',
          version: 2,
          written_by: one,
          changed_by: other,
          changed_at: '2026-02-13T10:00:00.120Z',
        },
      ],
    ],
    [
      'circle_note_versions',
      [
        {
          note_id: '01990000-0000-7000-8000-00000000c1c1',
          version: 1,
          title: 'Thursday',
          met_on: '2026-02-12',
          body: 'To ask.',
          written_by: one,
          at: '2026-02-12T10:00:00.120Z',
        },
      ],
    ],
    ['circle_standings', [{ circle_id: circle, person_id: inIt, stage: 'approval', note: 'The vote is in May' }]],
    [
      'circle_milestones',
      [
        { circle_id: circle, person_id: inIt, title: 'The vote', due_on: '2026-05-01' },
        { circle_id: circle, person_id: inIt, title: 'The case', reached_at: '2026-03-01T10:00:00.120Z' },
      ],
    ],
    [
      'circle_summaries',
      [
        {
          circle_id: circle,
          body: 'We meet.',
          body_html: '<p>We meet.</p>\n',
          version: 3,
          proposed_by: one,
          published_at: '2026-03-01T10:00:00.120Z',
        },
      ],
    ],
    ['circle_consents', [{ circle_id: circle, person_id: inIt, version: 3 }]],
    [
      'circle_events',
      [
        { circle_id: circle, kind: 'visibility-changed', person_id: one, actor_id: other, facts: { to: 'open' } },
        { circle_id: circle, kind: 'left' },
      ],
    ],
    [
      'case_note_comments',
      [
        {
          case_note_id: note,
          version: 1,
          section: 'money',
          body: 'Which year?',
          author_id: one,
          answer: '2024',
          answered_at: '2026-02-01',
        },
      ],
    ],
    [
      'case_note_marks',
      [
        {
          case_note_id: note,
          person_id: one,
          kind: 'disputed',
          comment: 'Not so.',
          by_moderator: true,
          status: 'upheld',
          public_line: 'One figure is disputed.',
          decided_by: other,
          decided_at: '2026-02-01',
        },
        { case_note_id: note, person_id: one, kind: 'helped' },
        { case_note_id: note, person_id: other, kind: 'out-of-date', comment: 'The law has changed.' },
      ],
    ],
    [
      'case_note_uses',
      [
        {
          case_note_id: note,
          person_id: one,
          organisation_id: council,
          organisation: 'Somewhere',
          what: 'Our business case',
          public_line: 'It helped.',
          used_on: '2026-01-01',
          audience: 'private',
          ask_at: '2026-07-01',
          asked_at: '2026-07-01',
          outcome: 'better',
          outcome_words: 'A little',
          outcome_at: '2026-07-02',
        },
      ],
    ],
    [
      'case_note_replies',
      [
        {
          case_note_id: note,
          reference: 'RR-ABCDEFGH',
          organisation: 'Otterby Savings Bank',
          asker_role: 'Company secretary',
          body: 'We never lent a penny.',
          body_html: '<p>We never lent a penny.</p>\n',
        },
      ],
    ],
    [
      'case_note_replies',
      [
        {
          case_note_id: note,
          organisation_id: council,
          asked_by: one,
          body: 'We see it **otherwise**.',
          body_html: '<p>We see it <strong>otherwise</strong>.</p>\n',
          status: 'attached',
          decision_note: 'Fair',
          decided_by: other,
          decided_at: '2026-02-01',
        },
      ],
    ],
    [
      'case_note_relations',
      [
        {
          case_note_id: note,
          related_id: second,
          why: 'The same service',
          suggested_by: one,
          status: 'accepted',
          decided_by: other,
          decided_at: '2026-02-01',
        },
      ],
    ],
  ];
  for (const [table, given] of every) {
    for (const row of given) {
      const columns = Object.keys(row)
        .map((name) => `"${name}"`)
        .join(', ');
      await rows(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_record(NULL::${table}, $1)`, [
        JSON.stringify(row),
      ]);
    }
  }
  await rows(`UPDATE stage_events SET created_by = $1 WHERE id = $2`, [one, stage]);
  await rows(
    `UPDATE law_versions SET text = 'Edited', version = 2, updated_by = $1 WHERE code = (SELECT min(code) FROM law_versions)`,
    [one],
  );
  await rows(
    `UPDATE law_entries SET text = 'Edited', version = 2, updated_by = $1 WHERE code = (SELECT min(code) FROM law_entries)`,
    [one],
  );
  await rows(`UPDATE spin_out_sources SET source_url = 'https://example.org', recorded_by = $1`, [one]);
  await rows(`UPDATE spin_out_facts SET source_url = 'https://example.org', removed_at = now() WHERE id = $1`, [fact]);
  await rows(`UPDATE thread_invitations SET at = '2026-01-01'`);
  await rows(
    `UPDATE contracts SET total_value = 999999999999.90, notice_period_months = 3, reserved_basis = 'Reserved', ocid = 'ocds-x',
            notice_url = 'https://example.org', novated_to = 'Another', novated_to_id = $1, created_by = $2,
            confidential_until = '2099-01-01'
      WHERE id = (SELECT id FROM contracts ORDER BY id LIMIT 1)`,
    [council, one],
  );
  await rows(
    `INSERT INTO award_decisions (award_id, spin_out_id, is_ours, contract_id, decided_by)
     SELECT a.id, $1, true, (SELECT id FROM contracts ORDER BY id LIMIT 1), $2 FROM contract_awards a WHERE a.ref = 'R1'`,
    [spinOut, one],
  );
  // Of what the records carry, what the demo network says nothing of.
  for (const [sql, ...values] of [
    [
      `UPDATE organisations SET website = 'https://example.org', lang = 'cy', visible_to = '{network}', version = 4
       WHERE id = (SELECT id FROM organisations WHERE kind NOT IN ('council', 'spin_out') ORDER BY id LIMIT 1)`,
    ],
    [
      `UPDATE councils SET county_code = 'XCTY', combined_code = 'XCOMB', latitude = 51.123456, longitude = -0.1,
             started_on = '1974-04-01', ended_on = '2030-03-31', alternative_names = '{Old name}',
             announced_end_on = '2030-04-01', provisional = true, provisional_code = 'XPROV'
       WHERE organisation_id = $1`,
      council,
    ],
    [
      `INSERT INTO council_gss_codes (council_id, gss_code, is_current, origin) VALUES ($1, 'E07000992', false, 'history')`,
      council,
    ],
    [
      `INSERT INTO council_labels (council_id, population, area_km2, density_per_km2) VALUES ($1, 120000, 12.30, 9756.1)
      ON CONFLICT (council_id) DO UPDATE SET population = 120000, area_km2 = 12.30, density_per_km2 = 9756.1`,
      council,
    ],
    [`INSERT INTO council_spellings (council_id, spelling) VALUES ($1, 'Olde name')`, council],
    [
      `INSERT INTO council_successions (predecessor_code, successor_code, on_date, origin, status, source)
      SELECT code, 'XNEW', '2030-04-01', 'succession', 'announced', 'An order' FROM councils WHERE organisation_id = $1`,
      council,
    ],
    [
      `UPDATE stage_events SET source_url = 'https://example.org', version = 2, removed_at = '2026-01-01' WHERE id = $1`,
      stage,
    ],
    [`UPDATE people SET lang = 'cy', visible_to = '{public}', version = 2 WHERE id = $1`, one],
    [
      `UPDATE memberships SET from_on = '2020-01-01', to_on = '2025-01-01' WHERE person_id = (SELECT min(person_id::text)::uuid FROM memberships)`,
    ],
    [
      `UPDATE case_notes SET replaces_id = $2, review_comment = 'Say which year.', lang = 'cy', claims_evidenced = true,
             doubted_at = '2026-02-01', check_since = '2026-02-02' WHERE id = $1`,
      note,
      second,
    ],
    [`UPDATE case_notes SET withdrawn_by = 'moderator', replaced_by_id = $1 WHERE status = 'withdrawn'`, note],
    [`UPDATE case_note_versions SET note = 'A slip mended' WHERE case_note_id = $1`, note],
    [
      `UPDATE threads SET locked_at = '2026-02-01', locked_by = 'asker', locked_reason = 'Settled', hidden_at = '2026-02-02', version = 2
       WHERE id = (SELECT id FROM threads WHERE audience = 'network' ORDER BY id LIMIT 1)`,
    ],
    [
      `WITH asked AS (UPDATE threads SET mask = 'A member' WHERE id = (SELECT id FROM threads ORDER BY id DESC LIMIT 1) RETURNING *)
       UPDATE posts p SET mask = asked.mask FROM asked WHERE p.thread_id = asked.id AND p.author_id = asked.author_id`,
    ],
    [
      `WITH gone AS (SELECT id FROM posts WHERE number > 1 AND accepted_at IS NULL AND hidden_at IS NULL ORDER BY id LIMIT 1)
       UPDATE posts SET gone = 'moved', hidden_at = '2026-02-03', moved_to_id = gen_random_uuid() WHERE id IN (TABLE gone)`,
    ],
    [`UPDATE threads SET reply_count = reply_count - 1 WHERE id IN (SELECT thread_id FROM posts WHERE gone = 'moved')`],
    [
      `UPDATE threads SET outcome_asked_at = '2026-02-03' WHERE id = (SELECT thread_id FROM posts WHERE id = $1)`,
      answer,
    ],
    [`UPDATE threads SET confidential_until = '2099-02-03', opens_to = 'public' WHERE audience = 'circle'`],
    [
      `UPDATE threads SET locked_at = '2026-02-01', merged_at = '2026-02-04' WHERE id = (SELECT thread_id FROM posts WHERE gone = 'moved')`,
    ],
    [
      `UPDATE threads SET locked_at = '2026-02-01', duplicate_of_id = gen_random_uuid()
        WHERE id = (SELECT id FROM threads WHERE merged_at IS NULL ORDER BY id LIMIT 1)`,
    ],
    [
      `UPDATE posts SET began = 'How was it?' WHERE id = (SELECT id FROM posts WHERE number > 1 AND gone IS NULL ORDER BY id LIMIT 1)`,
    ],
    [`UPDATE posts SET client_message_id = gen_random_uuid() WHERE author_id = $1 AND number > 1`, one],
    [
      `UPDATE guidance_pages SET doubted_at = '2026-02-01', lang = 'cy', version = 9 WHERE id = (SELECT id FROM guidance_pages ORDER BY id LIMIT 1)`,
    ],
    [
      `UPDATE thread_follows SET level = 'every' WHERE (thread_id, person_id) = (
         SELECT thread_id, person_id FROM thread_follows ORDER BY thread_id, person_id LIMIT 1)`,
    ],
    [
      `INSERT INTO thread_follows (thread_id, person_id, level)
       SELECT $1, p.id, 'muted' FROM people p
        WHERE NOT EXISTS (SELECT FROM thread_follows f WHERE f.thread_id = $1 AND f.person_id = p.id)
        ORDER BY p.id LIMIT 1`,
      thread,
    ],
    [`UPDATE tactics SET lang = 'cy', version = 2 WHERE id = (SELECT id FROM tactics ORDER BY id LIMIT 1)`],
    [`UPDATE objections SET lang = 'cy', version = 2 WHERE id = (SELECT id FROM objections ORDER BY id LIMIT 1)`],
    [`UPDATE law_versions SET visible_to = '{network}' WHERE version = 2`],
    [`UPDATE law_entries SET visible_to = '{network}' WHERE version = 2`],
    [`UPDATE spin_out_facts SET version = 2 WHERE id = $1`, fact],
    [`UPDATE support_programmes SET visible_to = '{network}', version = 2 WHERE name = 'Start-up help'`],
    [`UPDATE contract_registers SET allowed = '{network}' WHERE spin_out_id = $1`, spinOut],
    [
      `UPDATE contracts SET currency = 'EUR', value_basis = 'estimated', extension_certain = true, light_touch = true,
             role = 'sub', source = 'foi', version = 2 WHERE id = (SELECT id FROM contracts ORDER BY id DESC LIMIT 1)`,
    ],
    [`UPDATE contract_awards SET visible_to = '{network}' WHERE ref = 'R1'`],
  ] as [string, ...string[]][]) {
    await rows(sql, values);
  }
}
