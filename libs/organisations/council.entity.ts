import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** A local authority as the register has it: past, current or announced. */
@Entity('councils')
export class Council {
  @PrimaryColumn('uuid')
  readonly organisationId!: string;

  /** The register's local-authority-code: names the legal body and stays, where a GSS code names a boundary. */
  @Column('text')
  readonly code!: string;

  @Column('text')
  officialName!: string;

  @Column('text')
  niceName!: string;

  @Column('text')
  type!: string;

  @Column('text')
  nation!: string;

  /** Empty where the register does not say. */
  @Column('text')
  region!: string;

  @Column('text', { nullable: true })
  countyCode!: string | null;

  @Column('text', { nullable: true })
  combinedCode!: string | null;

  @Column('int', { nullable: true })
  population!: number | null;

  @Column('int', { nullable: true })
  populationYear!: number | null;

  @Column('numeric', { precision: 10, scale: 2, nullable: true })
  areaKm2!: string | null;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Column('date', { nullable: true })
  startedOn!: string | null;

  /** In the future: its end is announced. */
  @Column('date', { nullable: true })
  endedOn!: string | null;

  @Column('text', { nullable: true })
  notes!: string | null;

  @Column('text', { array: true, default: '{}' })
  alternativeNames!: string[];

  @Column('bytea', { nullable: true })
  registerHash!: Buffer | null;

  @Instant({ nullable: true })
  importedAt!: Date | null;
}
