/**
 * The words that everything is filed under: stages, topics, service areas, legal forms, roles, and their labels.
 *
 * Codes are promises (addresses, the API, the database); labels are what people read. The lists are this project's
 * own data, in taxonomy.json beside this file.
 */
export {
  AVAILABILITY,
  COUNCIL_TYPES,
  labelOf,
  LANGUAGES,
  LEGAL_FORMS,
  NATIONS,
  PRACTITIONER_ROLES,
  REGIONS,
  ROUTES,
  SERVICE_AREAS,
  serviceAreasOfCpv,
  STAGE_GROUPS,
  STAGES,
  TOPIC_GROUPS,
  TOPICS,
} from './taxonomy.ts';
export { THESAURUS, type ThesaurusEntry } from './thesaurus.ts';
