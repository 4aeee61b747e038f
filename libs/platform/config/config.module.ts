import { type DynamicModule, Module } from '@nestjs/common';
import { Config } from './config.ts';

/** The one Config of the process, for whatever asks for it by class. */
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Config, useValue: config }],
      exports: [Config],
    };
  }
}
