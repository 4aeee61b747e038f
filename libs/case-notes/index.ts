/**
 * Case notes: what one team did, with the two answers that decision makers ask for as data: did the service get worse,
 * and what was saved.
 */
export { CITATION_JSON, type CitationRow, citedCaseNotes } from './citations.ts';
