/**
 * What of the database an export carries, table by table and column by column. A test holds that every column stands in
 * exactly one of the three lists: whoever adds a table has to say which.
 */

/** Rows that are written out as they are. */
export interface RowTable {
  readonly table: string;
  /** Columns, with spaces between: by these a row is known and ordered. */
  readonly key: string;
  readonly columns: string;
  /** Which rows; else all. */
  readonly of?: string;
  /** Which of them may be written where confidential figures are left out. */
  readonly open?: string;
  /** What stands for a column then. */
  readonly openColumns?: Readonly<Record<string, string>>;
  /** HTML columns by the column whose text they are made of: never taken from a file. */
  readonly html?: Readonly<Record<string, string>>;
  /** Of that HTML; else 3. */
  readonly firstHeading?: 2;
  /** The row comes with a record; here are columns of it that no record has. */
  readonly adds?: true;
  /** Migrations bring rows of their own, with ids of their own: what is in the export stands in their place. */
  readonly insteadOf?: true;
}

const NOT_YET = 'confidential_until > current_date';

/** In the order in which they are kept: each refers to records and to those before it. */
export const ROW_TABLES: readonly RowTable[] = [
  {
    table: 'law_versions',
    key: 'id',
    columns:
      'code topic nations title text statute source source_url valid_from valid_to replaced_by checked_on unchecked ' +
      'visible_to version updated_by updated_at',
    insteadOf: true,
  },
  {
    table: 'law_entries',
    key: 'id',
    columns:
      'kind code position family title text limits stages nations origin source notice_ocid visible_to version ' +
      'updated_by updated_at',
    insteadOf: true,
  },
  { table: 'law_citations', key: 'entry_id law_id', columns: 'position', insteadOf: true },
  { table: 'council_gss_validity', key: 'council_id gss_code', columns: 'valid_from valid_to' },
  { table: 'council_pre_election_periods', key: 'council_id from_on', columns: 'to_on set_by set_at' },
  { table: 'council_postures', key: 'council_id', columns: 'posture shown since version' },
  { table: 'council_posture_changes', key: 'id', columns: 'council_id posture shown note changed_by changed_at' },
  { table: 'stage_events', key: 'id', columns: 'created_by', of: 'created_by IS NOT NULL', adds: true },
  { table: 'thread_invitations', key: 'person_id thread_id', columns: 'at', adds: true },
  {
    table: 'threads',
    key: 'id',
    columns: 'outcome_asked_at confidential_until opens_to merged_at duplicate_of_id',
    of: 'coalesce(outcome_asked_at, confidential_until, merged_at) IS NOT NULL OR duplicate_of_id IS NOT NULL',
    adds: true,
  },
  { table: 'posts', key: 'id', columns: 'began', of: 'began IS NOT NULL', adds: true },
  {
    table: 'post_tries',
    key: 'id',
    columns: 'post_id person_id result council_type service_area year note at',
  },
  { table: 'post_marks', key: 'id', columns: 'post_id person_id kind comment at' },
  { table: 'post_references', key: 'post_id kind target_id', columns: 'position' },
  { table: 'post_mentions', key: 'post_id person_id', columns: 'at' },
  {
    table: 'answer_invitations',
    key: 'id',
    columns: 'thread_id invited_by person_id note withheld declined_at expires_at created_at',
  },
  { table: 'spin_out_sources', key: 'spin_out_id field', columns: 'source source_url as_at recorded_by recorded_at' },
  {
    table: 'spin_out_facts',
    key: 'id',
    columns:
      'spin_out_id kind from_on to_on details note source_kind source source_url audience recorded_by recorded_at ' +
      'version removed_at',
  },
  {
    table: 'spin_out_fact_challenges',
    key: 'id',
    columns:
      'fact_id spin_out_id stage_event_id profile_field challenger_id reason raised_at outcome answer answered_by ' +
      'answered_at',
  },
  { table: 'spin_out_fact_log', key: 'id', columns: 'fact_id person_id at what was' },
  { table: 'spin_out_changes', key: 'id', columns: 'spin_out_id field stage_event_id person_id at what was' },
  {
    table: 'assurance_packs',
    key: 'spin_out_id',
    columns: 'insurer step_in exit_plan key_people inspections checked_on updated_by updated_at version',
  },
  {
    table: 'support_programmes',
    key: 'id',
    columns:
      'name provider summary nation topics opens_on closes_on url source checked_on fictional visible_to version ' +
      'created_by created_at',
  },
  { table: 'record_keeping', key: 'person_id', columns: 'hold_about hold_since noted_at' },
  { table: 'organisation_domains', key: 'organisation_id domain', columns: 'added_by added_at' },
  { table: 'membership_vouches', key: 'person_id organisation_id voucher_id', columns: 'at' },
  { table: 'unseen_people', key: 'person_id', columns: 'since' },
  { table: 'capacity_entries', key: 'id', columns: 'person_id stage role days_per_week updated_at' },
  { table: 'contract_registers', key: 'spin_out_id', columns: 'allowed tells_peers' },
  { table: 'contract_readers', key: 'spin_out_id person_id organisation_id', columns: 'allowed_by allowed_at' },
  {
    table: 'contracts',
    key: 'id',
    columns:
      'spin_out_id payer payer_id title service_area annual_value total_value currency value_basis starts_on ends_on ' +
      'extension_to extension_certain notice_period_months route reserved_basis light_touch role source ocid ' +
      'notice_url novated_to novated_to_id novated_on ended_reason next_provider_kind confidential_until version ' +
      'created_by created_at updated_at',
    open: `(${NOT_YET}) IS NOT TRUE`,
  },
  {
    table: 'contract_awards',
    key: 'id',
    columns:
      'origin ref ocid title buyer_name buyer_id supplier_name supplier_key supplier_scheme supplier_number sme vcse ' +
      'psm value currency awarded_on starts_on ends_on published_on hash visible_to imported_at',
    of: 'EXISTS (SELECT FROM award_decisions d WHERE d.award_id = contract_awards.id)',
  },
  {
    table: 'award_decisions',
    key: 'spin_out_id award_id',
    columns: 'is_ours contract_id decided_by decided_at',
    openColumns: {
      contract_id: `(SELECT c.id FROM contracts c WHERE c.id = contract_id AND (c.${NOT_YET}) IS NOT TRUE)`,
    },
  },
  {
    table: 'unmatched_buyers',
    key: 'name_key',
    columns: 'name organisation_id decided_at decided_by first_seen_at',
    of: 'decided_at IS NOT NULL',
  },
  { table: 'contract_watches', key: 'id', columns: 'person_id kind subject_id told_at created_at' },
  { table: 'subject_follows', key: 'person_id kind code', columns: 'level at' },
  { table: 'follow_defaults', key: 'person_id', columns: 'on_ask on_answer updated_at' },
  { table: 'notice_choices', key: 'person_id kind', columns: 'in_inbox by_mail every weekday updated_at' },
  { table: 'watches', key: 'id', columns: 'person_id trigger subject_id code created_at' },
  { table: 'watch_findings', key: 'watch_id key', columns: 'id item_kind item_id known found_at' },
  { table: 'digests', key: 'person_id kind day', columns: 'worked failed asked field found created_at' },
  {
    table: 'bookmarks',
    key: 'person_id post_id',
    columns: 'note remind_on reminded_at version created_at',
  },
  { table: 'thread_reads', key: 'person_id thread_id', columns: 'read_number own_ahead at' },
  {
    table: 'introductions',
    key: 'id',
    columns: 'asked_by person_id reason answer answer_note answered_at withdrawn_at expires_at created_at',
  },
  {
    table: 'role_offers',
    key: 'id',
    columns:
      'person_id kind role title body service_areas nation region pay interests declared_on listed_at expires_at ' +
      'reminded_at closed_at hidden_at version created_at',
  },
  {
    table: 'pledges',
    key: 'id',
    columns: 'person_id text due_on audience about about_id state ended_at nudged_at version created_at',
  },
  {
    table: 'skill_assessments',
    key: 'organisation_id person_id',
    columns: 'bidding pricing cash governance tupe pensions marketing data named version updated_at',
  },
  {
    table: 'circle_invitations',
    key: 'id',
    columns: 'circle_id person_id invited_by note state created_at answered_at',
  },
  {
    table: 'circle_requests',
    key: 'id',
    columns: 'circle_id person_id answers state sentence decided_by created_at decided_at',
  },
  { table: 'guests', key: 'person_id', columns: 'since' },
  {
    table: 'circle_notes',
    key: 'id',
    columns: 'circle_id title met_on body version written_by changed_by changed_at created_at',
    html: { body_html: 'body' },
    firstHeading: 2,
  },
  { table: 'circle_note_versions', key: 'note_id version', columns: 'title met_on body written_by at' },
  { table: 'circle_standings', key: 'circle_id person_id', columns: 'stage note updated_at' },
  { table: 'circle_milestones', key: 'id', columns: 'circle_id person_id title due_on reached_at created_at' },
  {
    table: 'circle_summaries',
    key: 'circle_id',
    columns: 'body version proposed_by proposed_at published_at',
    html: { body_html: 'body' },
    firstHeading: 2,
  },
  { table: 'circle_consents', key: 'circle_id person_id', columns: 'version at' },
  { table: 'circle_events', key: 'id', columns: 'circle_id kind person_id actor_id facts at' },
  {
    table: 'case_note_comments',
    key: 'id',
    columns: 'case_note_id version section body author_id answer answered_at created_at',
  },
  {
    table: 'case_note_marks',
    key: 'id',
    columns:
      'case_note_id person_id kind comment by_moderator status public_line decided_by decided_at created_at updated_at',
  },
  {
    table: 'case_note_uses',
    key: 'id',
    columns:
      'case_note_id person_id organisation_id organisation what public_line used_on audience ask_at asked_at outcome ' +
      'outcome_words outcome_at created_at',
  },
  {
    table: 'case_note_replies',
    key: 'id',
    columns:
      'case_note_id organisation_id asked_by reference organisation asker_role body status decision_note decided_by ' +
      'decided_at created_at',
    html: { body_html: 'body' },
  },
  {
    table: 'case_note_relations',
    key: 'case_note_id related_id',
    columns: 'why suggested_by status decided_by decided_at created_at',
  },
];

