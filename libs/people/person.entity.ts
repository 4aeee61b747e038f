import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt } from '#libs/platform/database';

/** A practitioner, as other members see them. No address: that is Account's. */
@Entity('people')
export class Person {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: 'member_of_public' })
  practitionerRole!: string;

  @Column('text', { nullable: true })
  jobTitle!: string | null;

  @Column('text', { nullable: true })
  bio!: string | null;

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text', { array: true, default: '{}' })
  stagesLived!: string[];

  @Column('text', { array: true, default: '{}' })
  topicsOffered!: string[];

  @Column('text', { array: true, default: '{}' })
  topicsWanted!: string[];

  /** BCP 47 primary tags. */
  @Column('text', { array: true, default: '{}' })
  languages!: string[];

  @Column('text', { default: 'open' })
  availability!: 'open' | 'limited' | 'away';

  /** How many questions a week others may bring to them. */
  @Column('int', { name: 'helps_a_week', default: 2 })
  helpsAWeek!: number;

  /** What they declare an interest in; null: nothing was declared yet. */
  @Column('text', { nullable: true })
  interests!: string | null;

  /** Field to who sees it; one that is not named is seen by all who see the profile. */
  @Column('jsonb', { default: {} })
  fieldAudiences!: Record<string, string>;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('text', { array: true, default: '{network}' })
  visibleTo!: string[];

  @Column('boolean', { default: false })
  fictional!: boolean;

  /** Counts edits; If-Match names it. */
  @Column('int', { default: 1 })
  version!: number;

  @CreatedAt()
  readonly createdAt!: Date;
}
