/** The settings: read from the environment once, in main.ts, and passed down. */
export { Config, loadConfig, type Role } from './config.ts';
export { ConfigModule } from './config.module.ts';
