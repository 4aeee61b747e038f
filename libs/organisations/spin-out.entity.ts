import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EndedHow = 'closed' | 'insourced' | 'merged' | 'sold';

/** Who runs the service now: the kind alone, never a name. */
export type NextProviderKind = 'psm' | 'charity' | 'private' | 'public_body' | 'in_house' | 'nobody' | 'unknown';

/** A service that left its parent, or is on its way. Stage and end follow its latest stage event. */
@Entity('spin_outs')
export class SpinOut {
  @PrimaryColumn('uuid')
  readonly organisationId!: string;

  /** The body that it left: mostly a council, sometimes an NHS body. */
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('text', { nullable: true })
  legalForm!: string | null;

  /** Since when, where periods of legal forms are on record: then those alone say what it is. */
  @Column('date', { nullable: true })
  legalFormFrom!: string | null;

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text')
  stage!: string;

  @Column('date', { nullable: true })
  wentLiveOn!: string | null;

  @Column('date', { nullable: true })
  endedOn!: string | null;

  @Column('text', { nullable: true })
  endedHow!: EndedHow | null;

  /** The organisation that it became part of. Its own page stays. */
  @Column('uuid', { nullable: true })
  succeededBy!: string | null;

  @Column('text', { nullable: true })
  nextProviderKind!: NextProviderKind | null;

  @Column('int', { nullable: true })
  staff!: number | null;
}
