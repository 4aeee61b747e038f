import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

export type GuidanceStatus = 'draft' | 'published' | 'withdrawn';

/** A page that tells how to do a thing right. Its text as it is now; earlier ones are in guidance_versions. */
@Entity('guidance_pages')
export class GuidancePage {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  /** Its address. Made from the first title, and never changed. */
  @Column('text')
  readonly slug!: string;

  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  @Column('text')
  body!: string;

  /** Made from `body` by the sanitising renderer, once; its headings have ids. */
  @Column('text')
  bodyHtml!: string;

  @Column('text', { nullable: true })
  stage!: string | null;

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text', { array: true, default: '{}' })
  topics!: string[];

  @Column('uuid')
  ownerId!: string;

  @Column('text', { default: 'draft' })
  status!: GuidanceStatus;

  /** A day. */
  @Column('date', { nullable: true })
  lastCheckedOn!: string | null;

  @Column('uuid', { nullable: true })
  lastCheckedBy!: string | null;

  /** A day. */
  @Column('date', { nullable: true })
  goodUntil!: string | null;

  /** A moderator agreed that this may be out of date; null once it is checked again. */
  @Instant({ nullable: true })
  doubtedAt!: Date | null;

  /** A day. */
  @Column('date', { nullable: true })
  lawAsAt!: string | null;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('boolean', { default: false })
  fictional!: boolean;

  /** Counts texts; If-Match names it. */
  @Column('int', { default: 1 })
  version!: number;

  /** Computed by the database from status and owner. */
  @Column({ type: 'text', array: true, insert: false, update: false })
  readonly visibleTo!: string[];

  @Instant({ nullable: true })
  publishedAt!: Date | null;

  @CreatedAt()
  readonly createdAt!: Date;

  @Instant({ default: () => 'now()' })
  updatedAt!: Date;
}
