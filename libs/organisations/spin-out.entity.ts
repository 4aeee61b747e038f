import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EndedHow = 'closed' | 'insourced' | 'merged' | 'sold';

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

  @Column('int', { nullable: true })
  staff!: number | null;
}
