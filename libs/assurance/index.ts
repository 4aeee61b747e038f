/**
 * Assurance packs: what a spin-out tells a buyer of who would carry on its service if it could not: insurance, step-in,
 * exit plan, cover for key people, inspections. Its editors write it and give links to it.
 *
 * Promises: without a link only its members and editors read it; a link ends by itself or when it is withdrawn, is kept
 * as a hash, and opens this one page alone; visits are counted, never who came.
 */
export { AssuranceInput, AssuranceLinkInput, LINK_DAYS } from './assurance.inputs.ts';
export { AssuranceModule } from './assurance.module.ts';
export { ASSURANCE_FIELDS, type AssuranceField } from './assurance.words.ts';
export { AssuranceQueries, type OwnPack, type SharedPack } from './assurance.queries.ts';
export { type AssuranceLink, AssuranceService } from './assurance.service.ts';