/** Columns that the records of the documented types carry, by table. */
export const IN_RECORDS: Readonly<Record<string, string>> = {
  organisations: 'id kind name summary nation website payer_kind lang fictional visible_to version created_at',
  councils:
    'organisation_id code official_name nice_name type nation region county_code combined_code population ' +
    'population_year area_km2 latitude longitude started_on ended_on notes alternative_names announced_end_on ' +
    'provisional provisional_code',
  council_gss_codes: 'council_id gss_code is_current origin',
  council_labels: 'council_id imd_quintile rural_urban population area_km2 density_per_km2',
  council_spellings: 'council_id spelling',
  council_successions: 'predecessor_code successor_code on_date origin status source',
  council_adjacencies: 'code other_code',
  spin_outs:
    'organisation_id parent_id legal_form service_areas stage went_live_on ended_on ended_how staff legal_form_from ' +
    'succeeded_by next_provider_kind',
  stage_events:
    'id spin_out_id stage happened_on note created_at source source_url ended_how succeeded_by next_provider_kind ' +
    'version removed_at',
  people:
    'id name practitioner_role job_title bio service_areas stages_lived topics_offered topics_wanted languages ' +
    'availability helps_a_week interests field_audiences lang fictional visible_to version created_at',
  memberships: 'person_id organisation_id job_title from_on to_on verified_at verified_by',
  circles: 'id name purpose kind visibility questions agenda fictional version created_at',
  circle_members: 'circle_id person_id since role',
  case_notes:
    'id title summary author_id author_organisation author_tie council_id spin_out_id service_areas topics stage result ' +
    'legal_form period_from period_to what_happened what_went_wrong what_we_would_do_again why_not_known ' +
    'cost_of_doing_nothing lawful_help political_context done_while_cutting_percent status replaces_id review_comment ' +
    'withdrawn_reason submitted_at published_at published_by withdrawn_at last_checked_on good_until licence lang ' +
    'fictional version created_at updated_at decision why_now tactics_used objections_met options capacity documents ' +
    'people_to_ask political_tags claims_evidenced route loss_reason withdrawn_by replaced_by_id doubted_at check_since ' +
    'lawful_help_kinds',
  case_note_versions: 'case_note_id version status content note changed_by at',
  outcome_measures:
    'case_note_id position name unit better baseline_value baseline_period later_value later_period source confidence ' +
    'comparator confidential_until',
  money_figures:
    'case_note_id position kind label amount per from_on to_on basis source confidence net_of who_saves attribution ' +
    'confidential_until stage',
  threads:
    'id kind title author_id mask service_areas topics stage audience audience_id locked_at locked_by locked_reason lang fictional ' +
    'hidden_at version created_at',
  thread_follows: 'thread_id person_id at level',
  thread_invitations: 'thread_id person_id',
  posts:
    'id thread_id number reply_to_id author_id author_organisation mask body lang version edited_at accepted_at hidden_at ' +
    'hidden_reason gone moved_to_id client_message_id created_at',
  post_revisions: 'post_id version body edited_by at',
  guidance_pages:
    'id slug title summary body stage service_areas topics owner_id status last_checked_on last_checked_by good_until ' +
    'doubted_at law_as_at lang fictional version published_at created_at updated_at',
  guidance_sources: 'page_id position post_id case_note_id credited_id',
  guidance_versions: 'page_id version title summary body note was_public changed_by at',
  tactics:
    'id title situation move evidence backfired service_areas topics stage author_id status lang fictional version ' +
    'published_at created_at updated_at',
  tactic_tries: 'tactic_id person_id result context at',
  objections:
    'id title behind answers service_areas topics stage author_id status lang fictional version published_at created_at ' +
    'updated_at',
  objection_tactics: 'objection_id position tactic_id',
  objection_meetings: 'objection_id case_note_id result note',
};

