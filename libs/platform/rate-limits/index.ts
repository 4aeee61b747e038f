/** How often something may be done, counted in PostgreSQL so that all processes count together; how much at once, here. */
export { AtOnce } from './at-once.ts';
export { type Limit, RateLimits, TooMany } from './rate-limits.ts';
export { RateLimitsModule } from './rate-limits.module.ts';
