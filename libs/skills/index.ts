/**
 * The skills matrix of a team: what its members say that they can do, of eight skills; what helps to learn each, and who
 * offers help with it.
 *
 * Promises: verified members of the organisation read it, and nobody else, whatever their role; whose an assessment is
 * stands there only where that member says so, and a spread only where three have said something.
 */
export { SKILL_CODES, SKILL_LEVELS, type Skill, SKILLS, SPREAD_MIN } from './skills.words.ts';
export { SkillsInput } from './skills.inputs.ts';
export { SkillsModule } from './skills.module.ts';
export { type Learning, SkillsQueries, type Team } from './skills.queries.ts';
export { SkillsService } from './skills.service.ts';
