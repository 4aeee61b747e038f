/**
 * How untyped input becomes typed input. Field decorators say the shape once: for the check, for the words of the
 * error, and for OpenAPI. The only place of libs that knows the OpenAPI package.
 */
export {
  Choice,
  Codes,
  Cursor,
  Day,
  Decimal,
  Email,
  Fields,
  Flag,
  Id,
  Ids,
  isStorable,
  Moment,
  One,
  Secret,
  Several,
  Text,
  Texts,
  Whole,
  Wholes,
} from './fields.ts';
export { type FieldShape, fieldsOf } from './shapes.ts';
export { InvalidInput, parseInput, type Parsed, type Problem } from './parse-input.ts';
