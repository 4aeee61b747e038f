import 'reflect-metadata';

/** One field of an input class, as its decorator says it. */
export interface FieldShape {
  readonly name: string;
  readonly required: boolean;
  readonly isArray: boolean;
  /** The input class of an object or of the objects of a list; null for a plain value. */
  readonly of: (new () => object) | null;
  readonly type: 'string' | 'integer' | 'boolean' | 'object';
  readonly format: string | null;
  readonly codes: readonly string[] | null;
  readonly pattern: string | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly maxItems: number | null;
}

interface Said {
  type?: unknown;
  required?: boolean;
  isArray?: boolean;
  format?: string;
  enum?: unknown;
  items?: { enum?: string[] };
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

const PLAIN = new Map<unknown, FieldShape['type']>([
  [String, 'string'],
  ['string', 'string'],
  ['integer', 'integer'],
  [Boolean, 'boolean'],
  ['boolean', 'boolean'],
]);

/** The fields of an input class in the order it declares them, those of the class it extends first. */
export function fieldsOf(Input: new () => object): FieldShape[] {
  const prototype = Input.prototype as object;
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', prototype) ?? []) as string[];
  return [...new Set(names.map((name) => name.replace(/^:/, '')))].map((name) => {
    const said = (Reflect.getMetadata('swagger/apiModelProperties', prototype, name) ?? {}) as Said;
    const plain = PLAIN.get(said.type);
    const codes = said.enum ?? said.items?.enum;
    return {
      name,
      required: said.required ?? true,
      isArray: said.isArray === true || said.type === 'array',
      of: plain === undefined && typeof said.type === 'function' ? (said.type as new () => object) : null,
      type: plain ?? (typeof said.type === 'function' ? 'object' : 'string'),
      format: said.format ?? null,
      codes: Array.isArray(codes) ? (codes as string[]) : null,
      pattern: said.pattern ?? null,
      minLength: said.minLength ?? null,
      maxLength: said.maxLength ?? null,
      minimum: said.minimum ?? null,
      maximum: said.maximum ?? null,
      maxItems: said.maxItems ?? null,
    };
  });
}
