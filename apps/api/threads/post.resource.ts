import { FILE_CODES, type FileCode } from '#libs/files';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import { WarningResource } from './warnings.ts';

export class AuthorResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'The first name; the whole one is on the profile, for members' })
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty({ type: String, nullable: true, description: 'As it was when this was written' })
  readonly organisation!: string | null;
  @ApiProperty()
  readonly paidAdviser!: boolean;
  @ApiProperty()
  readonly fictional!: boolean;
}

export class PostAuthorResource extends OmitType(AuthorResource, ['id', 'role']) {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: masked, and not you' })
  readonly id!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A code of the practitioner roles. Null: masked' })
  readonly role!: string | null;
  @ApiProperty({ description: 'Under a mask: the name is what stands for it, and nothing else is told of who it is' })
  readonly masked!: boolean;
}

export class MoneyResource {
  @ApiProperty({ example: '412000.00' })
  readonly amount!: string;
  @ApiProperty({ example: 'GBP' })
  readonly currency!: 'GBP';
}

export class CitationResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly url!: string;
  @ApiProperty({ enum: ['better', 'same', 'worse', 'mixed', 'unknown'] })
  readonly verdict!: string;
  @ApiProperty({ type: MoneyResource, nullable: true })
  readonly saving!: MoneyResource | null;
  @ApiProperty({ type: String, enum: ['year', 'once', 'contract'], nullable: true })
  readonly savingPer!: string | null;
  @ApiProperty()
  readonly withdrawn!: boolean;
}

class MovedToResource {
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ format: 'uuid' })
  readonly postId!: string;
  @ApiProperty()
  readonly url!: string;
}

class TriedCountsResource {
  @ApiProperty({ type: 'integer' })
  readonly worked!: number;
  @ApiProperty({ type: 'integer' })
  readonly partly!: number;
  @ApiProperty({ type: 'integer' })
  readonly failed!: number;
  @ApiProperty({ description: 'More than half of those who tried it say that it failed' })
  readonly failedForMost!: boolean;
}

class MarkCountsResource {
  @ApiProperty({ type: 'integer' })
  readonly outdated!: number;
  @ApiProperty({ type: 'integer' })
  readonly risky!: number;
}

export class FileResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'What it is saved as' })
  readonly name!: string;
  @ApiProperty({ enum: [...FILE_CODES], description: 'By its bytes' })
  readonly kind!: FileCode;
  @ApiProperty({ type: 'integer', description: 'Bytes' })
  readonly size!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of a picture, in pixels' })
  readonly width!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of a picture, in pixels' })
  readonly height!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What a picture shows; empty where it only decorates, null where nobody has said yet or it is none',
  })
  readonly alt!: string | null;
  @ApiProperty({ description: 'Where its bytes are, for who may read the post' })
  readonly url!: string;
}

export class FileListResource {
  @ApiProperty({ type: [FileResource] })
  readonly items!: FileResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: there are few' })
  readonly next!: string | null;
}

const REFERENCE_KINDS = ['guidance', 'council', 'spin-out', 'organisation', 'question', 'discussion', 'tactic'];

export class ReferenceResource {
  @ApiProperty({ enum: REFERENCE_KINDS })
  readonly kind!: string;
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The page' })
  readonly url!: string;
  @ApiProperty({ type: String, nullable: true, description: 'A day, a nation, a stage, or how a question stands' })
  readonly detail!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
}

export class PostResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly number!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: the question, or an answer to it' })
  readonly replyTo!: string | null;
  @ApiProperty({ type: PostAuthorResource })
  readonly author!: PostAuthorResource;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Markdown. Null: hidden, deleted or moved, and not for you to read',
  })
  readonly body!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The same, rendered and sanitised' })
  readonly html!: string | null;
  @ApiProperty({ example: 'en' })
  readonly lang!: string;
  @ApiProperty({ type: [CitationResource] })
  readonly citations!: CitationResource[];
  @ApiProperty({ type: TriedCountsResource, description: 'What came of it for members; all of it: GET …/tried' })
  readonly tried!: TriedCountsResource;
  @ApiProperty({ type: MarkCountsResource, description: 'What members warn of; all of it: GET …/marks' })
  readonly marks!: MarkCountsResource;
  @ApiProperty({ type: [ReferenceResource], description: 'What else it names by address, as far as you may read it' })
  readonly references!: ReferenceResource[];
  @ApiProperty({ type: [FileResource], description: 'Pictures and documents beside the text' })
  readonly files!: FileResource[];
  @ApiProperty({ description: 'By a moderator' })
  readonly hidden!: boolean;
  @ApiProperty({ description: 'By its author: the place stays, the text is gone' })
  readonly deleted!: boolean;
  @ApiProperty({ description: 'It stands in another discussion now' })
  readonly moved!: boolean;
  @ApiProperty({ type: MovedToResource, nullable: true, description: 'Where it is now, if you may read that' })
  readonly movedTo!: MovedToResource | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The title of the thread that it began, which was merged into this one',
  })
  readonly began!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly acceptedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly editedAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

class RevisionResource {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ description: 'Markdown' })
  readonly body!: string;
  @ApiProperty({ format: 'date-time', description: 'When this text was written' })
  readonly at!: string;
  @ApiProperty({ type: [String], nullable: true, description: 'Names of the files beside it; null: not kept' })
  readonly fileNames!: string[] | null;
}

export class RevisionListResource {
  @ApiProperty({ type: [RevisionResource] })
  readonly items!: RevisionResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class PostReceiptResource extends PostResource {
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ type: 'integer', description: 'The seq of the event that this made' })
  readonly seq!: number;
}

export class EditedPostResource extends PostResource {
  @ApiProperty({ type: [WarningResource] })
  readonly warnings!: WarningResource[];
}

export class NewPostResource extends PostReceiptResource {
  @ApiProperty({ type: [WarningResource] })
  readonly warnings!: WarningResource[];
}

export class ThreadEventResource {
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ type: 'integer' })
  readonly seq!: number;
  @ApiProperty()
  readonly kind!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: PostResource, required: false })
  readonly post?: PostResource;
}
