import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt } from '#libs/platform/database';

export type OrganisationKind =
  'council' | 'spin_out' | 'adviser' | 'union' | 'funder' | 'nhs' | 'other_public' | 'private_partner';

/** Payers that the register of councils does not have. */
export type PayerKind =
  'ICB' | 'NHS_TRUST' | 'PCC' | 'FIRE' | 'CENTRAL' | 'SCHOOL_TRUST' | 'HOUSING_ASSOC' | 'OTHER_PUBLIC';

/** What all bodies have in common. A council or a spin-out has a row of its own beside it, with the same id. */
@Entity('organisations')
export class Organisation {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly kind!: OrganisationKind;

  /** A council's is its official name, and comes from the register alone. */
  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  summary!: string | null;

  @Column('text', { nullable: true })
  nation!: string | null;

  @Column('text', { nullable: true })
  website!: string | null;

  /** Of a body that pays for services and is no council; null: it does not, or nobody has said so. */
  @Column('text', { nullable: true })
  payerKind!: PayerKind | null;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('boolean', { default: false })
  fictional!: boolean;

  @Column('text', { array: true, default: '{public}' })
  visibleTo!: string[];

  /** Goes up with every change of the organisation, its council or spin-out row, or its stages. */
  @Column('int', { default: 1 })
  version!: number;

  @CreatedAt()
  readonly createdAt!: Date;
}
