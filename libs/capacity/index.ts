/**
 * The capacity planner: which roles worked how many days a week at each stage, as case notes report it, beside what a
 * person says that their own team has.
 *
 * Promises: a figure is of three cases at least, or says that there are too few; what a person enters is read by that
 * person alone.
 */
export { CapacityFilterInput, OwnCapacityInput } from './capacity.inputs.ts';
export { CapacityModule } from './capacity.module.ts';
export { CapacityQueries, CASES_MIN, gapOf, type OwnCapacity, type ReportedCapacity } from './capacity.queries.ts';
export { CapacityService } from './capacity.service.ts';
