import { ApiProperty } from '@nestjs/swagger';
import { type CaseNoteVersionRow, type NoteChange, type VersionChanges, type VersionMark } from '#libs/case-notes';
import { contentResource } from './case-note.resource.ts';

const STATUSES = ['draft', 'submitted', 'published', 'withdrawn', 'superseded'];

class VersionMarkResource {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ enum: STATUSES })
  readonly status!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ enum: ['author', 'moderator'] })
  readonly by!: string;
  @ApiProperty({ type: String, nullable: true, description: 'A comment or reason; for the author and moderators' })
  readonly note!: string | null;
}

export class CaseNoteVersionResource extends VersionMarkResource {
  @ApiProperty({ type: Object, additionalProperties: true, description: 'The text and figures, as they were' })
  readonly content!: Record<string, unknown>;
}

export class CaseNoteVersionListResource {
  @ApiProperty({ type: [CaseNoteVersionResource] })
  readonly items!: CaseNoteVersionResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

class ValueChangeResource {
  @ApiProperty()
  readonly field!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly before!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly after!: string | null;
}

class RowChangeResource {
  @ApiProperty({ enum: ['added', 'removed', 'changed'] })
  readonly kind!: string;
  @ApiProperty({ description: 'The measure, or the label of the figure' })
  readonly name!: string;
  @ApiProperty({ type: [ValueChangeResource] })
  readonly cells!: ValueChangeResource[];
}

class WordsResource {
  @ApiProperty({ enum: ['same', 'added', 'removed'] })
  readonly kind!: string;
  @ApiProperty()
  readonly text!: string;
}

class LineResource {
  @ApiProperty({ enum: ['same', 'added', 'removed', 'changed'] })
  readonly kind!: string;
  @ApiProperty({ required: false, description: 'Of a line that is the same, added or removed' })
  readonly text?: string;
  @ApiProperty({ type: [WordsResource], required: false, description: 'Of a line that was reworded' })
  readonly words?: WordsResource[];
}

class NoteChangeResource {
  @ApiProperty({ enum: ['text', 'value', 'codes', 'rows'], description: 'Which of the others are there' })
  readonly kind!: string;
  @ApiProperty({ description: 'A field of the case note' })
  readonly field!: string;
  @ApiProperty({ type: [LineResource], required: false })
  readonly lines?: LineResource[];
  @ApiProperty({ type: String, nullable: true, required: false })
  readonly before?: string | null;
  @ApiProperty({ type: String, nullable: true, required: false })
  readonly after?: string | null;
  @ApiProperty({ type: [String], required: false })
  readonly added?: string[];
  @ApiProperty({ type: [String], required: false })
  readonly removed?: string[];
  @ApiProperty({ type: [RowChangeResource], required: false })
  readonly rows?: RowChangeResource[];
}

export class VersionChangesResource extends VersionMarkResource {
  @ApiProperty({
    type: VersionMarkResource,
    nullable: true,
    description: 'What it is compared with; null: the first that you may see',
  })
  readonly before!: VersionMarkResource | null;
  @ApiProperty({
    type: [NoteChangeResource],
    nullable: true,
    description: 'Null where there is nothing to compare with',
  })
  readonly changes!: NoteChangeResource[] | null;
}

const toMarkResource = ({ version, status, at, by, note }: VersionMark): VersionMarkResource => ({
  version,
  status,
  at: at.toISOString(),
  by,
  note,
});

export const toVersionResource = (row: CaseNoteVersionRow): CaseNoteVersionResource => ({
  ...toMarkResource(row),
  content: contentResource(row.content),
});

export const toChangesResource = (row: VersionChanges): VersionChangesResource => ({
  ...toMarkResource(row),
  before: row.before && toMarkResource(row.before),
  changes: row.changes && row.changes.map(toChangeResource),
});

function toChangeResource(change: NoteChange): NoteChangeResource {
  const { kind, field } = change;
  if (change.kind === 'text') {
    const lines = change.lines.map((line) =>
      line.kind === 'changed' ? { kind: line.kind, words: [...line.words] } : { kind: line.kind, text: line.text },
    );
    return { kind, field, lines };
  }
  if (change.kind === 'value') return { kind, field, before: change.before, after: change.after };
  if (change.kind === 'codes') return { kind, field, added: [...change.added], removed: [...change.removed] };
  return { kind, field, rows: change.rows.map((row) => ({ ...row, cells: [...row.cells] })) };
}
