import { type FieldShape, fieldsOf } from '#libs/platform/inputs';
import { CONTENT_TYPES } from './content-types.ts';
import { RECORDS } from './records/index.ts';

type Schema = Record<string, unknown>;

/** The format as JSON Schema (draft 2020-12), one definition a type: made from the classes that records are read by. */
export function contentSchema(): Schema {
  const definitions = new Map<string, Schema>();
  for (const type of CONTENT_TYPES) {
    const { properties, required } = objectOf(RECORDS[type], type, definitions);
    definitions.set(type, {
      type: 'object',
      properties: { type: { const: type }, ...(properties as Schema) },
      required: ['type', ...(required as string[])],
      anyOf: [{ required: ['id'] }, { required: ['key'] }],
      additionalProperties: false,
    });
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Waymark content, format version 1: one record a line',
    oneOf: CONTENT_TYPES.map((type) => ({ $ref: `#/$defs/${type}` })),
    $defs: Object.fromEntries(definitions),
  };
}

/** Of a class: what it asks for. Classes inside it get definitions of their own, named after the type and the class. */
function objectOf(Input: new () => object, type: string, definitions: Map<string, Schema>): Schema {
  const fields = fieldsOf(Input);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field, type, definitions)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function schemaOf(field: FieldShape, type: string, definitions: Map<string, Schema>): Schema {
  const plain = field.of === null ? valueOf(field) : referenceTo(field.of, type, definitions);
  if (field.isArray) {
    const list = { type: field.required ? 'array' : ['array', 'null'], items: plain };
    return field.maxItems === null ? list : { ...list, maxItems: field.maxItems };
  }
  if (field.required) return plain;
  if ('$ref' in plain) return { anyOf: [plain, { type: 'null' }] };
  const nullable = { ...plain, type: [plain['type'], 'null'] };
  return field.codes === null ? nullable : { ...nullable, enum: [...field.codes, null] };
}

function referenceTo(Input: new () => object, type: string, definitions: Map<string, Schema>): Schema {
  const name = `${type}.${Input.name.replace(/Input$/, '')}`;
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, objectOf(Input, type, definitions));
  }
  return { $ref: `#/$defs/${name}` };
}

function valueOf({ type, codes, format, pattern, minLength, maxLength, minimum, maximum }: FieldShape): Schema {
  const said = {
    type,
    enum: codes,
    format,
    pattern,
    minLength: minLength === 0 ? null : minLength,
    maxLength,
    minimum,
    maximum,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}