const MADE_OF_TEXT = 'made of the text when it is put back, so that no file can bring HTML';
const COUNTED = 'counted from the posts when they are put back';
const SAID = 'counted from what members say of answers when that is put back';
const COMPUTED = 'computed from the figures when they are put back';
const OF_FIELDS = 'made of the fields when they are put back';
const GRANTED = 'who may do what is given again by an operator';
const OF_ACCOUNT = 'of an account; only its address can be written out, and only where that is asked for';
const SECRET = 'a secret, of which only a hash is kept: it is made anew';
const REGISTER = 'says which import brought it; the next import says it again';

/** Tables, and columns of tables of which others are carried, with the reason why not. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  migrations: 'the program that restores brings its own',
  events: 'those of discussions are made anew from their posts; nobody waits for the others',
  idempotency_keys: 'only tells for a day that something was sent twice',
  rate_limits: 'only counts for minutes',
  sessions: SECRET,
  access_tokens: SECRET,
  mail_tokens: SECRET,
  work_addresses: 'hashes with the secret of this server; who was confirmed says so in memberships',
  assurance_links: SECRET,
  circle_links: SECRET,
  circle_guest_invitations: SECRET,
  role_grants: GRANTED,
  accounts: OF_ACCOUNT,
  notifications: 'told already, or no news any more',
  mails: 'sent already, or no news any more',
  watch_looks: 'of the clock: after a restore all is looked at again, and found once',
  digest_runs: 'of the clock: what is restored waits for the next day on which one is due',
  reply_addresses: SECRET,
  received_mails: 'what became of each mail is told already',
  reports: 'what members told moderators in confidence, for the backup of the database alone',
  moderation_log: 'is only ever added to, so no file may write it; for the backup of the database alone',
  mask_looks: 'is only ever added to, as the moderation log is',
  search_documents: 'made anew from what is put back',
  procurement_notices: 'public, and imported again from where it was published',
  council_page_views: 'only counts views',
  case_note_unsaved: 'what nobody has saved yet',
  drafts: 'what nobody has posted yet',
  files: 'their bytes are in a folder of their own: see Backup in docs/operations.md',
  post_files: 'as the files',
  post_citations: MADE_OF_TEXT,
  'councils.register_hash': REGISTER,
  'councils.imported_at': REGISTER,
  'council_labels.imported_at': REGISTER,
  'people.reader_keys': GRANTED,
  'people.facets': OF_FIELDS,
  'people.shared_facets': OF_FIELDS,
  'case_notes.what_happened_html': MADE_OF_TEXT,
  'case_notes.what_went_wrong_html': MADE_OF_TEXT,
  'case_notes.what_we_would_do_again_html': MADE_OF_TEXT,
  'case_notes.evidenced': COMPUTED,
  'case_notes.verdict': COMPUTED,
  'case_notes.saving_amount': COMPUTED,
  'case_notes.saving_per': COMPUTED,
  'case_notes.evidence_grade': COMPUTED,
  'case_notes.figures_open_on': COMPUTED,
  'case_note_replies.body_html': MADE_OF_TEXT,
  'circle_notes.body_html': MADE_OF_TEXT,
  'circle_summaries.body_html': MADE_OF_TEXT,
  'case_note_replies.asker_email': 'told to moderators for the answer alone',
  'threads.post_count': COUNTED,
  'threads.reply_count': COUNTED,
  'threads.accepted_count': COUNTED,
  'threads.follower_count': COUNTED,
  'threads.last_seq': COUNTED,
  'threads.last_post_at': COUNTED,
  'threads.worked_count': SAID,
  'threads.partly_count': SAID,
  'threads.failed_count': SAID,
  'threads.outdated_count': SAID,
  'posts.body_html': MADE_OF_TEXT,
  'posts.worked_count': SAID,
  'posts.partly_count': SAID,
  'posts.failed_count': SAID,
  'posts.outdated_count': SAID,
  'posts.risky_count': SAID,
  'posts.worked_at': SAID,
  'posts.has_references': MADE_OF_TEXT,
  'posts.has_files': 'as the files',
  'post_revisions.file_names': 'as the files',
  'guidance_pages.body_html': MADE_OF_TEXT,
  'guidance_sources.thread_id': 'the discussion of the answer that is named beside it',
};
